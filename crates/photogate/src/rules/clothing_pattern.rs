//! No stripes, checks or prints.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `clothing.pattern` (sources N, S): no complex pattern, no stripes.
///
/// Measured is how often the outer garment changes its tone along rows and columns, per width of the face; changes in
/// one direction alone weigh less than half. A plain suit changes once or twice, dots from four times, stripes and
/// checks two times a period.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClothingPattern {
    /// Most swings of tone per face width.
    pub swings: Line,
}

impl Default for ClothingPattern {
    fn default() -> Self {
        Self { swings: Line::new(2.9, 0.25) }
    }
}

impl Rule for ClothingPattern {
    const ID: &'static str = "clothing.pattern";
    const UNIT: &'static str = "swings per face width";
    const PAGE: RulePage = RulePage {
        title: Words::new("plain clothes", "无复杂图案"),
        demand: Words::new("no complex pattern and no stripes", "衣着不得有复杂图案或条纹"),
        reason: Words::new(
            "stripes and checks turn into moiré when the picture is shrunk to the certificate's size",
            "条纹、格子在缩小到证书尺寸时会产生摩尔纹",
        ),
        sources: &[Source::Notice, Source::Standard],
        measurement: Words::new(
            "how often the garment's tone swings along rows and columns, per width of the face; swings in one direction alone count less than half, so folds and lapels do not fail. A plain suit has one or two. Where no stretch of cloth is long enough to be read, nothing is judged",
            "衣着明暗沿行、列方向的变化次数（按脸宽计）；仅单一方向的变化不足半计，因此褶皱和翻领不会误判。素色西装约一两次。没有足够长的衣着可供判读时不作判断",
        ),
        limits: &[LimitPage::new(
            "swings",
            "swings per face width",
            [0.0, 50.0],
            Words::new("most swings of tone", "最多明暗变化次数"),
        )],
        remedy: Words::new("change into a plain top", "换素色上衣"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-plaid-suit-fails-pattern.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let garment = measurements.garment.as_ref().map_err(|&reason| reason)?;
        let (measured, limit) = (garment.texture?.swings(), self.swings.limit);
        let violation = self.swings.violation_above(measured);
        let message = if violation < 0.5 {
            Message::new(
                format!(
                    "the garment is plain: {measured:.1} changes of tone per face width, at most {limit:.1}"
                ),
                format!("衣着无明显图案：每个脸宽内色调变化 {measured:.1} 次，上限 {limit:.1}"),
            )
        } else {
            Message::new(
                format!(
                    "the garment is patterned or striped: {measured:.1} changes of tone per face width, at most {limit:.1}; put on a plain top"
                ),
                format!(
                    "衣着有条纹或图案：每个脸宽内色调变化 {measured:.1} 次，上限 {limit:.1}，请换纯色上衣"
                ),
            )
        };
        Ok(Judgement {
            violation,
            measured,
            limit,
            region: Some(garment.region),
            message,
            parts: None,
            unit: None,
        })
    }
}
