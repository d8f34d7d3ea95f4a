//! The subcommands, one file each.

pub mod check;
pub mod evaluate;
pub mod explain;
pub mod ruleset;
