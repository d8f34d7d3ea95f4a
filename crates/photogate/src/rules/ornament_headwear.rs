//! Nothing on the head.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::likely::{CHANCE, EVEN_CHANCE, UNIT, Wording};
use super::line::{Line, ON_THE_LINE, second_decides, status_of};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::{Message, Status};
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `ornament.headwear` (source N, S): no hat, scarf, hood or other head covering, no hairband.
///
/// Measured is the chance of a head covering, from the area and the clarity with which one is seen; or, where that is worse,
/// the area of the largest patch of the hair above the eyes in a colour that hair does not have, in squares of the inter-eye
/// distance. Of bands that a script
/// drew over 45 of `portraits` (`models/calibration/degrade.py`), 44 are found at a width of 0.06 faces and all from 0.09 on; without
/// them those pictures have 0.001 at most, but for one in the pink light of a stage, and the 249 of `campaign` 0.004. Of 800
/// pictures of `parsing`, 16 that pass by the chance do not by the patch: dyed hair, coloured light, a print over the hair.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OrnamentHeadwear {
    /// Highest chance that is accepted, 0 to 1.
    pub chance: Line,
    /// Largest patch in a foreign colour that is accepted in the hair, in squares of the inter-eye distance; judged where
    /// hair is seen.
    pub foreign_colour: Line,
}

impl Default for OrnamentHeadwear {
    fn default() -> Self {
        Self { chance: EVEN_CHANCE, foreign_colour: Line::new(0.06, 0.02) }
    }
}

/// Unit of areas in the hair.
const EYE_SQUARES: &str = "squares of the eye distance";

const WORDING: Wording = Wording {
    clean: Words::new("no head covering", "未佩戴头饰或帽子"),
    broken: Words::new(
        "the head is covered; take the hat, hood, scarf or band off",
        "头部有遮盖物，请摘下帽子、发箍或头饰",
    ),
    event: Words::new("a covered head", "头部被遮盖"),
};

impl Rule for OrnamentHeadwear {
    const ID: &'static str = "ornament.headwear";
    const UNIT: &'static str = UNIT;
    const PAGE: RulePage = RulePage {
        title: Words::new("bare head", "免冠"),
        demand: Words::new(
            "no hat, scarf, hood or other head covering, no hairband",
            "不得戴帽子、头巾、兜帽等头部覆盖物或发箍",
        ),
        reason: Words::new(
            "the standard asks for a bare head; religious and medical coverings are an exception that a person must grant",
            "标准要求免冠；因宗教、医疗等原因的例外须由人工认定",
        ),
        sources: &[Source::Notice, Source::Standard],
        measurement: Words::new(
            "chance of a head covering, from the area and the clarity with which one is seen; bands and large clips are told by a colour that hair does not have, where hair is seen. Black, grey, white, brown and gold ones, and those near the colour of the backdrop, are not",
            "根据头部覆盖物的可见面积与清晰度得出概率；头发可见时，发箍与较大的发夹按头发所没有的颜色识别；黑、灰、白、棕色等接近发色者及接近背景色者无法识别",
        ),
        limits: &[
            CHANCE,
            LimitPage::new(
                "foreign_colour",
                EYE_SQUARES,
                [0.0, 10.0],
                Words::new(
                    "largest patch in a foreign colour that is accepted in the hair",
                    "头发中可接受的最大异色面积",
                ),
            ),
        ],
        remedy: Words::new("take it off", "取下头饰"),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/biden-cap-fails-headwear.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let covered = WORDING.judge(self.chance, measurements, |parts| &parts.headwear)?;
        let Ok(hair) = measurements.hair else { return Ok(covered) };
        let violation = self.foreign_colour.violation_above(hair.foreign);
        // What is a hat for certain is foreign in colour too, and named better by its own name.
        if status_of(covered.violation) == Status::Fail || !second_decides(covered.violation, violation) {
            return Ok(covered);
        }
        let (area, most) = (hair.foreign, self.foreign_colour.limit);
        let message = if violation < ON_THE_LINE {
            Message::new(
                format!(
                    "hardly any foreign colour in the hair: {area:.3} squares of the eye distance, at most {most:.3}"
                ),
                format!("头发中几乎没有异色：{area:.3} 眼距平方，上限 {most:.3}"),
            )
        } else {
            Message::new(
                format!(
                    "a colour in the hair that hair does not have; take out the band or clip, or mind dyed hair ({area:.3} squares of the eye distance in a foreign colour, at most {most:.3})"
                ),
                format!(
                    "头发上有发箍、发夹等饰物，或头发本身异色；饰物请取下（异色面积 {area:.3} 眼距平方，上限 {most:.3}）"
                ),
            )
        };
        Ok(Judgement {
            violation,
            measured: area,
            limit: most,
            region: hair.region,
            message,
            parts: None,
            unit: Some(EYE_SQUARES),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coords::Rect;
    use crate::finding::Finding;
    use crate::measurement::{Evidence, FaceParts, Hair};
    use crate::rules::Judge;

    fn finding(hat: f32, hair: Result<Hair, Unmeasurable>) -> Finding {
        let mut parts = FaceParts::bare();
        parts.headwear = Evidence { chance: hat, features: Vec::new(), region: None };
        let none = Measurements::none((480, 640), Vec::new(), Unmeasurable::Face);
        OrnamentHeadwear::default().finding(&Measurements { face_parts: Ok(parts), hair, ..none })
    }

    fn hair(foreign: f32) -> Hair {
        Hair { foreign, region: Some(Rect::new(1.0, 2.0, 3.0, 4.0)) }
    }

    #[test]
    fn a_band_is_told_where_no_hat_is_seen() {
        let band = finding(0.1, Ok(hair(0.4)));
        assert_eq!((band.status, band.unit.as_str()), (Status::Fail, EYE_SQUARES));
        assert_eq!(band.measured, Some(0.4));
        assert!(band.region.is_some() && band.message.zh.contains("发箍"), "{band:?}");
        assert_eq!(finding(0.1, Ok(hair(0.07))).status, Status::Review);
        assert_eq!(finding(0.1, Ok(hair(0.03))).unit, UNIT);
    }

    #[test]
    fn a_hat_is_told_whatever_the_hair_shows() {
        for hair in [Ok(hair(0.0)), Ok(hair(4.0)), Err(Unmeasurable::Hair)] {
            let hat = finding(0.95, hair);
            assert_eq!((hat.status, hat.unit.as_str()), (Status::Fail, UNIT));
        }
    }
}
