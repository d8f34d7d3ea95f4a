//! Takes one file out of a wheel, verified, and puts it in place in one step.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
};

use anyhow::{Context, Result};
use tempfile::NamedTempFile;
use zip::ZipArchive;

use crate::{hash, pins::Pin};

/// Extracts the pinned library from the pinned wheel to `target`. What stands there is replaced only by a
/// whole file with the right hash.
pub fn extract_library(wheel: &Path, pin: &Pin, target: &Path) -> Result<()> {
    hash::verify(wheel, &pin.wheel_sha256, &format!("the wheel {}", wheel.display()))?;
    let file = File::open(wheel).with_context(|| format!("cannot open {}", wheel.display()))?;
    let mut archive = ZipArchive::new(file).with_context(|| format!("{} is not a wheel", wheel.display()))?;
    let mut member = archive
        .by_name(&pin.library)
        .with_context(|| format!("{} holds no {}", wheel.display(), pin.library))?;

    let folder = target.parent().context("the library needs a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let mut extracted =
        NamedTempFile::new_in(folder).with_context(|| format!("cannot write in {}", folder.display()))?;
    io::copy(&mut member, &mut extracted)
        .with_context(|| format!("cannot extract {} from {}", pin.library, wheel.display()))?;
    extracted.flush()?;
    hash::verify(extracted.path(), &pin.library_sha256, &format!("{} in the wheel", pin.library))?;
    share(extracted.as_file())?;
    extracted.persist(target).with_context(|| format!("cannot write {}", target.display()))?;
    Ok(())
}

/// Temporary files are their owner's alone; the library may be read and mapped by everyone.
#[cfg(unix)]
pub fn share(file: &File) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    file.set_permissions(fs::Permissions::from_mode(0o755)).context("cannot set the library's permissions")
}

/// Files inherit their folder's permissions here.
#[cfg(not(unix))]
pub fn share(_: &File) -> Result<()> {
    Ok(())
}

/// Wheels for tests, made on the spot.
#[cfg(test)]
pub mod testing {
    use super::*;
    use zip::write::{SimpleFileOptions, ZipWriter};

    /// What stands for the library in the wheel of [`wheel_and_pin`].
    pub const LIBRARY: &[u8] = b"a library";

    /// A wheel with a library, and the row that pins both.
    pub fn wheel_and_pin(folder: &Path) -> (std::path::PathBuf, Pin) {
        let path = folder.join("onnxruntime-0.0.0-cp312-cp312-any.whl");
        let library = "onnxruntime/capi/libonnxruntime.so.0.0.0".to_owned();
        let mut zip = ZipWriter::new(File::create(&path).unwrap());
        let deflated = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        zip.start_file(library.as_str(), deflated).unwrap();
        zip.write_all(LIBRARY).unwrap();
        zip.finish().unwrap();
        let plain = folder.join("plain");
        fs::write(&plain, LIBRARY).unwrap();
        let pin = Pin {
            os: "any".to_owned(),
            arch: "any".to_owned(),
            tag: "any".to_owned(),
            wheel_sha256: hash::sha256(&path).unwrap(),
            library,
            library_sha256: hash::sha256(&plain).unwrap(),
        };
        (path, pin)
    }
}

#[cfg(test)]
mod tests {
    use super::{testing::wheel_and_pin, *};

    /// Names of what is in a folder.
    fn names_in(folder: &Path) -> Vec<String> {
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect()
    }

    #[test]
    fn the_library_lands_whole_and_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (wheel, pin) = wheel_and_pin(folder.path());
        let target = folder.path().join("new/0.0.0").join(pin.file_name());
        extract_library(&wheel, &pin, &target).unwrap();
        assert_eq!(fs::read(&target).unwrap(), testing::LIBRARY);
        assert_eq!(names_in(target.parent().unwrap()), [pin.file_name()]);
    }

    #[test]
    fn another_wheel_is_refused_before_anything_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let (wheel, mut pin) = wheel_and_pin(folder.path());
        pin.wheel_sha256 = "0".repeat(64);
        let target = folder.path().join("new").join(pin.file_name());
        let message = extract_library(&wheel, &pin, &target).unwrap_err().to_string();
        assert!(message.contains("the wheel") && message.contains("expected SHA-256 0000"), "{message}");
        assert!(!target.parent().unwrap().exists());
    }

    #[test]
    fn another_library_in_the_wheel_is_refused_and_leaves_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let (wheel, mut pin) = wheel_and_pin(folder.path());
        pin.library_sha256 = "0".repeat(64);
        let target = folder.path().join("new").join(pin.file_name());
        fs::create_dir(target.parent().unwrap()).unwrap();
        fs::write(&target, "older").unwrap();
        let message = extract_library(&wheel, &pin, &target).unwrap_err().to_string();
        assert!(message.contains("in the wheel is not the pinned one"), "{message}");
        assert_eq!(fs::read(&target).unwrap(), b"older");
        assert_eq!(names_in(target.parent().unwrap()), [pin.file_name()]);
    }

    #[test]
    fn a_wheel_without_the_library_or_no_wheel_at_all_is_said_to_be_so() {
        let folder = tempfile::tempdir().unwrap();
        let (wheel, mut pin) = wheel_and_pin(folder.path());
        let target = folder.path().join("new").join(pin.file_name());
        pin.library = "onnxruntime/capi/other".to_owned();
        let message = extract_library(&wheel, &pin, &target).unwrap_err().to_string();
        assert!(message.contains("holds no onnxruntime/capi/other"), "{message}");

        let text = folder.path().join("text.whl");
        fs::write(&text, "text").unwrap();
        pin.wheel_sha256 = hash::sha256(&text).unwrap();
        let message = extract_library(&text, &pin, &target).unwrap_err().to_string();
        assert!(message.contains("is not a wheel"), "{message}");
    }
}
