//! The picture has the shape that is asked for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Band;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::crop::CropDemands;
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `geometry.aspect` (postgraduate entrance photo): width to height as 3 to 4.
///
/// Measured is the upright picture's width against its height. The range around 0.75 lets the rounding to whole
/// pixels of small pictures pass. Only rulesets that name it judge it: the registry asks for one size in pixels.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GeometryAspect {
    /// Width against height.
    pub aspect: Band,
}

impl Default for GeometryAspect {
    fn default() -> Self {
        Self { aspect: Band::new(0.74, 0.76, 0.002) }
    }
}

/// What to do about a picture that is too narrow, and too wide.
const CROP_HEIGHT: Words = Words::new("; crop at the top or bottom", "，请在上下裁剪");
const CROP_WIDTH: Words = Words::new("; crop at the sides", "，请在左右裁剪");

impl Rule for GeometryAspect {
    const ID: &'static str = "geometry.aspect";
    const UNIT: &'static str = "ratio";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("shape of the picture", "照片宽高比"),
        demand: Words::new("the picture has the shape that is asked for", "照片宽高比符合规定"),
        reason: Words::new(
            "an upload of another shape is cut or stretched by the machine",
            "其他比例的照片会被自动裁剪或拉伸",
        ),
        sources: &[Source::Sister],
        measurement: Words::new(
            "width of the upright picture divided by its height",
            "正立照片的宽度与高度之比",
        ),
        limits: &[LimitPage::new(
            "aspect",
            "ratio",
            [0.1, 10.0],
            Words::new("width divided by height", "宽度与高度之比"),
        )],
        remedy: Words::new("crop the picture to that shape", "按规定比例裁剪"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "originals/biden-no-room-fails-crop.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let Measurements { width, height, .. } = *measurements;
        let Band { least, most, .. } = self.aspect;
        let measured = width as f32 / height.max(1) as f32;
        let violation = self.aspect.violation_outside(measured);
        let Words { en, zh } = self.aspect.advice(measured, CROP_HEIGHT, CROP_WIDTH);
        Ok(Judgement {
            violation,
            measured,
            limit: self.aspect.nearer_end(measured),
            region: None,
            message: Message::new(
                format!(
                    "the picture is {width} pixels wide and {height} high, {measured:.3} to 1, required are {least:.2} to {most:.2}{en}"
                ),
                format!(
                    "照片宽 {width} 像素、高 {height} 像素，宽高比 {measured:.3}，应在 {least:.2}–{most:.2} 之间{zh}"
                ),
            ),
            parts: None,
            unit: None,
        })
    }

    fn ask_of_crop(&self, demands: &mut CropDemands) {
        let Band { least, most, .. } = self.aspect;
        let (width, height) = demands.size;
        // A size that `file.pixels` asks for replaces this one.
        if !(least..=most).contains(&(width as f32 / height as f32)) {
            demands.size.0 = (height as f32 * f32::midpoint(least, most)).round() as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Status;
    use crate::rules::Judge;
    use crate::rules::framing_samples::framed;

    #[test]
    fn three_to_four_passes_and_others_say_where_to_crop() {
        for (size, status, advice) in [
            ((480, 640), Status::Pass, "0.750"),
            ((413, 551), Status::Pass, "0.750"),
            ((480, 720), Status::Fail, "top or bottom"),
            ((500, 500), Status::Fail, "at the sides"),
        ] {
            let finding = GeometryAspect::default().finding(&framed(size.0, size.1, |_| ()));
            assert_eq!(finding.status, status, "{size:?}");
            assert!(finding.message.en.contains(advice), "{finding:?}");
        }
    }
}
