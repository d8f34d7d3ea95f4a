//! The head has the right room above it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Band;
use super::nominal::{HEIGHT_PAGE, LESS_ABOVE, Nominal, REGISTRY_HEIGHT, ROOM_ABOVE, aim};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::crop::CropDemands;
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `geometry.head_top` (source S): the top of the head lies 50 to 110 pixels below the top edge of a picture of 640.
///
/// Measured is the highest place of hair, hat or bald skin, in pixels at the nominal height. The review band of three pixels
/// is the error that nineteen in twenty of the data set `campaign` stay within, the true top told by the backdrop's colour.
/// A head that goes on beyond the top edge fails whatever the limits.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GeometryHeadTop {
    /// Distance of the head's top from the top edge, in pixels at `height`.
    pub head_top: Band,
    /// Height of the picture that `head_top` is given for, in pixels.
    pub height: f32,
}

impl Default for GeometryHeadTop {
    fn default() -> Self {
        Self { head_top: Band::new(50.0, 110.0, 3.0), height: REGISTRY_HEIGHT }
    }
}

impl Rule for GeometryHeadTop {
    const ID: &'static str = "geometry.head_top";
    const UNIT: &'static str = "px";
    const PAGE: RulePage = RulePage {
        title: Words::new("room above the head", "头顶留白"),
        demand: Words::new(
            "the top of the head, hair included, lies as far below the top edge as asked for",
            "头顶（含头发）到上边沿的距离在规定范围内",
        ),
        reason: Words::new(
            "automated audits reject hair too near the top edge: a bun, a high ponytail, a person too high in the picture",
            "头发过于靠近上边沿（丸子头、高马尾或人像偏高）会被自动审核退回",
        ),
        sources: &[Source::Standard, Source::Audit],
        measurement: Words::new(
            "distance of the highest place of hair, hat or bald skin from the top edge, scaled to the nominal height; a head that the top edge cuts off fails",
            "头发、帽子或光头最高处到照片上边沿的距离，按标称高度换算；头顶被上边沿截断即不通过",
        ),
        limits: &[
            LimitPage::new(
                "head_top",
                "px",
                [0.0, 10_000.0],
                Words::new("distance of the head's top from the top edge", "头顶距上边沿的距离"),
            ),
            HEIGHT_PAGE,
        ],
        remedy: Words::new(
            "crop again, wear the hair lower, or step back if the picture ends above the head",
            "重新裁剪，放低发髻；画面容不下头顶时请后退拍摄",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-too-high-fails-geometry.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let geometry = measurements.geometry.as_ref().map_err(|&reason| reason)?;
        let head = geometry.head_top.as_ref().map_err(|&reason| reason)?;
        let nominal = Nominal::of(measurements, self.height);
        let Band { least, most, .. } = self.head_top;
        let measured = nominal.scaled(head.highest.y);
        let violation = if head.is_cut_off { 1.0 } else { self.head_top.violation_outside(measured) };
        let message = if head.is_cut_off {
            Message::new(
                format!(
                    "the top edge cuts the head off, required are {least:.0} to {most:.0} pixels above it; shoot again from farther away"
                ),
                format!("头顶被上边沿截断，头顶应距上边沿 {least:.0}–{most:.0} 像素，请后退重拍"),
            )
        } else {
            let Words { en, zh } = self.head_top.advice(measured, ROOM_ABOVE, LESS_ABOVE);
            Message::new(
                format!(
                    "the top of the head lies {measured:.0} pixels below the top edge, required are {least:.0} to {most:.0}{en}"
                ),
                format!("头顶距上边沿 {measured:.0} 像素，应在 {least:.0}–{most:.0} 像素之间{zh}"),
            )
        };
        Ok(Judgement {
            violation,
            measured,
            limit: self.head_top.nearer_end(measured),
            region: Some(nominal.strip(least, most)),
            message,
            parts: None,
            unit: None,
        })
    }

    fn ask_of_crop(&self, demands: &mut CropDemands) {
        demands.head_top = aim(self.head_top, self.height);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coords::Point;
    use crate::finding::Status;
    use crate::measurement::HeadTop;
    use crate::rules::Judge;
    use crate::rules::framing_samples::framed;

    fn finding(y: f32, is_cut_off: bool) -> crate::finding::Finding {
        let place = Point::new(240.0, y);
        GeometryHeadTop::default().finding(&framed(480, 640, |geometry| {
            geometry.head_top = Ok(HeadTop { highest: place, crown: place, is_cut_off });
        }))
    }

    #[test]
    fn too_little_and_too_much_room_fail() {
        for (y, status) in
            [(20.0, Status::Fail), (50.0, Status::Review), (80.0, Status::Pass), (140.0, Status::Fail)]
        {
            assert_eq!(finding(y, false).status, status, "{y}");
        }
        assert!(finding(20.0, false).message.en.contains("more room"));
        assert!(finding(140.0, false).message.zh.contains("减少"));
    }

    #[test]
    fn a_head_that_is_cut_off_fails_and_says_so() {
        let finding = finding(0.0, true);
        assert_eq!(finding.status, Status::Fail);
        assert!(finding.message.en.contains("cuts the head off"), "{finding:?}");
        assert!(finding.message.zh.contains("截断"), "{finding:?}");
    }

    #[test]
    fn a_head_that_is_not_found_is_not_assessed() {
        let unseen = framed(480, 640, |geometry| geometry.head_top = Err(Unmeasurable::HeadTop));
        assert_eq!(GeometryHeadTop::default().finding(&unseen).status, Status::NotAssessed);
    }
}
