//! The lips are closed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::likely::{EVEN_CHANCE, LIMITS, UNIT, Wording};
use super::line::Line;
use super::{Judgement, Rule, RulePage, Source};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `expression.mouth` (source S): lips naturally closed, no teeth.
///
/// Measured is the chance of an open mouth, from what is seen between the lips and from the distance between their inner
/// edges.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExpressionMouth {
    /// Highest chance that is accepted, 0 to 1.
    pub chance: Line,
}

impl Default for ExpressionMouth {
    fn default() -> Self {
        Self { chance: EVEN_CHANCE }
    }
}

const WORDING: Wording = Wording {
    clean: Words::new("the mouth is closed", "嘴唇自然闭合"),
    broken: Words::new(
        "the mouth is open or shows teeth; close the lips without pressing them",
        "嘴部张开或露齿，请自然闭合嘴唇",
    ),
    event: Words::new("an open mouth", "张嘴或露齿"),
};

impl Rule for ExpressionMouth {
    const ID: &'static str = "expression.mouth";
    const UNIT: &'static str = UNIT;
    const PAGE: RulePage = RulePage {
        title: Words::new("closed mouth", "嘴唇闭合"),
        demand: Words::new("lips naturally closed, no teeth", "嘴唇自然闭合，不露齿"),
        reason: Words::new(
            "the standard asks for a natural, neutral expression",
            "标准要求表情自然、嘴唇闭合",
        ),
        sources: &[Source::Standard],
        measurement: Words::new(
            "chance of an open mouth, from what is seen between the lips and from the distance of their inner edges",
            "根据唇间可见内容与内唇缘间距得出张嘴的概率",
        ),
        limits: LIMITS,
        remedy: Words::new("ask for a closed mouth; a slight smile is fine", "请闭上嘴，可微笑但不露齿"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/obama-navy-suit-fails-mouth.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        WORDING.judge(self.chance, measurements, |parts| &parts.mouth_open)
    }
}
