//! No earrings.

use serde::{Deserialize, Serialize};

use super::likely::{EVEN_CHANCE, Wording, judge_sides};
use super::line::Line;
use super::{Judgement, Rule};
use crate::measurement::{Measurements, Unmeasurable};

/// `ornament.earrings` (source N): no earrings.
///
/// Measured is the chance of an earring, from the area and the clarity with which one is seen at and under the lobe;
/// judged on each side.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
