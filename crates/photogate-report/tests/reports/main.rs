//! Reports on journals that are written here, entry by entry, so that no model is needed.

mod browser;
mod formats;
mod page;
mod roster;
mod support;
