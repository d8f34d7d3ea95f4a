//! What the names of photos say about people.

use std::fmt;
use std::str::FromStr;

use photogate::Message;
use regex::Regex;

use super::columns::Field;

/// How the names of photos are made, without folders and ending: `{number}_{name}` for instance.
///
/// `{number}` and `{code}` stand for letters, digits and hyphens, `{name}` and `{class}` for any text, `{*}` for any
/// text that says nothing. The default looks for a number, or else a capture code, of the roster anywhere in the name,
/// as a whole: `20240001王芳`, `IMG_20240001` and `王芳-20240001 (2)` have the number 20240001, `120240001` has not.
#[derive(Debug, Clone, Default)]
pub struct Pattern {
    form: Option<Form>,
}

#[derive(Debug, Clone)]
pub(super) struct Form {
    regex: Regex,
    pub fields: Vec<Field>,
}

/// Why a pattern is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PatternError {
    /// A brace is not closed, or closed without having been opened.
    Brace,
    /// There is no such placeholder.
    Placeholder(String),
    /// A placeholder is there twice.
    Twice(Field),
    /// Nothing stands between two placeholders, so that nobody can say where one ends.
    Adjacent,
    /// Neither number, code nor name is in it.
    NothingToGoBy,
    /// Nobody on the roster has what the pattern goes by.
    NotOnRoster(Field),
}

impl PatternError {
    /// What was wrong and what to do, in both languages.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Brace => Message::new(
                "a brace of the pattern is not closed or not opened; write placeholders as {number}",
                "模式中的花括号不成对。占位符应写作 {number}。",
            ),
            Self::Placeholder(name) => Message::new(
                format!(
                    "there is no placeholder {{{name}}}; there are {{number}}, {{name}}, {{class}}, {{code}} and {{*}}"
                ),
                format!(
                    "没有占位符 {{{name}}}。可用的有 {{number}}、{{name}}、{{class}}、{{code}} 和 {{*}}。"
                ),
            ),
            Self::Twice(field) => Message::new(
                format!("the placeholder {{{}}} is there twice; replace one by {{*}}", field.id()),
                format!("占位符 {{{}}} 出现了两次，请将其中一个改为 {{*}}。", field.id()),
            ),
            Self::Adjacent => Message::new(
                "two placeholders touch, so that the pattern is ambiguous; put a character between them, or leave the \
                 pattern out: numbers are then looked for anywhere in the name",
                "两个占位符相邻，模式有歧义。请在其间加入分隔字符；或不指定模式，程序会在文件名任意位置查找号码。",
            ),
            Self::NothingToGoBy => Message::new(
                "the pattern says nobody's number, code or name; add {number}, {code} or {name}",
                "模式中没有号码、采集码或姓名。请加入 {number}、{code} 或 {name}。",
            ),
            Self::NotOnRoster(field) => Message::new(
                format!(
                    "the pattern goes by {{{0}}}, but the roster has none; name its column with --roster-columns {0}=HEADING",
                    field.id()
                ),
                format!(
                    "模式使用 {{{0}}}，但名单中没有该列。请用 --roster-columns {0}=列标题 指明。",
                    field.id()
                ),
            ),
        }
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message().en)
    }
}

impl std::error::Error for PatternError {}

impl Pattern {
    pub(super) fn form(&self) -> Option<&Form> {
        self.form.as_ref()
    }
}

impl Form {
    /// What `stem`, a name without folders and ending, says; `None` if it is not made this way.
    pub fn read<'a>(&self, stem: &'a str) -> Option<Vec<(Field, &'a str)>> {
        let captures = self.regex.captures(stem)?;
        let value = |field: &Field| Some((*field, captures.name(field.id())?.as_str()));
        self.fields.iter().map(value).collect()
    }
}

impl FromStr for Pattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let mut regex = String::from("^");
        let mut fields = Vec::new();
        let mut rest = text;
        let mut is_behind_placeholder = false;
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('{') {
                let (name, behind) = inside.split_once('}').ok_or(PatternError::Brace)?;
                if is_behind_placeholder {
                    return Err(PatternError::Adjacent);
                }
                if name == "*" {
                    regex.push_str(".*");
                } else {
                    let field =
                        Field::with_id(name).ok_or_else(|| PatternError::Placeholder(name.to_owned()))?;
                    if fields.contains(&field) {
                        return Err(PatternError::Twice(field));
                    }
                    regex.extend(["(?P<", name, ">", characters(field), ")"]);
                    fields.push(field);
                }
                (is_behind_placeholder, rest) = (true, behind);
            } else {
                let end = rest.find(['{', '}']).unwrap_or(rest.len());
                if end == 0 {
                    return Err(PatternError::Brace);
                }
                regex.push_str(&regex::escape(&rest[..end]));
                (is_behind_placeholder, rest) = (false, &rest[end..]);
            }
        }
        regex.push('$');
        if !fields.iter().any(|field| *field != Field::Class) {
            return Err(PatternError::NothingToGoBy);
        }
        // Escaped text and fixed groups always make an expression, unless it is too long to be a name.
        let regex = Regex::new(&regex).map_err(|_| PatternError::Brace)?;
        Ok(Self { form: Some(Form { regex, fields }) })
    }
}

const fn characters(field: Field) -> &'static str {
    match field {
        // Letters and digits, with hyphens inside.
        Field::Number | Field::Code => r"[^\W_]+(?:-[^\W_]+)*",
        Field::Name | Field::Class => ".+",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pattern: &str, stem: &str) -> Option<Vec<(Field, String)>> {
        let pattern: Pattern = pattern.parse().expect("a pattern");
        let read = pattern.form().expect("a form").read(stem)?;
        Some(read.into_iter().map(|(field, value)| (field, value.to_owned())).collect())
    }

    #[test]
    fn placeholders_are_read_where_they_stand() {
        let number_and_name = Some(vec![(Field::Number, "2024-001".into()), (Field::Name, "王_芳".into())]);
        assert_eq!(read("{number}_{name}", "2024-001_王_芳"), number_and_name);
        assert_eq!(read("{number}-{name}", "2024-001-王_芳"), number_and_name);
        assert_eq!(read("IMG.{code} {*}", "IMG.x7 (2)"), Some(vec![(Field::Code, "x7".into())]));
        assert_eq!(read("IMG.{code}", "IMGxx7"), None, "a dot is a dot");
        assert_eq!(read("{number}_{name}", "2024001"), None);
    }

    #[test]
    fn ambiguous_and_broken_patterns_are_refused() {
        let error = |text: &str| text.parse::<Pattern>().unwrap_err();
        assert_eq!(error("{number}{name}"), PatternError::Adjacent);
        assert_eq!(error("{*}{number}"), PatternError::Adjacent);
        assert_eq!(error("{number}_{number}"), PatternError::Twice(Field::Number));
        assert_eq!(error("{nummer}"), PatternError::Placeholder("nummer".into()));
        assert_eq!(error("{number"), PatternError::Brace);
        assert_eq!(error("number}"), PatternError::Brace);
        assert_eq!(error("{class}_{*}"), PatternError::NothingToGoBy);
        assert_eq!(error(""), PatternError::NothingToGoBy);
    }
}
