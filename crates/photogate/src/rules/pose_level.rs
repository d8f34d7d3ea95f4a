//! Eyes and shoulders are level.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{Line, second_decides};
use super::nominal::aim_below;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::coords::Rect;
use crate::crop::CropDemands;
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `pose.level` (sources S, A): the line through both pupils is level, and so are the shoulders.
///
/// Measured is the slope that is worse against its limit. Eyes fail from 5° on, as the registry's audit does. The line
/// of the eyes is right to 0.4° in the median on the data set `campaign`. Shoulders have the wider limit: a person who
/// turns the body a little shows one lower by some degrees, and on the press portraits in `campaign` half of the people
/// lower one by more than 6°.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PoseLevel {
    /// Largest slope of the line through both eyes, in degrees.
    pub eyes: Line,
    /// Largest slope of the line over both shoulders, in degrees; judged where the picture shows both.
    pub shoulders: Line,
}

impl Default for PoseLevel {
    fn default() -> Self {
        Self { eyes: Line::new(4.5, 0.5), shoulders: Line::new(12.0, 3.0) }
    }
}

impl Rule for PoseLevel {
    const ID: &'static str = "pose.level";
    const UNIT: &'static str = "°";
    const PAGE: RulePage = RulePage {
        title: Words::new("level eyes and shoulders", "双眼与双肩水平"),
        demand: Words::new(
            "the line through both pupils is level and the shoulders are balanced",
            "两眼连线水平，双肩平衡",
        ),
        reason: Words::new(
            "automated audits reject a picture whose eyes are not level",
            "两眼连线不水平会被自动审核退回",
        ),
        sources: &[Source::Standard, Source::Audit],
        measurement: Words::new(
            "slopes of the line through both eyes and of the line over both shoulders; measured is the one that is worse against its limit. Shoulders that are not in the picture do not count",
            "两眼连线与两肩连线的倾角，取相对限值较差者；画面中没有双肩时只看眼睛",
        ),
        limits: &[
            LimitPage::new(
                "eyes",
                "°",
                [0.0, 90.0],
                Words::new("largest slope of the eyes", "两眼连线最大倾角"),
            ),
            LimitPage::new(
                "shoulders",
                "°",
                [0.0, 90.0],
                Words::new("largest slope of the shoulders", "两肩连线最大倾角"),
            ),
        ],
        remedy: Words::new("hold the head upright and both shoulders level", "请摆正头部，放平双肩"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-tilted-fails-level.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let geometry = measurements.geometry.as_ref().map_err(|&reason| reason)?;
        let roll = geometry.roll_degrees;
        let by_eyes = self.eyes.violation_above(roll.abs());
        let shoulders = geometry.shoulder_slope_degrees.unwrap_or(0.0);
        let by_shoulders = self.shoulders.violation_above(shoulders.abs());
        let is_shoulders = second_decides(by_eyes, by_shoulders);
        let (slope, line) = if is_shoulders { (shoulders, self.shoulders) } else { (roll, self.eyes) };
        let (measured, limit) = (slope.abs(), line.limit);
        let violation = if is_shoulders { by_shoulders } else { by_eyes };
        let (side, side_zh) = if slope > 0.0 { ("right", "右") } else { ("left", "左") };
        let message = match (violation < 0.5, is_shoulders) {
            (true, false) => Message::new(
                format!("the eyes are level: {measured:.1}°, at most {limit:.1}°"),
                format!("两眼连线水平：倾角 {measured:.1}°，上限 {limit:.1}°"),
            ),
            (true, true) => Message::new(
                format!("the shoulders are nearly level: {measured:.1}°, at most {limit:.1}°"),
                format!("双肩基本水平：倾角 {measured:.1}°，上限 {limit:.1}°"),
            ),
            (false, false) => Message::new(
                format!(
                    "the head is tilted towards the picture's {side} by {measured:.1}°, at most {limit:.1}°; hold the head upright"
                ),
                format!("头部向画面{side_zh}侧倾斜 {measured:.1}°，上限 {limit:.1}°，请摆正头部"),
            ),
            (false, true) => Message::new(
                format!(
                    "the shoulder at the picture's {side} hangs by {measured:.1}°, at most {limit:.1}°; level the shoulders"
                ),
                format!("画面{side_zh}侧肩膀偏低，倾角 {measured:.1}°，上限 {limit:.1}°，请放平双肩"),
            ),
        };
        let region = if is_shoulders {
            let (width, height) = (measurements.width as f32, measurements.height as f32);
            Rect::new(0.0, geometry.chin.y, width, height - geometry.chin.y)
        } else {
            let (eyes, distance) = (geometry.eyes, geometry.eye_distance);
            Rect::new(eyes.x - distance, eyes.y - distance / 2.0, 2.0 * distance, distance)
        };
        Ok(Judgement { violation, measured, limit, region: Some(region), message, parts: None, unit: None })
    }

    fn ask_of_crop(&self, demands: &mut CropDemands) {
        // The crop levels the eyes where it can; a ruleset that is stricter about what stays is kept too.
        demands.roll_degrees = demands.roll_degrees.min(aim_below(self.eyes, 1.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Finding, Status};
    use crate::rules::Judge;
    use crate::rules::framing_samples::framed;

    fn sloped(eyes: f32, shoulders: Option<f32>) -> Finding {
        PoseLevel::default().finding(&framed(480, 640, |geometry| {
            geometry.roll_degrees = eyes;
            geometry.shoulder_slope_degrees = shoulders;
        }))
    }

    #[test]
    fn a_tilted_head_fails_either_way() {
        assert_eq!(sloped(2.0, Some(3.0)).status, Status::Pass);
        assert_eq!(sloped(-4.5, None).status, Status::Review);
        let (left, right) = (sloped(-9.0, None), sloped(9.0, None));
        assert_eq!((left.status, left.violation), (Status::Fail, right.violation));
        assert!(left.message.en.contains("picture's left") && right.message.zh.contains("右侧"));
    }

    #[test]
    fn shoulders_count_where_they_are_seen() {
        let finding = sloped(0.5, Some(-20.0));
        assert_eq!((finding.status, finding.measured), (Status::Fail, Some(20.0)));
        assert!(finding.message.en.contains("shoulder at the picture's left"), "{finding:?}");
        assert_eq!(sloped(0.5, None).status, Status::Pass);
    }
}
