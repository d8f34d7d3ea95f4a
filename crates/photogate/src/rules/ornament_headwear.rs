//! Nothing on the head.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::likely::{EVEN_CHANCE, LIMITS, UNIT, Wording};
use super::line::Line;
use super::{Judgement, Rule, RulePage, Source};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `ornament.headwear` (source N, S): no hat, scarf, hood or other head covering.
///
/// Measured is the chance of a head covering, from the area and the clarity with which one is seen. Narrow hairbands are
/// mostly taken for hair.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OrnamentHeadwear {
    /// Highest chance that is accepted, 0 to 1.
    pub chance: Line,
}

impl Default for OrnamentHeadwear {
    fn default() -> Self {
        Self { chance: EVEN_CHANCE }
    }
}

const WORDING: Wording = Wording {
    clean: Words::new("no head covering", "未佩戴头饰或帽子"),
    broken: Words::new(
        "the head is covered; take the hat, hood or scarf off",
        "头部有遮盖物，请摘下帽子或头饰",
    ),
    event: Words::new("a covered head", "头部被遮盖"),
};

impl Rule for OrnamentHeadwear {
    const ID: &'static str = "ornament.headwear";
    const UNIT: &'static str = UNIT;
    const PAGE: RulePage = RulePage {
        title: Words::new("bare head", "免冠"),
        demand: Words::new(
            "no hat, scarf, hood or other head covering",
            "不得戴帽子、头巾、兜帽等头部覆盖物",
        ),
        reason: Words::new(
            "the standard asks for a bare head; religious and medical coverings are an exception that a person must grant",
            "标准要求免冠；因宗教、医疗等原因的例外须由人工认定",
        ),
        sources: &[Source::Notice, Source::Standard],
        measurement: Words::new(
            "chance of a head covering, from the area and the clarity with which one is seen; narrow hairbands are mostly taken for hair",
            "根据头部覆盖物的可见面积与清晰度得出概率；细发箍多被视为头发",
        ),
        limits: LIMITS,
        remedy: Words::new("take it off", "取下头饰"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-cap-fails-headwear.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        WORDING.judge(self.chance, measurements, |parts| &parts.headwear)
    }
}
