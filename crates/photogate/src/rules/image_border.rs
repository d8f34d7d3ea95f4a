//! No frame or bar around the picture.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `image.border` (sources S and A): no frame and no bar was added.
///
/// Measured is the width of the widest bar of one colour along a side, as a share of the height or width that it takes.
/// Text, patterned frames and lines inside the picture are not found.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ImageBorder {
    /// Largest width as a share of the picture's side, 0 to 1. A scanner or a rounded crop may leave a line of pixels;
    /// 0.004 is two of 480.
    pub width: Line,
}

impl Default for ImageBorder {
    fn default() -> Self {
        Self { width: Line::new(0.004, 0.0006) }
    }
}

impl Rule for ImageBorder {
    const ID: &'static str = "image.border";
    const UNIT: &'static str = "share";
    const PAGE: RulePage = RulePage {
        title: Words::new("no border", "无边框"),
        demand: Words::new("no frame, bar or black border added", "不得添加边框、色条或黑边"),
        reason: Words::new(
            "the standard forbids additions to the picture",
            "标准规定不得添加边框、文字、图案",
        ),
        sources: &[Source::Standard, Source::Audit],
        measurement: Words::new(
            "width of the widest bar of one colour along a side that ends in a straight edge, as a share of the picture's height or width; text and patterned frames are not found",
            "沿画面边缘、以直线收尾的单色条的最大宽度，占画面高或宽的比例；不识别文字与花边",
        ),
        limits: &[LimitPage::new(
            "width",
            "share",
            [0.0, 0.5],
            Words::new("largest width of a bar", "色条的最大宽度"),
        )],
        remedy: Words::new(
            "crop the picture without the border; make no additions",
            "裁去边框，不添加任何内容",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-black-border-fails-border.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let border = measurements.picture.as_ref().map_err(|&reason| reason)?.border;
        let (measured, limit) = (border.widest, self.width.limit);
        let violation = self.width.violation_above(measured);
        let percent = measured * 100.0;
        let message = if violation < 0.5 {
            Message::new("no border", "无边框")
        } else {
            Message::new(
                format!(
                    "a border takes {percent:.1} % of the picture's side, at most {:.1} %; crop it off",
                    limit * 100.0
                ),
                format!("有边框：占画面边长 {percent:.1}%，上限 {:.1}%，请裁去", limit * 100.0),
            )
        };
        Ok(Judgement { violation, measured, limit, region: border.region, message, parts: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violation(measurements: &Measurements) -> f64 {
        ImageBorder::default().judge(measurements).unwrap().violation
    }

    #[test]
    fn a_line_of_pixels_passes_and_a_bar_fails() {
        assert!(violation(&Measurements::of_picture(|_| ())) < 0.1);
        assert!(violation(&Measurements::of_picture(|picture| picture.border.widest = 1.0 / 480.0)) < 0.4);
        assert!(violation(&Measurements::of_picture(|picture| picture.border.widest = 0.02)) > 0.9);
    }
}
