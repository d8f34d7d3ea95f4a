//! `photogate report`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use photogate::{Bilingual, Language, Message};
use photogate_batch::Journal;
use photogate_report::link::Links;
use photogate_report::roster::{Attendance, Look, Roster};
use photogate_report::{Report, ReportError, attendance_counts, csv, html, jsonl, xlsx};

use crate::args::{self, ReportFormat};
use crate::exit::Exit;
use crate::language;
use crate::messages::say;
use crate::output::Output;
use crate::problem::{Explain, problem};

/// Of each kind, so many matters of the roster are told; all of them are in the report.
const MATTERS_TOLD: usize = 10;

/// Writes the report, and says what it is about.
pub fn report(args: &args::Report) -> anyhow::Result<Exit> {
    let target = Target::new(args)?;
    // First what may have been mistyped: reading a long journal takes a while.
    let columns = args.roster_columns.clone().unwrap_or_default();
    let roster = args.roster.as_deref().map(|path| Roster::read(path, &columns)).transpose()?;
    let journal = Journal::open(&args.run).map_err(ReportError::from)?;
    let mut report = Report::read(&journal)?;
    if let Some(roster) = roster {
        let looks = Look::of_photos(&journal)?;
        let pattern = args.name_pattern.clone().unwrap_or_default();
        report.attendance = Some(Attendance::new(roster, &pattern, &report.photos, &looks)?);
    }

    target.write(args.format, &report, language::spoken())?;
    for Message { en, zh } in &report.notices {
        say(&Message::new(format!("warning: {en}"), format!("警告：{zh}")));
    }
    tell_roster(&report);
    if let Some(path) = &target.path {
        let path = path.display();
        say(&Message::new(format!("report: {path}"), format!("报告：{path}")));
    }
    Ok(Exit::Passed)
}

/// Tells what the roster brought to light, on stderr: stdout may hold the report.
fn tell_roster(report: &Report<'_>) {
    let Some(attendance) = &report.attendance else { return };
    say(&attendance_counts(attendance));
    for findings in attendance.findings.chunk_by(|a, b| a.kind == b.kind) {
        for finding in findings.iter().take(MATTERS_TOLD) {
            let title = finding.kind.title();
            let Message { en, zh } = finding.message(attendance, &report.photos);
            let photos: Vec<_> =
                finding.photos.iter().map(|&photo| report.photos[photo].path.as_str()).collect();
            let photos = photos.join(", ");
            say(&Message::new(
                format!("  {}  {photos}  {en}", title.en()),
                format!("  {}  {photos}  {zh}", title.zh()),
            ));
        }
        let untold = findings.len().saturating_sub(MATTERS_TOLD);
        if untold > 0 {
            say(&Message::new(
                format!("  and {untold} more, see the report"),
                format!("  另有 {untold} 项，见报告"),
            ));
        }
    }
    attendance.notes.iter().for_each(say);
}

/// Where a report goes.
struct Target {
    /// `None`: stdout.
    path: Option<PathBuf>,
}

impl Target {
    fn new(args: &args::Report) -> anyhow::Result<Self> {
        let name = format!("report.{}", args.format.ending());
        let path = match &args.out {
            Some(out) if out.as_os_str() == "-" => {
                if matches!(args.format, ReportFormat::Html | ReportFormat::Xlsx) {
                    return Err(problem(
                        "only csv and jsonl can be written to stdout; name a file with --out",
                        "只有 csv 和 jsonl 可以写到标准输出，请用 --out 指定文件",
                    ));
                }
                None
            }
            Some(out) if out.is_dir() => Some(out.join(name)),
            Some(out) => Some(out.clone()),
            None => Some(args.run.join(name)),
        };
        Ok(Self { path })
    }

    fn write(&self, format: ReportFormat, report: &Report<'_>, language: Language) -> anyhow::Result<()> {
        match format {
            ReportFormat::Csv => {
                write_text(self.path.as_deref(), |out| csv::photos(report, language, out))?;
                self.write_roster(report, |attendance, out| csv::roster(report, attendance, language, out))
            }
            ReportFormat::Jsonl => {
                write_text(self.path.as_deref(), |out| jsonl::photos(report, out))?;
                self.write_roster(report, |attendance, out| jsonl::roster(report, attendance, out))
            }
            ReportFormat::Xlsx => {
                let bytes = xlsx::workbook(report, language, &self.links(report)?)?;
                write_text(self.path.as_deref(), |out| Ok(out.write_all(&bytes)?))
            }
            ReportFormat::Html => self.write_page(report, language),
        }
    }

    fn write_page(&self, report: &Report<'_>, language: Language) -> anyhow::Result<()> {
        let path = self.path.as_deref().unwrap_or(Path::new("report.html"));
        let mut pictures = path.file_stem().unwrap_or_default().to_os_string();
        pictures.push("_files");
        let folder = path.with_file_name(&pictures);
        html::write_thumbnails(report.journal, &folder).explain(|| {
            let folder = folder.display();
            Message::new(
                format!("cannot write the small pictures to {folder}"),
                format!("无法把缩略图写入 {folder}"),
            )
        })?;
        let (links, pictures) = (self.links(report)?, pictures.to_string_lossy());
        write_text(self.path.as_deref(), |out| html::page(report, language, &links, &pictures, out))
    }

    /// Links to the photos, seen from the report.
    fn links(&self, report: &Report<'_>) -> anyhow::Result<Links> {
        let path = self.path.as_deref().unwrap_or(Path::new("."));
        let path = std::path::absolute(path)
            .explain(|| Message::new("cannot find the current folder", "无法确定当前文件夹"))?;
        let root = Path::new(&report.journal.status().begun.root);
        Ok(Links::new(path.parent().unwrap_or(Path::new("/")), root))
    }

    /// Writes what the roster brought to light beside the report; to stdout goes the report alone.
    fn write_roster(
        &self,
        report: &Report<'_>,
        write: impl FnOnce(&Attendance, &mut dyn Write) -> Result<(), ReportError>,
    ) -> anyhow::Result<()> {
        let (Some(path), Some(attendance)) = (&self.path, &report.attendance) else { return Ok(()) };
        let mut ending = std::ffi::OsString::from("roster.");
        ending.push(path.extension().unwrap_or_default());
        write_text(Some(&path.with_extension(ending)), |out| write(attendance, out))
    }
}

/// Writes a file that appears in one step, or to stdout.
fn write_text(
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ReportError>,
) -> anyhow::Result<()> {
    let mut output = Output::open(path)?;
    match write(&mut output) {
        // The reader, `head` for instance, has seen enough.
        Err(ReportError::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe && output.is_stream() => {
            Ok(())
        }
        Err(error) => Err(error.into()),
        Ok(()) => output.finish(),
    }
}
