//! The JPEG is not compressed too hard.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::counted::violation_beyond;
use super::line::Line;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::crop::CropDemands;
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `file.quality` (source S): JPEG quality 60 or more.
///
/// Measured is the quality on the scale of the Independent JPEG Group, told from the quantisation tables. Tables of
/// that group give it exactly, and then there is no review band. From others it is an equivalent, for which the
/// band is: over mozjpeg's and Photoshop's tables it is off by at most 2 from quality 50 up, so the margin is 3.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FileQuality {
    /// Lowest quality, 1 to 100; the margin is for tables that are not the Independent JPEG Group's.
    pub quality: Line,
}

impl Default for FileQuality {
    fn default() -> Self {
        Self { quality: Line::new(60.0, 3.0) }
    }
}

impl Rule for FileQuality {
    const ID: &'static str = "file.quality";
    const UNIT: &'static str = "quality";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("JPEG quality", "JPEG 压缩质量"),
        demand: Words::new("the JPEG quality is no lower than asked for", "JPEG 压缩质量不低于规定值"),
        reason: Words::new(
            "harder compression damages the face, which is compared by machine and printed",
            "压缩过度会损伤人脸细节，影响人像比对和打印",
        ),
        sources: &[Source::Standard],
        measurement: Words::new(
            "the quality of the Independent JPEG Group's scale (1 to 100), told from the quantisation tables: exactly where they are that group's, as the quality with equally coarse steps where they are Photoshop's, mozjpeg's or a camera's. It says how the file was saved last, not what was lost before",
            "按 IJG 标度（1–100）由量化表推算：标准量化表可精确还原；Photoshop、mozjpeg、相机等自有量化表则给出粗细相当的等效值。该值只反映最后一次保存，不反映之前的损失",
        ),
        limits: &[LimitPage::new(
            "quality",
            "quality",
            [1.0, 100.0],
            Words::new("lowest quality", "最低质量"),
        )],
        remedy: Words::new(
            "export again from the original with a higher quality; saving this file again repairs nothing",
            "用原图以更高质量重新导出；对本文件再次保存无法恢复画质",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "files/quality-59.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let file = measurements.file.as_ref().map_err(|&reason| reason)?;
        let quality = file.jpeg.as_ref().and_then(|jpeg| jpeg.quality).ok_or(Unmeasurable::JpegHeader)?;
        let (measured, limit) = (f32::from(quality.figure), self.quality.limit);
        let violation = if quality.exact {
            violation_beyond(f64::from((limit - measured) / limit.max(1.0)))
        } else {
            self.quality.violation_below(measured)
        };
        let (about, about_zh) = if quality.exact { ("", "") } else { ("about ", "约") };
        let message = if violation < 0.5 {
            Message::new(
                format!("the JPEG quality is {about}{measured:.0}, at least {limit:.0}"),
                format!("JPEG 质量{about_zh}为 {measured:.0}，不低于 {limit:.0}"),
            )
        } else {
            Message::new(
                format!(
                    "the JPEG quality is {about}{measured:.0}, must be at least {limit:.0}; export it again from the original with a higher quality"
                ),
                format!(
                    "JPEG 质量{about_zh}为 {measured:.0}，应不低于 {limit:.0}，请用原图以更高质量重新导出"
                ),
            )
        };
        Ok(Judgement { violation, measured, limit, region: None, message, parts: None, unit: None })
    }

    fn ask_of_crop(&self, demands: &mut CropDemands) {
        demands.file.least_quality = self.quality.limit.ceil() as u8;
    }
}
