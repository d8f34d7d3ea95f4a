//! Text on a terminal: made harmless, measured, cut to size and broken into lines.

use std::borrow::Cow;

use textwrap::{Options, WordSplitter};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns where nobody says how many there are, and the most that running text uses: longer lines are hard to read.
const COLUMNS: usize = 100;

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

/// Columns for running text.
pub fn columns() -> usize {
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let named = || std::env::var("COLUMNS").ok()?.parse().ok();
    terminal.or_else(named).unwrap_or(COLUMNS).min(COLUMNS)
}

/// `text`, each of its lines behind `indent` and broken to fit into `columns`.
pub fn wrapped(text: &str, indent: &str, columns: usize) -> String {
    let line = |line: &str| {
        let own = line.len() - line.trim_start().len();
        let first = format!("{indent}{}", &line[..own]);
        // A second column, like the meanings of exit statuses, is continued below itself.
        let below = format!("{indent}{}", " ".repeat(second_column(line).unwrap_or(own)));
        let options = Options::new(columns)
            .initial_indent(&first)
            .subsequent_indent(&below)
            .word_splitter(WordSplitter::NoHyphenation);
        textwrap::fill(&line[own..], options).trim_end().to_owned()
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Where the second column of an indented `line` begins.
fn second_column(line: &str) -> Option<usize> {
    let first = line.len() - line.trim_start().len();
    let gap = first + line[first..].find("  ")?;
    (first > 0).then(|| line.len() - line[gap..].trim_start().len())
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

    #[test]
    fn chinese_lines_fit_and_none_begins_with_a_stop() {
        let text = "照片逐张审核，指出问题；每张照片的结果写在一行。（括号）“引号”，然后结束。";
        for columns in 12..40 {
            let wrapped = wrapped(text, "    ", columns);
            for line in wrapped.lines() {
                assert!(width(line) <= columns, "{columns}: {line}");
                assert!(!line.trim_start().starts_with(['，', '。', '；', '）', '”']), "{columns}: {line}");
                assert!(!line.ends_with(['（', '“']), "{columns}: {line}");
            }
            let rejoined: String = wrapped.lines().map(str::trim_start).collect();
            assert_eq!(rejoined, text, "no letter is lost");
        }
    }

    #[test]
    fn a_second_column_is_continued_below_itself() {
        assert_eq!(wrapped("  130  被中断并且退出", "", 15), "  130  被中断并\n       且退出");
        assert_eq!(wrapped("示例：\n  photogate", "", 40), "示例：\n  photogate");
    }
}
