//! The fixture: a folder of the test's own, the binary, and what it said.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde::Deserialize;
use tempfile::TempDir;

/// One line of the results. Declared a second time, and strictly: a key that changes its name breaks these tests.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub file: String,
    pub verdict: String,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub ruleset: Option<RulesetName>,
    pub findings: Vec<Finding>,
    pub crop: Option<Crop>,
    pub error: Option<Failure>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crop {
    pub centre: Point,
    pub width: f64,
    pub height: f64,
    pub rotation_degrees: f64,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulesetName {
    pub name: String,
    pub version: String,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    pub rule: String,
    pub status: String,
    pub violation: Option<f64>,
    pub measured: Option<f64>,
    pub limit: Option<f64>,
    pub unit: String,
    #[serde(default)]
    pub parts: BTreeMap<String, f64>,
    pub region: Option<Region>,
    pub message: Message,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    pub x: u32,
    pub y: u32,
    pub width: u32,
    pub height: u32,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Failure {
    pub kind: String,
    pub message: Message,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    pub en: String,
    pub zh: String,
}

impl Entry {
    /// The kind of the error; empty if the photo was judged.
    pub fn kind(&self) -> &str {
        self.error.as_ref().map_or("", |error| &error.kind)
    }

    /// The rules with `status`, in their order.
    pub fn rules(&self, status: &str) -> Vec<&str> {
        let findings = self.findings.iter().filter(|finding| finding.status == status);
        findings.map(|finding| finding.rule.as_str()).collect()
    }
}

/// How a run ended.
#[derive(Debug)]
pub struct Outcome {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    /// The entries of `--format json`.
    pub fn entries(&self) -> Vec<Entry> {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in {self:#?}"))
    }

    /// The kinds of error, by file name, in order; empty for judged photos.
    pub fn kinds(&self) -> Vec<(String, String)> {
        let name = |entry: &Entry| entry.file.rsplit('/').next().unwrap_or_default().to_owned();
        self.entries().iter().map(|entry| (name(entry), entry.kind().to_owned())).collect()
    }
}

impl From<Output> for Outcome {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        }
    }
}

/// The binary, away from the settings of whoever runs the tests.
pub fn photogate() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_photogate"));
    command.env("LC_ALL", "C").env_remove("LANGUAGE").env_remove("COLUMNS").env_remove("NO_COLOR");
    command
}

/// Runs `photogate check` with arguments of any kind that a path or a text can be.
macro_rules! check {
    ($($argument:expr),+ $(,)?) => {{
        let mut command = crate::support::photogate();
        command.arg("check")$(.arg(&$argument))+;
        crate::support::Outcome::from(command.output().expect("the binary starts"))
    }};
}
pub(crate) use check;

/// Runs `photogate check --format json` on `paths`.
pub fn check_json<A: AsRef<OsStr>>(paths: impl IntoIterator<Item = A>) -> Outcome {
    photogate().args(["check", "--format", "json"]).args(paths).output().expect("the binary starts").into()
}

/// The pictures that all tests share.
pub fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

/// A line of `expected.csv`.
#[derive(Debug)]
pub struct Expected {
    pub file: String,
    pub verdict: String,
    pub failing_rules: Vec<String>,
}

/// What is expected of the pictures in `testdata/photos`.
pub fn expected() -> Vec<Expected> {
    let path = testdata().join("expected.csv");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("file,verdict,failing_rules"), "the columns that are read here");
    let line = |line: &str| {
        let cells: Vec<_> = line.split(',').collect();
        assert_eq!(cells.len(), 3, "{line}");
        Expected {
            file: cells[0].into(),
            verdict: cells[1].into(),
            failing_rules: cells[2].split_whitespace().map(Into::into).collect(),
        }
    };
    lines.map(line).collect()
}

fn first_with(verdict: &str) -> PathBuf {
    let expected = expected().into_iter().find(|expected| expected.verdict == verdict);
    testdata().join("photos").join(expected.expect("there is one").file)
}

/// A folder of the test's own.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The path of `name`, with the folders it lies in.
    pub fn at(&self, name: impl AsRef<Path>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().expect("has a parent")).expect("a folder");
        path
    }

    /// A photo that passes, as `name`.
    pub fn passing(&self, name: impl AsRef<Path>) -> PathBuf {
        self.copy(&first_with("pass"), name)
    }

    /// A photo that fails, as `name`.
    pub fn failing(&self, name: impl AsRef<Path>) -> PathBuf {
        self.copy(&first_with("fail"), name)
    }

    /// A file that is no picture, as `name`.
    pub fn text(&self, name: impl AsRef<Path>) -> PathBuf {
        let path = self.at(name);
        fs::write(&path, "no picture\n").expect("room");
        path
    }

    fn copy(&self, source: &Path, name: impl AsRef<Path>) -> PathBuf {
        let path = self.at(name);
        fs::copy(source, &path).expect("room");
        path
    }

    /// What lies in `name`, sub-folders included, in order.
    pub fn list(&self, name: &str) -> Vec<String> {
        let root = self.path().join(name);
        walkdir::WalkDir::new(&root)
            .sort_by_file_name()
            .into_iter()
            .map(|entry| entry.expect("readable"))
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                entry.path().strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "/")
            })
            .collect()
    }
}
