//! Both ears are visible.

use serde::{Deserialize, Serialize};

use super::likely::{EVEN_CHANCE, Wording, judge_sides};
use super::line::Line;
use super::{Judgement, Rule};
use crate::measurement::{Measurements, Unmeasurable};

/// `hair.ears` (source N): both ears must be visible.
///
/// Measured is the chance that an ear is hidden: from its visible area and height, from the hair where it should be, and
/// from how far the head is turned; judged on each side.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
