//! The words of the table in each language.

use anstyle::Style;
use photogate::{Status, Verdict};

use super::style_of;
use crate::language::Language;
use crate::render::text::width;
use crate::summary::Summary;

/// The words of one language.
pub struct Words {
    /// Heading of the files.
    pub file: &'static str,
    /// Heading of the verdicts.
    pub verdict: &'static str,
    /// Heading of the rules.
    pub rules: &'static str,
    /// Between the rules that are broken and those to look at.
    pub also: &'static str,
    /// Before an enumeration.
    pub colon: &'static str,
    comma: &'static str,
    pass: &'static str,
    review: &'static str,
    fail: &'static str,
    error: &'static str,
    not_assessed: &'static str,
    photos: &'static str,
}

static ENGLISH: Words = Words {
    file: "File",
    verdict: "Verdict",
    rules: "Rules",
    also: "to review",
    colon: ": ",
    comma: ", ",
    pass: "pass",
    review: "review",
    fail: "fail",
    error: "error",
    not_assessed: "not assessed",
    photos: "photos",
};

static CHINESE: Words = Words {
    file: "文件",
    verdict: "结论",
    rules: "规则",
    also: "待复核",
    colon: "：",
    comma: "，",
    pass: "通过",
    review: "复核",
    fail: "不通过",
    error: "错误",
    not_assessed: "未评估",
    photos: "张照片",
};

impl Words {
    /// The words of `language`.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &ENGLISH,
            Language::Zh => &CHINESE,
        }
    }

    /// The word for a verdict and how it looks.
    pub fn verdict(&self, verdict: Verdict) -> (&'static str, Style) {
        let word = match verdict {
            Verdict::Pass => self.pass,
            Verdict::Review => self.review,
            Verdict::Fail => self.fail,
            Verdict::Error => self.error,
        };
        (word, style_of(verdict))
    }

    /// The word for the status of a finding and how it looks.
    pub fn status(&self, status: Status) -> (&'static str, Style) {
        match status {
            Status::Pass => self.verdict(Verdict::Pass),
            Status::Review => self.verdict(Verdict::Review),
            Status::Fail => self.verdict(Verdict::Fail),
            Status::NotAssessed => (self.not_assessed, style_of(Verdict::Review)),
        }
    }

    /// Columns of the widest verdict or its heading.
    pub fn verdict_width(&self) -> usize {
        [self.verdict, self.pass, self.review, self.fail, self.error]
            .into_iter()
            .map(width)
            .max()
            .unwrap_or(0)
    }

    /// Columns of the wider status that speaks against a photo.
    pub fn status_width(&self) -> usize {
        [self.review, self.fail].into_iter().map(width).max().unwrap_or(0)
    }

    /// The last line.
    pub fn summary(&self, summary: &Summary) -> String {
        let photos = if summary.total() == 1 { self.photos.trim_end_matches('s') } else { self.photos };
        let counts = [
            (summary.passed, self.pass),
            (summary.review, self.review),
            (summary.failed, self.fail),
            (summary.errors, self.error),
        ];
        let counts = counts.map(|(count, word)| format!("{count} {word}")).join(self.comma);
        format!("{} {photos}{}{counts}", summary.total(), self.colon)
    }
}
