//! A progress bar on stderr, where a person watches.

use std::fmt::Write;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use photogate::{Message, Words};
use photogate_batch::Summary;

use crate::language;

const TEMPLATE: Words = Words::new(
    "{wide_bar} {pos}/{len}  {rate} photos/s, {eta} to go  {msg}",
    "{wide_bar} {pos}/{len}  每秒 {rate} 张，剩余 {eta}  {msg}",
);

/// How far the run is.
pub struct Progress {
    bar: ProgressBar,
    /// Whether the results go to the same terminal.
    makes_room: bool,
}

impl Progress {
    /// A bar over `total` photos; none if it is not `wanted` or stderr is no terminal. It `makes_room` for results
    /// that go to a terminal too.
    pub fn new(total: usize, wanted: bool, makes_room: bool) -> Self {
        let target = if wanted { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let style = ProgressStyle::with_template(language::spoken().of(&TEMPLATE))
            .expect("the template is well formed")
            .with_key("rate", |state: &ProgressState, text: &mut dyn Write| {
                // A rate that cannot be shown is no reason to stop.
                let _ = write!(text, "{:.1}", state.per_sec());
            });
        let bar = ProgressBar::with_draw_target(Some(total as u64), target).with_style(style);
        Self { bar, makes_room }
    }

    /// One photo more is done.
    pub fn advance(&self, summary: &Summary) {
        let not_passed = summary.total() - summary.passed;
        let message = Message::new(format!("{not_passed} not passed"), format!("{not_passed} 张未通过"));
        self.bar.set_message(language::spoken().of(&message).to_owned());
        self.bar.inc(1);
    }

    /// Runs `write`, which may write to the terminal, with the bar out of the way.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        if self.makes_room { self.bar.suspend(write) } else { write() }
    }

    /// Runs `write`, which does write to the terminal.
    pub fn suspended<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_well_formed_in_every_language() {
        for language in language::Language::ALL {
            assert!(ProgressStyle::with_template(language.of(&TEMPLATE)).is_ok(), "{language:?}");
        }
    }
}
