//! No hair over the eyes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::sided::{CoverWording, Eyes};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `hair.eyes` (source N): hair must leave both eyes uncovered.
///
/// Measured is the share of hair within the opening that the landmarks give each eye; the worse side decides. Clean
/// portraits of the evaluation set `portraits` have at most .002 in 98 of 100 cases.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HairEyes {
    /// Largest share of hair within an eye, 0 to 1.
    pub share: Line,
}

impl Default for HairEyes {
    fn default() -> Self {
        Self { share: Line::new(0.15, 0.05) }
    }
}

const WORDING: CoverWording = CoverWording {
    clean: Words::new("no hair over the eyes", "双眼未被头发遮挡"),
    cover: Words::new("hair covers", "头发遮挡"),
    remedy: Words::new("pin it back", "请将头发别起"),
};

impl Rule for HairEyes {
    const ID: &'static str = "hair.eyes";
    const UNIT: &'static str = "share";
    const PAGE: RulePage = RulePage {
        title: Words::new("eyes clear of hair", "露出眼睛"),
        demand: Words::new("hair leaves both eyes uncovered", "头发不得遮挡眼睛"),
        reason: Words::new(
            "the picture identifies a person, first of all by the eyes",
            "照片用于辨认身份，眼睛最为关键",
        ),
        sources: &[Source::Notice, Source::Standard],
        measurement: Words::new(
            "share of hair within the opening that the landmarks give each eye; the worse eye decides",
            "关键点给出的眼裂范围内头发的占比，以较差一侧为准",
        ),
        limits: &[LimitPage::new(
            "share",
            "share",
            [0.0, 1.0],
            Words::new("largest share of hair within an eye", "眼部范围内头发的最大占比"),
        )],
        remedy: Words::new("pin the hair away from the eyes", "把头发别离眼睛"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-strand-fails-eyes.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let parts = measurements.face_parts.as_ref().map_err(|&reason| reason)?;
        let eyes = Eyes { measured: &parts.hair_over_eye, regions: &parts.eyes };
        Ok(eyes.judge_cover(self.share, &WORDING))
    }
}
