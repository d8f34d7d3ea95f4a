//! What must hold for every input, however broken, of the parts that read files from anywhere.
//!
//! Each target is a plain function that panics where something does not hold. `fuzz/` at the repository's root hands
//! them to libFuzzer; the tests here run them over the corpus that it found and over mutations with a fixed seed.

pub mod decode;
pub mod header;
pub mod journal;
pub mod mutation;
pub mod roster;
pub mod ruleset;
mod seeds;

// libFuzzer ends at the first panic, also at one that would be caught, unless they are kept from it.
pub use photogate_batch::panics;

/// One thing to be fuzzed.
#[derive(Debug)]
pub struct Target {
    /// Its name: that of its file in `fuzz/fuzz_targets` and of its folder in `fuzz/corpus`.
    pub name: &'static str,
    /// Panics if something does not hold for this input.
    pub check: fn(&[u8]),
    /// Inputs to start from, besides the corpus.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Mutations that the tests try, as many as take some seconds without optimisation.
    pub rounds: usize,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "header", check: header::check, seeds: seeds::pictures, rounds: 4000 },
    Target { name: "decode", check: decode::check, seeds: seeds::pictures, rounds: 3000 },
    Target { name: "ruleset", check: ruleset::check, seeds: seeds::rulesets, rounds: 3000 },
    Target { name: "journal", check: journal::check, seeds: seeds::journals, rounds: 2000 },
    Target { name: "roster", check: roster::check, seeds: seeds::rosters, rounds: 3000 },
];
