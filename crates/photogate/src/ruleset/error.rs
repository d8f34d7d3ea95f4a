//! Why a ruleset was refused: where in its text, what is wrong, and what was probably meant.

use std::fmt;

use crate::finding::Message;

/// A ruleset that cannot be used. The caller, who knows the file's name, puts it in front.
#[derive(Debug, Clone, PartialEq)]
pub struct RulesetError {
    /// The line of the text that is to be changed, from 1; `None` where something is absent.
    pub line: Option<usize>,
    /// What is wrong with it.
    pub problem: RulesetProblem,
}

/// What is wrong with a ruleset.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum RulesetProblem {
    /// Not TOML.
    Syntax {
        /// What the TOML reader says.
        reason: String,
    },
    /// A key that means nothing where it stands.
    UnknownKey {
        /// The key.
        key: String,
        /// The rule in whose table it stands; `None` at the top.
        rule: Option<String>,
        /// Keys that may stand there, the nearest first.
        known: Vec<String>,
    },
    /// A key that every ruleset needs.
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// A table for a rule that does not exist.
    UnknownRule {
        /// The name in the text.
        rule: String,
        /// The rules there are, the nearest first.
        known: Vec<String>,
    },
    /// A word that is not among those that may stand there.
    UnknownWord {
        /// The key.
        key: String,
        /// The word in the text.
        word: String,
        /// Words that may stand there, the nearest first.
        known: Vec<String>,
    },
    /// A value of another type.
    Type {
        /// The key.
        key: String,
        /// What belongs there, an example of it.
        expected: String,
        /// The type in the text.
        found: String,
    },
    /// A number that no picture could be judged by.
    Range {
        /// The key.
        key: String,
        /// The number in the text.
        value: f64,
        /// The lowest number that makes sense.
        lowest: f64,
        /// The highest number that makes sense.
        highest: f64,
        /// Their unit.
        unit: String,
    },
    /// Limits that no picture can meet at once.
    Contradiction(Message),
}

impl RulesetProblem {
    /// The problem on line `line` of the text.
    pub(super) fn at(self, line: usize) -> RulesetError {
        RulesetError { line: Some(line), problem: self }
    }

    fn message(&self) -> Message {
        match self {
            Self::Syntax { reason } => Message::new(
                format!("this is not valid TOML: {reason}"),
                format!("不是有效的 TOML：{reason}"),
            ),
            Self::UnknownKey { key, rule: None, known } => unknown(("key", "键"), key, known),
            Self::UnknownKey { key, rule: Some(rule), known } => {
                let Message { en, zh } = unknown(("key", "键"), key, known);
                Message::new(format!("`{rule}`: {en}"), format!("`{rule}`：{zh}"))
            }
            Self::MissingKey { key } => Message::new(
                format!("the key `{key}` is missing; add it at the top"),
                format!("缺少键 `{key}`，请在开头加上"),
            ),
            Self::UnknownRule { rule, known } => unknown(("rule", "规则"), rule, known),
            Self::UnknownWord { key, word, known } => {
                let Message { en, zh } = unknown(("value", "值"), word, known);
                Message::new(format!("`{key}`: {en}"), format!("`{key}`：{zh}"))
            }
            Self::Type { key, expected, found } => Message::new(
                format!("`{key}` is of type {found}; write it like {expected}"),
                format!("`{key}` 的类型是 {found}，应写成 {expected} 这样"),
            ),
            Self::Range { key, value, lowest, highest, unit } => {
                let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
                Message::new(
                    format!("`{key}` is {value}{unit}, but must lie from {lowest} to {highest}"),
                    format!("`{key}` 为 {value}{unit}，应在 {lowest} 至 {highest} 之间"),
                )
            }
            Self::Contradiction(message) => message.clone(),
        }
    }
}

/// `known` holds the nearest first: it is offered if it is near, else the whole list is.
fn unknown(kind: (&str, &str), name: &str, known: &[String]) -> Message {
    let (en, zh) = kind;
    match known.first().filter(|nearest| strsim::jaro_winkler(name, nearest) >= NEAR) {
        Some(nearest) => Message::new(
            format!("unknown {en} `{name}`; did you mean `{nearest}`?"),
            format!("未知的{zh} `{name}`，是否应为 `{nearest}`？"),
        ),
        None => Message::new(
            format!("unknown {en} `{name}`; known are {}", known.join(", ")),
            format!("未知的{zh} `{name}`，可用的有 {}", known.join("、")),
        ),
    }
}

/// Similarity from which on a known name is offered alone: `clothing.drak` and `clothing.dark` have .98, two rules of one
/// family about .8.
const NEAR: f64 = 0.85;

/// `names`, the ones most like `name` first.
pub(super) fn nearest_first(name: &str, names: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().map(Into::into).collect();
    names.sort_by(|a, b| strsim::jaro_winkler(name, b).total_cmp(&strsim::jaro_winkler(name, a)));
    names
}

impl RulesetError {
    /// What is wrong and what to do, in both languages, with the line.
    #[must_use]
    pub fn message(&self) -> Message {
        let Message { en, zh } = self.problem.message();
        match self.line {
            Some(line) => Message::new(format!("line {line}: {en}"), format!("第 {line} 行：{zh}")),
            None => Message::new(en, zh),
        }
    }
}

impl fmt::Display for RulesetError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message().en)
    }
}

impl std::error::Error for RulesetError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_and_else_all_of_them() {
        let rules = ["clothing.dark", "clothing.pattern", "hair.ears"];
        let known = nearest_first("hair.ear", rules);
        assert_eq!(known[0], "hair.ears");
        let near = RulesetProblem::UnknownRule { rule: "hair.ear".into(), known }.at(7).message();
        assert_eq!(near.en, "line 7: unknown rule `hair.ear`; did you mean `hair.ears`?");
        assert_eq!(near.zh, "第 7 行：未知的规则 `hair.ear`，是否应为 `hair.ears`？");
        let known = nearest_first("xyz", rules);
        let far = RulesetProblem::UnknownRule { rule: "xyz".into(), known }.at(1).to_string();
        assert!(rules.iter().all(|rule| far.contains(rule)), "{far}");
    }
}
