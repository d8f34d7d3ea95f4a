//! What `--ruleset` names → the ruleset: one that ships with the program, or a file.

use std::fs;
use std::path::Path;

use anyhow::{Context, anyhow};
use photogate::Ruleset;

/// The ruleset called `name`, or written in the file `name`.
///
/// # Errors
/// If there is neither, the file cannot be read, or what it says is not a ruleset; with the line and what was meant.
pub fn load(name: &str) -> anyhow::Result<Ruleset> {
    if let Some(shipped) = Ruleset::shipped(name) {
        return Ok(shipped);
    }
    let path = Path::new(name);
    if !path.exists() {
        return Err(anyhow!(
            "there is no ruleset `{name}`, and no file of that name; {}",
            shipped_instead(name)
        ));
    }
    read(path)
}

/// The ruleset in the file `path`.
///
/// # Errors
/// As [`load`].
pub fn read(path: &Path) -> anyhow::Result<Ruleset> {
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read the ruleset {}", path.display()))?;
    Ruleset::from_toml(&text).map_err(|error| anyhow!("{}: {error}", path.display()))
}

/// Which shipped ruleset was probably meant, or which there are.
fn shipped_instead(name: &str) -> String {
    let names = Ruleset::shipped_names();
    let nearest =
        names.iter().max_by(|a, b| strsim::jaro_winkler(name, a).total_cmp(&strsim::jaro_winkler(name, b)));
    match nearest.filter(|nearest| strsim::jaro_winkler(name, nearest) > 0.8) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("these ship with the program: {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_a_file_and_what_is_neither() {
        assert_eq!(load("registry").expect("shipped").name().name, "registry");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("campus.toml");
        fs::write(&path, "name = \"campus\"\nversion = \"1\"\nextends = \"notice\"\n").expect("room");
        assert_eq!(load(&path.to_string_lossy()).expect("a ruleset").name().name, "campus");
        let error = load("registri").err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.ends_with("did you mean `registry`?"), "{error}");
    }
}
