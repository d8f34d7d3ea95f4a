//! TOML → rules.

use photogate::measurement::{Measurements, Unmeasurable};
use photogate::{Ruleset, Status, Verdict};

/// Reads `bytes` as a ruleset. Whatever its limits are, a photo passes only if every rule was judged and met, also one
/// on which nothing but the size could be measured.
///
/// # Panics
/// If it does, or if a finding is not well formed.
pub fn check(bytes: &[u8]) {
    let ruleset = match Ruleset::from_bytes(bytes) {
        Ok(ruleset) => ruleset,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    assert_eq!(ruleset.fingerprint().len(), 64);
    let nothing = Measurements::none((480, 640), Vec::new(), Unmeasurable::Face);
    let (verdict, findings) = ruleset.judge(&nothing);
    let all_passed = !findings.is_empty() && findings.iter().all(|finding| finding.status == Status::Pass);
    assert!(verdict != Verdict::Pass || all_passed, "{findings:?}");
    for finding in &findings {
        assert!(!finding.message.en.is_empty() && !finding.message.zh.is_empty(), "{finding:?}");
        assert_eq!(finding.violation.is_none(), finding.status == Status::NotAssessed, "{finding:?}");
        assert!(finding.violation.is_none_or(|violation| (0.0..=1.0).contains(&violation)), "{finding:?}");
    }
}
