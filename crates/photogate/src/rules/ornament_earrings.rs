//! No earrings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::likely::{EVEN_CHANCE, LIMITS, SidedWording, UNIT};
use super::line::Line;
use super::{Judgement, Rule, RulePage, Source};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `ornament.earrings` (source N): no earrings.
///
/// Measured is the chance of an earring, from the area and the clarity with which one is seen at and under the lobe;
/// judged on each side.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OrnamentEarrings {
    /// Highest chance that is accepted, 0 to 1.
    pub chance: Line,
}

impl Default for OrnamentEarrings {
    fn default() -> Self {
        Self { chance: EVEN_CHANCE }
    }
}

const WORDING: SidedWording = SidedWording {
    noun: Words::new("ear", "耳"),
    clean: Words::new("no earrings", "未佩戴耳饰"),
    before: Words::new("earring on the ", ""),
    after: Words::new("; take it off", "佩戴耳饰，请取下"),
    event: Words::new("an earring", "佩戴耳饰"),
};

impl Rule for OrnamentEarrings {
    const ID: &'static str = "ornament.earrings";
    const UNIT: &'static str = UNIT;
    const PAGE: RulePage = RulePage {
        title: Words::new("no earrings", "不戴耳环"),
        demand: Words::new("no earrings, on either side", "左右均不得佩戴耳环、耳钉"),
        reason: Words::new(
            "ornaments change from picture to picture and glitter in the flash",
            "饰物会变化，且在灯光下反光",
        ),
        sources: &[Source::Notice, Source::Standard],
        measurement: Words::new(
            "chance of an earring, from the area and the clarity with which one is seen at and under the lobe; each side apart",
            "根据耳垂及其下方耳饰的可见面积与清晰度得出佩戴概率；左右分别判断",
        ),
        limits: LIMITS,
        remedy: Words::new("take the earrings off", "取下耳环"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-earrings-fails-earrings.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        WORDING.judge(self.chance, measurements, |parts| &parts.earring)
    }
}
