//! A ruleset as text: every rule with every limit, to be read, copied and edited.

use std::fmt::Write as _;

use super::{RuleInForce, Ruleset};
use crate::units::unit_in;
use crate::words::Language;

impl Ruleset {
    /// The ruleset as TOML that says everything: each rule's title, severity and limits, defaults included, with what
    /// they mean in `language`. Read again, it is the same ruleset.
    #[must_use]
    pub fn to_toml(&self, language: Language) -> String {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let mut text = String::new();
        let _ = writeln!(text, "name = {}", quoted(&self.name.name));
        let _ = writeln!(text, "version = {}", quoted(&self.name.version));
        let (en, zh) = (quoted(&self.about.en), quoted(&self.about.zh));
        let _ = writeln!(text, "about = {{ en = {en}, zh = {zh} }}");
        for rule in &self.rules {
            rule.write(&mut text, language);
        }
        text
    }
}

impl RuleInForce {
    fn write(&self, text: &mut String, language: Language) {
        let page = self.entry.page;
        let _ = writeln!(text, "\n# {}", language.of(&page.demand));
        let _ = writeln!(text, "[rules.\"{}\"]", self.entry.id);
        let _ = writeln!(text, "severity = \"{}\"", self.severity.word());
        for limit in page.limits {
            let Some(value) = self.limits.get(limit.key) else { continue };
            let unit = match limit.unit {
                "" => String::new(),
                unit => format!(" [{}]", unit_in(unit, language)),
            };
            let _ = writeln!(text, "# {}{unit}", language.of(&limit.about));
            let _ = writeln!(text, "{} = {value}", limit.key);
        }
    }
}
