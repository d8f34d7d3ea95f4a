//! Natural colour.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{Line, ON_THE_LINE, second_decides};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `light.cast` (source S): true colour, no cast.
///
/// Two quantities, the worse decides: how far this person's skin lies from any natural one in the a*b* plane, which is
/// reported as measured, and how far a light backdrop lies from neutral or from the reference blue in a direction that
/// the skin shares. A grey picture has no skin colour and fails. Calibrated on series of casts of every second picture
/// of `portraits`; see `docs/accuracy.md`.
///
/// The review bands are narrow enough that a picture which grows worse step by step leaves them for good.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LightCast {
    /// Largest distance in a*b* from natural skin.
    pub skin: Line,
    /// Largest shift in a*b* of the backdrop.
    pub backdrop: Line,
    /// Chroma of the skin below which the picture is called colourless.
    pub colourless: f32,
}

impl Default for LightCast {
    fn default() -> Self {
        Self { skin: Line::new(4.5, 0.3), backdrop: Line::new(12.0, 0.6), colourless: 4.0 }
    }
}

impl Rule for LightCast {
    const ID: &'static str = "light.cast";
    const UNIT: &'static str = "Δab";
    const PAGE: RulePage = RulePage {
        title: Words::new("natural colour", "色彩自然"),
        demand: Words::new(
            "natural colour, no cast, not black and white",
            "色彩真实自然，无偏色，非黑白照片",
        ),
        reason: Words::new("the standard asks for true colour", "标准要求颜色真实"),
        sources: &[Source::Standard],
        measurement: Words::new(
            "distance in the a*b* plane of this person's skin from the natural skins of all people (hue 30° to 70°, chroma 10 to 36), and shift of a light backdrop from neutral or from the reference blue in a direction that the skin shares; the worse decides",
            "本人肤色与自然肤色范围（色相 30°–70°，彩度 10–36）在 a*b* 平面上的距离，以及浅色背景相对中性色或标准蓝、且与肤色同向的偏移；以较差者为准",
        ),
        limits: &[
            LimitPage::new(
                "skin",
                "Δab",
                [0.0, 100.0],
                Words::new("largest distance from natural skin", "与自然肤色的最大距离"),
            ),
            LimitPage::new(
                "backdrop",
                "Δab",
                [0.0, 100.0],
                Words::new("largest shift of the backdrop", "背景的最大偏移"),
            ),
            LimitPage::new(
                "colourless",
                "C*ab",
                [0.0, 20.0],
                Words::new(
                    "chroma of the skin below which the picture is called colourless",
                    "肤色彩度低于此值时提示为黑白照片",
                ),
            ),
        ],
        remedy: Words::new(
            "set the white balance to the lamps, use lamps of one colour, take the picture in colour",
            "按灯光设定白平衡，使用同色温灯具，拍摄彩色照片",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-grey-fails-cast.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let light = measurements.light.as_ref().map_err(|&reason| reason)?;
        let cast = light.cast;
        let by_skin = self.skin.violation_above(cast.skin_distance);
        let by_backdrop = self.backdrop.violation_above(cast.backdrop_shift);
        let violation = by_skin.max(by_backdrop);
        let (hue, chroma) = (cast.skin_hue, cast.skin_chroma);
        let is_colourless = violation >= ON_THE_LINE && chroma < self.colourless;
        let is_backdrop = second_decides(by_skin, by_backdrop);
        let (measured, limit, unit) = match (is_colourless, is_backdrop) {
            (true, _) => (chroma, self.colourless, Some("C*ab")),
            (false, true) => (cast.backdrop_shift, self.backdrop.limit, None),
            (false, false) => (cast.skin_distance, self.skin.limit, None),
        };
        let (en, zh) = if is_backdrop { ("backdrop", "背景") } else { ("skin", "肤色") };
        let message = if violation < 0.5 {
            Message::new(
                format!(
                    "natural colour: {en} {measured:.1} from natural in a*b*, at most {limit:.1}; skin of hue {hue:.0}° and chroma {chroma:.0}"
                ),
                format!(
                    "色彩自然：{zh}偏离自然色 {measured:.1}，上限 {limit:.1}；肤色色相 {hue:.0}°，彩度 {chroma:.0}"
                ),
            )
        } else if is_colourless {
            Message::new(
                format!(
                    "the picture has no colour: chroma of the skin {chroma:.1}, at least {:.1}; take it in colour",
                    self.colourless
                ),
                format!("照片无色彩：肤色彩度 {chroma:.1}，至少 {:.1}，请拍摄彩色照片", self.colourless),
            )
        } else {
            Message::new(
                format!(
                    "the colours are cast: {en} {measured:.1} from natural in a*b*, at most {limit:.1}; set the white balance to the lamps"
                ),
                format!("照片偏色：{zh}偏离自然色 {measured:.1}，上限 {limit:.1}，请按灯光设定白平衡"),
            )
        };
        Ok(Judgement { violation, measured, limit, region: Some(light.face), message, parts: None, unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violation(measurements: &Measurements) -> f64 {
        LightCast::default().judge(measurements).unwrap().violation
    }

    #[test]
    fn a_grey_picture_fails_and_is_called_colourless() {
        assert!(violation(&Measurements::of_light(|_| ())) < 0.1);
        let grey = Measurements::of_light(|light| {
            (light.cast.skin_distance, light.cast.skin_chroma) = (10.0, 0.3);
        });
        let judgement = LightCast::default().judge(&grey).unwrap();
        assert!(judgement.violation > 0.9 && judgement.message.en.contains("no colour"));
    }

    #[test]
    fn a_cast_backdrop_alone_is_enough() {
        assert!(violation(&Measurements::of_light(|light| light.cast.backdrop_shift = 18.0)) > 0.8);
    }
}
