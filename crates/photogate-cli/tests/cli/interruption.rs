//! Ctrl-C, and a reader who goes away.
//!
//! A pipe stands in for the second of three photos: the program waits on it until the test writes the photo into
//! it, so that every signal comes at a known moment.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};

use crate::support::{Entry, Folder, photogate};

/// Makes a named pipe.
pub fn make_fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo starts").success());
}

/// A run on three photos that waits for the second.
struct Held {
    child: Child,
    stdout: Option<BufReader<ChildStdout>>,
    stderr: BufReader<ChildStderr>,
    photo: PathBuf,
    pipe_path: PathBuf,
    pipe: Option<File>,
}

impl Held {
    fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let (photo, pipe_path) = (folder.passing("1.jpg"), folder.at("2.jpg"));
        make_fifo(&pipe_path);
        let mut child = photogate()
            .args(["check", "--jobs", "1"])
            .args(arguments)
            .args([&photo, &pipe_path, &folder.passing("3.jpg")])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let stdout = BufReader::new(child.stdout.take().expect("piped"));
        let stderr = BufReader::new(child.stderr.take().expect("piped"));
        Self { child, stdout: Some(stdout), stderr, photo, pipe_path, pipe: None }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stdout.as_mut().expect("open").read_line(&mut line).expect("UTF-8");
        line
    }

    /// Presses Ctrl-C.
    fn interrupt(&self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill starts").success());
    }

    /// Waits until the program has begun the second photo.
    fn await_second(&mut self) {
        // Opening a pipe waits for its reader; closing it would end the photo, so it is kept open.
        self.pipe = Some(OpenOptions::new().write(true).open(&self.pipe_path).expect("opens"));
    }

    /// Waits until the program has said that it was interrupted.
    fn await_note(&mut self) {
        let mut line = String::new();
        while !line.contains("interrupted") {
            line.clear();
            assert_ne!(self.stderr.read_line(&mut line).expect("UTF-8"), 0, "it ended without a word");
        }
    }

    /// Gives the program the photo that it waits for.
    fn feed(&mut self) {
        let photo = fs::read(&self.photo).expect("it is there");
        self.pipe.take().expect("is awaited first").write_all(&photo).expect("someone reads");
    }

    /// The exit status and the rest of both streams.
    fn end(mut self) -> (Option<i32>, String, String) {
        let (mut stdout, mut stderr) = (String::new(), String::new());
        if let Some(mut pipe) = self.stdout {
            pipe.read_to_string(&mut stdout).expect("UTF-8");
        }
        self.stderr.read_to_string(&mut stderr).expect("UTF-8");
        (self.child.wait().expect("it ends").code(), stdout, stderr)
    }
}

#[test]
fn a_line_is_written_as_soon_as_its_photo_is_done() {
    let folder = Folder::new();
    let mut held = Held::start(&folder, &["--format", "jsonl"]);
    assert!(held.line().contains("1.jpg"));
    held.await_second();
    held.feed();
    let (code, rest, stderr) = held.end();
    assert_eq!((code, rest.lines().count(), stderr.as_str()), (Some(0), 2, ""));
}

#[test]
fn the_first_ctrl_c_finishes_what_is_begun() {
    let folder = Folder::new();
    let mut held = Held::start(&folder, &["--format", "jsonl"]);
    assert!(held.line().contains("1.jpg"));
    held.await_second();
    held.interrupt();
    held.await_note();
    held.feed();
    let (code, rest, stderr) = held.end();
    assert_eq!(code, Some(130));
    assert!(rest.contains("2.jpg") && rest.lines().count() == 1, "{rest}");
    assert!(stderr.contains("2 of 3 photos"), "{stderr}");
}

#[test]
fn results_up_to_the_interruption_are_written_to_the_output() {
    let folder = Folder::new();
    let mut held = Held::start(&folder, &["--format", "json", "--output", "results.json"]);
    held.await_second();
    held.interrupt();
    held.await_note();
    held.feed();
    assert_eq!(held.end().0, Some(130));
    let text = fs::read_to_string(folder.path().join("results.json")).expect("it is there");
    let entries: Vec<Entry> = serde_json::from_str(&text).expect("a whole array");
    assert_eq!(entries.len(), 2);
}

#[test]
fn the_second_ctrl_c_leaves_at_once_and_an_earlier_output_as_it_was() {
    let folder = Folder::new();
    fs::write(folder.at("results.json"), "an earlier run").expect("room");
    let mut held = Held::start(&folder, &["--format", "json", "--output", "results.json"]);
    held.await_second();
    held.interrupt();
    held.await_note();
    held.interrupt();
    assert_eq!(held.end().0, Some(130));
    assert_eq!(
        fs::read_to_string(folder.path().join("results.json")).expect("it is there"),
        "an earlier run"
    );
    assert!(!folder.list("").iter().any(|name| name.contains("photogate")), "nothing is left behind");
}

#[test]
fn a_reader_who_has_seen_enough_ends_the_run_quietly() {
    let folder = Folder::new();
    for format in ["jsonl", "human"] {
        let _ = fs::remove_file(folder.path().join("2.jpg"));
        let mut held = Held::start(&folder, &["--format", format]);
        assert!(!held.line().is_empty());
        held.await_second();
        held.stdout = None;
        held.feed();
        let (code, _, stderr) = held.end();
        assert_eq!((code, stderr.as_str()), (Some(0), ""), "{format}");
    }
}
