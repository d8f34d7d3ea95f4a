//! A path below the root of a tree, the same on every computer.

use std::fmt::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// A path below the root of a tree: the names joined by `/` on every system. It names a photo in journals, decides
/// its shard, and is what people read.
///
/// Names of other encodings than UTF-8 stay apart and can be found again: their bytes are written `\xE9`, and a
/// backslash in a name `\x5C`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TreePath(String);

impl TreePath {
    /// The tree's form of `relative`, a path below the root.
    #[must_use]
    pub fn new(relative: &Path) -> Self {
        let mut text = String::new();
        for component in relative {
            if !text.is_empty() {
                text.push('/');
            }
            for chunk in component.as_encoded_bytes().utf8_chunks() {
                text.push_str(&chunk.valid().replace('\\', "\\x5C"));
                for byte in chunk.invalid() {
                    // Writing to a text cannot fail.
                    let _ = write!(text, "\\x{byte:02X}");
                }
            }
        }
        Self(text)
    }

    /// The path below the root as this system writes it.
    #[must_use]
    pub fn to_path(&self) -> PathBuf {
        self.0.split('/').map(|name| system_name(&bytes(name))).collect()
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the file lies in the folder `folder`, at whatever depth, or is it.
    #[must_use]
    pub fn is_below(&self, folder: &Self) -> bool {
        let rest = self.0.strip_prefix(&folder.0);
        folder.0.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl fmt::Display for TreePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The bytes of one name, with what was escaped put back; what is no escape stays as it is.
fn bytes(name: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once("\\x") {
        bytes.extend_from_slice(before.as_bytes());
        if let Some(byte) = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.extend_from_slice(b"\\x");
            rest = after;
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

#[cfg(unix)]
fn system_name(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn system_name(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_by_slashes_and_found_again() {
        for path in ["a.jpg", "五班/王芳.jpg", "x/y/z.jpg"] {
            let path: PathBuf = path.split('/').collect();
            assert_eq!(TreePath::new(&path).to_path(), path);
        }
        assert_eq!(TreePath::new(&Path::new("五班").join("王芳.jpg")).as_str(), "五班/王芳.jpg");
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_utf_8_stay_apart_and_are_found_again() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let names: [&[u8]; 4] = [b"caf\xe9.jpg", b"caf\xe8.jpg", b"a\\xE9.jpg", b"back\\slash.jpg"];
        let paths = names.map(|name| PathBuf::from(OsStr::from_bytes(name)));
        let texts = paths.clone().map(|path| TreePath::new(&path));
        assert_eq!(texts[0].as_str(), "caf\\xE9.jpg");
        for (path, text) in paths.iter().zip(&texts) {
            assert_eq!(text.to_path(), *path);
            assert_eq!(texts.iter().filter(|other| *other == text).count(), 1);
        }
    }

    #[test]
    fn a_folder_holds_what_lies_in_it_and_not_its_namesakes() {
        let path = |text: &str| TreePath::new(Path::new(text));
        assert!(path("a/b/c.jpg").is_below(&path("a")));
        assert!(path("a/b/c.jpg").is_below(&path("a/b")));
        assert!(!path("ab/c.jpg").is_below(&path("a")));
        assert!(path("ab/c.jpg").is_below(&path("")));
    }
}
