//! Make-up is not advisable.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::glasses_tint::BEFORE_EYE;
use super::line::{Line, second_decides};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `makeup.heavy` (source N): make-up is not advisable; advice only.
///
/// Measured is the chroma of the lips above that of the person's own skin, and the CIEDE2000 of the skin around the eyes
/// from it, unless glasses are before them; the worse decides. Of the evaluation set `portraits` one picture in twenty lies above 24 and one in fifty
/// above 36, press portraits with lipstick and dark eye shadow. No set is labelled for make-up: the limits are a view
/// of those pictures, not a calibration.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
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
        Self { lips: Line::new(24.0, 4.0), eyes: Line::new(36.0, 3.0), glasses_over_eye: BEFORE_EYE }
    }
}

impl Rule for MakeupHeavy {
    const ID: &'static str = "makeup.heavy";
    const UNIT: &'static str = "C*";
    const PAGE: RulePage = RulePage {
        title: Words::new("light make-up", "淡妆或素颜"),
        demand: Words::new("make-up is not advisable", "不宜化妆"),
        reason: Words::new(
            "the picture is compared with the one of the college entrance exam",
            "照片须与高考照片比对",
        ),
        sources: &[Source::Notice, Source::Standard],
        measurement: Words::new(
            "chroma of the lips above that of the person's own skin, and CIEDE2000 of the skin around the eyes from it, unless glasses are before them; the worse decides",
            "嘴唇彩度超出本人肤色的量，以及眼周皮肤与本人肤色的色差 CIEDE2000（戴眼镜时不计），以较差者为准",
        ),
        limits: &[
            LimitPage::new(
                "lips",
                "C*ab",
                [0.0, 150.0],
                Words::new("largest chroma of the lips above the skin's", "嘴唇超出肤色的最大彩度"),
            ),
            LimitPage::new(
                "eyes",
                "ΔE00",
                [0.0, 100.0],
                Words::new("largest difference of the skin around the eyes", "眼周皮肤的最大色差"),
            ),
            LimitPage::new(
                "glasses_over_eye",
                "share",
                [0.0, 1.0],
                Words::new(
                    "share of an eye covered by glasses from which on its surroundings are not judged",
                    "眼镜遮挡眼部超过此比例时不判断眼周",
                ),
            ),
        ],
        remedy: Words::new("wipe off lipstick and eye shadow", "擦去口红与眼影"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-make-up-reviews-makeup.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let colouring = measurements.colouring.as_ref().map_err(|&reason| reason)?;
        let mouth = colouring.lips?;
        let lips = self.lips.violation_above(mouth.chroma);
        // Behind glasses the skin has the colour of their frame and lenses.
        let parts = measurements.face_parts.as_ref().map_err(|&reason| reason)?;
        let bare_eyes = parts.most_glasses_over_an_eye() < self.glasses_over_eye;
        let orbits = if bare_eyes { Some(colouring.orbits?) } else { None };
        let eyes = orbits.map_or(0.0, |orbits| self.eyes.violation_above(orbits.distance));
        let violation = lips.max(eyes);
        let is_eyes = second_decides(lips, eyes);
        let (measured, limit, region, unit) = match orbits {
            Some(orbits) if is_eyes => (orbits.distance, self.eyes.limit, orbits.region, Some("ΔE00")),
            _ => (mouth.chroma, self.lips.limit, mouth.region, None),
        };
        let message = match (violation < 0.5, is_eyes) {
            (true, false) => Message::new(
                format!("no heavy make-up: lips {measured:.0} C* above the skin, at most {limit:.0}"),
                format!("无明显浓妆：唇色彩度高于肤色 {measured:.0}，上限 {limit:.0}"),
            ),
            (true, true) => Message::new(
                format!("no heavy make-up: {measured:.0} ΔE00 from skin to lids, at most {limit:.0}"),
                format!("无明显浓妆：眼周与肤色色差 {measured:.0}，上限 {limit:.0}"),
            ),
            (false, false) => Message::new(
                format!(
                    "the lips look made up: {measured:.0} C* above the skin, at most {limit:.0}; light or no make-up is advised"
                ),
                format!("唇妆偏浓：唇色彩度高于肤色 {measured:.0}，上限 {limit:.0}，建议淡妆或素颜"),
            ),
            (false, true) => Message::new(
                format!(
                    "the eyes look made up: {measured:.0} ΔE00 from the skin, at most {limit:.0}; light or no make-up is advised"
                ),
                format!("眼妆偏浓：与肤色色差 {measured:.0}，上限 {limit:.0}，建议淡妆或素颜"),
            ),
        };
        Ok(Judgement { violation, measured, limit, region, message, parts: None, unit })
    }
}
