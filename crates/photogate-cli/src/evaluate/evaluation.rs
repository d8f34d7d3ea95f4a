//! Labels and results → scores, rule by rule, and the cases behind them.

use std::collections::{BTreeMap, BTreeSet};

use photogate::Status;
use photogate::rules::line::status_of;
use serde::Serialize;

use super::columns;
use super::labels::{Label, Labels};
use super::results::{Outcome, Results};
use super::scoring::{LINE, Rates};

/// A label together with what was found.
#[derive(Debug)]
pub struct Case<'a> {
    /// What is true.
    pub label: &'a Label,
    /// What the rule said; `None` if it said nothing about this photo.
    pub outcome: Option<&'a Outcome>,
    /// How the rule stands to its line, on the side that the label speaks of.
    pub status: Status,
    /// The violation there; on the line if nothing was assessed.
    pub violation: f64,
}

impl<'a> Case<'a> {
    fn new(label: &'a Label, results: &'a Results) -> Self {
        let photo = results.photo(&label.file);
        let outcome = photo.and_then(|photo| photo.outcome(label.truth.rule));
        let Some(assessed) = outcome.filter(|outcome| outcome.status != Status::NotAssessed) else {
            return Self { label, outcome, status: Status::NotAssessed, violation: LINE };
        };
        let side = label.truth.side.and_then(|side| assessed.parts.as_ref()?.get(side));
        let (status, violation) = match side {
            // The status of the finding is that of its worse side.
            Some(&violation) => (violation.map_or(assessed.status, status_of), violation),
            None => (assessed.status, assessed.violation),
        };
        Self { label, outcome, status, violation: violation.unwrap_or(LINE) }
    }

    /// Whether the rule said nothing that can be compared with the label.
    #[must_use]
    pub fn is_missed(&self) -> bool {
        self.status == Status::NotAssessed
    }

    /// Whether the photo counts as rejected.
    #[must_use]
    pub fn is_rejected(&self) -> bool {
        self.violation >= LINE
    }
}

/// How many photos of one class came out as what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Below the review band.
    pub pass: usize,
    /// Inside it.
    pub review: usize,
    /// Above it.
    pub fail: usize,
    /// Not assessed, or no finding.
    pub not_assessed: usize,
}

impl Counts {
    fn add(&mut self, status: Status) {
        match status {
            Status::Pass => self.pass += 1,
            Status::Review => self.review += 1,
            Status::Fail => self.fail += 1,
            Status::NotAssessed => self.not_assessed += 1,
        }
    }
}

/// Labels against the ruleset's limits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Confusion {
    /// Photos that break the rule.
    pub violation: Counts,
    /// Photos that do not.
    pub clean: Counts,
}

/// How good one rule is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Score {
    /// Labels that say that the rule is broken.
    pub n_violation: usize,
    /// Labels that say that it is not.
    pub n_clean: usize,
    /// How well violations tell the two apart.
    #[serde(flatten)]
    pub rates: Rates,
    /// Labels without a finding; they are scored with a violation on the line.
    pub none: usize,
    /// Labels against the ruleset's limits.
    pub confusion: Confusion,
}

impl Score {
    fn of(cases: &[&Case]) -> Self {
        let violations = |is_violation| {
            let of_class = cases.iter().filter(move |case| case.label.truth.is_violation == is_violation);
            of_class.map(|case| case.violation).collect::<Vec<_>>()
        };
        let (broken, clean) = (violations(true), violations(false));
        let mut confusion = Confusion::default();
        for case in cases {
            let counts =
                if case.label.truth.is_violation { &mut confusion.violation } else { &mut confusion.clean };
            counts.add(case.status);
        }
        Self {
            n_violation: broken.len(),
            n_clean: clean.len(),
            rates: Rates::of(&broken, &clean),
            none: cases.iter().filter(|case| case.is_missed()).count(),
            confusion,
        }
    }
}

/// Labels held against results.
#[derive(Debug)]
pub struct Evaluation<'a> {
    /// One for each label that is scored, in their order.
    pub cases: Vec<Case<'a>>,
    /// Rules with labels that are not scored since no result holds them, by name: the ruleset does not judge them.
    pub unjudged: Vec<&'static str>,
}

impl<'a> Evaluation<'a> {
    /// Holds `labels` against `results`.
    #[must_use]
    pub fn new(labels: &'a Labels, results: &'a Results) -> Self {
        // What the reference scorer knows is scored even so: two programs that score the same results agree.
        let is_scored = |rule| columns::is_in_reference(rule) || results.hold(rule);
        let rules: BTreeSet<_> = labels.rules().into_iter().collect();
        let unjudged: Vec<_> = rules.into_iter().filter(|rule| !is_scored(rule)).collect();
        let scored = labels.labels.iter().filter(|label| !unjudged.contains(&label.truth.rule));
        Self { cases: scored.map(|label| Case::new(label, results)).collect(), unjudged }
    }

    /// The scores of the rules that have labels, by name.
    #[must_use]
    pub fn scores(&self) -> BTreeMap<&'static str, Score> {
        let mut cases: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for case in &self.cases {
            cases.entry(case.label.truth.rule).or_default().push(case);
        }
        cases.into_iter().map(|(rule, cases)| (rule, Score::of(&cases))).collect()
    }
}

#[cfg(test)]
pub mod tests {
    use std::path::Path;

    use photogate::{Finding, Message, Record, Report, Verdict};

    use super::*;
    use crate::evaluate::columns::Truth;

    /// A label about `rule`.
    pub fn label(file: &str, rule: &'static str, side: Option<&'static str>, is_violation: bool) -> Label {
        Label { file: file.into(), truth: Truth { rule, side, is_violation } }
    }

    /// A finding; not assessed without a violation.
    pub fn finding(rule: &str, violation: Option<f64>, sides: &[(&str, f64)]) -> Finding {
        Finding {
            rule: rule.into(),
            status: violation.map_or(Status::NotAssessed, status_of),
            violation,
            measured: violation.map(|violation| violation * 100.0),
            limit: violation.map(|_| 50.0),
            unit: "L*".into(),
            parts: sides.iter().map(|&(side, violation)| (side.to_owned(), violation)).collect(),
            region: None,
            message: Message::new(format!("what <{rule}> says"), format!("<{rule}> 的说明")),
        }
    }

    /// Results with one photo for each name.
    pub fn results(photos: Vec<(&str, Vec<Finding>)>) -> Results {
        let mut results = Results::default();
        for (file, findings) in photos {
            let report = Report {
                verdict: Verdict::Review,
                ruleset: photogate::RulesetName { name: "notice".into(), version: "1".into() },
                width: 480,
                height: 640,
                findings,
                crop: None,
            };
            results.add_record(Path::new(file), Record::new(file, Ok(report)));
        }
        results
    }

    #[test]
    fn what_was_not_found_or_not_assessed_is_missed_and_lies_on_the_line() {
        let labels = Labels {
            labels: vec![
                label("a.jpg", "clothing.dark", None, true),
                label("b.jpg", "clothing.dark", None, true),
                label("c.jpg", "clothing.dark", None, false),
                label("d.jpg", "clothing.dark", None, false),
            ],
            ..Labels::default()
        };
        let results = results(vec![
            ("x/a.jpg", vec![finding("clothing.dark", Some(0.9), &[])]),
            ("x/b.jpg", vec![finding("clothing.dark", None, &[])]),
            ("x/c.jpg", vec![finding("clothing.dark", Some(0.45), &[])]),
        ]);
        let scores = Evaluation::new(&labels, &results).scores();
        let score = &scores["clothing.dark"];
        assert_eq!((score.n_violation, score.n_clean, score.none), (2, 2, 2));
        assert_eq!((score.rates.hit, score.rates.false_alarms), (Some(1.0), Some(0.5)));
        let violation = Counts { fail: 1, not_assessed: 1, ..Counts::default() };
        let clean = Counts { review: 1, not_assessed: 1, ..Counts::default() };
        assert_eq!(score.confusion, Confusion { violation, clean });
    }

    #[test]
    fn a_rule_that_no_result_holds_is_told_and_not_scored() {
        let labels = Labels {
            labels: vec![
                label("a.jpg", "glasses.worn", None, true),
                label("a.jpg", "file.dpi", None, false),
                label("a.jpg", "clothing.dark", None, false),
            ],
            ..Labels::default()
        };
        let results = results(vec![("a.jpg", vec![finding("file.dpi", None, &[])])]);
        let evaluation = Evaluation::new(&labels, &results);
        assert_eq!(evaluation.unjudged, ["glasses.worn"]);
        // The reference scorer counts labels of its own columns whatever the results hold.
        assert_eq!(evaluation.scores().into_keys().collect::<Vec<_>>(), ["clothing.dark", "file.dpi"]);
    }

    #[test]
    fn sides_are_compared_with_their_own_violation_and_status() {
        let labels = Labels {
            labels: vec![
                label("a.jpg", "hair.ears", Some("image_left"), false),
                label("a.jpg", "hair.ears", Some("image_right"), true),
                label("b.jpg", "hair.ears", Some("image_left"), true),
            ],
            ..Labels::default()
        };
        let results = results(vec![
            ("a.jpg", vec![finding("hair.ears", Some(0.8), &[("image_left", 0.1), ("image_right", 0.8)])]),
            // A finding without sides speaks for both.
            ("b.jpg", vec![finding("hair.ears", Some(0.5), &[])]),
        ]);
        let evaluation = Evaluation::new(&labels, &results);
        let seen: Vec<_> = evaluation.cases.iter().map(|case| (case.violation, case.status)).collect();
        assert_eq!(seen, [(0.1, Status::Pass), (0.8, Status::Fail), (0.5, Status::Review)]);
    }
}
