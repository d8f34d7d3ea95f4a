//! The loop: notices in, verdicts out.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use photogate::Failure;
use photogate::photo::Ending;
use photogate_batch::identity::resolve;
use photogate_batch::journal::{ContentHash, Moment, Stamp};
use photogate_batch::read::{Contents, read};
use photogate_batch::walk;
use photogate_batch::{BatchError, Journal, Judge, PhotoEntry, Summary, TreePath};

use crate::arrivals::Arrivals;
use crate::notice::Notice;
use crate::recorder::Recorder;
use crate::source::Source;
use crate::watch::{Event, Watch};

/// How long an unfinished file may stay as it is before somebody is told: the pause of a slow radio link is shorter.
const PATIENCE: Duration = Duration::from_secs(5);

/// Most time between two looks at whether to stop.
const TICK: Duration = Duration::from_millis(100);

/// Between two looks for a folder that is gone.
const RETURN: Duration = Duration::from_secs(1);

/// One time of watching.
pub struct Session<'a> {
    watch: &'a Watch,
    /// The folder, absolute and without links, as notices name it.
    root: PathBuf,
    judge: Judge<'a>,
    recorder: Option<Recorder>,
    listener: &'a mut dyn FnMut(Event<'_>),
    arrivals: Arrivals,
    summary: Summary,
    started: Instant,
    search_at: Duration,
    sender: Sender<Notice>,
    notices: Receiver<Notice>,
    /// `None` while the folder is gone.
    source: Option<Source>,
    /// Which folder the source is about: another one may come back under the same name.
    identity: Option<Identity>,
    /// Why files could not be read when they were last looked at.
    failures: HashMap<PathBuf, Failure>,
    /// Folders of which it was told that they cannot be read.
    told: HashSet<PathBuf>,
}

impl<'a> Session<'a> {
    pub fn new(
        watch: &'a Watch,
        judge: Judge<'a>,
        recorder: Option<Recorder>,
        listener: &'a mut dyn FnMut(Event<'_>),
    ) -> Self {
        let (sender, notices) = mpsc::channel();
        let root = resolve(&watch.root);
        let source = Source::open(&root, watch.poll, &sender);
        let arrivals = Arrivals::new(source.noticing.rest(), PATIENCE);
        Self {
            watch,
            identity: identity(&root),
            root,
            judge,
            recorder,
            listener,
            arrivals,
            summary: Summary::default(),
            started: Instant::now(),
            search_at: Duration::ZERO,
            sender,
            notices,
            source: Some(source),
            failures: HashMap::new(),
            told: HashSet::new(),
        }
    }

    /// Watches until `stop` is set. `earlier` is what the journal knows.
    pub fn run(mut self, earlier: Option<&Journal>, stop: &AtomicBool) -> Result<Summary, BatchError> {
        self.begin(earlier);
        while !stop.load(Ordering::SeqCst) {
            if self.search_at <= self.now() {
                self.search();
            }
            for path in self.arrivals.due(self.now()) {
                if !stop.load(Ordering::SeqCst) {
                    self.look(&path);
                }
            }
            self.tell_overdue();
            self.take_notices();
        }
        let unfinished: Vec<_> = self.arrivals.unfinished().into_iter().map(|path| self.name(path)).collect();
        if !unfinished.is_empty() {
            (self.listener)(Event::Unfinished(&unfinished));
        }
        self.recorder.map_or(Ok(()), Recorder::end)?;
        Ok(self.summary)
    }

    /// Time since the start.
    fn now(&self) -> Duration {
        self.started.elapsed()
    }

    /// Deals with what is there already.
    fn begin(&mut self, earlier: Option<&Journal>) {
        for item in walk::find(std::slice::from_ref(&self.root)).items {
            let Some(stamp) = stamp(&item.path) else { continue };
            let known = earlier.and_then(|journal| journal.known().get(&TreePath::new(&item.relative)));
            let is_known = known.is_some_and(|known| {
                known.is_lasting
                    && known.stamp == Some(stamp)
                    && stamp.is_settled(known.read_at)
                    && *known.fingerprint == *self.judge.fingerprint
            });
            let now = self.now();
            if self.watch.takes_existing && !is_known {
                self.arrivals.seen(item.path, stamp, now);
            } else {
                self.arrivals.skip(item.path, stamp, now);
            }
        }
        self.plan_search();
        self.tell_watching();
    }

    fn tell_watching(&mut self) {
        if let Some(source) = &self.source {
            (self.listener)(Event::Watching(&source.noticing));
        }
    }

    fn plan_search(&mut self) {
        let interval = self.source.as_ref().map_or(RETURN, |source| source.noticing.interval());
        self.search_at = self.now() + interval;
    }

    /// Looks whether the folder is there, and for files of which no notice came.
    fn search(&mut self) {
        self.follow_folder();
        if self.source.is_some() {
            for item in walk::find(std::slice::from_ref(&self.root)).items {
                let now = self.now();
                match (&item.failure, stamp(&item.path)) {
                    (None, Some(stamp)) => drop(self.arrivals.seen(item.path, stamp, now)),
                    (Some(failure), _)
                        if failure.kind != "not_found" && self.told.insert(item.path.clone()) =>
                    {
                        let name = self.name(&item.path);
                        (self.listener)(Event::Unreadable(&name, failure));
                    }
                    _ => {}
                }
            }
        }
        self.plan_search();
    }

    /// Notices that the folder is gone, back, or another one.
    fn follow_folder(&mut self) {
        let identity = identity(&self.root);
        if identity == self.identity && identity.is_some() == self.source.is_some() {
            return;
        }
        self.identity = identity;
        // Notices of the folder that was there are of no use.
        self.source = None;
        if self.identity.is_some() {
            let source = Source::open(&self.root, self.watch.poll, &self.sender);
            self.arrivals.set_rest(source.noticing.rest());
            self.source = Some(source);
            self.tell_watching();
        } else {
            (self.listener)(Event::FolderGone);
        }
    }

    /// Waits for notices, not longer than until there is something to do, and takes them in.
    fn take_notices(&mut self) {
        let now = self.now();
        let next = self.arrivals.next().map_or(self.search_at, |due| due.min(self.search_at));
        let wait = next.saturating_sub(now).min(TICK);
        let Ok(first) = self.notices.recv_timeout(wait) else { return };
        let more: Vec<_> = self.notices.try_iter().collect();
        std::iter::once(first).chain(more).for_each(|notice| self.take(notice));
    }

    fn take(&mut self, notice: Notice) {
        let (path, is_closed) = match notice {
            Notice::Search => return self.search_at = self.now(),
            Notice::Removed(path) if path == self.root => {
                // Its notifications end with it, even if another folder takes its place and its number at once.
                self.identity = None;
                return self.search_at = self.now();
            }
            Notice::Closed(path) => (path, true),
            Notice::Changed(path) | Notice::Removed(path) => (path, false),
        };
        let below = path.strip_prefix(&self.root).unwrap_or(Path::new(""));
        if below.as_os_str().is_empty() || path.is_dir() {
            // The folder itself, or a folder whose files no notice named.
            self.search_at = self.now();
        } else if walk::is_picture(&path) && !below.ancestors().any(walk::is_hidden) {
            let now = self.now();
            match stamp(&path) {
                None => self.arrivals.vanished(&path),
                Some(stamp) if is_closed => self.arrivals.closed(path, stamp, now),
                Some(stamp) => drop(self.arrivals.seen(path, stamp, now)),
            }
        }
    }

    /// Reads a file that may be finished, and judges it if it is.
    fn look(&mut self, path: &Path) {
        let now = self.now();
        let Some(stamp) = stamp(path) else { return self.arrivals.vanished(path) };
        if self.arrivals.seen(path.to_path_buf(), stamp, now) {
            return;
        }
        let read_at = Moment::now();
        self.failures.remove(path);
        match read(path, self.judge.max_bytes) {
            Ok(contents) => self.take_contents(path, read_at, contents),
            Err(failure) if failure.kind == "too_large" => {
                self.arrivals.settle(path, stamp, None, now);
                let (photo, _) = self.judge.entry(&self.name(path), read_at, Err(failure), None);
                self.tell_judged(photo, None);
            }
            // Still being written, or locked by its writer.
            Err(failure) => {
                self.arrivals.postpone(path, now);
                self.failures.insert(path.to_path_buf(), failure);
            }
        }
    }

    fn take_contents(&mut self, path: &Path, read_at: Moment, contents: Contents) {
        let now = self.now();
        let ending = Ending::of(&contents.bytes);
        let Some(stamp) = contents.stamp.filter(|_| ending != Ending::Missing) else {
            return self.arrivals.wait(path);
        };
        let content = ContentHash::of(&contents.bytes);
        if !self.arrivals.settle(path, stamp, Some(content), now) {
            return;
        }
        let (photo, picture) = self.judge.entry(&self.name(path), read_at, Ok(contents), Some(content));
        let is_cut = photo.record.error.as_ref().is_some_and(|error| error.kind == "truncated");
        if is_cut && ending == Ending::Unknown {
            return self.arrivals.wait(path);
        }
        self.tell_judged(photo, picture.as_deref());
    }

    fn tell_judged(&mut self, photo: PhotoEntry, picture: Option<&[u8]>) {
        self.summary.add(photo.record.verdict);
        // First the crew, then the disk.
        (self.listener)(Event::Judged(&photo));
        if let Some(recorder) = &mut self.recorder
            && let Err(error) = recorder.add(photo, picture)
        {
            (self.listener)(Event::Unwritten(&error));
        }
    }

    fn tell_overdue(&mut self) {
        for path in self.arrivals.overdue(self.now()) {
            if stamp(&path).is_none() {
                self.arrivals.vanished(&path);
                continue;
            }
            let name = self.name(&path);
            match self.failures.get(&path) {
                Some(failure) => (self.listener)(Event::Unreadable(&name, failure)),
                None => (self.listener)(Event::Waiting(&name)),
            }
        }
    }

    fn name(&self, path: &Path) -> TreePath {
        TreePath::new(path.strip_prefix(&self.root).unwrap_or(path))
    }
}

/// Size and date of the file at `path`; `None` if there is no file.
fn stamp(path: &Path) -> Option<Stamp> {
    fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|metadata| Stamp::of(&metadata))
}

/// What tells a folder from another of its name: device and number, where the system has them.
type Identity = (u64, u64);

/// That of the folder at `path`; `None` if there is none.
fn identity(path: &Path) -> Option<Identity> {
    fs::metadata(path).ok().filter(fs::Metadata::is_dir).map(|metadata| numbers(&metadata))
}

#[cfg(unix)]
fn numbers(metadata: &fs::Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn numbers(_: &fs::Metadata) -> Identity {
    (0, 0)
}
