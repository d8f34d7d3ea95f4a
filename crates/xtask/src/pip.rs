//! Downloads a wheel with the user's own pip, and so by the user's own index, mirror and proxy settings.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use anyhow::{Context, Result, bail, ensure};

use crate::pins::Pin;

/// The Python whose wheel is fetched. Any serves, since only the shared library in it is used; a fixed one
/// makes the wheel's hash independent of the Python that is installed.
const WHEEL_PYTHON: &str = "3.12";
/// How many of pip's last lines a failure shows.
const SHOWN_LINES: usize = 15;
const OTHERWISE: &str = "or fetch the wheel elsewhere and give it with `--offline-wheel PATH`";

/// Downloads the pinned wheel into `folder` and returns its path; the hash is for the caller to check.
pub fn download(version: &str, pin: &Pin, folder: &Path) -> Result<PathBuf> {
    let python = find_python(&candidates(env::var_os("PYTHON")))?;
    let output = run(
        &python,
        [
            "-m",
            "pip",
            "download",
            "--no-input",
            "--disable-pip-version-check",
            "--progress-bar=off",
            "--no-deps",
            "--only-binary=:all:",
            "--implementation=cp",
            "--python-version",
            WHEEL_PYTHON,
            "--platform",
            &pin.tag,
            &format!("onnxruntime=={version}"),
            "--dest",
        ]
        .into_iter()
        .map(OsStr::new)
        .chain([folder.as_os_str()]),
    )
    .with_context(|| format!("cannot run {}", python.display()))?;
    ensure!(
        output.status.success(),
        "pip could not download onnxruntime {version} for {} ({}); its last lines:\n{}\n\
         check pip's configuration and the network, {OTHERWISE}",
        pin.tag,
        output.status,
        last_lines(&output)
    );
    wheel_in(folder)
}

/// The Pythons to try: the one that is named, else the usual names.
fn candidates(named: Option<OsString>) -> Vec<OsString> {
    match named.filter(|name| !name.is_empty()) {
        Some(name) => vec![name],
        None => vec!["python3".into(), "python".into()],
    }
}

/// The first of these that runs as Python 3 and has pip.
fn find_python(candidates: &[OsString]) -> Result<OsString> {
    let mut without_pip = None;
    for python in candidates {
        let is_python = run(python, ["-c", "import sys; sys.exit(sys.version_info[0] < 3)"].map(OsStr::new));
        // A name that starts nothing, or, on Windows, the stand-in that only points to the store.
        if !is_python.is_ok_and(|output| output.status.success()) {
            continue;
        }
        let has_pip = run(python, ["-m", "pip", "--version"].map(OsStr::new));
        if has_pip.is_ok_and(|output| output.status.success()) {
            return Ok(python.clone());
        }
        without_pip.get_or_insert(python);
    }
    if let Some(python) = without_pip {
        let python = python.display();
        bail!(
            "{python} has no pip; install it (`{python} -m ensurepip`, or the system's package python3-pip), \
             name another Python with the environment variable PYTHON, {OTHERWISE}"
        );
    }
    let tried: Vec<_> = candidates.iter().map(|name| name.to_string_lossy()).collect();
    bail!(
        "no Python 3 found (tried: {}); install one with pip, name it with the environment variable PYTHON, \
         {OTHERWISE}",
        tried.join(", ")
    )
}

fn run<'a>(program: &OsStr, arguments: impl IntoIterator<Item = &'a OsStr>) -> io::Result<Output> {
    Command::new(program).args(arguments).stdin(Stdio::null()).output()
}

/// The end of what a program said, errors last.
fn last_lines(output: &Output) -> String {
    let said = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    let lines: Vec<_> =
        said.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty()).collect();
    let skipped = lines.len().saturating_sub(SHOWN_LINES);
    lines[skipped..].iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}

/// The one wheel in a folder.
fn wheel_in(folder: &Path) -> Result<PathBuf> {
    let mut wheels = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension() == Some(OsStr::new("whl")) {
            wheels.push(path);
        }
    }
    ensure!(wheels.len() == 1, "pip reported success and left {} wheels instead of one", wheels.len());
    Ok(wheels.remove(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_python_is_the_only_candidate() {
        assert_eq!(candidates(Some("/opt/py".into())), ["/opt/py"]);
        assert_eq!(candidates(Some(OsString::new())), ["python3", "python"]);
        assert_eq!(candidates(None), ["python3", "python"]);
    }

    #[test]
    fn no_python_says_what_was_tried_and_what_else_would_do() {
        let message = find_python(&["no-such-python".into()]).unwrap_err().to_string();
        assert!(message.starts_with("no Python 3 found (tried: no-such-python)"), "{message}");
        assert!(message.contains("--offline-wheel"), "{message}");
    }

    /// A program that runs as Python 3 would, but has no modules.
    #[cfg(unix)]
    #[test]
    fn a_python_without_pip_is_told_apart() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let python = folder.path().join("python3");
        fs::write(&python, "#!/bin/sh\n[ \"$1\" = -c ]\n").unwrap();
        fs::set_permissions(&python, fs::Permissions::from_mode(0o755)).unwrap();
        let message = find_python(&[python.into()]).unwrap_err().to_string();
        assert!(message.contains("has no pip") && message.contains("ensurepip"), "{message}");
    }

    #[test]
    fn only_the_last_lines_are_shown_and_errors_come_last() {
        let numbered = (0..40).map(|n| format!("line {n}")).collect::<Vec<_>>().join("\n\n");
        let output = Output {
            status: std::process::ExitStatus::default(),
            stdout: numbered.into_bytes(),
            stderr: b"ERROR: no such thing\n".to_vec(),
        };
        let shown = last_lines(&output);
        assert_eq!(shown.lines().count(), SHOWN_LINES);
        assert!(shown.contains("line 39") && !shown.contains("line 25"), "{shown}");
        assert!(shown.ends_with("ERROR: no such thing"), "{shown}");
    }

    #[test]
    fn exactly_one_wheel_is_expected() {
        let folder = tempfile::tempdir().unwrap();
        assert!(wheel_in(folder.path()).is_err());
        fs::write(folder.path().join("a.whl"), "").unwrap();
        fs::write(folder.path().join("a.txt"), "").unwrap();
        assert_eq!(wheel_in(folder.path()).unwrap(), folder.path().join("a.whl"));
        fs::write(folder.path().join("b.whl"), "").unwrap();
        assert!(wheel_in(folder.path()).is_err());
    }
}
