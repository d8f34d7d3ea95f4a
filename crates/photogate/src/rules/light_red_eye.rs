//! No red pupils.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `light.red_eye` (source S): no red eyes.
///
/// Measured is a* of the reddest part of the middle of each eye above that of the person's skin: irises of every colour
/// are less red than skin, and a colour cast moves both. The worse eye decides. Calibrated on series of drawn red pupils
/// on every second picture of `portraits`; see `docs/accuracy.md`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LightRedEye {
    /// Largest a* above that of the skin.
    pub redness: Line,
}

impl Default for LightRedEye {
    fn default() -> Self {
        Self { redness: Line::new(13.0, 1.2) }
    }
}

impl Rule for LightRedEye {
    const ID: &'static str = "light.red_eye";
    const UNIT: &'static str = "a*";
    const PAGE: RulePage = RulePage {
        title: Words::new("no red eyes", "无红眼"),
        demand: Words::new("the pupils are not red", "瞳孔无红眼现象"),
        reason: Words::new("the standard refuses red eyes", "标准要求无红眼"),
        sources: &[Source::Standard],
        measurement: Words::new(
            "a* of the reddest part of the middle of each eye above that of the person's skin; the worse eye decides",
            "双眼中部最红处的 a* 高出本人肤色的量；以较差一侧为准",
        ),
        limits: &[LimitPage::new(
            "redness",
            "a*",
            [-50.0, 100.0],
            Words::new("largest a* above the skin's", "高出肤色的最大 a*"),
        )],
        remedy: Words::new(
            "move the flash away from the lens, or light the room so that the pupils narrow",
            "让闪光灯远离镜头，或提高环境亮度使瞳孔缩小",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-red-eyes-fails-red-eye.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let eyes = &measurements.light.as_ref().map_err(|&reason| reason)?.red_eye;
        let side = eyes.redness.larger(|redness| redness.unwrap_or(f32::NEG_INFINITY));
        let measured = eyes.redness.get(side).ok_or(Unmeasurable::Eyes)?;
        let limit = self.redness.limit;
        let violation = self.redness.violation_above(measured);
        let message = if violation < 0.5 {
            Message::new(
                format!("no red eyes: a* {measured:.0} above the skin, at most {limit:.0}"),
                format!("无红眼：瞳孔 a* 高于肤色 {measured:.0}，上限 {limit:.0}"),
            )
        } else {
            Message::new(
                format!(
                    "a pupil is red: a* {measured:.0} above the skin, at most {limit:.0}; move the flash away from the lens"
                ),
                format!("有红眼：瞳孔 a* 高于肤色 {measured:.0}，上限 {limit:.0}，请让闪光灯远离镜头"),
            )
        };
        let parts = eyes.redness.map(|redness| redness.map_or(0.0, |red| self.redness.violation_above(red)));
        Ok(Judgement {
            violation,
            measured,
            limit,
            region: *eyes.eyes.get(side),
            message,
            parts: Some(parts),
            unit: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violation(measurements: &Measurements) -> f64 {
        LightRedEye::default().judge(measurements).unwrap().violation
    }

    #[test]
    fn one_red_eye_is_enough() {
        assert!(violation(&Measurements::of_light(|_| ())) < 0.1);
        let one = Measurements::of_light(|light| light.red_eye.redness.image_right = Some(35.0));
        let judgement = LightRedEye::default().judge(&one).unwrap();
        assert!(judgement.violation > 0.9);
        assert!(judgement.parts.is_some_and(|parts| parts.image_left < 0.1));
    }

    #[test]
    fn closed_eyes_are_not_assessed() {
        let closed = Measurements::of_light(|light| {
            light.red_eye.redness = crate::sides::Sides { image_left: None, image_right: None };
        });
        assert_eq!(LightRedEye::default().judge(&closed), Err(Unmeasurable::Eyes));
    }
}
