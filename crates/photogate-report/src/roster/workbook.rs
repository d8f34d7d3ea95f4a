//! Rosters as workbooks: the first sheet that holds anything.

use std::collections::BTreeMap;
use std::io::{self, Cursor};

use calamine::{Data, Reader, Xls, Xlsx, XlsxError};
use cfb::{CompoundFile, Entry};
use photogate_batch::panics;

use super::error::Problem;
use super::sheet::{Misread, Sheet};

/// From here on doubles leave out whole numbers, and Excel shows 15 digits only.
const LARGEST_EXACT: f64 = 1e15;

/// Cells further to the right hold nothing about people. A workbook may claim 16,384 columns of a million rows.
const MOST_COLUMNS: u32 = 256;

/// Reads the table in the workbook `bytes` (.xlsx or .xls).
pub fn read(bytes: &[u8]) -> Result<Sheet, Misread> {
    let is_xlsx = bytes.starts_with(b"PK");
    // The reader of .xls panics on some damaged files.
    let sheet = panics::catch(|| if is_xlsx { xlsx(bytes) } else { xls(bytes) });
    sheet.unwrap_or_else(|panic| Err((None, Problem::Workbook(panic))))
}

fn broken(error: &dyn ToString) -> Misread {
    (None, Problem::Workbook(error.to_string()))
}

/// Cell by cell: what is between two cells that are far apart takes no memory.
fn xlsx(bytes: &[u8]) -> Result<Sheet, Misread> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    for name in workbook.sheet_names() {
        let mut cells = match workbook.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A sheet that holds a chart.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(broken(&error)),
        };
        let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
            let (row, column) = cell.get_position();
            if column >= MOST_COLUMNS {
                continue;
            }
            let text = text(&Data::from(cell.get_value().clone()));
            let texts = rows.entry(row).or_default();
            texts.resize(texts.len().max(column as usize + 1), String::new());
            texts[column as usize] = text;
        }
        let mut sheet = Sheet::default();
        for (row, cells) in rows {
            sheet.push(u64::from(row) + 1, cells);
        }
        if !sheet.rows.is_empty() {
            return Ok(sheet);
        }
    }
    Ok(Sheet::default())
}

/// The format of Excel 97, whose sheets have no more than 65,536 rows of 256 cells.
fn xls(bytes: &[u8]) -> Result<Sheet, Misread> {
    sound_compound_file(bytes).map_err(|error| broken(&error))?;
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).map_err(|error| broken(&error))?;
        let first = range.start().map_or(0, |(row, _)| u64::from(row)) + 1;
        let mut sheet = Sheet::default();
        for (line, row) in (first..).zip(range.rows()) {
            sheet.push(line, row.iter().map(text).collect());
        }
        if !sheet.rows.is_empty() {
            return Ok(sheet);
        }
    }
    Ok(Sheet::default())
}

/// Finds the damage that calamine does not mind: sectors that are cut off, of which it gives what is left, as if there
/// were no more people, and chains of sectors that go round in circles, which fill the memory.
fn sound_compound_file(bytes: &[u8]) -> io::Result<()> {
    let mut file = CompoundFile::open(Cursor::new(bytes))?;
    let streams: Vec<_> = file.walk().filter(Entry::is_stream).map(|entry| entry.path().to_owned()).collect();
    for stream in streams {
        io::copy(&mut file.open_stream(stream)?, &mut io::sink())?;
    }
    Ok(())
}

/// The cell as it was typed; a number that was rounded in the short form that gives it away, `1.2E+17`.
fn text(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.abs() >= LARGEST_EXACT => format!("{number:E}").replace('E', "E+"),
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}
