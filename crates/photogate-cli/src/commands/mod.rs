//! The subcommands, one file each.

pub mod batch;
pub mod check;
pub mod crop;
pub mod evaluate;
pub mod explain;
pub mod merge;
pub mod report;
pub mod ruleset;
pub mod watch;
