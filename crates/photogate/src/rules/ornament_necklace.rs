//! No necklace.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::likely::{LIMITS, UNIT, Wording};
use super::line::Line;
use super::{Judgement, Rule, RulePage, Source};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `ornament.necklace` (source N): no necklace.
///
/// Measured is the chance of a necklace, from the area with which one is seen on neck and chest. Necklaces are rare and
/// collars are not: at an even chance one clean picture in eleven would fail, so the line stands where `portraits` and the
/// validation part of `parsing` have 3 in 100 above it and all four necklaces.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OrnamentNecklace {
    /// Highest chance that is accepted, 0 to 1.
    pub chance: Line,
}

impl Default for OrnamentNecklace {
    fn default() -> Self {
        Self { chance: Line::new(0.78, 0.08) }
    }
}

const WORDING: Wording = Wording {
    clean: Words::new("no necklace", "未佩戴项链"),
    broken: Words::new("a necklace is worn; take it off", "佩戴项链，请取下"),
    event: Words::new("a necklace", "佩戴项链"),
};

impl Rule for OrnamentNecklace {
    const ID: &'static str = "ornament.necklace";
    const UNIT: &'static str = UNIT;
    const PAGE: RulePage = RulePage {
        title: Words::new("no necklace", "不戴项链"),
        demand: Words::new("no necklace", "不得佩戴项链"),
        reason: Words::new(
            "ornaments change from picture to picture and glitter in the flash",
            "饰物会变化，且在灯光下反光",
        ),
        sources: &[Source::Notice, Source::Standard],
        measurement: Words::new(
            "chance of a necklace, from the area with which one is seen on neck and chest",
            "根据颈部和胸前项链的可见面积得出佩戴概率",
        ),
        limits: LIMITS,
        remedy: Words::new("take the necklace off, or hide it under the collar", "取下项链或藏入衣领"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-necklace-fails-necklace.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        WORDING.judge(self.chance, measurements, |parts| &parts.necklace)
    }
}
