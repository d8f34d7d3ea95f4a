//! A tree of small pictures, runs over it, and what they left behind.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use image::{ImageFormat, Rgb, RgbImage};
use photogate_batch::Journal;
use serde::Deserialize;

use crate::support::{Folder, Outcome, photogate, testdata};

/// A folder with a tree of photos, and a place for a run beside it.
pub struct Tree {
    folder: Folder,
    pub out: PathBuf,
}

impl Tree {
    /// A tree of `count` pictures, `class 0/0.jpg`, `class 1/1.jpg`, `class 2/2.jpg`, `class 0/3.jpg` and so on.
    pub fn new(count: usize) -> Self {
        let folder = Folder::new();
        let out = folder.path().join("run");
        let tree = Self { folder, out };
        for number in 0..count {
            tree.picture(&format!("class {}/{number}.jpg", number % 3), number);
        }
        tree
    }

    pub fn photo(&self, name: &str) -> PathBuf {
        self.folder.at("photos").join(name)
    }

    /// Another folder beside the photos.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A picture that no other `number` gives; every tenth shows a person.
    pub fn picture(&self, name: &str, number: usize) {
        let mut picture = if number.is_multiple_of(10) {
            portrait()
        } else {
            RgbImage::from_pixel(48, 64, Rgb([100, 197, 255]))
        };
        let mark = Rgb([(number % 256) as u8, (number / 256) as u8, 128]);
        (0..8).for_each(|x| (0..8).for_each(|y| picture.put_pixel(x, y, mark)));
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Jpeg).expect("memory takes it");
        self.write(name, &bytes.into_inner());
    }

    /// The file `source` of `testdata/broken` as `name`.
    pub fn broken(&self, name: &str, source: &str) {
        self.write(name, &fs::read(testdata().join("broken").join(source)).expect("it is in the repository"));
    }

    /// A file of an hour ago: one that was just written is read again by the next run.
    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.photo(name);
        fs::create_dir_all(path.parent().expect("has a parent")).expect("a folder");
        fs::write(&path, bytes).expect("room");
        let hour_ago = SystemTime::now() - Duration::from_hours(1);
        File::options().write(true).open(&path).expect("opens").set_modified(hour_ago).expect("ours");
    }

    /// The call of a run into `out`, up to further options.
    pub fn command(&self, out: &Path) -> Command {
        let mut command = photogate();
        command.arg("batch").arg(self.photo("")).arg("--out").arg(out);
        command
    }

    pub fn run_into(&self, out: &Path, options: &[&str]) -> Run {
        let output = self.command(out).args(["--format", "jsonl"]).args(options).output();
        Run::from(Outcome::from(output.expect("the binary starts")))
    }

    /// A run into [`Tree::out`].
    pub fn run(&self, options: &[&str]) -> Run {
        self.run_into(&self.out, options)
    }
}

/// A portrait that passes, reduced.
fn portrait() -> RgbImage {
    let picture = image::open(testdata().join("photos/obama-charcoal-suit-passes.jpg"))
        .expect("it is in the repository");
    picture.thumbnail(120, 160).into_rgb8()
}

/// One line of the format `jsonl`. Declared a second time, and strictly.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Line {
    Resumed { lost_lines: u64, torn_bytes: u64 },
    Planned(Planned),
    Judged { file: String, verdict: String, error: Option<String> },
    Kept { file: String, verdict: String },
    Gone { file: String },
    Ended(Ended),
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Planned {
    pub due: usize,
    pub kept: usize,
    pub gone: usize,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Ended {
    pub end: String,
    pub photos: usize,
    pub judged: usize,
    pub kept: usize,
    pub pass: usize,
    pub review: usize,
    pub fail: usize,
    pub error: usize,
}

/// What a run said.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub lines: Vec<Line>,
    pub stderr: String,
}

impl From<Outcome> for Run {
    fn from(outcome: Outcome) -> Self {
        let lines = outcome.stdout.lines().map(|line| serde_json::from_str(line).expect("a known line"));
        Self { code: outcome.code, lines: lines.collect(), stderr: outcome.stderr }
    }
}

impl Run {
    pub fn planned(&self) -> &Planned {
        let planned = self.lines.iter().find_map(|line| match line {
            Line::Planned(planned) => Some(planned),
            _ => None,
        });
        planned.unwrap_or_else(|| panic!("nothing was planned: {self:#?}"))
    }

    pub fn ended(&self) -> &Ended {
        match self.lines.last() {
            Some(Line::Ended(ended)) => ended,
            _ => panic!("it did not end: {self:#?}"),
        }
    }

    /// The files of the lines with that name.
    pub fn files(&self, event: &str) -> Vec<String> {
        let file = |line: &Line| match (line, event) {
            (Line::Judged { file, .. }, "judged")
            | (Line::Kept { file, .. }, "kept")
            | (Line::Gone { file }, "gone") => Some(file.clone()),
            _ => None,
        };
        self.lines.iter().filter_map(file).collect()
    }

    /// The kind of the error of a file that was judged.
    pub fn kind(&self, name: &str) -> Option<String> {
        self.lines.iter().find_map(|line| match line {
            Line::Judged { file, error, .. } if file == name => error.clone(),
            _ => None,
        })
    }
}

/// What the journal in `out` says about each photo, as JSON, but for when it was judged.
pub fn results(out: &Path) -> BTreeMap<String, String> {
    let journal = Journal::open(out).unwrap_or_else(|error| panic!("{error}"));
    let result = |photo: photogate_batch::PhotoEntry| {
        let picture = journal.thumbnail(&photo).expect("intact").map(|jpeg| jpeg.len());
        let record = serde_json::to_string(&photo.record).expect("JSON");
        let content = photo.content.map(String::from);
        (photo.path.to_string(), format!("{record} {content:?} {picture:?}"))
    };
    journal.latest().expect("opens").map(|photo| result(photo.expect("intact"))).collect()
}

/// How many records of each photo there are in the journal in `out`, the older ones too.
pub fn records(out: &Path) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for line in fs::read_to_string(out.join("journal.jsonl")).expect("text").lines() {
        let (_, json) = line.split_once(' ').expect("a checksum and the entry");
        let value: serde_json::Value = serde_json::from_str(json).expect("JSON");
        if let Some(path) = value["entry"]["photo"]["path"].as_str() {
            *counts.entry(path.to_owned()).or_default() += 1;
        }
    }
    counts
}
