//! The garment is dark.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{Band, Line};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `clothing.dark` (source N): the garment is dark; in the ruleset of a campus that asks for light tops, or forbids white ones, that
/// its lightness lies in another range.
///
/// Measured is the area-weighted median L* of the garment, so a white collar or shirt front inside a dark jacket
/// does not count. Black, navy, charcoal, dark brown, bottle green and burgundy lie below 35, red at 45, khaki at 70.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClothingDark {
    /// Range of lightness, in L* (0 black to 100 white); with `least` at 0 nothing is too dark.
    pub lightness: Band,
}

impl Default for ClothingDark {
    fn default() -> Self {
        Self { lightness: Band::new(0.0, 40.0, 3.0) }
    }
}

impl Rule for ClothingDark {
    const ID: &'static str = "clothing.dark";
    const UNIT: &'static str = "L*";
    const PAGE: RulePage = RulePage {
        title: Words::new("dark clothes", "深色衣着"),
        demand: Words::new(
            "the garment is dark: black, navy, charcoal, dark brown, bottle green, burgundy",
            "上衣应为深色，如黑、藏青、炭灰、深棕、墨绿、酒红",
        ),
        reason: Words::new(
            "dark clothes stand clear of the backdrop and look sober on a diploma",
            "深色衣着与背景对比分明，用于证书庄重",
        ),
        sources: &[Source::Notice],
        measurement: Words::new(
            "median CIELAB lightness L* of the garment, weighted by area: a white collar inside a dark jacket does not count. Dark colours lie below 35, red at 45, khaki at 70",
            "按面积加权的衣着明度 L*（CIELAB）中位数，深色外套内的白领不计入。深色低于 35，红色约 45，卡其色约 70",
        ),
        limits: &[LimitPage::new(
            "lightness",
            "L*",
            [0.0, 100.0],
            Words::new(
                "range of lightness; from 0 on nothing is too dark",
                "明度范围；下限为 0 时不限深浅下限",
            ),
        )],
        remedy: Words::new("lend a dark jacket", "换深色上衣或借用深色外套"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-white-suit-fails-dark.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let garment = measurements.garment.as_ref().map_err(|&reason| reason)?;
        let measured = garment.lightness;
        let Band { least, most, margin } = self.lightness;
        let any_darkness = least <= 0.0;
        let violation = if any_darkness {
            // Black, too, lies well inside, and not on the range's end.
            Line::new(most, margin).violation_above(measured)
        } else {
            self.lightness.violation_outside(measured)
        };
        let limit = if any_darkness { most } else { self.lightness.nearer_end(measured) };
        let message = if violation < 0.5 && any_darkness {
            Message::new(
                format!("the garment is dark: lightness {measured:.0} L*, at most {limit:.0}"),
                format!("衣着为深色：明度 {measured:.0}，上限 {limit:.0}"),
            )
        } else if violation < 0.5 {
            Message::new(
                format!("the garment is as light as it should be: {measured:.0} L*, {least:.0} to {most:.0}"),
                format!("衣着深浅合适：明度 {measured:.0}，应在 {least:.0}–{most:.0} 之间"),
            )
        } else if measured < least {
            Message::new(
                format!(
                    "the garment is too dark: lightness {measured:.0} L*, at least {least:.0}; put on a lighter top"
                ),
                format!("衣着颜色过深：明度 {measured:.0}，至少 {least:.0}，请换浅色上衣"),
            )
        } else {
            Message::new(
                format!(
                    "the garment is too light: lightness {measured:.0} L*, at most {limit:.0}; put on a dark top"
                ),
                format!("衣着颜色过浅：明度 {measured:.0}，上限 {limit:.0}，请换深色上衣"),
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
    use crate::coords::Rect;
    use crate::finding::{Finding, Status};
    use crate::measurement::{Garment, Texture};
    use crate::rules::Judge;

    fn worn(rule: &ClothingDark, lightness: f32) -> Finding {
        let garment = Garment {
            colours: Vec::new(),
            lightness,
            texture: Ok(Texture { swings_across: 0.0, swings_down: 0.0 }),
            outline_contrast: None,
            region: Rect::new(0.0, 480.0, 480.0, 160.0),
        };
        let nothing = Measurements::none((480, 640), Vec::new(), Unmeasurable::Face);
        rule.finding(&Measurements { garment: Ok(garment), ..nothing })
    }

    #[test]
    fn nothing_is_too_dark_by_default() {
        let rule = ClothingDark::default();
        let [black, edge, white] = [0.0, 39.0, 90.0].map(|lightness| worn(&rule, lightness));
        assert!(black.status == Status::Pass && black.violation < Some(0.01), "{black:?}");
        assert_eq!((edge.status, white.status), (Status::Review, Status::Fail));
        assert!(white.message.en.contains("too light: lightness 90 L*, at most 40"), "{white:?}");
    }

    #[test]
    fn a_campus_may_ask_for_light_tops() {
        let rule = ClothingDark { lightness: Band::new(60.0, 90.0, 3.0) };
        let [black, grey, white] = [5.0, 75.0, 98.0].map(|lightness| worn(&rule, lightness));
        assert_eq!([black.status, grey.status, white.status], [Status::Fail, Status::Pass, Status::Fail]);
        assert_eq!((black.limit, white.limit), (Some(60.0), Some(90.0)));
        assert!(black.message.zh.contains("至少 60") && grey.message.zh.contains("60–90"), "{grey:?}");
    }
}
