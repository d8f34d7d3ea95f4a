//! Judges a tree of portraits: searched, judged in parallel within bounded memory, kept in a [`journal`], resumed.
//!
//! [`Batch`] makes one run. What it found out is read from the run folder at any time, also while it goes on:
//!
//! ```no_run
//! use photogate_batch::Journal;
//!
//! # fn main() -> Result<(), photogate_batch::JournalError> {
//! let journal = Journal::open("run")?;
//! println!("judged by {:?}", journal.status().begun.fingerprint.rulesets.keys());
//! for photo in journal.latest()? {
//!     let photo = photo?;
//!     let picture = journal.thumbnail(&photo)?.map_or(0, |jpeg| jpeg.len());
//!     println!("{}: {:?}, thumbnail of {picture} bytes", photo.path, photo.record.verdict);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The parts are of use to other programs that judge more than one photo: [`walk`] finds them, [`run`] keeps all cores
//! busy, [`panics`] keeps one bad photo from ending it all.

mod batch;
mod error;
pub mod failure;
pub mod identity;
pub mod journal;
mod judge;
mod merge;
pub mod panics;
mod plan;
pub mod read;
pub mod run;
mod shard;
mod summary;
pub mod system_error;
pub mod thumbnail;
mod tree_path;
pub mod walk;

pub use batch::{Batch, Event, Outcome};
pub use error::BatchError;
pub use journal::{Journal, JournalError, JournalWriter, PhotoEntry};
pub use judge::Judge;
pub use merge::{MergeError, Merged, merge};
pub use plan::Trust;
pub use shard::{Shard, ShardError};
pub use summary::Summary;
pub use tree_path::TreePath;
