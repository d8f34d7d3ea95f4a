//! Text: the font, the language, and how lines break.

use ab_glyph::FontRef;
use image::{Rgb, RgbImage};
use imageproc::drawing::{draw_text_mut, text_size};

use crate::finding::Message;

/// `DejaVu` Sans, cut down to the Latin letters and signs that messages use; see `assets/README.md`.
static FONT: &[u8] = include_bytes!("../../assets/DejaVuSans-subset.ttf");

/// A font and the language that it can write.
pub(super) struct Lettering {
    font: FontRef<'static>,
    /// The sentence of a message in that language.
    pub sentence: fn(&Message) -> &str,
}

impl Lettering {
    /// English, in the embedded font.
    pub fn english() -> Self {
        let font =
            FontRef::try_from_slice(FONT).expect("the embedded font is whole, every test draws with it");
        Self { font, sentence: |message| &message.en }
    }

    /// Width of `text` in pixels when its line is `size` pixels high.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        text_size(size, &self.font, text).0 as f32
    }

    /// Writes `text` with the top left corner of its line at `x`, `y`; what lies outside the canvas is left out.
    pub fn write(&self, canvas: &mut RgbImage, (x, y): (f32, f32), size: f32, colour: Rgb<u8>, text: &str) {
        draw_text_mut(canvas, colour, x.round() as i32, y.round() as i32, size, &self.font, text);
    }

    /// `text` in lines of at most `width` pixels, broken between words; a word that is longer is broken anywhere.
    pub fn wrap(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer, size) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for letter in word.chars() {
                line.push(letter);
                if line.chars().count() > 1 && self.width(&line, size) > width {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, letter.to_string()));
                }
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// A quantity as a person writes it: three or so digits, shares as percentages.
pub(super) fn quantity(value: f64, unit: &str) -> String {
    let (value, unit) = if unit == "share" { (value * 100.0, "%") } else { (value, unit) };
    let digits = match value.abs() {
        large if large >= 100.0 => 0,
        medium if medium >= 10.0 => 1,
        _ => 2,
    };
    let mut number = format!("{value:.digits$}");
    if number.contains('.') {
        number.truncate(number.trim_end_matches('0').trim_end_matches('.').len());
    }
    if unit.is_empty() { number } else { format!("{number} {unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_fit() {
        let lettering = Lettering::english();
        let text = "the garment is too light: L* 62.1, at most 40; put on a darker one";
        let lines = lettering.wrap(text, 17.0, 150.0);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| lettering.width(line, 17.0) <= 150.0), "{lines:?}");
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken_and_no_letter_lost() {
        let lettering = Lettering::english();
        assert_eq!(lettering.wrap("unbreakable", 17.0, 40.0).concat(), "unbreakable");
        assert_eq!(lettering.wrap("abc", 17.0, 0.0), ["a", "b", "c"]);
        assert!(lettering.wrap("  ", 17.0, 40.0).is_empty());
    }

    #[test]
    fn the_signs_of_our_messages_have_glyphs() {
        use ab_glyph::Font as _;
        let font = Lettering::english().font;
        for sign in "AZaz09Δ×–≤≥°%*±·".chars() {
            assert_ne!(font.glyph_id(sign).0, 0, "{sign}");
        }
    }

    #[test]
    fn quantities_are_short() {
        assert_eq!(quantity(62.134, "L*"), "62.1 L*");
        assert_eq!(quantity(2.0, "faces"), "2 faces");
        assert_eq!(quantity(0.345, "share"), "34.5 %");
        assert_eq!(quantity(100.0, ""), "100");
    }
}
