//! Findings → report: the verdict on one photo, and the record of it that programs read.

use schemars::{JsonSchema, Schema, schema_for};
use serde::{Deserialize, Serialize};

use crate::crop::Crop;
use crate::error::Error;
use crate::finding::{Finding, Message};

/// The verdict on one photo: the worst of its findings, each at the severity that the ruleset gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every rule was judged and met.
    Pass,
    /// A rule is close to its line, or could not be assessed: a person should look.
    Review,
    /// A rule is broken.
    Fail,
    /// The file could not be judged at all.
    Error,
}

/// Which ruleset judged a photo.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct RulesetName {
    /// Its name, `registry` for instance.
    pub name: String,
    /// Its version, as its text gives it.
    pub version: String,
}

/// What was found out about one photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The worst of the findings.
    pub verdict: Verdict,
    /// The ruleset that was judged by.
    pub ruleset: RulesetName,
    /// Width of the upright photo in pixels.
    pub width: u32,
    /// Height of the upright photo in pixels.
    pub height: u32,
    /// One finding a rule, in the order of the registry; passes included.
    pub findings: Vec<Finding>,
    /// The rectangle that makes a compliant picture of an original, where the ruleset asks for one and there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crop: Option<Crop>,
}

/// Why a file could not be judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Failure {
    /// A stable word for programs: `unreadable`, `truncated`, `too_large` and so on.
    pub kind: String,
    /// What was wrong and what to do.
    pub message: Message,
}

/// One photo in JSON: the file with either its report or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// The file as it was named to the program; bytes that are not UTF-8 are replaced by U+FFFD.
    pub file: String,
    /// The verdict; `error` where `error` holds the reason.
    pub verdict: Verdict,
    /// Width of the upright photo in pixels; `null` if it could not be read.
    pub width: Option<u32>,
    /// Height of the upright photo in pixels; `null` if it could not be read.
    pub height: Option<u32>,
    /// The ruleset that was judged by; `null` if the file could not be judged.
    pub ruleset: Option<RulesetName>,
    /// One finding a rule; empty if the file could not be judged.
    pub findings: Vec<Finding>,
    /// The rectangle that makes a compliant picture of an original, where the ruleset asks for one and there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crop: Option<Crop>,
    /// The reason for the verdict `error`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Failure>,
}

impl Record {
    /// The record of a file that was judged, or could not be.
    #[must_use]
    pub fn new(file: impl Into<String>, outcome: Result<Report, &Error>) -> Self {
        let file = file.into();
        match outcome {
            Ok(report) => Self {
                file,
                verdict: report.verdict,
                width: Some(report.width),
                height: Some(report.height),
                ruleset: Some(report.ruleset),
                findings: report.findings,
                crop: report.crop,
                error: None,
            },
            Err(error) => Self::failed(file, error.kind(), error.message()),
        }
    }

    /// The record of a file that could not be judged for a reason outside the library, such as a missing path.
    #[must_use]
    pub fn failed(file: impl Into<String>, kind: impl Into<String>, message: Message) -> Self {
        Self {
            file: file.into(),
            verdict: Verdict::Error,
            width: None,
            height: None,
            ruleset: None,
            findings: Vec::new(),
            crop: None,
            error: Some(Failure { kind: kind.into(), message }),
        }
    }
}

/// JSON Schema (2020-12) of one [`Record`]: an entry of the array of `--format json`, a line of `--format jsonl`.
#[must_use]
pub fn record_schema() -> Schema {
    schema_for!(Record)
}
