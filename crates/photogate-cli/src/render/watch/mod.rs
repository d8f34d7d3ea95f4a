//! What happens in a watched folder, for people and for programs.

mod events;
mod screen;

pub use events::{about, write_end, write_event};
pub use screen::Screen;
