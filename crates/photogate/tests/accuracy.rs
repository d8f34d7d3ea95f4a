//! Accuracy on the labelled research pictures, which lie beside the repository and are never part of it.
//!
//! Floors are the product's promises; `docs/accuracy.md` has the figures. Where the pictures are absent, the tests say
//! so and pass.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use photogate::{Checker, Status};
use rayon::prelude::*;

/// A label column, its rule (with the part, where the label is one of a side), and the label that is a violation.
type Labelled = (&'static str, &'static str, &'static str);

const DARK: Labelled = ("dark", "clothing.dark", "0");
const PATTERN: Labelled = ("pattern", "clothing.pattern", "1");
const STRAPS: Labelled = ("straps", "clothing.straps", "1");
const SKIN_TONE: Labelled = ("skin_tone", "clothing.skin_tone", "1");
const BACKGROUND: Labelled = ("near_background", "clothing.background", "1");
const EAR_LEFT: Labelled = ("ear_left", "hair.ears image_left", "0");
const EAR_RIGHT: Labelled = ("ear_right", "hair.ears image_right", "0");
const BROWS: Labelled = ("brows", "hair.brows", "0");
const EARRINGS: Labelled = ("earring", "ornament.earrings", "1");
const NECKLACE: Labelled = ("necklace", "ornament.necklace", "1");
const HEADWEAR: Labelled = ("hat", "ornament.headwear", "1");
const MOUTH: Labelled = ("mouth_open", "expression.mouth", "1");

fn data(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    if folder.join("labels.csv").is_file() {
        return Some(folder);
    }
    eprintln!("skipped: there is no {}", folder.display());
    None
}

/// One labelled picture: its labels by column, and the violation of each rule that was assessed.
struct Judged {
    labels: HashMap<String, String>,
    violations: HashMap<String, f64>,
}

fn judge(folder: &Path, pictures: &Path, wanted: impl Fn(&str) -> bool) -> Vec<Judged> {
    let checker = Checker::builder().build().expect("`cargo xtask setup` was run");
    let mut reader = csv::Reader::from_path(folder.join("labels.csv")).expect("it was there");
    let rows: Vec<HashMap<String, String>> =
        reader.deserialize().map(|row| row.expect("rows have the header's columns")).collect();
    let rows: Vec<_> = rows.into_iter().filter(|row| wanted(&row["file"])).collect();
    assert!(!rows.is_empty());
    rows.into_par_iter()
        .map(|labels| {
            let path = pictures.join(&labels["file"]);
            let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let report = checker.check(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let violations = report
                .findings
                .into_iter()
                .filter(|finding| finding.status != Status::NotAssessed)
                .flat_map(|finding| {
                    let rule = finding.rule;
                    let parts: Vec<_> = finding
                        .parts
                        .iter()
                        .map(|(part, &value)| (format!("{rule} {part}"), value))
                        .collect();
                    parts.into_iter().chain(finding.violation.map(|value| (rule, value)))
                })
                .collect();
            Judged { labels, violations }
        })
        .collect()
}

/// Area under the ROC curve; what was not assessed counts as 0.5, as the scoring program does.
fn auc(judged: &[Judged], (column, rule, bad): Labelled) -> f64 {
    let (mut violating, mut clean) = (Vec::new(), Vec::new());
    for photo in judged {
        let label = photo.labels.get(column).map_or("", String::as_str);
        if label == "0" || label == "1" {
            let violation = photo.violations.get(rule).copied().unwrap_or(0.5);
            if label == bad { violating.push(violation) } else { clean.push(violation) }
        }
    }
    assert!(!violating.is_empty() && !clean.is_empty(), "{rule}: both kinds are labelled");
    let pairs = violating.iter().flat_map(|bad| clean.iter().map(move |good| bad.total_cmp(good)));
    let wins: f64 = pairs.map(|order| if order.is_eq() { 0.5 } else { f64::from(order.is_gt()) }).sum();
    wins / (violating.len() * clean.len()) as f64
}

fn at_least(judged: &[Judged], floors: &[(Labelled, f64)]) {
    let worse: Vec<String> = floors
        .iter()
        .map(|&(labelled, floor)| (labelled.1, auc(judged, labelled), floor))
        .filter(|(_, auc, floor)| auc < floor)
        .map(|(rule, auc, floor)| format!("{rule}: AUC {auc:.3}, floor {floor}"))
        .collect();
    assert!(worse.is_empty(), "{worse:#?}");
}

#[test]
fn campaign_pictures_are_told_apart() {
    let Some(folder) = data("campaign") else { return };
    let judged = judge(&folder, &folder, |_| true);
    at_least(&judged, &[(DARK, 0.98), (BACKGROUND, 0.98), (SKIN_TONE, 0.95), (PATTERN, 0.95), (MOUTH, 0.98)]);
}

#[test]
fn portraits_are_told_apart() {
    let Some(folder) = data("portraits") else { return };
    let judged = judge(&folder, &folder, |_| true);
    at_least(&judged, &[(DARK, 0.95), (STRAPS, 0.90)]);
    for photo in &judged {
        let one_face = photo.labels["faces"] == "1";
        assert_eq!(photo.violations["face.single"] < 0.5, one_face, "{}", photo.labels["file"]);
    }
}

/// Portraits and the parsed pictures that the face-parsing network was not trained on, together.
#[test]
fn hair_ornaments_and_mouths_are_told_apart() {
    let (Some(portraits), Some(parsing)) = (data("portraits"), data("parsing")) else { return };
    let held_out = include_str!("../../../models/training/validation.txt");
    let held_out: HashSet<&str> = held_out.lines().collect();
    let mut judged = judge(&portraits, &portraits, |_| true);
    judged.extend(judge(&parsing, &parsing.join("images"), |file| {
        Path::new(file).file_stem().is_some_and(|stem| held_out.contains(&*stem.to_string_lossy()))
    }));
    at_least(
        &judged,
        &[
            (EAR_LEFT, 0.95),
            (EAR_RIGHT, 0.95),
            (BROWS, 0.95),
            (EARRINGS, 0.94),
            (NECKLACE, 0.85),
            (HEADWEAR, 0.97),
            (MOUTH, 0.97),
        ],
    );
}
