//! One tree, several computers.

use std::fs;
use std::path::PathBuf;

use super::support::{Tree, results};
use crate::support::{Outcome, photogate};

fn merge(runs: &[PathBuf], out: &PathBuf) -> Outcome {
    photogate().arg("merge").args(runs).arg("--out").arg(out).output().expect("the binary starts").into()
}

#[test]
fn shares_are_joined_to_what_one_run_over_the_whole_tree_says() {
    let tree = Tree::new(20);
    tree.run(&[]);
    let shares = [1, 2, 3].map(|share| tree.beside(&format!("share {share}")));
    let mut judged = 0;
    for (share, out) in (1..).zip(&shares) {
        let run = tree.run_into(out, &["--shard", &format!("{share}/3")]);
        judged += run.ended().judged;
        assert_eq!(run.ended().photos, run.ended().judged);
    }
    assert_eq!(judged, 20);
    let joined = tree.beside("joined");
    let outcome = merge(&shares, &joined);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), ""), "{}", outcome.stderr);
    assert_eq!(results(&joined), results(&tree.out));
    assert_eq!(tree.run_into(&joined, &[]).ended().kept, 20, "a run goes on from the joined results");
}

#[test]
fn a_missing_share_is_said_and_named() {
    let tree = Tree::new(9);
    let share = tree.beside("share");
    tree.run_into(&share, &["--shard", "2/3"]);
    let outcome = merge(&[share], &tree.out);
    assert_eq!(outcome.code, Some(1));
    assert!(
        outcome.stderr.contains("shard 1/3") && outcome.stderr.contains("shard 3/3"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn what_does_not_belong_together_is_refused_and_nothing_is_written() {
    let tree = Tree::new(2);
    let other = tree.beside("other");
    tree.run(&[]);
    tree.run_into(&other, &["--max-pixels", "50000000"]);
    let joined = tree.beside("joined");
    let outcome = merge(&[tree.out.clone(), other.clone()], &joined);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("different rules, models or versions"), "{}", outcome.stderr);
    assert!(!joined.exists());
    let before = fs::read(other.join("journal.jsonl")).expect("reads");
    let outcome = merge(std::slice::from_ref(&tree.out), &other);
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("name a new folder"), "{}", outcome.stderr);
    assert_eq!(fs::read(other.join("journal.jsonl")).expect("reads"), before);
}

#[test]
fn another_share_into_the_same_folder_is_refused() {
    let tree = Tree::new(2);
    tree.run(&["--shard", "1/2"]);
    let run = tree.run(&["--shard", "2/2"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("holds shard 1/2"), "{}", run.stderr);
    for shard in ["0/2", "3/2", "x"] {
        assert_eq!(tree.run(&["--shard", shard]).code, Some(2), "{shard}");
    }
}
