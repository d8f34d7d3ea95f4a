//! The words of the table and the page in each language.

use crate::language::Language;

/// The words of one language. Names of statistics are the same in all.
pub struct Words {
    /// The language for a browser.
    pub tag: &'static str,
    /// Heading of the rules.
    pub rule: &'static str,
    /// Heading of the shares of violations found.
    pub hit: &'static str,
    /// Heading of the shares of clean photos rejected.
    pub false_alarm: &'static str,
    /// Heading of the labels without a finding.
    pub none: &'static str,
    /// Before the counts at the ruleset's limits.
    pub at_limits: &'static str,
    /// Heading of the labelled violations.
    pub violations: &'static str,
    /// Heading of the photos labelled clean.
    pub clean: &'static str,
    /// The four states of a finding.
    pub states: [&'static str; 4],
    /// Title of the page, before the rule.
    pub mistakes_of: &'static str,
    /// What stands above the photos that were let through.
    pub false_passes: &'static str,
    /// What stands above the photos that were rejected.
    pub false_alarms: &'static str,
    /// What stands above the photos without a finding.
    pub missed: &'static str,
    /// Where a section has no photos.
    pub no_mistakes: &'static str,
    /// Before what the label says.
    pub label: &'static str,
    /// The label of a photo that breaks the rule.
    pub label_violation: &'static str,
    /// The label of a photo that does not.
    pub label_clean: &'static str,
    /// Before the side of the picture.
    pub side: &'static str,
    /// The left side of the picture.
    pub image_left: &'static str,
    /// The right side of the picture.
    pub image_right: &'static str,
    /// Before the violation.
    pub violation: &'static str,
    /// Before the measured value.
    pub measured: &'static str,
    /// Before the ruleset's limit.
    pub limit: &'static str,
    /// In place of a message about a photo that is not among the results.
    pub no_result: &'static str,
    /// In place of a picture that could not be made.
    pub no_picture: &'static str,
}

static ENGLISH: Words = Words {
    tag: "en",
    rule: "Rule",
    hit: "hit",
    false_alarm: "false",
    none: "none",
    at_limits: "At the ruleset's limits",
    violations: "violations",
    clean: "clean",
    states: ["pass", "review", "fail", "not assessed"],
    mistakes_of: "Mistakes of",
    false_passes: "False passes: violations that were let through",
    false_alarms: "False alarms: clean photos that were rejected",
    missed: "Not assessed: photos about which the rule said nothing",
    no_mistakes: "None.",
    label: "Label",
    label_violation: "violation",
    label_clean: "clean",
    side: "Side of the picture",
    image_left: "left",
    image_right: "right",
    violation: "Violation",
    measured: "Measured",
    limit: "Limit",
    no_result: "The photo is not among the results.",
    no_picture: "No picture: the photo could not be read and judged again.",
};

static CHINESE: Words = Words {
    tag: "zh-CN",
    rule: "规则",
    hit: "检出",
    false_alarm: "误报",
    none: "缺",
    at_limits: "按规则集的界限",
    violations: "违规",
    clean: "合格",
    states: ["通过", "复核", "不通过", "未评估"],
    mistakes_of: "判断错误：",
    false_passes: "漏报：违规而被放行的照片",
    false_alarms: "误报：合格而被拒绝的照片",
    missed: "未评估：该规则没有给出结论的照片",
    no_mistakes: "无。",
    label: "标注",
    label_violation: "违规",
    label_clean: "合格",
    side: "画面一侧",
    image_left: "左",
    image_right: "右",
    violation: "违规程度",
    measured: "测量值",
    limit: "界限",
    no_result: "结果中没有这张照片。",
    no_picture: "无图：照片无法再次读取和判断。",
};

impl Words {
    /// The words of `language`.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &ENGLISH,
            Language::Zh => &CHINESE,
        }
    }

    /// The word for a side as labels name it.
    pub fn side_of(&self, side: &str) -> &'static str {
        if side == "image_left" { self.image_left } else { self.image_right }
    }
}
