//! The picture is stored in colour, 24 bits a pixel.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::counted::{excess_from, violation_beyond};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{ColourModel, Measurements, Unmeasurable};
use crate::words::Words;

/// `file.colour` (source S): RGB with 24 bits a pixel; no grey, no palette, no ink, no transparency.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FileColour {
    /// Bits a pixel, all channels together.
    pub bits: u32,
}

impl Default for FileColour {
    fn default() -> Self {
        Self { bits: 24 }
    }
}

impl Rule for FileColour {
    const ID: &'static str = "file.colour";
    const UNIT: &'static str = "bits";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("true colour", "真彩色"),
        demand: Words::new(
            "the picture is stored as RGB with the bits a pixel that are asked for, not as grey or ink",
            "照片以规定位数的 RGB 真彩色存储，不得为灰度或 CMYK",
        ),
        reason: Words::new(
            "ink files show wrong colours or nothing in browsers, and grey ones have lost the person's colours",
            "CMYK 文件在浏览器中颜色错误或无法显示，灰度照片则丢失本人的颜色",
        ),
        sources: &[Source::Standard],
        measurement: Words::new(
            "how the file stores colour, and bits a pixel of all channels together; a JPEG's luma and chroma count as RGB",
            "文件的颜色存储方式，以及所有通道合计的每像素位数；JPEG 的亮度与色度按 RGB 计",
        ),
        limits: &[LimitPage::new("bits", "bits", [1.0, 64.0], Words::new("bits a pixel", "每像素位数"))],
        remedy: Words::new(
            "convert the photo to 8-bit sRGB and save it as JPEG",
            "将照片转换为 8 位 sRGB 并保存为 JPEG",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "odd/grey.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let file = measurements.file.as_ref().map_err(|&reason| reason)?;
        let (bits, limit) = (file.bits_per_pixel(), self.bits);
        let model = match file.colour {
            ColourModel::Rgb => Words::new("RGB", "RGB"),
            ColourModel::Grey => Words::new("grey", "灰度"),
            ColourModel::Indexed => Words::new("a palette", "调色板"),
            ColourModel::Cmyk | ColourModel::Ycck => Words::new("CMYK ink", "CMYK 油墨"),
        };
        let foreign = file.colour != ColourModel::Rgb;
        let violation = violation_beyond(excess_from(bits, limit) + f64::from(u8::from(foreign)));
        let message = if violation > 0.0 {
            Message::new(
                format!(
                    "the picture is stored as {} with {bits} bits a pixel, must be RGB with {limit}; convert it to 8-bit sRGB and save it as JPEG",
                    model.en
                ),
                format!(
                    "照片以{}存储，每像素 {bits} 位，应为 {limit} 位 RGB，请转换为 8 位 sRGB 并保存为 JPEG",
                    model.zh
                ),
            )
        } else {
            Message::new(
                format!("the picture is stored as RGB with {bits} bits a pixel"),
                format!("照片以 {bits} 位 RGB 存储"),
            )
        };
        Ok(Judgement {
            violation,
            measured: bits as f32,
            limit: limit as f32,
            region: None,
            message,
            parts: None,
            unit: None,
        })
    }
}
