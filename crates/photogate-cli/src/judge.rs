//! One item → its record.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use photogate::{Checker, Failure, Record};

use crate::annotate::Annotations;
use crate::walk::Item;
use crate::{failure, language, panics};

/// What became of one item.
#[derive(Debug)]
pub struct Judged {
    /// The entry in the results.
    pub record: Record,
    /// Why the marked copy could not be written.
    pub annotation_error: Option<anyhow::Error>,
}

/// What is needed to judge; shared by all workers.
pub struct Judge<'a> {
    /// The library; `None` if no item can be read anyway.
    pub checker: Option<&'a Checker>,
    /// Where marked copies go, if they are wanted.
    pub annotations: Option<&'a Annotations<'a>>,
    /// The longest file that is read.
    pub max_bytes: u64,
}

impl Judge<'_> {
    /// Reads and judges `item`. Whatever goes wrong, even a panic, is a record.
    pub fn judge(&self, item: &Item) -> Judged {
        guarded(&item.name(), || self.attempt(item))
    }

    fn attempt(&self, item: &Item) -> Judged {
        tracing::debug!(path = %item.path.display(), "judging");
        let name = item.name();
        let (Some(checker), None) = (self.checker, &item.failure) else {
            return failed(&name, item.failure.clone().unwrap_or_else(failure::not_found));
        };
        let bytes = match read(&item.path, self.max_bytes) {
            Ok(bytes) => bytes,
            Err(failure) => return failed(&name, failure),
        };
        let mut annotation_error = None;
        let outcome = match self.annotations {
            None => checker.check_named(&bytes, &item.path),
            Some(annotations) => checker.inspect_named(&bytes, &item.path).map(|inspection| {
                annotation_error =
                    annotations.write(item, &photogate::annotate(&inspection, language::spoken())).err();
                inspection.report
            }),
        };
        Judged { record: Record::new(name, outcome.as_ref().cloned()), annotation_error }
    }
}

fn failed(name: &str, failure: Failure) -> Judged {
    let record = Record::failed(name, failure.kind, failure.message);
    Judged { record, annotation_error: None }
}

fn guarded(name: &str, judge: impl FnOnce() -> Judged) -> Judged {
    panics::catch(judge).unwrap_or_else(|panic| failed(name, failure::internal(&panic)))
}

/// The bytes of the file at `path`, unless there are more than `max_bytes`: a device may have no end.
///
/// # Errors
/// What kept it from being read.
pub fn read(path: &Path, max_bytes: u64) -> Result<Vec<u8>, Failure> {
    let attempt = || -> io::Result<Vec<u8>> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut bytes = Vec::new();
        if length <= max_bytes {
            bytes.reserve_exact(length as usize + 1);
        }
        file.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = attempt().map_err(|error| failure::unreadable(&error))?;
    if bytes.len() as u64 > max_bytes { Err(failure::too_long(max_bytes)) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use photogate::Verdict;

    use super::*;

    #[test]
    fn a_panic_is_an_error_record_of_its_photo() {
        panics::install();
        let judged = guarded("王芳.jpg", || panic!("index out of bounds"));
        assert_eq!((judged.record.file.as_str(), judged.record.verdict), ("王芳.jpg", Verdict::Error));
        let error = judged.record.error.expect("a reason");
        assert_eq!(error.kind, "internal");
        assert!(error.message.en.contains("index out of bounds"), "{}", error.message.en);
        assert!(error.message.zh.contains("index out of bounds"), "{}", error.message.zh);
    }

    #[test]
    fn a_file_is_read_up_to_the_limit_and_not_beyond() {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        io::Write::write_all(&mut file, &[7; 100]).expect("room");
        assert_eq!(read(file.path(), 100).map(|bytes| bytes.len()), Ok(100));
        assert_eq!(read(file.path(), 99).map_err(|failure| failure.kind), Err("too_large".into()));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_without_an_end_is_refused() {
        let outcome = read(Path::new("/dev/zero"), 1000);
        assert_eq!(outcome.map_err(|failure| failure.kind), Err("too_large".into()));
    }
}
