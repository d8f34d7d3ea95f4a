//! Files for upload, judged under their names.

use std::fs;

use crate::support::{Folder, Outcome, check_json, photogate, testdata};

/// The rules of the file alone, at the limits of the upload.
const RULES: &str = r#"
name = "files"
version = "1"
[rules."file.format"]
[rules."file.pixels"]
[rules."file.colour"]
[rules."file.dpi"]
[rules."file.quality"]
[rules."file.bytes"]
"#;

fn judged(folder: &Folder) -> Outcome {
    let rules = folder.path().join("files.toml");
    fs::write(&rules, RULES).expect("room");
    let mut command = photogate();
    command.args(["check", "--format", "json", "--ruleset"]).arg(rules).arg(testdata().join("files"));
    command.output().expect("the binary starts").into()
}

#[test]
fn each_file_breaks_the_rules_that_it_was_made_to_break() {
    let folder = Folder::new();
    let outcome = judged(&folder);
    let expected: &[(&str, &[&str], &[&str])] = &[
        ("72-dpi.jpg", &["file.dpi"], &[]),
        ("a-column-short.jpg", &["file.pixels"], &[]),
        ("above-40-kb.jpg", &["file.bytes"], &[]),
        ("below-30-kb.jpg", &[], &["file.bytes"]),
        ("photoshop-tables.jpg", &[], &[]),
        ("png-renamed.jpg", &["file.format", "file.colour"], &[]),
        ("quality-59.jpg", &["file.quality"], &[]),
        ("wrong-ending.jpeg", &["file.format"], &[]),
    ];
    let entries = outcome.entries();
    assert_eq!(entries.len(), expected.len(), "{outcome:?}");
    for (entry, (name, fails, reviews)) in entries.iter().zip(expected) {
        assert!(entry.file.ends_with(name), "{} for {name}", entry.file);
        assert_eq!(
            (entry.rules("fail"), entry.rules("review")),
            (fails.to_vec(), reviews.to_vec()),
            "{entry:#?}"
        );
        let not_assessed = entry.rules("not_assessed");
        let expected: &[&str] = if *name == "png-renamed.jpg" { &["file.dpi", "file.quality"] } else { &[] };
        assert_eq!(not_assessed, expected, "{entry:#?}");
    }
}

#[test]
fn a_file_that_breaks_off_is_an_error_and_no_finding() {
    let outcome = check_json([testdata().join("broken/truncated.jpg")]);
    assert_eq!(outcome.kinds(), [("truncated.jpg".to_owned(), "truncated".to_owned())]);
    assert!(outcome.entries()[0].findings.is_empty());
}
