//! One entry ↔ one line: `CHECKSUM {"seq":N,"entry":…}`.
//!
//! The checksum is the first 16 bytes of the BLAKE3 of the JSON text, in hexadecimal. JSON text holds no line feed,
//! so lines are found again behind a damaged one. `seq` counts from 0 without gaps: a missing line is seen too.

use std::io::{self, BufRead, Read};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::entry::Entry;

/// Hexadecimal digits of a checksum.
const CHECKSUM_DIGITS: usize = 32;

/// No honest line is longer: findings of all rules take some 10 kB.
const MAX_LINE_BYTES: u64 = 4 << 20;

/// A line's JSON; `E` is [`Entry`], or as much of it as the reader needs.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbered<E> {
    pub seq: u64,
    pub entry: E,
}

/// What stands on a line.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// JSON under a right checksum.
    Intact(&'a [u8]),
    /// Something else.
    Damaged,
    /// The file ends before the line does.
    Torn,
}

/// Appends the line of `entry` to `out`.
pub fn encode(seq: u64, entry: &Entry, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let start = out.len();
    out.resize(start + CHECKSUM_DIGITS, b' ');
    out.push(b' ');
    serde_json::to_writer(&mut *out, &Numbered { seq, entry })?;
    let checksum = checksum(&out[start + CHECKSUM_DIGITS + 1..]);
    out[start..start + CHECKSUM_DIGITS].copy_from_slice(&checksum);
    out.push(b'\n');
    Ok(())
}

/// The entry of an intact line.
pub fn decode<E: DeserializeOwned>(json: &[u8]) -> serde_json::Result<Numbered<E>> {
    serde_json::from_slice(json)
}

/// Reads the next line of `file` into `buffer`; `None` at the end of the file. The second is its length in bytes.
pub fn next<'a>(file: &mut impl BufRead, buffer: &'a mut Vec<u8>) -> io::Result<Option<(Line<'a>, u64)>> {
    buffer.clear();
    let mut length = file.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', buffer)? as u64;
    if length == 0 {
        return Ok(None);
    }
    if buffer.last() != Some(&b'\n') && length == MAX_LINE_BYTES {
        let (rest, is_ended) = skip_line(file)?;
        length += rest;
        return Ok(Some((if is_ended { Line::Damaged } else { Line::Torn }, length)));
    }
    Ok(Some((check(buffer), length)))
}

/// What stands on the line `bytes`, line feed included.
pub fn check(bytes: &[u8]) -> Line<'_> {
    let Some(line) = bytes.strip_suffix(b"\n") else { return Line::Torn };
    match line.split_at_checked(CHECKSUM_DIGITS) {
        Some((found, [b' ', json @ ..])) if found == checksum(json) => Line::Intact(json),
        _ => Line::Damaged,
    }
}

fn checksum(json: &[u8]) -> [u8; CHECKSUM_DIGITS] {
    let mut digits = [0; CHECKSUM_DIGITS];
    let hash = blake3::hash(json);
    hex::encode_to_slice(&hash.as_bytes()[..CHECKSUM_DIGITS / 2], &mut digits).expect("two digits a byte");
    digits
}

/// Passes over the rest of a line; its length, and whether it ends with a line feed.
fn skip_line(file: &mut impl BufRead) -> io::Result<(u64, bool)> {
    let mut skipped = 0;
    loop {
        let chunk = file.fill_buf()?;
        if chunk.is_empty() {
            return Ok((skipped, false));
        }
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(chunk.len(), |end| end + 1);
        file.consume(length);
        skipped += length as u64;
        if end.is_some() {
            return Ok((skipped, true));
        }
    }
}
