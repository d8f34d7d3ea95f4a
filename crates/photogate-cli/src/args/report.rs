//! What may be typed to make a report.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use photogate_report::roster::{ColumnNames, Pattern};

/// What `report` is given.
#[derive(Debug, Args)]
pub struct Report {
    /// Folder that `photogate batch --out` wrote, or writes just now
    #[arg(value_name = "RUN")]
    pub run: PathBuf,

    /// What is written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ReportFormat::Html)]
    pub format: ReportFormat,

    /// File or folder to write to, or `-` for stdout [default: RUN]
    ///
    /// Where it is written: a file, or a folder that is there, which gets a file `report` with the format's ending;
    /// without this option that is RUN. `-` writes csv and jsonl to stdout. The page keeps its small pictures in a
    /// folder beside it, `report_files` for `report.html`: move both together. What the roster brings to light goes
    /// beside csv and jsonl, report.roster.csv for report.csv.
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,

    /// List of the people who should have a photo: a CSV file or a workbook
    ///
    /// List of the people who should have a photo: a CSV file (UTF-8 or GB18030), or the first sheet of a workbook
    /// (.xlsx, .xls), with a line of headings. The report then also tells who has no photo, which photos are of
    /// nobody on the list, the same file or nearly the same picture under two numbers, several photos of one person,
    /// and photos in the folder of another class.
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,

    /// Headings of the roster's columns, where they are not the usual ones
    ///
    /// Headings of the roster's columns, as number=HEADING,name=HEADING,class=HEADING,code=HEADING; those that are
    /// left out are found by their usual headings, such as 学号, 姓名, 班级, 采集码, number, name, class, code. A roster
    /// needs a number or a capture code.
    #[arg(long, value_name = "COLUMNS", requires = "roster")]
    pub roster_columns: Option<ColumnNames>,

    /// How the photos are named, for instance {number}_{name}
    ///
    /// How the photos are named, without folder and ending, for instance {number}_{name}. There are {number}, {name},
    /// {class}, {code}, and {*} for anything. Without this option a number of the roster, or else a capture code, is
    /// looked for anywhere in the name, as a whole: 20240001 is found in 20240001王芳.jpg, not in 120240001.jpg.
    #[arg(long, value_name = "PATTERN", requires = "roster")]
    pub name_pattern: Option<Pattern>,
}

/// The format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// A page for a browser, with small pictures beside it
    Html,
    /// A table in text, which spreadsheet programs open
    Csv,
    /// An Excel workbook
    Xlsx,
    /// One JSON object for each photo, as `check --format jsonl` writes them
    Jsonl,
}

impl ReportFormat {
    /// The ending of its files.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Jsonl => "jsonl",
        }
    }
}

/// Shown below the options of `report`.
pub const REPORT_AFTER_HELP: &str = "\
Exit status:
  0    the report is written, whatever it says
  2    it could not be made or written, or the call was wrong

A report names people: it belongs to the office, like the photos. Nothing is sent anywhere, and the log names nobody.

Examples:
  photogate report run/
  photogate report run/ --format xlsx --out results.xlsx --roster students.xlsx
  photogate report run/ --roster students.csv --roster-columns number=考生号 --name-pattern '{number}_{name}'
";
