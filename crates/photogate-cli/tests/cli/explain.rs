//! What a rule says about itself.

use serde_json::Value;

use crate::support::{Outcome, photogate};

fn explain(arguments: &[&str]) -> Outcome {
    photogate().arg("explain").args(arguments).output().expect("the binary starts").into()
}

#[test]
fn a_rule_in_english() {
    insta::assert_snapshot!(explain(&["hair.ears"]).stdout);
}

#[test]
fn a_rule_in_chinese() {
    insta::assert_snapshot!(explain(&["hair.ears", "--lang", "zh"]).stdout);
}

#[test]
fn without_a_rule_all_are_listed_by_title() {
    for (language, title) in [("en", "both ears visible"), ("zh", "露出双耳")] {
        let outcome = explain(&["--lang", language]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
        let line = outcome.stdout.lines().find(|line| line.starts_with("hair.ears "));
        assert!(line.is_some_and(|line| line.ends_with(title)), "{}", outcome.stdout);
    }
}

#[test]
fn json_has_both_languages_and_the_limits() {
    let rule: Value =
        serde_json::from_str(&explain(&["clothing.dark", "--format", "json"]).stdout).expect("JSON");
    assert_eq!(rule["rule"], "clothing.dark");
    for text in ["title", "demand", "reason", "measurement", "remedy"] {
        assert!(rule[text]["en"].is_string() && rule[text]["zh"].is_string(), "{text} of {rule}");
    }
    let limits = rule["limits"].as_array().expect("an array");
    assert!(
        limits.iter().all(|limit| !limit["value"].is_null() && limit["about"]["zh"].is_string()),
        "{rule}"
    );
    let all: Value = serde_json::from_str(&explain(&["--format", "json"]).stdout).expect("JSON");
    assert!(all.as_array().expect("an array").contains(&rule));
}

#[test]
fn an_unknown_rule_is_refused_with_the_nearest_name() {
    let outcome = explain(&["hair.eras"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""));
    assert!(
        outcome.stderr.starts_with("error: there is no rule `hair.eras`; is `hair.ears` meant?"),
        "{outcome:#?}"
    );
    let outcome = explain(&["hair.eras", "--lang", "zh"]);
    assert!(outcome.stderr.starts_with("错误：没有规则 `hair.eras`；是否想写 `hair.ears`？"), "{outcome:#?}");
}
