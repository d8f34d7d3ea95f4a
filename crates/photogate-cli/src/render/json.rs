//! One JSON array with an entry for each photo.

use std::io::{self, Write};

use photogate::Record;
use photogate_batch::Summary;

use super::Renderer;

/// The format `json`. One entry stands on one line, so that two runs can be compared by line; none is kept in
/// memory.
#[derive(Default)]
pub struct Json {
    has_entries: bool,
}

impl Renderer for Json {
    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn record(&mut self, out: &mut dyn Write, record: &Record) -> io::Result<()> {
        out.write_all(if self.has_entries { b",\n" } else { b"\n" })?;
        self.has_entries = true;
        Ok(serde_json::to_writer(&mut *out, record)?)
    }

    fn end(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        out.write_all(if self.has_entries { b"\n]\n" } else { b"]\n" })
    }
}

#[cfg(test)]
mod tests {
    use photogate::Message;

    use super::*;

    fn rendered(records: &[Record]) -> String {
        let (mut json, mut out) = (Json::default(), Vec::new());
        json.begin(&mut out).expect("room");
        for record in records {
            json.record(&mut out, record).expect("room");
        }
        json.end(&mut out, &Summary::default()).expect("room");
        String::from_utf8(out).expect("JSON is UTF-8")
    }

    #[test]
    fn any_number_of_entries_is_an_array() {
        let record = Record::failed("王芳.jpg", "not_found", Message::new("no such file", "没有"));
        for count in 0..3 {
            let text = rendered(&vec![record.clone(); count]);
            let entries: Vec<Record> = serde_json::from_str(&text).expect("an array of records");
            assert_eq!(entries, vec![record.clone(); count], "{text}");
        }
        assert_eq!(rendered(&[]), "[]\n");
    }
}
