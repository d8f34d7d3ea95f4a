//! The latest about each photo, as much of it as fits in memory for any tree.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use photogate::Verdict;
use serde::Deserialize;

use super::entry::{Begun, ContentHash, Ended, Moment, Stamp};
use crate::tree_path::TreePath;

/// What is known about a photo without reading its record.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Size and date of the file, as it was last seen with the content that was judged.
    pub stamp: Option<Stamp>,
    /// Hash of the bytes that were judged.
    pub content: Option<ContentHash>,
    /// Digest of the checker's fingerprint.
    pub fingerprint: Arc<str>,
    /// When reading of the file with that stamp began.
    pub read_at: Moment,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether the same bytes would be judged the same again. Not so if the file could not be read, or if the
    /// program itself went wrong.
    pub is_lasting: bool,
    /// Bytes of the log before the photo's line.
    pub(super) offset: u64,
}

/// Kinds of errors that say nothing about the bytes.
const PASSING_KINDS: [&str; 4] = ["internal", "model", "onnxruntime", "changing"];

/// [`Entry`](super::entry::Entry) without the findings.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Outline {
    Begun(Begun),
    Photo(PhotoOutline),
    Same { path: TreePath, stamp: Stamp, read_at: Moment },
    Gone { path: TreePath },
    Mended { lines: u64 },
    Ended(Ended),
}

#[derive(Deserialize)]
pub(super) struct PhotoOutline {
    path: TreePath,
    #[serde(default)]
    stamp: Option<Stamp>,
    #[serde(default)]
    content: Option<ContentHash>,
    fingerprint: String,
    read_at: Moment,
    record: RecordOutline,
}

#[derive(Deserialize)]
struct RecordOutline {
    verdict: Verdict,
    #[serde(default)]
    error: Option<FailureOutline>,
}

#[derive(Deserialize)]
struct FailureOutline {
    kind: String,
}

/// The latest about each photo.
#[derive(Debug, Default)]
pub(super) struct Index {
    photos: BTreeMap<TreePath, Known>,
    /// Each digest once: there are as many as there were checkers.
    fingerprints: HashSet<Arc<str>>,
}

impl Index {
    pub fn photos(&self) -> &BTreeMap<TreePath, Known> {
        &self.photos
    }

    /// Takes in what the line at `offset` says about a photo.
    pub fn photo(&mut self, photo: PhotoOutline, offset: u64) {
        let is_lasting = photo.content.is_some()
            && photo.record.error.is_none_or(|error| !PASSING_KINDS.contains(&error.kind.as_str()));
        let known = Known {
            stamp: photo.stamp,
            content: photo.content,
            fingerprint: self.shared(photo.fingerprint),
            read_at: photo.read_at,
            verdict: photo.record.verdict,
            is_lasting,
            offset,
        };
        self.photos.insert(photo.path, known);
    }

    pub fn same(&mut self, path: &TreePath, stamp: Stamp, read_at: Moment) {
        if let Some(known) = self.photos.get_mut(path) {
            known.stamp = Some(stamp);
            known.read_at = read_at;
        }
    }

    pub fn gone(&mut self, path: &TreePath) {
        self.photos.remove(path);
    }

    fn shared(&mut self, fingerprint: String) -> Arc<str> {
        if let Some(known) = self.fingerprints.get(&*fingerprint) {
            return Arc::clone(known);
        }
        let new: Arc<str> = fingerprint.into();
        self.fingerprints.insert(Arc::clone(&new));
        new
    }
}
