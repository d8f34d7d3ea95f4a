//! The people of a roster.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::columns::{ColumnNames, Field, Layout, LayoutError};
use super::error::{Problem, RosterError};
use super::normal::plain;
use super::sheet::{Misread, Row, Sheet};
use super::{text, workbook};

/// Endings of workbooks; everything else is read as text.
const WORKBOOKS: [&str; 3] = ["xlsx", "xlsm", "xls"];

/// Above the headings there may be so many rows with a title.
const ROWS_BEFORE_HEADINGS: usize = 10;

/// Someone who should have a photo. What the roster does not say is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Student number.
    pub number: String,
    /// Name.
    pub name: String,
    /// Class.
    pub class: String,
    /// Capture code.
    pub code: String,
}

impl Person {
    /// Number, name, class and code, as tables show them.
    #[must_use]
    pub fn cells(&self) -> [String; 4] {
        [&self.number, &self.name, &self.class, &self.code].map(Clone::clone)
    }

    /// What the person is called in a sentence: the name and the number, or whichever there is.
    #[must_use]
    pub fn label(&self) -> String {
        let number = if self.number.is_empty() { &self.code } else { &self.number };
        if self.name.is_empty() { number.clone() } else { format!("{} {number}", self.name) }
    }

    /// What is known about `field`.
    #[must_use]
    pub fn field(&self, field: Field) -> &str {
        match field {
            Field::Number => &self.number,
            Field::Name => &self.name,
            Field::Class => &self.class,
            Field::Code => &self.code,
        }
    }
}

/// Everyone who should have a photo, in the order of the file. No two have one number or one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// The file.
    pub path: PathBuf,
    /// The people.
    pub people: Vec<Person>,
}

impl Roster {
    /// Reads the roster at `path`: a workbook or text, by its ending. `columns` says which column holds what, where
    /// the headings are not the usual ones. Rows above the headings, a title for instance, are passed over.
    ///
    /// # Errors
    /// [`RosterError`], which names file and line.
    pub fn read(path: &Path, columns: &ColumnNames) -> Result<Self, RosterError> {
        let bytes = fs::read(path).map_err(|reason| RosterError {
            path: path.to_path_buf(),
            line: None,
            problem: Problem::Unreadable(reason.to_string()),
        })?;
        Self::parse(path, &bytes, columns)
    }

    /// Reads the roster in `bytes`, the contents of the file `path`.
    ///
    /// # Errors
    /// As [`Roster::read`].
    pub fn parse(path: &Path, bytes: &[u8], columns: &ColumnNames) -> Result<Self, RosterError> {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        let is_workbook = WORKBOOKS.contains(&ending.as_str());
        let sheet = if is_workbook { workbook::read(bytes) } else { text::read(bytes) };
        let people = sheet.and_then(|sheet| people(&sheet, columns));
        let people =
            people.map_err(|(line, problem)| RosterError { path: path.to_path_buf(), line, problem })?;
        Ok(Self { path: path.to_path_buf(), people })
    }
}

fn people(sheet: &Sheet, columns: &ColumnNames) -> Result<Vec<Person>, Misread> {
    let (layout, below) = headings(sheet, columns)?;
    let mut people = Vec::new();
    let mut met: HashMap<(Field, String), u64> = HashMap::new();
    for (line, row) in below {
        let line = *line;
        let cell = |field| layout.cell(field, row).to_owned();
        let person = Person {
            number: cell(Field::Number),
            name: cell(Field::Name),
            class: cell(Field::Class),
            code: cell(Field::Code),
        };
        if person == Person::default() {
            continue;
        }
        if person.number.is_empty() && person.code.is_empty() {
            return Err((Some(line), Problem::NothingToGoBy));
        }
        for field in [Field::Number, Field::Code] {
            let value = person.field(field);
            if value.is_empty() {
                continue;
            }
            if is_shortened(value) {
                return Err((Some(line), Problem::Shortened(value.to_owned())));
            }
            if let Some(other) = met.insert((field, plain(value)), line) {
                return Err((Some(line), Problem::Twice { field, value: value.to_owned(), other }));
            }
        }
        people.push(person);
    }
    if people.is_empty() { Err((None, Problem::Empty)) } else { Ok(people) }
}

/// Where what stands, and the rows below the headings.
fn headings<'a>(sheet: &'a Sheet, columns: &ColumnNames) -> Result<(Layout, &'a [Row]), Misread> {
    let mut mistake: Option<(usize, u64, LayoutError, &Vec<String>)> = None;
    for (place, (line, row)) in sheet.rows.iter().enumerate().take(ROWS_BEFORE_HEADINGS) {
        match Layout::of(row, columns) {
            Ok(layout) => return Ok((layout, &sheet.rows[place + 1..])),
            Err(LayoutError::Twice(heading)) => return Err((Some(*line), Problem::HeadingTwice(heading))),
            Err(error) => {
                let filled = row.iter().filter(|cell| !cell.trim().is_empty()).count();
                // The row with the most cells is the likeliest one to be the headings, and the first of those.
                if mistake.as_ref().is_none_or(|(most, ..)| filled > *most) {
                    mistake = Some((filled, *line, error, row));
                }
            }
        }
    }
    Err(match mistake {
        None => (None, Problem::Empty),
        Some((_, line, LayoutError::Missing(heading), row)) => {
            (Some(line), Problem::NoSuchHeading(heading, row.clone()))
        }
        Some((_, line, _, row)) => (Some(line), Problem::NoHeadings(row.clone())),
    })
}

/// Whether a spreadsheet program wrote the number in its short form, `2.02E+11`, and lost its digits.
fn is_shortened(value: &str) -> bool {
    let Some((digits, power)) = value.split_once(['E', 'e']) else { return false };
    digits.parse::<f64>().is_ok() && power.strip_prefix('+').is_some_and(|power| power.parse::<u32>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, columns: &str) -> Result<Vec<Person>, RosterError> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("students.csv");
        fs::write(&path, text).expect("room");
        let columns = if columns.is_empty() { ColumnNames::default() } else { columns.parse().unwrap() };
        Roster::read(&path, &columns).map(|roster| roster.people)
    }

    #[test]
    fn a_title_above_the_headings_and_empty_lines_are_passed_over() {
        let people = read("2024届毕业生名单,,\n序号,学号,姓名\n1,2024001,王芳\n,,\n2,2024002,李雷\n", "");
        let names: Vec<_> = people.expect("a roster").into_iter().map(|person| person.label()).collect();
        assert_eq!(names, ["王芳 2024001", "李雷 2024002"]);
    }

    #[test]
    fn mistakes_are_told_with_file_and_line_in_both_languages() {
        for (text, columns, parts) in [
            ("学号,姓名\n1,a\n\n1,b\n", "", &["students.csv", "line 4", "number 1", "line 2"][..]),
            ("学号,姓名\n１,a\n1,b\n", "", &["line 3", "line 2"]),
            ("学号,采集码\n1,x\n2,X\n", "", &["line 3", "capture code X"]),
            ("学号,姓名\n,a\n", "", &["line 2", "neither"]),
            ("号,姓名\n1,a\n", "", &["line 1", "`号`, `姓名`", "--roster-columns"]),
            ("号,姓名\n1,a\n", "number=学号", &["line 1", "no column `学号`", "`号`"]),
            ("学号,学号\n1,a\n", "", &["line 1", "twice"]),
            ("学号,姓名\n2.0240001E+11,a\n", "", &["line 2", "rounded", "text"]),
            ("学号,姓名\n", "", &["nobody"]),
            ("", "", &["nobody"]),
        ] {
            let error = read(text, columns).expect_err(text).message();
            for part in parts {
                assert!(error.en.contains(part), "{part} in {}", error.en);
            }
            assert!(error.zh.contains("students.csv") && error.zh.contains('。'), "{}", error.zh);
        }
    }
}
