//! Labels against results: how far a campus may trust the rules on its own photos.
//!
//! [`labels`] and [`results`] are read, [`evaluation`] holds them against each other with the arithmetic of
//! [`scoring`], and [`table`], [`json`] and [`page`] show it.

pub mod columns;
pub mod evaluation;
pub mod json;
pub mod labels;
pub mod mistakes;
pub mod overlays;
pub mod page;
pub mod results;
pub mod rule_name;
pub mod scoring;
pub mod table;
mod words;
