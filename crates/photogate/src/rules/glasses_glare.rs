//! No reflections on lenses.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `glasses.glare` (source S): no reflections on the lenses.
///
/// Two things make a glare: glasses are worn, and the lamp itself shines before an eye, told from the light on the skin by
/// its colour (dichromatic model). The lesser of the two violations decides; the lamp in the shiniest tenth of a lens, in
/// linear light from 0 to 1, is reported as measured. Without glasses the rule passes, since nothing there can reflect.
/// Calibrated on series of drawn reflections on every second pair of glasses of `portraits` and `parsing`: as they are, 18
/// pairs measure up to 0.25, and the five strengths of reflections 0.25, 0.45, 0.65, 0.81 and 0.99 in the middle; see
/// `docs/accuracy.md`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GlassesGlare {
    /// Chance that glasses are worn, 0 to 1, from which on they are judged.
    pub worn: Line,
    /// Most of the lamp's own light in the shiniest tenth of a lens, 0 to 1 in linear light.
    pub lamp: Line,
}

impl Default for GlassesGlare {
    fn default() -> Self {
        Self { worn: Line::new(0.5, 0.05), lamp: Line::new(0.5, 0.04) }
    }
}

impl Rule for GlassesGlare {
    const ID: &'static str = "glasses.glare";
    const UNIT: &'static str = "share";
    const PAGE: RulePage = RulePage {
        title: Words::new("no reflections on glasses", "眼镜无反光"),
        demand: Words::new("no reflections on the lenses", "镜片不得反光"),
        reason: Words::new("reflections hide the eyes", "反光遮挡眼睛"),
        sources: &[Source::Standard],
        measurement: Words::new(
            "where glasses are worn: light of the lamp itself, told from the light on the skin by its colour (dichromatic model), on average over the shiniest tenth of the worse lens, in linear light from 0 to 1; without glasses the rule passes",
            "戴眼镜时：按颜色从肤色中分离出的灯光反光（线性光 0–1），取较差一侧镜片最亮 10% 的平均值；未戴眼镜即通过",
        ),
        limits: &[
            LimitPage::new(
                "worn",
                "chance",
                [0.0, 1.0],
                Words::new("chance from which on glasses count as worn", "视为戴眼镜的概率"),
            ),
            LimitPage::new(
                "lamp",
                "share",
                [0.0, 1.0],
                Words::new(
                    "most light of the lamp in the shiniest tenth of a lens",
                    "镜片最亮 10% 处灯光反光的上限",
                ),
            ),
        ],
        remedy: Words::new(
            "raise the lamps or lower the chin a little, tilt the glasses, or take them off",
            "抬高灯位或略收下颌，调整眼镜角度，或取下眼镜",
        ),
        passes: "photos/obama-clear-glasses-passes.jpg",
        fails: "photos/biden-lens-glare-fails-glare.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let parts = measurements.face_parts.as_ref().map_err(|&reason| reason)?;
        let glare = measurements.light.as_ref().map_err(|&reason| reason)?.lens_glare;
        let (measured, limit) = (glare.lamp, self.lamp.limit);
        let worn = self.worn.violation_above(parts.glasses.chance);
        let violation = worn.min(self.lamp.violation_above(measured));
        let (percent, most) = (measured * 100.0, limit * 100.0);
        let message = if worn < 0.5 {
            Message::new("no glasses, so no reflections", "未戴眼镜，无镜片反光")
        } else if violation < 0.5 {
            Message::new(
                format!(
                    "the lenses are clear: they mirror {percent:.0} % of the lamp where they shine most, at most {most:.0} %"
                ),
                format!("镜片无明显反光：最亮处灯光反光 {percent:.0}%，上限 {most:.0}%"),
            )
        } else {
            Message::new(
                format!(
                    "a lens reflects: it mirrors {percent:.0} % of the lamp where it shines most, at most {most:.0} %; raise the lamps, tilt the glasses or take them off"
                ),
                format!(
                    "镜片反光：最亮处灯光反光 {percent:.0}%，上限 {most:.0}%，请抬高灯位、调整眼镜角度或取下眼镜"
                ),
            )
        };
        Ok(Judgement { violation, measured, limit, region: glare.region, message, parts: None, unit: None })
    }
}
