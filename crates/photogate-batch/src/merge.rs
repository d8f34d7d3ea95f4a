//! Several run folders → one: the shares of a tree that several computers have judged.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use photogate::Message;

use crate::error::BatchError;
use crate::journal::{Begun, End, Ended, Entry, Journal, JournalError, JournalWriter, Known, Moment};
use crate::shard::Shard;
use crate::tree_path::TreePath;

/// So many entries are written at a time.
const ENTRIES_AT_A_TIME: usize = 64;

/// Why runs cannot be joined.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MergeError {
    /// No run was named.
    #[error("there is nothing to merge; name at least one run folder")]
    Nothing,
    /// The target has a journal already.
    #[error("{} has a journal already; name a new folder for --out", .0.display())]
    Exists(PathBuf),
    /// Two runs judged by different rules, models or versions.
    #[error(
        "{} and {} were judged by different rules, models or versions, so their verdicts do not belong in one table; \
         run `photogate batch` with the same ones for both", .0.display(), .1.display()
    )]
    Fingerprints(PathBuf, PathBuf),
}

impl MergeError {
    /// What was wrong and what to do, in both languages.
    #[must_use]
    pub fn message(&self) -> Message {
        let zh = match self {
            Self::Nothing => "没有可合并的内容。请至少给出一个运行文件夹。".to_owned(),
            Self::Exists(path) => format!("{} 中已有日志。请为 --out 指定新文件夹。", path.display()),
            Self::Fingerprints(one, other) => format!(
                "{} 与 {} 所用的规则、模型或版本不同，结论不能合并。请用相同的规则、模型和版本分别重新运行 `photogate batch`。",
                one.display(),
                other.display()
            ),
        };
        Message::new(self.to_string(), zh)
    }
}

/// What was joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Photos in the joined run.
    pub photos: usize,
    /// Photos about which two runs say something different, because the photo changed between them; what was judged
    /// last is taken.
    pub contradictions: Vec<TreePath>,
    /// Runs that are not complete, or whose journals are damaged.
    pub unfinished: Vec<PathBuf>,
    /// Shares of the tree that none of the runs is about.
    pub missing: Vec<Shard>,
    /// Small pictures that were damaged, and left out.
    pub lost_thumbnails: usize,
}

impl Merged {
    /// Whether the joined run covers the whole tree.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.unfinished.is_empty() && self.missing.is_empty()
    }
}

/// Joins the run folders `runs` into the new run folder `out`. They stay as they are.
///
/// # Errors
/// [`BatchError::Merge`] if they do not belong together, [`BatchError::Journal`] if one cannot be read or `out` cannot
/// be written.
pub fn merge(runs: &[PathBuf], out: &Path) -> Result<Merged, BatchError> {
    match Journal::open(out) {
        Err(JournalError::Missing(_)) => {}
        Err(error) => return Err(error.into()),
        Ok(_) => return Err(MergeError::Exists(out.to_path_buf()).into()),
    }
    let journals = runs.iter().map(Journal::open).collect::<Result<Vec<_>, _>>()?;
    let first = journals.first().ok_or(MergeError::Nothing)?;
    let fingerprint = &first.status().begun.fingerprint;
    for journal in &journals {
        if journal.status().begun.fingerprint != *fingerprint {
            let (one, other) = (first.folder().to_path_buf(), journal.folder().to_path_buf());
            return Err(MergeError::Fingerprints(one, other).into());
        }
    }

    let (latest, contradictions) = latest(&journals);
    let mut merged = Merged {
        photos: latest.len(),
        contradictions,
        unfinished: unfinished(&journals),
        missing: missing(journals.iter().map(|journal| journal.status().begun.shard)),
        lost_thumbnails: 0,
    };
    let root = first.status().begun.root.clone();
    let begun = Begun { at: Moment::now(), root, fingerprint: fingerprint.clone(), shard: Shard::WHOLE };
    let (mut writer, _) = JournalWriter::open(out, begun)?;
    let mut entries = Vec::with_capacity(ENTRIES_AT_A_TIME);
    for (path, (journal, known)) in latest {
        let Some(mut photo) = journal.photo(path)? else { continue };
        // A later look may have found the same bytes under another date.
        (photo.stamp, photo.read_at) = (known.stamp, known.read_at);
        match journal.thumbnail(&photo) {
            Ok(Some(picture)) => writer.add_thumbnail(&mut photo, &picture)?,
            Ok(None) => {}
            Err(_) => {
                photo.thumbnail = None;
                merged.lost_thumbnails += 1;
            }
        }
        entries.push(Entry::Photo(Box::new(photo)));
        if entries.len() == ENTRIES_AT_A_TIME {
            writer.append(&entries)?;
            entries.clear();
        }
    }
    writer.append(&entries)?;
    let how = if merged.is_complete() { End::Complete } else { End::Interrupted };
    writer.end(Ended { at: Moment::now(), how })?;
    Ok(merged)
}

type Latest<'a> = BTreeMap<&'a TreePath, (&'a Journal, &'a Known)>;

/// For each photo what was judged last, and the photos about which the journals disagree.
fn latest(journals: &[Journal]) -> (Latest<'_>, Vec<TreePath>) {
    let mut latest = Latest::new();
    let mut contradictions = Vec::new();
    for journal in journals {
        for (path, known) in journal.known() {
            let Some((_, other)) = latest.get(path) else {
                latest.insert(path, (journal, known));
                continue;
            };
            if (other.content, other.verdict) != (known.content, known.verdict) {
                contradictions.push(path.clone());
            }
            if known.read_at > other.read_at {
                latest.insert(path, (journal, known));
            }
        }
    }
    (latest, contradictions)
}

fn unfinished(journals: &[Journal]) -> Vec<PathBuf> {
    let is_finished = |journal: &&Journal| {
        let status = journal.status();
        let is_complete = status.ended.as_ref().is_some_and(|ended| ended.how == End::Complete);
        is_complete && !status.damage.is_any() && journal.outdated() == 0
    };
    let unfinished = journals.iter().filter(|journal| !is_finished(journal));
    unfinished.map(|journal| journal.folder().to_path_buf()).collect()
}

/// The shares that are needed to make a whole tree of `shards`, all of one count.
fn missing(shards: impl Iterator<Item = Shard>) -> Vec<Shard> {
    let present: Vec<_> = shards.collect();
    let fewest = present.iter().map(|first| {
        let all = (1..=first.count()).map(|index| first.sibling(index));
        all.filter(|shard| !present.contains(shard)).collect::<Vec<_>>()
    });
    fewest.min_by_key(Vec::len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_shares_are_named() {
        let missing = |shards: &[&str]| {
            let shards = shards.iter().map(|shard| shard.parse::<Shard>().expect("a shard"));
            super::missing(shards).iter().map(Shard::to_string).collect::<Vec<_>>()
        };
        assert_eq!(missing(&["1/1"]), [""; 0]);
        assert_eq!(missing(&["2/3", "1/3", "3/3"]), [""; 0]);
        assert_eq!(missing(&["2/3", "2/3"]), ["1/3", "3/3"]);
        assert_eq!(missing(&["1/2", "1/1"]), [""; 0], "one run has it all");
    }
}
