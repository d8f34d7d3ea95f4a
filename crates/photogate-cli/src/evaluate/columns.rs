//! Columns of a label file → what they say about which rule.

use photogate::Message;
use photogate::rules::RULES;

/// What the cells of a column mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// `1` or `0`, about one rule.
    YesNo {
        rule: &'static str,
        /// The side of the picture, for rules that judge sides apart.
        side: Option<&'static str>,
        /// The value that breaks the rule.
        breaks: &'static str,
    },
    /// How the face is placed in the frame: one word for the fault, or `ok`.
    Geometry,
    /// How many faces are in the picture.
    Faces,
}

/// A column that is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: &'static str,
    meaning: Meaning,
    /// Whether the project's reference scorer reads it too.
    is_in_reference: bool,
}

/// What one label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Truth {
    /// The rule.
    pub rule: &'static str,
    /// The side of the picture that it speaks of; `None` for the whole.
    pub side: Option<&'static str>,
    /// Whether the photo breaks the rule.
    pub is_violation: bool,
}

/// The rules that the column `geometry` speaks of, each with the words for its faults.
const GEOMETRY: &[(&str, &[&str])] = &[
    ("geometry.eye_line", &["low", "high"]),
    ("geometry.face_width", &["small", "large"]),
    ("pose.level", &["tilt"]),
    ("geometry.centred", &["left"]),
];

const FACE_SINGLE: &str = "face.single";

const fn yes_no(heading: &'static str, rule: &'static str, breaks: &'static str) -> Column {
    Column { heading, meaning: Meaning::YesNo { rule, side: None, breaks }, is_in_reference: true }
}

const fn ear(heading: &'static str, side: &'static str) -> Column {
    let meaning = Meaning::YesNo { rule: "hair.ears", side: Some(side), breaks: "0" };
    Column { heading, meaning, is_in_reference: true }
}

const fn own(column: Column) -> Column {
    Column { is_in_reference: false, ..column }
}

/// Every column with a name of its own. The identifier of a rule is understood as well.
pub const COLUMNS: &[Column] = &[
    Column { heading: "faces", meaning: Meaning::Faces, is_in_reference: true },
    ear("ear_left", "image_left"),
    ear("ear_right", "image_right"),
    yes_no("brows", "hair.brows", "0"),
    yes_no("earring", "ornament.earrings", "1"),
    yes_no("necklace", "ornament.necklace", "1"),
    yes_no("hat", "ornament.headwear", "1"),
    yes_no("mouth_open", "expression.mouth", "1"),
    yes_no("dark", "clothing.dark", "0"),
    yes_no("pattern", "clothing.pattern", "1"),
    yes_no("straps", "clothing.straps", "1"),
    yes_no("skin_tone", "clothing.skin_tone", "1"),
    yes_no("near_background", "clothing.background", "1"),
    Column { heading: "geometry", meaning: Meaning::Geometry, is_in_reference: true },
    own(yes_no("glasses", "glasses.worn", "1")),
    own(yes_no("backdrop_colour", "background.colour", "0")),
    own(yes_no("backdrop_uniform", "background.uniform", "0")),
];

/// Columns of the research data that say what a picture is, and nothing that a rule could be held against.
pub const DESCRIPTIONS: [&str; 5] = ["source", "colour", "face_width", "eye_y", "roll"];

impl Column {
    /// The column with this heading, if it is understood: one of [`COLUMNS`], or 1 where the rule of that name is broken.
    #[must_use]
    pub fn with_heading(heading: &str) -> Option<Self> {
        let named = COLUMNS.iter().copied().find(|column| column.heading == heading);
        let of_rule =
            || RULES.iter().find(|rule| rule.id == heading).map(|rule| own(yes_no(rule.id, rule.id, "1")));
        named.or_else(of_rule)
    }

    /// The side of the picture that the column speaks of; `None` for the whole.
    #[must_use]
    pub fn side(self) -> Option<&'static str> {
        match self.meaning {
            Meaning::YesNo { side, .. } => side,
            Meaning::Geometry | Meaning::Faces => None,
        }
    }

    /// The rules that the column speaks of.
    #[must_use]
    pub fn rules(self) -> Vec<&'static str> {
        match self.meaning {
            Meaning::YesNo { rule, .. } => vec![rule],
            Meaning::Geometry => GEOMETRY.iter().map(|(rule, _)| *rule).collect(),
            Meaning::Faces => vec![FACE_SINGLE],
        }
    }

    /// What a cell that is not empty says; `None` if the column has no such value.
    #[must_use]
    pub fn truths(self, cell: &str) -> Option<Vec<Truth>> {
        match self.meaning {
            Meaning::YesNo { rule, side, breaks } => {
                let truth = Truth { rule, side, is_violation: cell == breaks };
                matches!(cell, "0" | "1").then(|| vec![truth])
            }
            Meaning::Geometry => {
                let is_known = cell == "ok" || GEOMETRY.iter().any(|(_, faults)| faults.contains(&cell));
                // A photo with one fault says nothing about the other rules: the face may be wrong there too.
                let spoken_of = GEOMETRY.iter().filter(|(_, faults)| cell == "ok" || faults.contains(&cell));
                let truth =
                    |(rule, _): &(&'static str, _)| Truth { rule, side: None, is_violation: cell != "ok" };
                is_known.then(|| spoken_of.map(truth).collect())
            }
            Meaning::Faces => {
                let is_count = cell.parse::<u32>().is_ok_and(|count| count.to_string() == cell);
                is_count.then(|| vec![Truth { rule: FACE_SINGLE, side: None, is_violation: cell != "1" }])
            }
        }
    }

    /// The values that the column may have, for messages.
    #[must_use]
    pub fn values(self) -> Message {
        match self.meaning {
            Meaning::YesNo { .. } => Message::new("1 for yes, 0 for no", "1（是）或 0（否）"),
            Meaning::Geometry => {
                let faults: Vec<_> = GEOMETRY.iter().flat_map(|(_, faults)| *faults).copied().collect();
                Message::new(
                    format!("ok or one of {}", faults.join(", ")),
                    format!("ok 或 {} 之一", faults.join("、")),
                )
            }
            Meaning::Faces => Message::new("the number of faces", "人脸数量"),
        }
    }
}

/// Whether the project's reference scorer has a column that speaks of `rule`.
#[must_use]
pub fn is_in_reference(rule: &str) -> bool {
    COLUMNS.iter().any(|column| column.is_in_reference && column.rules().contains(&rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truths(heading: &str, cell: &str) -> Option<Vec<Truth>> {
        Column::with_heading(heading).expect("a known column").truths(cell)
    }

    fn truth(rule: &'static str, side: Option<&'static str>, is_violation: bool) -> Truth {
        Truth { rule, side, is_violation }
    }

    #[test]
    fn yes_is_a_violation_in_some_columns_and_none_in_others() {
        assert_eq!(truths("dark", "1"), Some(vec![truth("clothing.dark", None, false)]));
        assert_eq!(truths("dark", "0"), Some(vec![truth("clothing.dark", None, true)]));
        assert_eq!(truths("pattern", "1"), Some(vec![truth("clothing.pattern", None, true)]));
        assert_eq!(truths("ear_right", "0"), Some(vec![truth("hair.ears", Some("image_right"), true)]));
        assert_eq!(truths("brows", "yes"), None);
    }

    #[test]
    fn a_fault_of_the_framing_speaks_of_its_rule_only_and_ok_of_all() {
        assert_eq!(truths("geometry", "high"), Some(vec![truth("geometry.eye_line", None, true)]));
        assert_eq!(truths("geometry", "tilt"), Some(vec![truth("pose.level", None, true)]));
        let clean = truths("geometry", "ok").expect("a value");
        assert_eq!(clean.len(), 4);
        assert!(clean.iter().all(|truth| !truth.is_violation));
        assert_eq!(truths("geometry", "1"), None);
    }

    #[test]
    fn every_number_of_faces_but_one_is_a_violation() {
        for (cell, is_violation) in [("0", true), ("1", false), ("2", true), ("12", true)] {
            assert_eq!(truths("faces", cell), Some(vec![truth("face.single", None, is_violation)]));
        }
        for cell in ["-1", "01", "two", "1.0", "+1"] {
            assert_eq!(truths("faces", cell), None, "{cell}");
        }
    }

    #[test]
    fn headings_are_unique_and_speak_of_rules_that_there_are() {
        let mut headings: Vec<_> = COLUMNS.iter().map(|column| column.heading).chain(DESCRIPTIONS).collect();
        headings.sort_unstable();
        headings.dedup();
        assert_eq!(headings.len(), COLUMNS.len() + DESCRIPTIONS.len());
        for rule in COLUMNS.iter().flat_map(|column| column.rules()) {
            assert!(RULES.iter().any(|entry| entry.id == rule), "{rule}");
        }
    }

    #[test]
    fn the_identifier_of_any_rule_is_a_heading() {
        for rule in RULES {
            assert_eq!(truths(rule.id, "1"), Some(vec![truth(rule.id, None, true)]));
            assert_eq!(truths(rule.id, "0"), Some(vec![truth(rule.id, None, false)]));
        }
        assert_eq!(Column::with_heading("hair.eras"), None);
        assert!(is_in_reference("clothing.dark") && is_in_reference("pose.level"));
        assert!(!is_in_reference("glasses.worn") && !is_in_reference("file.dpi"));
    }
}
