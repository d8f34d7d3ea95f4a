//! Exactly one face, no other person.

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, Rule};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};

/// `face.single` (source S): exactly one face, no other person.
///
/// Measured is the number of faces. The violation follows the width of the second largest face against the
/// subject's: somebody at the same distance is a gross offence, a stranger far behind a slight one. A photo without
/// any face breaks the rule outright.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FaceSingle {
    /// Width of the second face against the subject's, 0 to 1.
    pub second_face: Line,
}

impl Default for FaceSingle {
    fn default() -> Self {
        Self { second_face: Line::new(0.2, 0.04) }
    }
}

impl Rule for FaceSingle {
    const ID: &'static str = "face.single";
    const UNIT: &'static str = "faces";

    fn judge(&self, measurements: &Measurements) -> Result<Judgement, Unmeasurable> {
        let faces = &measurements.faces;
        let (violation, message) = match faces.as_slice() {
            [] => (
                1.0,
                Message::new(
                    "no face was found; take the picture again with the face in view",
                    "未检测到人脸，请重新拍摄并露出正脸",
                ),
            ),
            [_] => (0.0, Message::new("one face", "画面中只有一人")),
            [subject, second, ..] => (
                self.second_face.violation_above(second.width / subject.width.max(1.0)),
                Message::new(
                    format!(
                        "{} faces are in the picture, there must be one; ask the others to step aside",
                        faces.len()
                    ),
                    format!("画面中有 {} 张人脸，只允许一人，请其他人离开画面", faces.len()),
                ),
            ),
        };
        Ok(Judgement {
            violation,
            measured: faces.len() as f32,
            limit: 1.0,
            region: faces.get(1).or(faces.first()).copied(),
            message,
            parts: None,
        })
    }
}
