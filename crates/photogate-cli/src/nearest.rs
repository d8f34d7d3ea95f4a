//! A name as somebody typed it → the one that was meant.

/// Of the names `known`, those of rules or rulesets, the one that `name` is most like; empty if there is none.
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> &'a str {
    // `dark` for `clothing.dark` is no slip of the fingers: half of the name is compared too.
    let likeness = |known: &str| {
        let tail = known.split('.').next_back().unwrap_or(known);
        strsim::jaro_winkler(name, known).max(strsim::jaro_winkler(name, tail))
    };
    let nearest = known.iter().copied().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    nearest.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 6] = [
        "clothing.background",
        "clothing.dark",
        "hair.brows",
        "hair.ears",
        "ornament.necklace",
        "pose.level",
    ];

    #[test]
    fn slips_lead_to_the_rule_that_was_meant() {
        for (typed, meant) in [
            ("clothing.drak", "clothing.dark"),
            ("clothing_dark", "clothing.dark"),
            ("dark", "clothing.dark"),
            ("hair.ear", "hair.ears"),
            ("ornament.necklase", "ornament.necklace"),
            ("pose.levle", "pose.level"),
        ] {
            assert_eq!(nearest(typed, &KNOWN), meant, "{typed}");
        }
    }
}
