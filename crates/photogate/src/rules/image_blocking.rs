//! No visible compression damage.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `image.blocking` (source S): no blocks of JPEG compression that can be seen.
///
/// Measured is the mean step of luma at the edges of blocks of 8 × 8 pixels above that between other pixels, in the
/// pixels themselves, wherever the grid lies: damage does not go away when the file is saved again. Calibrated on series
/// of qualities of every second picture of `portraits`; see `docs/accuracy.md`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ImageBlocking {
    /// Largest mean step, in levels of 255.
    pub step: Line,
}

impl Default for ImageBlocking {
    fn default() -> Self {
        Self { step: Line::new(3.0, 0.3) }
    }
}

impl Rule for ImageBlocking {
    const ID: &'static str = "image.blocking";
    const UNIT: &'static str = "levels";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("no compression damage", "无压缩块效应"),
        demand: Words::new("no visible compression damage", "无可见的压缩失真"),
        reason: Words::new("blocks destroy the face's detail for good", "块状失真会永久损坏面部细节"),
        sources: &[Source::Standard],
        measurement: Words::new(
            "mean step of luma at the edges of 8 × 8 blocks above that between other pixels, in levels of 255, wherever the grid lies",
            "8×8 分块边界处亮度阶跃的均值高出其他像素之间的量（0–255），不论网格位置",
        ),
        limits: &[LimitPage::new(
            "step",
            "levels",
            [0.0, 20.0],
            Words::new("largest mean step at the blocks' edges", "分块边界的最大平均阶跃"),
        )],
        remedy: Words::new(
            "go back to the original and save it once, at a quality of 80 or more",
            "回到原图，以 80 以上的质量只保存一次",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-blocks-fails-blocking.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let picture = measurements.picture.as_ref().map_err(|&reason| reason)?;
        let (measured, limit) = (picture.blocking.step, self.step.limit);
        let violation = self.step.violation_above(measured);
        let message = if violation < 0.5 {
            Message::new(
                format!("no blocks to be seen: steps of {measured:.1} levels, at most {limit:.1}"),
                format!("无明显块效应：分块阶跃 {measured:.1}，上限 {limit:.1}"),
            )
        } else {
            Message::new(
                format!(
                    "compression shows as blocks: steps of {measured:.1} levels, at most {limit:.1}; go back to the original and save it once, at a higher quality"
                ),
                format!(
                    "压缩块效应明显：分块阶跃 {measured:.1}，上限 {limit:.1}，请回到原图，以更高质量只保存一次"
                ),
            )
        };
        Ok(Judgement {
            violation,
            measured,
            limit,
            region: Some(picture.region),
            message,
            parts: None,
            unit: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violation(measurements: &Measurements) -> f64 {
        ImageBlocking::default().judge(measurements).unwrap().violation
    }

    #[test]
    fn high_steps_fail() {
        assert!(violation(&Measurements::of_picture(|_| ())) < 0.1);
        assert!(violation(&Measurements::of_picture(|picture| picture.blocking.step = 6.0)) > 0.9);
    }
}
