//! Evidence → judgement, for the rules whose measured quantity is a chance.

use super::line::Line;
use super::sided::all_named;
use super::{Judgement, LimitPage};
use crate::coords::Rect;
use crate::finding::Message;
use crate::measurement::{Evidence, FaceParts, Measurements, Unmeasurable};
use crate::sides::{Side, Sides};
use crate::words::Words;

/// Unit of such a rule's measured quantity.
pub(super) const UNIT: &str = "probability";

/// The line of rules that weigh evidence: one half, and a person's look within 0.15 of it.
pub(super) const EVEN_CHANCE: Line = Line::new(0.5, 0.15);

/// The documentation of such a rule's limit.
pub(super) const CHANCE: LimitPage = LimitPage::new(
    "chance",
    UNIT,
    [0.0, 1.0],
    Words::new("highest chance that is accepted", "可接受的最高概率"),
);

/// The documentation of a rule that has no other.
pub(super) const LIMITS: &[LimitPage] = &[CHANCE];

/// How a rule on one piece of evidence speaks, without the chance, which is added to it.
pub(super) struct Wording {
    /// Said if all is in order.
    pub clean: Words,
    /// Said otherwise.
    pub broken: Words,
    /// What the chance is one of: `an open mouth`, `张嘴`.
    pub event: Words,
}

impl Wording {
    /// Judges one piece of evidence on the face.
    pub fn judge(
        &self,
        line: Line,
        measurements: &Measurements,
        evidence: impl Fn(&FaceParts) -> &Evidence,
    ) -> Result<Judgement, Unmeasurable> {
        let evidence = evidence(measurements.face_parts.as_ref().map_err(|&reason| reason)?);
        let violation = line.violation_above(evidence.chance);
        let words = if violation < 0.5 { self.clean } else { self.broken };
        Ok(Judgement {
            violation,
            measured: evidence.chance,
            limit: line.limit,
            region: evidence.region,
            message: with_chance(&Message::new(words.en, words.zh), self.event, evidence.chance, line.limit),
            parts: None,
            unit: None,
        })
    }
}

/// How a rule that judges sides apart speaks of them, without the chance, which is added to it.
pub(super) struct SidedWording {
    /// The thing on a side: `ear`, `耳`.
    pub noun: Words,
    /// Said if both sides are in order.
    pub clean: Words,
    /// Said before the names of the offending sides.
    pub before: Words,
    /// Said after the names of the offending sides.
    pub after: Words,
    /// What the chance is one of: `a hidden ear`, `耳朵被遮`.
    pub event: Words,
}

impl SidedWording {
    /// Judges the evidence on each side of the face; the worse side decides.
    pub fn judge(
        &self,
        line: Line,
        measurements: &Measurements,
        evidence: impl Fn(&FaceParts) -> &Sides<Evidence>,
    ) -> Result<Judgement, Unmeasurable> {
        let evidence = evidence(measurements.face_parts.as_ref().map_err(|&reason| reason)?);
        Ok(self.judge_sides(line, evidence))
    }

    fn judge_sides(&self, line: Line, evidence: &Sides<Evidence>) -> Judgement {
        let parts = evidence.map(|side| line.violation_above(side.chance));
        let worse = evidence.larger(|side| side.chance);
        let offending: Vec<Side> =
            [Side::ImageLeft, Side::ImageRight].into_iter().filter(|&side| *parts.get(side) >= 0.5).collect();
        let words = match all_named(&offending, self.noun) {
            None => Message::new(self.clean.en, self.clean.zh),
            Some(names) => Message::new(
                format!("{}{}{}", self.before.en, names.en, self.after.en),
                format!("{}{}{}", self.before.zh, names.zh, self.after.zh),
            ),
        };
        let Evidence { chance, region, .. } = *evidence.get(worse);
        let region = match offending.len() {
            2 => around(region, evidence.get(worse.other()).region),
            _ => region,
        };
        Judgement {
            violation: *parts.get(worse),
            measured: chance,
            limit: line.limit,
            region,
            message: with_chance(&words, self.event, chance, line.limit),
            parts: Some(parts),
            unit: None,
        }
    }
}

/// The words with the chance of the offence, named so that nobody takes it for the chance of its absence, and its limit.
fn with_chance(words: &Message, event: Words, chance: f32, limit: f32) -> Message {
    let (percent, most) = (chance * 100.0, limit * 100.0);
    Message::new(
        format!("{} (chance of {}: {percent:.0} %, at most {most:.0} %)", words.en, event.en),
        format!("{}（{}的概率 {percent:.0}%，上限 {most:.0}%）", words.zh, event.zh),
    )
}

/// Around both.
fn around(a: Option<Rect>, b: Option<Rect>) -> Option<Rect> {
    match (a, b) {
        (Some(a), Some(b)) => {
            let (x, y) = (a.x.min(b.x), a.y.min(b.y));
            Some(Rect::new(x, y, a.right().max(b.right()) - x, a.bottom().max(b.bottom()) - y))
        }
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(chance: f32) -> Evidence {
        Evidence { chance, features: Vec::new(), region: Some(Rect::new(chance * 100.0, 0.0, 10.0, 10.0)) }
    }

    const EARS: SidedWording = SidedWording {
        noun: Words::new("ear", "耳"),
        clean: Words::new("fine", "正常"),
        before: Words::new("hidden: the ", ""),
        after: Words::new("", "被遮挡"),
        event: Words::new("a hidden ear", "耳朵被遮"),
    };

    #[test]
    fn the_worse_side_decides_and_only_offenders_are_named() {
        let sides = Sides { image_left: evidence(0.9), image_right: evidence(0.1) };
        let judgement = EARS.judge_sides(EVEN_CHANCE, &sides);
        let parts = judgement.parts.unwrap();
        assert!(parts.image_left > 0.6 && parts.image_right < 0.4);
        assert!((judgement.violation - parts.image_left).abs() < 1e-9);
        assert!(
            judgement.message.en.starts_with("hidden: the right ear (picture left) ("),
            "{:?}",
            judgement.message
        );
        assert!(judgement.message.zh.starts_with("右耳（画面左侧）被遮挡"));
        assert_eq!(judgement.region, sides.image_left.region);
    }

    #[test]
    fn two_offenders_share_a_region_and_none_has_no_name() {
        let both = Sides { image_left: evidence(0.8), image_right: evidence(0.9) };
        let judgement = EARS.judge_sides(EVEN_CHANCE, &both);
        assert_eq!(judgement.region, Some(Rect::new(80.0, 0.0, 20.0, 10.0)));
        let none = Sides { image_left: evidence(0.2), image_right: evidence(0.1) };
        assert!(EARS.judge_sides(EVEN_CHANCE, &none).message.en.starts_with("fine"));
    }
}
