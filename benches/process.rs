//! The program as a whole process: how long it takes and how much memory it held.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

use crate::median;

/// What a process took.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// From its start to its end.
    pub wall: Duration,
    /// From its start to its first line on stdout; as `wall` if there is none.
    pub first_line: Duration,
    /// Processor time, all threads together.
    pub processor: Duration,
    /// The largest resident set, in bytes.
    pub peak_memory: u64,
}

impl Cost {
    /// The median of each quantity.
    ///
    /// # Panics
    /// If there are no costs.
    #[must_use]
    pub fn median(costs: &[Self]) -> Self {
        let time = |of: fn(&Self) -> Duration| median(&costs.iter().map(of).collect::<Vec<_>>());
        Self {
            wall: time(|cost| cost.wall),
            first_line: time(|cost| cost.first_line),
            processor: time(|cost| cost.processor),
            peak_memory: median(&costs.iter().map(|cost| cost.peak_memory).collect::<Vec<_>>()),
        }
    }

    /// The largest resident set, in MiB.
    #[must_use]
    pub fn peak_mebibytes(&self) -> f64 {
        self.peak_memory as f64 / f64::from(1 << 20)
    }
}

/// Runs the program of the release profile to its end.
///
/// # Panics
/// If it is not there, or ends other than by a verdict.
#[must_use]
pub fn photogate(arguments: &[&str]) -> Cost {
    let started = Instant::now();
    let mut child = Command::new(program())
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    let first_line = lines.next().map(|_| started.elapsed());
    lines.for_each(drop);
    let used = child.wait4().expect("it is a child of this process");
    let wall = started.elapsed();
    assert!(matches!(used.status.code(), Some(0 | 1)), "{arguments:?}: {:?}", used.status);
    Cost {
        wall,
        first_line: first_line.unwrap_or(wall),
        processor: used.rusage.utime + used.rusage.stime,
        peak_memory: used.rusage.maxrss,
    }
}

/// Where cargo puts the program: beside the folder with the benches.
fn program() -> PathBuf {
    let bench = std::env::current_exe().expect("this program has a path");
    let program = bench.ancestors().nth(2).expect("it lies in target/release/deps").join("photogate");
    assert!(program.exists(), "{} is missing; `cargo xtask bench` builds it first", program.display());
    program
}

/// Writes `count` files into `folder`, of these pictures in turn. No two are alike: each has a comment of its own.
///
/// # Panics
/// If the disk is full, or a picture is no JPEG.
pub fn write_pictures(folder: &Path, pictures: &[Vec<u8>], count: usize) {
    fs::create_dir_all(folder).expect("room");
    for (number, picture) in (0..count).zip(pictures.iter().cycle()) {
        let (start, rest) = picture.split_at(2);
        assert_eq!(start, [0xff, 0xd8], "a JPEG's start");
        let comment = format!("{number:08}");
        let segment = [&[0xff, 0xfe, 0, 10][..], comment.as_bytes()].concat();
        fs::write(folder.join(format!("{number:05}.jpg")), [start, &segment, rest].concat()).expect("room");
    }
}

/// Judges the pictures in `folder` into a run folder of its own beside it.
#[must_use]
pub fn batch(folder: &Path, jobs: usize) -> Cost {
    let run = folder.with_extension("run");
    let _ = fs::remove_dir_all(&run);
    batch_into(folder, &run, jobs)
}

/// Judges the pictures in `folder` into the run folder `run`, which may have some already.
///
/// # Panics
/// If a path is no UTF-8.
#[must_use]
pub fn batch_into(folder: &Path, run: &Path, jobs: usize) -> Cost {
    let [folder, run] = [folder, run].map(|path| path.to_str().expect("the target folder's name"));
    photogate(&["batch", folder, "--out", run, "--jobs", &jobs.to_string()])
}

/// Photos a second of the peer on all cores, its models loaded: `benches/peer`, run by this Python.
///
/// # Panics
/// If it does not run, or does not print its rate.
#[must_use]
pub fn peer_rate(python: &Path, folder: &Path) -> f64 {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peer/peer.py");
    // Cargo runs benches in their own folder; whoever named the path stood in the repository. A bare name is searched.
    let named = python.components().count() > 1;
    let program =
        if named { Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(python) } else { python.into() };
    let output = Command::new(program)
        .arg(script)
        .arg(folder)
        .args(["--rounds", "1", "--json"])
        .stderr(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}", python.display()));
    assert!(output.status.success(), "{} runs peer.py without mediapipe?", python.display());
    let printed: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it prints JSON");
    printed["median"].as_f64().expect("its median rate")
}
