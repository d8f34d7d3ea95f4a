//! What can go wrong with a run folder.

use std::io;
use std::path::PathBuf;

use photogate::Message;

use crate::shard::Shard;
use crate::system_error::of_system;

/// Why a journal could not be opened, read or written. Each names the file and says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JournalError {
    /// There is no journal in the folder.
    #[error("there is no journal in {}: name the folder that `photogate batch --out` wrote", .0.display())]
    Missing(PathBuf),
    /// Another process writes to it.
    #[error(
        "{} is being written by another run; wait for its end, or name another folder for --out", .0.display()
    )]
    Locked(PathBuf),
    /// It holds not one intact line.
    #[error(
        "{} is not a journal of Photogate, or nothing of it is left; move it away, or name another folder for --out",
        .0.display()
    )]
    NotAJournal(PathBuf),
    /// A line is intact but not understood.
    #[error(
        "{}, record {seq}, was written by another version of Photogate ({reason}); use that version, or name another \
         folder for --out", path.display()
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// The line's number.
        seq: u64,
        /// What the parser said.
        reason: String,
    },
    /// The journal is that of another share of the tree.
    #[error(
        "{} holds shard {holds} of a tree, not shard {wanted}; name another folder for --out", path.display()
    )]
    OtherShard {
        /// The file.
        path: PathBuf,
        /// The share that it holds.
        holds: Shard,
        /// The share that was to be judged.
        wanted: Shard,
    },
    /// A record or a small picture is not what was written.
    #[error("{} is damaged; run `photogate batch` again, with --force if that does not help", .0.display())]
    Damaged(PathBuf),
    /// The system does not let it be read.
    #[error("{} cannot be read: {reason}; check its permissions and the disk", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        reason: io::Error,
    },
    /// The system does not let it be written.
    #[error(
        "{} cannot be written: {reason}; make room on the disk or check the permissions, and run again: nothing that \
         is in the journal is lost", path.display()
    )]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        reason: io::Error,
    },
}

impl JournalError {
    /// What was wrong and what to do, in both languages.
    #[must_use]
    pub fn message(&self) -> Message {
        let zh = match self {
            Self::Missing(path) => {
                format!("{} 中没有日志。请给出 `photogate batch --out` 写入的文件夹。", path.display())
            }
            Self::Locked(path) => {
                format!("{} 正被另一次运行写入。请等待其结束，或为 --out 指定其他文件夹。", path.display())
            }
            Self::NotAJournal(path) => format!(
                "{} 不是 Photogate 的日志，或已完全损坏。请将其移走，或为 --out 指定其他文件夹。",
                path.display()
            ),
            Self::Version { path, seq, reason } => format!(
                "{} 的第 {seq} 条记录由另一版本的 Photogate 写入（{reason}）。请使用该版本，或为 --out 指定其他文件夹。",
                path.display()
            ),
            Self::OtherShard { path, holds, wanted } => format!(
                "{} 保存的是分片 {holds}，而不是分片 {wanted}。请为 --out 指定其他文件夹。",
                path.display()
            ),
            Self::Damaged(path) => {
                format!("{} 已损坏。请再次运行 `photogate batch`；若仍无效，请加上 --force。", path.display())
            }
            Self::Unreadable { path, reason } => {
                format!("无法读取 {}：{}。请检查权限和磁盘。", path.display(), of_system(reason).zh)
            }
            Self::Unwritable { path, reason } => format!(
                "无法写入 {}：{}。请腾出磁盘空间或检查权限，然后再次运行；日志中已有的内容不会丢失。",
                path.display(),
                of_system(reason).zh
            ),
        };
        Message::new(self.to_string(), zh)
    }
}
