//! TOML → the rules that judge a photo, with their limits and severities.
//!
//! A ruleset is data: a name, a version, and for each rule that it names a severity and the limits that differ from the
//! rule's defaults. It may extend a shipped ruleset and change three lines of it. What cannot be right is refused with the
//! line of the text and the name that was probably meant.

mod builtin;
mod choice;
mod contradiction;
mod error;
mod listing;
mod schema;
mod syntax;
mod text;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use toml::Value;

pub use choice::RulesetChoice;
pub use error::{RulesetError, RulesetProblem};
pub use schema::ruleset_schema;

use crate::crop::{Crop, CropDemands, CropTargets, PictureTargets};
use crate::finding::{Finding, Message, Status};
use crate::measurement::Measurements;
use crate::report::{RulesetName, Verdict};
use crate::rules::{Judge, RULES, RuleEntry};
use text::{RuleText, Text};

/// What a broken rule does to the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
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

impl Severity {
    /// All there are, the strictest first.
    pub const ALL: [Self; 3] = [Self::Reject, Self::Advise, Self::Off];

    /// The word for it in a ruleset.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::Advise => "advise",
            Self::Off => "off",
        }
    }
}

/// A named, versioned set of rules with limits.
pub struct Ruleset {
    name: RulesetName,
    about: Message,
    rules: Vec<RuleInForce>,
}

/// One rule of a ruleset.
pub struct RuleInForce {
    entry: &'static RuleEntry,
    severity: Severity,
    limits: toml::Table,
    judge: Box<dyn Judge>,
}

impl RuleInForce {
    /// Its line of the registry: identifier, documentation, unit.
    #[must_use]
    pub fn entry(&self) -> &'static RuleEntry {
        self.entry
    }

    /// What breaking it does to the verdict.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Whether it is judged at all: not off.
    #[must_use]
    pub fn is_judged(&self) -> bool {
        self.severity != Severity::Off
    }

    /// All its limits, those of the ruleset and the defaults of the rest.
    #[must_use]
    pub fn limits(&self) -> &toml::Table {
        &self.limits
    }
}

impl Ruleset {
    /// Names of the rulesets that are part of the program.
    #[must_use]
    pub fn shipped_names() -> &'static [&'static str] {
        &builtin::NAMES
    }

    /// The shipped ruleset called `name`; `None` if there is none.
    ///
    /// # Panics
    /// Never: a test builds them all.
    #[must_use]
    pub fn shipped(name: &str) -> Option<Self> {
        let text = builtin::text(name)?;
        Some(
            Self::from_toml(text)
                .unwrap_or_else(|error| unreachable!("the shipped ruleset `{name}`: {error}")),
        )
    }

    /// The dress rules of the notice alone.
    ///
    /// # Panics
    /// Never: a test builds it.
    #[must_use]
    pub fn notice() -> Self {
        Self::shipped("notice").expect("shipped")
    }

    /// The picture of 480×640 pixels for the registry: dress, standard and audit. The default for pictures of that size.
    ///
    /// # Panics
    /// Never: a test builds it.
    #[must_use]
    pub fn registry() -> Self {
        Self::shipped("registry").expect("shipped")
    }

    /// The camera's original, which is still to be cropped. The default for larger pictures.
    ///
    /// # Panics
    /// Never: a test builds it.
    #[must_use]
    pub fn capture() -> Self {
        Self::shipped("capture").expect("shipped")
    }

    /// Reads a ruleset. Rules that neither it nor what it extends names are off.
    ///
    /// # Errors
    /// [`RulesetError`] for what is not TOML, an unknown rule, key or word, a value of the wrong type or out of range, and
    /// for limits that contradict each other.
    pub fn from_toml(text: &str) -> Result<Self, RulesetError> {
        let text = Text::read(text)?;
        let base = text.extends.as_deref().and_then(Self::shipped);
        let inherited = |id: &str| base.as_ref().and_then(|base| base.rule(id));
        let mut rules = Vec::new();
        for entry in RULES {
            let (own, inherited) = (text.rules.get(entry.id), inherited(entry.id));
            if own.is_some() || inherited.is_some() {
                rules.push(in_force(entry, own, inherited)?);
            }
        }
        contradiction::check(&rules, &text)?;
        let name = RulesetName { name: text.name, version: text.version };
        Ok(Self { name, about: text.about, rules })
    }

    /// Reads a ruleset from the bytes of its file.
    ///
    /// # Errors
    /// As [`Ruleset::from_toml`], and for bytes that are not UTF-8.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, RulesetError> {
        Self::from_toml(text::decoded(bytes)?)
    }

    /// Its name and version.
    #[must_use]
    pub fn name(&self) -> &RulesetName {
        &self.name
    }

    /// What it is for, in both languages; empty where the text does not say.
    #[must_use]
    pub fn about(&self) -> &Message {
        &self.about
    }

    /// The rules that it names, in the order of the registry; those that are off too.
    #[must_use]
    pub fn rules(&self) -> &[RuleInForce] {
        &self.rules
    }

    /// The rule with this identifier, if the ruleset names it.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&RuleInForce> {
        self.rules.iter().find(|rule| rule.entry.id == id)
    }

    /// Whether any rule that is judged depends on the parsed face.
    #[must_use]
    pub fn needs_parsing(&self) -> bool {
        self.in_force().any(|rule| rule.entry.needs_parsing)
    }

    /// The findings of all rules about these measurements, and the verdict they make.
    #[must_use]
    pub fn judge(&self, measurements: &Measurements) -> (Verdict, Vec<Finding>) {
        // Nothing judged proves nothing.
        let mut verdict = Verdict::Review;
        let mut findings = Vec::new();
        for rule in self.in_force() {
            let finding = rule.judge.finding(measurements);
            let contribution = contribution(rule.severity, finding.status);
            verdict = if findings.is_empty() { contribution } else { verdict.max(contribution) };
            findings.push(finding);
        }
        (verdict, findings)
    }

    /// The compliant crop of the photo; `None` where there is none, or the ruleset does not ask for one.
    #[must_use]
    pub fn crop(&self, measurements: &Measurements) -> Option<Crop> {
        self.in_force().find_map(|rule| rule.judge.crop(measurements))
    }

    /// What a crop has to look like for an original to pass; `None` where no rule in force is about crops, and the ruleset
    /// so not one for originals.
    #[must_use]
    pub fn crop_targets(&self) -> Option<CropTargets> {
        self.in_force().find_map(|rule| rule.judge.crop_targets())
    }

    /// What a picture has to be like that is cropped to pass: what the rules in force ask, inside their review bands, and the
    /// registry's for what none asks.
    ///
    /// ```
    /// use photogate::Ruleset;
    ///
    /// let card = Ruleset::shipped("identity_card").expect("it ships").picture_targets();
    /// assert_eq!((card.crop.width, card.crop.height), (358, 441));
    /// assert_eq!((card.file.most_bytes, card.file.dots_per_inch), (20_000, 350));
    /// ```
    #[must_use]
    pub fn picture_targets(&self) -> PictureTargets {
        let mut demands = CropDemands::default();
        for rule in self.in_force() {
            rule.judge.ask_of_crop(&mut demands);
        }
        demands.targets()
    }

    /// The rules that are not off.
    fn in_force(&self) -> impl Iterator<Item = &RuleInForce> {
        self.rules.iter().filter(|rule| rule.is_judged())
    }

    /// SHA-256, in hexadecimal digits, of all that decides a verdict: rules, severities and every limit, defaults
    /// included. Two rulesets with the same fingerprint judge alike, whatever their texts look like.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for RuleInForce { entry, severity, limits, .. } in &self.rules {
            hash.update(format!("{} {}\n{limits}\n", entry.id, severity.word()));
        }
        hex::encode(hash.finalize())
    }
}

/// A rule with its own limits over those it inherits over its defaults.
fn in_force(
    entry: &'static RuleEntry,
    own: Option<&RuleText>,
    inherited: Option<&RuleInForce>,
) -> Result<RuleInForce, RulesetError> {
    let mut limits = (entry.defaults)();
    for layer in [inherited.map(|rule| &rule.limits), own.map(|rule| &rule.limits)].into_iter().flatten() {
        lay_over(&mut limits, layer);
    }
    let severity = own
        .and_then(|rule| rule.severity)
        .or_else(|| inherited.map(RuleInForce::severity))
        .unwrap_or_default();
    let judge = (entry.build)(limits.clone()).map_err(|error| RulesetError {
        line: own.map(|rule| rule.line),
        problem: RulesetProblem::Syntax { reason: syntax::bilingual(error.message()) },
    })?;
    Ok(RuleInForce { entry, severity, limits, judge })
}

/// Puts the values of `layer` into `table`, and those of its inner tables into the inner tables.
fn lay_over(table: &mut toml::Table, layer: &toml::Table) {
    for (key, value) in layer {
        match (table.get_mut(key), value) {
            (Some(Value::Table(inner)), Value::Table(layer)) => lay_over(inner, layer),
            _ => {
                table.insert(key.clone(), value.clone());
            }
        }
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
mod tests;
