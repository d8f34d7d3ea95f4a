//! Judges whether a captured portrait meets the dress and picture rules of a graduation-certificate photo campaign.
//!
//! Data flows one way: bytes → [`photo`] → [`perception`] → [`measurement`] → [`rules`] → [`Report`]. A layer knows
//! the ones before it, never the ones after; [`Checker`] is the only place that knows them all.
//!
//! ```no_run
//! use photogate::{Checker, Status};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let checker = Checker::builder().build()?;
//! let report = checker.check(&std::fs::read("portrait.jpg")?)?;
//! println!("{:?}", report.verdict);
//! for finding in report.findings.iter().filter(|finding| finding.status != Status::Pass) {
//!     println!("{}: {}", finding.rule, finding.message.en);
//! }
//! # Ok(())
//! # }
//! ```

mod annotate;
mod check;
pub mod coords;
pub mod crop;
mod error;
mod finding;
mod fingerprint;
pub mod measurement;
pub mod perception;
pub mod photo;
mod report;
pub mod rules;
mod ruleset;
pub mod runtime;
mod sides;
mod units;
mod words;

pub use annotate::annotate;
pub use check::{Checker, CheckerBuilder, Inspection};
pub use error::Error;
pub use finding::{Finding, Message, Region, Status};
pub use fingerprint::Fingerprint;
pub use report::{Failure, Record, Report, RulesetName, Verdict, record_schema};
pub use ruleset::{
    RuleInForce, Ruleset, RulesetChoice, RulesetError, RulesetProblem, Severity, ruleset_schema,
};
pub use sides::{Side, Sides};
pub use units::unit_in;
pub use words::{Bilingual, Language, Words};

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct ReadmeExamples;
