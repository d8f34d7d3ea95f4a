//! The eyes are as far apart as they should be.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Band;
use super::nominal::{CLOSER, HEIGHT_PAGE, MORE_ROOM, Nominal, PERMIT_HEIGHT, aim};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::coords::Rect;
use crate::crop::CropDemands;
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `geometry.eye_distance` (permit photo): the eyes are 82 to 118 pixels apart in a picture of 472.
///
/// Measured is the distance between the middles of the eyes, in pixels at the nominal height. Only rulesets that name it
/// judge it: the registry asks for the width of the face.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GeometryEyeDistance {
    /// Distance between the middles of the eyes, in pixels at `height`.
    pub eye_distance: Band,
    /// Height of the picture that `eye_distance` is given for, in pixels.
    pub height: f32,
}

impl Default for GeometryEyeDistance {
    fn default() -> Self {
        Self { eye_distance: Band::new(82.0, 118.0, 2.0), height: PERMIT_HEIGHT }
    }
}

impl Rule for GeometryEyeDistance {
    const ID: &'static str = "geometry.eye_distance";
    const UNIT: &'static str = "px";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("distance of the eyes", "两眼间距"),
        demand: Words::new("the eyes are as far apart as asked for", "两眼间距在规定范围内"),
        reason: Words::new(
            "machines that compare faces ask for so many pixels between the eyes",
            "人脸比对要求两眼之间有足够的像素",
        ),
        sources: &[Source::Sister],
        measurement: Words::new(
            "distance between the middles of both eyes, scaled to the nominal height",
            "两眼中心之间的距离，按标称高度换算",
        ),
        limits: &[
            LimitPage::new(
                "eye_distance",
                "px",
                [0.0, 10_000.0],
                Words::new("distance between the middles of the eyes", "两眼中心之间的距离"),
            ),
            HEIGHT_PAGE,
        ],
        remedy: Words::new("crop again, or change the distance of the camera", "重新裁剪，或调整拍摄距离"),
        passes: "standards/biden-permit-not-frontal.jpg",
        fails: "photos/biden-too-small-fails-geometry.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let geometry = measurements.geometry.as_ref().map_err(|&reason| reason)?;
        let Band { least, most, .. } = self.eye_distance;
        let distance = geometry.eye_distance;
        let measured = Nominal::of(measurements, self.height).scaled(distance);
        let violation = self.eye_distance.violation_outside(measured);
        let Words { en, zh } = self.eye_distance.advice(measured, CLOSER, MORE_ROOM);
        let eyes = geometry.eyes;
        Ok(Judgement {
            violation,
            measured,
            limit: self.eye_distance.nearer_end(measured),
            region: Some(Rect::new(
                eyes.x - distance,
                eyes.y - distance / 3.0,
                2.0 * distance,
                distance / 1.5,
            )),
            message: Message::new(
                format!("the eyes are {measured:.0} pixels apart, required are {least:.0} to {most:.0}{en}"),
                format!("两眼间距 {measured:.0} 像素，应在 {least:.0}–{most:.0} 像素之间{zh}"),
            ),
            parts: None,
            unit: None,
        })
    }

    fn ask_of_crop(&self, demands: &mut CropDemands) {
        demands.eye_distance = Some(aim(self.eye_distance, self.height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Status;
    use crate::rules::Judge;
    use crate::rules::framing_samples::framed;

    #[test]
    fn eyes_too_near_and_too_far_apart_fail_and_say_what_to_do() {
        for (distance, status, advice) in [
            (60.0, Status::Fail, "closer"),
            (83.0, Status::Review, "required"),
            (100.0, Status::Pass, "100"),
            (140.0, Status::Fail, "more room"),
        ] {
            let permit = framed(354, 472, |geometry| geometry.eye_distance = distance);
            let finding = GeometryEyeDistance::default().finding(&permit);
            assert_eq!(finding.status, status, "{distance}");
            assert!(finding.message.en.contains(advice), "{finding:?}");
        }
    }
}
