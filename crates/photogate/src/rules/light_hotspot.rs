//! No specular patches on the face.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `light.hotspot` (source S): no visible highlights or spots of light on face and nose.
///
/// Measured is the largest connected patch that is much lighter and paler than this person's skin, as a share of the
/// face's skin. The limit lets 19 of 20 pictures of `portraits` pass, among them press portraits with a shiny forehead, and refuses four in five of the
/// strongest highlights drawn onto every second one of them; see `docs/accuracy.md`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LightHotspot {
    /// Largest share of the face's skin, 0 to 1.
    pub share: Line,
}

impl Default for LightHotspot {
    fn default() -> Self {
        Self { share: Line::new(0.033, 0.002) }
    }
}

impl Rule for LightHotspot {
    const ID: &'static str = "light.hotspot";
    const UNIT: &'static str = "share";
    const PAGE: RulePage = RulePage {
        title: Words::new("no shiny spots on the face", "面部无高光反光"),
        demand: Words::new("no specular patches on face or nose", "面部、鼻梁无明显高光或光斑"),
        reason: Words::new("the standard refuses visible highlights", "标准要求面部无明显高光、光斑"),
        sources: &[Source::Standard, Source::Audit],
        measurement: Words::new(
            "largest connected patch much lighter and paler than this person's own skin, as a share of the face's skin",
            "明显亮于且淡于本人肤色的最大连通区域，占面部皮肤的比例",
        ),
        limits: &[LimitPage::new(
            "share",
            "share",
            [0.0, 1.0],
            Words::new("largest share of the face's skin", "占面部皮肤的最大比例"),
        )],
        remedy: Words::new(
            "dab the skin dry or powder it, soften or move the lamp",
            "吸去面部油光或扑粉，柔化或移动灯光",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-shiny-skin-fails-hotspot.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let spot = measurements.light.as_ref().map_err(|&reason| reason)?.hotspot;
        let (measured, limit) = (spot.share, self.share.limit);
        let violation = self.share.violation_above(measured);
        let (percent, most) = (measured * 100.0, limit * 100.0);
        let message = if violation < 0.5 {
            Message::new(
                format!("no shiny spot: at most {percent:.1} % of the face in one place, limit {most:.1} %"),
                format!("面部无明显高光：最大一处占面部 {percent:.1}%，上限 {most:.1}%"),
            )
        } else {
            Message::new(
                format!(
                    "the skin shines: {percent:.1} % of the face in one spot, at most {most:.1} %; dab it dry or powder it, soften the lamp"
                ),
                format!(
                    "面部有高光：一处占面部 {percent:.1}%，上限 {most:.1}%，请吸去油光或扑粉，并柔化灯光"
                ),
            )
        };
        Ok(Judgement { violation, measured, limit, region: spot.region, message, parts: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violation(measurements: &Measurements) -> f64 {
        LightHotspot::default().judge(measurements).unwrap().violation
    }

    #[test]
    fn a_larger_spot_is_worse() {
        let spot = |share| violation(&Measurements::of_light(|light| light.hotspot.share = share));
        assert!(spot(0.0) < 0.1 && spot(0.01) < spot(0.02) && spot(0.05) > 0.9);
    }
}
