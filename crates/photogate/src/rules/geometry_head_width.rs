//! The head is as wide as it should be.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Band;
use super::nominal::{CLOSER, HEIGHT_PAGE, Nominal, PERMIT_HEIGHT, aim};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::coords::Rect;
use crate::crop::CropDemands;
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `geometry.head_width` (permit photo): the head is 230 to 283 pixels wide in a picture of 472.
///
/// Measured is the widest place of the head above the eyes, hair included and ears not, in pixels at the nominal height:
/// the permit's limits of width and height stand at 0.69 to 0.73 to each other, as such a width does to the height of a head
/// of short hair; with ears it would be 0.8, between the cheeks 0.6. Only rulesets that name it judge it: the registry asks for the width of the face.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GeometryHeadWidth {
    /// Width of the head at its widest place, in pixels at `height`.
    pub head_width: Band,
    /// Height of the picture that `head_width` is given for, in pixels.
    pub height: f32,
}

impl Default for GeometryHeadWidth {
    fn default() -> Self {
        Self { head_width: Band::new(230.0, 283.0, 3.0), height: PERMIT_HEIGHT }
    }
}

/// What to do about a head that is too wide.
const ROOM_OR_TIED: Words = Words::new(
    "; crop with more room around the head, or tie loose hair back",
    "，请在头部四周多留空间后重新裁剪，或束起散发",
);

impl Rule for GeometryHeadWidth {
    const ID: &'static str = "geometry.head_width";
    const UNIT: &'static str = "px";
    const PAGE: RulePage = RulePage {
        title: Words::new("width of the head", "头部宽度"),
        demand: Words::new(
            "the head, hair included, is as wide as asked for",
            "头部宽度（含头发）在规定范围内",
        ),
        reason: Words::new(
            "permit photos show the head large, so that it can be compared in a small print",
            "通行证类照片要求头部占幅较大，便于小尺寸印制后比对",
        ),
        sources: &[Source::Sister],
        measurement: Words::new(
            "the widest place of the head above the eyes, hair included and ears not, scaled to the nominal height",
            "眼睛以上头部（含头发，不含耳朵）最宽处的宽度，按标称高度换算",
        ),
        limits: &[
            LimitPage::new(
                "head_width",
                "px",
                [0.0, 10_000.0],
                Words::new("width of the head at its widest place", "头部最宽处的宽度"),
            ),
            HEIGHT_PAGE,
        ],
        remedy: Words::new(
            "crop again, or change the distance of the camera; tie loose hair back",
            "重新裁剪，或调整拍摄距离；散开的头发请束起",
        ),
        passes: "standards/biden-permit-not-frontal.jpg",
        fails: "photos/biden-too-small-fails-geometry.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let geometry = measurements.geometry.as_ref().map_err(|&reason| reason)?;
        let width = geometry.head_width?;
        let Band { least, most, .. } = self.head_width;
        let measured = Nominal::of(measurements, self.height).scaled(width);
        let violation = self.head_width.violation_outside(measured);
        let Words { en, zh } = self.head_width.advice(measured, CLOSER, ROOM_OR_TIED);
        let top = geometry.head_top.map_or(geometry.eyes.y - width / 2.0, |head| head.highest.y);
        let left = geometry.face_centre.x - width / 2.0;
        Ok(Judgement {
            violation,
            measured,
            limit: self.head_width.nearer_end(measured),
            region: Some(Rect::new(left, top, width, (geometry.eyes.y - top).max(1.0))),
            message: Message::new(
                format!("the head is {measured:.0} pixels wide, required are {least:.0} to {most:.0}{en}"),
                format!("头部宽度 {measured:.0} 像素，应在 {least:.0}–{most:.0} 像素之间{zh}"),
            ),
            parts: None,
            unit: None,
        })
    }

    fn ask_of_crop(&self, demands: &mut CropDemands) {
        demands.head_width = Some(aim(self.head_width, self.height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Status;
    use crate::rules::Judge;
    use crate::rules::framing_samples::framed;

    #[test]
    fn narrow_and_wide_heads_fail_and_say_what_to_do() {
        for (width, status, advice) in [
            (180.0, Status::Fail, "closer"),
            (231.0, Status::Review, "required"),
            (255.0, Status::Pass, "255"),
            (310.0, Status::Fail, "tie loose hair"),
        ] {
            let permit = framed(354, 472, |geometry| geometry.head_width = Ok(width));
            let finding = GeometryHeadWidth::default().finding(&permit);
            assert_eq!(finding.status, status, "{width}");
            assert!(finding.message.en.contains(advice), "{finding:?}");
        }
    }

    #[test]
    fn a_head_that_is_not_found_is_not_assessed() {
        let unseen = framed(354, 472, |geometry| geometry.head_width = Err(Unmeasurable::HeadTop));
        assert_eq!(GeometryHeadWidth::default().finding(&unseen).status, Status::NotAssessed);
    }
}
