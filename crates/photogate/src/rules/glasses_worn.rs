//! No glasses.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::likely::{EVEN_CHANCE, LIMITS, UNIT, Wording};
use super::line::Line;
use super::{Judgement, Rule, RulePage, Source};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `glasses.worn` (postgraduate entrance photo): no glasses, clear ones included.
///
/// Measured is the chance that glasses are worn, from the area and the clarity with which they are seen. Only rulesets that
/// name it judge it: the registry takes clear glasses.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GlassesWorn {
    /// Highest chance that is accepted, 0 to 1.
    pub chance: Line,
}

impl Default for GlassesWorn {
    fn default() -> Self {
        Self { chance: EVEN_CHANCE }
    }
}

const WORDING: Wording = Wording {
    clean: Words::new("no glasses", "未佩戴眼镜"),
    broken: Words::new("glasses are worn; take them off", "佩戴了眼镜，请摘下"),
    event: Words::new("glasses", "佩戴眼镜"),
};

impl Rule for GlassesWorn {
    const ID: &'static str = "glasses.worn";
    const UNIT: &'static str = UNIT;
    const PAGE: RulePage = RulePage {
        title: Words::new("no glasses", "不戴眼镜"),
        demand: Words::new("no glasses, clear ones included", "不得佩戴眼镜（含无色镜片）"),
        reason: Words::new(
            "frames and reflections disturb the comparison of faces",
            "镜框与反光会影响人像比对",
        ),
        sources: &[Source::Sister],
        measurement: Words::new(
            "chance that glasses are worn, from the area and the clarity with which they are seen",
            "根据眼镜的可见面积与清晰度得出概率",
        ),
        limits: LIMITS,
        remedy: Words::new("take them off", "摘下眼镜"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/obama-clear-glasses-passes.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        WORDING.judge(self.chance, measurements, |parts| &parts.glasses)
    }
}
