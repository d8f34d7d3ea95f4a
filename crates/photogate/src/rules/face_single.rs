//! Exactly one face, no other person.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::{Line, ON_THE_LINE};
use super::{Judgement, LimitPage, Rule, RulePage, Source};
use crate::finding::Message;
use crate::measurement::{Measurements, Unmeasurable};
use crate::words::Words;

/// `face.single` (source S): exactly one face, no other person.
///
/// Measured is the number of faces. The violation follows the width of the second largest face against the
/// subject's: somebody at the same distance is a gross offence, a stranger far behind or a portrait on a wall a slight one,
/// which a person looks at, however small. A photo without any face breaks the rule outright.
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
    const NEEDS_PARSING: bool = false;
    const PAGE: RulePage = RulePage {
        title: Words::new("one person", "单人"),
        demand: Words::new("exactly one face, and no other person", "照片中只能有一张人脸，不得出现他人"),
        reason: Words::new(
            "the document is one person's; a second face, even on a poster, makes a comparison of faces fail",
            "证件属于一个人；出现第二张人脸（包括海报上的）会使人像比对失败",
        ),
        sources: &[Source::Standard],
        measurement: Words::new(
            "faces are searched in the whole picture and again in smaller pieces of it; measured is their number, and the violation follows the width of the second largest face against the largest; the smallest is still for a person to look at. A picture without a face fails",
            "在整幅画面及其局部中检测人脸，测量人脸数量；违规程度取决于第二大人脸与最大人脸的宽度之比，再小的也需人工复核。未检测到人脸即不通过",
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
            [subject, second, ..] => {
                let width = second.width / subject.width.max(1.0);
                let (count, percent, most) = (faces.len(), width * 100.0, self.second_face.limit * 100.0);
                let (en, zh) = if width < self.second_face.limit {
                    ("look whether it is a person", "请确认是否为他人")
                } else {
                    ("ask the others to step aside", "请其他人离开画面")
                };
                (
                    // A face was seen: even the smallest is no pass.
                    self.second_face.violation_above(width).max(ON_THE_LINE),
                    Message::new(
                        format!(
                            "{count} faces are in the picture, there must be one; the second is {percent:.0} % as wide as the first, from {most:.0} % on it is somebody else; {en}"
                        ),
                        format!(
                            "画面中有 {count} 张人脸，只允许一人；第二张脸宽为主体的 {percent:.0}%，达到 {most:.0}% 即视为他人，{zh}"
                        ),
                    ),
                )
            }
        };
        Ok(Judgement {
            violation,
            measured: faces.len() as f32,
            limit: 1.0,
            region: faces.get(1).or(faces.first()).copied(),
            message,
            parts: None,
            unit: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coords::Rect;
    use crate::finding::{Finding, Status};
    use crate::rules::Judge;

    fn beside(widths: &[f32]) -> Finding {
        let faces = widths.iter().map(|&width| Rect::new(10.0, 10.0, width, width)).collect();
        FaceSingle::default().finding(&Measurements::none((480, 640), faces, Unmeasurable::Skin))
    }

    #[test]
    fn one_face_passes_and_none_fails() {
        assert_eq!(beside(&[200.0]).status, Status::Pass);
        assert_eq!(beside(&[]).status, Status::Fail);
    }

    #[test]
    fn a_second_face_is_worse_the_larger_it_is_and_never_passes() {
        let [small, middling, large] = [16.0, 60.0, 180.0].map(|width| beside(&[200.0, width]));
        assert_eq!((small.status, large.status), (Status::Review, Status::Fail));
        assert!(small.violation < middling.violation && middling.violation < large.violation);
        assert!(small.message.en.contains("8 % as wide") && large.message.zh.contains("90%"), "{large:?}");
    }
}
