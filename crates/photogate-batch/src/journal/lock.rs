//! One writer at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::error::JournalError;

/// The lock's name in a run folder. The file stays; it is the system's lock on it that counts, which ends with the
/// process, even by `kill -9`.
const LOCK: &str = "lock";

/// Takes the lock of the run folder `folder`; it is freed when the file is dropped.
pub fn take(folder: &Path) -> Result<File, JournalError> {
    let path = folder.join(LOCK);
    let unwritable = |reason| JournalError::Unwritable { path: path.clone(), reason };
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(unwritable)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(JournalError::Locked(folder.to_path_buf())),
        Err(TryLockError::Error(reason)) => Err(unwritable(reason)),
    }
}
