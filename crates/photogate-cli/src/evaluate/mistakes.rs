//! The cases in which a rule and a label disagree, worst first.

use super::evaluation::{Case, Evaluation};

/// The mistakes of one rule.
#[derive(Debug, Default)]
pub struct Mistakes<'a> {
    /// Violations that were let through, the most certain first.
    pub false_passes: Vec<&'a Case<'a>>,
    /// Clean photos that were rejected, the most certain first.
    pub false_alarms: Vec<&'a Case<'a>>,
    /// Photos about which the rule said nothing.
    pub missed: Vec<&'a Case<'a>>,
}

impl<'a> Mistakes<'a> {
    /// The mistakes of `rule`.
    #[must_use]
    pub fn of(evaluation: &'a Evaluation<'a>, rule: &str) -> Self {
        let mut mistakes = Self::default();
        for case in evaluation.cases.iter().filter(|case| case.label.truth.rule == rule) {
            match (case.is_missed(), case.label.truth.is_violation, case.is_rejected()) {
                (true, ..) => mistakes.missed.push(case),
                (_, true, false) => mistakes.false_passes.push(case),
                (_, false, true) => mistakes.false_alarms.push(case),
                _ => {}
            }
        }
        // Equal violations keep the order of the labels.
        mistakes.false_passes.sort_by(|a, b| a.violation.total_cmp(&b.violation));
        mistakes.false_alarms.sort_by(|a, b| b.violation.total_cmp(&a.violation));
        mistakes
    }

    /// All of them, in the order of the page.
    pub fn all(&self) -> impl Iterator<Item = &'a Case<'a>> {
        [&self.false_passes, &self.false_alarms, &self.missed].into_iter().flatten().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::evaluation::tests::{finding, label, results};
    use crate::evaluate::labels::Labels;

    #[test]
    fn the_kinds_are_kept_apart_and_the_most_certain_mistake_comes_first() {
        let photos = [
            ("pass-0.4.jpg", true, Some(0.4)),
            ("alarm-0.5.jpg", false, Some(0.5)),
            ("right.jpg", true, Some(0.9)),
            ("pass-0.1.jpg", true, Some(0.1)),
            ("alarm-0.8.jpg", false, Some(0.8)),
            ("missed.jpg", false, None),
            ("right too.jpg", false, Some(0.2)),
        ];
        let labels = Labels {
            labels: photos.iter().map(|&(file, bad, _)| label(file, "clothing.dark", None, bad)).collect(),
            ..Labels::default()
        };
        let results = results(
            photos
                .iter()
                .map(|&(file, _, score)| (file, vec![finding("clothing.dark", score, &[])]))
                .collect(),
        );
        let evaluation = Evaluation::new(&labels, &results);
        let mistakes = Mistakes::of(&evaluation, "clothing.dark");
        let names: Vec<_> = mistakes.all().map(|case| case.label.file.as_str()).collect();
        assert_eq!(names, ["pass-0.1.jpg", "pass-0.4.jpg", "alarm-0.8.jpg", "alarm-0.5.jpg", "missed.jpg"]);
        assert_eq!(Mistakes::of(&evaluation, "hair.ears").all().count(), 0);
    }
}
