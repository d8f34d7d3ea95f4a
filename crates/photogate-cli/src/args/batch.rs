//! What may be typed for whole trees of photos.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use photogate_batch::Shard;

use super::{Judging, Threads};

/// What `batch` is given.
#[derive(Debug, Args)]
pub struct Batch {
    /// Folder with the photos, searched as `check` does
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,

    /// Folder for the results, outside of DIR; one that an earlier run wrote is gone on with
    #[arg(long, value_name = "RUN")]
    pub out: PathBuf,

    /// Compare the bytes of every photo, also where size and date say that it is the same
    ///
    /// Compare the bytes of every photo. Else a photo that has the size and the date that it had when it was judged
    /// is taken for the same, unless it was written less than two seconds before it was read. That misses a photo
    /// that was changed by a program which keeps its size and puts the old date back.
    #[arg(long)]
    pub rehash: bool,

    /// Judge every photo again
    #[arg(long, conflicts_with = "rehash")]
    pub force: bool,

    /// Judge only share I of N, each photo in the one that its path below DIR falls into
    ///
    /// Judge only share I of N (2/8: the second of eight), each photo in the one that its path below DIR falls into:
    /// on every computer the same. Each share needs a RUN of its own; `photogate merge` joins them.
    #[arg(long, value_name = "I/N", default_value_t = Shard::WHOLE, hide_default_value = true)]
    pub shard: Shard,

    /// Keep no small pictures for reports
    #[arg(long)]
    pub no_thumbnails: bool,

    /// What is written to stdout
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = BatchFormat::Human)]
    pub format: BatchFormat,

    /// How many threads share the work.
    #[command(flatten)]
    pub threads: Threads,

    /// How photos are judged.
    #[command(flatten)]
    pub judging: Judging,
}

/// What is written while a tree is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BatchFormat {
    /// The counts, at the end
    Human,
    /// One JSON object on a line of its own for each thing that happens, as it happens
    Jsonl,
}

/// What `merge` is given.
#[derive(Debug, Args)]
pub struct Merge {
    /// Folders that `photogate batch --out` wrote; they stay as they are
    #[arg(required = true, value_name = "RUN")]
    pub runs: Vec<PathBuf>,

    /// New folder for the joined results
    #[arg(long, value_name = "RUN")]
    pub out: PathBuf,
}

/// Shown below the options of `batch`.
pub const BATCH_AFTER_HELP: &str = "\
Exit status, about all photos in DIR, judged now or before:
  0    every photo passed
  1    some photo did not: it fails, or a person should look at it
  2    something could not be judged or written, or the call was wrong
  130  interrupted; the photos being judged are finished and kept, and the same call goes on from there

A run may be ended by any means, a pulled plug too: at most the photos being judged then are judged again.

Examples:
  photogate batch portraits/ --out run/
  photogate batch /mnt/portraits --out /mnt/runs/3 --shard 3/8
  photogate batch portraits/ --out run/ --format jsonl | jq -c 'select(.verdict == \"fail\")'
";

/// Shown below the options of `merge`.
pub const MERGE_AFTER_HELP: &str = "\
Exit status:
  0    the joined results cover the whole tree
  1    they are written, but a share is missing or unfinished, or two runs contradict each other
  2    they could not be read or written, or do not belong together
";
