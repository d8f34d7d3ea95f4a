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
fn chinese_short_help() {
    insta::assert_snapshot!(run(&["check", "-h", "--lang", "zh"]).stdout);
}

#[test]
fn chinese_long_help() {
    insta::assert_snapshot!(run(&["check", "--help", "--lang=zh"]).stdout);
}

#[test]
fn chinese_help_of_evaluate() {
    insta::assert_snapshot!(run(&["--lang", "zh", "help", "evaluate"]).stdout);
}

#[test]
fn chinese_help_of_the_program() {
    insta::assert_snapshot!(run(&["--lang", "zh", "--help"]).stdout);
}

#[test]
fn the_locale_decides_where_no_option_does() {
    let help = |locale: &str| {
        let mut command = photogate();
        command.env("LC_ALL", locale).args(["check", "--help"]);
        Outcome::from(command.output().expect("the binary starts")).stdout
    };
    assert!(help("zh_CN.UTF-8").contains("用法："));
    assert!(help("de_DE.UTF-8").contains("Usage:"));
}

#[test]
fn chinese_help_fits_a_narrow_terminal() {
    for columns in ["40", "60"] {
        for extent in ["-h", "--help"] {
            let mut command = photogate();
            command.env("COLUMNS", columns).args(["--lang", "zh", "evaluate", extent]);
            let help = Outcome::from(command.output().expect("the binary starts")).stdout;
            let most: usize = columns.parse().expect("a number");
            // Examples are commands to copy: they stay whole words.
            let texts = help.lines().filter(|line| !line.contains("photogate") && !line.contains("--"));
            for line in texts {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= most, "{columns}: {line}");
            }
        }
    }
}

#[test]
fn a_wrong_call_is_told_in_the_language_that_it_asks_for() {
    let outcome = run(&["check", "a.jpg", "--formt", "json", "--lang", "zh"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""));
    insta::assert_snapshot!(outcome.stderr);
}

#[test]
fn a_wrong_call_is_an_error() {
    for arguments in [&[][..], &["check"], &["check", "a.jpg", "--format", "xml"], &["judge", "a.jpg"]] {
        let outcome = run(arguments);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(outcome.stderr.contains("--help") || outcome.stderr.contains("Usage"), "{}", outcome.stderr);
    }
}
