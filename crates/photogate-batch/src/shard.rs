//! One share of a tree, for computers that split the work without talking to each other.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::tree_path::TreePath;

/// Share `index` of `count` of a tree. Which photo falls into which share depends on its path below the root alone:
/// on every computer the same, whatever else lies in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Shard {
    index: u32,
    count: u32,
}

/// Why a text names no shard.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no shard; write I/N with I from 1 to N, 2/8 for the second of eight")]
pub struct ShardError(String);

impl Shard {
    /// The whole tree.
    pub const WHOLE: Self = Self { index: 1, count: 1 };

    /// Whether `path` belongs to this share.
    #[must_use]
    pub fn holds(self, path: &TreePath) -> bool {
        let hash = blake3::hash(path.as_str().as_bytes());
        let [a, b, c, d, e, f, g, h, ..] = *hash.as_bytes();
        u64::from_le_bytes([a, b, c, d, e, f, g, h]) % u64::from(self.count) == u64::from(self.index - 1)
    }

    /// Another share of the same split; `index` counts from 1.
    pub(crate) fn sibling(self, index: u32) -> Self {
        Self { index, ..self }
    }

    /// Which share, from 1.
    #[must_use]
    pub fn index(self) -> u32 {
        self.index
    }

    /// Of how many.
    #[must_use]
    pub fn count(self) -> u32 {
        self.count
    }
}

impl Default for Shard {
    fn default() -> Self {
        Self::WHOLE
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.index, self.count)
    }
}

impl FromStr for Shard {
    type Err = ShardError;

    fn from_str(text: &str) -> Result<Self, ShardError> {
        let parse = || {
            let (index, count) = text.split_once('/')?;
            let shard = Self { index: index.parse().ok()?, count: count.parse().ok()? };
            (1..=shard.count).contains(&shard.index).then_some(shard)
        };
        parse().ok_or_else(|| ShardError(text.to_owned()))
    }
}

impl TryFrom<String> for Shard {
    type Error = ShardError;

    fn try_from(text: String) -> Result<Self, ShardError> {
        text.parse()
    }
}

impl From<Shard> for String {
    fn from(shard: Shard) -> Self {
        shard.to_string()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn paths() -> impl Iterator<Item = TreePath> {
        (0..1000).map(|number| TreePath::new(Path::new(&format!("class {}/{number}.jpg", number % 7))))
    }

    #[test]
    fn every_path_falls_into_exactly_one_share_and_the_shares_are_alike() {
        let shards: Vec<Shard> =
            (1..=4).map(|index| format!("{index}/4").parse().expect("a shard")).collect();
        for path in paths() {
            assert_eq!(shards.iter().filter(|shard| shard.holds(&path)).count(), 1, "{path}");
        }
        for shard in shards {
            let share = paths().filter(|path| shard.holds(path)).count();
            assert!((200..300).contains(&share), "{shard}: {share} of 1000");
        }
    }

    #[test]
    fn the_shares_are_the_same_for_ever() {
        // Computers of different versions may work on one tree: these stay as they are.
        let second: Shard = "2/3".parse().expect("a shard");
        let held = paths().take(12).map(|path| u8::from(second.holds(&path)));
        assert_eq!(held.collect::<Vec<_>>(), [0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1]);
    }

    #[test]
    fn nonsense_is_refused_with_an_example() {
        for text in ["", "1", "0/4", "5/4", "1/0", "a/b", "-1/4", "1/4/2"] {
            let error = text.parse::<Shard>().expect_err("refused").to_string();
            assert!(error.contains("2/8"), "{error}");
        }
        assert_eq!("3/4".parse::<Shard>().map(|shard| shard.to_string()), Ok("3/4".into()));
    }
}
