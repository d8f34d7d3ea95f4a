//! The garment is not near skin tone.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::colours::LEAST_SHARE_PAGE;
use super::line::Line;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::colour::{chroma_and_hue, ciede2000};
use crate::measurement::{Lab, Measurements, Unmeasurable};
use crate::words::Words;

/// `clothing.skin_tone` (source N): the garment is not near skin tone, light yellow, earth yellow and the like.
///
/// Measured is the least CIEDE2000 from a dominant colour of the garment to this person's own skin or to the family
/// of pale warm colours (light yellow, khaki, beige), given as ranges of lightness, chroma and hue.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClothingSkinTone {
    /// Least CIEDE2000 from skin and from the family.
    pub difference: Line,
    /// Colours that cover less of the garment than this share, 0 to 1, do not count, save the largest.
    pub least_share: f32,
    /// Lightness of the family, lowest and highest L*.
    pub family_lightness: [f32; 2],
    /// Chroma of the family, lowest and highest C*ab.
    pub family_chroma: [f32; 2],
    /// Hue of the family, lowest and highest angle in degrees (0 red, 90 yellow).
    pub family_hue: [f32; 2],
}

impl Default for ClothingSkinTone {
    fn default() -> Self {
        Self {
            difference: Line::new(7.0, 1.5),
            least_share: 0.3,
            family_lightness: [60.0, 93.0],
            family_chroma: [16.0, 55.0],
            family_hue: [50.0, 102.0],
        }
    }
}

impl ClothingSkinTone {
    /// CIEDE2000 from `colour` to the nearest colour of the family; 0 inside it.
    fn difference_from_family(&self, colour: Lab) -> f32 {
        let (chroma, hue) = chroma_and_hue(colour);
        let clamp = |value: f32, [low, high]: [f32; 2]| value.clamp(low, high.max(low));
        // Hue is a circle: a reddish 350° is nearer to the low end than 120° to the high one.
        let hue = if hue > 180.0 + self.family_hue[0] { hue - 360.0 } else { hue };
        let (chroma, hue) = (clamp(chroma, self.family_chroma), clamp(hue, self.family_hue).to_radians());
        let nearest =
            Lab::new(clamp(colour.l, self.family_lightness), chroma * hue.cos(), chroma * hue.sin());
        ciede2000(colour, nearest)
    }
}

impl Rule for ClothingSkinTone {
    const ID: &'static str = "clothing.skin_tone";
    const UNIT: &'static str = "ΔE00";
    const PAGE: RulePage = RulePage {
        title: Words::new("clothes unlike skin", "衣着不近肤色"),
        demand: Words::new(
            "the garment is not near skin tone, light yellow, khaki or beige",
            "衣着不得接近肤色、浅黄、土黄、米色",
        ),
        reason: Words::new(
            "a garment of skin colour cannot be told from skin in a small print",
            "肤色衣着在小幅印刷中与皮肤难以分辨",
        ),
        sources: &[Source::Notice],
        measurement: Words::new(
            "least CIEDE2000 from a dominant colour of the garment to this person's own skin, or to the family of pale warm colours given by its ranges",
            "衣着主要颜色与本人肤色，或与浅暖色系（由下列范围给定）之间的最小色差 CIEDE2000",
        ),
        limits: &[
            LimitPage::new(
                "difference",
                "ΔE00",
                [0.0, 100.0],
                Words::new("least difference from skin and from the family", "与肤色及该色系的最小色差"),
            ),
            LEAST_SHARE_PAGE,
            LimitPage::new(
                "family_lightness",
                "L*",
                [0.0, 100.0],
                Words::new("lightness of the family, lowest and highest", "该色系的明度范围"),
            ),
            LimitPage::new(
                "family_chroma",
                "C*ab",
                [0.0, 200.0],
                Words::new("chroma of the family, lowest and highest", "该色系的彩度范围"),
            ),
            LimitPage::new(
                "family_hue",
                "°",
                [0.0, 360.0],
                Words::new(
                    "hue of the family, lowest and highest (0 red, 90 yellow)",
                    "该色系的色相范围（0 红，90 黄）",
                ),
            ),
        ],
        remedy: Words::new("change into a dark top", "换深色上衣"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-beige-suit-fails-skin-tone.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let garment = measurements.garment.as_ref().map_err(|&reason| reason)?;
        let skin = measurements.skin.as_ref().map_err(|&reason| reason)?;
        let measured = garment
            .colours_from(self.least_share)
            .map(|colour| ciede2000(colour, skin.colour).min(self.difference_from_family(colour)))
            .min_by(f32::total_cmp)
            .ok_or(Unmeasurable::Garment)?;
        let limit = self.difference.limit;
        let violation = self.difference.violation_below(measured);
        let message = if violation < 0.5 {
            Message::new(
                format!("the garment stands clear of skin tone: {measured:.1} ΔE00, at least {limit:.1}"),
                format!("衣着与肤色区分明显：色差 {measured:.1}，下限 {limit:.1}"),
            )
        } else {
            Message::new(
                format!(
                    "the garment is near skin tone or pale yellow: {measured:.1} ΔE00, at least {limit:.1}; put on another colour, best a dark one"
                ),
                format!(
                    "衣着接近肤色或浅黄、土黄色：色差 {measured:.1}，下限 {limit:.1}，请换其他颜色，最好为深色"
                ),
            )
        };
        Ok(Judgement {
            violation,
            measured,
            limit,
            region: Some(garment.region),
            message,
            parts: None,
            unit: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_family_holds_the_pale_warm_colours_and_no_others() {
        let rule = ClothingSkinTone::default();
        let inside = [Lab::new(85.0, -2.0, 40.0), Lab::new(70.0, 4.0, 28.0), Lab::new(88.0, 4.0, 20.0)];
        assert!(inside.iter().all(|&colour| rule.difference_from_family(colour) < 1.0));
        let outside = [Lab::new(20.0, 5.0, -20.0), Lab::new(80.0, 28.0, -2.0), Lab::new(80.0, -50.0, 60.0)];
        assert!(outside.iter().all(|&colour| rule.difference_from_family(colour) > 10.0));
    }
}
