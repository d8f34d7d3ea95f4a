//! Limits that no picture can meet at once.

use toml::Value;

use super::error::{RulesetError, RulesetProblem};
use super::text::Text;
use super::{RuleInForce, Severity};
use crate::finding::Message;

/// Refuses a band whose lower end is not below its upper one.
///
/// # Errors
/// [`RulesetProblem::Contradiction`] at the line of `text` that sets one of the limits.
pub(super) fn check(rules: &[RuleInForce], text: &Text) -> Result<(), RulesetError> {
    for rule in rules.iter().filter(|rule| rule.severity != Severity::Off) {
        for (key, value) in &rule.limits {
            if let Some((least, most)) = ends(value).filter(|(least, most)| least >= most) {
                let id = rule.entry.id;
                let message = Message::new(
                    format!(
                        "`{id}`: `{key}` allows from {least} to {most}, which is nothing; exchange the two"
                    ),
                    format!("`{id}`：`{key}` 的范围从 {least} 到 {most}，为空，请交换两者"),
                );
                let line = line_of(text, id, key);
                return Err(RulesetError { line, problem: RulesetProblem::Contradiction(message) });
            }
        }
    }
    Ok(())
}

/// The two ends of a band.
fn ends(value: &Value) -> Option<(f64, f64)> {
    let table = value.as_table()?;
    Some((table.get("least")?.as_float()?, table.get("most")?.as_float()?))
}

/// Where `text` sets the limit `key` of rule `id`.
fn line_of(text: &Text, id: &str, key: &str) -> Option<usize> {
    let rule = text.rules.get(id)?;
    Some(rule.lines.get(key).copied().unwrap_or(rule.line))
}
