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
mod colours;
mod counted;
mod expression_eyes;
mod expression_mouth;
mod face_single;
mod file_bytes;
mod file_colour;
mod file_dpi;
mod file_format;
mod file_pixels;
mod file_quality;
#[cfg(test)]
pub(crate) mod framing_samples;
mod geometry_aspect;
mod geometry_centred;
mod geometry_crop;
mod geometry_eye_distance;
mod geometry_eye_line;
mod geometry_face_width;
mod geometry_head_height;
mod geometry_head_top;
mod geometry_head_width;
mod glasses_frame;
mod glasses_glare;
mod glasses_tint;
mod glasses_worn;
mod hair_brows;
mod hair_ears;
mod hair_eyes;
mod image_blocking;
mod image_border;
mod image_sharp;
mod light_cast;
mod light_even;
mod light_exposure;
mod light_face_colour;
mod light_hotspot;
mod light_red_eye;
mod likely;
pub mod line;
mod makeup_heavy;
mod nominal;
mod ornament_earrings;
mod ornament_headwear;
mod ornament_necklace;
mod page;
mod pose_frontal;
mod pose_level;
mod sided;

use std::collections::BTreeMap;

pub use geometry_crop::crop_finding;
pub use page::{LimitPage, RulePage, Source, written};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::coords::Rect;
use crate::crop::{Crop, CropDemands, CropTargets};
use crate::finding::{Finding, Message, Region, Status};
use crate::measurement::{Measurements, Unmeasurable};
use crate::sides::Sides;
use crate::words::Words;
use line::{ON_THE_LINE, status_of};

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
    RuleEntry::of::<pose_frontal::PoseFrontal>(),
    RuleEntry::of::<pose_level::PoseLevel>(),
    RuleEntry::of::<expression_mouth::ExpressionMouth>(),
    RuleEntry::of::<expression_eyes::ExpressionEyes>(),
    RuleEntry::of::<glasses_tint::GlassesTint>(),
    RuleEntry::of::<glasses_frame::GlassesFrame>(),
    RuleEntry::of::<glasses_glare::GlassesGlare>(),
    RuleEntry::of::<glasses_worn::GlassesWorn>(),
    RuleEntry::of::<background_colour::BackgroundColour>(),
    RuleEntry::of::<background_uniform::BackgroundUniform>(),
    RuleEntry::of::<light_exposure::LightExposure>(),
    RuleEntry::of::<light_even::LightEven>(),
    RuleEntry::of::<light_hotspot::LightHotspot>(),
    RuleEntry::of::<light_red_eye::LightRedEye>(),
    RuleEntry::of::<light_cast::LightCast>(),
    RuleEntry::of::<light_face_colour::LightFaceColour>(),
    RuleEntry::of::<geometry_centred::GeometryCentred>(),
    RuleEntry::of::<geometry_head_top::GeometryHeadTop>(),
    RuleEntry::of::<geometry_eye_line::GeometryEyeLine>(),
    RuleEntry::of::<geometry_face_width::GeometryFaceWidth>(),
    RuleEntry::of::<geometry_head_height::GeometryHeadHeight>(),
    RuleEntry::of::<geometry_head_width::GeometryHeadWidth>(),
    RuleEntry::of::<geometry_eye_distance::GeometryEyeDistance>(),
    RuleEntry::of::<geometry_aspect::GeometryAspect>(),
    RuleEntry::of::<geometry_crop::GeometryCrop>(),
    RuleEntry::of::<file_format::FileFormat>(),
    RuleEntry::of::<file_pixels::FilePixels>(),
    RuleEntry::of::<file_colour::FileColour>(),
    RuleEntry::of::<file_dpi::FileDpi>(),
    RuleEntry::of::<file_quality::FileQuality>(),
    RuleEntry::of::<file_bytes::FileBytes>(),
    RuleEntry::of::<image_sharp::ImageSharp>(),
    RuleEntry::of::<image_blocking::ImageBlocking>(),
    RuleEntry::of::<image_border::ImageBorder>(),
];

/// A rule; its fields are its limits.
pub trait Rule: Default + Serialize + DeserializeOwned + JsonSchema + Send + Sync + 'static {
    /// The public identifier of `spec.md`, `clothing.dark` for instance.
    const ID: &'static str;
    /// Unit of the measured quantity and of its limit.
    const UNIT: &'static str;
    /// What `photogate explain` and `docs/rules/` say about it.
    const PAGE: RulePage;

    /// Whether what it reads depends on the parsed face. Parsing takes two thirds of a photo's time: a ruleset in which no rule
    /// needs it is judged without.
    const NEEDS_PARSING: bool = true;

    /// Compares the measurements with the limits.
    ///
    /// # Errors
    /// [`Unmeasurable`] where the photo cannot show what the rule asks for.
    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable>;

    /// The compliant crop that the rule found in the photo; only a rule about cropping finds one.
    fn crop(&self, _measurements: &Measurements) -> Option<Crop> {
        None
    }

    /// What a crop has to look like to meet the rule; only a rule about cropping says.
    fn crop_targets(&self) -> Option<CropTargets> {
        None
    }

    /// Writes what a picture needs to meet the rule into the `demands` on the crop that makes it; of most rules a crop can
    /// do nothing about the quantity.
    fn ask_of_crop(&self, _demands: &mut CropDemands) {}
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
    /// Unit of `measured` and `limit` where another quantity than the rule's first decided; `None` for the rule's unit.
    pub unit: Option<&'static str>,
}

/// A rule with limits, whatever its type.
pub trait Judge: Send + Sync {
    /// The rule's finding about these measurements.
    fn finding(&self, measurements: &Measurements) -> Finding;

    /// As [`Rule::crop`].
    fn crop(&self, measurements: &Measurements) -> Option<Crop>;

    /// As [`Rule::crop_targets`].
    fn crop_targets(&self) -> Option<CropTargets>;

    /// As [`Rule::ask_of_crop`].
    fn ask_of_crop(&self, demands: &mut CropDemands);
}

impl<R: Rule> Judge for R {
    fn finding(&self, measurements: &Measurements) -> Finding {
        finding::<R>(self.judge(measurements), measurements)
    }

    fn crop(&self, measurements: &Measurements) -> Option<Crop> {
        Rule::crop(self, measurements)
    }

    fn crop_targets(&self) -> Option<CropTargets> {
        Rule::crop_targets(self)
    }

    fn ask_of_crop(&self, demands: &mut CropDemands) {
        Rule::ask_of_crop(self, demands);
    }
}

/// The finding of the rule `R` that `judged` these measurements.
fn finding<R: Rule>(judged: Result<Judgement, Unmeasurable>, measurements: &Measurements) -> Finding {
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
    match judged {
        Err(reason) => Finding { message: reason.message(), ..blank },
        Ok(judgement) => Finding {
            status: status_of(judgement.violation),
            violation: Some(rounded(judgement.violation, 4)),
            measured: Some(rounded(judgement.measured.into(), 3)),
            limit: Some(rounded(judgement.limit.into(), 3)),
            unit: judgement.unit.unwrap_or(R::UNIT).to_owned(),
            region: judgement
                .region
                .and_then(|rect| Region::clipped(rect, measurements.width, measurements.height)),
            message: if is_close(judgement.violation) {
                judgement.message.and(CLOSE)
            } else {
                judgement.message
            },
            parts: judgement.parts.map(by_side).unwrap_or_default(),
            ..blank
        },
    }
}

/// Added to what is said of a photo that keeps a limit by so little that a person should look: the rule itself says that all
/// is well.
const CLOSE: Words =
    Words::new("; so close to the limit that a person should look", "；接近限值，请人工复核");

/// Whether a limit is kept, but not by more than what is to be reviewed.
fn is_close(violation: f64) -> bool {
    violation < ON_THE_LINE && status_of(violation) == Status::Review
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
    /// Unit of the measured quantity.
    pub unit: &'static str,
    /// Its documentation.
    pub page: RulePage,
    /// Whether what it reads depends on the parsed face.
    pub needs_parsing: bool,
    /// Makes the rule from its table of limits; absent keys keep their defaults.
    pub build: fn(toml::Table) -> Result<Box<dyn Judge>, toml::de::Error>,
    /// The limits as a ruleset would write them if it changed none.
    pub defaults: fn() -> toml::Table,
    /// JSON Schema of the table of limits.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
}

impl RuleEntry {
    const fn of<R: Rule>() -> Self {
        Self {
            id: R::ID,
            unit: R::UNIT,
            page: R::PAGE,
            needs_parsing: R::NEEDS_PARSING,
            build: build::<R>,
            defaults: defaults::<R>,
            schema: <R as JsonSchema>::json_schema,
        }
    }
}

fn build<R: Rule>(limits: toml::Table) -> Result<Box<dyn Judge>, toml::de::Error> {
    Ok(Box::new(limits.try_into::<R>()?))
}

/// The default limits, each number as short as its type allows.
fn defaults<R: Rule>() -> toml::Table {
    let table = toml::Table::try_from(R::default()).unwrap_or_else(|error| {
        unreachable!("the limits of `{}` are plain numbers and tables: {error}", R::ID);
    });
    shortened(table)
}

/// TOML holds doubles; a limit of type `f32` would otherwise appear as `0.10999999940395355`.
fn shortened(table: toml::Table) -> toml::Table {
    fn shorten(value: toml::Value) -> toml::Value {
        match value {
            toml::Value::Float(number) => {
                toml::Value::Float((number as f32).to_string().parse().unwrap_or(number))
            }
            toml::Value::Array(values) => toml::Value::Array(values.into_iter().map(shorten).collect()),
            toml::Value::Table(table) => toml::Value::Table(shortened(table)),
            other => other,
        }
    }
    table.into_iter().map(|(key, value)| (key, shorten(value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing_measured() -> Measurements {
        let face = Rect::new(100.0, 100.0, 200.0, 200.0);
        Measurements::none((480, 640), vec![face], Unmeasurable::Face)
    }

    /// A rule that finds what it is told.
    #[derive(Default, Serialize, serde::Deserialize, JsonSchema)]
    struct Told {
        violation: f64,
    }

    impl Rule for Told {
        const ID: &'static str = "told";
        const UNIT: &'static str = "px";
        const PAGE: RulePage = RULES[0].page;

        fn judge(&self, _measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
            Ok(Judgement {
                violation: self.violation,
                measured: 1.0,
                limit: 2.0,
                region: None,
                message: Message::new("level", "水平"),
                parts: None,
                unit: (self.violation > 0.6).then_some("share"),
            })
        }
    }

    #[test]
    fn who_is_to_look_is_told_why_where_the_limit_is_kept() {
        let told = |violation| Told { violation }.finding(&nothing_measured());
        assert_eq!(told(0.3).message, Message::new("level", "水平"));
        assert_eq!(told(0.45).message, Message::new("level", "水平").and(CLOSE));
        assert_eq!(told(0.55).message, Message::new("level", "水平"), "the rule itself says what is wrong");
    }

    #[test]
    fn a_finding_has_the_unit_of_the_quantity_that_decided() {
        let unit = |violation| Told { violation }.finding(&nothing_measured()).unit;
        assert_eq!((unit(0.1).as_str(), unit(0.9).as_str()), ("px", "share"));
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
    fn every_rule_documents_itself_in_both_languages() {
        let testdata = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata");
        for RuleEntry { id, page, defaults, .. } in RULES {
            let texts = [page.title, page.demand, page.reason, page.measurement, page.remedy];
            for words in texts.into_iter().chain(page.limits.iter().map(|limit| limit.about)) {
                assert!(!words.en.is_empty() && !words.zh.is_empty(), "{id}: {words:?}");
                assert!(words.zh.chars().any(|c| c > '\u{2e80}'), "{id}: not Chinese: {}", words.zh);
            }
            assert!(!page.sources.is_empty(), "{id}: no source");
            let defaults = defaults();
            let mut documented: Vec<_> = page.limits.iter().map(|limit| limit.key).collect();
            documented.sort_unstable();
            assert_eq!(documented, defaults.keys().collect::<Vec<_>>(), "{id}: limits");
            for limit in page.limits {
                let numbers = numbers_in(&defaults[limit.key]);
                assert!(
                    numbers.iter().all(|number| (limit.lowest..=limit.highest).contains(number)),
                    "{id}: {} holds {numbers:?}, outside {} to {}",
                    limit.key,
                    limit.lowest,
                    limit.highest
                );
            }
            for picture in [page.passes, page.fails] {
                assert!(testdata.join(picture).is_file(), "{id}: there is no testdata/{picture}");
            }
        }
    }

    #[test]
    fn what_is_demanded_and_why_holds_under_any_limits() {
        // The limits of the ruleset in force stand beside these texts; numbers in them would be those of another.
        for RuleEntry { id, page, .. } in RULES {
            for text in [page.title, page.demand, page.reason].iter().flat_map(|words| [words.en, words.zh]) {
                assert!(!text.contains(|c: char| c.is_ascii_digit()), "{id}: {text}");
            }
        }
    }

    /// The numbers that a limit consists of, without the width of its review band.
    fn numbers_in(limit: &toml::Value) -> Vec<f64> {
        match limit {
            toml::Value::Float(number) => vec![*number],
            toml::Value::Integer(number) => vec![*number as f64],
            toml::Value::Array(values) => values.iter().flat_map(numbers_in).collect(),
            toml::Value::Table(table) => table
                .iter()
                .filter(|(key, _)| *key != "margin")
                .flat_map(|(_, value)| numbers_in(value))
                .collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn defaults_are_written_as_short_as_they_are_typed() {
        let text = toml::to_string(&(RULES[3].defaults)()).unwrap();
        assert!(text.contains("limit = 0.11\n"), "{text}");
    }

    #[test]
    fn what_was_not_measured_is_not_assessed_and_says_why() {
        // How many faces there are and what shape the picture has is always known.
        for rule in RULES.iter().filter(|rule| !["face.single", "geometry.aspect"].contains(&rule.id)) {
            let finding = (rule.build)(toml::Table::new()).unwrap().finding(&nothing_measured());
            assert_eq!(finding.rule, rule.id);
            assert_eq!(finding.status, Status::NotAssessed, "{}", rule.id);
            assert!(finding.violation.is_none(), "{}", rule.id);
            assert!(!finding.message.en.is_empty() && !finding.message.zh.is_empty(), "{}", rule.id);
        }
    }
}
