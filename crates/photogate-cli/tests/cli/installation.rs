//! What the program is installed with: ONNX Runtime and the models.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Folder, Outcome, check};

/// The models that the binary embeds, as a folder that a test may spoil.
pub fn models(folder: &Folder) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
    let target = folder.at("models");
    fs::create_dir(&target).expect("room");
    for entry in fs::read_dir(source).expect("the models are in the repository") {
        let path = entry.expect("it can be listed").path();
        if path.extension().is_some_and(|ending| ending == "onnx" || ending == "toml") {
            fs::copy(&path, target.join(path.file_name().expect("a file has a name"))).expect("room");
        }
    }
    target
}

fn edit_manifest(models: &Path, edit: impl Fn(&str) -> String) {
    let path = models.join("manifest.toml");
    let text = fs::read_to_string(&path).expect("it was copied");
    let edited = edit(&text);
    assert_ne!(text, edited, "the manifest still has what this test changes");
    fs::write(path, edited).expect("room");
}

fn refused(outcome: &Outcome, words: &[&str]) {
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""), "{}", outcome.stderr);
    for word in words {
        assert!(outcome.stderr.contains(word), "no `{word}` in: {}", outcome.stderr);
    }
}

#[test]
fn a_missing_runtime_says_what_was_looked_for_and_what_mends_it() {
    let folder = Folder::new();
    let photo = folder.passing("a.jpg");
    let outcome = check![photo, "--onnxruntime", folder.at("nowhere.so")];
    refused(&outcome, &["nowhere.so", "cargo xtask setup"]);
}

#[test]
fn a_text_file_is_no_runtime() {
    let folder = Folder::new();
    let photo = folder.passing("a.jpg");
    let library = folder.at("text.so");
    fs::write(&library, "not a library").expect("room");
    let outcome = check![photo, "--onnxruntime", library];
    refused(&outcome, &["text.so", "cannot be loaded as ONNX Runtime", "cargo xtask setup"]);
}

#[test]
fn models_from_a_folder_take_the_place_of_the_embedded_ones() {
    let folder = Folder::new();
    let photo = folder.passing("a.jpg");
    let outcome = check![photo, "--models", models(&folder)];
    assert_eq!(outcome.code, Some(0), "{outcome:#?}");
}

#[test]
fn a_changed_model_is_refused_with_its_name_and_both_hashes() {
    let folder = Folder::new();
    let photo = folder.passing("a.jpg");
    let models = models(&folder);
    fs::write(models.join("face_landmarks.onnx"), "another model").expect("room");
    refused(&check![photo, "--models", models], &["face_landmarks.onnx", "SHA-256", "manifest"]);
}

#[test]
fn a_model_with_other_tensors_is_refused() {
    let folder = Folder::new();
    let photo = folder.passing("a.jpg");
    let models = models(&folder);
    edit_manifest(&models, |text| text.replace("[1, 468, 3]", "[1, 478, 3]"));
    refused(&check![photo, "--models", models], &["face_landmarks", "[1, 478, 3]", "[1, 468, 3]"]);
}

#[test]
fn a_folder_without_models_is_refused() {
    let folder = Folder::new();
    let photo = folder.passing("a.jpg");
    refused(&check![photo, "--models", folder.at("")], &["manifest.toml"]);
}

/// Takes the face-parsing network out of a folder of models.
pub fn remove_face_parsing(models: &Path) {
    edit_manifest(models, |text| {
        let start = text.find("name = \"face_parsing\"").expect("the manifest has it");
        let block = text[..start].rfind("[[model]]").expect("each block has a head");
        let rest = &text[start..];
        let end = rest.find("[[model]]").map_or(text.len(), |end| start + end);
        format!("{}{}", &text[..block], &text[end..])
    });
}

#[test]
fn without_face_parsing_what_needs_it_is_not_assessed_and_nothing_passes() {
    let folder = Folder::new();
    let photo = folder.passing("a.jpg");
    let models = models(&folder);
    remove_face_parsing(&models);
    let outcome = check![photo, "--models", models, "--format", "json"];
    assert_eq!(outcome.code, Some(1), "{outcome:#?}");
    let entries = outcome.entries();
    assert_eq!(entries[0].verdict, "review");
    assert_eq!(
        entries[0].rules("not_assessed"),
        [
            "clothing.dark",
            "clothing.pattern",
            "clothing.straps",
            "clothing.skin_tone",
            "clothing.background",
            "hair.brows",
            "hair.eyes",
            "hair.ears",
            "ornament.earrings",
            "ornament.necklace",
            "ornament.headwear",
            "makeup.heavy",
            "expression.mouth",
            "expression.eyes",
            "glasses.tint",
            "glasses.frame",
            "glasses.glare",
        ]
    );
    assert!(entries[0].findings[1].message.en.contains("face-parsing model"), "{entries:#?}");
}
