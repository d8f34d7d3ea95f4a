//! Which photos of a tree have to be judged, and which are known already.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use photogate::Verdict;

use crate::journal::{ContentHash, Journal, Known, Stamp};
use crate::shard::Shard;
use crate::tree_path::TreePath;
use crate::walk::{Found, Item};

/// How far the journal is believed about a photo that it knows.
///
/// Size and date are what backup programs go by too. They miss a file that was changed by a program that puts the old
/// date back and keeps the size; a photo that was written within the two seconds before it was read is never believed
/// by its date. Whoever must be sure asks for [`Trust::Content`], which reads every file and takes about as long as
/// copying it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Trust {
    /// A photo of the same size and date is the same; where the date differs, its bytes are compared.
    #[default]
    Date,
    /// Only the same bytes are the same.
    Content,
    /// Every photo is judged again.
    Nothing,
}

/// A photo to be judged, or at least to be read.
#[derive(Debug)]
pub(crate) struct Due {
    pub item: Item,
    pub path: TreePath,
    /// If its bytes still have this hash, what is known holds.
    pub unless: Option<(ContentHash, Verdict)>,
}

/// What there is to do for a tree.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    pub due: Vec<Due>,
    /// Photos about which the journal is right.
    pub kept: Vec<(TreePath, Verdict)>,
    /// Photos that the journal knows and the tree no longer has.
    pub gone: Vec<TreePath>,
}

impl Plan {
    /// Compares what was `found` in the share `shard` of a tree with what is known. `fingerprint` is the digest of
    /// the checker that would judge.
    pub fn new(
        found: Found,
        shard: Shard,
        journal: Option<&Journal>,
        fingerprint: &str,
        trust: Trust,
    ) -> Self {
        let mut plan = Self::default();
        let known_at = |path: &TreePath| journal.and_then(|journal| journal.known().get(path));
        let mut met = HashSet::new();
        let mut unreachable = Vec::new();
        for item in found.items {
            let path = TreePath::new(&item.relative);
            if item.failure.is_some() {
                unreachable.push(path.clone());
            }
            if !shard.holds(&path) {
                continue;
            }
            let known = known_at(&path).filter(|known| {
                trust != Trust::Nothing
                    && item.failure.is_none()
                    && known.is_lasting
                    && *known.fingerprint == *fingerprint
            });
            met.insert(path.clone());
            match known {
                Some(known) if trust == Trust::Date && is_untouched(&item.path, known) => {
                    plan.kept.push((path, known.verdict));
                }
                known => {
                    let unless = known.and_then(|known| Some((known.content?, known.verdict)));
                    plan.due.push(Due { item, path, unless });
                }
            }
        }
        let all_known = journal.into_iter().flat_map(|journal| journal.known().keys());
        // What lies in a folder that cannot be read just now may still be there.
        let may_be_there = |path: &TreePath| unreachable.iter().any(|folder| path.is_below(folder));
        plan.gone = all_known.filter(|path| !met.contains(*path) && !may_be_there(path)).cloned().collect();
        plan
    }
}

/// Whether the file at `path` has the size and date that it had when it was judged, and they can be believed.
fn is_untouched(path: &Path, known: &Known) -> bool {
    let stamp = fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|metadata| Stamp::of(&metadata));
    stamp.is_some() && stamp == known.stamp && stamp.is_some_and(|stamp| stamp.is_settled(known.read_at))
}
