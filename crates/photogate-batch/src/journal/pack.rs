//! Small pictures, one after the other in one file.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::entry::ContentHash;
use super::error::JournalError;

/// The file's name in a run folder.
const PACK: &str = "thumbnails.pack";

/// No honest thumbnail is longer.
const MAX_THUMBNAIL_BYTES: u64 = 4 << 20;

/// Where in the file a small picture lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Bytes before it.
    offset: u64,
    /// Its bytes.
    length: u64,
    /// Hash of its bytes.
    content: ContentHash,
}

/// The file as the writer sees it.
#[derive(Debug)]
pub struct Pack {
    path: PathBuf,
    file: File,
    length: u64,
}

impl Pack {
    /// Opens that of the run folder `folder`, new or not.
    pub fn open(folder: &Path) -> Result<Self, JournalError> {
        let path = folder.join(PACK);
        let open = || -> io::Result<(File, u64)> {
            let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(&path)?;
            let length = file.seek(SeekFrom::End(0))?;
            Ok((file, length))
        };
        match open() {
            Ok((file, length)) => Ok(Self { path, file, length }),
            Err(reason) => Err(JournalError::Unwritable { path, reason }),
        }
    }

    /// Adds `picture`; it lasts after the next [`Pack::sync`].
    pub fn add(&mut self, picture: &[u8]) -> Result<Place, JournalError> {
        let place =
            Place { offset: self.length, length: picture.len() as u64, content: ContentHash::of(picture) };
        // What a failed write left behind is written over by the next.
        let written = self.file.seek(SeekFrom::Start(self.length)).and_then(|_| self.file.write_all(picture));
        written.map_err(|reason| self.unwritable(reason))?;
        self.length += place.length;
        Ok(place)
    }

    /// Makes what was added last.
    pub fn sync(&self) -> Result<(), JournalError> {
        self.file.sync_data().map_err(|reason| self.unwritable(reason))
    }

    fn unwritable(&self, reason: io::Error) -> JournalError {
        JournalError::Unwritable { path: self.path.clone(), reason }
    }
}

/// The picture at `place` in the run folder `folder`.
pub fn read(folder: &Path, place: Place) -> Result<Vec<u8>, JournalError> {
    let path = folder.join(PACK);
    let read = || -> io::Result<Vec<u8>> {
        let mut file = File::open(&path)?;
        file.seek(SeekFrom::Start(place.offset))?;
        let mut bytes = Vec::new();
        file.take(place.length.min(MAX_THUMBNAIL_BYTES)).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    match read() {
        Ok(bytes) if ContentHash::of(&bytes) == place.content => Ok(bytes),
        Ok(_) => Err(JournalError::Damaged(path)),
        Err(reason) => Err(JournalError::Unreadable { path, reason }),
    }
}
