//! The garment does not melt into the backdrop.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::colours::{LEAST_SHARE_PAGE, REFERENCE_PAGE};
use super::line::Line;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::colour::{REFERENCE_BLUE, ciede2000, lab_from_srgb};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `clothing.background` (sources N, S, A): the garment is not near the backdrop.
///
/// Measured is the least CIEDE2000 of three: from a dominant colour of the garment to the measured backdrop, the
/// same to the reference blue, and across the outline where both meet (what the upload site checks as "black edge").
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClothingBackground {
    /// Least CIEDE2000 from the backdrop.
    pub difference: Line,
    /// Colours that cover less of the garment than this share, 0 to 1, do not count, save the largest.
    pub least_share: f32,
    /// The backdrop that the standard asks for, as encoded sRGB.
    pub reference: [u8; 3],
}

impl Default for ClothingBackground {
    fn default() -> Self {
        Self { difference: Line::new(14.0, 2.0), least_share: 0.3, reference: REFERENCE_BLUE }
    }
}

impl Rule for ClothingBackground {
    const ID: &'static str = "clothing.background";
    const UNIT: &'static str = "ΔE00";
    const PAGE: RulePage = RulePage {
        title: Words::new("clothes unlike the backdrop", "衣着与背景分明"),
        demand: Words::new("the garment is not near the colour of the backdrop", "衣着颜色不得接近背景色"),
        reason: Words::new(
            "automated audits look for the outline of the shoulders and reject a picture in which the garment melts into the backdrop",
            "自动审核检测肩部轮廓，衣着与背景融为一体的照片会被退回",
        ),
        sources: &[Source::Notice, Source::Standard, Source::Audit],
        measurement: Words::new(
            "least CIEDE2000 of three: from a dominant colour of the garment to the measured backdrop, to the reference colour, and across the outline where garment and backdrop meet",
            "三项色差 CIEDE2000 的最小值：衣着主要颜色与实测背景、与标准背景色，以及衣着与背景交界处两侧",
        ),
        limits: &[
            LimitPage::new(
                "difference",
                "ΔE00",
                [0.0, 100.0],
                Words::new("least difference from the backdrop", "与背景的最小色差"),
            ),
            LEAST_SHARE_PAGE,
            REFERENCE_PAGE,
        ],
        remedy: Words::new("change into a dark top that is not blue", "换非蓝色的深色上衣"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-backdrop-blue-suit-fails-background.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let garment = measurements.garment.as_ref().map_err(|&reason| reason)?;
        let backdrop = measurements.backdrop.as_ref().map_err(|&reason| reason)?;
        let reference = lab_from_srgb(self.reference);
        let measured = garment
            .colours_from(self.least_share)
            .flat_map(|colour| [ciede2000(colour, backdrop.colour), ciede2000(colour, reference)])
            .chain(garment.outline_contrast)
            .min_by(f32::total_cmp)
            .ok_or(Unmeasurable::Garment)?;
        let limit = self.difference.limit;
        let violation = self.difference.violation_below(measured);
        let message = if violation < 0.5 {
            Message::new(
                format!("the garment stands out from the backdrop: {measured:.1} ΔE00, at least {limit:.1}"),
                format!("衣着与背景区分明显：色差 {measured:.1}，下限 {limit:.1}"),
            )
        } else {
            Message::new(
                format!(
                    "the garment melts into the backdrop: {measured:.1} ΔE00, at least {limit:.1}; put on another colour"
                ),
                format!("衣着与背景颜色接近：色差 {measured:.1}，下限 {limit:.1}，请换其他颜色"),
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
