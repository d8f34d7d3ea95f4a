//! The one process that writes to a run folder.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::entry::{Begun, End, Ended, Entry, PhotoEntry};
use super::error::JournalError;
use super::pack::Pack;
use super::reader::Journal;
use super::{JOURNAL, line, lock};

/// Appends to the journal of a run folder, which is locked as long as this lives.
#[derive(Debug)]
pub struct JournalWriter {
    path: PathBuf,
    file: File,
    pack: Pack,
    length: u64,
    next_seq: u64,
    /// Lines that were lost before this run.
    lost_lines: u64,
    /// Lines on their way to the disk, kept for their memory.
    buffer: Vec<u8>,
    _lock: File,
}

impl JournalWriter {
    /// Opens the run folder `folder`, which is made if need be, and writes that a run begins. Also gives what stood
    /// in the journal before; `None` if it is new. A torn last line is cut off; [`Journal::status`] says so.
    ///
    /// # Errors
    /// [`JournalError::Locked`] if another process writes to it, [`JournalError::OtherShard`] if it is that of
    /// another share, [`JournalError::Unwritable`], and those of [`Journal::open`] but for `Missing`.
    pub fn open(folder: &Path, begun: Begun) -> Result<(Self, Option<Journal>), JournalError> {
        let path = folder.join(JOURNAL);
        let unwritable = |reason| JournalError::Unwritable { path: path.clone(), reason };
        fs::create_dir_all(folder)
            .map_err(|reason| JournalError::Unwritable { path: folder.to_path_buf(), reason })?;
        let lock = lock::take(folder)?;
        let earlier = match Journal::open(folder) {
            Ok(journal) => Some(journal),
            Err(JournalError::Missing(_)) => None,
            Err(error) => return Err(error),
        };
        if let Some(earlier) = &earlier
            && earlier.status().begun.shard != begun.shard
        {
            let holds = earlier.status().begun.shard;
            return Err(JournalError::OtherShard { path, holds, wanted: begun.shard });
        }
        let pack = Pack::open(folder)?;
        let begun = Entry::Begun(begun);
        let Some(earlier) = earlier else {
            let mut buffer = Vec::new();
            encode(0, &begun, &mut buffer)
                .and_then(|()| create(folder, &path, &buffer))
                .map_err(unwritable)?;
            let file = OpenOptions::new().write(true).open(&path).map_err(unwritable)?;
            let length = buffer.len() as u64;
            return Ok((
                Self { path, file, pack, length, next_seq: 1, lost_lines: 0, buffer, _lock: lock },
                None,
            ));
        };
        let file = OpenOptions::new().write(true).open(&path).map_err(unwritable)?;
        file.set_len(earlier.length).map_err(unwritable)?;
        let (length, next_seq, lost_lines) = (earlier.length, earlier.next_seq, earlier.lost_lines);
        let mut writer =
            Self { path, file, pack, length, next_seq, lost_lines, buffer: Vec::new(), _lock: lock };
        writer.append(&[begun])?;
        Ok((writer, Some(earlier)))
    }

    /// Adds `picture`, a small JPEG of `photo`, which is to be appended next.
    ///
    /// # Errors
    /// [`JournalError::Unwritable`].
    pub fn add_thumbnail(&mut self, photo: &mut PhotoEntry, picture: &[u8]) -> Result<(), JournalError> {
        photo.thumbnail = Some(self.pack.add(picture)?);
        Ok(())
    }

    /// Appends `entries`. When it returns they are on the disk; if it fails, none of them is in the journal, and
    /// what was in it before is unharmed.
    ///
    /// # Errors
    /// [`JournalError::Unwritable`].
    pub fn append(&mut self, entries: &[Entry]) -> Result<(), JournalError> {
        if entries.iter().any(|entry| matches!(entry, Entry::Photo(photo) if photo.thumbnail.is_some())) {
            // First the picture, then the line that leads to it.
            self.pack.sync()?;
        }
        self.write(entries).map_err(|reason| {
            // Whatever arrived of the lines must not stay: the next ones would stand behind a torn one. If it cannot
            // be cut off now, it will be when the journal is opened the next time.
            let _ = self.file.set_len(self.length);
            JournalError::Unwritable { path: self.path.clone(), reason }
        })
    }

    fn write(&mut self, entries: &[Entry]) -> io::Result<()> {
        self.buffer.clear();
        let mut seq = self.next_seq;
        for entry in entries {
            encode(seq, entry, &mut self.buffer)?;
            seq = seq.saturating_add(1);
        }
        self.file.seek(SeekFrom::Start(self.length))?;
        self.file.write_all(&self.buffer)?;
        self.file.sync_data()?;
        self.length += self.buffer.len() as u64;
        self.next_seq = seq;
        Ok(())
    }

    /// Writes that the run ends, and frees the run folder.
    ///
    /// # Errors
    /// [`JournalError::Unwritable`].
    pub fn end(mut self, ended: Ended) -> Result<(), JournalError> {
        let mut entries = Vec::new();
        if ended.how == End::Complete && self.lost_lines > 0 {
            entries.push(Entry::Mended { lines: self.lost_lines });
        }
        entries.push(Entry::Ended(ended));
        self.append(&entries)
    }
}

fn encode(seq: u64, entry: &Entry, out: &mut Vec<u8>) -> io::Result<()> {
    line::encode(seq, entry, out).map_err(io::Error::from)
}

/// Makes the journal with its first line in one step: there never is one without a whole line.
fn create(folder: &Path, path: &Path, first: &[u8]) -> io::Result<()> {
    let unfinished = folder.join("journal.new");
    let mut file = File::create(&unfinished)?;
    file.write_all(first)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)?;
    if cfg!(unix) {
        // Makes the names last, where the system can; the contents are synced either way.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}
