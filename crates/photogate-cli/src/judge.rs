//! One item → its record.

use photogate::{Checker, Failure, Record};
use photogate_batch::read::{read, read_stdin};
use photogate_batch::walk::Item;
use photogate_batch::{failure, panics};

use crate::annotate::Annotations;
use crate::language;

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
        let bytes = match self.read(item) {
            Ok(bytes) => bytes,
            Err(failure) => return failed(&name, failure),
        };
        let mut annotation_error = None;
        let inspected =
            if item.is_stdin() { checker.inspect(&bytes) } else { checker.inspect_named(&bytes, &item.path) };
        let outcome = match self.annotations {
            None => inspected.map(|inspection| inspection.report),
            Some(annotations) => inspected.map(|inspection| {
                annotation_error =
                    annotations.write(item, &photogate::annotate(&inspection, language::spoken())).err();
                inspection.report
            }),
        };
        Judged { record: Record::new(name, outcome.as_ref().cloned()), annotation_error }
    }

    fn read(&self, item: &Item) -> Result<Vec<u8>, Failure> {
        if item.is_stdin() {
            read_stdin(self.max_bytes)
        } else {
            read(&item.path, self.max_bytes).map(|contents| contents.bytes)
        }
    }
}

fn failed(name: &str, failure: Failure) -> Judged {
    let record = Record::failed(name, failure.kind, failure.message);
    Judged { record, annotation_error: None }
}

fn guarded(name: &str, judge: impl FnOnce() -> Judged) -> Judged {
    panics::catch(judge).unwrap_or_else(|panic| failed(name, failure::internal(&panic)))
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
}
