//! SHA-256 of files, and the refusal of those that are not what was pinned.

use std::{fs::File, io, path::Path};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

/// The lower-case hexadecimal SHA-256 of a file.
pub fn sha256(path: &Path) -> Result<String> {
    let mut file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    let mut hasher = Sha256::new();
    io::copy(&mut file, &mut Sink(&mut hasher)).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(hex::encode(hasher.finalize()))
}

/// Refuses a file whose hash is not `expected`; `name` is what the message calls it.
pub fn verify(path: &Path, expected: &str, name: &str) -> Result<()> {
    let found = sha256(path)?;
    ensure!(
        found == expected,
        "{name} is not the pinned one and was not used\n  expected SHA-256 {expected}\n  found    SHA-256 {found}"
    );
    Ok(())
}

/// Feeds a hasher as a writer.
struct Sink<'a>(&'a mut Sha256);

impl io::Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-2, appendix B.1.
    const OF_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn a_known_hash_verifies_and_another_is_refused_with_both() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("abc");
        std::fs::write(&path, "abc").unwrap();
        assert_eq!(sha256(&path).unwrap(), OF_ABC);
        verify(&path, OF_ABC, "the wheel").unwrap();

        let expected = "0".repeat(64);
        let message = verify(&path, &expected, "the wheel").unwrap_err().to_string();
        assert!(message.starts_with("the wheel is not the pinned one"), "{message}");
        assert!(message.contains(&expected) && message.contains(OF_ABC), "{message}");
    }

    #[test]
    fn a_missing_file_is_named() {
        let message = sha256(Path::new("no-such-file")).unwrap_err().to_string();
        assert!(message.contains("no-such-file"), "{message}");
    }
}
