//! No frame or bar around the picture, and nothing written into it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{Line, second_decides};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `image.border` (sources S and A): no frame, bar or text was added.
///
/// Measured is the width of the widest bar of one colour along a side, as a share of the height or width that it takes, or the
/// length of a line of text as a share of the width, whichever breaks its limit more. Patterned frames, lines inside
/// the picture, and text that is joined, faint, lower than seven pixels or a ninetieth of a larger picture, or before the head are not found.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ImageBorder {
    /// Largest width as a share of the picture's side, 0 to 1. A scanner or a rounded crop may leave a line of pixels;
    /// 0.004 is two of 480.
    pub width: Line,
    /// Most letters or digits in a line. What looks like five in a row may still be buttons or a weave; no picture of
    /// `campaign` has that many, and one of the 82 `portraits`, whose wall bears a name.
    pub letters: Line,
}

impl Default for ImageBorder {
    fn default() -> Self {
        Self { width: Line::new(0.004, 0.0006), letters: Line::new(5.0, 0.5) }
    }
}

impl Rule for ImageBorder {
    const ID: &'static str = "image.border";
    const UNIT: &'static str = "share";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("no border or text", "无边框与文字"),
        demand: Words::new("no frame, bar, black border or text added", "不得添加边框、色条、黑边或文字"),
        reason: Words::new(
            "the standard forbids additions to the picture",
            "标准规定不得添加边框、文字、图案",
        ),
        sources: &[Source::Standard, Source::Audit],
        measurement: Words::new(
            "width of the widest bar of one colour along a side that ends in a straight edge, as a share of the picture's height or width, or the length of a line of letters of one ink as a share of the width, whichever breaks its limit more; patterned frames and text before the head are not found",
            "沿画面边缘、以直线收尾的单色条的最大宽度占画面高或宽的比例，或同色文字行的长度占画面宽的比例，取超限较多者；不识别花边和头部前的文字",
        ),
        limits: &[
            LimitPage::new(
                "width",
                "share",
                [0.0, 0.5],
                Words::new("largest width of a bar", "色条的最大宽度"),
            ),
            LimitPage::new(
                "letters",
                "letters",
                [5.0, 1000.0],
                Words::new("most letters or digits in a line", "一行文字最多的字符数"),
            ),
        ],
        remedy: Words::new(
            "crop the picture without the border, switch the camera's date stamp off; make no additions",
            "裁去边框，关闭相机日期水印，不添加任何内容",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-black-border-fails-border.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let picture = measurements.picture.as_ref().map_err(|&reason| reason)?;
        let (border, caption) = (picture.border, picture.caption);
        let by_border = self.width.violation_above(border.widest);
        let by_caption = self.letters.violation_above(caption.letters as f32);
        let limit = self.width.limit;
        if second_decides(by_border, by_caption) {
            let (letters, most) = (caption.letters, self.letters.limit);
            return Ok(Judgement {
                violation: by_caption,
                measured: letters as f32,
                limit: most,
                region: caption.region,
                message: Message::new(
                    format!(
                        "a line of about {letters} letters or digits is written into the picture, from {most:.0} on it counts as text; use the picture without it"
                    ),
                    format!(
                        "画面中有一行约 {letters} 个字符的文字，达到 {most:.0} 个即视为文字，请使用无文字的照片"
                    ),
                ),
                parts: None,
                unit: Some("letters"),
            });
        }
        let percent = border.widest * 100.0;
        let message = if by_border < 0.5 {
            Message::new(
                format!(
                    "no text, and no border: {percent:.1} % of the picture's side, at most {:.1} %",
                    limit * 100.0
                ),
                format!("无文字；边框占画面边长 {percent:.1}%，上限 {:.1}%", limit * 100.0),
            )
        } else {
            Message::new(
                format!(
                    "a border takes {percent:.1} % of the picture's side, at most {:.1} %; crop it off",
                    limit * 100.0
                ),
                format!("有边框：占画面边长 {percent:.1}%，上限 {:.1}%，请裁去", limit * 100.0),
            )
        };
        Ok(Judgement {
            violation: by_border,
            measured: border.widest,
            limit,
            region: border.region,
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
    use crate::finding::Status;
    use crate::measurement::Caption;
    use crate::rules::Judge;

    fn violation(measurements: &Measurements) -> f64 {
        ImageBorder::default().judge(measurements).unwrap().violation
    }

    #[test]
    fn a_line_of_pixels_passes_and_a_bar_fails() {
        assert!(violation(&Measurements::of_picture(|_| ())) < 0.1);
        assert!(violation(&Measurements::of_picture(|picture| picture.border.widest = 1.0 / 480.0)) < 0.4);
        assert!(violation(&Measurements::of_picture(|picture| picture.border.widest = 0.02)) > 0.9);
    }

    #[test]
    fn a_number_in_the_picture_fails_and_five_letters_are_looked_at() {
        let captioned = |letters| {
            let region = Some(Rect::new(150.0, 600.0, 180.0, 20.0));
            let caption = Caption { letters, length: 0.375, region };
            ImageBorder::default().finding(&Measurements::of_picture(|picture| picture.caption = caption))
        };
        assert_eq!(captioned(5).status, Status::Review);
        let finding = captioned(8);
        assert_eq!((finding.status, finding.measured), (Status::Fail, Some(8.0)));
        assert_eq!((finding.limit, finding.unit.as_str()), (Some(5.0), "letters"));
        assert!(finding.message.zh.contains("8 个字符"), "{finding:?}");
        assert!(finding.region.is_some());
    }
}
