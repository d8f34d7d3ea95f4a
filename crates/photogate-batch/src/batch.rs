//! One run over a tree: what is new or changed is judged, everything is in the journal.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use photogate::{CheckerBuilder, Verdict};

use crate::error::BatchError;
use crate::identity::resolve;
use crate::journal::{Begun, End, Ended, Entry, JournalWriter, Moment, PhotoEntry, Status};
use crate::judge::{Judge, Judged};
use crate::plan::{Due, Plan, Trust};
use crate::run;
use crate::shard::Shard;
use crate::summary::Summary;
use crate::tree_path::TreePath;
use crate::walk;

/// A tree of photos and the run folder that keeps what is known about them.
///
/// A photo is read, decoded, judged and measured by one thread from start to end, and its result goes through a short
/// queue to the journal: so many photos are in memory as threads, however large the tree.
///
/// ```no_run
/// use std::sync::atomic::AtomicBool;
///
/// use photogate::Checker;
/// use photogate_batch::{Batch, Event};
///
/// # fn main() -> Result<(), photogate_batch::BatchError> {
/// let stop = AtomicBool::new(false); // set it from anywhere to end the run in an orderly way
/// let outcome = Batch::new("photos", "run").run(Checker::builder(), &stop, |event| {
///     if let Event::Judged(photo) = event {
///         println!("{}: {:?}", photo.path, photo.record.verdict);
///     }
/// })?;
/// println!("{} failed, {} were known already", outcome.summary.failed, outcome.kept);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Batch {
    root: PathBuf,
    out: PathBuf,
    shard: Shard,
    trust: Trust,
    jobs: usize,
    has_thumbnails: bool,
}

/// What happens during a run.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The run folder has a journal already; this is how it was left.
    Resumed(&'a Status),
    /// The tree was searched and compared with the journal.
    Planned {
        /// Photos to judge, or at least to read.
        due: usize,
        /// Photos that are known already.
        kept: usize,
        /// Photos that are no longer there.
        gone: usize,
    },
    /// This photo was judged, or could not be; its entry is on the disk.
    Judged(&'a PhotoEntry),
    /// What is known about this photo holds.
    Kept {
        /// The photo.
        path: &'a TreePath,
        /// What was said about it.
        verdict: Verdict,
        /// Whether it was among those to read: its date had changed, its bytes had not.
        was_read: bool,
    },
    /// This photo is no longer in the tree.
    Gone(&'a TreePath),
}

/// How a run went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The verdicts on all photos of the tree (of the share), known or new.
    pub summary: Summary,
    /// Photos in the tree (in the share).
    pub photos: usize,
    /// Photos that were judged, or could not be.
    pub judged: usize,
    /// Photos about which what was known holds.
    pub kept: usize,
    /// Whether it went to the end; if not, the next run goes on.
    pub end: End,
}

impl Batch {
    /// The photos in the folder `root`, and the run folder `out`.
    pub fn new(root: impl Into<PathBuf>, out: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            out: out.into(),
            shard: Shard::WHOLE,
            trust: Trust::default(),
            jobs: 0,
            has_thumbnails: true,
        }
    }

    /// The share of the tree that is judged. Default: all of it.
    #[must_use]
    pub fn shard(mut self, shard: Shard) -> Self {
        self.shard = shard;
        self
    }

    /// How far the journal is believed. Default: [`Trust::Date`].
    #[must_use]
    pub fn trust(mut self, trust: Trust) -> Self {
        self.trust = trust;
        self
    }

    /// Photos judged at a time. Default: 0, one a core.
    #[must_use]
    pub fn jobs(mut self, jobs: usize) -> Self {
        self.jobs = jobs;
        self
    }

    /// Whether small pictures are kept for reports. Default: yes.
    #[must_use]
    pub fn thumbnails(mut self, wanted: bool) -> Self {
        self.has_thumbnails = wanted;
        self
    }

    /// Judges what is new or changed, with the checker that `builder` builds; it is not loaded if there is nothing
    /// to do. `stop` ends the run after the photos that are begun. `listener` is told what happens, on this thread.
    ///
    /// # Errors
    /// [`BatchError`]; what is in the journal by then stays there, and the next run goes on.
    pub fn run(
        &self,
        builder: CheckerBuilder,
        stop: &AtomicBool,
        mut listener: impl FnMut(Event<'_>),
    ) -> Result<Outcome, BatchError> {
        self.refuse_out_in_tree()?;
        let fingerprint = builder.fingerprint()?;
        let digest = fingerprint.digest();
        let begun = Begun::now(&self.root, fingerprint, self.shard);
        let (mut writer, earlier) = JournalWriter::open(&self.out, begun)?;
        if let Some(earlier) = &earlier {
            listener(Event::Resumed(earlier.status()));
        }

        let found = walk::find(std::slice::from_ref(&self.root));
        let plan = Plan::new(found, self.shard, earlier.as_ref(), &digest, self.trust);
        // Memory of the earlier journal is needed no longer.
        drop(earlier);
        let (due, kept, gone) = (plan.due.len(), plan.kept.len(), plan.gone.len());
        listener(Event::Planned { due, kept, gone });
        let mut outcome = Outcome {
            summary: Summary::default(),
            photos: due + kept,
            judged: 0,
            kept: 0,
            end: End::Complete,
        };
        for (path, verdict) in &plan.kept {
            outcome.keep(*verdict);
            listener(Event::Kept { path, verdict: *verdict, was_read: false });
        }
        self.judge(builder, &digest, &plan.due, stop, &mut writer, |due, entry| {
            outcome.take(due, entry, &mut listener);
        })?;

        if stop.load(Ordering::SeqCst) {
            outcome.end = End::Interrupted;
        } else {
            let entries: Vec<_> = plan.gone.iter().map(|path| Entry::Gone { path: path.clone() }).collect();
            writer.append(&entries)?;
            plan.gone.iter().for_each(|path| listener(Event::Gone(path)));
        }
        writer.end(Ended { at: Moment::now(), how: outcome.end })?;
        Ok(outcome)
    }

    /// Judges `due`, writes the entries, and gives each to `take` when it is on the disk.
    fn judge(
        &self,
        builder: CheckerBuilder,
        fingerprint: &str,
        due: &[Due],
        stop: &AtomicBool,
        writer: &mut JournalWriter,
        mut take: impl FnMut(&Due, &Entry),
    ) -> Result<(), BatchError> {
        if due.is_empty() {
            return Ok(());
        }
        let max_bytes = builder.limits().max_file_bytes();
        let checker = builder.build()?;
        let judge = Judge { checker: &checker, fingerprint, max_bytes, has_thumbnails: self.has_thumbnails };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.jobs).build()?;
        let write = |done: Vec<(usize, Judged)>| {
            let mut entries = Vec::with_capacity(done.len());
            let mut places = Vec::with_capacity(done.len());
            for (place, Judged { mut entry, thumbnail }) in done {
                if let (Entry::Photo(photo), Some(picture)) = (&mut entry, &thumbnail) {
                    writer.add_thumbnail(photo, picture)?;
                }
                entries.push(entry);
                places.push(place);
            }
            writer.append(&entries)?;
            places.iter().zip(&entries).for_each(|(place, entry)| take(&due[*place], entry));
            Ok(())
        };
        run::as_done(&pool, due, stop, |due| judge.judge(due), write)
    }

    fn refuse_out_in_tree(&self) -> Result<(), BatchError> {
        let unreadable = |reason| BatchError::Root { path: self.root.clone(), reason };
        if !fs::metadata(&self.root).map_err(unreadable)?.is_dir() {
            return Err(unreadable(io::ErrorKind::NotADirectory.into()));
        }
        if resolve(&self.out).starts_with(resolve(&self.root)) {
            return Err(BatchError::OutInTree { out: self.out.clone(), root: self.root.clone() });
        }
        Ok(())
    }
}

impl Outcome {
    fn keep(&mut self, verdict: Verdict) {
        self.kept += 1;
        self.summary.add(verdict);
    }

    /// Takes in what became of `due`.
    fn take(&mut self, due: &Due, entry: &Entry, listener: &mut impl FnMut(Event<'_>)) {
        match entry {
            Entry::Photo(photo) => {
                self.judged += 1;
                self.summary.add(photo.record.verdict);
                listener(Event::Judged(photo));
            }
            _ => {
                if let Some((_, verdict)) = due.unless {
                    self.keep(verdict);
                    listener(Event::Kept { path: &due.path, verdict, was_read: true });
                }
            }
        }
    }
}
