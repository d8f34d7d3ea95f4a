//! No necklace.

use serde::{Deserialize, Serialize};

use super::likely;
use super::line::Line;
use super::{Judgement, Rule};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};

/// `ornament.necklace` (source N): no necklace.
///
/// Measured is the chance of a necklace, from the area with which one is seen on neck and chest. Necklaces are rare and
/// collars are not: at an even chance one clean picture in eleven would fail, so the line stands where `portraits` and the
/// validation part of `parsing` have 3 in 100 above it and all four necklaces.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OrnamentNecklace {
    /// Highest chance that is accepted, 0 to 1.
    pub chance: Line,
}

impl Default for OrnamentNecklace {
    fn default() -> Self {
        Self { chance: Line::new(0.78, 0.08) }
    }
}

impl Rule for OrnamentNecklace {
    const ID: &'static str = "ornament.necklace";
    const UNIT: &'static str = "probability";

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let parts = measurements.face_parts.as_ref().map_err(|&reason| reason)?;
        Ok(likely::judge(
            self.chance,
            &parts.necklace,
            &Message::new("no necklace", "未佩戴项链"),
            &Message::new("a necklace is worn; take it off", "佩戴项链，请取下"),
        ))
    }
}
