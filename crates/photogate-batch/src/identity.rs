//! Which file a path means, however it is spelled.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A set of files. Two paths are the same file if they have the same name in the same folder; a link beside its
/// target is a file of its own, because the crew gave it a name of its own.
#[derive(Debug, Default)]
pub struct Identities {
    files: HashSet<PathBuf>,
    /// Resolved folders: a folder of thousands of photos is resolved once.
    folders: HashMap<PathBuf, PathBuf>,
}

impl Identities {
    /// Adds `path`; `false` if it was there.
    pub fn insert(&mut self, path: &Path) -> bool {
        let parent = path.parent().unwrap_or(Path::new(""));
        let folder = match self.folders.get(parent) {
            Some(folder) => folder,
            None => self.folders.entry(parent.to_path_buf()).or_insert_with(|| resolve(parent)),
        };
        self.files.insert(path.file_name().map_or_else(|| resolve(path), |name| folder.join(name)))
    }

    /// Whether `path` is one of the files.
    #[must_use]
    pub fn contains(&self, path: &Path) -> bool {
        let parent = path.parent().unwrap_or(Path::new(""));
        path.file_name().is_some_and(|name| self.files.contains(&resolve(parent).join(name)))
    }
}

/// The absolute path without links; of a path that does not exist yet, as far as it does.
#[must_use]
pub fn resolve(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    if let Ok(path) = fs::canonicalize(path) {
        return path;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => resolve(parent).join(name),
        _ => path.to_path_buf(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_file_is_known_through_a_link_to_its_folder_but_a_link_to_it_is_another() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        let real = folder.path().join("real");
        fs::create_dir(&real).expect("a folder");
        symlink(&real, folder.path().join("link")).expect("a link");
        let mut identities = Identities::default();
        assert!(identities.insert(&real.join("a.jpg")));
        assert!(!identities.insert(&folder.path().join("link/a.jpg")));
        assert!(identities.contains(&folder.path().join("link/../real/a.jpg")));
        assert!(identities.insert(&real.join("b.jpg")));
    }

    #[test]
    fn what_does_not_exist_yet_is_resolved_as_far_as_it_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let resolved = resolve(&folder.path().join("new/folder"));
        assert_eq!(resolved, fs::canonicalize(folder.path()).expect("exists").join("new/folder"));
    }
}
