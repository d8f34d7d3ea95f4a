//! The backdrop is even.

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, Rule};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};

/// `background.uniform` (source S): no gradient, shadow, object or other person in the backdrop.
///
/// Two quantities, the worse decides: the 95th percentile of the CIEDE2000 from the backdrop's median colour
/// (gradient, noise, broad shadow), which is reported as measured, and the share of the backdrop that does not
/// belong to it at all (object, hard shadow, person).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BackgroundUniform {
    /// Largest 95th percentile of the CIEDE2000 from the median colour.
    pub spread: Line,
    /// Largest share of the backdrop farther than 12 ΔE00 from the median colour, 0 to 1.
    pub foreign_share: Line,
}

impl Default for BackgroundUniform {
    fn default() -> Self {
        Self { spread: Line::new(8.0, 1.0), foreign_share: Line::new(0.03, 0.01) }
    }
}

impl Rule for BackgroundUniform {
    const ID: &'static str = "background.uniform";
    const UNIT: &'static str = "ΔE00";

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let backdrop = measurements.backdrop.as_ref().map_err(|&reason| reason)?;
        let (measured, limit) = (backdrop.spread, self.spread.limit);
        let by_spread = self.spread.violation_above(measured);
        let by_share = self.foreign_share.violation_above(backdrop.foreign_share);
        let violation = by_spread.max(by_share);
        let (percent, most) = (backdrop.foreign_share * 100.0, self.foreign_share.limit * 100.0);
        let message = if violation < 0.5 {
            Message::new(
                format!("the backdrop is even: spread {measured:.1} ΔE00, at most {limit:.1}"),
                format!("背景均匀：色差波动 {measured:.1}，上限 {limit:.1}"),
            )
        } else if by_share >= by_spread {
            Message::new(
                format!(
                    "something in the backdrop does not belong there: {percent:.0} % of it, at most {most:.0} %; clear it and light away shadows"
                ),
                format!("背景中有杂物或阴影：占背景 {percent:.0}%，上限 {most:.0}%，请清理背景并消除阴影"),
            )
        } else {
            Message::new(
                format!(
                    "the backdrop is uneven: spread {measured:.1} ΔE00, at most {limit:.1}; light it evenly"
                ),
                format!("背景不均匀：色差波动 {measured:.1}，上限 {limit:.1}，请均匀布光"),
            )
        };
        Ok(Judgement { violation, measured, limit, region: backdrop.foreign_region, message, parts: None })
    }
}
