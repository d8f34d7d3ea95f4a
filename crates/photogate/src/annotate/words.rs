//! The overlay's own words. What a rule says comes with its finding.

use crate::finding::Status;
use crate::report::Verdict;
use crate::words::Words;

/// The word for a verdict, as large as a stamp.
pub(super) const fn verdict(verdict: Verdict) -> Words {
    match verdict {
        Verdict::Pass => Words::new("PASS", "通过"),
        Verdict::Review => Words::new("REVIEW", "待复核"),
        Verdict::Fail => Words::new("FAIL", "不通过"),
        Verdict::Error => Words::new("ERROR", "错误"),
    }
}

/// The word for a status behind the number of findings that have it.
pub(super) const fn status(status: Status) -> Words {
    match status {
        Status::Pass => Words::new("pass", "项通过"),
        Status::Review => Words::new("to review", "项待复核"),
        Status::Fail => Words::new("fail", "项不通过"),
        Status::NotAssessed => Words::new("not assessed", "项未评估"),
    }
}

/// Before the rules that could not be assessed.
pub(super) const NOT_ASSESSED: Words = Words::new("not assessed: ", "未评估：");
/// Before and after how many rules were judged, if all are met.
pub(super) const ALL: Words = Words::new("all", "全部");
pub(super) const RULES_MET: Words = Words::new("rules met", "条规则均符合");
/// Between a rule and what it says.
pub(super) const COLON: Words = Words::new(": ", "：");
/// Around the limit behind a measured value.
pub(super) const LIMIT: Words = Words::new(" (limit ", "（界限 ");
pub(super) const LIMIT_END: Words = Words::new(")", "）");

/// Names of the measured colours.
pub(super) const GARMENT_COLOURS: Words = Words::new("Garment", "衣着");
pub(super) const SKIN_COLOUR: Words = Words::new("Skin", "肤色");
pub(super) const BACKDROP_COLOUR: Words = Words::new("Backdrop", "背景");

/// Names of the marks in the legend.
pub(super) const BACKDROP_SAMPLES: Words = Words::new("backdrop sampled", "背景取样");
pub(super) const GARMENT: Words = Words::new("garment", "衣着");
pub(super) const BARE_SKIN: Words = Words::new("bare skin", "裸露皮肤");
pub(super) const HAIR: Words = Words::new("hair", "头发");
pub(super) const EARS: Words = Words::new("ears", "耳朵");
pub(super) const FEATURES: Words = Words::new("brows, eyes, lips", "眉、眼、唇");
pub(super) const GLASSES: Words = Words::new("glasses", "眼镜");
pub(super) const ORNAMENTS: Words = Words::new("ornaments, hat", "饰物、帽子");
pub(super) const SKIN_SAMPLES: Words = Words::new("skin sampled", "肤色取样");
pub(super) const FACE: Words = Words::new("face, eyes, level", "脸部、双眼、水平线");
