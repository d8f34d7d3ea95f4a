//! No earrings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::likely::{EVEN_CHANCE, Wording, judge_sides};
use super::line::Line;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `ornament.earrings` (source N): no earrings.
///
/// Measured is the chance of an earring, from the area and the clarity with which one is seen at and under the lobe;
/// judged on each side.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OrnamentEarrings {
    /// Highest chance that is accepted, 0 to 1.
    pub chance: Line,
}

impl Default for OrnamentEarrings {
    fn default() -> Self {
        Self { chance: EVEN_CHANCE }
    }
}

impl Rule for OrnamentEarrings {
    const ID: &'static str = "ornament.earrings";
    const UNIT: &'static str = "probability";
    const PAGE: RulePage = RulePage {
        title: Words::new("no earrings", "不戴耳环"),
        demand: Words::new("no earrings, on either side", "左右均不得佩戴耳环、耳钉"),
        reason: Words::new(
            "ornaments change from picture to picture and glitter in the flash",
            "饰物会变化，且在灯光下反光",
        ),
        sources: &[Source::Notice, Source::Standard],
        measurement: Words::new(
            "chance of an earring, from the area and the clarity with which one is seen at and under the lobe; each side apart",
            "根据耳垂及其下方耳饰的可见面积与清晰度得出佩戴概率；左右分别判断",
        ),
        limits: &[LimitPage::new(
            "chance",
            "probability",
            [0.0, 1.0],
            Words::new("highest chance that is accepted", "可接受的最高概率"),
        )],
        remedy: Words::new("take the earrings off", "取下耳环"),
        passes: "photos/biden-charcoal-suit-passes.jpg",
        fails: "photos/biden-earrings-fails-earrings.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let parts = measurements.face_parts.as_ref().map_err(|&reason| reason)?;
        let wording = Wording {
            noun: ("ear", "耳"),
            clean: ("no earrings", "未佩戴耳饰"),
            broken: ("earring on the ", "; take it off"),
            broken_zh: "佩戴耳饰，请取下",
        };
        Ok(judge_sides(self.chance, &parts.earring, &wording))
    }
}
