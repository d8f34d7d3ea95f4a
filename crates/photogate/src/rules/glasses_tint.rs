//! No tinted lenses.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{Line, ON_THE_LINE, REVIEW_FLOOR};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// Share of an eye's opening from which on glasses count as before it; from the 51 pictures of `portraits` and `parsing`
/// that show glasses, looked at one by one.
pub(super) const BEFORE_EYE: f32 = 0.15;

/// `glasses.tint` (source S): no tinted lenses.
///
/// Two things make a tinted lens: glasses are seen before the eyes, and the skin around the eyes is darker behind them
/// than on cheeks and forehead. The lesser of the two violations decides; the difference of lightness is reported as
/// measured. The limits stand between the clear and the tinted glasses of the 51 pictures of `portraits` and `parsing`
/// that show glasses, looked at one by one; on dark skin sunglasses may reach no more than review.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct GlassesTint {
    /// Share of an eye's opening from which on glasses count as before the eyes, 0 to 1.
    pub before_eyes: Line,
    /// Largest difference of lightness L* between cheeks and the skin around the eyes.
    pub darkness: Line,
}

impl Default for GlassesTint {
    fn default() -> Self {
        Self { before_eyes: Line::new(BEFORE_EYE, 0.05), darkness: Line::new(42.0, 5.0) }
    }
}

impl Rule for GlassesTint {
    const ID: &'static str = "glasses.tint";
    const UNIT: &'static str = "L*";
    const PAGE: RulePage = RulePage {
        title: Words::new("clear lenses", "镜片无色"),
        demand: Words::new("no tinted lenses", "不得佩戴有色镜片"),
        reason: Words::new("tinted lenses hide the eyes", "有色镜片遮挡眼睛"),
        sources: &[Source::Standard],
        measurement: Words::new(
            "two things together: glasses are before the eyes, and the skin around the eyes is darker than on cheeks and forehead; the lesser violation decides",
            "两项同时成立：眼前有眼镜，且眼周皮肤暗于面颊和额头；以较轻者为准",
        ),
        limits: &[
            LimitPage::new(
                "before_eyes",
                "share",
                [0.0, 1.0],
                Words::new(
                    "share of an eye from which on glasses count as before it",
                    "眼镜遮住眼部超过此比例即视为在眼前",
                ),
            ),
            LimitPage::new(
                "darkness",
                "L*",
                [0.0, 100.0],
                Words::new(
                    "largest difference of lightness between cheeks and the skin around the eyes",
                    "面颊与眼周的最大明度差",
                ),
            ),
        ],
        remedy: Words::new("change to clear glasses, or take them off", "换无色眼镜或取下"),
        passes: "photos/obama-clear-glasses-passes.jpg",
        fails: "photos/biden-sunglasses-fails-tint.jpg",
    };

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let parts = measurements.face_parts.as_ref().map_err(|&reason| reason)?;
        let orbits = measurements.colouring.as_ref().map_err(|&reason| reason)?.orbits?;
        let (darkness, darkest) = (orbits.darkness, self.darkness.limit);
        let before = parts.most_glasses_over_an_eye();
        let (worn, dark) =
            (self.before_eyes.violation_above(before), self.darkness.violation_above(darkness));
        let violation = worn.min(dark);
        // Dark skin behind what may be glasses: how much of them is seen is what keeps the photo from failing.
        let is_share = worn < dark && (REVIEW_FLOOR..ON_THE_LINE).contains(&worn);
        let (measured, limit, unit) = if is_share {
            (before, self.before_eyes.limit, Some("share"))
        } else {
            (darkness, darkest, None)
        };
        let message = if is_share {
            let (percent, most) = (before * 100.0, limit * 100.0);
            Message::new(
                format!("hardly any glasses before the eyes: {percent:.0} % of one, at most {most:.0} %"),
                format!("眼前几乎无镜片：占眼部 {percent:.0}%，上限 {most:.0}%"),
            )
        } else if worn < 0.5 {
            Message::new("no glasses before the eyes", "眼前无镜片")
        } else if violation < 0.5 {
            Message::new(
                format!("the lenses are clear: skin {measured:.0} L* darker behind them, at most {limit:.0}"),
                format!("镜片透明：镜片后皮肤明度低 {measured:.0}，上限 {limit:.0}"),
            )
        } else {
            Message::new(
                format!(
                    "the lenses are tinted: skin {measured:.0} L* darker behind them, at most {limit:.0}; wear clear glasses or none"
                ),
                format!(
                    "镜片有色：镜片后皮肤明度低 {measured:.0}，上限 {limit:.0}，请佩戴透明镜片或摘下眼镜"
                ),
            )
        };
        let region = parts.glasses.region.or(orbits.region);
        Ok(Judgement { violation, measured, limit, region, message, parts: None, unit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Finding, Status};
    use crate::measurement::{Colouring, FaceParts, Orbits};
    use crate::rules::Judge;
    use crate::sides::Sides;

    /// Glasses before both eyes, the skin behind them darker by so much, and covered lips.
    fn behind_glasses(darkness: f32) -> Finding {
        let parts = FaceParts { glasses_over_eye: Sides::from_fn(|_| 0.9), ..FaceParts::bare() };
        let orbits = Orbits { distance: 5.0, darkness, region: None };
        let colouring = Colouring { lips: Err(Unmeasurable::Lips), orbits: Ok(orbits) };
        let nothing = Measurements::none((480, 640), Vec::new(), Unmeasurable::Face);
        GlassesTint::default().finding(&Measurements {
            face_parts: Ok(parts),
            colouring: Ok(colouring),
            ..nothing
        })
    }

    #[test]
    fn lenses_are_judged_by_the_skin_behind_them_whatever_covers_the_lips() {
        assert_eq!(behind_glasses(10.0).status, Status::Pass);
        assert_eq!(behind_glasses(70.0).status, Status::Fail);
    }
}
