//! The garment does not melt into the backdrop.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::colours::LEAST_SHARE_PAGE;
use super::line::{Line, ON_THE_LINE};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::colour::{REFERENCE_BLUE, ciede2000, lab_from_srgb};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `clothing.background` (sources N, S, A): the garment is not near the backdrop.
///
/// Measured is the least CIEDE2000 of three: from a dominant colour of the garment to the measured backdrop, the same to each
/// colour that the ruleset rules out (the reference blue, unless it says otherwise), and across the outline where garment and backdrop meet (what
/// the upload site checks as "black edge").
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClothingBackground {
    /// Least CIEDE2000 from the backdrop.
    pub difference: Line,
    /// Colours that cover less of the garment than this share, 0 to 1, do not count, save the largest.
    pub least_share: f32,
    /// Colours that the garment must not be near, whatever the backdrop in the picture, as encoded sRGB: the backdrop that the
    /// standard asks for, and any that a campus rules out, such as white.
    pub colours: Vec<[u8; 3]>,
}

impl Default for ClothingBackground {
    fn default() -> Self {
        Self { difference: Line::new(14.0, 2.0), least_share: 0.3, colours: vec![REFERENCE_BLUE] }
    }
}

impl Rule for ClothingBackground {
    const ID: &'static str = "clothing.background";
    const UNIT: &'static str = "ΔE00";
    const PAGE: RulePage = RulePage {
        title: Words::new("clothes unlike the backdrop", "衣着与背景分明"),
        demand: Words::new(
            "the garment is near neither the colour of the backdrop nor one that the ruleset rules out",
            "衣着颜色不得接近背景色或规则集不允许的颜色",
        ),
        reason: Words::new(
            "automated audits look for the outline of the shoulders and reject a picture in which the garment melts into the backdrop",
            "自动审核检测肩部轮廓，衣着与背景融为一体的照片会被退回",
        ),
        sources: &[Source::Notice, Source::Standard, Source::Audit],
        measurement: Words::new(
            "least CIEDE2000 of three: from a dominant colour of the garment to the measured backdrop, to the colours that are ruled out, and across the outline where garment and backdrop meet",
            "三项色差 CIEDE2000 的最小值：衣着主要颜色与实测背景、与不允许的颜色，以及衣着与背景交界处两侧",
        ),
        limits: &[
            LimitPage::new(
                "difference",
                "ΔE00",
                [0.0, 100.0],
                Words::new("least difference from backdrop and colours", "与背景及不允许颜色的最小色差"),
            ),
            LEAST_SHARE_PAGE,
            LimitPage::new(
                "colours",
                "sRGB",
                [0.0, 255.0],
                Words::new(
                    "colours that are ruled out whatever the backdrop, each as red, green, blue; a list replaces the default",
                    "无论背景如何均不允许的颜色，每个依次为红、绿、蓝；填写后取代默认值",
                ),
            ),
        ],
        remedy: Words::new(
            "change into a top of another colour, dark and not blue if the ruleset allows it",
            "换其他颜色的上衣，规则集允许时宜深色、非蓝色",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-backdrop-blue-suit-fails-background.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let garment = measurements.garment.as_ref().map_err(|&reason| reason)?;
        let backdrop = measurements.backdrop.as_ref().map_err(|&reason| reason)?;
        let worn = || garment.colours_from(self.least_share);
        let ruled_out = worn()
            .flat_map(|colour| self.colours.iter().map(move |&forbidden| (colour, forbidden)))
            .map(|(colour, forbidden)| (ciede2000(colour, lab_from_srgb(forbidden)), Some(forbidden)));
        let (measured, forbidden) = worn()
            .map(|colour| ciede2000(colour, backdrop.colour))
            .chain(garment.outline_contrast)
            .map(|difference| (difference, None))
            .chain(ruled_out)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .ok_or(Unmeasurable::Garment)?;
        let limit = self.difference.limit;
        let violation = self.difference.violation_below(measured);
        let message = match forbidden {
            None | Some(REFERENCE_BLUE) if violation < ON_THE_LINE => Message::new(
                format!("the garment stands out from the backdrop: {measured:.1} ΔE00, at least {limit:.1}"),
                format!("衣着与背景区分明显：色差 {measured:.1}，下限 {limit:.1}"),
            ),
            Some([r, g, b]) if violation < ON_THE_LINE => Message::new(
                format!(
                    "the garment stands clear of the backdrop and of RGB({r}, {g}, {b}), which is ruled out: {measured:.1} ΔE00, at least {limit:.1}"
                ),
                format!(
                    "衣着与背景及不允许的颜色 RGB({r}, {g}, {b}) 区分明显：色差 {measured:.1}，下限 {limit:.1}"
                ),
            ),
            Some(REFERENCE_BLUE) => Message::new(
                format!(
                    "the garment is near the standard's light blue: {measured:.1} ΔE00, at least {limit:.1}; put on another colour"
                ),
                format!("衣着接近标准的浅蓝背景色：色差 {measured:.1}，下限 {limit:.1}，请换其他颜色"),
            ),
            Some([r, g, b]) => Message::new(
                format!(
                    "the garment is near a colour that is ruled out, RGB({r}, {g}, {b}): {measured:.1} ΔE00, at least {limit:.1}; put on another colour"
                ),
                format!(
                    "衣着接近不允许的颜色 RGB({r}, {g}, {b})：色差 {measured:.1}，下限 {limit:.1}，请换其他颜色"
                ),
            ),
            None => Message::new(
                format!(
                    "the garment melts into the backdrop: {measured:.1} ΔE00, at least {limit:.1}; put on another colour"
                ),
                format!("衣着与背景颜色接近：色差 {measured:.1}，下限 {limit:.1}，请换其他颜色"),
            ),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coords::Rect;
    use crate::finding::{Finding, Status};
    use crate::measurement::{Backdrop, Garment, GarmentColour, Texture};
    use crate::perception::Mask;
    use crate::rules::Judge;

    /// A plain garment before a blue backdrop.
    fn worn(rule: &ClothingBackground, colour: [u8; 3]) -> Finding {
        let region = Rect::new(0.0, 480.0, 480.0, 160.0);
        let colour = lab_from_srgb(colour);
        let garment = Garment {
            colours: vec![GarmentColour { colour, share: 1.0 }],
            lightness: colour.l,
            texture: Ok(Texture { swings_across: 0.0, swings_down: 0.0 }),
            outline_contrast: None,
            region,
        };
        let backdrop = Backdrop {
            colour: lab_from_srgb([90, 180, 240]),
            spread: 1.0,
            foreign_share: 0.0,
            foreign_region: None,
            share_of_frame: 0.5,
            mask: Mask::from_fn(1, 1, |_, _| true),
        };
        let nothing = Measurements::none((480, 640), Vec::new(), Unmeasurable::Face);
        rule.finding(&Measurements { garment: Ok(garment), backdrop: Ok(backdrop), ..nothing })
    }

    #[test]
    fn the_blue_is_ruled_out_and_white_is_not() {
        let rule = ClothingBackground::default();
        let [blue, standard, white, navy] =
            [[90, 180, 240], REFERENCE_BLUE, [250, 250, 250], [20, 24, 60]].map(|colour| worn(&rule, colour));
        assert!(
            blue.status == Status::Fail && blue.message.en.contains("melts into the backdrop"),
            "{blue:?}"
        );
        assert!(standard.status == Status::Fail && standard.message.en.contains("light blue"));
        assert_eq!((white.status, navy.status), (Status::Pass, Status::Pass));
    }

    #[test]
    fn a_campus_may_rule_out_white_as_well() {
        let rule =
            ClothingBackground { colours: vec![REFERENCE_BLUE, [255, 255, 255]], ..Default::default() };
        let white = worn(&rule, [250, 250, 250]);
        assert!(white.status == Status::Fail && white.message.zh.contains("RGB(255, 255, 255)"), "{white:?}");
        assert_eq!(worn(&rule, [20, 24, 60]).status, Status::Pass);
    }
}
