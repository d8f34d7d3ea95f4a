//! TOML → the rules that judge a photo, with their limits and severities.

use serde::Deserialize;

use crate::finding::{Finding, Status};
use crate::measurement::Measurements;
use crate::report::Verdict;
use crate::rules::{Judge, RULES};

/// What a broken rule does to the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The photo fails.
    #[default]
    Reject,
    /// A person should look; the rule alone fails no photo.
    Advise,
    /// The rule is not judged.
    Off,
}

/// Why a ruleset was refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RulesetError {
    /// Not TOML, or not of a ruleset's form.
    #[error("the ruleset is not valid: {0}")]
    Form(#[from] toml::de::Error),
    /// A table for a rule that does not exist.
    #[error("the ruleset names an unknown rule `{rule}`; known are {known}")]
    UnknownRule {
        /// The name in the file.
        rule: String,
        /// All names there are.
        known: String,
    },
    /// A limit that the rule does not have, or of the wrong type.
    #[error("the ruleset's table for `{rule}` is not valid: {reason}")]
    Limits {
        /// The rule.
        rule: String,
        /// What is wrong with the table.
        reason: String,
    },
}

/// A named, versioned set of rules with limits.
pub struct Ruleset {
    /// Its name, `notice` for instance.
    pub name: String,
    /// Its version.
    pub version: String,
    rules: Vec<(Severity, Box<dyn Judge>)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    name: String,
    version: String,
    rules: std::collections::BTreeMap<String, toml::Table>,
}

impl Ruleset {
    /// The dress rules of the notice: the default.
    ///
    /// # Panics
    /// Never: a test builds it.
    #[must_use]
    pub fn notice() -> Self {
        Self::from_toml(include_str!("../rulesets/notice.toml")).expect("the embedded ruleset is tested")
    }

    /// Reads a ruleset. Rules that it does not name are off.
    ///
    /// # Errors
    /// [`RulesetError`] for an unknown rule, an unknown key or a value of the wrong type.
    pub fn from_toml(text: &str) -> Result<Self, RulesetError> {
        let Text { name, version, rules: mut tables } = toml::from_str(text)?;
        let mut rules = Vec::new();
        for entry in RULES {
            let Some(mut table) = tables.remove(entry.id) else { continue };
            let invalid = |error: toml::de::Error| RulesetError::Limits {
                rule: entry.id.to_owned(),
                reason: error.to_string(),
            };
            let severity = match table.remove("severity") {
                Some(value) => value.try_into().map_err(invalid)?,
                None => Severity::default(),
            };
            let rule = (entry.build)(table).map_err(invalid)?;
            if severity != Severity::Off {
                rules.push((severity, rule));
            }
        }
        match tables.into_keys().next() {
            None => Ok(Self { name, version, rules }),
            Some(rule) => {
                let known = RULES.iter().map(|entry| entry.id).collect::<Vec<_>>().join(", ");
                Err(RulesetError::UnknownRule { rule, known })
            }
        }
    }

    /// The findings of all rules about these measurements, and the verdict they make.
    #[must_use]
    pub fn judge(&self, measurements: &Measurements) -> (Verdict, Vec<Finding>) {
        let mut verdict = if self.rules.is_empty() { Verdict::Review } else { Verdict::Pass };
        let mut findings = Vec::new();
        for (severity, rule) in &self.rules {
            let finding = rule.finding(measurements);
            verdict = verdict.max(contribution(*severity, finding.status));
            findings.push(finding);
        }
        (verdict, findings)
    }
}

/// What one finding asks of the verdict. One that was not assessed asks for a look, since it proves nothing.
fn contribution(severity: Severity, status: Status) -> Verdict {
    match (severity, status) {
        (_, Status::Pass) | (Severity::Off, _) => Verdict::Pass,
        (Severity::Reject, Status::Fail) => Verdict::Fail,
        _ => Verdict::Review,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_ruleset_is_valid_and_judges_every_rule() {
        assert_eq!(Ruleset::notice().rules.len(), RULES.len());
    }

    #[test]
    fn the_worst_finding_decides_at_its_severity() {
        use Severity::{Advise, Off, Reject};
        use Status::{Fail, NotAssessed, Pass, Review};
        for (severity, status, verdict) in [
            (Reject, Pass, Verdict::Pass),
            (Reject, NotAssessed, Verdict::Review),
            (Reject, Review, Verdict::Review),
            (Reject, Fail, Verdict::Fail),
            (Advise, Fail, Verdict::Review),
            (Off, Fail, Verdict::Pass),
        ] {
            assert_eq!(contribution(severity, status), verdict, "{severity:?} {status:?}");
        }
    }

    #[test]
    fn mistakes_are_refused_by_name() {
        let ruleset = |rules: &str| Ruleset::from_toml(&format!("name = \"x\"\nversion = \"1\"\n{rules}"));
        let error = |rules| ruleset(rules).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error("[rules.\"clothing.drak\"]").contains("clothing.drak"));
        assert!(error("[rules.\"clothing.dark\"]\nlightnes = 4").contains("lightnes"));
        assert!(error("[rules.\"clothing.dark\"]\nseverity = \"loud\"").contains("loud"));
        assert!(error("rules = {}\nextra = 1").contains("extra"));
        assert!(ruleset("[rules.\"clothing.dark\"]\nlightness = { limit = 30.0, margin = 2.0 }").is_ok());
    }
}
