//! An Excel workbook: photos, counts by folder and by rule, and what the roster brought to light, a sheet each.
//! Texts are stored as texts, so no name is ever calculated.

use photogate::{Language, Verdict, Words};
use rust_xlsxwriter::{Color, Format, FormatAlign, Url, Workbook, Worksheet};

use crate::csv::{measured, texts};
use crate::error::ReportError;
use crate::link::Links;
use crate::report::Report;
use crate::words;

/// Excel keeps no more links in one sheet.
const MOST_LINKS: usize = 65_530;

/// Excel takes no longer text in a cell, counted in UTF-16.
const LONGEST_TEXT: usize = 32_767;

/// Excel takes no longer link.
const LONGEST_LINK: usize = 2_079;

const PATH_WIDTH: f64 = 36.0;
const REASONS_WIDTH: f64 = 80.0;
const USUAL_WIDTH: f64 = 16.0;

/// The workbook's bytes. `links` lead to the photos.
///
/// # Errors
/// [`ReportError::Workbook`] if Excel's format does not hold it.
pub fn workbook(report: &Report<'_>, language: Language, links: &Links) -> Result<Vec<u8>, ReportError> {
    let mut workbook = Workbook::new();
    let [photos, classes, rules, roster] = words::SHEETS.map(|words| words::in_language(language, words));
    let looks = Looks::new();
    write_photos(workbook.add_worksheet().set_name(photos)?, report, language, links, &looks)?;
    write_classes(workbook.add_worksheet().set_name(classes)?, report, language, &looks)?;
    write_rules(workbook.add_worksheet().set_name(rules)?, report, language, &looks)?;
    if report.attendance.is_some() {
        write_roster(workbook.add_worksheet().set_name(roster)?, report, language, &looks)?;
    }
    Ok(workbook.save_to_buffer()?)
}

struct Looks {
    heading: Format,
    wrapped: Format,
    verdicts: [(Verdict, Format); 4],
}

impl Looks {
    fn new() -> Self {
        // Excel's own colours for good, neutral and bad, and a violet.
        let colours = [
            (Verdict::Pass, 0x00_6100, 0xC6_EFCE),
            (Verdict::Review, 0x9C_5700, 0xFF_EB9C),
            (Verdict::Fail, 0x9C_0006, 0xFF_C7CE),
            (Verdict::Error, 0x5B_2C83, 0xE4_D7F5),
        ];
        let look = |(verdict, text, ground)| {
            let format =
                Format::new().set_font_color(Color::RGB(text)).set_background_color(Color::RGB(ground));
            (verdict, format.set_align(FormatAlign::Top))
        };
        Self {
            heading: Format::new().set_bold().set_background_color(Color::RGB(0xE7_EBF0)).set_text_wrap(),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            verdicts: colours.map(look),
        }
    }

    fn of(&self, verdict: Verdict) -> &Format {
        self.verdicts.iter().find(|(known, _)| *known == verdict).map_or(&self.wrapped, |(_, look)| look)
    }
}

fn write_photos(
    sheet: &mut Worksheet,
    report: &Report<'_>,
    language: Language,
    links: &Links,
    looks: &Looks,
) -> Result<(), ReportError> {
    let mut headings: Vec<String> =
        words::PHOTO_COLUMNS.map(|words| words::in_language(language, words).to_owned()).into();
    if report.attendance.is_some() {
        headings.extend(words::PERSON_COLUMNS.map(|words| words::in_language(language, words).to_owned()));
    }
    headings.extend(report.rules.iter().map(|rule| rule.with_unit(language)));
    begin(sheet, &headings, report.photos.len(), looks)?;
    sheet.set_column_width(0, PATH_WIDTH)?.set_column_width(7, REASONS_WIDTH)?;
    for (place, photo) in report.photos.iter().enumerate() {
        let row = place as u32 + 1;
        let mut column = 0;
        for (place_in_row, text) in texts(report, photo, language).iter().enumerate() {
            match place_in_row {
                0 if place < MOST_LINKS => write_link(sheet, row, &links.to(&photo.path), text)?,
                3 => _ = sheet.write_with_format(row, column, text, looks.of(photo.verdict))?,
                _ => _ = sheet.write_with_format(row, column, cut(text), &looks.wrapped)?,
            }
            column += 1;
        }
        if let Some(attendance) = &report.attendance {
            for text in
                attendance.person_in(place).map_or_else(Default::default, crate::roster::Person::cells)
            {
                sheet.write_with_format(row, column, text, &looks.wrapped)?;
                column += 1;
            }
        }
        for value in measured(report, photo) {
            if let Some(value) = value {
                sheet.write(row, column, value)?;
            }
            column += 1;
        }
    }
    Ok(())
}

fn write_link(sheet: &mut Worksheet, row: u32, link: &str, text: &str) -> Result<(), ReportError> {
    if link.len() > LONGEST_LINK {
        sheet.write(row, 0, cut(text))?;
        return Ok(());
    }
    // `file://` marks a relative link too, and is taken away again.
    let url = if link.starts_with("file:") { link.to_owned() } else { format!("file://{link}") };
    sheet.write_url(row, 0, Url::new(url).set_text(cut(text)))?;
    Ok(())
}

fn write_classes(
    sheet: &mut Worksheet,
    report: &Report<'_>,
    language: Language,
    looks: &Looks,
) -> Result<(), ReportError> {
    let headings = words::CLASS_COLUMNS.map(|words| words::in_language(language, words).to_owned());
    begin(sheet, &headings, report.classes.len(), looks)?;
    sheet.set_column_width(0, PATH_WIDTH)?;
    for (row, (class, summary)) in (1..).zip(report.classes.iter().zip(report.by_class())) {
        sheet.write(row, 0, cut(class))?;
        let counts = [summary.total(), summary.passed, summary.review, summary.failed, summary.errors];
        for (column, count) in (1..).zip(counts) {
            sheet.write(row, column, count as u32)?;
        }
    }
    Ok(())
}

fn write_rules(
    sheet: &mut Worksheet,
    report: &Report<'_>,
    language: Language,
    looks: &Looks,
) -> Result<(), ReportError> {
    let headings = words::RULE_COLUMNS.map(|words: Words| words::in_language(language, words).to_owned());
    begin(sheet, &headings, report.rules.len(), looks)?;
    sheet.set_column_width(0, USUAL_WIDTH * 1.5)?.set_column_width(1, PATH_WIDTH)?;
    for (row, (rule, counts)) in (1..).zip(report.rules.iter().zip(report.by_rule())) {
        sheet.write(row, 0, &rule.id)?;
        sheet.write(row, 1, language.of(&rule.title))?;
        for (column, count) in (2..).zip([counts.fail, counts.review, counts.not_assessed, counts.pass]) {
            sheet.write(row, column, count as u32)?;
        }
    }
    Ok(())
}

fn write_roster(
    sheet: &mut Worksheet,
    report: &Report<'_>,
    language: Language,
    looks: &Looks,
) -> Result<(), ReportError> {
    let Some(attendance) = &report.attendance else { return Ok(()) };
    let rows: Vec<_> = attendance
        .findings
        .iter()
        .flat_map(|finding| finding.rows(attendance, &report.photos, language))
        .collect();
    begin(
        sheet,
        &words::ROSTER_COLUMNS.map(|words| words::in_language(language, words).to_owned()),
        rows.len(),
        looks,
    )?;
    sheet.set_column_width(5, PATH_WIDTH)?.set_column_width(6, REASONS_WIDTH)?;
    for (row, cells) in (1..).zip(&rows) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_with_format(row, column, cut(text), &looks.wrapped)?;
        }
    }
    Ok(())
}

/// Headings that stay in sight, and a filter over `rows` rows.
fn begin(sheet: &mut Worksheet, headings: &[String], rows: usize, looks: &Looks) -> Result<(), ReportError> {
    for (column, heading) in (0..).zip(headings) {
        sheet.set_column_width(column, USUAL_WIDTH)?;
        sheet.write_with_format(0, column, heading, &looks.heading)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    if let Some(last) = headings.len().checked_sub(1) {
        sheet.autofilter(0, 0, rows as u32, last as u16)?;
    }
    Ok(())
}

/// As much of `text` as a cell holds.
fn cut(text: &str) -> &str {
    let mut length = 0;
    let end = text.char_indices().find(|(_, c)| {
        length += c.len_utf16();
        length > LONGEST_TEXT
    });
    end.map_or(text, |(at, _)| &text[..at])
}
