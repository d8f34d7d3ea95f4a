//! A label file → what is true of which photo.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use csv::StringRecord;
use photogate::Message;

use super::columns::{COLUMNS, Column, DESCRIPTIONS, Truth};
use crate::problem::{Explain, because, problem};

/// The heading of the column that names the photo.
const FILE: &str = "file";

/// One label of one photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The photo's file name, without its folder.
    pub file: String,
    /// What is true of it.
    pub truth: Truth,
}

/// The labels of a file, in its order.
#[derive(Debug, Default)]
pub struct Labels {
    /// One for each rule that a cell speaks of.
    pub labels: Vec<Label>,
    /// Headings of the columns that mean nothing here.
    pub unread: Vec<String>,
}

impl Labels {
    /// Reads the labels in the file at `path`.
    ///
    /// # Errors
    /// If it cannot be read, or if anything in it is not understood; the message names file, line and column.
    pub fn read(path: &Path) -> anyhow::Result<Self> {
        let name = path.display();
        let text = fs::read(path).explain(|| {
            Message::new(
                format!("cannot read the labels in {name}; check the path"),
                format!("无法读取标注文件 {name}，请检查路径"),
            )
        })?;
        let mut reader = csv::Reader::from_reader(&*text);
        let headings = reader.headers().map_err(|error| unreadable(path, &text, error))?.clone();
        let unusable = |line: usize| {
            Message::new(
                format!("cannot use the labels in {name}, line {line}"),
                format!("无法使用标注文件 {name} 的第 {line} 行"),
            )
        };
        let layout = Layout::of(&headings).explain(|| unusable(1))?;
        let mut labels = Self { unread: unread(&headings), ..Self::default() };
        for row in reader.records() {
            let row = row.map_err(|error| unreadable(path, &text, error))?;
            let line = row.position().map_or(0, |position| line_of(position, &text));
            layout.read(&row, &mut labels).explain(|| unusable(line))?;
        }
        if labels.labels.is_empty() {
            return Err(problem(
                format!(
                    "{name} holds no label: every cell of its known columns is empty; fill in 1 or 0 where it is \
                     known"
                ),
                format!("{name} 中没有标注：可识别的列全部为空，请在已知处填写 1 或 0"),
            ));
        }
        Ok(labels)
    }

    /// The rules that the labels speak of.
    pub fn rules(&self) -> HashSet<&'static str> {
        self.labels.iter().map(|label| label.truth.rule).collect()
    }
}

/// Where what stands in a row.
struct Layout {
    file: usize,
    columns: Vec<(usize, Column)>,
}

impl Layout {
    fn of(headings: &StringRecord) -> anyhow::Result<Self> {
        let Some(file) = headings.iter().position(|heading| heading == FILE) else {
            let headings = quoted(headings.iter());
            return Err(problem(
                format!(
                    "there is no column `{FILE}` with the photos' names, only {}; separate the columns by commas \
                     and name one of them `{FILE}`",
                    headings.en
                ),
                format!(
                    "缺少写照片文件名的 `{FILE}` 列，只有 {}；请用逗号分隔各列，并把其中一列命名为 `{FILE}`",
                    headings.zh
                ),
            ));
        };
        let columns: Vec<_> = headings
            .iter()
            .enumerate()
            .filter_map(|(place, heading)| Some((place, Column::with_heading(heading)?)))
            .collect();
        if columns.is_empty() {
            let there = quoted(headings.iter());
            let known = quoted(COLUMNS.iter().map(|column| column.heading));
            return Err(problem(
                format!(
                    "there is no column that says anything about a rule, only {}; known are {}, and the name of any \
                     rule",
                    there.en, known.en
                ),
                format!(
                    "没有涉及任何规则的列，只有 {}；可识别的列：{}，以及任一规则的名称",
                    there.zh, known.zh
                ),
            ));
        }
        let mut met = HashSet::new();
        if let Some((_, twice)) = columns.iter().find(|(_, column)| !met.insert(column.heading)) {
            let heading = twice.heading;
            return Err(problem(
                format!("the column `{heading}` is there twice; remove one"),
                format!("`{heading}` 列出现了两次，请删去一列"),
            ));
        }
        // Two answers to one question would be counted twice, and might contradict each other.
        let overlap = |(_, a): &(usize, Column), (_, b): &(usize, Column)| {
            let is_apart = a.side().is_some() && b.side().is_some();
            !is_apart && a.rules().iter().any(|rule| b.rules().contains(rule))
        };
        for (place, column) in columns.iter().enumerate() {
            if let Some((_, other)) = columns[..place].iter().find(|other| overlap(column, other)) {
                let (one, two) = (other.heading, column.1.heading);
                return Err(problem(
                    format!("the columns `{one}` and `{two}` speak of the same rule; remove one"),
                    format!("`{one}` 列与 `{two}` 列涉及同一规则，请删去一列"),
                ));
            }
        }
        Ok(Self { file, columns })
    }

    fn read(&self, row: &StringRecord, labels: &mut Labels) -> anyhow::Result<()> {
        let file = file_name(&row[self.file]);
        if file.is_empty() {
            return Err(problem(
                format!("column `{FILE}`: there is no file name; write one, or remove the line"),
                format!("`{FILE}` 列：没有文件名，请填写，或删去该行"),
            ));
        }
        for &(place, column) in &self.columns {
            let cell = &row[place];
            if cell.is_empty() {
                continue;
            }
            let Some(truths) = column.truths(cell) else {
                let (heading, values) = (column.heading, column.values());
                return Err(problem(
                    format!(
                        "column `{heading}`: the value is {cell:?}; write {}, or leave it empty where it is not known",
                        values.en
                    ),
                    format!("`{heading}` 列：值为 {cell:?}；请填写{}，不清楚则留空", values.zh),
                ));
            };
            labels.labels.extend(truths.into_iter().map(|truth| Label { file: file.to_owned(), truth }));
        }
        Ok(())
    }
}

/// The headings that are neither understood nor known to describe the picture alone.
fn unread(headings: &StringRecord) -> Vec<String> {
    let means_nothing = |heading: &&str| {
        !heading.is_empty()
            && *heading != FILE
            && !DESCRIPTIONS.contains(heading)
            && Column::with_heading(heading).is_none()
    };
    headings.iter().filter(means_nothing).map(ToOwned::to_owned).collect()
}

/// What follows the last separator of `path`.
pub fn file_name(path: &str) -> &str {
    path.rsplit(std::path::is_separator).next().unwrap_or_default()
}

fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> Message {
    let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
    Message::new(names.join(", "), names.join("、"))
}

/// The line of `text` on which the row at `position` begins. The reader's own count stops before empty lines, and
/// between the two characters that end a line on Windows.
fn line_of(position: &csv::Position, text: &[u8]) -> usize {
    let start = (position.byte() as usize).min(text.len());
    let skipped = text[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    text[..start + skipped].split(|&byte| byte == b'\n').count()
}

/// What to say about a file that is no table of text.
fn unreadable(path: &Path, text: &[u8], error: csv::Error) -> anyhow::Error {
    let name = path.display();
    let place = match error.position().map(|position| line_of(position, text)) {
        None => Message::new(name.to_string(), name.to_string()),
        Some(line) => Message::new(format!("{name}, line {line}"), format!("{name} 的第 {line} 行")),
    };
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => problem(
            format!(
                "cannot use the labels in {}: the line has {len} cells, the headings are {expected_len}; write as \
                 many commas as in the first line",
                place.en
            ),
            format!(
                "无法使用标注文件 {}：该行有 {len} 格，列名有 {expected_len} 个；请写与首行同样多的逗号",
                place.zh
            ),
        ),
        csv::ErrorKind::Utf8 { .. } => problem(
            format!(
                "cannot use the labels in {}: the text is not UTF-8; save the file as `CSV UTF-8`",
                place.en
            ),
            format!("无法使用标注文件 {}：编码不是 UTF-8，请把文件另存为“CSV UTF-8”", place.zh),
        ),
        _ => {
            let message = Message::new(
                format!("cannot read the labels in {}", place.en),
                format!("无法读取标注文件 {}", place.zh),
            );
            because(message, error)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: impl AsRef<[u8]>) -> anyhow::Result<Labels> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("labels.csv");
        fs::write(&path, text).expect("room");
        Labels::read(&path)
    }

    fn refusal(text: impl AsRef<[u8]>) -> String {
        format!("{:#}", read(text).expect_err("refused"))
    }

    #[test]
    fn known_columns_are_read_and_others_and_empty_cells_left_out() {
        let text = "\u{feff}source,file,dark,note,ear_left\nx,五班/王芳.jpg,0,maybe,\n\"a, b\",b.jpg,,7,1\n";
        let Labels { labels, unread } = read(text).expect("well formed");
        assert_eq!(unread, ["note"]);
        let truth = |rule, side, is_violation| Truth { rule, side, is_violation };
        assert_eq!(
            labels,
            [
                Label { file: "王芳.jpg".into(), truth: truth("clothing.dark", None, true) },
                Label { file: "b.jpg".into(), truth: truth("hair.ears", Some("image_left"), false) },
            ]
        );
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        for (text, parts) in [
            ("name,dark\na.jpg,1\n", &["labels.csv", "line 1", "`file`", "`name`, `dark`"][..]),
            ("file;dark\na.jpg;1\n", &["line 1", "`file;dark`", "commas"]),
            ("file,colour\na.jpg,1\n", &["line 1", "`colour`", "`near_background`"]),
            ("", &["labels.csv", "line 1", "`file`"]),
            (
                "file,dark\na.jpg,1\n\nb.jpg,yes\n",
                &["labels.csv", "line 4", "`dark`", "\"yes\"", "1 for yes"],
            ),
            ("file,dark\r\na.jpg,1\r\nb.jpg,yes\r\n", &["line 3", "`dark`"]),
            ("file,dark\r\na.jpg,1\r\nb.jpg\r\n", &["line 3", "1 cells"]),
            ("file,geometry\na.jpg,askew\n", &["line 2", "`geometry`", "\"askew\"", "tilt"]),
            ("file,faces\na.jpg,one\n", &["line 2", "`faces`", "\"one\"", "number"]),
            ("file,dark\na.jpg\n", &["labels.csv", "line 2", "1 cells", "2"]),
            ("file,dark\nfolder/,1\n", &["line 2", "`file`", "no file name"]),
            ("file,dark,dark\na.jpg,1,0\n", &["line 1", "`dark`", "twice"]),
            ("file,dark\na.jpg,\n", &["labels.csv", "no label"]),
            ("file,dark,clothing.dark\na.jpg,1,0\n", &["line 1", "`dark`", "`clothing.dark`", "same rule"]),
            ("file,hair.ears,ear_left\na.jpg,1,0\n", &["line 1", "`hair.ears`", "`ear_left`"]),
            ("file,file.dpi\na.jpg,yes\n", &["line 2", "`file.dpi`", "1 for yes"]),
        ] {
            let refusal = refusal(text);
            for part in parts {
                assert!(refusal.contains(part), "{part} in {refusal}");
            }
        }
    }

    #[test]
    fn another_encoding_is_told_from_a_broken_file() {
        let refusal = refusal(b"file,dark\n\xcd\xf5.jpg,1\n");
        assert!(refusal.contains("line 2") && refusal.contains("UTF-8"), "{refusal}");
    }
}
