//! Both eyes are open.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::sided::Eyes;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `expression.eyes` (source S): both eyes naturally open.
///
/// Measured is the visible area of an eye against the square of its width; the more closed eye decides. Half of the
/// evaluation set `portraits` has more than .20, nineteen in twenty more than .12. Of the 32 smallest in `parsing`, looked
/// at one by one, all below .03 are closed, lowered or hidden, and from .06 on most are eyes narrowed by a smile. Where
/// the eyes look is not judged.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExpressionEyes {
    /// Least openness.
    pub openness: Line,
}

impl Default for ExpressionEyes {
    fn default() -> Self {
        Self { openness: Line::new(0.05, 0.02) }
    }
}

impl Rule for ExpressionEyes {
    const ID: &'static str = "expression.eyes";
    const UNIT: &'static str = "area per square of width";
    const PAGE: RulePage = RulePage {
        title: Words::new("open eyes", "双眼睁开"),
        demand: Words::new("both eyes naturally open", "双眼自然睁开"),
        reason: Words::new("closed eyes cannot be compared", "闭眼无法比对"),
        sources: &[Source::Standard],
        measurement: Words::new(
            "visible area of an eye against the square of its width; the more closed eye decides. Half of real portraits have more than .20. Where the eyes look is not judged",
            "眼睛可见面积与眼宽平方之比，以闭合较多的一侧为准。一般人像半数高于 0.20。不判断视线方向",
        ),
        limits: &[LimitPage::new(
            "openness",
            "area per square of width",
            [0.0, 1.0],
            Words::new("least openness", "最小睁开程度"),
        )],
        remedy: Words::new("shoot again with both eyes open", "请睁眼后重拍"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-closed-eyes-fails-eyes.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let parts = measurements.face_parts.as_ref().map_err(|&reason| reason)?;
        let least = self.openness.limit;
        let eyes = Eyes { measured: &parts.eye_openness, regions: &parts.eyes };
        Ok(eyes.judge(
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
        ))
    }
}
