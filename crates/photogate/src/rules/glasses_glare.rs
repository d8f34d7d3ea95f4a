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
/// Two things make a glare: glasses are worn, and something before an eye is much lighter and paler than the skin. The
/// lesser of the two violations decides; the share of a lens is reported as measured. Without glasses the rule passes,
/// since nothing there can reflect. Calibrated on series of drawn reflections on the glasses of `portraits` and `parsing`;
/// see `docs/accuracy.md`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GlassesGlare {
    /// Chance that glasses are worn, 0 to 1, from which on they are judged.
    pub worn: Line,
    /// Largest share of a lens that reflects, 0 to 1.
    pub share: Line,
}

impl Default for GlassesGlare {
    fn default() -> Self {
        Self { worn: Line::new(0.5, 0.05), share: Line::new(0.04, 0.0055) }
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
            "where glasses are worn: the largest patch before an eye that is much lighter and paler than the skin, as a share of a lens; without glasses the rule passes",
            "戴眼镜时：眼前明显亮于且淡于肤色的最大区域占镜片的比例；未戴眼镜即通过",
        ),
        limits: &[
            LimitPage::new(
                "worn",
                "chance",
                [0.0, 1.0],
                Words::new("chance from which on glasses count as worn", "视为戴眼镜的概率"),
            ),
            LimitPage::new(
                "share",
                "share",
                [0.0, 1.0],
                Words::new("largest share of a lens that reflects", "镜片反光的最大占比"),
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
        let (measured, limit) = (glare.share, self.share.limit);
        let worn = self.worn.violation_above(parts.glasses.chance);
        let violation = worn.min(self.share.violation_above(measured));
        let (percent, most) = (measured * 100.0, limit * 100.0);
        let message = if worn < 0.5 {
            Message::new("no glasses, so no reflections", "未戴眼镜，无镜片反光")
        } else if violation < 0.5 {
            Message::new(
                format!("the lenses are clear of reflections: {percent:.0} % of one, at most {most:.0} %"),
                format!("镜片无明显反光：占镜片 {percent:.0}%，上限 {most:.0}%"),
            )
        } else {
            Message::new(
                format!(
                    "a lens reflects: {percent:.0} % of it, at most {most:.0} %; raise the lamps, tilt the glasses or take them off"
                ),
                format!(
                    "镜片反光：占镜片 {percent:.0}%，上限 {most:.0}%，请抬高灯位、调整眼镜角度或取下眼镜"
                ),
            )
        };
        Ok(Judgement { violation, measured, limit, region: glare.region, message, parts: None })
    }
}
