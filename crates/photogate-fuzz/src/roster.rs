//! A list of students, as text or as a workbook.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use photogate_report::roster::{ColumnNames, Matching, Named, Pattern, Person, Roster};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::seeds;

/// The part of an Excel workbook that holds the cells of its first sheet.
const FIRST_SHEET: &str = "xl/worksheets/sheet1.xml";

/// First bytes of the file format that Excel 97 wrote (Compound File Binary).
const COMPOUND_FILE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// Reads `bytes` as a roster: a workbook if they begin like one, a sheet of an otherwise sound workbook if they begin
/// like XML, else text. What is read can be written as text and read again; everyone on it is found by their number.
///
/// # Panics
/// If not, or if a refusal does not say why in both languages.
pub fn check(bytes: &[u8]) {
    let (name, contents) = match bytes {
        [b'P', b'K', ..] => ("roster.xlsx", bytes.to_vec()),
        // Mutations of a compressed sheet would hardly ever pass its checksum.
        [b'<', ..] => ("roster.xlsx", workbook_with_sheet(bytes)),
        _ if bytes.starts_with(COMPOUND_FILE) => ("roster.xls", bytes.to_vec()),
        _ => ("roster.csv", bytes.to_vec()),
    };
    let columns = ColumnNames::default();
    let people = match Roster::parse(Path::new(name), &contents, &columns) {
        Ok(roster) => roster.people,
        Err(error) => {
            let message = error.message();
            return assert!(!message.en.is_empty() && !message.zh.is_empty(), "{error:?}");
        }
    };
    assert!(!people.is_empty());
    assert!(people.iter().all(|person| !(person.number.is_empty() && person.code.is_empty())), "{people:?}");

    let again = Roster::parse(Path::new("again.csv"), &written(&people), &columns);
    assert_eq!(again.map(|roster| roster.people), Ok(people.clone()));

    let pattern = Pattern::default();
    let matching = Matching::new(&people, &pattern).expect("the default pattern goes by whatever there is");
    for (place, person) in people.iter().enumerate() {
        // One without spaces or signs inside is a single word: no part of it can be someone else's.
        if !person.number.is_empty() && person.number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            assert_eq!(matching.find(&person.number), Named::Person(place), "{person:?}");
        }
    }
}

/// The people as a table of text, under the usual headings.
fn written(people: &[Person]) -> Vec<u8> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["学号", "姓名", "班级", "采集码"]).expect("memory");
    for person in people {
        table.write_record(person.cells()).expect("memory");
    }
    table.into_inner().expect("memory")
}

/// A sound workbook but for its first sheet, which is `sheet`.
fn workbook_with_sheet(sheet: &[u8]) -> Vec<u8> {
    let sound = seeds::workbook();
    let mut parts = ZipArchive::new(Cursor::new(sound)).expect("the seed is sound");
    let mut workbook = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for place in 0..parts.len() {
        let mut part = parts.by_index(place).expect("the seed is sound");
        let name = part.name().expect("the seed is sound").into_owned();
        let mut contents = Vec::new();
        part.read_to_end(&mut contents).expect("the seed is sound");
        let contents = if name == FIRST_SHEET { sheet } else { &contents };
        workbook.start_file(name, options).and_then(|()| Ok(workbook.write_all(contents)?)).expect("memory");
    }
    workbook.finish().expect("memory").into_inner()
}

/// The first sheet of the workbook of the seeds, as XML.
pub(crate) fn first_sheet(workbook: &[u8]) -> Vec<u8> {
    let mut parts = ZipArchive::new(Cursor::new(workbook)).expect("the seed is sound");
    let mut sheet = Vec::new();
    parts.by_name(FIRST_SHEET).expect("there is one").read_to_end(&mut sheet).expect("the seed is sound");
    sheet
}
