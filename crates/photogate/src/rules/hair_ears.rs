//! Both ears are visible.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::likely::{EVEN_CHANCE, LIMITS, SidedWording, UNIT};
use super::line::Line;
use super::{Judgement, Rule, RulePage, Source};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `hair.ears` (source N): both ears must be visible.
///
/// Measured is the chance that an ear is hidden: from the height and the clarity with which one is seen, and from the hair
/// where it should be; judged on each side. Of an ear half its height tells that it is hidden, three quarters that it is
/// not; between lies the review band.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HairEars {
    /// Highest chance that is accepted, 0 to 1.
    pub chance: Line,
}

impl Default for HairEars {
    fn default() -> Self {
        Self { chance: EVEN_CHANCE }
    }
}

const WORDING: SidedWording = SidedWording {
    noun: Words::new("ear", "耳"),
    clean: Words::new("both ears are visible", "双耳均已露出"),
    before: Words::new("hidden: the ", ""),
    after: Words::new("; pin the hair behind it and face the camera", "被遮挡，请将头发别到耳后并正对镜头"),
    event: Words::new("a hidden ear", "耳朵被遮"),
};

impl Rule for HairEars {
    const ID: &'static str = "hair.ears";
    const UNIT: &'static str = UNIT;
    const PAGE: RulePage = RulePage {
        title: Words::new("both ears visible", "露出双耳"),
        demand: Words::new("both ears are visible", "双耳均应露出"),
        reason: Words::new(
            "the standard asks for both ears, symmetric: they show that the head faces the camera",
            "标准要求双耳对称可见，以示头部正对镜头",
        ),
        sources: &[Source::Notice, Source::Standard],
        measurement: Words::new(
            "chance that an ear is hidden, from its visible height, from how clearly it is seen and from hair in its place; each side apart",
            "根据耳朵可见高度、清晰度及该处的头发得出耳朵被遮挡的概率；左右分别判断",
        ),
        limits: LIMITS,
        remedy: Words::new(
            "pin the hair behind the ear, and let the person face the camera",
            "把头发别到耳后，正对镜头",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-hair-over-both-ears-fails-ears.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        WORDING.judge(self.chance, measurements, |parts| &parts.ear_hidden)
    }
}
