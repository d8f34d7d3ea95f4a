//! Which column of a roster holds what.

use std::fmt;

use photogate::Message;

use super::normal::plain;

/// What is known about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The student number.
    Number,
    /// The name.
    Name,
    /// The class.
    Class,
    /// The capture code that the person brings to the shooting line.
    Code,
}

impl Field {
    /// All of them, in the order of tables.
    pub const ALL: [Self; 4] = [Self::Number, Self::Name, Self::Class, Self::Code];

    /// Its name in `--roster-columns` and in patterns.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Name => "name",
            Self::Class => "class",
            Self::Code => "code",
        }
    }

    /// The field called `id`.
    #[must_use]
    pub fn with_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.id() == id)
    }

    /// Headings under which it is usually found, the surest first: a roster with both `学号` and `考生号` means the
    /// first.
    const fn usual_headings(self) -> &'static [&'static str] {
        match self {
            Self::Number => &[
                "学号",
                "学生学号",
                "学籍号",
                "student number",
                "student no",
                "student id",
                "number",
                "考生号",
                "id",
                "编号",
            ],
            Self::Name => &["姓名", "学生姓名", "名字", "name", "student name", "full name"],
            Self::Class => {
                &["班级", "行政班", "行政班级", "班级名称", "所在班级", "class", "class name", "班"]
            }
            Self::Code => &[
                "采集码",
                "图像采集码",
                "采集号",
                "图像采集号",
                "摄影号",
                "拍照号",
                "capture code",
                "capture number",
                "code",
            ],
        }
    }
}

/// The headings that were given for fields; the others are found by their usual ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnNames {
    given: Vec<(Field, String)>,
}

/// Why `--roster-columns` is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnsError {
    /// A part is not `field=heading`.
    Form(String),
    /// There is no such field.
    Field(String),
    /// A field is given twice.
    Twice(Field),
}

impl ColumnsError {
    /// What was wrong and what to do, in both languages.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Form(part) => Message::new(
                format!(
                    "`{part}` is not of the form field=heading; write for instance number=学号,name=姓名"
                ),
                format!("“{part}”不符合 字段=列标题 的形式。请按 number=学号,name=姓名 这样书写。"),
            ),
            Self::Field(name) => Message::new(
                format!("there is no field `{name}`; the fields are number, name, class and code"),
                format!("没有名为“{name}”的字段。可用字段为 number、name、class、code。"),
            ),
            Self::Twice(field) => Message::new(
                format!("the field `{}` is given twice; remove one", field.id()),
                format!("字段“{}”给出了两次，请删除其中一个。", field.id()),
            ),
        }
    }
}

impl fmt::Display for ColumnsError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message().en)
    }
}

impl std::error::Error for ColumnsError {}

impl std::str::FromStr for ColumnNames {
    type Err = ColumnsError;

    fn from_str(text: &str) -> Result<Self, ColumnsError> {
        let mut given: Vec<(Field, String)> = Vec::new();
        for part in text.split([',', '，']) {
            let (field, heading) =
                part.split_once('=').ok_or_else(|| ColumnsError::Form(part.trim().to_owned()))?;
            let field =
                Field::with_id(field.trim()).ok_or_else(|| ColumnsError::Field(field.trim().to_owned()))?;
            if heading.trim().is_empty() {
                return Err(ColumnsError::Form(part.trim().to_owned()));
            }
            if given.iter().any(|(known, _)| *known == field) {
                return Err(ColumnsError::Twice(field));
            }
            given.push((field, heading.trim().to_owned()));
        }
        Ok(Self { given })
    }
}

/// Where what stands in the rows of a roster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Layout {
    columns: Vec<(Field, usize)>,
}

/// Why a row is not the one with the headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LayoutError {
    /// A heading that was given is not there.
    Missing(String),
    /// A heading that is needed is there more than once.
    Twice(String),
    /// No column tells people apart.
    NothingToGoBy,
}

impl Layout {
    pub fn of(headings: &[String], names: &ColumnNames) -> Result<Self, LayoutError> {
        let headings: Vec<_> = headings.iter().map(|heading| comparable(heading)).collect();
        let find = |wanted: &str| -> Result<Option<usize>, LayoutError> {
            let wanted_plain = comparable(wanted);
            let mut places = headings.iter().enumerate().filter(|(_, heading)| **heading == wanted_plain);
            let first = places.next().map(|(place, _)| place);
            if places.next().is_some() { Err(LayoutError::Twice(wanted.to_owned())) } else { Ok(first) }
        };
        let mut columns = Vec::new();
        for field in Field::ALL {
            if let Some((_, heading)) = names.given.iter().find(|(given, _)| *given == field) {
                let place = find(heading)?.ok_or_else(|| LayoutError::Missing(heading.clone()))?;
                columns.push((field, place));
                continue;
            }
            for heading in field.usual_headings() {
                if let Some(place) = find(heading)? {
                    columns.push((field, place));
                    break;
                }
            }
        }
        let layout = Self { columns };
        if layout.has(Field::Number) || layout.has(Field::Code) {
            Ok(layout)
        } else {
            Err(LayoutError::NothingToGoBy)
        }
    }

    pub fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|(known, _)| *known == field)
    }

    /// The cell of `field` in `row`; empty if there is none.
    pub fn cell<'a>(&self, field: Field, row: &'a [String]) -> &'a str {
        let place = self.columns.iter().find(|(known, _)| *known == field).map(|(_, place)| *place);
        place.and_then(|place| row.get(place)).map_or("", |cell| cell.trim())
    }
}

/// Headings differ in capitals, spaces and underscores.
fn comparable(heading: &str) -> String {
    plain(heading).chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | ':' | '*')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(headings: &[&str], names: &str) -> Result<Layout, LayoutError> {
        let headings: Vec<_> = headings.iter().map(ToString::to_string).collect();
        let names = if names.is_empty() { ColumnNames::default() } else { names.parse().unwrap() };
        Layout::of(&headings, &names)
    }

    #[test]
    fn the_usual_headings_are_known_in_both_languages() {
        let all = |number, name, class, code| Layout {
            columns: vec![
                (Field::Number, number),
                (Field::Name, name),
                (Field::Class, class),
                (Field::Code, code),
            ],
        };
        assert_eq!(layout(&["序号", "姓 名", "学号*", "班级", "采集码"], ""), Ok(all(2, 1, 3, 4)));
        assert_eq!(layout(&["Student_Number", "Name", "CLASS", "Capture code"], ""), Ok(all(0, 1, 2, 3)));
        let both = layout(&["考生号", "学号"], "").unwrap();
        assert_eq!(both.cell(Field::Number, &["1".into(), " 2 ".into()]), "2", "学号 goes before 考生号");
    }

    #[test]
    fn headings_that_are_given_must_be_there_once() {
        assert_eq!(layout(&["学号", "编码"], "code=编码").unwrap().columns.len(), 2);
        assert_eq!(layout(&["学号"], "code=编码"), Err(LayoutError::Missing("编码".into())));
        assert_eq!(layout(&["学号", "学号"], ""), Err(LayoutError::Twice("学号".into())));
        assert_eq!(layout(&["姓名", "班级"], ""), Err(LayoutError::NothingToGoBy));
    }

    #[test]
    fn mistakes_in_the_option_are_told() {
        let error = |text: &str| text.parse::<ColumnNames>().unwrap_err();
        assert_eq!(error("number"), ColumnsError::Form("number".into()));
        assert_eq!(error("number="), ColumnsError::Form("number=".into()));
        assert_eq!(error("nummer=学号"), ColumnsError::Field("nummer".into()));
        assert_eq!(error("name=a,name=b"), ColumnsError::Twice(Field::Name));
        assert!("number=学号，name=姓名".parse::<ColumnNames>().is_ok(), "a Chinese comma");
    }
}
