//! A run folder as it may be found.

use std::fs;
use std::io;
use std::path::Path;

use photogate::{CheckerBuilder, Message, Record};
use photogate_batch::journal::{Begun, End, Ended, Entry, Moment, PhotoEntry};
use photogate_batch::{Journal, JournalWriter, Shard, TreePath};
use tempfile::TempDir;

/// Hexadecimal digits of the checksum in front of a line.
const CHECKSUM_DIGITS: usize = 32;

/// Opens a run folder whose journal is `bytes`, reads everything, and goes on writing. Lines that begin with a brace
/// get the checksum that belongs to them, so that mutations reach what lies behind it.
///
/// # Panics
/// If what is readable once is not readable twice, or a record that was appended is not there afterwards.
pub fn check(bytes: &[u8]) {
    let folder = scratch().expect("a folder for the journal");
    let folder = folder.path();
    fs::write(folder.join("journal.jsonl"), sealed(bytes)).expect("room");
    fs::write(folder.join("thumbnails.pack"), bytes).expect("room");

    let before = match Journal::open(folder) {
        Ok(journal) => read_all(&journal),
        Err(error) => return assert!(!error.message().zh.is_empty()),
    };
    let (mut writer, earlier) = match JournalWriter::open(folder, begun()) {
        Ok(opened) => opened,
        // A journal of a share, for instance.
        Err(error) => return assert!(!error.message().zh.is_empty()),
    };
    assert_eq!(earlier.map(|journal| journal.known().len()), Some(before.len()));
    let added = photo("added.jpg");
    writer.append(&[Entry::Photo(Box::new(added.clone()))]).expect("room");
    writer.end(Ended { at: Moment(2), how: End::Complete }).expect("room");

    let journal = Journal::open(folder).expect("it could be opened before");
    assert_eq!(journal.photo(&added.path).expect("it was just written"), Some(added.clone()));
    let mut expected = before;
    expected.retain(|path| *path != added.path);
    expected.push(added.path);
    expected.sort();
    assert_eq!(read_all(&journal), expected);
    assert!(!journal.status().damage.is_any(), "{:?}", journal.status());
}

/// Every record and every small picture; the paths, in order.
fn read_all(journal: &Journal) -> Vec<TreePath> {
    let mut paths = Vec::new();
    for photo in journal.latest().expect("it could be opened") {
        // An intact line of another version is an error, which names itself.
        match photo {
            Ok(photo) => {
                let _ = journal.thumbnail(&photo);
                paths.push(photo.path);
            }
            Err(error) => assert!(!error.message().zh.is_empty()),
        }
    }
    journal.known().keys().cloned().collect()
}

/// `bytes` with the right checksum in front of every line that begins with a brace.
fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let json = line.strip_suffix(b"\n").unwrap_or(line);
        if json.starts_with(b"{") {
            let checksum = hex::encode(&blake3::hash(json).as_bytes()[..CHECKSUM_DIGITS / 2]);
            sealed.extend_from_slice(checksum.as_bytes());
            sealed.push(b' ');
        }
        sealed.extend_from_slice(line);
    }
    sealed
}

/// A folder in memory where there is one: thousands of syncs would wear a disk and wait for it.
pub(crate) fn scratch() -> io::Result<TempDir> {
    tempfile::tempdir_in(Path::new("/dev/shm")).or_else(|_| tempfile::tempdir())
}

/// How the runs of this target begin.
pub(crate) fn begun() -> Begun {
    let fingerprint = CheckerBuilder::default().fingerprint().expect("the embedded manifest is tested");
    Begun { at: Moment(1), root: "/photos".into(), fingerprint, shard: Shard::WHOLE }
}

/// The entry of a photo that could not be judged.
pub(crate) fn photo(name: &str) -> PhotoEntry {
    PhotoEntry {
        path: TreePath::new(Path::new(name)),
        stamp: None,
        content: None,
        fingerprint: "0".repeat(64),
        read_at: Moment(1),
        thumbnail: None,
        record: Record::failed(name, "truncated", Message::new("the file ends early", "文件不完整")),
    }
}
