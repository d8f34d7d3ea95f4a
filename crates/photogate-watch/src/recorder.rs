//! The journal of a run folder, kept up to date while photos arrive.

use std::path::Path;

use photogate_batch::journal::{Begun, End, Ended, Entry, Moment};
use photogate_batch::{Journal, JournalError, JournalWriter, PhotoEntry};

/// Appends entries. What cannot be written now, to a full disk for instance, is tried again with the next one.
pub struct Recorder {
    writer: JournalWriter,
    pending: Vec<Entry>,
}

impl Recorder {
    /// Opens the run folder; also gives what was known before.
    pub fn open(folder: &Path, begun: Begun) -> Result<(Self, Option<Journal>), JournalError> {
        let (writer, earlier) = JournalWriter::open(folder, begun)?;
        Ok((Self { writer, pending: Vec::new() }, earlier))
    }

    /// Adds a photo and its small picture.
    pub fn add(&mut self, mut photo: PhotoEntry, picture: Option<&[u8]>) -> Result<(), JournalError> {
        let added = picture.map_or(Ok(()), |picture| self.writer.add_thumbnail(&mut photo, picture));
        self.pending.push(Entry::Photo(Box::new(photo)));
        added.and_then(|()| self.write())
    }

    fn write(&mut self) -> Result<(), JournalError> {
        self.writer.append(&self.pending)?;
        self.pending.clear();
        Ok(())
    }

    /// Writes what is left, and that the run has ended. It never is complete: nobody has looked at every photo.
    pub fn end(mut self) -> Result<(), JournalError> {
        self.write()?;
        self.writer.end(Ended { at: Moment::now(), how: End::Interrupted })
    }
}
