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
