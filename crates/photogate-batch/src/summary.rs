//! The counts of a run.

use photogate::Verdict;

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
    /// Counts a photo in.
    pub fn add(&mut self, verdict: Verdict) {
        match verdict {
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

    /// The worst of the verdicts; `None` without a photo.
    #[must_use]
    pub fn worst(&self) -> Option<Verdict> {
        let counts = [
            (self.errors, Verdict::Error),
            (self.failed, Verdict::Fail),
            (self.review, Verdict::Review),
            (self.passed, Verdict::Pass),
        ];
        counts.into_iter().find_map(|(count, verdict)| (count > 0).then_some(verdict))
    }
}
