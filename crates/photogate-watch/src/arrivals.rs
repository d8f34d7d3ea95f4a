//! Which of the files that were seen are finished: a state machine that knows neither a clock nor a disk.
//!
//! A file is looked at when its writer has closed it, when it was renamed into place, or when it has rested, that is,
//! kept its size and date for a while. Whoever looks says what came of it: judged, or not finished after all. In both
//! cases it is left alone until it changes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use photogate_batch::journal::{ContentHash, Stamp};

/// Files and how far they have come. Moments are counted from any start, the same for all calls.
#[derive(Debug)]
pub struct Arrivals {
    /// How long a file must keep its size and date to be looked at.
    rest: Duration,
    /// How long an unfinished file may stay as it is before somebody is told.
    patience: Duration,
    files: HashMap<PathBuf, File>,
}

#[derive(Debug)]
struct File {
    stamp: Stamp,
    changed_at: Duration,
    /// When to look at it; `None` if there is no reason to.
    look_at: Option<Duration>,
    /// Whether what it is now has been dealt with.
    is_settled: bool,
    /// Whether somebody was told that it is unfinished.
    is_told: bool,
    /// What was judged last; it stays known while a new version arrives.
    judged: Option<ContentHash>,
}

impl Arrivals {
    /// No files yet.
    #[must_use]
    pub fn new(rest: Duration, patience: Duration) -> Self {
        Self { rest, patience, files: HashMap::new() }
    }

    /// Changes how long a file must keep its size and date, for files that are seen from now on.
    pub fn set_rest(&mut self, rest: Duration) {
        self.rest = rest;
    }

    /// Takes a file as dealt with: it was there before, or is known from elsewhere.
    pub fn skip(&mut self, path: PathBuf, stamp: Stamp, now: Duration) {
        let file = self.entry(path, stamp, now);
        (file.look_at, file.is_settled) = (None, true);
    }

    /// A file has this size and date. Says whether that is new.
    pub fn seen(&mut self, path: PathBuf, stamp: Stamp, now: Duration) -> bool {
        let look_at = now + self.rest;
        let is_known = self.files.get(&path).is_some_and(|file| file.stamp == stamp);
        if !is_known {
            let file = self.entry(path, stamp, now);
            (file.stamp, file.changed_at, file.look_at, file.is_settled) = (stamp, now, Some(look_at), false);
        }
        !is_known
    }

    /// A file was closed by its writer or renamed into place, and has this size and date.
    pub fn closed(&mut self, path: PathBuf, stamp: Stamp, now: Duration) {
        self.seen(path.clone(), stamp, now);
        let file = self.entry(path, stamp, now);
        if !file.is_settled {
            file.look_at = Some(now);
        }
    }

    /// A file is not there. One that was dealt with stays known, in case a share comes back; others are forgotten.
    pub fn vanished(&mut self, path: &Path) {
        if self.files.get(path).is_some_and(|file| !file.is_settled) {
            self.files.remove(path);
        }
    }

    /// The files to look at now, the first to arrive first. Each is given once; what came of it is told by
    /// [`Arrivals::settle`], [`Arrivals::wait`] or [`Arrivals::postpone`].
    pub fn due(&mut self, now: Duration) -> Vec<PathBuf> {
        let is_due = |file: &File| file.look_at.is_some_and(|at| at <= now);
        let mut due: Vec<_> = self.files.iter_mut().filter(|(_, file)| is_due(file)).collect();
        due.sort_by(|(path, file), (other_path, other)| {
            (file.changed_at, path).cmp(&(other.changed_at, other_path))
        });
        due.into_iter()
            .map(|(path, file)| {
                file.look_at = None;
                path.clone()
            })
            .collect()
    }

    /// A file that was due is finished and holds `content`, `None` if nobody knows what. Says whether that is anything
    /// new to judge.
    pub fn settle(&mut self, path: &Path, stamp: Stamp, content: Option<ContentHash>, now: Duration) -> bool {
        let file = self.entry(path.to_path_buf(), stamp, now);
        (file.stamp, file.look_at, file.is_settled, file.is_told) = (stamp, None, true, false);
        std::mem::replace(&mut file.judged, content) != content || content.is_none()
    }

    /// A file that was due lacks its end: it waits until it changes.
    pub fn wait(&mut self, path: &Path) {
        if let Some(file) = self.files.get_mut(path) {
            (file.look_at, file.is_settled) = (None, false);
        }
    }

    /// A file that was due could not be read just now: it is looked at again after a rest.
    pub fn postpone(&mut self, path: &Path, now: Duration) {
        let look_at = now + self.rest;
        if let Some(file) = self.files.get_mut(path) {
            (file.look_at, file.is_settled) = (Some(look_at), false);
        }
    }

    /// The files that have stayed unfinished for so long that somebody should be told; each once.
    pub fn overdue(&mut self, now: Duration) -> Vec<PathBuf> {
        let patience = self.patience;
        let is_overdue = |file: &File| {
            !file.is_settled && !file.is_told && now.saturating_sub(file.changed_at) >= patience
        };
        let mut overdue: Vec<_> = self
            .files
            .iter_mut()
            .filter(|(_, file)| is_overdue(file))
            .map(|(path, file)| {
                file.is_told = true;
                path.clone()
            })
            .collect();
        overdue.sort();
        overdue
    }

    /// The files that are not finished, in order.
    #[must_use]
    pub fn unfinished(&self) -> Vec<&Path> {
        let files = self.files.iter().filter(|(_, file)| !file.is_settled);
        let mut unfinished: Vec<_> = files.map(|(path, _)| path.as_path()).collect();
        unfinished.sort();
        unfinished
    }

    /// When a file will be due if nothing happens; `None` if none will.
    #[must_use]
    pub fn next(&self) -> Option<Duration> {
        self.files.values().filter_map(|file| file.look_at).min()
    }

    fn entry(&mut self, path: PathBuf, stamp: Stamp, now: Duration) -> &mut File {
        self.files.entry(path).or_insert(File {
            stamp,
            changed_at: now,
            look_at: None,
            is_settled: false,
            is_told: false,
            judged: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: Duration = Duration::from_secs(2);

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    /// A file of `size` bytes, written at a moment of its own.
    fn stamp(size: u64) -> Stamp {
        Stamp { size, modified_ns: size as i64 }
    }

    #[expect(clippy::unnecessary_wraps, reason = "what is asked for is the hash of a file that may be gone")]
    fn hash(byte: u8) -> Option<ContentHash> {
        Some(ContentHash([byte; 32]))
    }

    fn arrivals() -> Arrivals {
        Arrivals::new(REST, at(10))
    }

    fn path() -> PathBuf {
        "a.jpg".into()
    }

    #[test]
    fn a_file_that_is_closed_is_due_at_once_and_once() {
        let mut arrivals = arrivals();
        arrivals.seen(path(), stamp(1), at(0));
        assert!(arrivals.due(at(0)).is_empty());
        arrivals.closed(path(), stamp(2), at(0));
        assert_eq!(arrivals.due(at(0)), [path()]);
        assert!(arrivals.due(at(60)).is_empty());
    }

    #[test]
    fn a_file_that_nobody_closes_is_due_when_it_has_rested() {
        let mut arrivals = arrivals();
        for second in 0..5 {
            arrivals.seen(path(), stamp(second), at(second));
            assert!(arrivals.due(at(second)).is_empty(), "it grows");
        }
        arrivals.seen(path(), stamp(4), at(5));
        assert_eq!(arrivals.next(), Some(at(6)), "seeing it unchanged does not begin the rest anew");
        assert!(arrivals.due(at(5)).is_empty());
        assert_eq!(arrivals.due(at(6)), [path()]);
    }

    #[test]
    fn an_unfinished_file_waits_for_a_change_and_is_told_of_once() {
        let mut arrivals = arrivals();
        arrivals.closed(path(), stamp(1), at(0));
        assert_eq!(arrivals.due(at(0)), [path()]);
        arrivals.wait(&path());
        assert!(arrivals.overdue(at(9)).is_empty());
        assert_eq!(arrivals.overdue(at(10)), [path()]);
        assert!(arrivals.overdue(at(100)).is_empty() && arrivals.due(at(100)).is_empty());
        assert_eq!(arrivals.unfinished(), [path()]);

        arrivals.closed(path(), stamp(2), at(101));
        assert_eq!(arrivals.due(at(101)), [path()]);
        assert!(arrivals.settle(&path(), stamp(2), hash(1), at(101)));
        assert!(arrivals.unfinished().is_empty() && arrivals.overdue(at(999)).is_empty());
    }

    #[test]
    fn a_slow_copy_that_goes_on_is_not_told_of() {
        let mut arrivals = arrivals();
        for second in 0..60 {
            arrivals.seen(path(), stamp(second), at(second));
            assert!(arrivals.overdue(at(second)).is_empty());
        }
    }

    #[test]
    fn what_was_judged_is_judged_again_only_with_other_bytes() {
        let mut arrivals = arrivals();
        arrivals.closed(path(), stamp(1), at(0));
        arrivals.due(at(0));
        assert!(arrivals.settle(&path(), stamp(1), hash(1), at(0)));
        // The same event once more, and a search that meets the file.
        arrivals.closed(path(), stamp(1), at(1));
        arrivals.seen(path(), stamp(1), at(2));
        assert!(arrivals.due(at(60)).is_empty());
        // Truncated, written again, once with other bytes and once with the same.
        for (size, content, is_new) in [(3, hash(2), true), (4, hash(2), false)] {
            arrivals.seen(path(), stamp(0), at(60 + size));
            arrivals.closed(path(), stamp(size), at(60 + size));
            assert_eq!(arrivals.due(at(60 + size)), [path()]);
            assert_eq!(arrivals.settle(&path(), stamp(size), content, at(60 + size)), is_new);
        }
    }

    #[test]
    fn what_was_there_before_is_skipped_until_it_changes() {
        let mut arrivals = arrivals();
        arrivals.skip(path(), stamp(1), at(0));
        arrivals.closed(path(), stamp(1), at(1));
        assert!(arrivals.due(at(60)).is_empty() && arrivals.unfinished().is_empty());
        arrivals.closed(path(), stamp(2), at(61));
        assert_eq!(arrivals.due(at(61)), [path()]);
    }

    #[test]
    fn a_file_that_was_being_written_and_is_gone_is_forgotten_and_a_judged_one_is_not() {
        let mut arrivals = arrivals();
        arrivals.seen("copying.jpg".into(), stamp(1), at(0));
        arrivals.closed(path(), stamp(1), at(0));
        arrivals.due(at(0));
        arrivals.settle(&path(), stamp(1), hash(1), at(0));
        arrivals.vanished(Path::new("copying.jpg"));
        arrivals.vanished(&path());
        assert!(arrivals.unfinished().is_empty() && arrivals.due(at(60)).is_empty());
        assert!(!arrivals.seen(path(), stamp(1), at(61)), "the share is back");
        assert!(arrivals.seen("copying.jpg".into(), stamp(1), at(61)));
    }

    #[test]
    fn a_file_that_cannot_be_read_just_now_is_looked_at_again() {
        let mut arrivals = arrivals();
        arrivals.closed(path(), stamp(1), at(0));
        arrivals.due(at(0));
        arrivals.postpone(&path(), at(0));
        assert_eq!(arrivals.due(at(2)), [path()]);
        assert_eq!(arrivals.overdue(at(10)), [path()]);
    }

    #[test]
    fn the_first_to_arrive_is_the_first_to_be_judged() {
        let mut arrivals = arrivals();
        for (second, name) in ["b.jpg", "c.jpg", "a.jpg"].into_iter().enumerate() {
            arrivals.closed(name.into(), stamp(1), at(second as u64));
        }
        assert_eq!(arrivals.due(at(9)), ["b.jpg", "c.jpg", "a.jpg"].map(PathBuf::from));
    }
}
