//! The words of the table and the page in each language.

crate::language::words! {
    /// The language for a browser.
    tag: "en", "zh-CN";
    /// Heading of the rules.
    rule: "Rule", "规则";
    /// Heading of the shares of violations found.
    hit: "hit", "检出";
    /// Heading of the shares of clean photos rejected.
    false_alarm: "false", "误报";
    /// Heading of the labels without a finding.
    none: "none", "缺";
    /// Before the counts at the ruleset's limits.
    at_limits: "At the ruleset's limits", "按规则集的界限";
    /// Heading of the labelled violations.
    violations: "violations", "违规";
    /// Heading of the photos labelled clean.
    clean: "clean", "合格";
    /// A finding that passes.
    pass: "pass", "通过";
    /// A finding to review.
    review: "review", "复核";
    /// A finding that fails.
    fail: "fail", "不通过";
    /// A finding that was not assessed.
    not_assessed: "not assessed", "未评估";
    /// Title of the page, before the rule.
    mistakes_of: "Mistakes of", "判断错误：";
    /// What stands above the photos that were let through.
    false_passes: "False passes: violations that were let through", "漏报：违规而被放行的照片";
    /// What stands above the photos that were rejected.
    false_alarms: "False alarms: clean photos that were rejected", "误报：合格而被拒绝的照片";
    /// What stands above the photos without a finding.
    missed: "Not assessed: photos about which the rule said nothing", "未评估：该规则没有给出结论的照片";
    /// Where a section has no photos.
    no_mistakes: "None.", "无。";
    /// Before what the label says.
    label: "Label", "标注";
    /// The label of a photo that breaks the rule.
    label_violation: "violation", "违规";
    /// The label of a photo that does not.
    label_clean: "clean", "合格";
    /// Before the side of the picture.
    side: "Side of the picture", "画面一侧";
    /// The left side of the picture.
    image_left: "left", "左";
    /// The right side of the picture.
    image_right: "right", "右";
    /// Before the violation.
    violation: "Violation", "违规程度";
    /// Before the measured value.
    measured: "Measured", "测量值";
    /// Before the ruleset's limit.
    limit: "Limit", "界限";
    /// In place of a message about a photo that is not among the results.
    no_result: "The photo is not among the results.", "结果中没有这张照片。";
    /// In place of a picture that could not be made.
    no_picture: "No picture: the photo could not be read and judged again.", "无图：照片无法再次读取和判断。";
}

impl Words {
    /// The four states of a finding, as tables count them.
    #[must_use]
    pub fn states(&self) -> [&'static str; 4] {
        [self.pass, self.review, self.fail, self.not_assessed]
    }

    /// The word for a side as labels name it.
    pub fn side_of(&self, side: &str) -> &'static str {
        if side == "image_left" { self.image_left } else { self.image_right }
    }
}
