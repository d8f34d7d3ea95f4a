//! Every target over its corpus, its seeds, and some thousand mutations of both: the same in each run, without
//! libFuzzer and without a nightly toolchain.

use std::fs;
use std::panic;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use photogate_fuzz::{TARGETS, Target, mutation};

/// Any number; another one tries others.
const SEED: u64 = 2024;

fn target(name: &str) -> &'static Target {
    TARGETS.iter().find(|target| target.name == name).expect("it is one of the targets")
}

/// What libFuzzer found worth keeping.
fn corpus(target: &Target) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target.name);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("readable")).collect()
}

/// Runs `target` on `input`; if it fails, the input is kept.
fn check(target: &Target, input: &[u8]) {
    if panic::catch_unwind(|| (target.check)(input)).is_err() {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.bin", target.name));
        fs::write(&kept, input).expect("room");
        panic!("`{}` fails on what is in {}", target.name, kept.display());
    }
}

fn run(name: &str) {
    let target = target(name);
    let mut inputs = corpus(target);
    assert!(!inputs.is_empty(), "there is a corpus");
    inputs.extend((target.seeds)());
    for input in &inputs {
        check(target, input);
    }
    let mut random = Rng::with_seed(SEED);
    for _ in 0..target.rounds {
        let mut input = inputs[random.usize(..inputs.len())].clone();
        let other = &inputs[random.usize(..inputs.len())];
        mutation::mutate(&mut input, other, &mut random);
        check(target, &input);
    }
}

#[test]
fn headers() {
    run("header");
}

#[test]
fn decoding() {
    run("decode");
}

#[test]
fn rulesets() {
    run("ruleset");
}

#[test]
fn journals() {
    run("journal");
}

#[test]
fn rosters() {
    run("roster");
}

#[test]
fn every_target_is_run_here_and_by_libfuzzer() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/fuzz_targets");
    let files = fs::read_dir(&folder).expect("readable").map(|entry| entry.expect("readable").path());
    let mut names: Vec<_> = files.filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned())).collect();
    let mut known: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
    names.sort();
    known.sort_unstable();
    assert_eq!(names, known);
    assert_eq!(known.len(), 5, "a new target needs a test of its own above");
}
