//! The form of a ruleset's TOML as a JSON Schema, for editors that complete and check it.

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::{Severity, builtin};
use crate::rules::{RULES, RuleEntry};

/// JSON Schema (2020-12) of a ruleset, as TOML editors read it.
#[must_use]
pub fn ruleset_schema() -> Schema {
    let mut generator = SchemaGenerator::default();
    let rules: Map<String, Value> =
        RULES.iter().map(|entry| (entry.id.to_owned(), rule_schema(entry, &mut generator))).collect();
    let text = json!({ "type": "string" });
    json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Photogate ruleset",
        "type": "object",
        "required": ["name", "version"],
        "additionalProperties": false,
        "properties": {
            "name": text,
            "version": text,
            "about": {
                "type": "object",
                "additionalProperties": false,
                "properties": { "en": text, "zh": text }
            },
            "extends": { "enum": builtin::NAMES },
            "rules": { "type": "object", "additionalProperties": false, "properties": rules }
        },
        "$defs": without_required(generator.take_definitions(true).into())
    })
}

/// The table of one rule: its severity and its limits, each with what it means and the numbers that make sense.
fn rule_schema(entry: &RuleEntry, generator: &mut SchemaGenerator) -> Value {
    let limits = (entry.schema)(generator);
    let mut properties = Map::new();
    properties.insert("severity".to_owned(), json!({ "enum": Severity::ALL.map(Severity::word) }));
    for limit in entry.page.limits {
        let form =
            limits.pointer(&format!("/properties/{}", limit.key)).cloned().unwrap_or(Value::Bool(true));
        let mut form = without_required(form);
        if let Value::Object(form) = &mut form {
            let unit = if limit.unit.is_empty() { String::new() } else { format!(" [{}]", limit.unit) };
            let range = format!("{} to {}", limit.lowest, limit.highest);
            form.insert("description".to_owned(), format!("{}{unit}, {range}", limit.about.en).into());
        }
        properties.insert(limit.key.to_owned(), form);
    }
    json!({
        "type": "object",
        "description": entry.page.demand.en,
        "additionalProperties": false,
        "properties": properties
    })
}

/// A ruleset may set one end of a limit and leave the other as it is.
fn without_required(mut value: Value) -> Value {
    match &mut value {
        Value::Object(fields) => {
            fields.remove("required");
            for field in fields.values_mut() {
                *field = without_required(field.take());
            }
        }
        Value::Array(values) => {
            for inner in values {
                *inner = without_required(inner.take());
            }
        }
        _ => {}
    }
    value
}
