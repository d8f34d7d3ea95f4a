//! Why a file could not be judged, for reasons that lie outside the library.

use std::io;

use photogate::{Failure, Message};

use crate::system_error::of_system;

fn failure(kind: &str, en: impl Into<String>, zh: impl Into<String>) -> Failure {
    Failure { kind: kind.into(), message: Message::new(en, zh) }
}

/// Nothing is there.
#[must_use]
pub fn not_found() -> Failure {
    failure(
        "not_found",
        "There is no such file or folder. Check the path.",
        "没有这个文件或文件夹。请检查路径。",
    )
}

/// It is there, but the system does not let it be read.
#[must_use]
pub fn unreadable(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::NotFound {
        return not_found();
    }
    let Message { en, zh } = of_system(error);
    failure(
        "unreadable",
        format!("The file or folder cannot be read: {en}. Check its permissions and the disk."),
        format!("无法读取该文件或文件夹：{zh}。请检查权限和磁盘。"),
    )
}

/// The search met a thing with a picture's name that is no file, such as a pipe, which might never end.
#[must_use]
pub fn not_a_file() -> Failure {
    failure(
        "unreadable",
        "This is not a regular file. Name it on the command line to read it all the same.",
        "这不是普通文件。如仍需读取，请在命令行中直接给出它。",
    )
}

/// A link leads back to a folder above it, or to itself.
#[must_use]
pub fn symlink_loop() -> Failure {
    failure(
        "symlink_loop",
        "This link leads back to itself. Remove it, or name the folder that is meant.",
        "该链接指回自身。请删除它，或直接给出要检查的文件夹。",
    )
}

/// Somebody else is writing to it.
#[must_use]
pub fn changing() -> Failure {
    failure(
        "changing",
        "The file changes while it is read. Wait until it is copied, then judge it again.",
        "读取时文件仍在变化。请等待其复制完成后再检查。",
    )
}

/// Longer than any picture within the pixel limit.
#[must_use]
pub fn too_long(max_bytes: u64) -> Failure {
    failure(
        "too_large",
        format!(
            "The file is longer than {max_bytes} bytes, the most that --max-pixels allows. Export the photo as JPEG."
        ),
        format!("文件超过 {max_bytes} 字节，即 --max-pixels 所允许的上限。请将照片导出为 JPEG。"),
    )
}

/// The program itself went wrong.
#[must_use]
pub fn internal(what: &str) -> Failure {
    failure(
        "internal",
        format!(
            "Photogate itself went wrong on this photo ({what}). Please report it together with the photo."
        ),
        format!("Photogate 处理此照片时发生内部错误（{what}）。请连同照片一并报告。"),
    )
}
