//! What `--ruleset` names → the ruleset: one that ships with the program, or a file.

use std::fs;
use std::path::Path;

use photogate::{Message, Ruleset};

use crate::problem::{Explain, problem};

/// Similarity from which on a shipped name is offered alone.
const NEAR: f64 = 0.8;

/// The ruleset called `name`, or written in the file `name`.
///
/// # Errors
/// If there is neither, the file cannot be read, or what it says is not a ruleset; with the line and what was meant.
pub fn load(name: &str) -> anyhow::Result<Ruleset> {
    if let Some(shipped) = Ruleset::shipped(name) {
        return Ok(shipped);
    }
    let path = Path::new(name);
    if path.exists() { read(path) } else { Err(unknown(name)) }
}

/// The ruleset in the file `path`.
///
/// # Errors
/// As [`load`].
pub fn read(path: &Path) -> anyhow::Result<Ruleset> {
    let shown = path.display();
    let text = fs::read_to_string(path).explain(|| {
        Message::new(format!("cannot read the ruleset {shown}"), format!("无法读取规则集 {shown}"))
    })?;
    Ruleset::from_toml(&text).map_err(|error| {
        let Message { en, zh } = error.message();
        problem(format!("{shown}: {en}"), format!("{shown}：{zh}"))
    })
}

/// There is neither a ruleset nor a file `name`: which was probably meant, or which there are.
fn unknown(name: &str) -> anyhow::Error {
    let names = Ruleset::shipped_names();
    let likeness = |known: &&&str| strsim::jaro_winkler(name, known);
    let nearest = names.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let (en, zh) = match nearest.filter(|nearest| likeness(nearest) >= NEAR) {
        Some(nearest) => (format!("did you mean `{nearest}`?"), format!("是否应为 `{nearest}`？")),
        None => (
            format!("these ship with the program: {}", names.join(", ")),
            format!("程序自带的有 {}", names.join("、")),
        ),
    };
    problem(
        format!("there is no ruleset `{name}`, and no file of that name; {en}"),
        format!("没有规则集 `{name}`，也没有该名称的文件，{zh}"),
    )
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
