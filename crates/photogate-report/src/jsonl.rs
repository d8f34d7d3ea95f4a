//! JSON lines: the records as `photogate check --format jsonl` writes them, and what the roster brought to light.

use std::io::Write;

use serde::Serialize;

use crate::error::ReportError;
use crate::report::Report;
use crate::roster::{Attendance, Person};

/// Writes one record a photo, in the order of the paths.
///
/// # Errors
/// [`ReportError::Journal`] or [`ReportError::Write`].
pub fn photos(report: &Report<'_>, out: &mut dyn Write) -> Result<(), ReportError> {
    for entry in report.journal.latest()? {
        serde_json::to_writer(&mut *out, &entry?.record)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// One line of [`roster`].
#[derive(Serialize)]
struct RosterLine<'a> {
    kind: &'static str,
    people: Vec<&'a Person>,
    photos: Vec<&'a str>,
    message: photogate::Message,
}

/// Writes one object a finding of the roster: `kind`, `people`, `photos` and `message` in both languages.
///
/// # Errors
/// [`ReportError::Write`].
pub fn roster(report: &Report<'_>, attendance: &Attendance, out: &mut dyn Write) -> Result<(), ReportError> {
    for finding in &attendance.findings {
        let line = RosterLine {
            kind: finding.kind.id(),
            people: finding.people.iter().map(|&person| &attendance.people[person]).collect(),
            photos: finding.photos.iter().map(|&photo| report.photos[photo].path.as_str()).collect(),
            message: finding.message(attendance, &report.photos),
        };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
