//! One photo that is due → its entry.

use photogate::{Checker, Failure, Record};

use crate::journal::{ContentHash, Entry, Moment, PhotoEntry};
use crate::plan::Due;
use crate::read::{Contents, read};
use crate::thumbnail::thumbnail;
use crate::tree_path::TreePath;
use crate::{failure, panics};

/// What is needed to judge; shared by all threads.
#[derive(Clone, Copy)]
pub struct Judge<'a> {
    /// The library.
    pub checker: &'a Checker,
    /// Digest of the checker's fingerprint.
    pub fingerprint: &'a str,
    /// The longest file that is read, in bytes.
    pub max_bytes: u64,
    /// Whether small pictures are made.
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
    pub(crate) fn judge(&self, due: &Due) -> Judged {
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
        let (photo, thumbnail) = self.entry(&due.path, read_at, contents, content);
        Judged { entry: Entry::Photo(Box::new(photo)), thumbnail }
    }

    /// Judges what a photo held, whose hash is `content`, and gives its entry and its small picture. Whatever goes
    /// wrong, even a panic, is an entry; so is the reason why nothing could be read.
    #[must_use]
    pub fn entry(
        &self,
        path: &TreePath,
        read_at: Moment,
        contents: Result<Contents, Failure>,
        content: Option<ContentHash>,
    ) -> (PhotoEntry, Option<Vec<u8>>) {
        let stamp = contents.as_ref().ok().and_then(|contents| contents.stamp);
        let (record, thumbnail) = match contents {
            Ok(contents) => self.look(path, &contents),
            Err(failure) => (failed(path.as_str(), failure), None),
        };
        let fingerprint = self.fingerprint.to_owned();
        let path = path.clone();
        (PhotoEntry { path, stamp, content, fingerprint, read_at, thumbnail: None, record }, thumbnail)
    }

    fn look(&self, path: &TreePath, contents: &Contents) -> (Record, Option<Vec<u8>>) {
        let name = path.as_str();
        let judged = panics::catch(|| match self.checker.inspect_named(&contents.bytes, &path.to_path()) {
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
