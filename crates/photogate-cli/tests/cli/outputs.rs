//! Where results go, and what happens if they cannot.

use std::fs;

use crate::support::{Entry, Folder, check, photogate};

#[test]
fn output_goes_to_the_file_and_to_nowhere_else() {
    let folder = Folder::new();
    let (photo, results) = (folder.passing("a.jpg"), folder.at("results.json"));
    fs::write(&results, "an earlier run").expect("room");
    let outcome = check![photo, "--format", "json", "--output", results];
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), ""), "{}", outcome.stderr);
    let text = fs::read_to_string(&results).expect("it is there");
    let entries: Vec<Entry> = serde_json::from_str(&text).expect("JSON");
    assert_eq!(entries.len(), 1);
    assert_eq!(folder.list(""), ["a.jpg", "results.json"], "nothing is left behind");
}

#[test]
fn an_earlier_output_outlives_a_run_that_cannot_start() {
    let folder = Folder::new();
    let (photo, results) = (folder.passing("a.jpg"), folder.at("results.json"));
    fs::write(&results, "an earlier run").expect("room");
    let library = folder.at("nowhere.so");
    let outcome = check![photo, "--output", results, "--onnxruntime", library,];
    assert_eq!(outcome.code, Some(2));
    assert!(
        outcome.stderr.starts_with("error: ") && outcome.stderr.contains("nowhere.so"),
        "{}",
        outcome.stderr
    );
    assert_eq!(fs::read_to_string(&results).expect("it is there"), "an earlier run");
    assert_eq!(folder.list(""), ["a.jpg", "results.json"], "nothing is left behind");
}

#[test]
fn a_bad_output_is_refused_before_any_work() {
    let folder = Folder::new();
    let photo = folder.passing("a.jpg");
    // Would be the first to fail if the work began: the order is what is tested.
    let library = folder.at("nowhere.so");
    for output in [folder.path().to_path_buf(), folder.path().join("no/such/folder.json")] {
        let outcome = check![photo, "--output", output, "--onnxruntime", library,];
        assert_eq!(outcome.code, Some(2));
        let names_it = outcome.stderr.contains(&*output.to_string_lossy());
        assert!(names_it && outcome.stderr.contains("--output"), "{}", outcome.stderr);
    }
}

#[test]
fn a_photo_is_never_replaced_by_results() {
    let folder = Folder::new();
    let photo = folder.passing("a.jpg");
    let before = fs::read(&photo).expect("it is there");
    let output = folder.path().join(".").join("a.jpg");
    let outcome = check![folder.path(), "--output", output];
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
    assert_eq!(fs::read(&photo).expect("it is there"), before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_folder_is_named_in_the_error() {
    let folder = Folder::new();
    // Nobody can make a file in there, not even root.
    let outcome = check![folder.passing("a.jpg"), "--output", "/proc/results.json"];
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.contains("cannot write the results to /proc/results.json"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("  caused by: "), "{}", outcome.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_whatever_the_format() {
    let folder = Folder::new();
    let photo = folder.passing("a.jpg");
    for format in ["human", "json", "jsonl"] {
        let outcome = check![photo, "--format", format, "--output", "/dev/full"];
        assert_eq!(outcome.code, Some(2), "{format}");
        assert!(
            outcome.stderr.contains("/dev/full") && outcome.stderr.contains("space"),
            "{}",
            outcome.stderr
        );

        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let output = photogate().args(["check", "--format", format]).arg(&photo).stdout(full).output();
        let output = output.expect("the binary starts");
        assert_eq!(output.status.code(), Some(2), "{format}");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(stderr.contains("stdout") && stderr.contains("space"), "{stderr}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_device_is_written_to_straight_away() {
    let folder = Folder::new();
    let outcome = check![folder.passing("a.jpg"), "--format", "jsonl", "--output", "/dev/stdout"];
    assert_eq!((outcome.code, outcome.stdout.lines().count()), (Some(0), 1), "{}", outcome.stderr);
}
