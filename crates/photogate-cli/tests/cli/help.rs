//! The help texts, and what a wrong call says.

use crate::support::{Outcome, photogate};

fn run(arguments: &[&str]) -> Outcome {
    photogate().args(arguments).output().expect("the binary starts").into()
}

#[test]
fn short_help() {
    insta::assert_snapshot!(run(&["check", "-h"]).stdout);
}

#[test]
fn long_help() {
    insta::assert_snapshot!(run(&["check", "--help"]).stdout);
}

#[test]
fn help_of_evaluate() {
    insta::assert_snapshot!(run(&["evaluate", "--help"]).stdout);
}

#[test]
fn help_of_the_program() {
    insta::assert_snapshot!(run(&["--help"]).stdout);
}

#[test]
fn a_wrong_call_is_an_error() {
    for arguments in [&[][..], &["check"], &["check", "a.jpg", "--format", "xml"], &["judge", "a.jpg"]] {
        let outcome = run(arguments);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(outcome.stderr.contains("--help") || outcome.stderr.contains("Usage"), "{}", outcome.stderr);
    }
}
