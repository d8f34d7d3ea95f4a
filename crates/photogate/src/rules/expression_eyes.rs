//! Both eyes are open.

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::sided::named;
use super::{Judgement, Rule};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};

/// `expression.eyes` (source S): both eyes naturally open.
///
/// Measured is the visible area of an eye against the square of its width; the more closed eye decides. Half of the
/// evaluation set `portraits` has more than .20, nineteen in twenty more than .12. Of the 32 smallest in `parsing`, looked
/// at one by one, all below .03 are closed, lowered or hidden, and from .06 on most are eyes narrowed by a smile. Where
/// the eyes look is not judged.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExpressionEyes {
    /// Least openness.
    pub openness: Line,
}

impl Default for ExpressionEyes {
    fn default() -> Self {
        Self { openness: Line::new(0.05, 0.02) }
    }
}

impl Rule for ExpressionEyes {
    const ID: &'static str = "expression.eyes";
    const UNIT: &'static str = "area per square of width";

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let parts = measurements.face_parts.as_ref().map_err(|&reason| reason)?;
        let worse = parts.eye_openness.larger(|&openness| -openness);
        let (measured, limit) = (*parts.eye_openness.get(worse), self.openness.limit);
        let violation = self.openness.violation_below(measured);
        let eye = named(worse, "eye", "眼");
        let message = if violation < 0.5 {
            Message::new(
                format!("both eyes are open: {measured:.2}, at least {limit:.2}"),
                format!("双眼自然睁开：开度 {measured:.2}，下限 {limit:.2}"),
            )
        } else {
            Message::new(
                format!(
                    "the {} is closed or hidden: {measured:.2} open, at least {limit:.2}; look at the camera with open eyes",
                    eye.en
                ),
                format!("{}闭合或被遮挡：开度 {measured:.2}，下限 {limit:.2}，请睁眼正视镜头", eye.zh),
            )
        };
        Ok(Judgement {
            violation,
            measured,
            limit,
            region: *parts.eyes.get(worse),
            message,
            parts: Some(parts.eye_openness.map(|&openness| self.openness.violation_below(openness))),
        })
    }
}
