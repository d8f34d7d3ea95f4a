//! Both eyes are open and look ahead.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{Line, ON_THE_LINE, second_decides, status_of};
use super::sided::Eyes;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::{Message, Status};
use crate::measurement::{Gaze, Measurements, Unmeasurable};
use crate::words::Words;

/// `expression.eyes` (source S): both eyes naturally open, looking ahead.
///
/// Measured is the visible area of an eye against the square of its width; the more closed eye decides. Half of the
/// evaluation set `portraits` has more than .20, nineteen in twenty more than .12. Of the 32 smallest in `parsing`, looked
/// at one by one, all below .03 are closed, lowered or hidden, and from .06 on most are eyes narrowed by a smile.
///
/// Or, where that is worse, how far the irises stand aside of where they are in eyes that look at the camera. Of the 605
/// pictures of `portraits` and `parsing` with a yaw of less than 12°, every second one with more than 0.06 was looked at: nearly
/// all eyes beyond 0.1 are turned aside, those between 0.08 and 0.1 in about half of the pictures. Irises that a script moved
/// by 0.17 of an eye's width (`models/calibration/degrade.py`) ask for a look in half of the pictures: it is the eyes that clearly
/// look aside which fail. Up and down are not judged.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExpressionEyes {
    /// Least openness.
    pub openness: Line,
    /// How far the irises may stand aside, in widths of an eye; judged where both are seen.
    pub gaze: Line,
}

/// Unit of the irises' place.
const EYE_WIDTHS: &str = "eye widths";

impl Default for ExpressionEyes {
    fn default() -> Self {
        Self { openness: Line::new(0.05, 0.02), gaze: Line::new(0.1, 0.02) }
    }
}

impl Rule for ExpressionEyes {
    const ID: &'static str = "expression.eyes";
    const UNIT: &'static str = "area per square of width";
    const PAGE: RulePage = RulePage {
        title: Words::new("open eyes that look ahead", "双眼睁开平视"),
        demand: Words::new("both eyes naturally open, looking ahead", "双眼自然睁开并平视镜头"),
        reason: Words::new("closed or averted eyes cannot be compared", "闭眼或视线偏离会影响比对"),
        sources: &[Source::Standard],
        measurement: Words::new(
            "visible area of an eye against the square of its width; the more closed eye decides. Half of real portraits have more than .20. Where both irises are seen in a head turned by less than 15°: how far they stand to one side of where they are in eyes that look at the camera; up and down are not judged",
            "眼睛可见面积与眼宽平方之比，以闭合较多的一侧为准。一般人像半数高于 0.20。双眼瞳孔可见且头部偏转小于 15° 时，另测瞳孔偏离正视位置的左右距离；不判断上下视线",
        ),
        limits: &[
            LimitPage::new(
                "openness",
                "area per square of width",
                [0.0, 1.0],
                Words::new("least openness", "最小睁开程度"),
            ),
            LimitPage::new(
                "gaze",
                EYE_WIDTHS,
                [0.0, 1.0],
                Words::new("farthest that the irises stand aside", "瞳孔偏向一侧的最大距离"),
            ),
        ],
        remedy: Words::new("shoot again with both eyes open and on the lens", "请睁眼正视镜头后重拍"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-closed-eyes-fails-eyes.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let parts = measurements.face_parts.as_ref().map_err(|&reason| reason)?;
        let least = self.openness.limit;
        let eyes = Eyes { measured: &parts.eye_openness, regions: &parts.eyes };
        let open = eyes.judge(
            least,
            |openness| self.openness.violation_below(openness),
            |openness, offending| match offending {
                None => Message::new(
                    format!("both eyes are open: {openness:.2}, at least {least:.2}"),
                    format!("双眼自然睁开：开度 {openness:.2}，下限 {least:.2}"),
                ),
                Some(eye) => Message::new(
                    format!(
                        "the {} is closed or hidden: {openness:.2} open, at least {least:.2}; look at the camera with open eyes",
                        eye.en
                    ),
                    format!("{}闭合或被遮挡：开度 {openness:.2}，下限 {least:.2}，请睁眼正视镜头", eye.zh),
                ),
            },
        );
        Ok(match measurements.gaze {
            Ok(gaze) => self.worse_of(open, gaze),
            Err(_) => open,
        })
    }
}

impl ExpressionEyes {
    /// The judgement on the opening of the eyes, or on where they look if that is worse.
    fn worse_of(&self, open: Judgement, gaze: Gaze) -> Judgement {
        let (aside, most) = (gaze.aside.abs(), self.gaze.limit);
        let violation = self.gaze.violation_above(aside);
        // A lid or a lock of hair is dark as well: a closed eye looks nowhere.
        if status_of(open.violation) == Status::Fail || !second_decides(open.violation, violation) {
            return open;
        }
        let message = if violation < ON_THE_LINE {
            Message::new(
                format!("the eyes look at the camera: {aside:.3} eye widths aside, at most {most:.3}"),
                format!("双眼正视镜头：瞳孔偏离 {aside:.3} 倍眼宽，上限 {most:.3}"),
            )
        } else {
            let side =
                if gaze.aside > 0.0 { Words::new("right", "右侧") } else { Words::new("left", "左侧") };
            Message::new(
                format!(
                    "the eyes look to the picture's {}: {aside:.3} eye widths aside, at most {most:.3}; look into the lens",
                    side.en
                ),
                format!("视线偏向画面{}：瞳孔偏离 {aside:.3} 倍眼宽，上限 {most:.3}，请正视镜头", side.zh),
            )
        };
        Judgement {
            violation,
            measured: aside,
            limit: most,
            region: gaze.region,
            message,
            parts: None,
            unit: Some(EYE_WIDTHS),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Finding;
    use crate::measurement::FaceParts;
    use crate::rules::Judge;
    use crate::sides::Sides;

    fn finding(openness: [f32; 2], gaze: Result<f32, Unmeasurable>) -> Finding {
        let [image_left, image_right] = openness;
        let parts = FaceParts { eye_openness: Sides { image_left, image_right }, ..FaceParts::bare() };
        let none = Measurements::none((480, 640), Vec::new(), Unmeasurable::Face);
        let gaze = gaze.map(|aside| Gaze { aside, region: None });
        ExpressionEyes::default().finding(&Measurements { face_parts: Ok(parts), gaze, ..none })
    }

    #[test]
    fn eyes_that_look_aside_offend_and_the_message_says_where() {
        for (aside, en, zh) in [(0.2, "picture's right", "画面右侧"), (-0.2, "picture's left", "画面左侧")]
        {
            let averted = finding([0.2, 0.2], Ok(aside));
            assert_eq!((averted.status, averted.unit.as_str()), (Status::Fail, EYE_WIDTHS));
            assert_eq!(averted.measured, Some(0.2));
            assert!(averted.message.en.contains(en) && averted.message.zh.contains(zh), "{averted:?}");
        }
        assert_eq!(finding([0.2, 0.2], Ok(-0.11)).status, Status::Review);
    }

    #[test]
    fn eyes_on_the_camera_or_hidden_irises_leave_the_opening_to_decide() {
        assert_eq!(finding([0.2, 0.2], Ok(0.05)).status, Status::Pass);
        assert_eq!(finding([0.2, 0.2], Err(Unmeasurable::Eyes)).status, Status::Pass);
        for gaze in [Ok(0.05), Ok(0.3), Err(Unmeasurable::Eyes)] {
            let closed = finding([0.2, 0.01], gaze);
            assert_eq!((closed.status, closed.unit.as_str()), (Status::Fail, ExpressionEyes::UNIT));
            assert!(closed.message.en.contains("left eye (picture right)"), "{closed:?}");
        }
    }
}
