//! A journal as it stands.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::entry::{Begun, Ended, Entry, PhotoEntry};
use super::error::JournalError;
use super::index::{Index, Known, Outline};
use super::line::{self, Line};
use super::{JOURNAL, pack};
use crate::tree_path::TreePath;

/// What stood in the journal of a run folder when it was opened. Another process may write on meanwhile: that is not
/// seen, and does not disturb.
#[derive(Debug)]
pub struct Journal {
    folder: PathBuf,
    index: Index,
    status: Status,
    /// Bytes up to the end of the last whole line.
    pub(super) length: u64,
    /// The number that the next line gets.
    pub(super) next_seq: u64,
    /// Lines lost since the start of the journal, mended or not.
    pub(super) lost_lines: u64,
}

/// How far the work on a tree is.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// How the latest run began.
    pub begun: Begun,
    /// How it ended; `None` while it goes on, and if it broke off.
    pub ended: Option<Ended>,
    /// What is not as it was written.
    pub damage: Damage,
}

/// What of a journal is not as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Damage {
    /// Lines that are damaged or missing, since the last run that looked at every photo. What the journal says about
    /// some photo may be missing or older than it should be, until such a run is made.
    pub lost_lines: u64,
    /// Bytes of a last line without an end: what was being written when the power failed, or is being written now.
    pub torn_bytes: u64,
}

impl Damage {
    /// Whether a person should be told.
    #[must_use]
    pub fn is_any(self) -> bool {
        self != Self::default()
    }
}

impl Journal {
    /// Reads the journal in the run folder `folder`.
    ///
    /// # Errors
    /// [`JournalError::Missing`], [`JournalError::NotAJournal`], [`JournalError::Version`] or
    /// [`JournalError::Unreadable`].
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, JournalError> {
        let folder = folder.into();
        let path = folder.join(JOURNAL);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(JournalError::Missing(folder));
            }
            Err(reason) => return Err(JournalError::Unreadable { path, reason }),
        };
        let mut scan = Scan::default();
        scan.read(&path, BufReader::with_capacity(1 << 16, file))?;
        let Some(begun) = scan.begun else { return Err(JournalError::NotAJournal(path)) };
        let status = Status { begun, ended: scan.ended, damage: scan.damage };
        Ok(Self {
            folder,
            index: scan.index,
            status,
            length: scan.length,
            next_seq: scan.next_seq,
            lost_lines: scan.lost_lines,
        })
    }

    /// How far the work is, and what is damaged.
    #[must_use]
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// The run folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The latest about each photo that is still in the tree, without the findings, in the order of the paths.
    #[must_use]
    pub fn known(&self) -> &BTreeMap<TreePath, Known> {
        self.index.photos()
    }

    /// How many photos were last judged by another ruleset, other models or another version than those of the latest
    /// run: not none only while that run is not complete.
    #[must_use]
    pub fn outdated(&self) -> usize {
        let digest = self.status.begun.fingerprint.digest();
        self.known().values().filter(|known| *known.fingerprint != *digest).count()
    }

    /// The latest record of each photo that is still in the tree, in the order of the paths, read one at a time.
    /// Small pictures are left out: [`Journal::thumbnail`] reads one.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`] if the log cannot be opened. The items are errors if a record cannot be read
    /// again, was damaged since the journal was opened, or is of another version.
    pub fn latest(
        &self,
    ) -> Result<impl Iterator<Item = Result<PhotoEntry, JournalError>> + '_, JournalError> {
        let path = self.folder.join(JOURNAL);
        let file = File::open(&path);
        let mut file = file.map_err(|reason| JournalError::Unreadable { path: path.clone(), reason })?;
        let mut buffer = Vec::new();
        Ok(self.known().values().map(move |known| photo_at(&path, &mut file, known.offset, &mut buffer)))
    }

    /// The latest record of the photo at `path`; `None` if the journal has none.
    ///
    /// # Errors
    /// As the items of [`Journal::latest`].
    pub fn photo(&self, path: &TreePath) -> Result<Option<PhotoEntry>, JournalError> {
        let Some(known) = self.known().get(path) else { return Ok(None) };
        let path = self.folder.join(JOURNAL);
        let file = File::open(&path);
        let mut file = file.map_err(|reason| JournalError::Unreadable { path: path.clone(), reason })?;
        photo_at(&path, &mut file, known.offset, &mut Vec::new()).map(Some)
    }

    /// The small picture of `photo`, a JPEG without marks (see [`crate::thumbnail`]); `None` if it has none.
    ///
    /// # Errors
    /// [`JournalError::Unreadable`], or [`JournalError::Damaged`] if the bytes are not those that were written.
    pub fn thumbnail(&self, photo: &PhotoEntry) -> Result<Option<Vec<u8>>, JournalError> {
        photo.thumbnail.map(|place| pack::read(&self.folder, place)).transpose()
    }
}

fn photo_at(
    path: &Path,
    file: &mut File,
    offset: u64,
    buffer: &mut Vec<u8>,
) -> Result<PhotoEntry, JournalError> {
    let unreadable = |reason| JournalError::Unreadable { path: path.to_path_buf(), reason };
    file.seek(SeekFrom::Start(offset)).map_err(unreadable)?;
    // One read fetches most lines whole.
    let line = line::next(&mut BufReader::with_capacity(1 << 15, Read::by_ref(file)), buffer);
    let Some((Line::Intact(json), _)) = line.map_err(unreadable)? else {
        return Err(JournalError::Damaged(path.to_path_buf()));
    };
    match line::decode::<Entry>(json) {
        Ok(numbered) => match numbered.entry {
            Entry::Photo(photo) => Ok(*photo),
            _ => Err(JournalError::Damaged(path.to_path_buf())),
        },
        Err(error) => Err(version(path, json, &error)),
    }
}

/// What is found while the log is read from its start.
#[derive(Default)]
struct Scan {
    index: Index,
    begun: Option<Begun>,
    ended: Option<Ended>,
    damage: Damage,
    /// Lines lost since the start of the journal, and how many of them a complete run has made up for.
    lost_lines: u64,
    mended_lines: u64,
    damaged_in_a_row: u64,
    length: u64,
    next_seq: u64,
}

impl Scan {
    fn read(&mut self, path: &Path, mut file: BufReader<File>) -> Result<(), JournalError> {
        let unreadable = |reason| JournalError::Unreadable { path: path.to_path_buf(), reason };
        let mut buffer = Vec::new();
        while let Some((line, length)) = line::next(&mut file, &mut buffer).map_err(unreadable)? {
            match line {
                Line::Torn => {
                    self.damage.torn_bytes = length;
                    break;
                }
                Line::Damaged => self.damaged_in_a_row += 1,
                Line::Intact(json) => {
                    let numbered = line::decode(json).map_err(|error| version(path, json, &error))?;
                    self.take(numbered.seq, numbered.entry);
                }
            }
            self.length += length;
        }
        self.count_lost(self.next_seq);
        self.damage.lost_lines = self.lost_lines.saturating_sub(self.mended_lines);
        Ok(())
    }

    /// Counts what is lost before the line `seq`: the damaged lines, or as many as the numbers have left out, since
    /// two damaged lines may look like one, and a line may be missing without a trace.
    fn count_lost(&mut self, seq: u64) {
        let lost = self.damaged_in_a_row.max(seq.saturating_sub(self.next_seq));
        self.lost_lines = self.lost_lines.saturating_add(lost);
        self.next_seq = self.next_seq.saturating_add(lost);
        self.damaged_in_a_row = 0;
    }

    fn take(&mut self, seq: u64, entry: Outline) {
        self.count_lost(seq);
        self.next_seq = self.next_seq.max(seq.saturating_add(1));
        match entry {
            Outline::Begun(begun) => {
                self.begun = Some(begun);
                self.ended = None;
            }
            Outline::Photo(photo) => self.index.photo(photo, self.length),
            Outline::Same { path, stamp, read_at } => self.index.same(&path, stamp, read_at),
            Outline::Gone { path } => self.index.gone(&path),
            Outline::Mended { lines } => self.mended_lines = lines,
            Outline::Ended(ended) => self.ended = Some(ended),
        }
    }
}

fn version(path: &Path, json: &[u8], error: &serde_json::Error) -> JournalError {
    #[derive(serde::Deserialize)]
    struct Number {
        seq: u64,
    }
    let seq = serde_json::from_slice::<Number>(json).map_or(0, |number| number.seq);
    JournalError::Version { path: path.to_path_buf(), seq, reason: error.to_string() }
}
