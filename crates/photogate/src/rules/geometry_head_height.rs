//! The head is as high as it should be.

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

/// `geometry.head_height` (permit photo): the head is 331 to 390 pixels high, hair included, in a picture of 472.
///
/// Measured is the distance from the highest place of hair, hat or bald skin down to the chin, in pixels at the nominal height.
/// Only rulesets that name it judge it: the registry asks for other distances.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GeometryHeadHeight {
    /// From the head's top to the chin, in pixels at `height`.
    pub head_height: Band,
    /// Height of the picture that `head_height` is given for, in pixels.
    pub height: f32,
}

impl Default for GeometryHeadHeight {
    fn default() -> Self {
        Self { head_height: Band::new(331.0, 390.0, 3.0), height: PERMIT_HEIGHT }
    }
}

/// What to do where the head goes on beyond the picture.
const CUT_OFF: Words =
    Words::new("; the top edge cuts it off, shoot again from farther away", "，头顶被上边沿截断，请后退重拍");

impl Rule for GeometryHeadHeight {
    const ID: &'static str = "geometry.head_height";
    const UNIT: &'static str = "px";
    const PAGE: RulePage = RulePage {
        title: Words::new("height of the head", "头部高度"),
        demand: Words::new(
            "the head, hair included, is as high as asked for",
            "头部高度（含头发）在规定范围内",
        ),
        reason: Words::new(
            "permit photos show the head large, so that it can be compared in a small print",
            "通行证类照片要求头部占幅较大，便于小尺寸印制后比对",
        ),
        sources: &[Source::Sister],
        measurement: Words::new(
            "distance from the highest place of hair, hat or bald skin to the chin, scaled to the nominal height; a head that the top edge cuts off fails",
            "头发、帽子或光头最高处到下巴的距离，按标称高度换算；头顶被上边沿截断即不通过",
        ),
        limits: &[
            LimitPage::new(
                "head_height",
                "px",
                [0.0, 10_000.0],
                Words::new("distance from the head's top to the chin", "头顶到下巴的距离"),
            ),
            HEIGHT_PAGE,
        ],
        remedy: Words::new("crop again, or change the distance of the camera", "重新裁剪，或调整拍摄距离"),
        passes: "standards/biden-permit-not-frontal.jpg",
        fails: "photos/biden-too-small-fails-geometry.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let geometry = measurements.geometry.as_ref().map_err(|&reason| reason)?;
        let head = geometry.head_top.as_ref().map_err(|&reason| reason)?;
        let Band { least, most, .. } = self.head_height;
        let height = geometry.head_height()?;
        let measured = Nominal::of(measurements, self.height).scaled(height);
        let violation = if head.is_cut_off { 1.0 } else { self.head_height.violation_outside(measured) };
        let Words { en, zh } =
            if head.is_cut_off { CUT_OFF } else { self.head_height.advice(measured, CLOSER, MORE_ROOM) };
        let width = geometry.face_width;
        Ok(Judgement {
            violation,
            measured,
            limit: self.head_height.nearer_end(measured),
            region: Some(Rect::new(geometry.face_centre.x - width / 2.0, head.highest.y, width, height)),
            message: Message::new(
                format!("the head is {measured:.0} pixels high, required are {least:.0} to {most:.0}{en}"),
                format!("头部高度 {measured:.0} 像素，应在 {least:.0}–{most:.0} 像素之间{zh}"),
            ),
            parts: None,
            unit: None,
        })
    }

    fn ask_of_crop(&self, demands: &mut CropDemands) {
        demands.head_height = Some(aim(self.head_height, self.height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Status;
    use crate::measurement::HeadTop;
    use crate::rules::Judge;
    use crate::rules::framing_samples::framed;

    #[test]
    fn small_and_large_heads_fail_and_say_what_to_do() {
        for (chin, status, advice) in [
            (300.0, Status::Fail, "closer"),
            (411.0, Status::Review, ""),
            (440.0, Status::Pass, "360"),
            (500.0, Status::Fail, "room"),
        ] {
            // The permit's picture itself, its head's top at 80 of 640.
            let finding = GeometryHeadHeight { height: 640.0, ..GeometryHeadHeight::default() }
                .finding(&framed(480, 640, |geometry| geometry.chin.y = chin));
            assert_eq!(finding.status, status, "{chin}");
            assert!(finding.message.en.contains(advice), "{finding:?}");
        }
    }

    #[test]
    fn a_head_that_is_cut_off_fails_whatever_is_left_of_it() {
        let finding = GeometryHeadHeight { height: 640.0, ..GeometryHeadHeight::default() }.finding(&framed(
            480,
            640,
            |geometry| {
                geometry.chin.y = 440.0;
                geometry.head_top = geometry.head_top.map(|head| HeadTop { is_cut_off: true, ..head });
            },
        ));
        assert_eq!(finding.status, Status::Fail);
        assert!(finding.message.zh.contains("截断"), "{finding:?}");
    }
}
