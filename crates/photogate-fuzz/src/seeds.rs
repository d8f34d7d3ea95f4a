//! Inputs to start from: what the repository holds anyway.

use std::fs;
use std::io;
use std::path::Path;

use photogate_batch::JournalWriter;
use photogate_batch::journal::{ContentHash, End, Ended, Entry, Moment, Stamp};

use crate::journal::{begun, photo, scratch};

/// The awkward and the broken pictures of `testdata`.
pub fn pictures() -> Vec<Vec<u8>> {
    [files("testdata/odd"), files("testdata/broken")].concat()
}

/// The rulesets that ship.
pub fn rulesets() -> Vec<Vec<u8>> {
    files("crates/photogate/rulesets")
}

/// A journal of every kind of line, with checksums, and its lines without.
pub fn journals() -> Vec<Vec<u8>> {
    let folder = scratch().expect("a folder for the journal");
    let (mut writer, _) = JournalWriter::open(folder.path(), begun()).expect("an empty folder");
    let stamp = Stamp { size: 40_000, modified_ns: 1_700_000_000_000_000_000 };
    let mut judged = photo("五班/王芳.jpg");
    (judged.stamp, judged.content) = (Some(stamp), Some(ContentHash([7; 32])));
    writer.add_thumbnail(&mut judged, b"a small picture").expect("room");
    let path = judged.path.clone();
    let gone = photo("gone.jpg");
    let entries = [
        Entry::Photo(Box::new(judged)),
        Entry::Photo(Box::new(gone.clone())),
        Entry::Same { path, stamp, read_at: Moment(3) },
        Entry::Gone { path: gone.path },
    ];
    writer.append(&entries).expect("room");
    writer.end(Ended { at: Moment(4), how: End::Interrupted }).expect("room");
    let journal = fs::read(folder.path().join("journal.jsonl")).expect("it was just written");
    let lines = journal.split_inclusive(|byte| *byte == b'\n');
    let bare = lines.flat_map(|line| &line[line.iter().position(|byte| *byte == b'{').unwrap_or(0)..]);
    vec![bare.copied().collect(), journal]
}

/// What the files in a folder of the repository hold, in the order of their names.
pub fn files(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    read_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
}

fn read_all(folder: &Path) -> io::Result<Vec<Vec<u8>>> {
    let paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut paths = paths.collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    paths.iter().map(fs::read).collect()
}
