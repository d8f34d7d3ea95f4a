//! Evidence → judgement, for the rules whose measured quantity is a chance.

use super::Judgement;
use super::line::Line;
use super::sided::all_named;
use crate::coords::Rect;
use crate::finding::Message;
use crate::measurement::Evidence;
use crate::sides::{Side, Sides};

/// The line of rules that weigh evidence: one half, and a person's look within 0.15 of it.
pub(super) const EVEN_CHANCE: Line = Line::new(0.5, 0.15);

/// Judges one piece of evidence; the words come without the chance, which is added here.
pub(super) fn judge(line: Line, evidence: &Evidence, clean: &Message, broken: &Message) -> Judgement {
    let violation = line.violation_above(evidence.chance);
    let words = if violation < 0.5 { clean } else { broken };
    Judgement {
        violation,
        measured: evidence.chance,
        limit: line.limit,
        region: evidence.region,
        message: with_chance(words, evidence.chance, line.limit),
        parts: None,
    }
}

/// How a rule that judges sides apart speaks of them.
pub(super) struct Wording {
    /// The thing on a side, in English and Chinese: `("ear", "耳")`.
    pub noun: (&'static str, &'static str),
    /// Said if both sides are in order.
    pub clean: (&'static str, &'static str),
    /// Said before and after the names of the offending sides, in English.
    pub broken: (&'static str, &'static str),
    /// Said after the names of the offending sides, in Chinese.
    pub broken_zh: &'static str,
}

/// Judges the evidence of each side; the worse side decides.
pub(super) fn judge_sides(line: Line, evidence: &Sides<Evidence>, wording: &Wording) -> Judgement {
    let parts = evidence.map(|side| line.violation_above(side.chance));
    let worse = evidence.larger(|side| side.chance);
    let offending: Vec<Side> =
        [Side::ImageLeft, Side::ImageRight].into_iter().filter(|&side| *parts.get(side) >= 0.5).collect();
    let words = match all_named(&offending, wording.noun.0, wording.noun.1) {
        None => Message::new(wording.clean.0, wording.clean.1),
        Some(names) => Message::new(
            format!("{}{}{}", wording.broken.0, names.en, wording.broken.1),
            format!("{}{}", names.zh, wording.broken_zh),
        ),
    };
    let Evidence { chance, region, .. } = *evidence.get(worse);
    let other = match worse {
        Side::ImageLeft => &evidence.image_right,
        Side::ImageRight => &evidence.image_left,
    };
    let region = if offending.len() == 2 { around(region, other.region) } else { region };
    Judgement {
        violation: *parts.get(worse),
        measured: chance,
        limit: line.limit,
        region,
        message: with_chance(&words, chance, line.limit),
        parts: Some(parts),
    }
}

/// The words with the chance of an offence and its limit.
fn with_chance(words: &Message, chance: f32, limit: f32) -> Message {
    let (percent, most) = (chance * 100.0, limit * 100.0);
    Message::new(
        format!("{} (probability {percent:.0} %, at most {most:.0} %)", words.en),
        format!("{}（概率 {percent:.0}%，上限 {most:.0}%）", words.zh),
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

    const EARS: Wording = Wording {
        noun: ("ear", "耳"),
        clean: ("fine", "正常"),
        broken: ("hidden: the ", ""),
        broken_zh: "被遮挡",
    };

    #[test]
    fn the_worse_side_decides_and_only_offenders_are_named() {
        let sides = Sides { image_left: evidence(0.9), image_right: evidence(0.1) };
        let judgement = judge_sides(EVEN_CHANCE, &sides, &EARS);
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
        let judgement = judge_sides(EVEN_CHANCE, &both, &EARS);
        assert_eq!(judgement.region, Some(Rect::new(80.0, 0.0, 20.0, 10.0)));
        let none = Sides { image_left: evidence(0.2), image_right: evidence(0.1) };
        assert!(judge_sides(EVEN_CHANCE, &none, &EARS).message.en.starts_with("fine"));
    }
}
