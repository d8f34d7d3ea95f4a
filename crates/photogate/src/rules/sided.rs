//! Judging the sides of a face apart, and words for them. A crew thinks of the person's right ear; the picture shows it
//! on its left.

use super::Judgement;
use super::line::Line;
use crate::coords::Rect;
use crate::finding::Message;
use crate::sides::{Side, Sides};
use crate::words::Words;

/// What is measured on both eyes, and where they are.
pub(super) struct Eyes<'a> {
    pub measured: &'a Sides<f32>,
    pub regions: &'a Sides<Option<Rect>>,
}

impl Eyes<'_> {
    /// Judges each eye by `violation`; the worse one decides. `words` get its measured quantity and, if it offends, its
    /// name.
    pub fn judge(
        &self,
        limit: f32,
        violation: impl Fn(f32) -> f64,
        words: impl Fn(f32, Option<Message>) -> Message,
    ) -> Judgement {
        let parts = self.measured.map(|&measured| violation(measured));
        let worse = if parts.image_right > parts.image_left { Side::ImageRight } else { Side::ImageLeft };
        let (measured, violation) = (*self.measured.get(worse), *parts.get(worse));
        Judgement {
            violation,
            measured,
            limit,
            region: *self.regions.get(worse),
            message: words(measured, (violation >= 0.5).then(|| named(worse, Words::new("eye", "眼")))),
            parts: Some(parts),
            unit: None,
        }
    }

    /// Judges what covers a share of each eye's opening; the worse eye decides.
    pub fn judge_cover(&self, most: Line, words: &CoverWording) -> Judgement {
        let limit = most.limit * 100.0;
        let CoverWording { clean, cover, remedy } = words;
        self.judge(
            most.limit,
            |share| most.violation_above(share),
            |share, offending| {
                let percent = share * 100.0;
                match offending {
                    None => Message::new(
                        format!("{}: {percent:.0} % of an eye is covered, at most {limit:.0} %", clean.en),
                        format!("{}：遮挡占比 {percent:.0}%，上限 {limit:.0}%", clean.zh),
                    ),
                    Some(eye) => Message::new(
                        format!(
                            "{} {percent:.0} % of the {}, at most {limit:.0} %; {}",
                            cover.en, eye.en, remedy.en
                        ),
                        format!("{}{} {percent:.0}%，上限 {limit:.0}%，{}", cover.zh, eye.zh, remedy.zh),
                    ),
                }
            },
        )
    }
}

/// How a rule speaks of what covers an eye.
pub(super) struct CoverWording {
    /// Said if the eyes are uncovered.
    pub clean: Words,
    /// What covers the eye: `hair covers`, `头发遮挡`.
    pub cover: Words,
    /// What to do about it.
    pub remedy: Words,
}

/// `right ear (picture left)` and `右耳（画面左侧）` for a noun in both languages.
fn named(side: Side, Words { en, zh }: Words) -> Message {
    match side {
        Side::ImageLeft => Message::new(format!("right {en} (picture left)"), format!("右{zh}（画面左侧）")),
        Side::ImageRight => Message::new(format!("left {en} (picture right)"), format!("左{zh}（画面右侧）")),
    }
}

/// The things on the sides in `which`, joined; `None` for no side.
pub(super) fn all_named(which: &[Side], noun: Words) -> Option<Message> {
    let names: Vec<Message> = which.iter().map(|&side| named(side, noun)).collect();
    (!names.is_empty()).then(|| {
        let joined = |words: Vec<&str>, and: &str| words.join(and);
        Message::new(
            joined(names.iter().map(|name| name.en.as_str()).collect(), " and the "),
            joined(names.iter().map(|name| name.zh.as_str()).collect(), "和"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_persons_right_is_the_pictures_left() {
        let ear = Words::new("ear", "耳");
        let both = all_named(&[Side::ImageLeft, Side::ImageRight], ear).unwrap();
        assert_eq!(both.en, "right ear (picture left) and the left ear (picture right)");
        assert_eq!(both.zh, "右耳（画面左侧）和左耳（画面右侧）");
        assert_eq!(all_named(&[], ear), None);
    }
}
