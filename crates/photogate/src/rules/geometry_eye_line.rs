//! The eyes lie at the right height.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Band;
use super::nominal::{HEIGHT_PAGE, LESS_ABOVE, Nominal, REGISTRY_HEIGHT, ROOM_ABOVE, aim};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::crop::CropDemands;
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `geometry.eye_line` (source S): the eyes lie 200 to 300 pixels below the top edge of a picture of 640.
///
/// Measured is the middle between both eyes, in pixels at the nominal height. The review band is three pixels wide on either
/// side, three times the median error against the labels of the data set `campaign` (0.5 pixels) and then some.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GeometryEyeLine {
    /// Distance of the eyes from the top edge, in pixels at `height`.
    pub eye_line: Band,
    /// Height of the picture that `eye_line` is given for, in pixels.
    pub height: f32,
}

impl Default for GeometryEyeLine {
    fn default() -> Self {
        Self { eye_line: Band::new(200.0, 300.0, 3.0), height: REGISTRY_HEIGHT }
    }
}

impl Rule for GeometryEyeLine {
    const ID: &'static str = "geometry.eye_line";
    const UNIT: &'static str = "px";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("height of the eyes", "眼睛高度"),
        demand: Words::new(
            "the eyes lie as far below the top edge as asked for",
            "眼睛到上边沿的距离在规定范围内",
        ),
        reason: Words::new(
            "automated audits reject a picture whose eyes lie too high or too low",
            "眼睛位置过高或过低会被自动审核退回",
        ),
        sources: &[Source::Standard, Source::Audit],
        measurement: Words::new(
            "distance of the middle between both eyes from the top edge, scaled to the nominal height",
            "双眼中点到照片上边沿的距离，按标称高度换算",
        ),
        limits: &[
            LimitPage::new(
                "eye_line",
                "px",
                [0.0, 10_000.0],
                Words::new("distance of the eyes from the top edge", "眼睛距上边沿的距离"),
            ),
            HEIGHT_PAGE,
        ],
        remedy: Words::new("crop again, or move the camera up or down", "重新裁剪，或调整相机高度"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-too-low-fails-geometry.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let geometry = measurements.geometry.as_ref().map_err(|&reason| reason)?;
        let nominal = Nominal::of(measurements, self.height);
        let Band { least, most, .. } = self.eye_line;
        let measured = nominal.scaled(geometry.eyes.y);
        let violation = self.eye_line.violation_outside(measured);
        let Words { en, zh } = self.eye_line.advice(measured, ROOM_ABOVE, LESS_ABOVE);
        Ok(Judgement {
            violation,
            measured,
            limit: self.eye_line.nearer_end(measured),
            region: Some(nominal.strip(least, most)),
            message: Message::new(
                format!(
                    "the eyes lie {measured:.0} pixels below the top edge, required are {least:.0} to {most:.0}{en}"
                ),
                format!("眼睛距上边沿 {measured:.0} 像素，应在 {least:.0}–{most:.0} 像素之间{zh}"),
            ),
            parts: None,
            unit: None,
        })
    }

    fn ask_of_crop(&self, demands: &mut CropDemands) {
        demands.eye_line = aim(self.eye_line, self.height);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Status;
    use crate::rules::Judge;
    use crate::rules::framing_samples::framed;

    #[test]
    fn eyes_are_judged_where_they_lie() {
        for (y, status) in [
            (150.0, Status::Fail),
            (200.0, Status::Review),
            (250.0, Status::Pass),
            (299.0, Status::Review),
            (352.0, Status::Fail),
        ] {
            let finding =
                GeometryEyeLine::default().finding(&framed(480, 640, |geometry| geometry.eyes.y = y));
            assert_eq!((finding.status, finding.measured), (status, Some(y.into())), "{y}");
        }
    }

    #[test]
    fn messages_say_where_they_lie_where_they_should_and_what_to_do() {
        let finding =
            GeometryEyeLine::default().finding(&framed(480, 640, |geometry| geometry.eyes.y = 352.0));
        assert!(
            finding.message.zh.starts_with("眼睛距上边沿 352 像素，应在 200–300 像素之间"),
            "{finding:?}"
        );
        assert!(finding.message.en.contains("less room"), "{finding:?}");
        let region = finding.region.unwrap();
        assert_eq!((region.x, region.y, region.width, region.height), (0, 200, 480, 100));
    }

    #[test]
    fn limits_scale_with_the_picture_and_may_be_another_standards() {
        let twice = framed(960, 1280, |geometry| geometry.eyes.y = 500.0);
        assert_eq!(GeometryEyeLine::default().finding(&twice).measured, Some(250.0));
        // Postgraduate entrance: 30 to 50 % from the top.
        let rule = GeometryEyeLine { eye_line: Band::new(30.0, 50.0, 1.0), height: 100.0 };
        assert_eq!(rule.finding(&twice).status, Status::Pass);
        assert_eq!(rule.finding(&framed(960, 1280, |geometry| geometry.eyes.y = 690.0)).status, Status::Fail);
    }
}
