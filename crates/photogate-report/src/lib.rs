//! Reports on a run: the journal → [`Report`] → one module a format.
//!
//! ```no_run
//! use photogate::Language;
//! use photogate_batch::Journal;
//! use photogate_report::{Report, csv};
//!
//! # fn main() -> Result<(), photogate_report::ReportError> {
//! let journal = Journal::open("run")?;
//! let report = Report::read(&journal)?;
//! csv::photos(&report, Language::Zh, &mut std::io::stdout())?;
//! # Ok(())
//! # }
//! ```
//!
//! A report is made from what stood in the journal when it was opened, so one can be made while a run writes on.
//!
//! Reports name people, in file names and from the [`roster`]; nothing in this crate logs, so no log does.

mod cell;
pub mod csv;
mod error;
pub mod html;
pub mod jsonl;
pub mod link;
mod notices;
mod photo;
mod report;
pub mod roster;
mod words;
pub mod xlsx;

pub use error::ReportError;
pub use photo::{Photo, PhotoFinding};
pub use report::{Report, RuleHeading, StatusCounts};
pub use words::attendance_counts;
