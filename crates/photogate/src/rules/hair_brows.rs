//! Both eyebrows are uncovered.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::likely::{EVEN_CHANCE, LIMITS, SidedWording, UNIT};
use super::line::Line;
use super::{Judgement, Rule, RulePage, Source};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `hair.brows` (source N): hair or a hat must leave both eyebrows uncovered.
///
/// Measured is the chance that an eyebrow is covered: from its visible area and from the hair and hat within the outline
/// that the landmarks give; judged on each side.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HairBrows {
    /// Highest chance that is accepted, 0 to 1.
    pub chance: Line,
}

impl Default for HairBrows {
    fn default() -> Self {
        Self { chance: EVEN_CHANCE }
    }
}

const WORDING: SidedWording = SidedWording {
    noun: Words::new("eyebrow", "眉"),
    clean: Words::new("both eyebrows are uncovered", "双眉均已露出"),
    before: Words::new("covered: the ", ""),
    after: Words::new("; pin the hair back from the forehead", "被遮挡，请将额前头发别起"),
    event: Words::new("a covered eyebrow", "眉毛被遮"),
};

impl Rule for HairBrows {
    const ID: &'static str = "hair.brows";
    const UNIT: &'static str = UNIT;
    const PAGE: RulePage = RulePage {
        title: Words::new("eyebrows uncovered", "露出眉毛"),
        demand: Words::new("hair and headwear leave both eyebrows uncovered", "头发、头饰不得遮挡眉毛"),
        reason: Words::new(
            "the picture is compared with the one of the college entrance exam; covered brows make the comparison unsure",
            "照片须与高考照片比对，眉毛被遮影响识别",
        ),
        sources: &[Source::Notice, Source::Standard],
        measurement: Words::new(
            "chance that an eyebrow is covered, from its visible area and from hair and hat within the outline that the landmarks give; each side apart",
            "根据可见眉毛面积及关键点轮廓内头发、帽子的占比得出眉毛被遮挡的概率；左右分别判断",
        ),
        limits: LIMITS,
        remedy: Words::new("brush or pin the fringe aside", "把刘海梳开或别起"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-fringe-fails-brows.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        WORDING.judge(self.chance, measurements, |parts| &parts.brow_covered)
    }
}
