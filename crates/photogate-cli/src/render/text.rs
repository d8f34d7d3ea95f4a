//! Names on a terminal: made harmless, measured and cut to size.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `text` without what would move the cursor, recolour the terminal or turn the order of the letters around. Such
/// characters are shown as escapes: a name may come from anywhere.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_harmful(c) { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

fn is_harmful(c: char) -> bool {
    // Line and paragraph separators, and the marks that turn the writing direction.
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Columns that `text` takes on a terminal; a Chinese character takes two.
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` in exactly `columns`: filled up with spaces, or cut in front, since names differ at their ends.
pub fn fit(text: &str, columns: usize) -> String {
    let full = width(text);
    if full <= columns {
        return format!("{text}{}", " ".repeat(columns - full));
    }
    let room = columns.saturating_sub(1);
    let mut kept = 0;
    let tail = text.char_indices().rev().take_while(|(_, c)| {
        kept += c.width().unwrap_or(0);
        kept <= room
    });
    let start = tail.last().map_or(text.len(), |(index, _)| index);
    let cut = format!("…{}", &text[start..]);
    let filling = columns.saturating_sub(width(&cut));
    format!("{cut}{}", " ".repeat(filling))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_and_turned_text_are_shown_as_escapes() {
        assert_eq!(harmless("a\x1b[31m\nb.jpg"), r"a\u{1b}[31m\nb.jpg");
        assert_eq!(harmless("\u{202e}gpj.exe"), r"\u{202e}gpj.exe");
        assert!(matches!(harmless("王芳 O'Neill.jpg"), Cow::Borrowed(_)));
    }

    #[test]
    fn wide_characters_are_counted_by_columns() {
        assert_eq!(fit("王芳.jpg", 10), "王芳.jpg  ");
        assert_eq!(fit("a.jpg", 5), "a.jpg");
        assert_eq!(fit("folder/a.jpg", 8), "…r/a.jpg");
        assert_eq!(fit("王王王", 4), "…王 ", "half a character is not shown");
        for columns in 1..12 {
            assert_eq!(width(&fit("五班/王芳_01.jpg", columns)), columns);
        }
    }
}
