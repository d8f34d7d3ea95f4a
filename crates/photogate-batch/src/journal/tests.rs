//! The journal under every single fault.

use std::collections::BTreeMap;
use std::fs;
use std::iter;
use std::path::Path;

use photogate::{Fingerprint, Message, Record};

use super::*;
use crate::shard::Shard;
use crate::tree_path::TreePath;

fn begun() -> Begun {
    let models = BTreeMap::from([("face_detection".to_owned(), "00".repeat(32))]);
    let fingerprint = Fingerprint {
        version: "1".into(),
        rulesets: BTreeMap::from([("notice 2".to_owned(), "11".to_owned())]),
        models,
        max_pixels: 100,
    };
    Begun { at: Moment(1), root: "/photos".into(), fingerprint, shard: Shard::WHOLE }
}

fn photo(path: &str, content: &str) -> PhotoEntry {
    PhotoEntry {
        path: TreePath::new(Path::new(path)),
        stamp: Some(Stamp { size: content.len() as u64, modified_ns: 5 }),
        content: Some(ContentHash::of(content.as_bytes())),
        fingerprint: begun().fingerprint.digest(),
        read_at: Moment(20_000),
        thumbnail: None,
        record: Record::failed(path, "truncated", Message::new(content, "中断\n")),
    }
}

fn entry(path: &str, content: &str) -> Entry {
    Entry::Photo(Box::new(photo(path, content)))
}

/// The journal's photos: path and the text of the record.
fn contents(journal: &Journal) -> Vec<(String, String)> {
    let latest = journal.latest().expect("opens");
    let text = |photo: PhotoEntry| (photo.path.to_string(), photo.record.error.expect("has one").message.en);
    latest.map(|photo| text(photo.expect("reads"))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(path, text)| ((*path).into(), (*text).into())).collect()
}

/// A journal with three photos, one of them judged twice, and one gone.
fn written(folder: &Path) -> Vec<u8> {
    let (mut writer, earlier) = JournalWriter::open(folder, begun()).expect("opens");
    assert!(earlier.is_none());
    writer.append(&[entry("b.jpg", "old"), entry("a.jpg", "first")]).expect("room");
    writer.append(&[entry("五班/王芳.jpg", "third"), entry("x.jpg", "gone")]).expect("room");
    writer.append(&[entry("b.jpg", "new")]).expect("room");
    writer.append(&[Entry::Gone { path: TreePath::new(Path::new("x.jpg")) }]).expect("room");
    drop(writer);
    fs::read(folder.join(JOURNAL)).expect("it is there")
}

const WRITTEN: [(&str, &str); 3] = [("a.jpg", "first"), ("b.jpg", "new"), ("五班/王芳.jpg", "third")];

#[test]
fn the_latest_of_each_photo_is_read_in_the_order_of_the_paths() {
    let folder = tempfile::tempdir().expect("a folder");
    written(folder.path());
    let journal = Journal::open(folder.path()).expect("opens");
    assert_eq!(contents(&journal), pairs(&WRITTEN));
    assert_eq!(journal.status().damage, Damage::default());
    assert_eq!((&journal.status().begun, &journal.status().ended), (&begun(), &None));
    let path = TreePath::new(Path::new("b.jpg"));
    assert_eq!(journal.photo(&path).expect("reads"), Some(photo("b.jpg", "new")));
    assert_eq!(journal.photo(&TreePath::new(Path::new("x.jpg"))).expect("reads"), None);
}

#[test]
fn a_second_writer_is_refused_until_the_first_is_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = JournalWriter::open(folder.path(), begun()).expect("opens");
    let refused = JournalWriter::open(folder.path(), begun()).expect_err("locked");
    assert!(matches!(refused, JournalError::Locked(_)), "{refused}");
    Journal::open(folder.path()).expect("readers are let in");
    drop(first);
    let (_, earlier) = JournalWriter::open(folder.path(), begun()).expect("opens");
    assert_eq!(earlier.expect("an earlier one").next_seq, 1);
}

#[test]
fn another_share_of_the_tree_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    written(folder.path());
    let other = Begun { shard: "2/3".parse().expect("a shard"), ..begun() };
    let refused = JournalWriter::open(folder.path(), other).expect_err("refused").to_string();
    assert!(refused.contains("shard 1/1") && refused.contains("shard 2/3"), "{refused}");
}

/// The photos of a journal that holds exactly `bytes`.
fn contents_of(bytes: &[u8]) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(JOURNAL), bytes).expect("room");
    contents(&Journal::open(folder.path()).expect("opens"))
}

#[test]
fn wherever_the_file_ends_what_is_whole_is_kept_and_the_rest_cut_off() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = written(folder.path());
    let path = folder.path().join(JOURNAL);
    let first_line = whole.iter().position(|byte| *byte == b'\n').expect("lines") + 1;
    // Every place of the last lines, and some of the others.
    for length in (first_line..whole.len()).filter(|length| length % 7 == 0 || whole.len() - length < 300) {
        fs::write(&path, &whole[..length]).expect("room");
        let torn = length - whole[..length].iter().rposition(|byte| *byte == b'\n').expect("lines") - 1;
        let (mut writer, earlier) = JournalWriter::open(folder.path(), begun()).expect("opens");
        let earlier = earlier.expect("an earlier one");
        assert_eq!(earlier.status().damage, Damage { lost_lines: 0, torn_bytes: torn as u64 });
        writer.append(&[entry("z.jpg", "later")]).expect("room");
        drop(writer);
        let journal = Journal::open(folder.path()).expect("opens");
        assert_eq!(journal.status().damage, Damage::default(), "cut at {length}");
        let mut expected = contents_of(&whole[..length - torn]);
        expected.push(("z.jpg".into(), "later".into()));
        expected.sort();
        assert_eq!(contents(&journal), expected, "cut at {length}");
    }
}

#[test]
fn whichever_byte_is_flipped_it_is_seen_and_no_record_is_wrong() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = written(folder.path());
    let path = folder.path().join(JOURNAL);
    let original = contents(&Journal::open(folder.path()).expect("opens"));
    let older = ("b.jpg".to_owned(), "old".to_owned());
    let gone = ("x.jpg".to_owned(), "gone".to_owned());
    for place in 0..whole.len() {
        // A bit, another at each place; and here and there a line feed where none was.
        let line_feed = (place % 11 == 0).then_some(whole[place] ^ b'\n').filter(|flip| *flip != 0);
        for flip in iter::once(1 << (place % 8)).chain(line_feed) {
            let mut spoiled = whole.clone();
            spoiled[place] ^= flip;
            fs::write(&path, &spoiled).expect("room");
            let journal = match Journal::open(folder.path()) {
                Ok(journal) => journal,
                // The only line that says what the run is about.
                Err(error) => {
                    assert!(matches!(error, JournalError::NotAJournal(_)), "{place}: {error}");
                    continue;
                }
            };
            assert!(journal.status().damage.is_any(), "byte {place} ^ {flip:#x} goes unseen");
            for found in contents(&journal) {
                assert!(original.contains(&found) || found == older || found == gone, "{place}: {found:?}");
            }
        }
    }
}

#[test]
fn a_missing_line_is_counted_until_a_complete_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = written(folder.path());
    let lines: Vec<_> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    let without: Vec<u8> = [&lines[..2], &lines[4..]].concat().concat();
    fs::write(folder.path().join(JOURNAL), without).expect("room");
    for how in [End::Interrupted, End::Complete] {
        let (writer, earlier) = JournalWriter::open(folder.path(), begun()).expect("opens");
        assert_eq!(earlier.expect("an earlier one").status().damage, Damage { lost_lines: 2, torn_bytes: 0 });
        writer.end(Ended { at: Moment(9), how }).expect("room");
    }
    let status = Journal::open(folder.path()).expect("opens").status().clone();
    assert_eq!(status.damage, Damage::default());
    assert_eq!(status.ended, Some(Ended { at: Moment(9), how: End::Complete }));
}

#[test]
fn damage_before_the_end_of_a_complete_run_is_seen_if_it_came_later() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut writer, _) = JournalWriter::open(folder.path(), begun()).expect("opens");
    writer.append(&[entry("a.jpg", "first"), entry("b.jpg", "second")]).expect("room");
    writer.end(Ended { at: Moment(9), how: End::Complete }).expect("room");
    let path = folder.path().join(JOURNAL);
    let mut bytes = fs::read(&path).expect("reads");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(&path, bytes).expect("room");
    let lost = |folder: &Path| Journal::open(folder).expect("opens").status().damage.lost_lines;
    assert_eq!(lost(folder.path()), 1);
    let (writer, _) = JournalWriter::open(folder.path(), begun()).expect("opens");
    writer.end(Ended { at: Moment(10), how: End::Complete }).expect("room");
    assert_eq!(lost(folder.path()), 0, "the run has looked at every photo since");
}

#[test]
fn what_is_no_journal_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(JOURNAL);
    for text in ["", "a shopping list", "{\"seq\":0}\n"] {
        fs::write(&path, text).expect("room");
        let refused = JournalWriter::open(folder.path(), begun()).expect_err("refused");
        assert!(matches!(refused, JournalError::NotAJournal(_)), "{refused}");
        assert_eq!(fs::read_to_string(&path).expect("reads"), text);
    }
    let missing = Journal::open(folder.path().join("nowhere")).expect_err("missing");
    assert!(missing.to_string().contains("batch --out"), "{missing}");
}

#[test]
fn an_intact_line_of_another_version_is_refused_and_not_skipped() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = written(folder.path());
    let json = br#"{"seq":7,"entry":{"crossed_out":{"path":"a.jpg"}}}"#;
    let checksum = hex::encode(&blake3::hash(json).as_bytes()[..16]);
    let line = [checksum.as_bytes(), b" ", json, b"\n"].concat();
    fs::write(folder.path().join(JOURNAL), [whole, line].concat()).expect("room");
    let refused = Journal::open(folder.path()).expect_err("refused").to_string();
    assert!(refused.contains("record 7") && refused.contains("crossed_out"), "{refused}");
}

#[test]
fn a_thumbnail_is_what_was_written_or_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut writer, _) = JournalWriter::open(folder.path(), begun()).expect("opens");
    let mut photos = [photo("a.jpg", "first"), photo("b.jpg", "second")];
    for (photo, picture) in photos.iter_mut().zip([b"one".as_slice(), b"two two"]) {
        writer.add_thumbnail(photo, picture).expect("room");
    }
    writer.append(&photos.clone().map(|photo| Entry::Photo(Box::new(photo)))).expect("room");
    let journal = Journal::open(folder.path()).expect("opens");
    let read = |index: usize| {
        let photo = journal.photo(&photos[index].path).expect("reads").expect("is there");
        journal.thumbnail(&photo)
    };
    assert_eq!(read(0).expect("reads").as_deref(), Some(b"one".as_slice()));
    assert_eq!(read(1).expect("reads").as_deref(), Some(b"two two".as_slice()));
    let pack = folder.path().join("thumbnails.pack");
    let mut bytes = fs::read(&pack).expect("reads");
    bytes[5] ^= 1;
    fs::write(&pack, bytes).expect("room");
    assert!(matches!(read(1), Err(JournalError::Damaged(_))));
    assert!(read(0).is_ok());
}

#[test]
fn the_content_or_the_stamp_of_a_later_line_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut writer, _) = JournalWriter::open(folder.path(), begun()).expect("opens");
    let path = TreePath::new(Path::new("a.jpg"));
    let stamp = Stamp { size: 5, modified_ns: 77 };
    writer.append(&[entry("a.jpg", "first")]).expect("room");
    writer.append(&[Entry::Same { path: path.clone(), stamp, read_at: Moment(30_000) }]).expect("room");
    let journal = Journal::open(folder.path()).expect("opens");
    let known = &journal.known()[&path];
    assert_eq!((known.stamp, known.read_at), (Some(stamp), Moment(30_000)));
    assert_eq!(known.content, Some(ContentHash::of(b"first")));
    assert!(known.is_lasting, "a cut-off picture stays one");
}
