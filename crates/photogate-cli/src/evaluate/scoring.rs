//! Violations of labelled photos → how well they tell the two classes apart. Pure arithmetic.
//!
//! The formulas, down to the order of the operations, are those of the project's reference scorer: two programs
//! that score the same results must print the same digits.

use serde::Serialize;

/// At this violation or above, a photo counts as rejected.
pub const LINE: f64 = 0.5;

/// How well violations tell violations from clean photos. What needs a class that is empty is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rates {
    /// Probability that a violation gets a higher score than a clean photo; a tie counts half.
    pub auc: Option<f64>,
    /// Error rate at the score where as many clean photos are rejected as violations are missed.
    pub eer: Option<f64>,
    /// Balanced accuracy at [`LINE`].
    pub ba: Option<f64>,
    /// Share of the violations that are rejected at [`LINE`].
    pub hit: Option<f64>,
    /// Share of the clean photos that are rejected at [`LINE`].
    #[serde(rename = "false")]
    pub false_alarms: Option<f64>,
}

impl Rates {
    /// The rates of the scores of `violations` and of `clean` photos.
    #[must_use]
    pub fn of(violations: &[f64], clean: &[f64]) -> Self {
        let hit = share(violations, |score| score >= LINE);
        let false_alarms = share(clean, |score| score >= LINE);
        let (violations, clean) = (sorted(violations), sorted(clean));
        let both = !violations.is_empty() && !clean.is_empty();
        Self {
            auc: both.then(|| auc(&violations, &clean)),
            eer: both.then(|| eer(&violations, &clean)),
            ba: hit.zip(false_alarms).map(|(hit, false_alarms)| (hit + 1.0 - false_alarms) / 2.0),
            hit,
            false_alarms,
        }
    }
}

/// Area under the curve, of sorted scores.
fn auc(violations: &[f64], clean: &[f64]) -> f64 {
    // Halves are counted, since whole numbers do not round.
    let halves: usize = violations
        .iter()
        .map(|score| {
            clean.partition_point(|other| other < score) + clean.partition_point(|other| other <= score)
        })
        .sum();
    halves as f64 / 2.0 / (violations.len() * clean.len()) as f64
}

/// Equal error rate, of sorted scores, interpolated between the two thresholds around it.
fn eer(violations: &[f64], clean: &[f64]) -> f64 {
    let mut thresholds = sorted(&[violations, clean].concat());
    thresholds.dedup();
    let rates_at = |threshold: &f64| {
        let rejected = clean.len() - clean.partition_point(|score| score < threshold);
        let missed = violations.partition_point(|score| score < threshold);
        (rejected as f64 / clean.len() as f64, missed as f64 / violations.len() as f64)
    };
    let (mut false_before, mut missed_before) = (1.0, 0.0);
    // Above all thresholds nothing is rejected: there the curves have crossed at the latest.
    for (false_alarms, missed) in thresholds.iter().map(rates_at).chain([(0.0, 1.0)]) {
        if missed >= false_alarms {
            let span = (false_before - missed_before) + (missed - false_alarms);
            let weight = if span == 0.0 { 0.0 } else { (false_before - missed_before) / span };
            return false_before + weight * (false_alarms - false_before);
        }
        (false_before, missed_before) = (false_alarms, missed);
    }
    1.0
}

fn share(scores: &[f64], counts: impl Fn(f64) -> bool) -> Option<f64> {
    let counted = scores.iter().filter(|&&score| counts(score)).count();
    (!scores.is_empty()).then(|| counted as f64 / scores.len() as f64)
}

fn sorted(scores: &[f64]) -> Vec<f64> {
    let mut scores = scores.to_vec();
    scores.sort_unstable_by(f64::total_cmp);
    scores
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_that_are_apart_are_told_apart() {
        let rates = Rates::of(&[0.9, 0.8], &[0.1, 0.2, 0.3]);
        let perfect =
            Rates { auc: Some(1.0), eer: Some(0.0), ba: Some(1.0), hit: Some(1.0), false_alarms: Some(0.0) };
        assert_eq!(rates, perfect);
        let inverted = Rates::of(&[0.1, 0.2, 0.3], &[0.9, 0.8]);
        assert_eq!((inverted.auc, inverted.eer, inverted.ba), (Some(0.0), Some(1.0), Some(0.0)));
    }

    #[test]
    fn ties_count_half() {
        // 0.5 against 0.5 is half a win, against 0.3 a whole one; 0.9 wins twice: 3.5 of 4.
        assert_eq!(Rates::of(&[0.5, 0.9], &[0.5, 0.3]).auc, Some(0.875));
        let all_equal = Rates::of(&[0.5, 0.5], &[0.5, 0.5, 0.5]);
        assert_eq!((all_equal.auc, all_equal.eer), (Some(0.5), Some(0.5)));
        assert_eq!(
            (all_equal.hit, all_equal.false_alarms),
            (Some(1.0), Some(1.0)),
            "the line itself rejects"
        );
    }

    #[test]
    fn a_class_without_photos_leaves_only_the_rates_of_the_other() {
        let only_clean = Rates::of(&[], &[0.1, 0.7]);
        assert_eq!((only_clean.auc, only_clean.eer, only_clean.ba, only_clean.hit), (None, None, None, None));
        assert_eq!(only_clean.false_alarms, Some(0.5));
        let only_violations = Rates::of(&[0.1, 0.7], &[]);
        assert_eq!((only_violations.hit, only_violations.false_alarms), (Some(0.5), None));
        assert_eq!((only_violations.auc, only_violations.ba), (None, None));
        assert_eq!(Rates::of(&[], &[]).eer, None);
    }

    #[test]
    fn the_equal_error_rate_lies_where_the_curves_cross() {
        // Threshold 0.4 rejects clean {0.4, 0.6} of 4 and misses {0.3} of 3; 0.6 rejects 1 of 4, misses 1 of 3.
        // Between (1/2, 1/3) and (1/4, 1/3) the curves cross where 1/2 - w/4 = 1/3: at 1/3.
        let eer = Rates::of(&[0.3, 0.7, 0.8], &[0.1, 0.2, 0.4, 0.6]).eer.expect("both classes");
        assert!((eer - 1.0 / 3.0).abs() < 1e-15, "{eer}");
    }

    #[test]
    fn a_crossing_between_two_thresholds_is_interpolated() {
        // Threshold 0.5 rejects 1 of 1 clean, misses 1 of 2; the next, 0.9, rejects none and misses 1 of 2. From
        // (1, 1/2) to (0, 1/2): 1 - w = 1/2.
        assert_eq!(Rates::of(&[0.2, 0.9], &[0.5]).eer, Some(0.5));
        // From (1, 1/4) to (0, 1/2): 1 - w = 1/4 + w/4, so w = 3/5 and the rate is 2/5.
        let eer = Rates::of(&[0.2, 0.5, 0.9, 0.9], &[0.5]).eer.expect("both classes");
        assert!((eer - 0.4).abs() < 1e-15, "{eer}");
    }
}
