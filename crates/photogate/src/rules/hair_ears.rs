//! Both ears are visible.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::likely::{EVEN_CHANCE, Wording, judge_sides};
use super::line::Line;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `hair.ears` (source N): both ears must be visible.
///
/// Measured is the chance that an ear is hidden: from its visible area and height, from the hair where it should be, and
/// from how far the head is turned; judged on each side.
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

impl Rule for HairEars {
    const ID: &'static str = "hair.ears";
    const UNIT: &'static str = "probability";
    const PAGE: RulePage = RulePage {
        title: Words::new("both ears visible", "露出双耳"),
        demand: Words::new("both ears are visible", "双耳均应露出"),
        reason: Words::new(
            "the standard asks for both ears, symmetric: they show that the head faces the camera",
            "标准要求双耳对称可见，以示头部正对镜头",
        ),
        sources: &[Source::Notice, Source::Standard],
        measurement: Words::new(
            "chance that an ear is hidden, from its visible area and height, from hair in its place and from the turn of the head; each side apart",
            "根据耳朵可见面积与高度、该处的头发以及头部转角得出耳朵被遮挡的概率；左右分别判断",
        ),
        limits: &[LimitPage::new(
            "chance",
            "probability",
            [0.0, 1.0],
            Words::new("highest chance that is accepted", "可接受的最高概率"),
        )],
        remedy: Words::new(
            "pin the hair behind the ear, and let the person face the camera",
            "把头发别到耳后，正对镜头",
        ),
        passes: "photos/biden-charcoal-suit-passes.jpg",
        fails: "photos/biden-hair-over-both-ears-fails-ears.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let parts = measurements.face_parts.as_ref().map_err(|&reason| reason)?;
        let wording = Wording {
            noun: ("ear", "耳"),
            clean: ("both ears are visible", "双耳均已露出"),
            broken: ("hidden: the ", "; pin the hair behind it and face the camera"),
            broken_zh: "被遮挡，请将头发别到耳后并正对镜头",
        };
        Ok(judge_sides(self.chance, &parts.ear_hidden, &wording))
    }
}
