//! Both halves of the face are lit alike.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{Line, second_decides};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `light.even` (source S): even light, no hard shadow on the face.
///
/// Two quantities, the worse decides: the difference of the halves' median L*, less what the turn of the head explains,
/// which is reported as measured, and the spread of light within a cheek or the forehead, through which the edge of a hard
/// shadow runs. Calibrated on series of one-sided light of every second picture of `portraits`; see `docs/accuracy.md`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LightEven {
    /// Largest difference of L* between the halves.
    pub difference: Line,
    /// Largest spread of light, 10th to 90th percentile, within a cheek or the forehead, in stops.
    pub patch_stops: Line,
}

impl Default for LightEven {
    fn default() -> Self {
        Self { difference: Line::new(14.5, 1.5), patch_stops: Line::new(2.3, 0.1) }
    }
}

impl Rule for LightEven {
    const ID: &'static str = "light.even";
    const UNIT: &'static str = "L*";
    const PAGE: RulePage = RulePage {
        title: Words::new("even light on the face", "面部光线均匀"),
        demand: Words::new("both face halves alike, no hard shadow", "左右脸光线一致，无明显阴影"),
        reason: Words::new(
            "a face half in shadow is refused by hand and confuses comparison",
            "阴阳脸影响比对，人工审核不予通过",
        ),
        sources: &[Source::Standard],
        measurement: Words::new(
            "difference of the median L* of the face's halves, less what the turn of the head explains, and spread of light, in stops, within a cheek or the forehead (edge of a hard shadow); the worse decides",
            "左右脸 L* 中位数之差（扣除转头造成的部分），以及面颊或额头内的光比（以档计，硬阴影边缘）；以较差者为准",
        ),
        limits: &[
            LimitPage::new(
                "difference",
                "L*",
                [0.0, 100.0],
                Words::new("largest difference between the halves", "左右脸的最大明度差"),
            ),
            LimitPage::new(
                "patch_stops",
                "stops",
                [0.0, 10.0],
                Words::new("largest spread within a cheek or the forehead", "面颊或额头内的最大光比（档）"),
            ),
        ],
        remedy: Words::new(
            "one lamp on either side at 45°, equally far and bright, at the height of the shoulders",
            "左右各一盏灯，呈 45°，与肩同高，距离与亮度一致",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-one-sided-light-fails-even.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let light = measurements.light.as_ref().map_err(|&reason| reason)?;
        let by_halves = self.difference.violation_above(light.evenness.difference.abs());
        let by_shadow = self.patch_stops.violation_above(light.evenness.patch_stops);
        let violation = by_halves.max(by_shadow);
        let is_shadow = second_decides(by_halves, by_shadow);
        let (measured, limit, unit) = if is_shadow {
            (light.evenness.patch_stops, self.patch_stops.limit, Some("stops"))
        } else {
            (light.evenness.difference.abs(), self.difference.limit, None)
        };
        let message = if violation < 0.5 && is_shadow {
            Message::new(
                format!(
                    "no hard shadow: {measured:.1} stops across a cheek or the forehead, at most {limit:.1}"
                ),
                format!("无明显阴影：面颊或额头内光比 {measured:.1} 档，上限 {limit:.1} 档"),
            )
        } else if violation < 0.5 {
            Message::new(
                format!(
                    "the light is even: {measured:.1} L* between the halves of the face, at most {limit:.1}"
                ),
                format!("光线均匀：左右脸明度差 {measured:.1}，上限 {limit:.1}"),
            )
        } else if !is_shadow {
            let (side, zh) = if light.evenness.difference > 0.0 { ("left", "左") } else { ("right", "右") };
            Message::new(
                format!(
                    "the half of the face on the picture's {side} is {measured:.1} L* darker, at most {limit:.1}; light it from that side too"
                ),
                format!("画面{zh}侧半脸偏暗：明度差 {measured:.1}，上限 {limit:.1}，请在该侧补光"),
            )
        } else {
            Message::new(
                format!(
                    "a hard shadow lies on the face: {measured:.1} stops across a cheek or the forehead, at most {limit:.1}; soften the light"
                ),
                format!("面部有明显阴影：面颊或额头内光比 {measured:.1} 档，上限 {limit:.1} 档，请柔化灯光"),
            )
        };
        Ok(Judgement { violation, measured, limit, region: Some(light.face), message, parts: None, unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violation(measurements: &Measurements) -> f64 {
        LightEven::default().judge(measurements).unwrap().violation
    }

    #[test]
    fn a_darker_half_fails_whichever_it_is_and_so_does_a_hard_shadow() {
        assert!(violation(&Measurements::of_light(|_| ())) < 0.1);
        assert!(violation(&Measurements::of_light(|light| light.evenness.difference = 24.0)) > 0.8);
        assert!(violation(&Measurements::of_light(|light| light.evenness.difference = -24.0)) > 0.8);
        assert!(violation(&Measurements::of_light(|light| light.evenness.patch_stops = 3.0)) > 0.7);
    }

    #[test]
    fn the_message_names_the_side_to_light() {
        let dark_left = Measurements::of_light(|light| light.evenness.difference = 24.0);
        let message = LightEven::default().judge(&dark_left).unwrap().message;
        assert!(message.en.contains("picture's left") && message.zh.contains("画面左侧"), "{message:?}");
    }
}
