//! The exit status and how results map to it.

use std::process::ExitCode;

use photogate::Verdict;
use photogate_batch::Summary;

/// How the program ends; the worse outranks the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Every photo passed.
    Passed,
    /// Some photo did not pass.
    NotPassed,
    /// Something could not be judged or written, or the call was wrong.
    Error,
    /// The user stopped the program.
    Interrupted,
}

impl Exit {
    /// What the worst of the photos asks for.
    #[must_use]
    pub fn of(summary: &Summary) -> Self {
        summary.worst().map_or(Self::Passed, Self::from)
    }

    /// The number that the shell sees.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Passed => 0,
            Self::NotPassed => 1,
            Self::Error => 2,
            Self::Interrupted => 130,
        }
    }
}

impl From<Verdict> for Exit {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Pass => Self::Passed,
            Verdict::Review | Verdict::Fail => Self::NotPassed,
            Verdict::Error => Self::Error,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_to_review_has_not_passed() {
        assert_eq!(Exit::from(Verdict::Pass).code(), 0);
        assert_eq!(Exit::from(Verdict::Review).code(), 1);
        assert_eq!(Exit::from(Verdict::Fail).code(), 1);
        assert_eq!(Exit::from(Verdict::Error).code(), 2);
    }

    #[test]
    fn an_error_outranks_a_photo_that_fails_and_an_interruption_both() {
        assert_eq!(Exit::Error.max(Exit::NotPassed), Exit::Error);
        assert_eq!(Exit::Interrupted.max(Exit::Error), Exit::Interrupted);
        assert_eq!(Exit::Interrupted.code(), 130);
    }
}
