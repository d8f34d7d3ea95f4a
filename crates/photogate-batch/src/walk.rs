//! Paths → the files to judge, in order.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use photogate::{Failure, Message};
use walkdir::WalkDir;

use crate::failure;
use crate::identity::Identities;

/// Endings of the files that a search of a folder finds, without the dot, in lower case.
///
/// HEIC, HEIF and AVIF cannot be decoded, but whoever put such a portrait there expects an answer for it. Camera
/// raw files are left out: they usually lie beside the JPEG of the same shot.
pub const ENDINGS: [&str; 13] =
    ["jpg", "jpeg", "jpe", "jfif", "png", "webp", "tif", "tiff", "bmp", "gif", "heic", "heif", "avif"];

/// The path that means standard input when it is named; a file of that name is `./-`.
pub const STDIN: &str = "-";

/// One entry of the results to come.
#[derive(Debug)]
pub struct Item {
    /// The path as given, or as walked from the given folder.
    pub path: PathBuf,
    /// The path below the given folder; the file's name if the file itself was given.
    pub relative: PathBuf,
    /// The place in the given paths that led here.
    pub argument: usize,
    /// Why it cannot be read, if that is known already.
    pub failure: Option<Failure>,
}

impl Item {
    /// Whether it stands for the picture that comes by standard input.
    #[must_use]
    pub fn is_stdin(&self) -> bool {
        self.path == Path::new(STDIN)
    }

    /// The path as results show it.
    #[must_use]
    pub fn name(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }
}

/// What the given paths led to.
#[derive(Debug, Default)]
pub struct Found {
    /// The files, and what stands in for those that cannot be reached.
    pub items: Vec<Item>,
    /// Folders that were searched.
    pub folders: Vec<PathBuf>,
    /// Folders in which nothing was found.
    pub empty: Vec<PathBuf>,
    /// Which files those are, by whatever path they are reached.
    pub identities: Identities,
}

/// Searches `paths`; [`STDIN`] among them stands for itself. Explicit files are always taken; endings and hidden
/// names only filter what a search finds.
#[must_use]
pub fn find(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for (argument, path) in paths.iter().enumerate() {
        if path == Path::new(STDIN) {
            found.add_stdin(argument, path);
            continue;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => found.search(argument, path),
            Ok(_) => found.add(argument, path, path, None),
            Err(error) => found.add(argument, path, path, Some(unreachable(path, &error))),
        }
    }
    found
}

impl Found {
    fn search(&mut self, argument: usize, root: &Path) {
        let mut met = 0_usize;
        let walk = WalkDir::new(root).follow_links(true).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.path())) {
            let (path, failure) = match entry {
                Ok(entry) if entry.file_type().is_dir() || !is_picture(entry.path()) => continue,
                Ok(entry) if entry.file_type().is_file() => (entry.into_path(), None),
                Ok(entry) => (entry.into_path(), Some(failure::not_a_file())),
                Err(error) => {
                    let path = error.path().unwrap_or(root).to_path_buf();
                    if path != root && (is_hidden(&path) || is_dangling_link(&path) && !is_picture(&path)) {
                        continue;
                    }
                    let failure = if error.loop_ancestor().is_some() {
                        failure::symlink_loop()
                    } else {
                        let cause = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
                        unreachable(&path, &cause)
                    };
                    (path, Some(failure))
                }
            };
            met += 1;
            self.add(argument, root, &path, failure);
        }
        self.folders.push(root.to_path_buf());
        if met == 0 {
            self.empty.push(root.to_path_buf());
        }
    }

    fn add_stdin(&mut self, argument: usize, path: &Path) {
        if !self.items.iter().any(Item::is_stdin) {
            self.items.push(Item { path: path.into(), relative: "stdin".into(), argument, failure: None });
        }
    }

    fn add(&mut self, argument: usize, root: &Path, path: &Path, failure: Option<Failure>) {
        if !self.identities.insert(path) {
            tracing::debug!(path = %path.display(), "reached again, judged once");
            return;
        }
        let below = path.strip_prefix(root).ok().filter(|below| !below.as_os_str().is_empty());
        let relative = below.map_or_else(|| path.file_name().unwrap_or_default().into(), Path::to_path_buf);
        self.items.push(Item { path: path.to_path_buf(), relative, argument, failure });
    }

    /// How many of the given paths led to something.
    #[must_use]
    pub fn arguments(&self) -> usize {
        self.items.iter().map(|item| item.argument).collect::<HashSet<_>>().len()
    }
}

/// What to say about a folder in which nothing was found.
#[must_use]
pub fn no_photo_in(folder: &Path) -> Message {
    let folder = folder.display();
    Message::new(
        format!("no photo in {folder}: there is no file in it that ends in .{}", ENDINGS.join(", .")),
        format!("{folder} 中没有照片：其中没有以 .{} 结尾的文件", ENDINGS.join("、.")),
    )
}

/// Why there is no getting at `path`.
fn unreachable(path: &Path, error: &io::Error) -> Failure {
    let is_link = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    // A link to itself is an error of the system without a portable name; these two have one.
    let is_loop =
        is_link && !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied);
    if is_loop { failure::symlink_loop() } else { failure::unreadable(error) }
}

fn is_dangling_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
        && fs::metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// Whether the last name of `path` begins with a dot: a search passes it over.
#[must_use]
pub fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// Whether `path` ends in one of [`ENDINGS`], in capitals or not.
#[must_use]
pub fn is_picture(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names found in a folder with `files`, below the folder.
    fn names_found(files: &[&str]) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, "").expect("a file");
        }
        let found = find(&[folder.path().to_path_buf()]);
        found.items.iter().map(|item| item.relative.to_string_lossy().replace('\\', "/")).collect()
    }

    #[test]
    fn a_search_takes_pictures_in_order_and_leaves_the_rest() {
        let files =
            ["b.JPG", "a.jpeg", "sub/c.Png", "._a.jpg", ".hidden/d.jpg", "Thumbs.db", "e.CR2", "notes"];
        assert_eq!(names_found(&files), ["a.jpeg", "b.JPG", "sub/c.Png"]);
    }

    #[test]
    fn what_is_reached_twice_is_listed_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let photo = folder.path().join("a.jpg");
        fs::write(&photo, "").expect("a file");
        let spelled_otherwise = folder.path().join(".").join("a.jpg");
        let found = find(&[photo.clone(), folder.path().to_path_buf(), spelled_otherwise]);
        assert_eq!(found.items.len(), 1);
        assert_eq!(found.items[0].path, photo);
        assert!(found.empty.is_empty(), "the folder is not empty, its photo was just known");
    }

    #[test]
    fn a_named_file_needs_no_ending() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(".portrait");
        fs::write(&file, "").expect("a file");
        let found = find(std::slice::from_ref(&file));
        assert_eq!(found.items.len(), 1);
        assert_eq!(found.items[0].relative, Path::new(".portrait"));
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_nowhere_or_back_are_told_apart() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().expect("a folder");
        symlink(folder.path(), folder.path().join("back")).expect("a link");
        symlink("self.jpg", folder.path().join("self.jpg")).expect("a link");
        symlink("nowhere", folder.path().join("gone.jpg")).expect("a link");
        symlink("nowhere", folder.path().join("notes")).expect("a link");
        let found = find(&[folder.path().to_path_buf()]);
        let kinds: Vec<_> = found
            .items
            .iter()
            .map(|item| (item.relative.to_str(), item.failure.as_ref().map(|f| f.kind.as_str())))
            .collect();
        assert_eq!(
            kinds,
            [
                (Some("back"), Some("symlink_loop")),
                (Some("gone.jpg"), Some("not_found")),
                (Some("self.jpg"), Some("symlink_loop")),
            ]
        );
    }
}
