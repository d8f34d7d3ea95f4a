//! Scores on labelled photos.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::support::{Folder, Outcome, photogate, testdata};

/// Four photos are enough for both classes of some rules.
const PHOTOS: [&str; 4] = [
    "obama-navy-suit-fails-mouth.jpg",
    "biden-black-suit-reviews-frontal.jpg",
    "biden-white-suit-fails-dark.jpg",
    "biden-plaid-suit-fails-pattern.jpg",
];

/// Labels of [`PHOTOS`], with cells of every kind.
const LABELS: &str = "\
file,source,faces,dark,pattern,ear_left,ear_right,geometry
any/obama-navy-suit-fails-mouth.jpg,x,1,1,0,1,1,ok
biden-black-suit-reviews-frontal.jpg,,1,1,0,1,1,
biden-white-suit-fails-dark.jpg,,1,0,0,1,,high
biden-plaid-suit-fails-pattern.jpg,,1,1,1,1,0,low
";

fn photos() -> Vec<PathBuf> {
    PHOTOS.iter().map(|name| testdata().join("photos").join(name)).collect()
}

fn evaluate<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Outcome {
    photogate().arg("evaluate").args(arguments).output().expect("the binary starts").into()
}

/// Runs `evaluate` with labels of this text and more arguments.
fn with_labels(folder: &Folder, labels: &str, arguments: &[&OsStr]) -> Outcome {
    let path = folder.at("labels.csv");
    fs::write(&path, labels).expect("room");
    evaluate([OsStr::new("--labels"), path.as_os_str()].iter().chain(arguments))
}

/// The cells of the line of `rule` in the table that is `number`th on stdout.
fn cells<'a>(outcome: &'a Outcome, rule: &str, number: usize) -> Vec<&'a str> {
    let table = outcome.stdout.split("\n\n").nth(number).unwrap_or_default();
    let line = table.lines().find(|line| line.starts_with(rule));
    line.unwrap_or_else(|| panic!("no {rule} in {outcome:#?}")).split_whitespace().skip(1).collect()
}

#[test]
fn the_tables_count_labels_and_decisions() {
    let folder = Folder::new();
    let photos = photos();
    let arguments: Vec<_> = photos.iter().map(|path| path.as_os_str()).collect();
    let outcome = with_labels(&folder, LABELS, &arguments);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{outcome:#?}");
    assert_eq!(
        cells(&outcome, "clothing.dark", 0),
        ["1", "3", "1.000", "0.000", "1.000", "1.000", "0.000", "0"]
    );
    assert_eq!(cells(&outcome, "clothing.dark", 1), ["0", "0", "1", "0", "3", "0", "0", "0"]);
    assert_eq!(cells(&outcome, "face.single", 0), ["0", "4", "-", "-", "-", "-", "0.000", "0"]);
    assert_eq!(cells(&outcome, "geometry.eye_line", 0)[..2], ["2", "1"]);
    assert_eq!(cells(&outcome, "hair.ears", 0)[..2], ["1", "6"]);
}

#[test]
fn the_photos_of_the_project_are_scored_with_their_labels() {
    let results = Folder::new();
    let findings = results.at("findings.jsonl");
    let written = photogate()
        .args([OsStr::new("check"), OsStr::new("--format"), OsStr::new("jsonl"), OsStr::new("--output")])
        .arg(&findings)
        .arg(testdata().join("photos"))
        .output()
        .expect("the binary starts");
    assert_eq!(written.status.code(), Some(1), "{written:?}");
    let labels = testdata().join("labels.csv");
    let arguments = |more: &[&OsStr]| {
        let start = [OsStr::new("--format"), OsStr::new("json"), OsStr::new("--labels"), labels.as_os_str()];
        start.iter().chain(more).map(Into::into).collect::<Vec<std::ffi::OsString>>()
    };
    let scored = evaluate(arguments(&[OsStr::new("--findings"), findings.as_os_str()]));
    assert_eq!(scored.code, Some(0), "{scored:#?}");
    let judged = evaluate(arguments(&[testdata().join("photos").as_os_str()]));
    assert_eq!(judged.stdout, scored.stdout, "judged now or read from a file");
    let scores = parsed(&scored.stdout);
    for (rule, violations) in [("background.colour", 3), ("background.uniform", 4)] {
        assert_eq!(scores[rule]["n_violation"], Value::from(violations), "{rule}");
    }
    assert!(!scores.contains_key("glasses.worn") && judged.stderr.contains("glasses.worn"), "{judged:#?}");
    let pattern = &scores["clothing.pattern"];
    assert_eq!((&pattern["n_violation"], &pattern["n_clean"]), (&Value::from(7), &Value::from(75)));
    for (rule, score) in &scores {
        for (class, count) in [("violation", "n_violation"), ("clean", "n_clean")] {
            let counts = score["confusion"][class].as_object().expect("counts");
            let sum: u64 = counts.values().filter_map(Value::as_u64).sum();
            assert_eq!(Some(sum), score[count].as_u64(), "{rule}");
        }
    }
    compare_with_reference(&labels, &findings, &scores);
}

#[test]
fn research_findings_are_scored_like_the_reference_does() {
    let folder = Folder::new();
    // Violations with ties, sides, gaps and all kinds of status; no photo is needed to score them.
    let mut labels = "file,ear_left,ear_right,dark,geometry,faces\n".to_owned();
    let mut findings = String::new();
    for index in 0..97_u32 {
        let score = |factor: u32| f64::from(index * factor % 23) / 22.0 * 0.987_654_321;
        let bit = |factor: u32| index * factor % 7 % 2;
        let words = ["ok", "low", "high", "small", "large", "tilt", "left", ""];
        let _ = writeln!(
            labels,
            "x/{index}.jpg,{},{},{},{},{}",
            bit(3),
            bit(5),
            bit(2),
            words[(index % 8) as usize],
            index % 4
        );
        if index % 11 == 10 {
            continue;
        }
        let status = if index % 13 == 5 { "not_assessed" } else { "review" };
        let finding = |rule: &str, factor| serde_json::json!({ "rule": rule, "status": status, "violation": score(factor) });
        let mut ears = finding("hair.ears", 3);
        ears["parts"] = serde_json::json!({ "image_left": score(9), "image_right": Value::Null });
        let rules = ["clothing.dark", "geometry.eye_line", "pose.level", "face.single"];
        let mut all: Vec<_> =
            rules.iter().zip([5, 7, 9, 11]).map(|(rule, factor)| finding(rule, factor)).collect();
        all.push(ears);
        let line = serde_json::json!({ "file": format!("y/{index}.jpg"), "findings": all });
        let _ = writeln!(findings, "{line}");
    }
    let path = folder.at("findings.jsonl");
    fs::write(&path, findings).expect("room");
    let arguments = ["--format", "json", "--findings"].map(OsStr::new);
    let outcome = with_labels(&folder, &labels, &[&arguments[..], &[path.as_os_str()]].concat());
    assert_eq!(outcome.code, Some(0), "{outcome:#?}");
    compare_with_reference(&folder.at("labels.csv"), &path, &parsed(&outcome.stdout));
}

fn parsed(json: &str) -> BTreeMap<String, Value> {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error} in {json}"))
}

/// Compares every number with that of the project's reference scorer, where that and Python are at hand.
fn compare_with_reference(labels: &Path, findings: &Path, scores: &BTreeMap<String, Value>) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/tools/score.py");
    if !script.exists() {
        eprintln!("skipped: there is no {}", script.display());
        return;
    }
    let outcome = match Command::new("python3").arg(script).args([labels, findings]).arg("--json").output() {
        Ok(output) => Outcome::from(output),
        Err(error) => {
            eprintln!("skipped: python3 does not start: {error}");
            return;
        }
    };
    let expected = parsed(&outcome.stdout);
    assert!(!expected.is_empty(), "{outcome:#?}");
    let mut without_confusion = scores.clone();
    // It reads fewer columns than we do.
    without_confusion.retain(|rule, _| expected.contains_key(rule));
    for score in without_confusion.values_mut() {
        score.as_object_mut().expect("an object").remove("confusion");
    }
    assert_eq!(without_confusion, expected);
}

#[test]
fn rules_are_labelled_by_their_names_and_unknown_columns_are_told() {
    let folder = Folder::new();
    let labels = format!("file,background.colour,glasses,notes,roll\n{},1,0,x,2.5\n", PHOTOS[0]);
    let photo = testdata().join("photos").join(PHOTOS[0]);
    let by = |ruleset: &str, more: &[&str]| {
        let mut arguments = vec![photo.as_os_str(), OsStr::new("--ruleset"), OsStr::new(ruleset)];
        arguments.extend(more.iter().map(OsStr::new));
        with_labels(&folder, &labels, &arguments)
    };
    let notice = by("notice", &[]);
    assert_eq!(notice.code, Some(0), "{notice:#?}");
    assert_eq!(cells(&notice, "background.colour", 0)[..2], ["1", "0"]);
    assert!(!notice.stdout.contains("glasses.worn"), "{notice:#?}");
    let warnings: Vec<_> = notice.stderr.lines().collect();
    assert_eq!(warnings.len(), 2, "{notice:#?}");
    assert!(warnings[0].contains("`notes`") && !warnings[0].contains("roll"), "{notice:#?}");
    assert!(warnings[1].contains("glasses.worn") && warnings[1].contains("--ruleset"), "{notice:#?}");
    let chinese = by("notice", &["--lang", "zh"]);
    assert!(chinese.stderr.contains("无法识别") && chinese.stderr.contains("未评分"), "{chinese:#?}");
    let worst = by("notice", &["--worst", "glasses.worn", "--out", "mistakes"]);
    assert!(worst.code == Some(2) && worst.stderr.contains("glasses.worn"), "{worst:#?}");
    let postgraduate = by("postgraduate", &[]);
    assert_eq!(cells(&postgraduate, "glasses.worn", 0)[..2], ["0", "1"], "{postgraduate:#?}");
    assert_eq!(postgraduate.stderr.lines().count(), 2, "{postgraduate:#?}");
}

#[test]
fn the_worst_mistakes_are_on_a_page_with_their_pictures() {
    let folder = Folder::new();
    let out = folder.path().join("new/mistakes");
    // The labels are wrong on purpose: a white suit is called dark, a black and a navy one are not.
    let labels = "file,dark\nbiden-white-suit-fails-dark.jpg,1\nbiden-black-suit-reviews-frontal.jpg,0\n\
                  obama-navy-suit-fails-mouth.jpg,0\nbiden-plaid-suit-fails-pattern.jpg,1\n";
    let photos = photos();
    let mut arguments: Vec<_> = photos.iter().map(|path| path.as_os_str()).collect();
    let options = ["--worst", "clothing.dark", "--lang", "zh", "--out"].map(OsStr::new);
    arguments.extend(options);
    arguments.push(out.as_os_str());
    let outcome = with_labels(&folder, labels, &arguments);
    assert_eq!(outcome.code, Some(0), "{outcome:#?}");
    assert!(outcome.stderr.contains("漏报 2，误报 1，未评估 0"), "{}", outcome.stderr);
    let page = fs::read_to_string(out.join("index.html")).expect("the page");
    for name in &PHOTOS[..3] {
        assert!(page.contains(&format!("<h3>{name}</h3>")), "{name} in {page}");
    }
    assert!(!page.contains(PHOTOS[3]), "no mistake");
    assert!(page.contains("漏报") && page.contains("L*"), "{page}");
    let sources: Vec<_> = page.split("src=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(sources.len(), 3, "{page}");
    for source in sources {
        let picture = image::open(out.join(source)).expect("a picture");
        assert!(picture.height() > 640, "the strip stands below the photo");
    }
}

#[test]
fn a_wrong_call_is_told_before_anything_is_judged() {
    let folder = Folder::new();
    let photo = testdata().join("photos").join(PHOTOS[0]);
    let out = folder.path().join("out");
    let inside = testdata().join("photos/mistakes");
    let worst = |rule, out| {
        [photo.as_os_str(), OsStr::new("--worst"), OsStr::new(rule), OsStr::new("--out"), out].to_vec()
    };
    let photos = testdata().join("photos");
    let mut searched = worst("clothing.dark", inside.as_os_str());
    searched[0] = photos.as_os_str();
    let none_match = "file,dark\nnobody.jpg,1\n";
    let good = format!("file,dark\n{},1\n", PHOTOS[0]);
    for (labels, arguments, parts) in [
        ("name,dark\na.jpg,1\n", vec![photo.as_os_str()], &["labels.csv", "line 1", "`file`"][..]),
        ("file,colour\na.jpg,1\n", vec![photo.as_os_str()], &["labels.csv", "line 1", "`colour`", "`dark`"]),
        (
            "file,dark\na.jpg,1\nb.jpg,2\n",
            vec![photo.as_os_str()],
            &["labels.csv", "line 3", "`dark`", "\"2\""],
        ),
        (&good, worst("clothing.drak", out.as_os_str()), &["`clothing.drak`", "`clothing.dark`"]),
        (&good, worst("hair.ears", out.as_os_str()), &["hair.ears", "`ear_left`"]),
        (&good, searched, &["--out", "photos are searched"]),
        (&good, worst("clothing.dark", OsStr::new("x"))[..3].to_vec(), &["--out"]),
        (&good, vec![], &["PATH"]),
        (none_match, vec![photo.as_os_str()], &["none of the 1 photos", "labels.csv"]),
        (&good, vec![OsStr::new("--findings"), OsStr::new("gone.jsonl")], &["gone.jsonl"]),
    ] {
        let outcome = with_labels(&folder, labels, &arguments);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""), "{outcome:#?}");
        for part in parts {
            assert!(outcome.stderr.contains(part), "{part} in {}", outcome.stderr);
        }
    }
    assert!(!out.exists() && !inside.exists(), "nothing is written");
}

#[test]
fn photos_without_a_result_are_told_and_scored_as_missed() {
    let folder = Folder::new();
    let broken = folder.text("in/broken.jpg");
    let photo = testdata().join("photos").join(PHOTOS[0]);
    let labels = format!("file,dark\n{},1\nbroken.jpg,1\ngone.jpg,0\n", PHOTOS[0]);
    let outcome = with_labels(&folder, &labels, &[photo.as_os_str(), broken.as_os_str()]);
    assert_eq!(outcome.code, Some(2), "{outcome:#?}");
    assert!(
        outcome.stderr.contains("cannot judge ") && outcome.stderr.contains("broken.jpg"),
        "{outcome:#?}"
    );
    assert!(outcome.stderr.contains("no result for 1 of 3 labelled photos: gone.jpg"), "{outcome:#?}");
    assert_eq!(cells(&outcome, "clothing.dark", 0)[7], "2", "{outcome:#?}");
}
