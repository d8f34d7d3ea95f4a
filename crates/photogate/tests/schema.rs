//! The published JSON Schemas are those of the code, and what the library reads and writes follows them.

#![expect(clippy::unwrap_used, reason = "helpers of tests, which may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use photogate::{Checker, Language, Record, Ruleset, record_schema, ruleset_schema};
use serde_json::Value;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Compares `docs/schema/NAME` with `schema`; `REGENERATE=1` writes it instead.
fn check_published(name: &str, schema: &schemars::Schema) {
    let path = repository().join("docs/schema").join(name);
    let text = serde_json::to_string_pretty(schema).unwrap() + "\n";
    if std::env::var_os("REGENERATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    } else {
        let published = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            published == text,
            "{} is stale; write it with: REGENERATE=1 cargo test -p photogate --test schema",
            path.display()
        );
    }
}

fn validator(schema: &schemars::Schema) -> Validator {
    jsonschema::validator_for(schema.as_value()).expect("a valid schema")
}

#[test]
fn the_published_schemas_are_fresh() {
    check_published("record.schema.json", &record_schema());
    check_published("ruleset.schema.json", &ruleset_schema());
}

#[test]
fn records_of_judged_and_of_broken_photos_follow_their_schema() {
    let checker = Checker::builder().build().expect("`cargo xtask setup` was run");
    let validator = validator(&record_schema());
    for photo in [
        "photos/biden-one-earring-fails-earrings.jpg",
        "photos/two-people-fails-single.jpg",
        "broken/truncated.jpg",
    ] {
        let bytes = fs::read(repository().join("testdata").join(photo)).unwrap();
        let outcome = checker.check(&bytes);
        let record = Record::new(photo, outcome.as_ref().cloned());
        let json = serde_json::to_value(&record).unwrap();
        let errors: Vec<String> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{photo}: {errors:?}");
    }
    assert!(!validator.is_valid(&serde_json::json!({ "file": "a.jpg", "verdict": "fine" })));
}

#[test]
fn rulesets_follow_their_schema_and_mistakes_do_not() {
    let validator = validator(&ruleset_schema());
    let parsed = |text: &str| -> Value { toml::from_str::<Value>(text).expect("TOML") };
    for name in Ruleset::shipped_names() {
        let text = Ruleset::shipped(name).unwrap().to_toml(Language::En);
        let errors: Vec<String> =
            validator.iter_errors(&parsed(&text)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        let source = fs::read_to_string(repository().join(format!("crates/photogate/rulesets/{name}.toml")));
        assert!(validator.is_valid(&parsed(&source.unwrap())), "{name}");
    }
    let head = "name = \"x\"\nversion = \"1\"\n";
    for mistake in
        ["rulse = {}", "[rules.\"clothing.drak\"]", "[rules.\"clothing.dark\"]\nlightnes.limit = 4"]
    {
        assert!(!validator.is_valid(&parsed(&format!("{head}{mistake}"))), "{mistake}");
    }
    assert!(validator.is_valid(&parsed(&format!("{head}[rules.\"clothing.dark\"]\nlightness.most = 4"))));
}
