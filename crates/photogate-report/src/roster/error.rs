//! What is wrong with a roster.

use std::fmt;
use std::path::PathBuf;

use photogate::Message;

use super::columns::Field;

/// A roster that cannot be used: which file, which line, what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterError {
    /// The file.
    pub path: PathBuf,
    /// The line or row, from 1; `None` if it is about the whole file.
    pub line: Option<u64>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The system does not let it be read; its reason.
    Unreadable(String),
    /// The text is neither UTF-8 nor GB18030.
    Encoding,
    /// Rows have different numbers of cells, or a quote is not closed; the parser's words.
    Table(String),
    /// It is no workbook, or damaged; the parser's words.
    Workbook(String),
    /// No heading is known; the first row's.
    NoHeadings(Vec<String>),
    /// A heading that was asked for is not there; those that are.
    NoSuchHeading(String, Vec<String>),
    /// A heading is there more than once.
    HeadingTwice(String),
    /// No person is in it.
    Empty,
    /// A person has neither number nor code.
    NothingToGoBy,
    /// Another line has the same number or code.
    Twice {
        /// Number or code.
        field: Field,
        /// What is there twice.
        value: String,
        /// The other line.
        other: u64,
    },
    /// A spreadsheet program has rounded or shortened the number.
    Shortened(String),
}

impl Problem {
    fn message(&self) -> Message {
        let quoted = |headings: &[String], left: &str, right: &str, between: &str| {
            let headings = headings.iter().filter(|heading| !heading.trim().is_empty());
            headings.map(|heading| format!("{left}{heading}{right}")).collect::<Vec<_>>().join(between)
        };
        let list = |headings: &[String]| (quoted(headings, "`", "`", ", "), quoted(headings, "“", "”", "、"));
        match self {
            Self::Unreadable(reason) => Message::new(
                format!("it cannot be read ({reason}); check its path and permissions"),
                format!("无法读取（{reason}）。请检查路径和权限。"),
            ),
            Self::Encoding => Message::new(
                "the text is neither UTF-8 nor GB18030; save the file as `CSV UTF-8`",
                "文字编码既不是 UTF-8 也不是 GB18030。请将文件另存为“CSV UTF-8”。",
            ),
            Self::Table(reason) => Message::new(
                format!(
                    "it is no table of text ({reason}); write as many cells as in the first line, and close quotes"
                ),
                format!("表格格式有误（{reason}）。请使各行的单元格数与首行一致，并配对引号。"),
            ),
            Self::Workbook(reason) => Message::new(
                format!(
                    "it is no workbook, or damaged ({reason}); open it in Excel and save it as .xlsx or CSV"
                ),
                format!("不是工作簿或已损坏（{reason}）。请用 Excel 打开并另存为 .xlsx 或 CSV。"),
            ),
            Self::NoHeadings(headings) => {
                let (en, zh) = list(headings);
                Message::new(
                    format!(
                        "no column holds the student numbers or capture codes; the headings are {en}: name the right \
                         ones with --roster-columns number=HEADING"
                    ),
                    format!(
                        "找不到学号或采集码所在的列；列标题为 {zh}。请用 --roster-columns number=列标题 指明。"
                    ),
                )
            }
            Self::NoSuchHeading(heading, headings) => {
                let (en, zh) = list(headings);
                Message::new(
                    format!("there is no column `{heading}`, only {en}; correct --roster-columns"),
                    format!("没有名为“{heading}”的列，只有 {zh}。请更正 --roster-columns。"),
                )
            }
            Self::HeadingTwice(heading) => Message::new(
                format!("the column `{heading}` is there twice; rename one of them"),
                format!("“{heading}”列出现了两次，请给其中一列改名。"),
            ),
            Self::Empty => Message::new(
                "nobody is on it; write one line a person below the headings",
                "名单中没有人。请在列标题下每人写一行。",
            ),
            Self::NothingToGoBy => Message::new(
                "the person has neither number nor capture code; fill one in, or remove the line",
                "此人既没有学号也没有采集码。请补全，或删除该行。",
            ),
            Self::Twice { field, value, other } => Message::new(
                format!("the {} {value} is in line {other} too; correct one of the two", field.noun().0),
                format!("{} {value} 在第 {other} 行也出现过，请更正其中一行。", field.noun().1),
            ),
            Self::Shortened(value) => Message::new(
                format!(
                    "the number {value} was rounded by a spreadsheet program; format the column as text, enter the \
                     numbers again and save"
                ),
                format!("号码 {value} 已被电子表格程序舍入。请将该列设为文本格式，重新填写号码后保存。"),
            ),
        }
    }
}

impl Field {
    const fn noun(self) -> (&'static str, &'static str) {
        match self {
            Self::Number => ("student number", "学号"),
            Self::Name => ("name", "姓名"),
            Self::Class => ("class", "班级"),
            Self::Code => ("capture code", "采集码"),
        }
    }
}

impl RosterError {
    /// What was wrong and what to do, in both languages.
    #[must_use]
    pub fn message(&self) -> Message {
        let Message { en, zh } = self.problem.message();
        let path = self.path.display();
        match self.line {
            Some(line) => Message::new(
                format!("cannot use the roster {path}, line {line}: {en}"),
                format!("无法使用名单 {path} 第 {line} 行：{zh}"),
            ),
            None => Message::new(
                format!("cannot use the roster {path}: {en}"),
                format!("无法使用名单 {path}：{zh}"),
            ),
        }
    }
}

impl fmt::Display for RosterError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message().en)
    }
}

impl std::error::Error for RosterError {}
