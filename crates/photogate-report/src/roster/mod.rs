//! The roster: who should have a photo, and who has.
//!
//! A file ([`Roster::read`]) and the names of the photos ([`Pattern`]) → [`Attendance`]: people without a photo,
//! photos without a person, photos that are there twice, photos in the wrong folder.

mod attendance;
mod columns;
mod error;
mod finding;
mod look;
mod matching;
mod normal;
mod pattern;
mod person;
mod sheet;
mod text;
mod workbook;

pub use attendance::Attendance;
pub use columns::{ColumnNames, ColumnsError, Field};
pub use error::{Problem, RosterError};
pub use finding::{Kind, RosterFinding};
pub use look::{LIKENESS_LIMIT, Look};
pub use matching::{Matching, Named};
pub use pattern::{Pattern, PatternError};
pub use person::{Person, Roster};
