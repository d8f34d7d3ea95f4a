//! The backdrop is even.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{Line, second_decides};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `background.uniform` (source S): no gradient, shadow, object or other person in the backdrop.
///
/// Two quantities, the worse decides: the 95th percentile of the CIEDE2000 from the backdrop's median colour
/// (gradient, noise, broad shadow), which is reported as measured, and the share of the backdrop that does not
/// belong to it at all (object, hard shadow, person).
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BackgroundUniform {
    /// Largest 95th percentile of the CIEDE2000 from the median colour.
    pub spread: Line,
    /// Largest share of the backdrop farther than 12 ΔE00 from the median colour, 0 to 1.
    pub foreign_share: Line,
}

impl Default for BackgroundUniform {
    fn default() -> Self {
        Self { spread: Line::new(8.0, 1.0), foreign_share: Line::new(0.03, 0.01) }
    }
}

impl Rule for BackgroundUniform {
    const ID: &'static str = "background.uniform";
    const UNIT: &'static str = "ΔE00";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("even backdrop", "背景均匀"),
        demand: Words::new(
            "no gradient, shadow, object or other person in the backdrop",
            "背景均匀，无渐变、阴影、杂物或他人",
        ),
        reason: Words::new("the standard asks for one even colour", "标准要求背景均匀无杂物"),
        sources: &[Source::Standard],
        measurement: Words::new(
            "95th percentile of the CIEDE2000 from the backdrop's median colour (gradient, broad shadow), and share of the backdrop farther than 12 ΔE00 from it (object, hard shadow); the worse decides",
            "背景与其中位色之色差 CIEDE2000 的第 95 百分位（渐变、大面积阴影），以及色差超过 12 的背景占比（杂物、硬阴影）；以较差者为准",
        ),
        limits: &[
            LimitPage::new(
                "spread",
                "ΔE00",
                [0.0, 100.0],
                Words::new(
                    "largest 95th percentile of the difference from the median colour",
                    "与中位色色差第 95 百分位的最大值",
                ),
            ),
            LimitPage::new(
                "foreign_share",
                "share",
                [0.0, 1.0],
                Words::new(
                    "largest share of the backdrop that does not belong to it",
                    "不属于背景部分的最大占比",
                ),
            ),
        ],
        remedy: Words::new(
            "step away from the backdrop, light it evenly, clear it",
            "人离背景远一些，均匀打光，清除杂物",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-hard-shadow-fails-uniform.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let backdrop = measurements.backdrop.as_ref().map_err(|&reason| reason)?;
        let by_spread = self.spread.violation_above(backdrop.spread);
        let by_share = self.foreign_share.violation_above(backdrop.foreign_share);
        let violation = by_spread.max(by_share);
        let is_share = second_decides(by_spread, by_share);
        let (measured, limit, unit) = if is_share {
            (backdrop.foreign_share, self.foreign_share.limit, Some("share"))
        } else {
            (backdrop.spread, self.spread.limit, None)
        };
        let (percent, most) = (measured * 100.0, limit * 100.0);
        let message = match (violation < 0.5, is_share) {
            (true, false) => Message::new(
                format!("the backdrop is even: spread {measured:.1} ΔE00, at most {limit:.1}"),
                format!("背景均匀：色差波动 {measured:.1}，上限 {limit:.1}"),
            ),
            (true, true) => Message::new(
                format!("little in the backdrop stands out: {percent:.1} % of it, at most {most:.1} %"),
                format!("杂物或阴影占背景 {percent:.1}%，上限 {most:.1}%"),
            ),
            (false, true) => Message::new(
                format!(
                    "something in the backdrop does not belong there: {percent:.1} % of it, at most {most:.1} %; clear it and light away shadows"
                ),
                format!("背景中有杂物或阴影：占背景 {percent:.1}%，上限 {most:.1}%，请清理背景并消除阴影"),
            ),
            (false, false) => Message::new(
                format!(
                    "the backdrop is uneven: spread {measured:.1} ΔE00, at most {limit:.1}; light it evenly"
                ),
                format!("背景不均匀：色差波动 {measured:.1}，上限 {limit:.1}，请均匀布光"),
            ),
        };
        Ok(Judgement {
            violation,
            measured,
            limit,
            region: backdrop.foreign_region,
            message,
            parts: None,
            unit,
        })
    }
}
