//! Both eyebrows are uncovered.

use serde::{Deserialize, Serialize};

use super::likely::{EVEN_CHANCE, Wording, judge_sides};
use super::line::Line;
use super::{Judgement, Rule};
use crate::measurement::{Measurements, Unmeasurable};

/// `hair.brows` (source N): hair or a hat must leave both eyebrows uncovered.
///
/// Measured is the chance that an eyebrow is covered: from its visible area and from the hair and hat within the outline
/// that the landmarks give; judged on each side.
#[derive(Debug, Clone, Serialize, Deserialize)]
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

impl Rule for HairBrows {
    const ID: &'static str = "hair.brows";
    const UNIT: &'static str = "probability";

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let parts = measurements.face_parts.as_ref().map_err(|&reason| reason)?;
        let wording = Wording {
            noun: ("eyebrow", "眉"),
            clean: ("both eyebrows are uncovered", "双眉均已露出"),
            broken: ("covered: the ", "; pin the hair back from the forehead"),
            broken_zh: "被遮挡，请将额前头发别起",
        };
        Ok(judge_sides(self.chance, &parts.brow_covered, &wording))
    }
}
