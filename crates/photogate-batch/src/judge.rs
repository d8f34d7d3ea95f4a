//! One photo that is due → its entry.

use photogate::{Checker, Failure, Record};

use crate::journal::{ContentHash, Entry, Moment, PhotoEntry};
use crate::plan::Due;
use crate::read::{Contents, read};
use crate::thumbnail::thumbnail;
use crate::{failure, panics};

/// What is needed to judge; shared by all threads.
pub(crate) struct Judge<'a> {
    pub checker: &'a Checker,
    /// Digest of the checker's fingerprint.
    pub fingerprint: &'a str,
    /// The longest file that is read.
    pub max_bytes: u64,
    pub has_thumbnails: bool,
}

/// What became of a photo.
pub(crate) struct Judged {
    /// [`Entry::Photo`], or [`Entry::Same`].
    pub entry: Entry,
    /// A small picture that belongs to it.
    pub thumbnail: Option<Vec<u8>>,
}

impl Judge<'_> {
    /// Reads the photo and judges it, unless its bytes are those that were judged before. Whatever goes wrong, even a
    /// panic, is an entry.
    pub fn judge(&self, due: &Due) -> Judged {
        tracing::debug!(path = %due.item.path.display(), "judging");
        let read_at = Moment::now();
        let contents = match &due.item.failure {
            Some(failure) => Err(failure.clone()),
            None => read(&due.item.path, self.max_bytes),
        };
        let content = contents.as_ref().ok().map(|contents| ContentHash::of(&contents.bytes));
        let stamp = contents.as_ref().ok().and_then(|contents| contents.stamp);
        if let (Some(stamp), Some(content), Some((known, _))) = (stamp, content, due.unless)
            && content == known
        {
            let entry = Entry::Same { path: due.path.clone(), stamp, read_at };
            return Judged { entry, thumbnail: None };
        }
        let (record, thumbnail) = match contents {
            Ok(contents) => self.look(due, &contents),
            Err(failure) => (failed(due.path.as_str(), failure), None),
        };
        let photo = PhotoEntry {
            path: due.path.clone(),
            stamp,
            content,
            fingerprint: self.fingerprint.to_owned(),
            read_at,
            thumbnail: None,
            record,
        };
        Judged { entry: Entry::Photo(Box::new(photo)), thumbnail }
    }

    fn look(&self, due: &Due, contents: &Contents) -> (Record, Option<Vec<u8>>) {
        let name = due.path.as_str();
        let judged = panics::catch(|| match self.checker.inspect_named(&contents.bytes, &due.item.path) {
            Ok(inspection) => {
                let picture = self.has_thumbnails.then(|| thumbnail(&inspection.photo));
                (Record::new(name, Ok(inspection.report)), picture)
            }
            Err(error) => (Record::new(name, Err(&error)), None),
        });
        judged.unwrap_or_else(|panic| (failed(name, failure::internal(&panic)), None))
    }
}

fn failed(name: &str, failure: Failure) -> Record {
    Record::failed(name, failure.kind, failure.message)
}
