//! `photogate ruleset` and `--ruleset`.

use std::fs;

use crate::support::{Folder, Outcome, photogate, testdata};

const PORTRAIT: &str = "photos/obama-charcoal-suit-passes.jpg";

fn ruleset(arguments: &[&str]) -> Outcome {
    photogate().arg("ruleset").args(arguments).output().expect("the binary starts").into()
}

#[test]
fn the_shipped_rulesets_are_listed_in_both_languages() {
    let english = ruleset(&["list", "--lang", "en"]);
    let chinese = ruleset(&["list", "--lang", "zh"]);
    for name in ["notice", "registry", "capture"] {
        assert!(english.stdout.lines().any(|line| line.starts_with(name)), "{english:?}");
        assert!(chinese.stdout.lines().any(|line| line.starts_with(name)), "{chinese:?}");
    }
    assert!(chinese.stdout.contains("拍摄现场"), "{chinese:?}");
    assert_eq!((english.code, english.stderr.as_str()), (Some(0), ""));
}

#[test]
fn what_is_shown_is_a_file_that_is_in_order_and_can_be_changed() {
    let folder = Folder::new();
    let shown = ruleset(&["show", "notice", "--lang", "zh"]);
    assert!(
        shown.stdout.contains(
            "# 明度范围；下限为 0 表示再深也合格，上限为 100 表示再浅也合格 [L*]\nlightness = { least = 0.0, margin = 3.0, most = 40.0 }"
        ),
        "{shown:?}"
    );
    let path = folder.path().join("campus.toml");
    fs::write(&path, shown.stdout.replace("name = \"notice\"", "name = \"campus\"")).expect("room");
    let checked = ruleset(&["check", &path.to_string_lossy()]);
    assert!(checked.stdout.contains("`campus` 4 is in order"), "{checked:?}");
    assert_eq!(checked.code, Some(0));
}

#[test]
fn a_mistake_is_told_with_file_line_and_the_nearest_name() {
    let folder = Folder::new();
    let path = folder.path().join("campus.toml");
    let text = "name = \"campus\"\nversion = \"1\"\nextends = \"registry\"\n[rules.\"hair.eras\"]\nseverity = \"off\"\n";
    fs::write(&path, text).expect("room");
    let path = path.to_string_lossy().into_owned();
    let expected = format!("{path}: line 4: unknown rule `hair.eras`; did you mean `hair.ears`?");
    let checked = ruleset(&["check", &path]);
    assert!(checked.stderr.contains(&expected), "{checked:?}");
    assert_eq!(checked.code, Some(2));
    let judged = photogate().args(["check", "--ruleset", &path]).arg(testdata().join(PORTRAIT)).output();
    let judged = Outcome::from(judged.expect("the binary starts"));
    assert!(judged.stderr.contains(&expected), "{judged:?}");
    assert_eq!((judged.code, judged.stdout.as_str()), (Some(2), ""));
}

#[test]
fn a_file_saved_by_notepad_as_ansi_is_told_to_be_saved_as_utf_8() {
    let folder = Folder::new();
    let path = folder.path().join("campus.toml");
    // 规则 in GBK.
    fs::write(&path, b"name = \"campus\"\nversion = \"1\"\n# \xb9\xe6\xd4\xf2\n").expect("room");
    let path = path.to_string_lossy().into_owned();
    let checked = ruleset(&["check", &path, "--lang", "zh"]);
    assert!(
        checked.stderr.contains(&format!("{path}：第 3 行：不是 UTF-8 编码，请将文件另存为 UTF-8")),
        "{checked:?}"
    );
    assert_eq!(checked.code, Some(2));
}

#[test]
fn what_is_shown_holds_no_number_of_another_ruleset() {
    let shown = ruleset(&["show", "identity_card", "--lang", "en"]);
    let dpi = shown.stdout.split("[rules.\"file.dpi\"]").next().and_then(|before| before.lines().last());
    assert!(dpi.is_some_and(|demand| !demand.contains("300")), "{dpi:?}");
    assert!(shown.stdout.contains("dpi = 350"), "{shown:?}");
}

#[test]
fn three_lines_of_a_campus_change_a_verdict() {
    let folder = Folder::new();
    let path = folder.path().join("light-tops.toml");
    let text = "name = \"light-tops\"\nversion = \"1\"\nextends = \"notice\"\n[rules.\"clothing.dark\"]\nseverity = \"off\"\n";
    fs::write(&path, text).expect("room");
    let white = testdata().join("photos/biden-white-suit-fails-dark.jpg");
    for (ruleset, verdict) in [("notice", "fail"), (&*path.to_string_lossy(), "pass")] {
        let judged =
            photogate().args(["check", "--format", "json", "--ruleset", ruleset]).arg(&white).output();
        let judged = Outcome::from(judged.expect("the binary starts"));
        assert_eq!(judged.entries()[0].verdict, verdict, "{judged:#?}");
    }
}

#[test]
fn uploads_and_originals_are_judged_by_rules_of_their_own() {
    let folder = Folder::new();
    let upload = testdata().join(PORTRAIT);
    let original = folder.path().join("original.png");
    let pixels = image::open(&upload).expect("a portrait");
    pixels.resize(960, 1280, image::imageops::FilterType::CatmullRom).save(&original).expect("room");
    let judged = crate::support::check_json([upload, original]);
    let names: Vec<_> =
        judged.entries().into_iter().map(|entry| entry.ruleset.expect("judged").name).collect();
    assert_eq!(names, ["registry", "capture"]);
}
