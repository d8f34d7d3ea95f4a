//! Links from a report to the photos.

use std::path::{Component, Path};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use photogate_batch::TreePath;

/// What stays as it is in a segment of a URL: RFC 3986's unreserved characters.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Links to photos below the folder `root`, seen from a report in `folder`; both absolute. Relative where there is a
/// relative path, so that report and photos can be copied to a USB stick together; else `file:` URLs.
#[derive(Debug, Clone)]
pub struct Links {
    /// Ends in a slash, unless it is empty.
    base: String,
}

impl Links {
    /// Links from `folder` to what lies below `root`.
    #[must_use]
    pub fn new(folder: &Path, root: &Path) -> Self {
        let relative = pathdiff::diff_paths(root, folder).filter(|path| !path.is_absolute());
        let mut base = match &relative {
            Some(path) => encode(path),
            None => format!("file:///{}", encode(root).trim_start_matches('/')),
        };
        if !base.is_empty() && !base.ends_with('/') {
            base.push('/');
        }
        Self { base }
    }

    /// The link to the photo at `path`.
    #[must_use]
    pub fn to(&self, path: &TreePath) -> String {
        let link = encode(&path.to_path());
        // A first segment with a colon would be taken for a scheme; colons are encoded, so there is none.
        format!("{}{link}", self.base)
    }
}

fn encode(path: &Path) -> String {
    let mut url = String::new();
    for component in path.components() {
        match component {
            Component::RootDir => url.push('/'),
            // `C:` on Windows keeps its colon.
            Component::Prefix(prefix) => {
                url.push_str(&prefix.as_os_str().to_string_lossy().replace('\\', "/"));
            }
            Component::CurDir | Component::ParentDir | Component::Normal(_) => {
                if !url.is_empty() && !url.ends_with('/') {
                    url.push('/');
                }
                let bytes = component.as_os_str().as_encoded_bytes();
                url.extend(percent_encode(bytes, SEGMENT));
            }
        }
    }
    url
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn link(folder: &str, root: &str, photo: &str) -> String {
        Links::new(Path::new(folder), Path::new(root)).to(&TreePath::new(Path::new(photo)))
    }

    #[test]
    fn links_are_relative_and_survive_every_character() {
        assert_eq!(link("/u/run", "/u/photos", "a.jpg"), "../photos/a.jpg");
        assert_eq!(link("/u/photos", "/u/photos", "a.jpg"), "a.jpg");
        assert_eq!(link("/u", "/u/照片 1", "a#b?c%.jpg"), "%E7%85%A7%E7%89%87%201/a%23b%3Fc%25.jpg");
        assert_eq!(link("/u", "/u", "javascript:alert(1)"), "javascript%3Aalert%281%29");
        assert_eq!(link("/u", "/u", "\"><script>.jpg"), "%22%3E%3Cscript%3E.jpg");
    }

    #[test]
    fn names_that_are_no_utf_8_are_found() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let path = TreePath::new(Path::new(OsStr::from_bytes(b"caf\xe9.jpg")));
        assert_eq!(Links::new(Path::new("/u"), Path::new("/u")).to(&path), "caf%E9.jpg");
    }
}
