//! In focus, nothing moved, no grain.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{Line, ON_THE_LINE, REVIEW_FLOOR, second_decides};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `image.sharp` (sources S and A): in focus, no motion blur, and no grain that hides detail.
///
/// Measured is the width of edges on the face, σ in pixels of a face 200 pixels wide, in the direction in which they are
/// widest; a camera original is looked at at that size, so that it and the picture cropped from it are judged alike. The
/// grain of the cheeks, at the same size, counts as well: either is enough, and so are both together just below their
/// limits. Calibrated on series of blur, movement and
/// noise of every second picture of `portraits`; see `docs/accuracy.md`.
///
/// The review bands are narrow enough that a picture which grows worse step by step leaves them for good.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ImageSharp {
    /// Largest blur, σ in pixels of a face 200 pixels wide.
    pub blur: Line,
    /// Largest standard deviation of the grain, in levels of 255.
    pub noise: Line,
}

impl Default for ImageSharp {
    fn default() -> Self {
        Self { blur: Line::new(2.2, 0.1), noise: Line::new(7.0, 0.4) }
    }
}

impl Rule for ImageSharp {
    const ID: &'static str = "image.sharp";
    const UNIT: &'static str = "px";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("sharp picture", "画面清晰"),
        demand: Words::new("in focus, no motion blur, no coarse grain", "对焦准确，无抖动模糊，无明显噪点"),
        reason: Words::new("automated audits refuse unsharp pictures", "自动审核拒收不清晰的照片"),
        sources: &[Source::Standard, Source::Audit],
        measurement: Words::new(
            "width of the edges on the face in the direction in which they are widest (σ in pixels of a face 200 pixels wide), and standard deviation of the grain on the cheeks; either is enough, and so are both together just below their limits",
            "面部边缘在最模糊方向上的宽度（以脸宽 200 像素计的 σ），以及面颊噪点的标准差；任一超限即不合格，两项同时接近上限也不合格",
        ),
        limits: &[
            LimitPage::new(
                "blur",
                "px",
                [0.0, 10.0],
                Words::new("largest width of edges, face 200 pixels wide", "边缘的最大宽度（脸宽 200 像素）"),
            ),
            LimitPage::new(
                "noise",
                "levels",
                [0.0, 50.0],
                Words::new("largest deviation of the grain, of 255", "噪点的最大标准差（0–255）"),
            ),
        ],
        remedy: Words::new(
            "focus on the eyes, use a tripod and a short exposure, more light and a lower sensitivity; use the original file",
            "对焦于眼睛，使用三脚架与较快快门，增加灯光并降低感光度；使用原图",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-out-of-focus-fails-sharp.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let picture = measurements.picture.as_ref().map_err(|&reason| reason)?;
        let sharpness = picture.sharpness?;
        let grain = picture.noise.map(|noise| noise.deviation).unwrap_or_default();
        let (blur, widest, most) = (sharpness.blur, self.blur.limit, self.noise.limit);
        let by_blur = self.blur.violation_above(blur);
        let by_noise = self.noise.violation_above(grain);
        // Either is enough, and both are worse than one: a soft picture's edges look a little sharper under grain.
        let violation = 1.0 - (1.0 - by_blur) * (1.0 - by_noise);
        let is_grain = second_decides(by_blur, by_noise);
        let (measured, limit, unit) =
            if is_grain { (grain, most, Some("levels")) } else { (blur, widest, None) };
        let alone = by_blur.max(by_noise);
        let only_together = (alone < REVIEW_FLOOR && violation >= REVIEW_FLOOR)
            || (alone < ON_THE_LINE && violation >= ON_THE_LINE);
        let message = if only_together {
            Message::new(
                format!(
                    "soft and grainy at once, though each alone would do: edges {blur:.1} px wide, at most {widest:.1}; grain {grain:.1} of 255, at most {most:.1}; more light, focus on the eyes"
                ),
                format!(
                    "轻微模糊与噪点叠加（单项均未超限）：边缘宽度 {blur:.1} 像素，上限 {widest:.1}；噪点标准差 {grain:.1}，上限 {most:.1}，请增加灯光并对焦于眼睛"
                ),
            )
        } else if violation < 0.5 && is_grain {
            Message::new(
                format!("sharp, with some grain: deviation {grain:.1} of 255, at most {most:.1}"),
                format!("画面清晰，略有噪点：标准差 {grain:.1}，上限 {most:.1}"),
            )
        } else if violation < 0.5 {
            Message::new(
                format!("sharp: edges {blur:.1} px wide, at most {widest:.1}"),
                format!("画面清晰：边缘宽度 {blur:.1} 像素，上限 {widest:.1}"),
            )
        } else if is_grain {
            Message::new(
                format!(
                    "the picture is grainy: deviation {grain:.1} of 255, at most {most:.1}; more light, a lower sensitivity"
                ),
                format!("噪点明显：标准差 {grain:.1}，上限 {most:.1}，请增加灯光、降低感光度"),
            )
        } else if sharpness.least_blur * 2.0 < blur {
            Message::new(
                format!(
                    "something moved: edges {blur:.1} px wide in one direction, at most {widest:.1}; tripod, shorter exposure, sit still"
                ),
                format!(
                    "抖动模糊：某一方向边缘宽 {blur:.1} 像素，上限 {widest:.1}，请使用三脚架和较快快门，保持静止"
                ),
            )
        } else {
            Message::new(
                format!("out of focus: edges {blur:.1} px wide, at most {widest:.1}; focus on the eyes"),
                format!("对焦不准：边缘宽 {blur:.1} 像素，上限 {widest:.1}，请对焦于眼睛"),
            )
        };
        Ok(Judgement { violation, measured, limit, region: Some(picture.region), message, parts: None, unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violation(measurements: &Measurements) -> f64 {
        ImageSharp::default().judge(measurements).unwrap().violation
    }

    #[test]
    fn blur_and_grain_fail_and_movement_is_told_from_focus() {
        assert!(violation(&Measurements::of_picture(|_| ())) < 0.15);
        assert!(
            violation(&Measurements::of_picture(
                |picture| picture.noise = Ok(crate::measurement::Noise { deviation: 14.0 })
            )) > 0.9
        );
        let blurred = |blur, least_blur| {
            let sharpness = Ok(crate::measurement::Sharpness { blur, least_blur });
            ImageSharp::default()
                .judge(&Measurements::of_picture(|picture| picture.sharpness = sharpness))
                .unwrap()
        };
        assert!(blurred(4.0, 3.6).message.en.contains("out of focus"));
        assert!(blurred(4.0, 1.0).message.en.contains("moved") && blurred(4.0, 1.0).violation > 0.9);
    }

    #[test]
    fn two_values_just_within_their_limits_fail_together_and_the_message_says_so() {
        let rule = ImageSharp::default();
        let judged = rule.judge(&Measurements::of_picture(|picture| {
            let blur = rule.blur.limit - 0.02;
            picture.sharpness = Ok(crate::measurement::Sharpness { blur, least_blur: blur });
            picture.noise = Ok(crate::measurement::Noise { deviation: rule.noise.limit - 0.1 });
        }));
        let judged = judged.unwrap();
        assert!(judged.violation >= 0.5, "{}", judged.violation);
        assert!(judged.message.en.starts_with("soft and grainy at once"), "{}", judged.message.en);
    }
}
