//! A camera's original holds a compliant crop.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{Band, Line, ON_THE_LINE};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::crop::{Crop, CropTargets, Obstacle, Span, plan};
use crate::finding::{Finding, Message};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `geometry.crop` (source S): the original can be cropped to a picture that meets the standard's geometry.
///
/// Measured is how many rows and columns the photo lacks for the crop that lacks least, in pixels of the cropped picture; 0
/// where a crop exists. The crop keeps the margins' distance from the ends of the ranges, since what is measured
/// on the cropped picture differs by a pixel or two from what was planned.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GeometryCrop {
    /// Width of the cropped picture, in pixels.
    pub width: u32,
    /// Height of the cropped picture, in pixels.
    pub height: u32,
    /// Distance of the eyes from the top edge, in pixels of the cropped picture.
    pub eye_line: Band,
    /// Distance of the head's top from the top edge, in pixels of the cropped picture.
    pub head_top: Band,
    /// Width of the face between the cheeks, in pixels of the cropped picture.
    pub face_width: Band,
    /// Largest distance of the eyes' middle from the picture's, in pixels of the cropped picture.
    pub offset: f32,
    /// Largest slope of the eyes, in degrees, that may stay where there is no room to level them.
    pub roll: f32,
    /// Largest number of missing pixels; what lacks some but less than the margin is for a person's look.
    pub missing: Line,
}

impl Default for GeometryCrop {
    fn default() -> Self {
        Self {
            width: 480,
            height: 640,
            eye_line: Band::new(200.0, 300.0, 6.0),
            head_top: Band::new(50.0, 110.0, 6.0),
            face_width: Band::new(180.0, 300.0, 6.0),
            offset: 16.0,
            roll: 2.0,
            missing: Line::new(0.0, 6.0),
        }
    }
}

impl GeometryCrop {
    fn targets(&self) -> CropTargets {
        let inside = |band: Band| Span::inside(band.least, band.most, band.margin);
        CropTargets {
            width: self.width,
            height: self.height,
            eye_line: inside(self.eye_line),
            head_top: inside(self.head_top),
            face_width: Some(inside(self.face_width)),
            head_height: None,
            head_width: None,
            eye_distance: None,
            offset: self.offset,
            roll_degrees: self.roll,
        }
    }
}

impl Rule for GeometryCrop {
    const ID: &'static str = "geometry.crop";
    const UNIT: &'static str = "px";
    const PAGE: RulePage = RulePage {
        title: Words::new("room for the crop", "可裁剪"),
        demand: Words::new(
            "the original can be cropped to the picture that is asked for: eyes, head top, face and person where they belong, nothing enlarged, nothing added",
            "原片可裁剪为规定尺寸的照片：眼睛、头顶、脸宽与居中均合规，不放大、不补画面",
        ),
        reason: Words::new(
            "what the original lacks above the hair or beside the shoulders cannot be added later",
            "原片中头顶上方或两肩外侧缺失的画面无法事后补足",
        ),
        sources: &[Source::Standard],
        measurement: Words::new(
            "the turned, scaled rectangle that levels the eyes and brings all lengths as near the middles of their ranges as the photo allows; measured are the rows and columns that it lacks, in pixels of the cropped picture, 0 where it lies inside",
            "求出使双眼水平、各项尺寸尽量居于范围中间的旋转缩放矩形；测量其超出原片的像素数（按裁剪后照片计），完全在原片内为 0",
        ),
        limits: &[
            LimitPage::new(
                "width",
                "px",
                [1.0, 10_000.0],
                Words::new("width of the cropped picture", "裁剪后宽度"),
            ),
            LimitPage::new(
                "height",
                "px",
                [1.0, 10_000.0],
                Words::new("height of the cropped picture", "裁剪后高度"),
            ),
            LimitPage::new(
                "eye_line",
                "px",
                [0.0, 10_000.0],
                Words::new("distance of the eyes from the top edge", "眼睛距上边沿的距离"),
            ),
            LimitPage::new(
                "head_top",
                "px",
                [0.0, 10_000.0],
                Words::new("distance of the head's top from the top edge", "头顶距上边沿的距离"),
            ),
            LimitPage::new(
                "face_width",
                "px",
                [0.0, 10_000.0],
                Words::new("width of the face between the cheeks", "两颊之间的脸部宽度"),
            ),
            LimitPage::new(
                "offset",
                "px",
                [0.0, 200.0],
                Words::new("largest distance of the eyes from the middle", "双眼中点与中线的最大距离"),
            ),
            LimitPage::new(
                "roll",
                "°",
                [0.0, 10.0],
                Words::new(
                    "largest slope of the eyes that may stay where there is no room to level them",
                    "无法转正时允许保留的两眼连线倾角",
                ),
            ),
            LimitPage::new(
                "missing",
                "px",
                [0.0, 1000.0],
                Words::new("largest number of missing pixels", "最多缺少的像素"),
            ),
        ],
        remedy: Words::new(
            "step back, centre the person, leave room above the hair and beside the shoulders, and shoot again",
            "后退并让人像居中，在头顶上方与两肩外侧留出空间后重拍",
        ),
        passes: "originals/biden-original-passes-crop.jpg",
        fails: "originals/biden-no-room-fails-crop.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        judged(&self.targets(), self.missing, measurements)
    }

    fn crop(&self, measurements: &Measurements) -> Option<Crop> {
        planned(&self.targets(), measurements).ok()?.ok()
    }

    fn crop_targets(&self) -> Option<CropTargets> {
        Some(self.targets())
    }
}

/// What `geometry.crop` says about an original from which a picture like `targets` is to be cropped, at its default for how
/// much may be missing.
#[must_use]
pub fn crop_finding(targets: &CropTargets, measurements: &Measurements) -> Finding {
    let missing = GeometryCrop::default().missing;
    super::finding::<GeometryCrop>(judged(targets, missing, measurements), measurements)
}

/// The crop, or why there is none.
fn planned(
    targets: &CropTargets,
    measurements: &Measurements,
) -> Result<Result<Crop, Obstacle>, Unmeasurable> {
    let geometry = measurements.geometry.as_ref().map_err(|&reason| reason)?;
    let head_top = geometry.head_top.as_ref().map_err(|&reason| reason)?;
    Ok(plan(geometry, head_top, (measurements.width, measurements.height), targets))
}

fn judged(
    targets: &CropTargets,
    missing: Line,
    measurements: &Measurements,
) -> Result<Judgement, Unmeasurable> {
    let limit = missing.limit;
    let CropTargets { width, height, .. } = *targets;
    Ok(match planned(targets, measurements)? {
        Ok(crop) => {
            let (scale, turn) = (crop.width / width as f32, crop.rotation_degrees);
            Judgement {
                violation: 0.0,
                measured: 0.0,
                limit,
                region: Some(crop.bounds()),
                message: Message::new(
                    format!(
                        "a crop of {width}×{height} is possible: turned by {turn:.1}°, reduced {scale:.2} times"
                    ),
                    format!("可裁剪为 {width}×{height}：旋转 {turn:.1}°，缩小 {scale:.2} 倍"),
                ),
                parts: None,
                unit: None,
            }
        }
        Err(obstacle) => {
            let measured = obstacle.missing_pixels(targets);
            Judgement {
                // No crop is no pass, however little is missing.
                violation: missing.violation_above(measured).max(ON_THE_LINE),
                measured,
                limit,
                region: match obstacle {
                    Obstacle::Outside { wanted, .. } => Some(wanted.bounds()),
                    _ => measurements.faces.first().copied(),
                },
                message: obstacle.message(targets),
                parts: None,
                unit: None,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Status;
    use crate::rules::Judge;
    use crate::rules::framing_samples::framed;

    #[test]
    fn an_original_with_room_passes_and_names_the_rectangle() {
        let rule = GeometryCrop::default();
        let original = framed(3000, 4000, |geometry| geometry.face_width = 900.0);
        let finding = rule.finding(&original);
        assert_eq!((finding.status, finding.measured), (Status::Pass, Some(0.0)), "{finding:?}");
        let (region, crop) = (finding.region.unwrap(), Rule::crop(&rule, &original).unwrap());
        assert!(region.width >= 480 && region.height >= 640);
        assert!(crop.bounds().x >= 0.0 && crop.bounds().bottom() <= 4000.0);
    }

    #[test]
    fn an_original_without_room_says_what_is_missing() {
        let rule = GeometryCrop::default();
        let tight = framed(600, 640, |geometry| geometry.face_width = 500.0);
        let finding = rule.finding(&tight);
        assert_eq!(finding.status, Status::Fail, "{finding:?}");
        assert!(Rule::crop(&rule, &tight).is_none());
        let little = framed(480, 640, |geometry| geometry.eyes.x = 260.0);
        let finding = rule.finding(&little);
        assert_eq!(finding.status, Status::Review, "{finding:?}");
    }

    #[test]
    fn the_targets_are_those_of_the_library_by_default() {
        assert_eq!(GeometryCrop::default().targets(), CropTargets::default());
    }
}
