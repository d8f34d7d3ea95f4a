//! What a bad copy, a bad disk or ill will does to a file.

use fastrand::Rng;

/// Values at which counters and lengths go wrong.
const EDGES: [u8; 6] = [0, 1, 0x7f, 0x80, 0xfe, 0xff];

/// Most changes at a time: more leave nothing that a parser would go into.
const MOST_CHANGES: usize = 6;

/// Where most headers end.
const HEADER_BYTES: usize = 64;

/// Longest part that is moved, in bytes.
const LONGEST_PART: usize = 256;

/// Changes `bytes` in one to six places; some parts may come from `other`.
pub fn mutate(bytes: &mut Vec<u8>, other: &[u8], random: &mut Rng) {
    for _ in 0..random.usize(1..=MOST_CHANGES) {
        change(bytes, other, random);
    }
}

fn change(bytes: &mut Vec<u8>, other: &[u8], random: &mut Rng) {
    if bytes.is_empty() {
        return bytes.extend_from_slice(part(other, random));
    }
    let at = random.usize(..bytes.len());
    match random.u8(..8) {
        0 => bytes[at] ^= 1 << random.u8(..8),
        1 => bytes[at] = random.u8(..),
        2 => bytes[at] = EDGES[random.usize(..EDGES.len())],
        // Headers stand in front, and that is where lengths are.
        3 => bytes[at.min(random.usize(..HEADER_BYTES))] = random.u8(..),
        4 => bytes.truncate(at),
        5 => {
            let end = (at + random.usize(1..=LONGEST_PART)).min(bytes.len());
            bytes.drain(at..end);
        }
        6 => {
            let copy = part(bytes, random).to_vec();
            bytes.splice(at..at, copy);
        }
        _ => {
            bytes.splice(at..at, part(other, random).iter().copied());
        }
    }
}

/// Any part of `bytes`, not too long.
fn part<'a>(bytes: &'a [u8], random: &mut Rng) -> &'a [u8] {
    let start = random.usize(..=bytes.len());
    let end = (start + random.usize(..=LONGEST_PART)).min(bytes.len());
    &bytes[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_changes_and_another_seed_others() {
        let mutated = |seed| {
            let mut bytes = b"a picture of some length".to_vec();
            mutate(&mut bytes, b"another picture", &mut Rng::with_seed(seed));
            bytes
        };
        assert_eq!(mutated(1), mutated(1));
        let different: std::collections::HashSet<_> = (0..100).map(mutated).collect();
        assert!(different.len() > 90, "{}", different.len());
    }

    #[test]
    fn nothing_is_too_short_to_be_changed() {
        for seed in 0..1000 {
            let mut bytes = Vec::new();
            mutate(&mut bytes, b"", &mut Rng::with_seed(seed));
            mutate(&mut bytes, b"x", &mut Rng::with_seed(seed));
        }
    }
}
