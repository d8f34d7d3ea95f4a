//! `photogate report`, behind a run of `photogate batch`.

use std::fs;
use std::path::Path;

use crate::support::{Folder, Outcome, photogate};

fn run(folder: &Folder, arguments: &[&str]) -> Outcome {
    let command = &mut photogate();
    command.current_dir(folder.path()).args(arguments);
    command.output().expect("the binary starts").into()
}

fn batch() -> Folder {
    let folder = Folder::new();
    folder.passing("photos/五班/1001.jpg");
    folder.failing("photos/五班/1002.jpg");
    folder.text("photos/六班/broken.jpg");
    let outcome = run(&folder, &["batch", "photos", "--out", "run"]);
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
    folder
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_format_is_written_with_what_the_roster_brings_to_light() {
    let folder = batch();
    fs::write(
        folder.at("students.csv"),
        "学号,姓名,班级\n1001,王芳,五班\n1002,李雷,六班\n1003,韩梅梅,六班\n",
    )
    .expect("room");
    for format in ["html", "csv", "xlsx", "jsonl"] {
        let arguments = ["report", "run", "--format", format, "--lang", "zh", "--roster", "students.csv"];
        let outcome = run(&folder, &arguments);
        assert_eq!(outcome.code, Some(0), "{format}: {}", outcome.stderr);
        assert!(
            outcome.stderr.contains("缺照片") && outcome.stderr.contains("韩梅梅 1003"),
            "{}",
            outcome.stderr
        );
        assert!(folder.at(format!("run/report.{format}")).is_file(), "{format}");
    }
    let page = read(&folder.at("run/report.html"));
    assert!(page.contains("\"link\":\"../photos/%E4%BA%94%E7%8F%AD/1001.jpg\""), "links are relative");
    let pictures = fs::read_dir(folder.at("run/report_files")).expect("a folder").count();
    assert_eq!(pictures, 2, "the broken photo has none");
    let roster = read(&folder.at("run/report.roster.csv"));
    assert!(roster.contains("班级文件夹不符") && roster.contains("六班/broken.jpg"), "{roster}");
    // Both portraits are one picture but for the mouth, so that they are also told to be nearly the same.
    assert_eq!(read(&folder.at("run/report.roster.jsonl")).lines().count(), 4);

    let outcome = run(&folder, &["report", "run", "--format", "jsonl", "--out", "-"]);
    assert_eq!(outcome.stdout, read(&folder.at("run/report.jsonl")));
    assert_eq!(outcome.stdout.lines().count(), 3);
}

#[test]
fn mistakes_are_told_before_anything_is_written() {
    let folder = Folder::new();
    fs::create_dir(folder.at("empty")).expect("a folder");
    fs::write(folder.at("twice.csv"), "学号\n1\n1\n").expect("room");
    for (arguments, parts) in [
        (&["report", "empty"][..], &["no journal", "empty"][..]),
        (&["report", "empty", "--roster", "twice.csv"], &["twice.csv", "line 3", "line 2"]),
        (&["report", "empty", "--lang", "zh", "--roster", "twice.csv"], &["twice.csv 第 3 行", "第 2 行"]),
        (&["report", "empty", "--roster", "twice.csv", "--name-pattern", "{number}{name}"], &["ambiguous"]),
        (&["report", "empty", "--roster", "twice.csv", "--roster-columns", "nummer=学号"], &["nummer"]),
        (&["report", "empty", "--out", "-"], &["csv and jsonl"]),
    ] {
        let outcome = run(&folder, arguments);
        assert_eq!(outcome.code, Some(2), "{arguments:?}");
        for part in parts {
            assert!(outcome.stderr.contains(part), "{part} in {}", outcome.stderr);
        }
    }
    assert_eq!(fs::read_dir(folder.at("empty")).expect("a folder").count(), 0);
}
