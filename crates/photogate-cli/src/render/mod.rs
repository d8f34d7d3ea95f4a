//! Records → text: one file a format.

pub mod batch;
mod human;
mod json;
mod jsonl;
pub mod text;
pub mod watch;

use std::io::{self, Write};

use photogate::Record;
use photogate_batch::Summary;

use crate::args::Format;
use crate::language::Language;

/// Writes the results of one run.
pub trait Renderer {
    /// Before the first record.
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()>;

    /// The next record, in the order of the input.
    fn record(&mut self, out: &mut dyn Write, record: &Record) -> io::Result<()>;

    /// After the last record.
    fn end(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()>;
}

/// What a format for people depends on.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The language of the text.
    pub language: Language,
    /// Whether verdicts are coloured.
    pub has_colour: bool,
    /// Columns of the widest name of a file.
    pub name_width: usize,
}

/// The renderer of `format`.
pub fn renderer(format: Format, look: Look) -> Box<dyn Renderer> {
    match format {
        Format::Human => Box::new(human::Human::new(look)),
        Format::Json => Box::new(json::Json::default()),
        Format::Jsonl => Box::new(jsonl::JsonLines),
    }
}
