//! Scores → two tables for people: how well a rule ranks, and what it decides at its limits.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::evaluation::{Counts, Score};
use super::words::Words;
use crate::language::Language;
use crate::render::text::{fit, width};

const GAP: &str = "  ";

/// The least columns of a number.
const NUMBER: usize = 5;

/// The tables of `scores`.
#[must_use]
pub fn table(scores: &BTreeMap<&'static str, Score>, language: Language) -> String {
    let words = Words::of(language);
    let mut text = ranking(scores, &words);
    text.push('\n');
    text.push_str(&decisions(scores, &words));
    text
}

/// How well violations tell the two classes apart.
fn ranking(scores: &BTreeMap<&'static str, Score>, words: &Words) -> String {
    let headings =
        ["n+", "n-", "AUC", "EER", "BA", words.hit, words.false_alarm, words.none].map(ToOwned::to_owned);
    let rows = scores.iter().map(|(rule, score)| {
        let rates = &score.rates;
        let shares = [rates.auc, rates.eer, rates.ba, rates.hit, rates.false_alarms].map(share);
        let mut cells = vec![score.n_violation.to_string(), score.n_clean.to_string()];
        cells.extend(shares);
        cells.push(score.none.to_string());
        (*rule, cells)
    });
    lines(words.rule, &headings, rows.collect())
}

/// What came out at the ruleset's limits.
fn decisions(scores: &BTreeMap<&'static str, Score>, words: &Words) -> String {
    let headings: Vec<_> =
        [words.states(), words.states()].concat().into_iter().map(ToOwned::to_owned).collect();
    let counts = |counts: &Counts| [counts.pass, counts.review, counts.fail, counts.not_assessed];
    let rows: Vec<_> = scores
        .iter()
        .map(|(rule, score)| {
            let both = [counts(&score.confusion.violation), counts(&score.confusion.clean)].concat();
            (*rule, both.into_iter().map(|count| count.to_string()).collect())
        })
        .collect();
    // The two classes stand above their four columns.
    let class_width: usize = words.states().iter().map(|state| width(state).max(NUMBER) + GAP.len()).sum();
    let rule_width = rule_width(words.rule, &rows).max(width(words.at_limits));
    let mut text = format!(
        "{}{GAP}{}{}\n",
        fit(words.at_limits, rule_width),
        fit(words.violations, class_width),
        words.clean
    );
    text.push_str(&lines(&fit(words.rule, rule_width), &headings, rows));
    text
}

/// A line of headings and one for each row; numbers stand to the right in their columns.
fn lines(first: &str, headings: &[String], rows: Vec<(&'static str, Vec<String>)>) -> String {
    let rule_width = rule_width(first, &rows);
    let mut text = String::new();
    let mut line = |rule: &str, cells: &[String]| {
        text.push_str(&fit(rule, rule_width));
        for (cell, heading) in cells.iter().zip(headings) {
            let room = width(heading).max(NUMBER) - width(cell);
            let _ = write!(text, "{GAP}{}{cell}", " ".repeat(room));
        }
        text.push('\n');
    };
    line(first, headings);
    for (rule, cells) in rows {
        line(rule, &cells);
    }
    text
}

fn rule_width(first: &str, rows: &[(&'static str, Vec<String>)]) -> usize {
    rows.iter().map(|(rule, _)| width(rule)).chain([width(first)]).max().unwrap_or(0)
}

fn share(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{share:.3}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::evaluation::Evaluation;
    use crate::evaluate::evaluation::tests::{finding, label, results};
    use crate::evaluate::labels::Labels;

    fn rendered(language: Language) -> String {
        let labels = Labels {
            labels: vec![
                label("a.jpg", "clothing.background", None, true),
                label("b.jpg", "clothing.background", None, false),
                label("c.jpg", "clothing.background", None, false),
                label("a.jpg", "hair.ears", Some("image_left"), false),
            ],
            ..Labels::default()
        };
        let results = results(vec![
            ("a.jpg", vec![finding("clothing.background", Some(0.9), &[])]),
            ("b.jpg", vec![finding("clothing.background", Some(0.55), &[])]),
            ("c.jpg", vec![finding("clothing.background", Some(0.1), &[])]),
        ]);
        table(&Evaluation::new(&labels, &results).scores(), language)
    }

    #[test]
    fn evaluation_in_english() {
        insta::assert_snapshot!(rendered(Language::En));
    }

    #[test]
    fn evaluation_in_chinese() {
        insta::assert_snapshot!(rendered(Language::Zh));
    }
}
