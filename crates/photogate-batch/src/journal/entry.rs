//! What a line of the journal says.

use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use photogate::{Fingerprint, Record};
use serde::{Deserialize, Serialize};

use super::pack::Place;
use crate::shard::Shard;
use crate::tree_path::TreePath;

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Entry {
    /// A run begins.
    Begun(Begun),
    /// A photo was judged, or could not be.
    Photo(Box<PhotoEntry>),
    /// A photo's date changed but its bytes did not: what was said about it holds.
    Same {
        /// The photo.
        path: TreePath,
        /// Its size and date now.
        stamp: Stamp,
        /// When it was read.
        read_at: Moment,
    },
    /// A photo is no longer in the tree.
    Gone {
        /// Where it was.
        path: TreePath,
    },
    /// Every photo has been looked at since so many lines in all were found damaged or missing: what was lost with
    /// them is judged again. Written by [`JournalWriter::end`](super::JournalWriter::end).
    Mended {
        /// Lines, from the start of the journal.
        lines: u64,
    },
    /// A run ends in an orderly way.
    Ended(Ended),
}

/// How a run begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begun {
    /// When.
    pub at: Moment,
    /// The tree's root, absolute, for people and for links to the photos; bytes that are not UTF-8 are replaced.
    pub root: String,
    /// What the results depend on besides the photos.
    pub fingerprint: Fingerprint,
    /// The share of the tree.
    pub shard: Shard,
}

impl Begun {
    /// A run that begins at this moment over the tree, or the share of it, at `root`.
    #[must_use]
    pub fn now(root: &Path, fingerprint: Fingerprint, shard: Shard) -> Self {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf());
        Self { at: Moment::now(), root: root.to_string_lossy().into_owned(), fingerprint, shard }
    }
}

/// How a run ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ended {
    /// When.
    pub at: Moment,
    /// In which way.
    pub how: End,
}

/// In which way a run ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// Every photo of the tree (of the share) has been looked at.
    Complete,
    /// It was stopped, by Ctrl-C for instance.
    Interrupted,
}

/// What became of one photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhotoEntry {
    /// Where it lies below the root.
    pub path: TreePath,
    /// Size and date of the file that was read; `None` if it could not be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stamp: Option<Stamp>,
    /// Hash of the bytes that were judged; `None` if they could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<ContentHash>,
    /// [`Fingerprint::digest`] of the checker.
    pub fingerprint: String,
    /// When reading began.
    pub read_at: Moment,
    /// Where its small picture lies; see [`Journal::thumbnail`](super::Journal::thumbnail).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<Place>,
    /// The verdict and the findings; its `file` is the path.
    pub record: Record,
}

/// A moment in milliseconds since 1970 (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub u64);

impl Moment {
    /// This moment, by the computer's clock.
    #[must_use]
    pub fn now() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
    }
}

/// Size and date of a file: what tells without reading it that it is most likely unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Date of the last change, in nanoseconds since 1970 (UTC); negative before. 0 where the system has none.
    pub modified_ns: i64,
}

/// A file can change again within the same tick of its date: FAT counts in two seconds.
const COARSEST_DATE_NS: i64 = 2_000_000_000;

impl Stamp {
    /// That of a file with `metadata`.
    #[must_use]
    pub fn of(metadata: &Metadata) -> Self {
        let nanoseconds = |duration: Duration| i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX);
        let modified_ns = match metadata.modified().map(|time| time.duration_since(UNIX_EPOCH)) {
            Ok(Ok(since)) => nanoseconds(since),
            Ok(Err(before)) => -nanoseconds(before.duration()),
            Err(_) => 0,
        };
        Self { size: metadata.len(), modified_ns }
    }

    /// Whether an equal stamp later on means an unchanged file, if the bytes were read at `read_at`. A file that was
    /// written just before may have been written again with the same date; one dated later than it was read may have
    /// any date.
    #[must_use]
    pub fn is_settled(self, read_at: Moment) -> bool {
        let read_ns = i64::try_from(read_at.0).unwrap_or(i64::MAX).saturating_mul(1_000_000);
        self.modified_ns != 0 && read_ns.saturating_sub(self.modified_ns) > COARSEST_DATE_NS
    }
}

/// BLAKE3 of a file's bytes; 64 lower-case hexadecimal digits in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ContentHash(pub [u8; 32]);

impl ContentHash {
    /// That of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }
}

impl TryFrom<String> for ContentHash {
    type Error = hex::FromHexError;

    fn try_from(text: String) -> Result<Self, hex::FromHexError> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes)?;
        Ok(Self(bytes))
    }
}

impl From<ContentHash> for String {
    fn from(hash: ContentHash) -> Self {
        hex::encode(hash.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_trusted_only_if_the_file_had_rested_when_it_was_read() {
        let stamp = |seconds: i64| Stamp { size: 1, modified_ns: seconds * 1_000_000_000 };
        let read_at = Moment(100_000);
        assert!(stamp(97).is_settled(read_at));
        assert!(!stamp(98).is_settled(read_at), "two seconds are one tick of FAT");
        assert!(!stamp(101).is_settled(read_at), "a date in the future");
        assert!(!stamp(0).is_settled(read_at), "no date");
        assert!(stamp(-5).is_settled(read_at), "before 1970");
    }
}
