//! The backdrop has the colour that the standard asks for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::colour::{REFERENCE_BLUE, ciede2000, lab_from_srgb};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `background.colour` (source S): the backdrop is light blue, reference RGB(100, 197, 255).
///
/// Measured is the CIEDE2000 of the backdrop's median colour from the reference that the ruleset names.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct BackgroundColour {
    /// Largest CIEDE2000 from the reference.
    pub difference: Line,
    /// The backdrop asked for, as encoded sRGB.
    pub reference: [u8; 3],
}

impl Default for BackgroundColour {
    fn default() -> Self {
        Self { difference: Line::new(14.0, 2.0), reference: REFERENCE_BLUE }
    }
}

impl Rule for BackgroundColour {
    const ID: &'static str = "background.colour";
    const UNIT: &'static str = "ΔE00";
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("backdrop colour", "背景颜色"),
        demand: Words::new(
            "the backdrop has the reference colour that the ruleset names",
            "背景为规则集规定的参考色",
        ),
        reason: Words::new("all photos are to have the same backdrop", "所有照片须使用统一的背景"),
        sources: &[Source::Standard],
        measurement: Words::new(
            "CIEDE2000 of the backdrop's median colour from the reference",
            "背景颜色中位数与标准色的色差 CIEDE2000",
        ),
        limits: &[
            LimitPage::new(
                "difference",
                "ΔE00",
                [0.0, 100.0],
                Words::new("largest difference from the reference", "与标准色的最大色差"),
            ),
            LimitPage::new(
                "reference",
                "sRGB",
                [0.0, 255.0],
                Words::new("the backdrop asked for: red, green, blue", "规定的背景色：红、绿、蓝"),
            ),
        ],
        remedy: Words::new(
            "use the campaign's backdrop, set the white balance on a grey card, light the backdrop",
            "使用规定背景布，用灰卡校准白平衡，并给背景补光",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/obama-red-backdrop-fails-colour.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let backdrop = measurements.backdrop.as_ref().map_err(|&reason| reason)?;
        let measured = ciede2000(backdrop.colour, lab_from_srgb(self.reference));
        let limit = self.difference.limit;
        let violation = self.difference.violation_above(measured);
        let [r, g, b] = self.reference;
        let message = if violation < 0.5 {
            Message::new(
                format!(
                    "the backdrop has the right colour: {measured:.1} ΔE00 from RGB({r}, {g}, {b}), at most {limit:.1}"
                ),
                format!("背景颜色符合要求：与 RGB({r}, {g}, {b}) 色差 {measured:.1}，上限 {limit:.1}"),
            )
        } else {
            Message::new(
                format!(
                    "the backdrop has the wrong colour: {measured:.1} ΔE00 from RGB({r}, {g}, {b}), at most {limit:.1}; use the campaign's backdrop and check the white balance"
                ),
                format!(
                    "背景颜色不符：与 RGB({r}, {g}, {b}) 色差 {measured:.1}，上限 {limit:.1}，请使用规定背景并检查白平衡"
                ),
            )
        };
        Ok(Judgement { violation, measured, limit, region: None, message, parts: None, unit: None })
    }
}
