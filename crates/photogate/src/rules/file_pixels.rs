//! The picture has the size that is asked for, stored upright.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::counted::{excess_from, violation_beyond};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::crop::CropDemands;
use crate::finding::Message;
use crate::measurement::{Measurements, Orientation, Unmeasurable};
use crate::words::Words;

/// `file.pixels` (source S): 480 × 640 pixels, stored upright.
///
/// Measured is the side that is farther off, as it is stored. A picture that only the Exif orientation turns upright
/// fails: a program that does not read it shows the person lying.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FilePixels {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl Default for FilePixels {
    fn default() -> Self {
        Self { width: 480, height: 640 }
    }
}

impl Rule for FilePixels {
    const ID: &'static str = "file.pixels";
    const UNIT: &'static str = "px";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("size in pixels", "像素尺寸"),
        demand: Words::new(
            "the picture has the width and height in pixels that are asked for, and is stored upright",
            "照片为规定的像素尺寸，且按正立方向存储",
        ),
        reason: Words::new(
            "one size is stored; anything else is refused or cropped by a machine",
            "只接收一种尺寸，其他尺寸会被拒收或被自动裁剪",
        ),
        sources: &[Source::Standard],
        measurement: Words::new(
            "the side that is farther off, as stored, before an Exif orientation is applied; an orientation other than 1 breaks the rule too",
            "按存储时（应用 EXIF 方向之前）偏差较大的一边计；EXIF 方向不为 1 也不通过",
        ),
        limits: &[
            LimitPage::new("width", "px", [1.0, 65_535.0], Words::new("width asked for", "规定宽度")),
            LimitPage::new("height", "px", [1.0, 65_535.0], Words::new("height asked for", "规定高度")),
        ],
        remedy: Words::new(
            "crop and scale the photo to that size, and save it upright",
            "将照片裁剪缩放到规定尺寸，并按正立方向保存",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "files/a-column-short.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let file = measurements.file.as_ref().map_err(|&reason| reason)?;
        let Self { width, height } = *self;
        let (stored_width, stored_height) = (file.stored_width, file.stored_height);
        let off = [excess_from(stored_width, width), excess_from(stored_height, height)];
        let (measured, limit) =
            if off[0] >= off[1] { (stored_width, width) } else { (stored_height, height) };
        let turned = file.orientation != Orientation::Upright;
        let size = off[0].max(off[1]);
        let message = if turned {
            let exif = file.orientation.exif();
            Message::new(
                format!(
                    "the picture is stored turned ({stored_width} × {stored_height} pixels, Exif orientation {exif}, must be 1); save it upright with {width} × {height} pixels"
                ),
                format!(
                    "照片未按正立方向存储（{stored_width} × {stored_height} 像素，EXIF 方向 {exif}，应为 1），请按正立方向保存为 {width} × {height} 像素"
                ),
            )
        } else if size > 0.0 {
            Message::new(
                format!(
                    "the picture has {stored_width} × {stored_height} pixels, must have {width} × {height}; crop and scale it to that size"
                ),
                format!(
                    "照片为 {stored_width} × {stored_height} 像素，应为 {width} × {height} 像素，请裁剪缩放到该尺寸"
                ),
            )
        } else {
            Message::new(
                format!("the picture has {width} × {height} pixels and is stored upright"),
                format!("照片为 {width} × {height} 像素，按正立方向存储"),
            )
        };
        Ok(Judgement {
            violation: violation_beyond(size + f64::from(u8::from(turned))),
            measured: measured as f32,
            limit: limit as f32,
            region: None,
            message,
            parts: None,
            unit: None,
        })
    }

    fn ask_of_crop(&self, demands: &mut CropDemands) {
        demands.size = (self.width, self.height);
    }
}
