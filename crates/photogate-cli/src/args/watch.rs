//! What may be typed for a folder in which photos arrive.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::Judging;

/// What `watch` is given.
#[derive(Debug, Args)]
pub struct Watch {
    /// Folder in which photos arrive, with its sub-folders
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,

    /// Keep the results in the folder RUN, as `batch` does; outside of DIR
    #[arg(long, value_name = "RUN")]
    pub out: Option<PathBuf>,

    /// Judge the photos that are in DIR already, but for those that RUN knows
    #[arg(long)]
    pub existing: bool,

    /// Search DIR every SECONDS instead of relying on the system's notifications
    ///
    /// Search DIR every SECONDS instead of relying on the system's notifications, which miss what other computers do
    /// on a share. Shares in the network are told by their file system and searched every second without this option.
    #[arg(long, value_name = "SECONDS", value_parser = interval)]
    pub poll: Option<Duration>,

    /// Ring the terminal's bell with each verdict: once for a pass, three times else
    #[arg(long)]
    pub bell: bool,

    /// How the verdicts are written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = WatchFormat::Human)]
    pub format: WatchFormat,

    /// How photos are judged.
    #[command(flatten)]
    pub judging: Judging,
}

/// How the verdicts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WatchFormat {
    /// Large and coloured on a terminal, as plain lines elsewhere, with the reasons
    Human,
    /// One JSON object on a line of its own for each thing that happens, as it happens
    Jsonl,
}

/// Longest and shortest time between two searches, in seconds.
const INTERVALS: std::ops::RangeInclusive<f64> = 0.1..=3600.0;

fn interval(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| INTERVALS.contains(seconds));
    let (shortest, longest) = (INTERVALS.start(), INTERVALS.end());
    seconds
        .map(Duration::from_secs_f64)
        .ok_or_else(|| format!("give a number of seconds from {shortest} to {longest}"))
}

/// Shown below the options of `watch`.
pub const WATCH_AFTER_HELP: &str = "\
Exit status:
  130  ended by Ctrl-C, the usual way; the photo being judged is finished first
  2    watching could not begin, or RUN is incomplete
  0    whoever read stdout went away, and there is no RUN to be kept

Examples:
  photogate watch captures/ --out run/ --lang zh --bell
  photogate watch /mnt/captures --poll 0.5
  photogate watch captures/ --format jsonl | jq -r 'select(.event == \"judged\") | .record.verdict'
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_sensible_numbers() {
        assert_eq!(interval("0.5"), Ok(Duration::from_millis(500)));
        for text in ["0", "-1", "nan", "inf", "1e9", "soon"] {
            assert!(interval(text).is_err(), "{text}");
        }
    }
}
