//! What the program says to the person in front of it, on stderr.

use std::io::{self, Write};

use photogate::Message;

use crate::language;
use crate::render::text::harmless;

/// Says `message` in the language of this run. Nothing is lost if nobody listens.
pub fn say(message: &Message) {
    say_text(language::spoken().of(message));
}

/// Writes `text`, which may hold names of files, to stderr.
pub fn say_text(text: &str) {
    let mut lines = String::new();
    for line in text.lines() {
        lines.push_str(&harmless(line));
        lines.push('\n');
    }
    // In one piece: other threads and a second Ctrl-C may come between two.
    let _ = io::stderr().write_all(lines.as_bytes());
}
