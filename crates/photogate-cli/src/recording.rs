//! What was found → records, written in order while a bar shows how far the run is.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use photogate::{Message, Record};
use photogate_batch::walk::{self, Found, Item};
use photogate_batch::{Summary, run};
use rayon::ThreadPool;

use crate::exit::Exit;
use crate::language;
use crate::messages::say;
use crate::output::Output;
use crate::problem::{of_message, say_error};
use crate::progress::Progress;
use crate::render::{Look, Renderer, text};

/// A run over what was found.
pub struct Recording<'a> {
    /// The items, and the folders in which there are none.
    pub found: &'a Found,
    /// Does the work on the items.
    pub pool: &'a ThreadPool,
    /// Ends the run after the items that are begun.
    pub stop: &'a AtomicBool,
    /// Shows how far the run is.
    pub progress: &'a Progress,
}

impl Recording<'_> {
    /// Does `work` on each item and writes what `record` makes of the result, as soon as it is its turn; gives the counts.
    ///
    /// # Errors
    /// If the results cannot be written.
    pub fn write<T: Send>(
        &self,
        mut output: Output,
        renderer: &mut dyn Renderer,
        work: impl Fn(&Item) -> T + Sync,
        mut record: impl FnMut(T) -> Record,
    ) -> anyhow::Result<Summary> {
        let mut summary = Summary::default();
        let write_all = || -> io::Result<()> {
            renderer.begin(&mut output)?;
            run::in_order(self.pool, &self.found.items, self.stop, work, |result| {
                let record = record(result);
                summary.add(record.verdict);
                self.progress.aside(|| {
                    renderer.record(&mut output, &record)?;
                    output.flush()
                })?;
                self.progress.advance(&summary);
                Ok::<_, io::Error>(())
            })?;
            self.progress.finish();
            renderer.end(&mut output, &summary)?;
            output.flush()
        };
        let written = write_all();
        self.progress.finish();
        match written {
            // The reader, `head` for instance, has seen enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe && output.is_stream() => {}
            Err(error) => return Err(output.explain(error)),
            Ok(()) => output.finish()?,
        }
        Ok(summary)
    }

    /// How the run ends, and what else is to be said: which folders were empty, and by `interrupted`, which gets the
    /// number of records and of items, that it was stopped.
    pub fn end(&self, summary: &Summary, interrupted: impl FnOnce(usize, usize) -> Message) -> Exit {
        let mut exit = Exit::of(summary);
        for folder in &self.found.empty {
            say_error(&of_message(walk::no_photo_in(folder)));
            exit = exit.max(Exit::Error);
        }
        if self.stop.load(Ordering::SeqCst) {
            say(&interrupted(summary.total(), self.found.items.len()));
            exit = exit.max(Exit::Interrupted);
        }
        exit
    }
}

/// What a format for people looks like on `output`, with names at most `columns` wide.
pub fn look(output: &Output, found: &Found, columns: Option<usize>) -> Look {
    let widest = found.items.iter().map(|item| text::width(&text::harmless(&item.name()))).max().unwrap_or(0);
    Look {
        language: language::spoken(),
        has_colour: output.has_colour(),
        name_width: columns.map_or(widest, |columns| widest.min(columns)),
    }
}
