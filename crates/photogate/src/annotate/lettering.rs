//! Text: the font, the language, and how lines break.

use ab_glyph::FontRef;
use image::{Rgb, RgbImage};
use imageproc::drawing::{draw_text_mut, text_size};
use unicode_linebreak::linebreaks;

use crate::units::unit_in;
use crate::words::{Bilingual, Language};

/// `DejaVu` Sans, cut down to the Latin letters and signs that messages use; see `assets/README.md`.
static LATIN: &[u8] = include_bytes!("../../assets/DejaVuSans-subset.ttf");
/// Noto Sans SC, cut down to the characters of our own texts; see `assets/README.md`.
static CHINESE: &[u8] = include_bytes!("../../assets/NotoSansSC-subset.otf");

/// Lines of the Chinese font hold far more white than those of the Latin one: at one height of line its letters would
/// be a fifth smaller. This is the ratio of the two fonts' lines, 1.448 em and 1.164 em.
const CHINESE_SCALE: f32 = 1.448 / 1.164;

/// A language and a font that can write it.
pub(super) struct Lettering {
    font: FontRef<'static>,
    language: Language,
    /// Size of the font for lines that are one pixel high.
    scale: f32,
}

impl Lettering {
    /// `language` in its embedded font.
    pub fn of(language: Language) -> Self {
        let (bytes, scale) = match language {
            Language::En => (LATIN, 1.0),
            Language::Zh => (CHINESE, CHINESE_SCALE),
        };
        let font =
            FontRef::try_from_slice(bytes).expect("the embedded fonts are whole, every test draws with them");
        Self { font, language, scale }
    }

    /// The language that it writes.
    pub fn language(&self) -> Language {
        self.language
    }

    /// `text` in the language of the lettering.
    pub fn word<'a>(&self, text: &'a impl Bilingual) -> &'a str {
        self.language.of(text)
    }

    /// Width of `text` in pixels when its line is `size` pixels high.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        text_size(size * self.scale, &self.font, text).0 as f32
    }

    /// Writes `text` with the top left corner of its line at `x`, `y`; what lies outside the canvas is left out.
    pub fn write(&self, canvas: &mut RgbImage, (x, y): (f32, f32), size: f32, colour: Rgb<u8>, text: &str) {
        // What the font's line is higher than ours is white above and below.
        let y = y - size * (self.scale - 1.0) / 2.0;
        draw_text_mut(
            canvas,
            colour,
            x.round() as i32,
            y.round() as i32,
            size * self.scale,
            &self.font,
            text,
        );
    }

    /// `text` in lines of at most `width` pixels, broken where its script allows it (Unicode Annex 14: between words,
    /// and between Chinese characters but before no stop); a piece that is longer is broken anywhere.
    pub fn wrap(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        let mut start = 0;
        for (end, _) in linebreaks(text) {
            let piece = &text[start..end];
            start = end;
            if self.width(format!("{line}{piece}").trim_end(), size) <= width {
                line.push_str(piece);
                continue;
            }
            lines.push(std::mem::take(&mut line));
            for letter in piece.chars() {
                line.push(letter);
                if line.chars().count() > 1 && self.width(line.trim_end(), size) > width {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, letter.to_string()));
                }
            }
        }
        lines.push(line);
        lines.into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    }
}

/// A number as a person writes it, in three or so digits, and its unit in `language`; shares and chances are percentages.
pub(super) fn quantity(value: f64, unit: &str, language: Language) -> (String, String) {
    let (value, unit) = match unit {
        "share" | "probability" => (value * 100.0, "%"),
        other => (value, unit_in(other, language)),
    };
    let digits = match value.abs() {
        large if large >= 100.0 => 0,
        medium if medium >= 10.0 => 1,
        _ => 2,
    };
    let mut number = format!("{value:.digits$}");
    if number.contains('.') {
        number.truncate(number.trim_end_matches('0').trim_end_matches('.').len());
    }
    (number, unit.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_fit() {
        let lettering = Lettering::of(Language::En);
        let text = "the garment is too light: L* 62.1, at most 40; put on a darker one";
        let lines = lettering.wrap(text, 17.0, 150.0);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| lettering.width(line, 17.0) <= 150.0), "{lines:?}");
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_word_longer_than_the_line_is_broken_and_no_letter_lost() {
        let lettering = Lettering::of(Language::En);
        assert_eq!(lettering.wrap("unbreakable", 17.0, 40.0).concat(), "unbreakable");
        assert_eq!(lettering.wrap("abc", 17.0, 0.0), ["a", "b", "c"]);
        assert!(lettering.wrap("  ", 17.0, 40.0).is_empty());
    }

    #[test]
    fn the_signs_of_our_messages_have_glyphs() {
        use ab_glyph::Font as _;
        let font = Lettering::of(Language::En).font;
        for sign in "AZaz09Δ×–≤≥°%*±·".chars() {
            assert_ne!(font.glyph_id(sign).0, 0, "{sign}");
        }
    }

    #[test]
    fn chinese_lines_break_between_characters_and_fit() {
        let lettering = Lettering::of(Language::Zh);
        let text = "衣着颜色过浅：L* 62.1，上限 40；请换穿深色上衣（如藏青、黑色）。";
        for width in [60.0, 90.0, 150.0] {
            let lines = lettering.wrap(text, 17.0, width);
            assert!(lines.len() > 2);
            assert!(lines.iter().all(|line| lettering.width(line, 17.0) <= width), "{lines:?}");
            assert!(!lines.iter().any(|line| line.starts_with(['，', '；', '。', '）'])), "{lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }

    #[test]
    fn every_character_of_our_texts_has_a_chinese_glyph() {
        use ab_glyph::Font as _;
        let font = Lettering::of(Language::Zh).font;
        let listed = include_str!("../../assets/characters.txt");
        let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        let mut missing = std::collections::BTreeSet::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the sources are readable") {
                let path = entry.expect("the sources are readable").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(&path).expect("the sources are readable");
                // From the CJK signs on; what is written before them is in the Latin part.
                let chinese = text.chars().filter(|&c| c >= '\u{2e80}');
                missing.extend(chinese.filter(|&c| font.glyph_id(c).0 == 0 || !listed.contains(c)));
            }
        }
        assert!(missing.is_empty(), "not in the font, run assets/subset.py: {missing:?}");
        for sign in "AZaz09Δ×–≤≥°%*±·“”…".chars() {
            assert_ne!(font.glyph_id(sign).0, 0, "{sign}");
        }
    }

    #[test]
    fn quantities_are_short() {
        let in_chinese = |value, unit| {
            let (number, unit) = quantity(value, unit, Language::Zh);
            format!("{number} {unit}")
        };
        assert_eq!(quantity(62.134, "L*", Language::En), ("62.1".to_owned(), "L*".to_owned()));
        assert_eq!(in_chinese(62.134, "L*"), "62.1 L*");
        assert_eq!(in_chinese(2.0, "faces"), "2 张人脸");
        assert_eq!(in_chinese(0.345, "share"), "34.5 %");
        assert_eq!(in_chinese(0.97, "probability"), "97 %");
        assert_eq!(in_chinese(100.0, "levels"), "100 级");
    }
}
