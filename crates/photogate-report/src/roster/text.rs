//! Rosters as text: CSV in any of the encodings that Chinese offices use.

use std::borrow::Cow;

use csv::{ErrorKind, ReaderBuilder};
use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::error::Problem;
use super::sheet::{Misread, Sheet};

/// Reads the table in `bytes`: UTF-8 with or without a byte order mark, UTF-16 with one (Excel's `Unicode text`), else
/// GB18030. Cells are separated by commas, semicolons or tabs, whichever the first line has most of.
pub fn read(bytes: &[u8]) -> Result<Sheet, Misread> {
    let text = decode(bytes).ok_or((None, Problem::Encoding))?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    for row in reader.records() {
        let row = row.map_err(|error| {
            let line = error.position().map(csv::Position::line);
            let reason = match error.kind() {
                ErrorKind::Utf8 { err, .. } => err.to_string(),
                _ => error.to_string(),
            };
            (line, Problem::Table(reason))
        })?;
        let start = row.position().map_or(0, |position| position.byte() as usize);
        sheet.push(line_at(&text, start), row.iter().map(str::to_owned).collect());
    }
    Ok(sheet)
}

fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (encoding, bytes) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (UTF_8, rest),
        [0xff, 0xfe, rest @ ..] => (UTF_16LE, rest),
        [0xfe, 0xff, rest @ ..] => (UTF_16BE, rest),
        _ if std::str::from_utf8(bytes).is_ok() => (UTF_8, bytes),
        _ => (GB18030, bytes),
    };
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

fn delimiter(text: &str) -> u8 {
    let heading = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: &u8| heading.bytes().filter(|byte| byte == delimiter).count();
    // The last of equals wins: a comma where there is nothing to go by.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// The line, from 1, of the row that begins at or behind `start`; the reader's own count stops before empty lines.
fn line_at(text: &str, start: usize) -> u64 {
    let bytes = text.as_bytes();
    let start = start.min(bytes.len());
    let skipped = bytes[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    text[..start + skipped].matches('\n').count() as u64 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
        read(bytes).expect("a table").rows
    }

    #[test]
    fn every_usual_encoding_gives_the_same_table() {
        let text = "学号,姓名\r\n\r\n2024001,王芳\r\n,\r\n2024002,\"李,雷\"\r\n";
        let cells = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let expected = vec![
            (1, cells(["学号", "姓名"])),
            (3, cells(["2024001", "王芳"])),
            (5, cells(["2024002", "李,雷"])),
        ];
        assert_eq!(rows(text.as_bytes()), expected);
        assert_eq!(rows(format!("\u{feff}{text}").as_bytes()), expected);
        assert_eq!(rows(&GB18030.encode(text).0), expected);
        let utf_16: Vec<u8> =
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(rows(&utf_16), expected);
        assert_eq!(rows("学号;姓名\n2024001;王芳".as_bytes())[1], (2, cells(["2024001", "王芳"])));
        assert_eq!(rows("学号\t姓名\n2024001\t王芳".as_bytes())[1], (2, cells(["2024001", "王芳"])));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read(&[0x80, 0x81, 0xff, 0x20, 0xff]), Err((None, Problem::Encoding)));
    }
}
