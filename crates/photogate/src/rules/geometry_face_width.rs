//! The face is as large as it should be.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Band;
use super::nominal::{CLOSER, HEIGHT_PAGE, MORE_ROOM, Nominal, REGISTRY_HEIGHT, aim};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::coords::Rect;
use crate::crop::CropDemands;
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `geometry.face_width` (source S): the face is 180 to 300 pixels wide between the cheeks in a picture of 640.
///
/// Measured is the width of the face between the cheeks, in pixels at the nominal height. The review band of four pixels is the
/// error that nineteen in twenty of the data set `campaign` stay within (2 %).
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GeometryFaceWidth {
    /// Width of the face between the cheeks, in pixels at `height`.
    pub face_width: Band,
    /// Height of the picture that `face_width` is given for, in pixels.
    pub height: f32,
}

impl Default for GeometryFaceWidth {
    fn default() -> Self {
        Self { face_width: Band::new(180.0, 300.0, 4.0), height: REGISTRY_HEIGHT }
    }
}

impl Rule for GeometryFaceWidth {
    const ID: &'static str = "geometry.face_width";
    const UNIT: &'static str = "px";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("size of the face", "脸部大小"),
        demand: Words::new(
            "the face is as wide between the cheeks as asked for",
            "脸部宽度（两颊之间）在规定范围内",
        ),
        reason: Words::new(
            "a small face holds too few pixels to be compared, a large one leaves no room for hair and shoulders",
            "脸部过小不足以比对，过大则容不下头发与双肩",
        ),
        sources: &[Source::Standard],
        measurement: Words::new(
            "distance between the edges of the face before the ears, scaled to the nominal height",
            "双耳前脸部边缘之间的距离，按标称高度换算",
        ),
        limits: &[
            LimitPage::new(
                "face_width",
                "px",
                [0.0, 10_000.0],
                Words::new("width of the face between the cheeks", "两颊之间的脸部宽度"),
            ),
            HEIGHT_PAGE,
        ],
        remedy: Words::new("crop again, or change the distance of the camera", "重新裁剪，或调整拍摄距离"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-too-small-fails-geometry.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let geometry = measurements.geometry.as_ref().map_err(|&reason| reason)?;
        let nominal = Nominal::of(measurements, self.height);
        let Band { least, most, .. } = self.face_width;
        let measured = nominal.scaled(geometry.face_width);
        let violation = self.face_width.violation_outside(measured);
        let Words { en, zh } = self.face_width.advice(measured, CLOSER, MORE_ROOM);
        let (centre, width) = (geometry.face_centre, geometry.face_width);
        let top = geometry.eyes.y.min(geometry.chin.y);
        let height = (geometry.chin.y - top).max(1.0);
        Ok(Judgement {
            violation,
            measured,
            limit: self.face_width.nearer_end(measured),
            region: Some(Rect::new(centre.x - width / 2.0, top, width, height)),
            message: Message::new(
                format!(
                    "the face is {measured:.0} pixels wide between the cheeks, required are {least:.0} to {most:.0}{en}"
                ),
                format!("脸部宽度 {measured:.0} 像素，应在 {least:.0}–{most:.0} 像素之间{zh}"),
            ),
            parts: None,
            unit: None,
        })
    }

    fn ask_of_crop(&self, demands: &mut CropDemands) {
        demands.face_width = Some(aim(self.face_width, self.height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Status;
    use crate::rules::Judge;
    use crate::rules::framing_samples::framed;

    #[test]
    fn small_and_large_faces_fail() {
        for (width, status, advice) in [
            (128.0, Status::Fail, "closer"),
            (180.0, Status::Review, "required"),
            (220.0, Status::Pass, "220"),
            (330.0, Status::Fail, "more room"),
        ] {
            let finding = GeometryFaceWidth::default()
                .finding(&framed(480, 640, |geometry| geometry.face_width = width));
            assert_eq!(finding.status, status, "{width}");
            assert!(finding.message.en.contains(advice), "{finding:?}");
        }
    }

    #[test]
    fn an_identity_card_has_its_own_numbers() {
        let rule = GeometryFaceWidth { face_width: Band::new(193.0, 221.0, 2.0), height: 441.0 };
        let card = framed(358, 441, |geometry| geometry.face_width = 207.0);
        assert_eq!(rule.finding(&card).status, Status::Pass);
        assert_eq!(rule.finding(&framed(480, 640, |g| g.face_width = 207.0)).status, Status::Fail);
    }
}
