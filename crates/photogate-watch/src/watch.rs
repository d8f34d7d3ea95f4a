//! What is asked for, and what the caller is told.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use photogate::{CheckerBuilder, Failure};
use photogate_batch::identity::resolve;
use photogate_batch::journal::{Begun, Status};
use photogate_batch::{BatchError, JournalError, Judge, PhotoEntry, Shard, Summary, TreePath};

use crate::recorder::Recorder;
use crate::session::Session;
use crate::source::Noticing;

/// A folder to be watched. Its sub-folders are watched too; names that begin with a dot and files without a picture's
/// ending are passed over, as [`photogate_batch::walk`] does.
#[derive(Debug, Clone)]
pub struct Watch {
    pub(crate) root: PathBuf,
    pub(crate) out: Option<PathBuf>,
    pub(crate) poll: Option<Duration>,
    pub(crate) takes_existing: bool,
}

/// What happens while a folder is watched.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The run folder has a journal already; this is how it was left.
    Resumed(&'a Status),
    /// From now on what arrives is judged. Told again when the folder is back.
    Watching(&'a Noticing),
    /// A finished photo was judged, or could not be.
    Judged(&'a PhotoEntry),
    /// This file has lacked its end for long without growing. It is judged when the rest has come.
    Waiting(&'a TreePath),
    /// This file or folder cannot be read for long, for that reason. It is tried again and again.
    Unreadable(&'a TreePath, &'a Failure),
    /// The folder is gone. It is watched again when it is back.
    FolderGone,
    /// The journal could not be written. What is missing in it is written with the next photo, if that is possible.
    Unwritten(&'a JournalError),
    /// The end has come; these files were never finished.
    Unfinished(&'a [TreePath]),
}

impl Watch {
    /// The photos that arrive in the folder `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), out: None, poll: None, takes_existing: false }
    }

    /// A run folder whose journal keeps the results. Default: none.
    #[must_use]
    pub fn out(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out = Some(folder.into());
        self
    }

    /// Searches the folder after each `interval`, and asks the system for no notifications. Default: the system is
    /// asked, but for shares in the network.
    #[must_use]
    pub fn poll(mut self, interval: Duration) -> Self {
        self.poll = Some(interval);
        self
    }

    /// Whether photos that are there already are judged, but for those that the journal knows. Default: no.
    #[must_use]
    pub fn existing(mut self, wanted: bool) -> Self {
        self.takes_existing = wanted;
        self
    }

    /// Judges what arrives until `stop` is set, and gives the counts. `listener` is told what happens, on this thread.
    ///
    /// # Errors
    /// [`BatchError`] if watching cannot begin, or if the journal is incomplete at the end.
    pub fn run(
        &self,
        builder: CheckerBuilder,
        stop: &AtomicBool,
        mut listener: impl FnMut(Event<'_>),
    ) -> Result<Summary, BatchError> {
        self.refuse_root_and_out()?;
        let (fingerprint, max_bytes) = (builder.fingerprint()?, builder.limits().max_file_bytes());
        let digest = fingerprint.digest();
        let begun = Begun::now(&self.root, fingerprint, Shard::WHOLE);
        let checker = builder.build()?;
        let opened = self.out.as_deref().map(|out| Recorder::open(out, begun)).transpose()?;
        let (recorder, earlier) =
            opened.map_or((None, None), |(recorder, earlier)| (Some(recorder), earlier));
        if let Some(earlier) = &earlier {
            listener(Event::Resumed(earlier.status()));
        }
        let has_thumbnails = recorder.is_some();
        let judge = Judge { checker: &checker, fingerprint: &digest, max_bytes, has_thumbnails };
        Session::new(self, judge, recorder, &mut listener).run(earlier.as_ref(), stop)
    }

    fn refuse_root_and_out(&self) -> Result<(), BatchError> {
        let unreadable = |reason| BatchError::Root { path: self.root.clone(), reason };
        if !fs::metadata(&self.root).map_err(unreadable)?.is_dir() {
            return Err(unreadable(io::ErrorKind::NotADirectory.into()));
        }
        match &self.out {
            Some(out) if resolve(out).starts_with(resolve(&self.root)) => {
                Err(BatchError::OutInTree { out: out.clone(), root: self.root.clone() })
            }
            _ => Ok(()),
        }
    }
}
