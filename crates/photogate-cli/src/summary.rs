//! The counts of a run.

use photogate::{Record, Verdict};

use crate::exit::Exit;

/// How many photos got which verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Photos that meet every rule.
    pub passed: usize,
    /// Photos that a person should look at.
    pub review: usize,
    /// Photos that break a rule.
    pub failed: usize,
    /// Photos that could not be judged.
    pub errors: usize,
}

impl Summary {
    /// Counts `record` in.
    pub fn add(&mut self, record: &Record) {
        match record.verdict {
            Verdict::Pass => self.passed += 1,
            Verdict::Review => self.review += 1,
            Verdict::Fail => self.failed += 1,
            Verdict::Error => self.errors += 1,
        }
    }

    /// All photos.
    #[must_use]
    pub fn total(&self) -> usize {
        self.passed + self.review + self.failed + self.errors
    }

    /// The exit status that the worst of the photos asks for.
    #[must_use]
    pub fn exit(&self) -> Exit {
        let worst = if self.errors > 0 {
            Verdict::Error
        } else if self.failed > 0 {
            Verdict::Fail
        } else if self.review > 0 {
            Verdict::Review
        } else {
            Verdict::Pass
        };
        worst.into()
    }
}
