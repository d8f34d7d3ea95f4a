//! Units of measured quantities and limits, as people read them.

use crate::words::{Language, Words};

/// Units that are words. Results and rulesets write the English one in either language; all others are symbols.
const WORDS: &[Words] = &[
    Words::new("area per square of width", "面积与宽度平方之比"),
    Words::new("bits", "位"),
    Words::new("chance", "概率"),
    Words::new("eye widths", "倍眼宽"),
    Words::new("faces", "张人脸"),
    Words::new("faults", "项"),
    Words::new("letters", "个字符"),
    Words::new("levels", "级"),
    Words::new("probability", "概率"),
    Words::new("quality", "质量因子"),
    Words::new("ratio", "比值"),
    Words::new("share", "比例"),
    Words::new("squares of the eye distance", "眼距平方"),
    Words::new("stops", "档"),
    Words::new("swings per face width", "次/脸宽"),
];

/// `unit` as it is read in `language`; a symbol stays as it is.
#[must_use]
pub fn unit_in(unit: &str, language: Language) -> &str {
    WORDS.iter().find(|words| words.en == unit).map_or(unit, |words| language.of(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RULES;

    #[test]
    fn words_are_translated_and_symbols_are_not() {
        assert_eq!(unit_in("probability", Language::Zh), "概率");
        assert_eq!(unit_in("probability", Language::En), "probability");
        assert_eq!(unit_in("ΔE00", Language::Zh), "ΔE00");
    }

    #[test]
    fn every_unit_of_a_rule_or_limit_is_a_symbol_or_has_chinese_words() {
        const SYMBOLS: &[&str] =
            &["", "a*", "b*", "C*", "C*ab", "CIELAB", "KB", "L*", "dpi", "px", "sRGB", "°", "Δab", "ΔE00"];
        let of_limits = RULES.iter().flat_map(|rule| rule.page.limits).map(|limit| limit.unit);
        for unit in RULES.iter().map(|rule| rule.unit).chain(of_limits) {
            let translated = unit_in(unit, Language::Zh) != unit;
            assert!(SYMBOLS.contains(&unit) != translated, "{unit}");
        }
    }
}
