//! The garment is dark.

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, Rule};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};

/// `clothing.dark` (source N): the garment is dark.
///
/// Measured is the area-weighted median L* of the garment, so a white collar or shirt front inside a dark jacket
/// does not count. Black, navy, charcoal, dark brown, bottle green and burgundy lie below 35, red at 45, khaki at 70.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClothingDark {
    /// Largest lightness, in L* (0 black to 100 white).
    pub lightness: Line,
}

impl Default for ClothingDark {
    fn default() -> Self {
        Self { lightness: Line::new(40.0, 3.0) }
    }
}

impl Rule for ClothingDark {
    const ID: &'static str = "clothing.dark";
    const UNIT: &'static str = "L*";

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let garment = measurements.garment.as_ref().map_err(|&reason| reason)?;
        let (measured, limit) = (garment.lightness, self.lightness.limit);
        let violation = self.lightness.violation_above(measured);
        let message = if violation < 0.5 {
            Message::new(
                format!("the garment is dark: lightness {measured:.0} L*, at most {limit:.0}"),
                format!("衣着为深色：明度 {measured:.0}，上限 {limit:.0}"),
            )
        } else {
            Message::new(
                format!(
                    "the garment is too light: lightness {measured:.0} L*, at most {limit:.0}; put on a dark top"
                ),
                format!("衣着颜色过浅：明度 {measured:.0}，上限 {limit:.0}，请换深色上衣"),
            )
        };
        Ok(Judgement { violation, measured, limit, region: Some(garment.region), message, parts: None })
    }
}
