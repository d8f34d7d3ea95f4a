//! Where the library is put: in the checkout, and once more where an installed binary finds it.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use etcetera::BaseStrategy;

use crate::{hash, pins::Pin, wheel};

/// The root of this checkout.
pub fn workspace_root() -> Result<PathBuf> {
    // Set by `cargo run` at run time, so that a binary built in another checkout does not point back there.
    let package =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    package
        .parent()
        .and_then(Path::parent)
        .map(Path::to_path_buf)
        .with_context(|| format!("{} is not in a checkout", package.display()))
}

/// The folder of a version in a checkout; git ignores it.
pub fn in_checkout(root: &Path, version: &str) -> PathBuf {
    root.join(".onnxruntime").join(version)
}

/// The folder of a version among the user's data, by the same rule as the library crate's search; `None`
/// where the system names no such folder.
pub fn in_user_data(version: &str) -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    let data = if cfg!(windows) { strategy.cache_dir() } else { strategy.data_dir() };
    Some(data.join("photogate").join("onnxruntime").join(version))
}

/// Whether the pinned library already stands at `path`.
pub fn is_there(path: &Path, pin: &Pin) -> bool {
    path.is_file() && hash::sha256(path).is_ok_and(|found| found == pin.library_sha256)
}

/// Puts the file `from` to `to` in one step: as a hard link, or as a copy where they are on different volumes.
pub fn link_or_copy(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().context("the library needs a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    // A fresh folder gives a free name on the same volume, for links are never made over a file.
    let staging =
        tempfile::tempdir_in(folder).with_context(|| format!("cannot write in {}", folder.display()))?;
    let staged = staging.path().join("library");
    if fs::hard_link(from, &staged).is_err() {
        fs::copy(from, &staged).with_context(|| format!("cannot copy to {}", folder.display()))?;
        wheel::share(&fs::File::open(&staged)?)?;
    }
    fs::rename(&staged, to).with_context(|| format!("cannot write {}", to.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wheel::testing::{LIBRARY, wheel_and_pin};

    #[test]
    fn the_root_is_that_of_the_workspace() {
        assert!(workspace_root().unwrap().join("crates/xtask/onnxruntime.toml").is_file());
    }

    #[test]
    fn only_the_pinned_library_counts_as_there() {
        let folder = tempfile::tempdir().unwrap();
        let (wheel, pin) = wheel_and_pin(folder.path());
        let target = folder.path().join("placed");
        assert!(!is_there(&target, &pin));
        wheel::extract_library(&wheel, &pin, &target).unwrap();
        assert!(is_there(&target, &pin));
        fs::write(&target, "damaged").unwrap();
        assert!(!is_there(&target, &pin));
        assert!(!is_there(folder.path(), &pin));
    }

    #[test]
    fn a_placed_file_replaces_an_older_one_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let from = folder.path().join("from");
        fs::write(&from, LIBRARY).unwrap();
        let to = folder.path().join("user/0.0.0/library.so");
        for _ in 0..2 {
            link_or_copy(&from, &to).unwrap();
            assert_eq!(fs::read(&to).unwrap(), LIBRARY);
            assert_eq!(fs::read_dir(to.parent().unwrap()).unwrap().count(), 1);
            fs::remove_file(&to).unwrap();
            fs::write(&to, "older").unwrap();
        }
    }
}
