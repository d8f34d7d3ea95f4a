//! The person looks straight at the camera.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{Line, second_decides};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `pose.frontal` (sources S, A): the head is turned neither aside (yaw) nor up or down (pitch), and the ears are
/// symmetric.
///
/// Measured is the angle that is worse against its limit. Yaw is to be looked at from 5° and fails from 10°, the line of the
/// postgraduate entrance's check: the yaw of the 32 frontal portraits from FEI in the evaluation set `portraits` has a
/// standard deviation of 2.5°, two of them lie between 5° and 7.5° and none beyond. Pitch has the wider limit: read off a
/// mesh it depends on the build of the face, and of the 48 plain frontal portraits of that set one in three is more than 5°
/// off their median, four more than 9.5° and none more than 12°. The areas of two visible ears differ by a third of their
/// sum on half of frontal portraits, so only a gross difference counts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PoseFrontal {
    /// Largest turn to either side, in degrees.
    pub yaw: Line,
    /// Largest turn up or down, in degrees.
    pub pitch: Line,
    /// Largest difference between the visible areas of both ears against their sum, 0 to 1; judged where both are
    /// seen.
    pub ear_asymmetry: Line,
}

impl Default for PoseFrontal {
    fn default() -> Self {
        Self { yaw: Line::new(7.5, 2.5), pitch: Line::new(12.0, 2.0), ear_asymmetry: Line::new(0.85, 0.05) }
    }
}

impl Rule for PoseFrontal {
    const ID: &'static str = "pose.frontal";
    const UNIT: &'static str = "°";
    const PAGE: RulePage = RulePage {
        title: Words::new("facing the camera", "正面朝向"),
        demand: Words::new(
            "the head faces the camera: turned neither aside nor up or down, both ears alike",
            "头部正对镜头，不偏转、不仰俯，双耳对称",
        ),
        reason: Words::new(
            "a face that is turned away compares badly with other pictures of the person",
            "侧脸、仰头或低头会影响人像比对",
        ),
        sources: &[Source::Standard, Source::Audit],
        measurement: Words::new(
            "yaw and pitch of the mesh of the face; measured is the one that is worse against its limit. Pitch depends on the build of the face and has the wider limit. Ears count where both are seen and differ grossly",
            "由人脸网格求得的偏航角与俯仰角，取相对限值较差者；俯仰角受脸型影响，限值较宽。双耳均可见且差异悬殊时计入",
        ),
        limits: &[
            LimitPage::new("yaw", "°", [0.0, 90.0], Words::new("largest turn aside", "最大偏航角")),
            LimitPage::new("pitch", "°", [0.0, 90.0], Words::new("largest turn up or down", "最大俯仰角")),
            LimitPage::new(
                "ear_asymmetry",
                "share",
                [0.0, 1.0],
                Words::new(
                    "largest difference between both ears against their sum",
                    "双耳可见面积之差与之和的最大比值",
                ),
            ),
        ],
        remedy: Words::new("turn the face to the camera, chin level", "请正视镜头，下巴放平"),
        passes: "photos/obama-navy-suit-passes.jpg",
        fails: "photos/obama-b-strap-top-fails-straps.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let pose = measurements.pose.as_ref().map_err(|&reason| reason)?;
        let geometry = measurements.geometry.as_ref().map_err(|&reason| reason)?;
        let (yaw, pitch) = (pose.yaw_degrees, pose.pitch_degrees);
        let by_yaw = self.yaw.violation_above(yaw.abs());
        let by_pitch = self.pitch.violation_above(pitch.abs());
        let by_ears =
            geometry.ear_asymmetry.map_or(0.0, |asymmetry| self.ear_asymmetry.violation_above(asymmetry));
        let is_ears = second_decides(by_yaw.max(by_pitch), by_ears);
        let is_pitch = by_pitch > by_yaw;
        let (measured, limit, unit) = match (is_ears, is_pitch) {
            (true, _) => {
                (geometry.ear_asymmetry.unwrap_or_default(), self.ear_asymmetry.limit, Some("share"))
            }
            (false, true) => (pitch.abs(), self.pitch.limit, None),
            (false, false) => (yaw.abs(), self.yaw.limit, None),
        };
        let violation = by_yaw.max(by_pitch).max(by_ears);
        let message = if is_ears {
            let (asymmetry, most) = (measured * 100.0, limit * 100.0);
            let (en, zh) = if violation < 0.5 {
                ("", "")
            } else {
                ("; turn the face to the camera", "，请正视镜头")
            };
            Message::new(
                format!("the ears differ by {asymmetry:.0} %, at most {most:.0} %{en}"),
                format!("双耳可见面积相差 {asymmetry:.0}%，上限 {most:.0}%{zh}"),
            )
        } else if violation < 0.5 {
            Message::new(
                format!(
                    "the face looks at the camera: turned {:.0}° aside, {:.0}° up or down, at most {:.1}° and {:.1}°",
                    yaw.abs(),
                    pitch.abs(),
                    self.yaw.limit,
                    self.pitch.limit
                ),
                format!(
                    "面部正对镜头：偏转 {:.0}°，仰俯 {:.0}°，上限分别为 {:.1}° 和 {:.1}°",
                    yaw.abs(),
                    pitch.abs(),
                    self.yaw.limit,
                    self.pitch.limit
                ),
            )
        } else {
            turned(yaw, pitch, is_pitch, limit)
        };
        let region = measurements.faces.first().copied();
        Ok(Judgement { violation, measured, limit, region, message, parts: None, unit })
    }
}

/// Which way the head is turned, and what the person should do.
fn turned(yaw: f32, pitch: f32, is_pitch: bool, limit: f32) -> Message {
    let (en, zh, angle) = match (is_pitch, pitch > 0.0, yaw > 0.0) {
        (true, true, _) => (("the chin is lowered", "raise the chin"), ("低头", "请抬起下巴"), pitch),
        (true, false, _) => (("the chin is raised", "lower the chin"), ("仰头", "请放低下巴"), pitch),
        (false, _, true) => (
            ("the face is turned to the picture's right", "turn the face to the camera"),
            ("脸转向画面右侧", "请正视镜头"),
            yaw,
        ),
        (false, _, false) => (
            ("the face is turned to the picture's left", "turn the face to the camera"),
            ("脸转向画面左侧", "请正视镜头"),
            yaw,
        ),
    };
    let angle = angle.abs();
    Message::new(
        format!("{} by {angle:.0}°, at most {limit:.1}°; {}", en.0, en.1),
        format!("{} {angle:.0}°，上限 {limit:.1}°，{}", zh.0, zh.1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Finding, Status};
    use crate::perception::Pose;
    use crate::rules::Judge;
    use crate::rules::framing_samples::framed;

    fn posed(yaw: f32, pitch: f32, ears: Option<f32>) -> Finding {
        let mut measurements = framed(480, 640, |geometry| geometry.ear_asymmetry = ears);
        measurements.pose = Ok(Pose { yaw_degrees: yaw, pitch_degrees: pitch, roll_degrees: 20.0 });
        PoseFrontal::default().finding(&measurements)
    }

    #[test]
    fn yaw_and_pitch_count_either_way_and_roll_does_not() {
        assert_eq!(posed(4.0, -8.0, None).status, Status::Pass);
        for yaw in [9.0, -9.0] {
            assert_eq!(posed(yaw, 0.0, None).status, Status::Review);
        }
        for (yaw, pitch) in [(14.0, 0.0), (-14.0, 0.0), (0.0, 16.0), (0.0, -16.0)] {
            let finding = posed(yaw, pitch, None);
            assert_eq!(finding.status, Status::Fail);
            assert_eq!(finding.measured, Some(f64::from(yaw.abs().max(pitch.abs()))));
        }
    }

    #[test]
    fn the_message_says_which_way() {
        assert!(posed(14.0, 0.0, None).message.en.contains("picture's right"));
        assert!(posed(-14.0, 0.0, None).message.zh.contains("左侧"));
        assert!(posed(0.0, 16.0, None).message.en.contains("raise the chin"));
        assert!(posed(0.0, -16.0, None).message.zh.contains("仰头"));
    }

    #[test]
    fn only_a_gross_difference_of_the_ears_counts() {
        assert_eq!(posed(0.0, 0.0, Some(0.5)).status, Status::Pass);
        let finding = posed(0.0, 0.0, Some(0.95));
        assert_eq!(finding.status, Status::Fail);
        assert!(finding.message.en.contains("ears"), "{finding:?}");
    }
}
