//! Limits that no picture can meet at once.

mod framing;
mod picture;
mod ranges;

use toml::{Table, Value};

use super::RuleInForce;
use super::error::{RulesetError, RulesetProblem};
use super::text::Text;
use crate::finding::Message;

/// Refuses ranges that hold nothing, limits that exclude each other, and framings that no head can have.
///
/// # Errors
/// [`RulesetProblem::Contradiction`] at the line of `text` that sets one of the limits.
pub(super) fn check(rules: &[RuleInForce], text: &Text) -> Result<(), RulesetError> {
    let limits = Limits { rules, text };
    ranges::check(&limits)?;
    picture::check(&limits)?;
    framing::check(&limits)
}

/// The limits of the rules that are judged, and where the text sets them.
struct Limits<'a> {
    rules: &'a [RuleInForce],
    text: &'a Text,
}

impl<'a> Limits<'a> {
    /// The identifier and the limits of each rule that is judged.
    fn judged(&self) -> impl Iterator<Item = (&'static str, &'a Table)> + use<'a> {
        let judged = self.rules.iter().filter(|rule| rule.is_judged());
        judged.map(|rule| (rule.entry.id, &rule.limits))
    }

    /// The limits of rule `id`, if it is judged.
    fn of(&self, id: &str) -> Option<&'a Table> {
        self.judged().find(|(judged, _)| *judged == id).map(|(_, limits)| limits)
    }

    /// Where the text sets one of `limits`, each a rule and a key: the last of these lines, since what stands there was
    /// written with the others in sight; else the heading of a rule that it names.
    fn line(&self, limits: &[(&str, &str)]) -> Option<usize> {
        let set = |(id, key): &(&str, &str)| self.text.rules.get(id)?.lines.get(*key).copied();
        let heading = |(id, _): &(&str, &str)| self.text.rules.get(id).map(|rule| rule.line);
        limits.iter().filter_map(set).max().or_else(|| limits.iter().filter_map(heading).max())
    }

    /// That `limits` contradict each other, as `message` says.
    fn contradict(&self, limits: &[(&str, &str)], message: Message) -> RulesetError {
        RulesetError { line: self.line(limits), problem: RulesetProblem::Contradiction(message) }
    }
}

/// The two ends of a range.
fn ends(range: &Table) -> Option<(f64, f64)> {
    Some((part(range, "least")?, part(range, "most")?))
}

/// The number under `key` of a limit that has parts.
fn part(limit: &Table, key: &str) -> Option<f64> {
    number(limit.get(key)?)
}

fn number(value: &Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|number| number as f64))
}

#[cfg(test)]
mod tests;
