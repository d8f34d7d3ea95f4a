//! How results are written.

use crate::support::{Folder, check, check_json, photogate, testdata};

#[test]
fn exit_status_follows_the_worst_photo() {
    let folder = Folder::new();
    let (pass, fail, broken) = (folder.passing("p.jpg"), folder.failing("f.jpg"), folder.text("b.jpg"));
    assert_eq!(check![&pass].code, Some(0));
    assert_eq!(check![&pass, &fail].code, Some(1));
    assert_eq!(check![&pass, &fail, &broken].code, Some(2));
}

#[test]
fn results_are_the_same_however_many_are_judged_at_a_time() {
    for format in ["human", "json", "jsonl"] {
        let run = |jobs: &str| {
            let photos = testdata().join("photos");
            check![photos, "--format", format, "--jobs", jobs]
        };
        let (one, four) = (run("1"), run("4"));
        assert_eq!(one.stdout, four.stdout);
        assert_eq!(one.code, four.code);
    }
}

#[test]
fn jsonl_holds_the_entries_of_json_one_a_line() {
    let folder = Folder::new();
    let [a, b, c] = [folder.passing("p.jpg"), folder.failing("f.jpg"), folder.text("b.jpg")];
    let json = check_json([&a, &b, &c]);
    let lines = check![a, b, c, "--format", "jsonl"];
    let array = format!("[{}]", lines.stdout.lines().collect::<Vec<_>>().join(","));
    assert_eq!(lines.stdout.lines().count(), 3);
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&array).expect("JSON"),
        serde_json::from_str::<serde_json::Value>(&json.stdout).expect("JSON")
    );
}

#[test]
fn the_table_names_files_rules_reasons_and_counts() {
    let folder = Folder::new();
    let (pass, fail, broken) = (folder.passing("p.jpg"), folder.failing("f.jpg"), folder.text("b.jpg"));
    let entries = check_json([&fail]).entries();
    let outcome = check![&pass, &fail, &broken];
    let lines: Vec<_> = outcome.stdout.lines().collect();
    assert!(lines[0].starts_with("File"), "{}", outcome.stdout);
    assert!(lines[1].ends_with("p.jpg  pass"), "{}", outcome.stdout);
    assert!(
        lines[2].contains("f.jpg  fail") && lines[2].contains(entries[0].rules("fail")[0]),
        "{}",
        lines[2]
    );
    assert!(lines[3].contains("b.jpg  error") && lines[3].contains("not_an_image"), "{}", lines[3]);
    let reason = entries[0].findings.iter().find(|finding| finding.status == "fail").expect("there is one");
    assert!(outcome.stdout.contains(&reason.message.en), "{}", outcome.stdout);
    assert_eq!(lines.last(), Some(&"3 photos: 1 pass, 0 review, 1 fail, 1 error"));
    assert!(!outcome.stdout.contains('\x1b') && outcome.stderr.is_empty(), "no terminal, no colours, no bar");
}

#[test]
fn the_table_speaks_chinese_if_asked_or_if_the_system_does() {
    let folder = Folder::new();
    let fail = folder.failing("f.jpg");
    let asked = check![fail, "--lang", "zh"];
    assert!(asked.stdout.starts_with("文件"), "{}", asked.stdout);
    let reason = check_json([&fail]).entries().remove(0);
    let reason = reason.findings.into_iter().find(|finding| finding.status == "fail").expect("there is one");
    assert!(asked.stdout.contains(&reason.message.zh), "{}", asked.stdout);
    let system = photogate().env("LC_ALL", "zh_CN.UTF-8").arg("check").arg(&fail).output().expect("starts");
    assert_eq!(String::from_utf8(system.stdout).expect("UTF-8"), asked.stdout);
}

#[test]
fn the_usual_log_is_silent_and_a_verbose_one_names_files() {
    let folder = Folder::new();
    let photo = folder.passing("王芳.jpg");
    assert_eq!(check![&photo].stderr, "");
    let outcome = check![photo, "--verbose"];
    assert!(outcome.stderr.contains("王芳.jpg"), "{}", outcome.stderr);
}
