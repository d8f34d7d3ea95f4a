//! Judging the sides of a face apart, and words for them. A crew thinks of the person's right ear; the picture shows it
//! on its left.

use super::Judgement;
use crate::coords::Rect;
use crate::finding::Message;
use crate::sides::{Side, Sides};

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
            message: words(measured, (violation >= 0.5).then(|| named(worse, "eye", "眼"))),
            parts: Some(parts),
        }
    }
}

/// `person's right ear (picture left)` and `右耳（画面左侧）` for a noun in both languages.
fn named(side: Side, en: &str, zh: &str) -> Message {
    match side {
        Side::ImageLeft => Message::new(format!("right {en} (picture left)"), format!("右{zh}（画面左侧）")),
        Side::ImageRight => Message::new(format!("left {en} (picture right)"), format!("左{zh}（画面右侧）")),
    }
}

/// The things on the sides in `which`, joined; `None` for no side.
pub(super) fn all_named(which: &[Side], en: &str, zh: &str) -> Option<Message> {
    let names: Vec<Message> = which.iter().map(|&side| named(side, en, zh)).collect();
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
        let both = all_named(&[Side::ImageLeft, Side::ImageRight], "ear", "耳").unwrap();
        assert_eq!(both.en, "right ear (picture left) and the left ear (picture right)");
        assert_eq!(both.zh, "右耳（画面左侧）和左耳（画面右侧）");
        assert_eq!(all_named(&[], "ear", "耳"), None);
    }
}
