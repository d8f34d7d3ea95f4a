//! One JSON object a photo, each on a line of its own.

use std::io::{self, Write};

use photogate::Record;
use photogate_batch::Summary;

use super::Renderer;

/// The format `jsonl`.
pub struct JsonLines;

impl Renderer for JsonLines {
    fn begin(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    fn record(&mut self, out: &mut dyn Write, record: &Record) -> io::Result<()> {
        serde_json::to_writer(&mut *out, record)?;
        out.write_all(b"\n")
    }

    fn end(&mut self, _: &mut dyn Write, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}
