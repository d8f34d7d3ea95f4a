//! TOML text → what it says, every key and number checked where it stands.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Value;
use toml::de::{DeTable, DeValue};

use super::Severity;
use super::builtin;
use super::error::{RulesetError, RulesetProblem, nearest_first};
use super::syntax;
use crate::finding::Message;
use crate::rules::{LimitPage, RULES, RuleEntry};

/// A key or value and the bytes of the text where it stands.
type Spanned<T> = toml::Spanned<T>;

/// What the text of a ruleset says, before it is laid over what it extends.
#[derive(Debug)]
pub(super) struct Text {
    pub name: String,
    pub version: String,
    pub about: Message,
    /// The shipped ruleset that it changes.
    pub extends: Option<String>,
    /// What it says about each rule that it names.
    pub rules: BTreeMap<&'static str, RuleText>,
}

/// What the text says about one rule.
#[derive(Debug)]
pub(super) struct RuleText {
    /// The line of its heading.
    pub line: usize,
    pub severity: Option<Severity>,
    /// The limits it sets.
    pub limits: toml::Table,
    /// The line of each of these limits.
    pub lines: BTreeMap<String, usize>,
}

/// Where places in the text are, by line.
struct Lines<'a>(&'a str);

impl Lines<'_> {
    /// The line that `span` begins on, from 1.
    fn of(&self, span: Range<usize>) -> usize {
        let before = self.0.get(..span.start).unwrap_or(self.0);
        1 + before.bytes().filter(|&byte| byte == b'\n').count()
    }
}

const KEYS: [&str; 5] = ["name", "version", "about", "extends", "rules"];
const SEVERITY: &str = "severity";

/// The text of a ruleset's file.
///
/// # Errors
/// [`RulesetProblem::Encoding`] at the first line that is not UTF-8.
pub(super) fn decoded(bytes: &[u8]) -> Result<&str, RulesetError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.iter().take(error.valid_up_to());
        RulesetProblem::Encoding.at(1 + before.filter(|&&byte| byte == b'\n').count())
    })
}

impl Text {
    /// Reads `text`.
    ///
    /// # Errors
    /// [`RulesetError`] for the first thing that is not as it must be.
    pub fn read(text: &str) -> Result<Self, RulesetError> {
        let lines = Lines(text);
        let document = DeTable::parse(text).map_err(|error| RulesetError {
            line: error.span().map(|span| lines.of(span)),
            problem: RulesetProblem::Syntax { reason: syntax::bilingual(error.message()) },
        })?;
        let (mut name, mut version, mut extends) = (None, None, None);
        let mut about = Message::new("", "");
        let mut rules = BTreeMap::new();
        for (key, value) in document.get_ref() {
            let line = lines.of(key.span());
            match key.get_ref().as_ref() {
                "name" => name = Some(text_of("name", value, line)?),
                "version" => version = Some(text_of("version", value, line)?),
                "extends" => extends = Some(base_of(value, line)?),
                "about" => about = about_of(value, &lines, line)?,
                "rules" => rules = rules_of(value, &lines, line)?,
                key => {
                    let problem = RulesetProblem::UnknownKey {
                        key: key.to_owned(),
                        rule: None,
                        known: nearest_first(key, KEYS),
                    };
                    return Err(problem.at(line));
                }
            }
        }
        let missing = |key| RulesetError { line: None, problem: RulesetProblem::MissingKey { key } };
        Ok(Self {
            name: name.ok_or_else(|| missing("name"))?,
            version: version.ok_or_else(|| missing("version"))?,
            about,
            extends,
            rules,
        })
    }
}

fn text_of(key: &str, value: &Spanned<DeValue<'_>>, line: usize) -> Result<String, RulesetError> {
    let text = value.get_ref().as_str();
    text.map(str::to_owned).ok_or_else(|| wrong_type(key, "\"text\"", value, line))
}

fn wrong_type(key: &str, expected: &str, value: &Spanned<DeValue<'_>>, line: usize) -> RulesetError {
    let found = value.get_ref().type_str().to_owned();
    RulesetProblem::Type { key: key.to_owned(), expected: expected.to_owned(), found }.at(line)
}

fn base_of(value: &Spanned<DeValue<'_>>, line: usize) -> Result<String, RulesetError> {
    let name = text_of("extends", value, line)?;
    if builtin::text(&name).is_some() {
        return Ok(name);
    }
    let known = nearest_first(&name, builtin::NAMES);
    Err(RulesetProblem::UnknownWord { key: "extends".to_owned(), word: name, known }.at(line))
}

fn about_of(value: &Spanned<DeValue<'_>>, lines: &Lines<'_>, line: usize) -> Result<Message, RulesetError> {
    const EXPECTED: &str = "{ en = \"…\", zh = \"…\" }";
    let table = value.get_ref().as_table().ok_or_else(|| wrong_type("about", EXPECTED, value, line))?;
    let mut about = Message::new("", "");
    for (key, value) in table {
        let (key, line) = (key.get_ref().as_ref(), lines.of(key.span()));
        match key {
            "en" => about.en = text_of("about.en", value, line)?,
            "zh" => about.zh = text_of("about.zh", value, line)?,
            _ => {
                let known = nearest_first(key, ["en", "zh"]).iter().map(within("about")).collect();
                let key = format!("about.{key}");
                return Err(RulesetProblem::UnknownKey { key, rule: None, known }.at(line));
            }
        }
    }
    Ok(about)
}

fn rules_of(
    value: &Spanned<DeValue<'_>>,
    lines: &Lines<'_>,
    line: usize,
) -> Result<BTreeMap<&'static str, RuleText>, RulesetError> {
    let expected = "[rules.\"clothing.dark\"]";
    let tables = value.get_ref().as_table().ok_or_else(|| wrong_type("rules", expected, value, line))?;
    let mut rules = BTreeMap::new();
    for (key, value) in tables {
        let (id, line) = (key.get_ref().as_ref(), lines.of(key.span()));
        let Some(entry) = RULES.iter().find(|entry| entry.id == id) else {
            return Err(unknown_rule(id, value, lines, line));
        };
        let table = value.get_ref().as_table().ok_or_else(|| wrong_type(id, expected, value, line))?;
        rules.insert(entry.id, rule_of(entry, table, lines, line)?);
    }
    Ok(rules)
}

/// No rule is called `id`. A name without quotes, `[rules.clothing.dark]`, is taken apart by TOML at its dot.
fn unknown_rule(id: &str, value: &Spanned<DeValue<'_>>, lines: &Lines<'_>, line: usize) -> RulesetError {
    let ids = || RULES.iter().map(|entry| entry.id);
    let of_family = value.get_ref().as_table().filter(|_| ids().any(|known| family(known) == id));
    let unquoted = of_family.into_iter().flatten().find(|(_, inner)| inner.get_ref().is_table());
    if let Some((key, _)) = unquoted {
        let rule = format!("{id}.{}", key.get_ref());
        let known = nearest_first(&rule, ids());
        return RulesetProblem::UnquotedRule { rule, known }.at(lines.of(key.span()));
    }
    let known = nearest_first(id, ids());
    RulesetProblem::UnknownRule { rule: id.to_owned(), known }.at(line)
}

/// What stands before the dot of a rule's identifier.
fn family(id: &str) -> &str {
    id.split('.').next().unwrap_or(id)
}

fn rule_of(
    entry: &RuleEntry,
    table: &DeTable<'_>,
    lines: &Lines<'_>,
    line: usize,
) -> Result<RuleText, RulesetError> {
    let defaults = (entry.defaults)();
    let mut rule = RuleText { line, severity: None, limits: toml::Table::new(), lines: BTreeMap::new() };
    for (key, value) in table {
        let (name, line) = (key.get_ref().as_ref(), lines.of(key.span()));
        if name == SEVERITY {
            rule.severity = Some(severity_of(value, line)?);
            continue;
        }
        let limit = entry.page.limits.iter().find(|limit| limit.key == name);
        let (Some(limit), Some(default)) = (limit, defaults.get(name)) else {
            let keys = entry.page.limits.iter().map(|limit| limit.key).chain([SEVERITY]);
            let problem = RulesetProblem::UnknownKey {
                key: name.to_owned(),
                rule: Some(entry.id.to_owned()),
                known: nearest_first(name, keys),
            };
            return Err(problem.at(line));
        };
        let reader = LimitReader { entry, limit, lines };
        rule.limits.insert(name.to_owned(), reader.read(name, line, value, default)?);
        rule.lines.insert(name.to_owned(), line);
    }
    Ok(rule)
}

fn severity_of(value: &Spanned<DeValue<'_>>, line: usize) -> Result<Severity, RulesetError> {
    let word = text_of(SEVERITY, value, line)?;
    Severity::ALL.into_iter().find(|severity| severity.word() == word).ok_or_else(|| {
        let known = nearest_first(&word, Severity::ALL.map(Severity::word));
        RulesetProblem::UnknownWord { key: SEVERITY.to_owned(), word, known }.at(line)
    })
}

/// Reads one limit; its default is the pattern for its form.
struct LimitReader<'a> {
    entry: &'a RuleEntry,
    limit: &'a LimitPage,
    lines: &'a Lines<'a>,
}

impl LimitReader<'_> {
    /// `value`, which stands under `key` on `line`, if it is of the form of `pattern` and its numbers make sense.
    fn read(
        &self,
        key: &str,
        line: usize,
        value: &Spanned<DeValue<'_>>,
        pattern: &Value,
    ) -> Result<Value, RulesetError> {
        let wrong = || wrong_type(key, &format!("`{key} = {pattern}`"), value, line);
        match (pattern, value.get_ref()) {
            (Value::Float(_), DeValue::Integer(_) | DeValue::Float(_)) => {
                let number = number(value.get_ref()).ok_or_else(wrong)?;
                self.check_range(key, number, line)?;
                Ok(Value::Float(number))
            }
            (Value::Integer(_), DeValue::Integer(_)) => {
                let number = number(value.get_ref()).ok_or_else(wrong)?;
                self.check_range(key, number, line)?;
                Ok(Value::Integer(number as i64))
            }
            (Value::String(_), DeValue::String(text)) => Ok(Value::String(text.to_string())),
            (Value::Boolean(_), DeValue::Boolean(flag)) => Ok(Value::Boolean(*flag)),
            (Value::Array(patterns), DeValue::Array(values)) => {
                let Some(first) = patterns.first() else { return Err(wrong()) };
                // Words and colours may be more or fewer; numbers have their places.
                let is_open = first.is_str() || first.is_array();
                if !is_open && patterns.len() != values.len() {
                    return Err(wrong());
                }
                // What a colour in a list lacks is told by the form of the list.
                let fits = |value: &Spanned<DeValue<'_>>| match (first, value.get_ref()) {
                    (Value::Array(numbers), DeValue::Array(values)) => numbers.len() == values.len(),
                    (Value::Array(_), _) => false,
                    _ => true,
                };
                if !values.iter().all(fits) {
                    return Err(wrong());
                }
                values
                    .iter()
                    .map(|value| self.read(key, self.lines.of(value.span()), value, first))
                    .collect::<Result<_, _>>()
                    .map(Value::Array)
            }
            (Value::Table(patterns), DeValue::Table(values)) => {
                let mut table = toml::Table::new();
                for (inner, value) in values {
                    let (inner, line) = (inner.get_ref().as_ref(), self.lines.of(inner.span()));
                    let Some(pattern) = patterns.get(inner) else {
                        let problem = RulesetProblem::UnknownKey {
                            key: format!("{key}.{inner}"),
                            rule: Some(self.entry.id.to_owned()),
                            known: nearest_first(inner, patterns.keys()).iter().map(within(key)).collect(),
                        };
                        return Err(problem.at(line));
                    };
                    let read = self.read(&format!("{key}.{inner}"), line, value, pattern)?;
                    table.insert(inner.to_owned(), read);
                }
                Ok(Value::Table(table))
            }
            _ => Err(wrong()),
        }
    }

    fn check_range(&self, key: &str, value: f64, line: usize) -> Result<(), RulesetError> {
        let LimitPage { lowest, highest, unit, .. } = *self.limit;
        // A review band is as wide as it may be where it covers the whole range; it cannot be empty.
        let is_margin = key.ends_with(".margin");
        let (lowest, highest) = if is_margin { (0.0, highest - lowest) } else { (lowest, highest) };
        if (lowest..=highest).contains(&value) && !(is_margin && value <= lowest) {
            return Ok(());
        }
        let (key, unit) = (key.to_owned(), unit.to_owned());
        let problem = RulesetProblem::Range { key, value, lowest, above_lowest: is_margin, highest, unit };
        Err(problem.at(line))
    }
}

/// Puts `key`, in whose table they stand, before names of keys.
fn within(key: &str) -> impl Fn(&String) -> String {
    move |inner| format!("{key}.{inner}")
}

/// A number that is one: TOML also knows `nan` and `inf`, which no range holds.
fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(integer) => {
            i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(|number| number as f64)
        }
        DeValue::Float(float) => float.as_str().parse().ok(),
        _ => None,
    }
}
