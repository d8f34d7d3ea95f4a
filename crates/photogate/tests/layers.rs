//! Data flows one way, so imports do: a stage names the ones before it, never the ones after.

use std::path::{Path, PathBuf};

/// Each stage of `src` and the stages of the crate that it may name.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("coords", &[]),
    ("sides", &[]),
    ("words", &[]),
    ("units", &["words"]),
    ("finding", &["words", "coords"]),
    ("photo", &["coords", "finding"]),
    ("runtime", &["coords", "photo"]),
    ("perception", &["sides", "coords", "photo", "runtime"]),
    ("measurement", &["sides", "coords", "finding", "photo", "perception"]),
    // Planning a crop takes limits, which come in as numbers: a rule hands it its own.
    ("crop", &["coords", "finding", "measurement"]),
    ("rules", &["sides", "words", "coords", "finding", "measurement", "crop"]),
    ("error", &["finding", "photo", "runtime"]),
    ("report", &["finding", "error", "crop"]),
    ("ruleset", &["words", "units", "finding", "measurement", "report", "rules", "crop"]),
    ("fingerprint", &["photo", "runtime", "ruleset", "report"]),
    (
        "check",
        &[
            "error",
            "finding",
            "photo",
            "runtime",
            "perception",
            "measurement",
            "rules",
            "ruleset",
            "report",
            "fingerprint",
        ],
    ),
    (
        "annotate",
        &["units", "words", "coords", "finding", "photo", "perception", "measurement", "report", "check"],
    ),
];

/// Crates that only one stage may name.
const ONLY_IN: &[(&str, &str)] = &[
    ("ort::", "runtime"),
    ("zune_jpeg", "photo"),
    ("moxcms", "photo"),
    ("tiff::", "photo"),
    ("image::codecs", "photo"),
    ("jpeg_encoder", "crop"),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the sources are readable") {
        let path = entry.expect("the sources are readable").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// What `text`, a file of `stage`, names that it may not. Tests at a file's end may name anything.
fn offences(stage: &str, text: &str) -> Vec<String> {
    let Some((_, allowed)) = MAY_NAME.iter().find(|(name, _)| *name == stage) else {
        return vec![format!("`{stage}` is not in the table of stages")];
    };
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let mut found = Vec::new();
    for line in &code {
        if line.contains("crate::{") || line.contains("super::super") {
            found.push(format!("{stage} names other stages in a form that is not checked: {}", line.trim()));
        }
        for named in line.split("crate::").skip(1) {
            let name: String = named.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if name != stage && !name.is_empty() && !allowed.contains(&name.as_str()) {
                found.push(format!("{stage} names {name}: {}", line.trim()));
            }
        }
        for (library, home) in ONLY_IN {
            let at_word = |start: usize| {
                !line[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
            };
            if stage != *home && line.match_indices(library).any(|(start, _)| at_word(start)) {
                found.push(format!("{stage} names {library}, only {home} may: {}", line.trim()));
            }
        }
    }
    found
}

#[test]
fn no_stage_names_a_later_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for path in sources(&root) {
        let inside = path.strip_prefix(&root).unwrap();
        let stage = inside.components().next().unwrap().as_os_str().to_string_lossy();
        let stage = stage.trim_end_matches(".rs");
        // The crate page knows all stages; files of tests may name anything.
        if stage == "lib" || inside.ends_with("tests.rs") || inside.to_string_lossy().ends_with("samples.rs")
        {
            continue;
        }
        found.extend(offences(stage, &std::fs::read_to_string(&path).unwrap()));
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_planted_violation_is_caught() {
    assert_eq!(offences("rules", "use crate::measurement::Measurements;\n"), Vec::<String>::new());
    assert_eq!(offences("measurement", "use crate::rules::Rule;\n").len(), 1);
    assert_eq!(offences("perception", "    let session = ort::session::Session::builder();\n").len(), 1);
    assert_eq!(offences("rules", "use crate::{report, ruleset};\n").len(), 1);
    assert_eq!(offences("nowhere", "").len(), 1);
}
