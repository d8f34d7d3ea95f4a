//! Inputs to start from: what the repository holds anyway.

use std::fs;
use std::io;
use std::path::Path;

use encoding_rs::GB18030;
use photogate_batch::JournalWriter;
use photogate_batch::journal::{ContentHash, End, Ended, Entry, Moment, Stamp};
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::journal::{begun, photo, scratch};
use crate::roster;

/// The awkward and the broken pictures of `testdata`.
pub fn pictures() -> Vec<Vec<u8>> {
    [files("testdata/odd"), files("testdata/broken")].concat()
}

/// The rulesets that ship.
pub fn rulesets() -> Vec<Vec<u8>> {
    files("crates/photogate/rulesets")
}

/// A journal of every kind of line, with checksums, and its lines without.
pub fn journals() -> Vec<Vec<u8>> {
    let folder = scratch().expect("a folder for the journal");
    let (mut writer, _) = JournalWriter::open(folder.path(), begun()).expect("an empty folder");
    let stamp = Stamp { size: 40_000, modified_ns: 1_700_000_000_000_000_000 };
    let mut judged = photo("五班/王芳.jpg");
    (judged.stamp, judged.content) = (Some(stamp), Some(ContentHash([7; 32])));
    writer.add_thumbnail(&mut judged, b"a small picture").expect("room");
    let path = judged.path.clone();
    let gone = photo("gone.jpg");
    let entries = [
        Entry::Photo(Box::new(judged)),
        Entry::Photo(Box::new(gone.clone())),
        Entry::Same { path, stamp, read_at: Moment(3) },
        Entry::Gone { path: gone.path },
    ];
    writer.append(&entries).expect("room");
    writer.end(Ended { at: Moment(4), how: End::Interrupted }).expect("room");
    let journal = fs::read(folder.path().join("journal.jsonl")).expect("it was just written");
    let lines = journal.split_inclusive(|byte| *byte == b'\n');
    let bare = lines.flat_map(|line| &line[line.iter().position(|byte| *byte == b'{').unwrap_or(0)..]);
    vec![bare.copied().collect(), journal]
}

/// A roster as text in the encodings that are read, as workbooks, and as the sheet of one.
pub fn rosters() -> Vec<Vec<u8>> {
    let text = "学号,姓名,班级,采集码\n20240001,王芳,五班,A001\n20240002,\"李, 娜\",五班,A002\n";
    let utf_16 = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let workbook = workbook();
    let sheet = roster::first_sheet(&workbook);
    let texts = [text.into(), text.replace(',', "\t").into(), utf_16, GB18030.encode(text).0.into()];
    texts.into_iter().chain([workbook, sheet]).chain(files("testdata/rosters")).collect()
}

/// A roster as Excel stores it: a title above the headings, numbers as numbers and as text.
pub fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let written = write_people(workbook.add_worksheet());
    written.and_then(|()| workbook.save_to_buffer()).expect("it fits into memory")
}

fn write_people(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.write(0, 0, "2024 届毕业生")?;
    sheet.write_row(1, 0, ["学号", "姓名", "班级", "采集码"])?;
    sheet.write_row(2, 0, ["20240001", "王芳", "五班", "A001"])?;
    sheet.write(3, 0, 20_240_002)?.write(3, 1, "李娜")?.write(3, 3, true)?;
    Ok(())
}

/// What the files in a folder of the repository hold, in the order of their names.
pub fn files(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    read_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
}

fn read_all(folder: &Path) -> io::Result<Vec<Vec<u8>>> {
    let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = paths.collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    paths.iter().map(fs::read).collect()
}
