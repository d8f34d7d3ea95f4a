//! `photogate watch`.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use anstream::{AutoStream, ColorChoice};
use photogate::Verdict;
use photogate_watch::{Event, Watch};

use crate::args::{self, WatchFormat};
use crate::exit::Exit;
use crate::interrupt;
use crate::language;
use crate::messages::say;
use crate::render::watch::{Screen, about, write_end, write_event};

/// The bell for whoever should look up.
const ALARM: usize = 3;

/// Between two strokes of the bell: terminals make one of those that come together.
const BETWEEN_STROKES: Duration = Duration::from_millis(150);

/// Judges what arrives in a folder until Ctrl-C.
pub fn watch(args: &args::Watch) -> anyhow::Result<Exit> {
    let stop = interrupt::watch(None)?;
    let mut watch = Watch::new(&args.folder).existing(args.existing);
    if let Some(out) = &args.out {
        watch = watch.out(out);
    }
    if let Some(interval) = args.poll {
        watch = watch.poll(interval);
    }
    let choice = AutoStream::choice(&io::stdout());
    let screen = Screen {
        language: language::spoken(),
        has_colour: choice != ColorChoice::Never,
        columns: io::stdout().is_terminal().then(terminal_columns),
    };
    let mut teller = Teller { args, screen, stop: Arc::clone(&stop), is_heard: true };
    let summary = watch.run(args.judging.builder()?, &stop, |event| teller.tell(&event))?;
    if !teller.is_heard {
        return Ok(if args.out.is_some() { Exit::Interrupted } else { Exit::Passed });
    }
    let end = match args.format {
        WatchFormat::Human => screen.counts(&summary),
        WatchFormat::Jsonl => write_end(&summary).unwrap_or_default(),
    };
    teller.write(&end);
    Ok(Exit::Interrupted)
}

/// Columns of the terminal; those of an old one if it does not say.
fn terminal_columns() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0))
}

/// Tells what happens: verdicts on stdout, the rest on stderr.
struct Teller<'a> {
    args: &'a args::Watch,
    screen: Screen,
    stop: Arc<AtomicBool>,
    /// Whether somebody still reads stdout.
    is_heard: bool,
}

impl Teller<'_> {
    fn tell(&mut self, event: &Event<'_>) {
        if let Some(message) = about(event) {
            say(&message);
        }
        if self.args.format == WatchFormat::Jsonl {
            return self.write(&write_event(event).unwrap_or_default());
        }
        if let Event::Judged(photo) = event {
            if self.screen.columns.is_some() {
                // The window may have been resized.
                self.screen.columns = Some(terminal_columns());
            }
            self.write(&self.screen.verdict(&photo.record));
            if self.args.bell {
                ring(photo.record.verdict);
            }
        }
    }

    fn write(&mut self, text: &str) {
        if !self.is_heard {
            return;
        }
        let mut out = AutoStream::new(io::stdout().lock(), ColorChoice::Always);
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        self.is_heard = written.is_ok();
        if !self.is_heard && self.args.out.is_none() {
            // Nobody would learn of what follows.
            self.stop.store(true, Ordering::SeqCst);
        }
    }
}

/// Rings the bell of the terminal that stderr goes to.
fn ring(verdict: Verdict) {
    let strokes = if verdict == Verdict::Pass { 1 } else { ALARM };
    for stroke in 0..strokes {
        if stroke > 0 {
            thread::sleep(BETWEEN_STROKES);
        }
        // A bell that nobody hears is no reason to stop.
        let _ = io::stderr().write_all(b"\x07");
    }
}
