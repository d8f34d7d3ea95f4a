//! What ends a run, as opposed to what is wrong with one photo.

use std::io;
use std::path::PathBuf;

use photogate::Message;

use crate::journal::JournalError;
use crate::system_error::of_system;

/// Why a run did not begin, or broke off. A photo that cannot be judged is none of these.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BatchError {
    /// The tree's root cannot be read.
    #[error("the folder {} cannot be read: {reason}; check its path and permissions", path.display())]
    Root {
        /// The root as it was given.
        path: PathBuf,
        /// The system's reason.
        reason: io::Error,
    },
    /// The run folder would be searched for photos.
    #[error(
        "{} lies in {}, where photos are searched; name a run folder outside", out.display(), root.display()
    )]
    OutInTree {
        /// The run folder.
        out: PathBuf,
        /// The tree's root.
        root: PathBuf,
    },
    /// The threads could not be started.
    #[error("cannot start the threads ({0}); judge fewer photos at a time")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// Runs to be joined contradict each other.
    #[error(transparent)]
    Merge(#[from] crate::merge::MergeError),
    /// The library could not be loaded.
    #[error(transparent)]
    Checker(#[from] photogate::Error),
    /// The journal could not be read or written.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl BatchError {
    /// What was wrong and what to do, in both languages.
    #[must_use]
    pub fn message(&self) -> Message {
        let zh = match self {
            Self::Root { path, reason } => {
                format!("无法读取文件夹 {}：{}。请检查路径和权限。", path.display(), of_system(reason).zh)
            }
            Self::OutInTree { out, root } => format!(
                "{} 位于要检查的文件夹 {} 之内。请将运行文件夹放在其外。",
                out.display(),
                root.display()
            ),
            Self::Threads(error) => format!("无法启动线程（{error}）。请减少同时检查的照片数。"),
            Self::Merge(error) => return error.message(),
            Self::Checker(error) => return error.message(),
            Self::Journal(error) => return error.message(),
        };
        Message::new(self.to_string(), zh)
    }
}
