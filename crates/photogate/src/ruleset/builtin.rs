//! The rulesets that are part of the program.

/// Name and text of each.
const TEXTS: [(&str, &str); 6] = [
    ("notice", include_str!("../../rulesets/notice.toml")),
    ("registry", include_str!("../../rulesets/registry.toml")),
    ("capture", include_str!("../../rulesets/capture.toml")),
    ("identity_card", include_str!("../../rulesets/identity_card.toml")),
    ("permit", include_str!("../../rulesets/permit.toml")),
    ("postgraduate", include_str!("../../rulesets/postgraduate.toml")),
];

/// Their names.
pub(super) const NAMES: [&str; TEXTS.len()] = {
    let mut names = [""; TEXTS.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = TEXTS[index].0;
        index += 1;
    }
    names
};

/// The text of the ruleset called `name`.
pub(super) fn text(name: &str) -> Option<&'static str> {
    TEXTS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
