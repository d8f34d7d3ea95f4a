//! Where notices come from.

use std::path::Path;
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::file_system;
use crate::notice::{Notice, notices};

/// Between two searches where the system reports what happens: they find what it misses.
const SAFETY_NET: Duration = Duration::from_secs(5);

/// Between two searches where it does not.
const POLL: Duration = Duration::from_secs(1);

/// How long a file must keep its size and date to count as finished, though nobody has closed it. Linux reports when
/// a file is closed; elsewhere this is how all files are found, so it is shorter.
const REST: Duration = Duration::from_millis(if cfg!(target_os = "linux") { 2000 } else { 500 });

/// How changes are noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Noticing {
    /// The system reports them.
    Reported,
    /// The folder is searched from time to time.
    Polled {
        /// Between two searches.
        interval: Duration,
        /// Why, if nobody asked for it: the name of the file system, or what the system said.
        because: Option<String>,
    },
}

impl Noticing {
    /// Between two searches of the folder.
    #[must_use]
    pub fn interval(&self) -> Duration {
        match self {
            Self::Reported => SAFETY_NET,
            Self::Polled { interval, .. } => *interval,
        }
    }

    /// How long a file must keep its size and date to count as finished.
    #[must_use]
    pub fn rest(&self) -> Duration {
        match self {
            Self::Reported => REST,
            // Two searches must have met it as it is.
            Self::Polled { interval, .. } => *interval,
        }
    }
}

/// The system's notifications about a folder, as long as this lives; none if it is polled.
pub struct Source {
    pub noticing: Noticing,
    _watcher: Option<RecommendedWatcher>,
}

impl Source {
    /// Sends what happens below `folder` to `sender`. `poll` asks for polling.
    pub fn open(folder: &Path, poll: Option<Duration>, sender: &Sender<Notice>) -> Self {
        let polled =
            |interval, because| Self { noticing: Noticing::Polled { interval, because }, _watcher: None };
        if let Some(interval) = poll {
            return polled(interval, None);
        }
        if let Some(name) = file_system::silent(folder) {
            return polled(POLL, Some(name.to_owned()));
        }
        match watcher(folder, sender.clone()) {
            Ok(watcher) => Self { noticing: Noticing::Reported, _watcher: Some(watcher) },
            // Too many folders for the system's limit, for instance.
            Err(error) => polled(POLL, Some(error.to_string())),
        }
    }
}

fn watcher(folder: &Path, sender: Sender<Notice>) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event| {
        // Nobody listens any more when the program ends.
        for notice in notices(event) {
            drop(sender.send(notice));
        }
    })?;
    watcher.watch(folder, RecursiveMode::Recursive)?;
    Ok(watcher)
}
