//! A file → its bytes, all of one moment.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use photogate::Failure;

use crate::failure;
use crate::journal::Stamp;

/// How often a file is read that changes meanwhile. A copy in progress changes on and on.
const ATTEMPTS: usize = 3;

/// What a file held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The file's size and date, the same before and after; `None` of a pipe or a device.
    pub stamp: Option<Stamp>,
}

/// Reads the file at `path`, unless it is longer than `max_bytes`: a device may have no end.
///
/// # Errors
/// [`failure::unreadable`], [`failure::too_long`], or [`failure::changing`] if somebody else is writing to it.
pub fn read(path: &Path, max_bytes: u64) -> Result<Contents, Failure> {
    for _ in 0..ATTEMPTS {
        let attempt = attempt(path, max_bytes).map_err(|error| failure::unreadable(&error))?;
        if let Some(contents) = attempt {
            return if contents.bytes.len() as u64 > max_bytes {
                Err(failure::too_long(max_bytes))
            } else {
                Ok(contents)
            };
        }
    }
    Err(failure::changing())
}

/// Reads what standard input holds, unless it is longer than `max_bytes`.
///
/// # Errors
/// [`failure::unreadable`] or [`failure::too_long`].
pub fn read_stdin(max_bytes: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let input = io::stdin().lock().take(max_bytes.saturating_add(1));
    { input }.read_to_end(&mut bytes).map_err(|error| failure::unreadable(&error))?;
    if bytes.len() as u64 > max_bytes { Err(failure::too_long(max_bytes)) } else { Ok(bytes) }
}

/// `None` if the file changed while it was read.
fn attempt(path: &Path, max_bytes: u64) -> io::Result<Option<Contents>> {
    let mut file = File::open(path)?;
    let before = file.metadata()?;
    let mut bytes = Vec::new();
    if before.len() <= max_bytes {
        bytes.reserve_exact(before.len() as usize + 1);
    }
    Read::by_ref(&mut file).take(max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    if !before.is_file() {
        return Ok(Some(Contents { bytes, stamp: None }));
    }
    let stamp = Stamp::of(&file.metadata()?);
    // Files of the system such as those in /proc have no length; whatever was read of them is what they are.
    let is_whole = bytes.len() as u64 == stamp.size || stamp.size == 0 || bytes.len() as u64 > max_bytes;
    Ok((Stamp::of(&before) == stamp && is_whole).then_some(Contents { bytes, stamp: Some(stamp) }))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_file_is_read_up_to_the_limit_and_not_beyond() {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(&[7; 100]).expect("room");
        let contents = read(file.path(), 100).expect("short enough");
        assert_eq!((contents.bytes.len(), contents.stamp.map(|stamp| stamp.size)), (100, Some(100)));
        assert_eq!(read(file.path(), 99).map_err(|failure| failure.kind), Err("too_large".into()));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_device_without_an_end_is_refused() {
        let outcome = read(Path::new("/dev/zero"), 1000);
        assert_eq!(outcome.map_err(|failure| failure.kind), Err("too_large".into()));
    }
}
