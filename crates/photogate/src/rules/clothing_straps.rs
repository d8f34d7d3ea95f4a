//! No camisole, no off-shoulder top.

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, Rule};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};

/// `clothing.straps` (source N): no camisole, spaghetti straps or off-shoulder top.
///
/// Measured is the share of bare skin in the band of shoulders and upper chest beside the neck. An open shirt
/// collar lies in the neck's own width, which is left out.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClothingStraps {
    /// Largest share of bare skin, 0 to 1.
    pub bare_share: Line,
}

impl Default for ClothingStraps {
    fn default() -> Self {
        Self { bare_share: Line::new(0.11, 0.02) }
    }
}

impl Rule for ClothingStraps {
    const ID: &'static str = "clothing.straps";
    const UNIT: &'static str = "share";

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let shoulders = measurements.shoulders.as_ref().map_err(|&reason| reason)?;
        let (measured, limit) = (shoulders.bare_share, self.bare_share.limit);
        let violation = self.bare_share.violation_above(measured);
        let (percent, most) = (measured * 100.0, limit * 100.0);
        let message = if violation < 0.5 {
            Message::new(
                format!("the shoulders are covered: {percent:.0} % bare skin, at most {most:.0} %"),
                format!("双肩已遮盖：裸露皮肤 {percent:.0}%，上限 {most:.0}%"),
            )
        } else {
            Message::new(
                format!(
                    "the shoulders are bare: {percent:.0} % skin, at most {most:.0} %; put on a top with sleeves"
                ),
                format!("肩部裸露：裸露皮肤 {percent:.0}%，上限 {most:.0}%，请勿穿吊带或露肩上衣"),
            )
        };
        let region = shoulders.bare_region.unwrap_or(shoulders.region);
        Ok(Judgement { violation, measured, limit, region: Some(region), message, parts: None })
    }
}
