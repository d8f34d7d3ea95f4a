//! A rule's name as somebody typed it → the rule.

use std::path::Path;

use photogate::rules::RULES;

use super::columns;
use super::labels::Labels;
use crate::nearest::nearest;
use crate::problem::problem;

/// The rule that is called `name` and that `labels`, read from `path`, speak of.
///
/// # Errors
/// If there is no such rule, or no column of this file speaks of it; the message names one that could be meant.
pub fn labelled(name: &str, labels: &Labels, path: &Path) -> anyhow::Result<&'static str> {
    let known: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
    let Some(rule) = known.iter().copied().find(|rule| *rule == name) else {
        let meant = nearest(name, &known);
        return Err(problem(
            format!("there is no rule `{name}`; is `{meant}` meant? `photogate explain` lists all"),
            format!("没有规则 `{name}`；是否想写 `{meant}`？`photogate explain` 列出全部规则"),
        ));
    };
    let labelled = labels.rules();
    if !labelled.contains(rule) {
        let of_rule = columns::COLUMNS.iter().filter(|column| column.rules().contains(&rule));
        let headings = of_rule.map(|column| column.heading).chain([rule]);
        let headings: Vec<_> = headings.map(|heading| format!("`{heading}`")).collect();
        let mut labelled: Vec<_> = labelled.into_iter().collect();
        labelled.sort_unstable();
        let path = path.display();
        return Err(problem(
            format!(
                "{path} holds no label for {rule}: its column {} is missing or empty; name one of {}",
                headings.join(" or "),
                labelled.join(", ")
            ),
            format!(
                "{path} 中没有 {rule} 的标注：{} 列不存在或为空；可选：{}",
                headings.join(" 或 "),
                labelled.join("、")
            ),
        ));
    }
    Ok(rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::evaluation::tests::label;

    #[test]
    fn a_rule_without_labels_is_refused_with_its_column() {
        let labels =
            Labels { labels: vec![label("a.jpg", "clothing.dark", None, true)], ..Labels::default() };
        let path = Path::new("labels.csv");
        assert_eq!(labelled("clothing.dark", &labels, path).expect("labelled"), "clothing.dark");
        let refusal = labelled("hair.ears", &labels, path).expect_err("no labels").to_string();
        for part in ["labels.csv", "`ear_left` or `ear_right` or `hair.ears`", "clothing.dark"] {
            assert!(refusal.contains(part), "{part} in {refusal}");
        }
        let refusal = labelled("hair.eras", &labels, path).expect_err("unknown").to_string();
        assert!(refusal.contains("`hair.ears`"), "{refusal}");
    }
}
