//! Paths that come by standard input.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use photogate::Message;
use photogate_batch::walk::STDIN;

use crate::problem::{Explain, problem};

/// No honest list is longer: a million paths of a hundred bytes.
const MAX_LIST_BYTES: u64 = 100 << 20;

/// The paths that standard input lists, each ended by a NUL byte; the last may lack it.
///
/// # Errors
/// If it cannot be read, lists nothing, or more than the program can take.
pub fn from_stdin() -> anyhow::Result<Vec<PathBuf>> {
    let mut list = Vec::new();
    let mut input = io::stdin().lock().take(MAX_LIST_BYTES + 1);
    input
        .read_to_end(&mut list)
        .explain(|| Message::new("cannot read the paths from stdin", "无法从标准输入读取路径"))?;
    if list.len() as u64 > MAX_LIST_BYTES {
        return Err(problem(
            format!("the list of paths on stdin is longer than {MAX_LIST_BYTES} bytes; split it"),
            format!("标准输入中的路径列表超过 {MAX_LIST_BYTES} 字节，请分批给出"),
        ));
    }
    let paths = split(&list)?;
    if paths.is_empty() {
        return Err(problem(
            "stdin lists no path; it must hold paths, each ended by a NUL byte, as `find -print0` writes them",
            "标准输入中没有路径；应给出路径，每个以 NUL 字节结尾，与 `find -print0` 的输出相同",
        ));
    }
    Ok(paths)
}

fn split(list: &[u8]) -> anyhow::Result<Vec<PathBuf>> {
    let names = list.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    names.map(|name| Ok(file_named(system_path(name)?))).collect()
}

/// On a list `-` is a file, for stdin is the list.
fn file_named(path: PathBuf) -> PathBuf {
    if path == Path::new(STDIN) { Path::new(".").join(path) } else { path }
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere not every name is a path")]
fn system_path(name: &[u8]) -> anyhow::Result<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Ok(std::ffi::OsStr::from_bytes(name).into())
}

#[cfg(not(unix))]
fn system_path(name: &[u8]) -> anyhow::Result<PathBuf> {
    let text = std::str::from_utf8(name)
        .explain(|| Message::new("the paths on stdin must be UTF-8", "标准输入中的路径必须是 UTF-8"))?;
    Ok(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_hold_line_feeds_and_a_dash_is_a_file() {
        let paths = split("a b.jpg\0line\nfeed.jpg\0\0五班/王芳.jpg\0-".as_bytes()).expect("paths");
        let expected = ["a b.jpg", "line\nfeed.jpg", "五班/王芳.jpg", "./-"];
        assert_eq!(paths, expected.map(PathBuf::from));
    }
}
