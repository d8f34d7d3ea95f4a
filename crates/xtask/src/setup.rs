//! `cargo xtask setup`: ONNX Runtime's shared library, fetched, verified and put in place.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{
    pins::{Pin, Pins},
    pip, place, wheel,
};

/// Sets up this checkout for this platform.
pub fn run(offline_wheel: Option<&Path>) -> Result<()> {
    let pins = Pins::built_in()?;
    let pin = pins.of(env::consts::OS, env::consts::ARCH)?;
    let places = Places {
        checkout: place::in_checkout(&place::workspace_root()?, &pins.version),
        user_data: place::in_user_data(&pins.version),
    };
    set_up(&pins.version, pin, &places, offline_wheel)
}

/// The folders that the library goes to.
struct Places {
    checkout: PathBuf,
    user_data: Option<PathBuf>,
}

fn set_up(version: &str, pin: &Pin, places: &Places, offline_wheel: Option<&Path>) -> Result<()> {
    let target = places.checkout.join(pin.file_name());
    if place::is_there(&target, pin) {
        eprintln!("ONNX Runtime {version}: already there, {}", target.display());
    } else {
        fetch(version, pin, &target, offline_wheel)?;
        eprintln!("ONNX Runtime {version}: verified, {}", target.display());
    }
    // A checkout works without the second place, so trouble there is told and not fatal.
    if let Some(copy) = places.user_data.as_ref().map(|folder| folder.join(pin.file_name()))
        && !place::is_there(&copy, pin)
    {
        match place::link_or_copy(&target, &copy) {
            Ok(()) => eprintln!("for an installed binary: {}", copy.display()),
            Err(error) => {
                eprintln!(
                    "warning: an installed binary will need `--onnxruntime {}`: {error:#}",
                    target.display()
                );
            }
        }
    }
    Ok(())
}

/// Gets the wheel and takes the library out of it.
fn fetch(version: &str, pin: &Pin, target: &Path, offline_wheel: Option<&Path>) -> Result<()> {
    if let Some(wheel) = offline_wheel {
        return wheel::extract_library(wheel, pin, target);
    }
    eprintln!("ONNX Runtime {version}: fetching the wheel for {} with pip", pin.tag);
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    let wheel = pip::download(version, pin, folder.path())?;
    wheel::extract_library(&wheel, pin, target)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::wheel::testing::{LIBRARY, wheel_and_pin};

    fn places(root: &Path) -> Places {
        Places { checkout: root.join("checkout"), user_data: Some(root.join("data")) }
    }

    #[test]
    fn a_wheel_fetched_elsewhere_fills_both_places_and_a_second_run_needs_none() {
        let root = tempfile::tempdir().unwrap();
        let (wheel, pin) = wheel_and_pin(root.path());
        let places = places(root.path());
        set_up("0.0.0", &pin, &places, Some(&wheel)).unwrap();
        for folder in ["checkout", "data"] {
            assert_eq!(fs::read(root.path().join(folder).join(pin.file_name())).unwrap(), LIBRARY);
        }
        // Were anything fetched again, this wheel would be missed.
        fs::remove_file(&wheel).unwrap();
        set_up("0.0.0", &pin, &places, Some(&wheel)).unwrap();
    }

    #[test]
    fn a_damaged_library_is_replaced() {
        let root = tempfile::tempdir().unwrap();
        let (wheel, pin) = wheel_and_pin(root.path());
        let places = places(root.path());
        let target = places.checkout.join(pin.file_name());
        fs::create_dir(&places.checkout).unwrap();
        fs::write(&target, "damaged").unwrap();
        set_up("0.0.0", &pin, &places, Some(&wheel)).unwrap();
        assert_eq!(fs::read(&target).unwrap(), LIBRARY);
    }

    #[test]
    fn a_wrong_wheel_leaves_both_places_empty() {
        let root = tempfile::tempdir().unwrap();
        let (wheel, pin) = wheel_and_pin(root.path());
        fs::write(&wheel, "something else").unwrap();
        let places = places(root.path());
        let message = set_up("0.0.0", &pin, &places, Some(&wheel)).unwrap_err().to_string();
        assert!(message.contains("not the pinned one"), "{message}");
        assert!(!places.checkout.exists() && !root.path().join("data").exists());
    }

    #[test]
    fn a_user_folder_that_cannot_be_written_is_no_failure() {
        let root = tempfile::tempdir().unwrap();
        let (wheel, pin) = wheel_and_pin(root.path());
        fs::write(root.path().join("data"), "a file where the folder would be").unwrap();
        set_up("0.0.0", &pin, &places(root.path()), Some(&wheel)).unwrap();
    }
}
