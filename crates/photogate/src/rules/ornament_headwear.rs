//! Nothing on the head.

use serde::{Deserialize, Serialize};

use super::likely::{self, EVEN_CHANCE};
use super::line::Line;
use super::{Judgement, Rule};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};

/// `ornament.headwear` (source N, S): no hat, scarf, hood or other head covering.
///
/// Measured is the chance of a head covering, from the area and the clarity with which one is seen. Narrow hairbands are
/// mostly taken for hair.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OrnamentHeadwear {
    /// Highest chance that is accepted, 0 to 1.
    pub chance: Line,
}

impl Default for OrnamentHeadwear {
    fn default() -> Self {
        Self { chance: EVEN_CHANCE }
    }
}

impl Rule for OrnamentHeadwear {
    const ID: &'static str = "ornament.headwear";
    const UNIT: &'static str = "probability";

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let parts = measurements.face_parts.as_ref().map_err(|&reason| reason)?;
        Ok(likely::judge(
            self.chance,
            &parts.headwear,
            &Message::new("no head covering", "未佩戴头饰或帽子"),
            &Message::new(
                "the head is covered; take the hat, hood or scarf off",
                "头部有遮盖物，请摘下帽子或头饰",
            ),
        ))
    }
}
