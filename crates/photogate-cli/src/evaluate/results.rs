//! What was found about which photo, by file name: judged just now, or read from an earlier run.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use photogate::{Finding, Message, Record, Status};
use serde::Deserialize;

use super::labels::file_name;
use crate::problem::Explain;

/// What a rule said about a photo: of a [`Finding`], what an evaluation needs.
///
/// Results of other programs may hold less than ours; only rule and status must be there.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Outcome {
    /// The rule's identifier.
    pub rule: String,
    /// How it stands to the ruleset's line.
    pub status: Status,
    /// 0 to 1; `None` if not assessed.
    #[serde(default)]
    pub violation: Option<f64>,
    /// Violations by side.
    #[serde(default)]
    pub parts: Option<BTreeMap<String, Option<f64>>>,
    /// The measured quantity.
    #[serde(default)]
    pub measured: Option<f64>,
    /// The ruleset's limit for it.
    #[serde(default)]
    pub limit: Option<f64>,
    /// Unit of both.
    #[serde(default)]
    pub unit: String,
    /// What the crew is told.
    #[serde(default)]
    pub message: Option<Message>,
}

impl From<Finding> for Outcome {
    fn from(finding: Finding) -> Self {
        Self {
            rule: finding.rule,
            status: finding.status,
            violation: finding.violation,
            parts: Some(finding.parts.into_iter().map(|(side, violation)| (side, Some(violation))).collect()),
            measured: finding.measured,
            limit: finding.limit,
            unit: finding.unit,
            message: Some(finding.message),
        }
    }
}

/// A line of an earlier run.
#[derive(Deserialize)]
struct Line {
    /// Lines without it, counts for instance, are passed over.
    file: Option<String>,
    #[serde(default)]
    findings: Vec<Outcome>,
    #[serde(default)]
    error: Option<Reason>,
}

#[derive(Deserialize)]
struct Reason {
    message: Message,
}

/// What is known of one photo.
#[derive(Debug, Clone, PartialEq)]
pub struct Photo {
    /// Where it lies.
    pub path: PathBuf,
    /// What the rules said.
    pub outcomes: Vec<Outcome>,
    /// Why it could not be judged.
    pub error: Option<Message>,
}

impl Photo {
    /// The last thing that `rule` said.
    #[must_use]
    pub fn outcome(&self, rule: &str) -> Option<&Outcome> {
        self.outcomes.iter().rfind(|outcome| outcome.rule == rule)
    }
}

/// Photos by file name, without their folders.
#[derive(Debug, Default)]
pub struct Results {
    photos: BTreeMap<String, Photo>,
    /// Names that were met in several folders; the last photo counts.
    pub met_again: Vec<String>,
}

impl Results {
    /// Reads the lines that `photogate check --format jsonl` wrote to the file at `path`.
    ///
    /// # Errors
    /// If it cannot be read, or a line is not of that form; the message names file and line.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let name = path.display();
        let cannot_read = || {
            Message::new(
                format!("cannot read the findings in {name}; check the path"),
                format!("无法读取结果文件 {name}，请检查路径"),
            )
        };
        let mut results = Self::default();
        for (index, line) in BufReader::new(File::open(path).explain(cannot_read)?).lines().enumerate() {
            let line = line.explain(cannot_read)?;
            if line.trim().is_empty() {
                continue;
            }
            let line: Line = serde_json::from_str(&line).explain(|| {
                let number = index + 1;
                Message::new(
                    format!(
                        "cannot use the findings in {name}, line {number}; give what `photogate check --format \
                         jsonl` writes"
                    ),
                    format!("无法使用结果文件 {name} 的第 {number} 行，请提供 `photogate check --format jsonl` 写出的文件"),
                )
            })?;
            if let Some(file) = line.file {
                let error = line.error.map(|reason| reason.message);
                results.add(&file, Photo { path: PathBuf::from(&file), outcomes: line.findings, error });
            }
        }
        Ok(results)
    }

    /// Whether anything was said by `rule` about any photo.
    #[must_use]
    pub fn hold(&self, rule: &str) -> bool {
        self.photos.values().any(|photo| photo.outcome(rule).is_some())
    }

    /// Adds the record of the photo at `path`.
    pub fn add_record(&mut self, path: &Path, record: Record) {
        let outcomes = record.findings.into_iter().map(Outcome::from).collect();
        let error = record.error.map(|failure| failure.message);
        self.add(&record.file, Photo { path: path.to_path_buf(), outcomes, error });
    }

    fn add(&mut self, file: &str, photo: Photo) {
        let name = file_name(file).to_owned();
        if self.photos.insert(name.clone(), photo).is_some() {
            self.met_again.push(name);
        }
    }

    /// The photo with this file name.
    #[must_use]
    pub fn photo(&self, name: &str) -> Option<&Photo> {
        self.photos.get(name)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn read(text: &str) -> anyhow::Result<Results> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("findings.jsonl");
        fs::write(&path, text).expect("room");
        Results::read(&path)
    }

    #[test]
    fn photos_are_known_by_name_and_the_last_of_a_name_counts() {
        let results = read(concat!(
            r#"{"file":"x/a.jpg","findings":[{"rule":"r.r","status":"pass","violation":0.1}]}"#,
            "\n\n",
            r#"{"file":"y/a.jpg","findings":[{"rule":"r.r","status":"fail","violation":0.9,"parts":null}]}"#,
            "\n",
            r#"{"count":2}"#,
        ))
        .expect("well formed");
        let photo = results.photo("a.jpg").expect("is there");
        assert_eq!(photo.path, Path::new("y/a.jpg"));
        assert_eq!(photo.outcome("r.r").and_then(|outcome| outcome.violation), Some(0.9));
        assert_eq!(results.met_again, ["a.jpg"]);
        assert!(photo.outcome("x.x").is_none() && results.photo("y/a.jpg").is_none());
    }

    #[test]
    fn the_reason_of_an_error_is_kept() {
        let record =
            Record::failed("x/a.jpg", "truncated", Message::new("the file ends early", "文件不完整"));
        let results = read(&serde_json::to_string(&record).expect("JSON")).expect("our own form");
        let photo = results.photo("a.jpg").expect("is there");
        assert_eq!(photo.error.as_ref().map(|message| message.en.as_str()), Some("the file ends early"));
    }

    #[test]
    fn a_line_of_another_form_is_named() {
        let refusal = format!("{:#}", read("{}\n[\n").expect_err("refused"));
        for part in ["findings.jsonl", "line 2", "--format jsonl"] {
            assert!(refusal.contains(part), "{part} in {refusal}");
        }
    }
}
