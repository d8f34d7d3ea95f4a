//! Why a ruleset was refused: where in its text, what is wrong, and what was probably meant.

use std::fmt;

use crate::finding::Message;
use crate::units::unit_in;
use crate::words::{Language, Words};

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
    /// Not UTF-8, in which TOML is written.
    Encoding,
    /// Not TOML.
    Syntax {
        /// What the TOML reader says.
        reason: Message,
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
    /// A rule's name without the quotes that its dot asks for.
    UnquotedRule {
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
        /// Whether it must lie above the lowest, not on it.
        above_lowest: bool,
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
            Self::Encoding => Message::new(
                "this is not UTF-8; save the file again with the encoding UTF-8 (Notepad: Save as, Encoding)",
                "不是 UTF-8 编码，请将文件另存为 UTF-8 编码（记事本：另存为，编码选 UTF-8）",
            ),
            Self::Syntax { reason: Message { en, zh } } => {
                Message::new(format!("this is not valid TOML: {en}"), format!("不是有效的 TOML：{zh}"))
            }
            Self::UnknownKey { key, rule: None, known } => unknown(KEY, key, known, last_piece),
            Self::UnknownKey { key, rule: Some(rule), known } => {
                let Message { en, zh } = unknown(KEY, key, known, last_piece);
                Message::new(format!("`{rule}`: {en}"), format!("`{rule}`：{zh}"))
            }
            Self::MissingKey { key } => Message::new(
                format!("the key `{key}` is missing; add it at the top"),
                format!("缺少键 `{key}`，请在开头加上"),
            ),
            Self::UnknownRule { rule, known } => unknown(RULE, rule, known, whole),
            Self::UnquotedRule { rule, known } => unquoted(rule, known),
            Self::UnknownWord { key, word, known } => {
                let Message { en, zh } = unknown(WORD, word, known, whole);
                Message::new(format!("`{key}`: {en}"), format!("`{key}`：{zh}"))
            }
            Self::Type { key, expected, found } => Message::new(
                format!("`{key}` is of type {found}; write it like {expected}"),
                format!("`{key}` 的类型是{}，应写成 {expected} 这样", type_in_chinese(found)),
            ),
            Self::Range { key, value, lowest, above_lowest, highest, unit } => {
                let (en, zh) = match unit.as_str() {
                    "" => (String::new(), String::new()),
                    unit => (format!(" {unit}"), format!("（单位：{}）", unit_in(unit, Language::Zh))),
                };
                let range = if *above_lowest {
                    Message::new(
                        format!("must be more than {lowest} and at most {highest}"),
                        format!("应大于 {lowest} 且不超过 {highest}"),
                    )
                } else {
                    Message::new(
                        format!("must lie from {lowest} to {highest}"),
                        format!("应在 {lowest} 至 {highest} 之间"),
                    )
                };
                Message::new(
                    format!("`{key}` is {value}{en}, but {}", range.en),
                    format!("`{key}` 为 {value}{zh}，{}", range.zh),
                )
            }
            Self::Contradiction(message) => message.clone(),
        }
    }
}

const KEY: Words = Words::new("key", "键");
const RULE: Words = Words::new("rule", "规则");
const WORD: Words = Words::new("value", "值");

/// `known` holds the nearest first: it is offered if it is near, else the whole list is. What tells the names apart is
/// their `distinctive` part.
fn unknown(kind: Words, name: &str, known: &[String], distinctive: fn(&str) -> &str) -> Message {
    let Words { en, zh } = kind;
    let is_near = |nearest: &&String| strsim::jaro_winkler(distinctive(name), distinctive(nearest)) >= NEAR;
    match known.first().filter(is_near) {
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

fn whole(name: &str) -> &str {
    name
}

/// The key itself of a key in an inner table, whose own name all keys of that table share.
fn last_piece(key: &str) -> &str {
    key.rsplit('.').next().unwrap_or(key)
}

fn unquoted(rule: &str, known: &[String]) -> Message {
    let nearest = known.first().map_or(rule, String::as_str);
    if nearest == rule {
        return Message::new(
            format!("the name `{rule}` has a dot and needs quotes; write [rules.\"{rule}\"]"),
            format!("规则名 `{rule}` 带点，需加引号，请写成 [rules.\"{rule}\"]"),
        );
    }
    let Message { en, zh } = unknown(RULE, rule, known, whole);
    Message::new(
        format!("{en} (a name with a dot needs quotes: [rules.\"{nearest}\"])"),
        format!("{zh}（带点的名称需加引号：[rules.\"{nearest}\"]）"),
    )
}

/// The TOML reader's name of a type.
fn type_in_chinese(name: &str) -> &str {
    match name {
        "string" => "文本",
        "integer" => "整数",
        "float" => "小数",
        "boolean" => "布尔值",
        "datetime" => "日期时间",
        "array" => "数组",
        "table" => "表",
        other => other,
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
