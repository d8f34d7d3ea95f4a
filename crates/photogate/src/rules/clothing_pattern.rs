//! No stripes, checks or prints.

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, Rule};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};

/// `clothing.pattern` (sources N, S): no complex pattern, no stripes.
///
/// Measured is how often the outer garment changes its tone along rows and columns, per width of the face; changes in
/// one direction alone weigh less than half. A plain suit changes once or twice, dots from four times, stripes and
/// checks two times a period.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClothingPattern {
    /// Most swings of tone per face width.
    pub swings: Line,
}

impl Default for ClothingPattern {
    fn default() -> Self {
        Self { swings: Line::new(2.9, 0.25) }
    }
}

impl Rule for ClothingPattern {
    const ID: &'static str = "clothing.pattern";
    const UNIT: &'static str = "swings per face width";

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let garment = measurements.garment.as_ref().map_err(|&reason| reason)?;
        let (measured, limit) = (garment.texture.swings(), self.swings.limit);
        let violation = self.swings.violation_above(measured);
        let message = if violation < 0.5 {
            Message::new(
                format!(
                    "the garment is plain: {measured:.1} changes of tone per face width, at most {limit:.1}"
                ),
                format!("衣着无明显图案：每个脸宽内色调变化 {measured:.1} 次，上限 {limit:.1}"),
            )
        } else {
            Message::new(
                format!(
                    "the garment is patterned or striped: {measured:.1} changes of tone per face width, at most {limit:.1}; put on a plain top"
                ),
                format!(
                    "衣着有条纹或图案：每个脸宽内色调变化 {measured:.1} 次，上限 {limit:.1}，请换纯色上衣"
                ),
            )
        };
        Ok(Judgement { violation, measured, limit, region: Some(garment.region), message, parts: None })
    }
}
