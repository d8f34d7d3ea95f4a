//! Exactly one face, no other person.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `face.single` (source S): exactly one face, no other person.
///
/// Measured is the number of faces. The violation follows the width of the second largest face against the
/// subject's: somebody at the same distance is a gross offence, a stranger far behind a slight one. A photo without
/// any face breaks the rule outright.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
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
    const PAGE: RulePage = RulePage {
        title: Words::new("one person", "单人"),
        demand: Words::new("exactly one face, and no other person", "照片中只能有一张人脸，不得出现他人"),
        reason: Words::new(
            "the document is one person's; a second face, even on a poster, makes a comparison of faces fail",
            "证件属于一个人；出现第二张人脸（包括海报上的）会使人像比对失败",
        ),
        sources: &[Source::Standard],
        measurement: Words::new(
            "faces are searched in the whole picture and again in smaller pieces of it; measured is their number, and the violation follows the width of the second largest face against the largest. A picture without a face fails",
            "在整幅画面及其局部中检测人脸，测量人脸数量；违规程度取决于第二大人脸与最大人脸的宽度之比。未检测到人脸即不通过",
        ),
        limits: &[LimitPage::new(
            "second_face",
            "share",
            [0.0, 1.0],
            Words::new("width of the second face against the subject's", "第二张人脸与主体人脸的宽度之比"),
        )],
        remedy: Words::new(
            "clear the background of people and pictures of people, and shoot again",
            "清空背景中的人和人像后重拍",
        ),
        passes: "photos/obama-charcoal-suit-passes.jpg",
        fails: "photos/two-people-fails-single.jpg",
    };

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
