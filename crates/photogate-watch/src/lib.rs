//! Judges portraits as they arrive in a folder: what a crew that shoots tethered needs to know before the next person
//! sits down.
//!
//! ```no_run
//! use std::sync::atomic::AtomicBool;
//!
//! use photogate::Checker;
//! use photogate_watch::{Event, Watch};
//!
//! # fn main() -> Result<(), photogate_batch::BatchError> {
//! let stop = AtomicBool::new(false); // set it from anywhere to end in an orderly way
//! Watch::new("captures").run(Checker::builder(), &stop, |event| {
//!     if let Event::Judged(photo) = event {
//!         println!("{}: {:?}", photo.path, photo.record.verdict);
//!     }
//! })?;
//! # Ok(())
//! # }
//! ```
//!
//! [`Arrivals`] decides which files are finished. It is of use to other programs with other sources of events.

mod arrivals;
mod file_system;
mod notice;
mod recorder;
mod session;
mod source;
mod watch;

pub use arrivals::Arrivals;
pub use source::Noticing;
pub use watch::{Event, Watch};
