//! The verdict on the last frame, to be read from where the photographer stands.

use anstyle::{AnsiColor, Color, Style};
use photogate::{Record, Verdict};
use photogate_batch::Summary;

use crate::language::Language;
use crate::render::Look;
use crate::render::human::words::Words;
use crate::render::human::{explained, row};
use crate::render::text::{fit, harmless, width};

/// Columns left of the large word.
const MARGIN: usize = 4;

/// Where verdicts are shown.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// The language of the text.
    pub language: Language,
    /// Whether verdicts are coloured.
    pub has_colour: bool,
    /// Columns of the terminal; `None` if it is none: lines are plain then.
    pub columns: Option<usize>,
}

impl Screen {
    /// The verdict on a photo and the reasons.
    #[must_use]
    pub fn verdict(&self, record: &Record) -> String {
        let name_width = width(&harmless(&record.file));
        let look = Look { language: self.language, has_colour: self.has_colour, name_width };
        let reasons = if record.verdict == Verdict::Pass { String::new() } else { explained(record, look) };
        match self.columns {
            Some(columns) => format!("\n{}{reasons}", self.banner(record, columns)),
            None => format!("{}\n{}", row(record, look), reasons.trim_start_matches('\n')),
        }
    }

    /// The counts, at the end.
    #[must_use]
    pub fn counts(&self, summary: &Summary) -> String {
        format!("\n{}\n", Words::of(self.language).summary(summary))
    }

    /// A band across the terminal in the verdict's colour, the verdict on it in large letters, and the file's name.
    fn banner(&self, record: &Record, columns: usize) -> String {
        let style = if self.has_colour { ground(record.verdict) } else { Style::new() };
        let (word, _) = Words::of(self.language).verdict(record.verdict);
        let large = large(record.verdict, self.language);
        let room = columns.saturating_sub(2 * MARGIN);
        let mut lines = vec![String::new()];
        if large.lines().all(|line| width(line) <= room) {
            lines.extend(large.lines().map(str::to_owned));
        } else {
            lines.push(word.to_owned());
        }
        lines.push(String::new());
        lines.push(harmless(&record.file).into_owned());
        let margin = " ".repeat(MARGIN.min(columns));
        let rows = lines.iter().map(|line| {
            let line = fit(line, room);
            format!("{style}{margin}{line}{margin}{style:#}\n")
        });
        rows.collect()
    }
}

/// The band's colour: green, yellow, red, and magenta for a file that is no verdict on anybody.
fn ground(verdict: Verdict) -> Style {
    let (ground, letters) = match verdict {
        Verdict::Pass => (AnsiColor::Green, AnsiColor::Black),
        Verdict::Review => (AnsiColor::Yellow, AnsiColor::Black),
        Verdict::Fail => (AnsiColor::Red, AnsiColor::BrightWhite),
        Verdict::Error => (AnsiColor::Magenta, AnsiColor::BrightWhite),
    };
    Style::new().bg_color(Some(Color::Ansi(ground))).fg_color(Some(Color::Ansi(letters))).bold()
}

/// The verdict in block letters, at most ten lines: `DejaVu` Sans Bold and Noto Sans CJK SC Bold at 18 pixels, two
/// pixels to a character.
fn large(verdict: Verdict, language: Language) -> &'static str {
    match (language, verdict) {
        (Language::En, Verdict::Pass) => include_str!("pass.en.txt"),
        (Language::En, Verdict::Review) => include_str!("review.en.txt"),
        (Language::En, Verdict::Fail) => include_str!("fail.en.txt"),
        (Language::En, Verdict::Error) => include_str!("error.en.txt"),
        (Language::Zh, Verdict::Pass) => include_str!("pass.zh.txt"),
        (Language::Zh, Verdict::Review) => include_str!("review.zh.txt"),
        (Language::Zh, Verdict::Fail) => include_str!("fail.zh.txt"),
        (Language::Zh, Verdict::Error) => include_str!("error.zh.txt"),
    }
}

#[cfg(test)]
mod tests {
    use anstream::adapter::strip_str;
    use photogate::{Message, Report, RulesetName};

    use super::*;

    fn passed() -> Record {
        let report = Report {
            verdict: Verdict::Pass,
            ruleset: RulesetName { name: "registry".into(), version: "1".into() },
            width: 480,
            height: 640,
            findings: Vec::new(),
            crop: None,
        };
        Record::new("五班/王芳.jpg", Ok(report))
    }

    fn broken() -> Record {
        Record::failed("a\x1b[2J.jpg", "corrupt", Message::new("the file is damaged", "文件已损坏"))
    }

    fn shown(language: Language, columns: Option<usize>, record: &Record) -> String {
        Screen { language, has_colour: true, columns }.verdict(record)
    }

    #[test]
    fn the_band_is_as_wide_as_the_terminal_and_holds_the_word_and_the_name() {
        for language in [Language::En, Language::Zh] {
            for columns in [20, 60, 80, 200] {
                let text = strip_str(&shown(language, Some(columns), &passed())).to_string();
                let rows: Vec<_> = text.lines().skip(1).collect();
                assert!(rows.iter().all(|row| width(row) == columns), "{columns}\n{text}");
                assert!(text.contains("王芳.jpg"), "{text}");
                assert_eq!(text.contains('█'), columns >= 60, "block letters where there is room\n{text}");
            }
        }
        let words = [Language::En, Language::Zh].map(|language| shown(language, Some(20), &passed()));
        assert!(words[0].contains("pass") && words[1].contains("通过"), "{words:?}");
    }

    #[test]
    fn every_verdict_has_large_letters_that_fit_an_old_terminal() {
        for language in [Language::En, Language::Zh] {
            for verdict in [Verdict::Pass, Verdict::Review, Verdict::Fail, Verdict::Error] {
                let large = large(verdict, language);
                assert!((6..=10).contains(&large.lines().count()), "{large}");
                let longest = large.lines().map(width).max().unwrap_or(0);
                assert!((30..=80 - MARGIN).contains(&longest), "{longest}\n{large}");
            }
        }
    }

    #[test]
    fn reasons_follow_and_a_name_cannot_move_the_cursor() {
        let text = shown(Language::Zh, Some(80), &broken());
        assert!(text.contains("文件已损坏") && !text.contains("\x1b[2J"), "{text}");
        let plain = Screen { language: Language::En, has_colour: false, columns: None }.verdict(&broken());
        assert_eq!(
            plain,
            "a\\u{1b}[2J.jpg  error    corrupt\na\\u{1b}[2J.jpg\n  corrupt  the file is damaged\n"
        );
    }
}
