//! What `--ruleset` names → the ruleset: one that ships with the program, or a file.

use std::fs;
use std::path::Path;

use photogate::{Message, Ruleset};

use crate::nearest::nearest;
use crate::problem::{Explain, problem};

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
        let instead = shipped_instead(name);
        return Err(problem(
            format!("there is no ruleset `{name}`, and no file of that name; {}", instead.en),
            format!("没有规则集 `{name}`，也没有这个文件；{}", instead.zh),
        ));
    }
    read(path)
}

/// The ruleset in the file `path`.
///
/// # Errors
/// As [`load`].
pub fn read(path: &Path) -> anyhow::Result<Ruleset> {
    let shown = path.display();
    let bytes = fs::read(path).explain(|| {
        Message::new(format!("cannot read the ruleset {shown}"), format!("无法读取规则集 {shown}"))
    })?;
    Ruleset::from_bytes(&bytes).map_err(|error| {
        let Message { en, zh } = error.message();
        problem(format!("{shown}: {en}"), format!("{shown}：{zh}"))
    })
}

/// Which shipped ruleset was probably meant, or which there are.
fn shipped_instead(name: &str) -> Message {
    let names = Ruleset::shipped_names();
    let nearest = nearest(name, names);
    if strsim::jaro_winkler(name, nearest) > 0.8 {
        return Message::new(format!("did you mean `{nearest}`?"), format!("是否想写 `{nearest}`？"));
    }
    Message::new(
        format!("these ship with the program: {}", names.join(", ")),
        format!("随程序提供的有：{}", names.join("、")),
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
