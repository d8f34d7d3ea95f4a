//! No camisole, no off-shoulder top.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `clothing.straps` (source N): no camisole, spaghetti straps or off-shoulder top.
///
/// Measured is the share of bare skin in the band of shoulders and upper chest beside the neck. An open shirt
/// collar lies in the neck's own width, which is left out.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClothingStraps {
    /// Largest share of bare skin, 0 to 1.
    pub bare_share: Line,
}

impl Default for ClothingStraps {
    fn default() -> Self {
        Self { bare_share: Line::new(0.11, 0.02) }
    }
}

impl Rule for ClothingStraps {
    const ID: &'static str = "clothing.straps";
    const UNIT: &'static str = "share";
    const PAGE: RulePage = RulePage {
        title: Words::new("covered shoulders", "不得露肩"),
        demand: Words::new("no camisole, spaghetti straps or off-shoulder top", "不得穿吊带、抹胸或露肩上衣"),
        reason: Words::new(
            "bare shoulders at the lower edge make the person look undressed on the diploma",
            "画面下缘露肩，在证书上显得衣着不整",
        ),
        sources: &[Source::Notice],
        measurement: Words::new(
            "share of bare skin in the band of shoulders and upper chest beside the neck; an open shirt collar lies within the neck's width and passes",
            "颈部两侧肩部与上胸区域的裸露皮肤占比；敞开的衬衫领口位于颈宽范围内，不计",
        ),
        limits: &[LimitPage::new(
            "bare_share",
            "share",
            [0.0, 1.0],
            Words::new("largest share of bare skin", "最大裸露皮肤占比"),
        )],
        remedy: Words::new("put on a top with sleeves, or a jacket over it", "换有袖上衣或加穿外套"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-bandeau-fails-straps.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let shoulders = measurements.shoulders.as_ref().map_err(|&reason| reason)?;
        let (measured, limit) = (shoulders.bare_share, self.bare_share.limit);
        let violation = self.bare_share.violation_above(measured);
        let (percent, most) = (measured * 100.0, limit * 100.0);
        let message = if violation < 0.5 {
            Message::new(
                format!("the shoulders are covered: {percent:.0} % bare skin, at most {most:.0} %"),
                format!("双肩已遮盖：裸露皮肤 {percent:.0}%，上限 {most:.0}%"),
            )
        } else {
            Message::new(
                format!(
                    "the shoulders are bare: {percent:.0} % skin, at most {most:.0} %; put on a top with sleeves"
                ),
                format!("肩部裸露：裸露皮肤 {percent:.0}%，上限 {most:.0}%，请勿穿吊带或露肩上衣"),
            )
        };
        let region = shoulders.bare_region.unwrap_or(shoulders.region);
        Ok(Judgement { violation, measured, limit, region: Some(region), message, parts: None, unit: None })
    }
}
