//! What is known about the photos of one tree: an append-only log of checksummed lines.
//!
//! A run folder holds
//! - `journal.jsonl`: one [`Entry`] a line, behind the BLAKE3 checksum of the line (see `line`),
//! - `thumbnails.pack`: small pictures, one after the other; entries say where theirs lies and its checksum,
//! - `lock`: held by the one process that writes, and freed by the system when that process ends, however it ends.
//!
//! # Why a log and not a database
//! SQLite was the other candidate. The log won because
//! - each byte of a record is under a checksum, so a flipped one is always seen. SQLite has none on its pages (its
//!   checksum extension is not in the usual builds): a flipped bit in an index makes a row disappear without a word.
//! - what a `kill -9` or a power cut leaves behind is one kind of damage, a torn last line, which is cut off.
//! - readers need no lock and no shared memory, so a report can be made while a run writes, on network shares too,
//!   where SQLite's write-ahead log is not allowed.
//! - it can be read with `cut -d' ' -f2- journal.jsonl | jq`, and adds no C code to what must be trusted and fuzzed.
//!
//! The price is that opening reads the whole file and keeps about 200 bytes a photo: a campaign of 5,000 photos is
//! 60 MB and a fraction of a second. Searches by anything else than the path are not needed.
//!
//! # What is promised
//! - An entry is there, whole, once [`JournalWriter::append`] returns: it was synced to the disk.
//! - A torn last line is cut off and said. A damaged line elsewhere is passed over and counted; so is one that is
//!   missing, since lines are numbered. What was judged before may be out of date for the photo whose line is lost:
//!   [`Damage`] says so until a complete run has looked at every photo again.
//! - An intact line that this version does not understand is an error, never skipped.

mod entry;
mod error;
mod index;
mod line;
mod lock;
mod pack;
mod reader;
mod writer;

pub use entry::{Begun, ContentHash, End, Ended, Entry, Moment, PhotoEntry, Stamp};
pub use error::JournalError;
pub use index::Known;
pub use pack::Place;
pub use reader::{Damage, Journal, Status};
pub use writer::JournalWriter;

/// The log's name in a run folder.
const JOURNAL: &str = "journal.jsonl";

#[cfg(test)]
mod tests;
