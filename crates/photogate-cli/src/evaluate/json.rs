//! Scores → JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::PrettyFormatter;

use super::evaluation::Score;

/// Writes one object with an entry for each rule, indented by one space as the reference scorer does.
pub fn write(out: &mut dyn Write, scores: &BTreeMap<&'static str, Score>) -> io::Result<()> {
    scores.serialize(&mut Serializer::with_formatter(&mut *out, PrettyFormatter::with_indent(b" ")))?;
    out.write_all(b"\n")
}
