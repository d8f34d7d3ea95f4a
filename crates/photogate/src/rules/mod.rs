//! (Measurements, limits) → findings. One file a rule: its documentation, its limits, its judgement, its tests.
//!
//! A rule compares; it looks at no pixel. Its limits are the fields of its own type, which refuses unknown keys,
//! so a ruleset hands each rule its own table and no central structure grows with the rules.

mod background_colour;
mod background_uniform;
mod clothing_background;
mod clothing_dark;
mod clothing_pattern;
mod clothing_skin_tone;
mod clothing_straps;
mod expression_eyes;
mod expression_mouth;
mod face_single;
mod glasses_frame;
mod glasses_tint;
mod hair_brows;
mod hair_ears;
mod hair_eyes;
mod likely;
pub mod line;
mod makeup_heavy;
mod ornament_earrings;
mod ornament_headwear;
mod ornament_necklace;
mod sided;

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::coords::Rect;
use crate::finding::{Finding, Message, Region, Status};
use crate::measurement::{Measurements, Unmeasurable};
use crate::sides::Sides;
use line::status_of;

/// Every rule, in the order in which reports list them.
pub const RULES: &[RuleEntry] = &[
    RuleEntry::of::<face_single::FaceSingle>(),
    RuleEntry::of::<clothing_dark::ClothingDark>(),
    RuleEntry::of::<clothing_pattern::ClothingPattern>(),
    RuleEntry::of::<clothing_straps::ClothingStraps>(),
    RuleEntry::of::<clothing_skin_tone::ClothingSkinTone>(),
    RuleEntry::of::<clothing_background::ClothingBackground>(),
    RuleEntry::of::<hair_brows::HairBrows>(),
    RuleEntry::of::<hair_eyes::HairEyes>(),
    RuleEntry::of::<hair_ears::HairEars>(),
    RuleEntry::of::<ornament_earrings::OrnamentEarrings>(),
    RuleEntry::of::<ornament_necklace::OrnamentNecklace>(),
    RuleEntry::of::<ornament_headwear::OrnamentHeadwear>(),
    RuleEntry::of::<makeup_heavy::MakeupHeavy>(),
    RuleEntry::of::<expression_mouth::ExpressionMouth>(),
    RuleEntry::of::<expression_eyes::ExpressionEyes>(),
    RuleEntry::of::<glasses_tint::GlassesTint>(),
    RuleEntry::of::<glasses_frame::GlassesFrame>(),
    RuleEntry::of::<background_colour::BackgroundColour>(),
    RuleEntry::of::<background_uniform::BackgroundUniform>(),
];

/// A rule; its fields are its limits.
pub trait Rule: Default + DeserializeOwned + Send + Sync + 'static {
    /// The public identifier of `spec.md`, `clothing.dark` for instance.
    const ID: &'static str;
    /// Unit of the measured quantity and of its limit.
    const UNIT: &'static str;

    /// Compares the measurements with the limits.
    ///
    /// # Errors
    /// [`Unmeasurable`] where the photo cannot show what the rule asks for.
    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable>;
}

/// What a rule concludes from measurements.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// 0 to 1; 0.5 on the line.
    pub violation: f64,
    /// The measured quantity.
    pub measured: f32,
    /// The limit it was compared with.
    pub limit: f32,
    /// Where to look, in pixels of the photo.
    pub region: Option<Rect>,
    /// What was found, and what to do about it.
    pub message: Message,
    /// The violation on each side, for rules that judge sides apart.
    pub parts: Option<Sides<f64>>,
}

/// A rule with limits, whatever its type.
pub trait Judge: Send + Sync {
    /// The rule's finding about these measurements.
    fn finding(&self, measurements: &Measurements) -> Finding;
}

impl<R: Rule> Judge for R {
    fn finding(&self, measurements: &Measurements) -> Finding {
        let blank = Finding {
            rule: R::ID.to_owned(),
            status: Status::NotAssessed,
            violation: None,
            measured: None,
            limit: None,
            unit: R::UNIT.to_owned(),
            parts: BTreeMap::new(),
            region: None,
            message: Message::new("", ""),
        };
        match self.judge(measurements) {
            Err(reason) => Finding { message: reason.message(), ..blank },
            Ok(judgement) => Finding {
                status: status_of(judgement.violation),
                violation: Some(rounded(judgement.violation, 4)),
                measured: Some(rounded(judgement.measured.into(), 3)),
                limit: Some(rounded(judgement.limit.into(), 3)),
                region: judgement
                    .region
                    .and_then(|rect| Region::clipped(rect, measurements.width, measurements.height)),
                message: judgement.message,
                parts: judgement.parts.map(by_side).unwrap_or_default(),
                ..blank
            },
        }
    }
}

/// Violations under the names that results use for the sides.
fn by_side(violations: Sides<f64>) -> BTreeMap<String, f64> {
    let Sides { image_left, image_right } = violations.map(|&violation| rounded(violation, 4));
    BTreeMap::from([("image_left".to_owned(), image_left), ("image_right".to_owned(), image_right)])
}

/// Digits beyond what is measured only make reports differ where pictures do not.
fn rounded(value: f64, digits: i32) -> f64 {
    let factor = 10_f64.powi(digits);
    (value * factor).round() / factor
}

/// One line of the registry.
#[derive(Debug, Clone, Copy)]
pub struct RuleEntry {
    /// The rule's identifier.
    pub id: &'static str,
    /// Makes the rule from its table of limits; absent keys keep their defaults.
    pub build: fn(toml::Table) -> Result<Box<dyn Judge>, toml::de::Error>,
}

impl RuleEntry {
    const fn of<R: Rule>() -> Self {
        Self { id: R::ID, build: build::<R> }
    }
}

fn build<R: Rule>(limits: toml::Table) -> Result<Box<dyn Judge>, toml::de::Error> {
    Ok(Box::new(limits.try_into::<R>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing_measured() -> Measurements {
        let unknown = Unmeasurable::Face;
        Measurements {
            width: 480,
            height: 640,
            faces: vec![Rect::new(100.0, 100.0, 200.0, 200.0)],
            pose: Err(unknown),
            skin: Err(unknown),
            face_parts: Err(unknown),
            colouring: Err(unknown),
            backdrop: Err(unknown),
            garment: Err(unknown),
            shoulders: Err(unknown),
            torso: Err(unknown),
        }
    }

    #[test]
    fn identifiers_are_unique_and_of_the_specs_form() {
        let mut ids: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), RULES.len());
        assert!(ids.iter().all(|id| id.split('.').count() == 2
            && id.chars().all(|c| c.is_ascii_lowercase() || c == '.' || c == '_')));
    }

    #[test]
    fn every_rule_has_defaults_and_refuses_unknown_limits() {
        for rule in RULES {
            (rule.build)(toml::Table::new()).unwrap_or_else(|error| panic!("{}: {error}", rule.id));
            let unknown = toml::Table::from_iter([("no_such_limit".to_owned(), toml::Value::from(1))]);
            assert!((rule.build)(unknown).is_err(), "{}", rule.id);
        }
    }

    #[test]
    fn what_was_not_measured_is_not_assessed_and_says_why() {
        for rule in RULES.iter().filter(|rule| rule.id != "face.single") {
            let finding = (rule.build)(toml::Table::new()).unwrap().finding(&nothing_measured());
            assert_eq!(finding.rule, rule.id);
            assert_eq!(finding.status, Status::NotAssessed, "{}", rule.id);
            assert!(finding.violation.is_none(), "{}", rule.id);
            assert!(!finding.message.en.is_empty() && !finding.message.zh.is_empty(), "{}", rule.id);
        }
    }
}
