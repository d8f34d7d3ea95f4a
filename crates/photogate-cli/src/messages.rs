//! What the program says to the person in front of it, on stderr.

use std::io::{self, Write};

use crate::render::text::harmless;

/// Writes `text`, which may hold names of files, to stderr. Nothing is lost if nobody listens there.
pub fn say(text: &str) {
    let mut lines = String::new();
    for line in text.lines() {
        lines.push_str(&harmless(line));
        lines.push('\n');
    }
    // In one piece: other threads and a second Ctrl-C may come between two.
    let _ = io::stderr().write_all(lines.as_bytes());
}

/// Writes `error` and its causes, one a line.
pub fn say_error(error: &anyhow::Error) {
    say(&format!("error: {error}"));
    for cause in error.chain().skip(1) {
        say(&format!("  caused by: {cause}"));
    }
}
