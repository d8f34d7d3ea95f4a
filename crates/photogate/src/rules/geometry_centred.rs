//! The person stands in the middle of the picture.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::nominal::{HEIGHT_PAGE, Nominal, REGISTRY_HEIGHT, aim_below};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::crop::CropDemands;
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `geometry.centred` (source S): the person is horizontally centred.
///
/// Measured is how far the middle between both eyes lies beside the middle of the picture, in pixels at the nominal height.
/// The standard gives no number. The limit is a sixteenth of the registry picture's width, and what is within 22 pixels
/// passes: no eye sees those, while the heads of a row that are 40 pixels off do not look like one row.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GeometryCentred {
    /// Largest distance of the eyes' middle from the picture's, in pixels at `height`.
    pub offset: Line,
    /// Height of the picture that `offset` is given for, in pixels.
    pub height: f32,
}

impl Default for GeometryCentred {
    fn default() -> Self {
        Self { offset: Line::new(30.0, 8.0), height: REGISTRY_HEIGHT }
    }
}

impl Rule for GeometryCentred {
    const ID: &'static str = "geometry.centred";
    const UNIT: &'static str = "px";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("person in the middle", "水平居中"),
        demand: Words::new("the person is horizontally centred", "人像在画面中水平居中"),
        reason: Words::new(
            "the standards ask for it, and the pictures of a class stand side by side",
            "标准要求人像居中，且同班照片并排展示",
        ),
        sources: &[Source::Standard],
        measurement: Words::new(
            "how far the middle between both eyes lies beside the middle of the picture, scaled to the nominal height; the standard gives no number",
            "双眼中点与画面竖直中线的水平距离，按标称高度换算；规范未给出具体数值",
        ),
        limits: &[
            LimitPage::new(
                "offset",
                "px",
                [0.0, 10_000.0],
                Words::new("largest distance from the middle", "与中线的最大距离"),
            ),
            HEIGHT_PAGE,
        ],
        remedy: Words::new("crop again with the person in the middle", "以人像为中心重新裁剪"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-off-centre-fails-geometry.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let geometry = measurements.geometry.as_ref().map_err(|&reason| reason)?;
        let nominal = Nominal::of(measurements, self.height);
        let offset = nominal.scaled(geometry.eyes.x - measurements.width as f32 / 2.0);
        let (measured, limit) = (offset.abs(), self.offset.limit);
        let violation = self.offset.violation_above(measured);
        let (side, side_zh) = if offset < 0.0 { ("left", "左") } else { ("right", "右") };
        let message = if violation < 0.5 {
            Message::new(
                format!("the person is centred: {measured:.0} pixels beside the middle, at most {limit:.0}"),
                format!("人像居中：偏离中线 {measured:.0} 像素，上限 {limit:.0}"),
            )
        } else {
            Message::new(
                format!(
                    "the person stands {measured:.0} pixels too far to the picture's {side}, at most {limit:.0}; crop with the person in the middle"
                ),
                format!(
                    "人像偏向画面{side_zh}侧 {measured:.0} 像素，上限 {limit:.0}，请以人像为中心重新裁剪"
                ),
            )
        };
        let region = Some(nominal.middle(limit, measurements.height));
        Ok(Judgement { violation, measured, limit, region, message, parts: None, unit: None })
    }

    fn ask_of_crop(&self, demands: &mut CropDemands) {
        demands.offset = aim_below(self.offset, self.height);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Status;
    use crate::rules::Judge;
    use crate::rules::framing_samples::framed;

    #[test]
    fn either_side_counts_alike_and_is_named() {
        let at = |x| GeometryCentred::default().finding(&framed(480, 640, |geometry| geometry.eyes.x = x));
        assert_eq!(at(246.0).status, Status::Pass);
        assert_eq!(at(272.0).status, Status::Review);
        let (left, right) = (at(180.0), at(300.0));
        assert_eq!((left.status, left.violation), (Status::Fail, right.violation));
        assert!(left.message.en.contains("left") && right.message.en.contains("right"));
        assert!(left.message.zh.contains("左侧") && right.message.zh.contains("右侧"));
    }
}
