//! A rule that says it does not need the parsed face judges alike with and without it, so a ruleset of such rules may do
//! without the model.

use std::fs;
use std::path::Path;

use photogate::measurement::measure;
use photogate::rules::RULES;
use photogate::{Checker, Ruleset};

/// A ruleset of all rules that do not need the parsed face.
fn undemanding() -> Ruleset {
    let rules = RULES.iter().filter(|rule| !rule.needs_parsing);
    let tables: Vec<String> = rules.map(|rule| format!("[rules.\"{}\"]\n", rule.id)).collect();
    let text = format!("name = \"undemanding\"\nversion = \"1\"\n{}", tables.concat());
    Ruleset::from_toml(&text).expect("names of rules")
}

#[test]
fn rules_that_need_no_parsing_judge_alike_without_it() {
    let checker = Checker::builder().build().expect("`cargo xtask setup` was run");
    let ruleset = undemanding();
    assert!(!ruleset.needs_parsing() && Ruleset::registry().needs_parsing());
    let photos = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/photos");
    let mut photos: Vec<_> =
        fs::read_dir(photos).expect("testdata").map(|entry| entry.expect("testdata").path()).collect();
    photos.sort();
    // Every fifth has all kinds of faults, and takes a fifth of the time.
    for path in photos.iter().step_by(5) {
        let seen = checker.inspect(&fs::read(path).expect("testdata")).expect("the models run");
        let mut portrait = seen.portrait.clone();
        let subject = portrait.subject.as_mut().expect("a face");
        assert!(subject.parsed.take().is_some() && subject.parts.take().is_some());
        let without = measure(&seen.photo, &portrait);
        assert_eq!(ruleset.judge(&without), ruleset.judge(&seen.measurements), "{}", path.display());
    }
}

#[test]
fn a_ruleset_that_needs_no_parsing_is_judged_without_it_unless_everything_is_asked_for() {
    let photo =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/photos/obama-charcoal-suit-passes.jpg");
    let photo = fs::read(photo).expect("testdata");
    let parsed = |checker: Checker| {
        checker.inspect(&photo).expect("the models run").portrait.subject.expect("a face").parsed.is_some()
    };
    let builder = || Checker::builder().ruleset(undemanding());
    assert!(!parsed(builder().build().expect("`cargo xtask setup` was run")));
    assert!(parsed(builder().everything().build().expect("`cargo xtask setup` was run")));
}
