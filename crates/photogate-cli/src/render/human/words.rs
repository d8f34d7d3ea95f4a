//! The words of the table in each language.

use anstyle::Style;
use photogate::{Status, Verdict};
use photogate_batch::Summary;

use super::style_of;
use crate::render::text::width;

crate::language::words! {
    /// Heading of the files.
    file: "File", "文件";
    /// Heading of the verdicts.
    verdict: "Verdict", "结论";
    /// Heading of the rules.
    rules: "Rules", "规则";
    /// Between the rules that are broken and those to look at.
    also: "to review", "待复核";
    /// Before an enumeration.
    colon: ": ", "：";
    /// Between counts.
    comma: ", ", "，";
    /// The verdict `pass`.
    pass: "pass", "通过";
    /// The verdict `review`.
    review: "review", "复核";
    /// The verdict `fail`.
    fail: "fail", "不通过";
    /// The verdict `error`.
    error: "error", "错误";
    /// A finding that was not assessed.
    not_assessed: "not assessed", "未评估";
    /// What is counted, if there is one.
    photo: "photo", "张照片";
    /// What is counted, if there are more.
    photos: "photos", "张照片";
}

impl Words {
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
        let photos = if summary.total() == 1 { self.photo } else { self.photos };
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
