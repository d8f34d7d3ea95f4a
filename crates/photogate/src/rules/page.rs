//! What a rule says about itself: the text behind `photogate explain` and the pages in `docs/rules/`.

use serde::Serialize;

use crate::words::Words;

/// The documentation of one rule, for the crew and for whoever writes a ruleset.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct RulePage {
    /// A heading of a few words: `dark clothes`.
    pub title: Words,
    /// What it demands, as one sentence.
    pub demand: Words,
    /// Why anyone demands it.
    pub reason: Words,
    /// Who says so.
    pub sources: &'static [Source],
    /// What is measured, and how it becomes a violation.
    pub measurement: Words,
    /// Each limit that a ruleset may set, in the order of the rule's fields.
    pub limits: &'static [LimitPage],
    /// How to put it right at the camera.
    pub remedy: Words,
    /// A picture that passes this rule, as a path below `testdata/`.
    pub passes: &'static str,
    /// A picture that fails this rule, or is sent to review by it, as a path below `testdata/`.
    pub fails: &'static str,
}

/// Who demands a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A university's notice on collecting graduation portraits, March 2023.
    Notice,
    /// The national image standard for diploma registration, 教毕指〔2017〕99号.
    Standard,
    /// What the registry's own automated audit is known to reject.
    Audit,
    /// A sister standard, for another document or examination; which one says the ruleset of its name.
    Sister,
}

impl Source {
    /// The source's name.
    #[must_use]
    pub const fn name(self) -> Words {
        match self {
            Self::Notice => Words::new(
                "a university's notice on graduation portraits (March 2023)",
                "高校毕业生图像采集通知（2023 年 3 月）",
            ),
            Self::Standard => Words::new(
                "the national image standard for diploma registration (教毕指〔2017〕99号)",
                "高等教育学历证书电子注册图像采集规范及信息标准（教毕指〔2017〕99号）",
            ),
            Self::Audit => Words::new(
                "the automated audit of the registry's upload site",
                "学历注册平台上传时的自动审核",
            ),
            Self::Sister => Words::new(
                "a sister standard, for another document or examination",
                "其他证件或考试的照片标准",
            ),
        }
    }
}

/// One limit of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LimitPage {
    /// Its key in a ruleset.
    pub key: &'static str,
    /// Its unit; empty for a plain number.
    pub unit: &'static str,
    /// The lowest value that makes sense.
    pub lowest: f64,
    /// The highest value that makes sense.
    pub highest: f64,
    /// What it limits.
    pub about: Words,
}

impl LimitPage {
    /// The limit `key`, in `unit`, which may lie from `lowest` to `highest`.
    #[must_use]
    pub const fn new(
        key: &'static str,
        unit: &'static str,
        [lowest, highest]: [f64; 2],
        about: Words,
    ) -> Self {
        Self { key, unit, lowest, highest, about }
    }
}

/// A limit as people write it: `0.11`, `40 ± 3` with the review band, `200–300 ± 4` for a range.
#[must_use]
pub fn written(limit: &toml::Value) -> String {
    match limit {
        toml::Value::String(text) => text.clone(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::Array(values) => {
            // Colours in a list each keep their brackets.
            let item = |value: &toml::Value| {
                if value.is_array() { format!("({})", written(value)) } else { written(value) }
            };
            values.iter().map(item).collect::<Vec<_>>().join(", ")
        }
        toml::Value::Table(table) => {
            let part = |key| table.get(key).map(written);
            let margin = part("margin").map_or_else(String::new, |margin| format!(" ± {margin}"));
            match (part("limit"), part("least"), part("most")) {
                (Some(limit), ..) => format!("{limit}{margin}"),
                (_, Some(least), Some(most)) => format!("{least}–{most}{margin}"),
                _ => table
                    .iter()
                    .map(|(key, value)| format!("{key} {}", written(value)))
                    .collect::<Vec<_>>()
                    .join(", "),
            }
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_written_with_their_review_bands() {
        let table: toml::Table = toml::from_str(
            "a = 0.11\nb = { limit = 40.0, margin = 3.0 }\nc = { least = 200.0, most = 300.0, margin = 4.5 }\n\
             d = [100, 197, 255]\ne = 'jpeg'\nf = [[1, 2, 3], [4, 5, 6]]",
        )
        .unwrap();
        let limits: Vec<_> = table.values().map(written).collect();
        assert_eq!(
            limits,
            ["0.11", "40 ± 3", "200–300 ± 4.5", "100, 197, 255", "jpeg", "(1, 2, 3), (4, 5, 6)"]
        );
    }
}
