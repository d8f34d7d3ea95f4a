//! Why a report could not be made.

use std::io;

use photogate::Message;
use photogate_batch::JournalError;

/// Why a report could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The journal could not be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The report could not be written.
    #[error("the report cannot be written: {0}; make room on the disk, or name another place for --out")]
    Write(#[from] io::Error),
    /// Excel's format does not hold it.
    #[error("the workbook cannot be made: {0}; use --format csv")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The page's template refuses its data, which would be our mistake.
    #[error("the page cannot be made: {0}; please report this")]
    Page(#[from] askama::Error),
}

impl ReportError {
    /// What was wrong and what to do, in both languages.
    #[must_use]
    pub fn message(&self) -> Message {
        let zh = match self {
            Self::Journal(error) => return error.message(),
            Self::Write(error) => {
                format!("无法写入报告：{error}。请腾出磁盘空间，或为 --out 指定其他位置。")
            }
            Self::Workbook(error) => format!("无法生成工作簿：{error}。请改用 --format csv。"),
            Self::Page(error) => format!("无法生成页面：{error}。请报告此问题。"),
        };
        Message::new(self.to_string(), zh)
    }
}

impl From<::csv::Error> for ReportError {
    fn from(error: ::csv::Error) -> Self {
        // Writing text fails for the writer's reasons only.
        Self::Write(error.into())
    }
}

impl From<serde_json::Error> for ReportError {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}
