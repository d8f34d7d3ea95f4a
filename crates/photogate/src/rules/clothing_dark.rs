//! The garment is dark.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{Band, Line};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `clothing.dark` (source N): the garment is dark; or, in the ruleset of a campus that asks for light tops or forbids
/// white ones, its lightness lies in another range.
///
/// Measured is the area-weighted median L* of the garment, so a white collar or shirt front inside a dark jacket
/// does not count. Black, navy, charcoal, dark brown, bottle green and burgundy lie below 35, red at 45, khaki at 70.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClothingDark {
    /// Range of lightness, in L* (0 black to 100 white); with `least` at 0 nothing is too dark, with `most` at 100 nothing too light.
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
            "the garment is as dark as the limits say; by default dark: black, navy, charcoal, dark brown, bottle green, burgundy",
            "上衣明度应在限值之内，默认为深色，如黑、藏青、炭灰、深棕、墨绿、酒红",
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
                "range of lightness; from 0 on nothing is too dark, up to 100 nothing too light",
                "明度范围；下限为 0 表示再深也合格，上限为 100 表示再浅也合格",
            ),
        )],
        remedy: Words::new(
            "lend a jacket that is, by default a dark one",
            "换符合要求的上衣或借用外套，默认为深色",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-white-suit-fails-dark.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let garment = measurements.garment.as_ref().map_err(|&reason| reason)?;
        let measured = garment.lightness;
        let Band { least, most, margin } = self.lightness;
        // Black and white lie well inside a range that goes as far, and not on its end.
        let (any_darkness, any_lightness) = (least <= 0.0, most >= 100.0);
        let too_dark = if any_darkness { 0.0 } else { Line::new(least, margin).violation_below(measured) };
        let too_light = if any_lightness { 0.0 } else { Line::new(most, margin).violation_above(measured) };
        let violation = too_dark.max(too_light);
        let limit = if too_dark > too_light { least } else { most };
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
            let (top, zh) = if any_darkness {
                ("dark", "请换深色上衣")
            } else {
                ("darker", "请换颜色深一些的上衣")
            };
            Message::new(
                format!(
                    "the garment is too light: lightness {measured:.0} L*, at most {limit:.0}; put on a {top} top"
                ),
                format!("衣着颜色过浅：明度 {measured:.0}，上限 {limit:.0}，{zh}"),
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
        assert!(white.message.en.ends_with("put on a darker top"), "{white:?}");
    }

    #[test]
    fn nothing_is_too_light_for_a_range_up_to_white() {
        let rule = ClothingDark { lightness: Band::new(60.0, 100.0, 3.0) };
        let white = worn(&rule, 99.0);
        assert!(white.status == Status::Pass && white.violation < Some(0.01), "{white:?}");
        assert_eq!(worn(&rule, 5.0).limit, Some(60.0));
    }
}
