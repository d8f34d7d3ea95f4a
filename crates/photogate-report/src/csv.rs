//! CSV that spreadsheet programs open with a double click: UTF-8 behind a byte order mark, lines that end in CR LF,
//! every cell in quotes, no text that is taken for a formula.

use std::io::Write;

use ::csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use photogate::{Language, Status};

use crate::cell::harmless;
use crate::error::ReportError;
use crate::photo::Photo;
use crate::report::Report;
use crate::roster::{Attendance, Person};
use crate::words;

/// Writes one row a photo: verdict, rules, reasons in `language`, one column of measured values a rule; with a roster
/// also who is in the picture.
///
/// # Errors
/// [`ReportError::Write`].
pub fn photos(report: &Report<'_>, language: Language, out: &mut dyn Write) -> Result<(), ReportError> {
    let mut table = begin(out)?;
    let mut headings: Vec<String> =
        words::PHOTO_COLUMNS.iter().map(|&words| words::in_language(language, words).to_owned()).collect();
    if report.attendance.is_some() {
        headings.extend(
            words::PERSON_COLUMNS.iter().map(|&words| words::in_language(language, words).to_owned()),
        );
    }
    headings.extend(report.rules.iter().map(|rule| rule.with_unit(language)));
    table.write_record(headings.iter().map(|heading| harmless(heading).into_owned()))?;
    for (place, photo) in report.photos.iter().enumerate() {
        let mut row: Vec<String> =
            texts(report, photo, language).map(|text| harmless(&text).into_owned()).into();
        if let Some(attendance) = &report.attendance {
            row.extend(person_cells(attendance.person_in(place)));
        }
        row.extend(
            measured(report, photo).map(|value| value.map_or_else(String::new, |value| value.to_string())),
        );
        table.write_record(row)?;
    }
    table.flush()?;
    Ok(())
}

/// Writes one row a finding of the roster.
///
/// # Errors
/// [`ReportError::Write`].
pub fn roster(
    report: &Report<'_>,
    attendance: &Attendance,
    language: Language,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let mut table = begin(out)?;
    table.write_record(words::ROSTER_COLUMNS.map(|words| words::in_language(language, words)))?;
    for finding in &attendance.findings {
        for row in finding.rows(attendance, &report.photos, language) {
            table.write_record(row.iter().map(|text| harmless(text).into_owned()))?;
        }
    }
    table.flush()?;
    Ok(())
}

fn begin(out: &mut dyn Write) -> Result<Writer<&mut dyn Write>, ReportError> {
    out.write_all("\u{feff}".as_bytes())?;
    // Quotes keep a name together where a program separates cells by semicolons.
    Ok(WriterBuilder::new().terminator(Terminator::CRLF).quote_style(QuoteStyle::Always).from_writer(out))
}

/// The cells of [`words::PHOTO_COLUMNS`].
pub(crate) fn texts(report: &Report<'_>, photo: &Photo, language: Language) -> [String; 8] {
    let rules = |status| {
        let ids = photo.with_status(status).map(|finding| report.rules[finding.rule].id.as_str());
        ids.collect::<Vec<_>>().join(", ")
    };
    [
        photo.path.as_str().to_owned(),
        report.classes[photo.class].clone(),
        photo.name().to_owned(),
        words::in_language(language, words::verdict(photo.verdict)).to_owned(),
        rules(Status::Fail),
        rules(Status::Review),
        rules(Status::NotAssessed),
        reasons(photo, language),
    ]
}

/// What speaks against the photo, the worst first; what could not be assessed last, each sentence once.
fn reasons(photo: &Photo, language: Language) -> String {
    let mut sentences: Vec<&str> = photo.failure.iter().map(|message| language.of(&**message)).collect();
    for status in [Status::Fail, Status::Review, Status::NotAssessed] {
        for message in photo.with_status(status).filter_map(|finding| finding.message.as_ref()) {
            let sentence = language.of(&**message);
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
    }
    sentences.join(words::in_language(language, words::BETWEEN_SENTENCES))
}

/// What was measured, in the order of the report's rules; nothing where it has another unit than its column, and would be
/// sorted among what it cannot be compared with.
pub(crate) fn measured<'a>(
    report: &'a Report<'_>,
    photo: &'a Photo,
) -> impl Iterator<Item = Option<f64>> + 'a {
    let mut findings = photo.findings.iter().peekable();
    (0..report.rules.len()).map(move |rule| {
        let mut value = None;
        while let Some(finding) = findings.next_if(|finding| finding.rule == rule) {
            value = finding.measured.filter(|_| finding.other_unit.is_none());
        }
        value
    })
}

/// The cells of [`words::PERSON_COLUMNS`]; empty without a person.
pub(crate) fn person_cells(person: Option<&Person>) -> [String; 4] {
    person.map_or_else(Default::default, |person| person.cells().map(|text| harmless(&text).into_owned()))
}
