//! The lips are closed.

use serde::{Deserialize, Serialize};

use super::likely::{self, EVEN_CHANCE};
use super::line::Line;
use super::{Judgement, Rule};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};

/// `expression.mouth` (source S): lips naturally closed, no teeth.
///
/// Measured is the chance of an open mouth, from what is seen between the lips and from the distance between their inner
/// edges.
#[derive(Debug, Clone, Serialize, Deserialize)]
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

impl Rule for ExpressionMouth {
    const ID: &'static str = "expression.mouth";
    const UNIT: &'static str = "probability";

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let parts = measurements.face_parts.as_ref().map_err(|&reason| reason)?;
        Ok(likely::judge(
            self.chance,
            &parts.mouth_open,
            &Message::new("the mouth is closed", "嘴唇自然闭合"),
            &Message::new(
                "the mouth is open or shows teeth; close the lips without pressing them",
                "嘴部张开或露齿，请自然闭合嘴唇",
            ),
        ))
    }
}
