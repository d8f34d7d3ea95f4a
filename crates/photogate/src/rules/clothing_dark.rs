//! The garment is dark.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `clothing.dark` (source N): the garment is dark.
///
/// Measured is the area-weighted median L* of the garment, so a white collar or shirt front inside a dark jacket
/// does not count. Black, navy, charcoal, dark brown, bottle green and burgundy lie below 35, red at 45, khaki at 70.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
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
            Words::new("largest lightness", "最大明度"),
        )],
        remedy: Words::new("lend a dark jacket", "换深色上衣或借用深色外套"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-white-suit-fails-dark.jpg",
    };

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
