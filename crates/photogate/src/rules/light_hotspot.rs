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
/// Measured is the lamp's own light in the shiniest fiftieth of the face's skin, told from the light on the skin by its
/// colour (dichromatic model), in linear light from 0 to 1. The limit lies between the shiniest of the pictures of
/// `portraits` that a person would accept, a press portrait at 0.55, and the strongest highlights drawn onto every second
/// picture, from 0.62 on; see `docs/accuracy.md`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LightHotspot {
    /// Most of the lamp's own light in the shiniest fiftieth of the skin, 0 to 1 in linear light.
    pub lamp: Line,
}

impl Default for LightHotspot {
    fn default() -> Self {
        Self { lamp: Line::new(0.58, 0.012) }
    }
}

impl Rule for LightHotspot {
    const ID: &'static str = "light.hotspot";
    const UNIT: &'static str = "share";
    const PAGE: RulePage = RulePage {
        title: Words::new("no shiny spots on the face", "面部无高光反光"),
        demand: Words::new("no specular patches on face or nose", "面部、鼻梁无明显高光或光斑"),
        reason: Words::new("the standard refuses visible highlights", "标准要求面部无明显高光、光斑"),
        sources: &[Source::Standard],
        measurement: Words::new(
            "light of the lamp itself, told from the light on the skin by its colour (dichromatic model), on average over the shiniest fiftieth of the face's skin, in linear light from 0 to 1",
            "按颜色从肤色中分离出的灯光反光（线性光 0–1），取面部皮肤最亮 2% 的平均值",
        ),
        limits: &[LimitPage::new(
            "lamp",
            "share",
            [0.0, 1.0],
            Words::new(
                "most light of the lamp in the shiniest fiftieth of the skin",
                "皮肤最亮 2% 处灯光反光的上限",
            ),
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
        let (measured, limit) = (spot.lamp, self.lamp.limit);
        let violation = self.lamp.violation_above(measured);
        let (percent, most) = (measured * 100.0, limit * 100.0);
        let message = if violation < 0.5 {
            Message::new(
                format!(
                    "no shiny spot: the skin mirrors {percent:.0} % of the lamp where it shines most, at most {most:.0} %"
                ),
                format!("面部无明显高光：最亮处灯光反光 {percent:.0}%，上限 {most:.0}%"),
            )
        } else {
            Message::new(
                format!(
                    "the skin shines: it mirrors {percent:.0} % of the lamp where it shines most, at most {most:.0} %; dab it dry or powder it, soften the lamp"
                ),
                format!(
                    "面部有高光：最亮处灯光反光 {percent:.0}%，上限 {most:.0}%，请吸去油光或扑粉，并柔化灯光"
                ),
            )
        };
        Ok(Judgement { violation, measured, limit, region: spot.region, message, parts: None, unit: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn violation(measurements: &Measurements) -> f64 {
        LightHotspot::default().judge(measurements).unwrap().violation
    }

    #[test]
    fn more_of_the_lamp_is_worse() {
        let spot = |lamp| violation(&Measurements::of_light(|light| light.hotspot.lamp = lamp));
        assert!(spot(0.1) < 0.1 && spot(0.55) < spot(0.6) && spot(0.7) > 0.9);
    }
}
