//! Make-up is not advisable.

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, Rule};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};

/// `makeup.heavy` (source N): make-up is not advisable; advice only.
///
/// Measured is the chroma of the lips above that of the person's own skin, and the CIEDE2000 of the skin around the eyes
/// from it, unless glasses are before them; the worse decides. Of the evaluation set `portraits` one picture in twenty lies above 24 and one in fifty
/// above 36, press portraits with lipstick and dark eye shadow. No set is labelled for make-up: the limits are a view
/// of those pictures, not a calibration.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MakeupHeavy {
    /// Largest chroma of the lips above the skin's, in units of CIELAB.
    pub lips: Line,
    /// Largest CIEDE2000 of the skin around the eyes from that of cheeks and forehead.
    pub eyes: Line,
    /// Share of an eye that glasses cover from which on the skin around the eyes is not judged, 0 to 1.
    pub glasses_over_eye: f32,
}

impl Default for MakeupHeavy {
    fn default() -> Self {
        Self { lips: Line::new(24.0, 4.0), eyes: Line::new(36.0, 3.0), glasses_over_eye: 0.15 }
    }
}

impl Rule for MakeupHeavy {
    const ID: &'static str = "makeup.heavy";
    const UNIT: &'static str = "C*";

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let colouring = measurements.colouring.as_ref().map_err(|&reason| reason)?;
        let (measured, limit) = (colouring.lip_chroma, self.lips.limit);
        let lips = self.lips.violation_above(measured);
        // Behind glasses the skin has the colour of their frame and lenses.
        let parts = measurements.face_parts.as_ref().map_err(|&reason| reason)?;
        let glasses = parts.glasses_over_eye.image_left.max(parts.glasses_over_eye.image_right);
        let bare_eyes = glasses < self.glasses_over_eye;
        let eyes = if bare_eyes { self.eyes.violation_above(colouring.orbit_distance) } else { 0.0 };
        let violation = lips.max(eyes);
        let message = if violation < 0.5 {
            Message::new(
                format!("no heavy make-up: lips {measured:.0} C* above the skin, at most {limit:.0}"),
                format!("无明显浓妆：唇色彩度高于肤色 {measured:.0}，上限 {limit:.0}"),
            )
        } else if lips >= eyes {
            Message::new(
                format!(
                    "the lips look made up: {measured:.0} C* above the skin, at most {limit:.0}; light or no make-up is advised"
                ),
                format!("唇妆偏浓：唇色彩度高于肤色 {measured:.0}，上限 {limit:.0}，建议淡妆或素颜"),
            )
        } else {
            let (distance, most) = (colouring.orbit_distance, self.eyes.limit);
            Message::new(
                format!(
                    "the eyes look made up: {distance:.0} ΔE00 from the skin, at most {most:.0}; light or no make-up is advised"
                ),
                format!("眼妆偏浓：与肤色色差 {distance:.0}，上限 {most:.0}，建议淡妆或素颜"),
            )
        };
        let region = if lips >= eyes { colouring.lips } else { colouring.orbits };
        Ok(Judgement { violation, measured, limit, region, message, parts: None })
    }
}
