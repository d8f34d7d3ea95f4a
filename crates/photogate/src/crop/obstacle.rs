//! Why a photo holds no compliant crop, and what to do about it.

use super::{Crop, CropTargets, HeadLength, Span};
use crate::finding::Message;

/// Rows and columns that the photo lacks at its edges, in pixels of the cropped picture.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct MissingEdges {
    /// Above the head.
    pub top: f32,
    /// Below the chest.
    pub bottom: f32,
    /// At the picture's left.
    pub left: f32,
    /// At the picture's right.
    pub right: f32,
}

impl MissingEdges {
    /// All of them together.
    #[must_use]
    pub fn total(self) -> f32 {
        self.top + self.bottom + self.left + self.right
    }
}

/// Why there is no crop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Obstacle {
    /// The photo ends within the head.
    HeadCutOff,
    /// The person is so small that the crop would have to be enlarged.
    TooFewPixels {
        /// Width of the face in pixels of the photo.
        face_width: f32,
        /// What it would have to be.
        needed: f32,
    },
    /// At no scale do two lengths of this head keep their ranges.
    Proportions {
        /// One of them.
        beside: HeadLength,
        /// The end of its range that is nearest to the other's, in pixels of the cropped picture.
        at: f32,
        /// The other.
        of: HeadLength,
        /// How long it is then.
        found: f32,
        /// Its range.
        wanted: Span,
    },
    /// The photo ends within the crop.
    Outside {
        /// The crop that lacks least.
        wanted: Crop,
        /// What it lacks.
        missing: MissingEdges,
    },
}

impl Obstacle {
    /// How much is missing, in pixels of the cropped picture; above 0.
    ///
    /// For a person who is too small it is what the face lacks in width. Of a head that is cut off at least the room above it is
    /// missing, and a head of the wrong proportions would need as much again.
    #[must_use]
    pub fn missing_pixels(&self, targets: &CropTargets) -> f32 {
        match self {
            Self::HeadCutOff | Self::Proportions { .. } => targets.head_top.least.max(1.0),
            Self::TooFewPixels { face_width, needed } => (needed - face_width).max(1.0),
            Self::Outside { missing, .. } => missing.total(),
        }
    }

    /// What is missing and what to do, in both languages.
    #[must_use]
    pub fn message(&self, targets: &CropTargets) -> Message {
        let CropTargets { width, height, .. } = targets;
        match self {
            Self::HeadCutOff => Message::new(
                "the photo's top edge cuts the head off; step back and shoot again",
                "头顶被照片上边沿截断，请后退重拍",
            ),
            Self::TooFewPixels { face_width, needed } => Message::new(
                format!(
                    "the person is too small: the face is {face_width:.0} pixels wide, a crop of {width}×{height} needs {needed:.0}; step closer or use the camera's full resolution"
                ),
                format!(
                    "人像过小：脸部宽 {face_width:.0} 像素，裁剪为 {width}×{height} 至少需要 {needed:.0} 像素，请靠近拍摄或使用相机最高分辨率"
                ),
            ),
            Self::Proportions { beside, at, of, found, wanted } => {
                let (given, given_zh) = beside.given(*at);
                let (then, then_zh) = of.found(*found);
                let (advice, advice_zh) = advice(*of, *found > wanted.middle());
                let Span { least, most } = wanted;
                Message::new(
                    format!(
                        "{given} {then}, a crop of {width}×{height} aims for {least:.0} to {most:.0}; {advice}"
                    ),
                    format!(
                        "{given_zh}，{then_zh}，而裁剪为 {width}×{height} 应为 {least:.0}–{most:.0} 像素，{advice_zh}"
                    ),
                )
            }
            Self::Outside { missing, .. } => outside(*missing, targets),
        }
    }
}

/// What to do about a length that is out of its range, English and Chinese.
fn advice(of: HeadLength, is_above: bool) -> (&'static str, &'static str) {
    match (of, is_above) {
        (HeadLength::TopAboveEyes, true) => {
            ("wear the hair lower, or take off what is on the head", "请放低发髻或取下头上的物品")
        }
        // Nobody's skull is too flat: a face that looks up shows its top foreshortened.
        (HeadLength::TopAboveEyes, false) => (
            "look straight into a camera at the height of the eyes, and do not lift the chin",
            "请平视镜头，不要抬下巴，相机与眼睛同高",
        ),
        // Only rulesets that ask for two sizes of the head get here.
        _ => (
            "no crop meets both limits of the ruleset for this person: widen one of the two",
            "该人像无法同时满足规则集的这两项限值，请放宽其中一项",
        ),
    }
}

/// Names the sides that lack at least a pixel, the worst first.
fn outside(missing: MissingEdges, targets: &CropTargets) -> Message {
    let mut sides = [
        (missing.top, "above the hair", "头顶上方", "step back or raise the camera", "请后退或抬高相机"),
        (missing.bottom, "below the chest", "胸部下方", "step back or lower the camera", "请后退或降低相机"),
        (missing.left, "at the picture's left", "画面左侧", "centre the person", "请让人像居中"),
        (missing.right, "at the picture's right", "画面右侧", "centre the person", "请让人像居中"),
    ];
    sides.sort_by(|a, b| b.0.total_cmp(&a.0));
    let lacking = sides.iter().enumerate().filter(|(place, side)| *place == 0 || side.0 >= 1.0);
    let (en, zh): (Vec<_>, Vec<_>) = lacking
        .map(|(_, side)| {
            (format!("{:.0} {}", side.0.ceil(), side.1), format!("{}缺 {:.0} 像素", side.2, side.0.ceil()))
        })
        .unzip();
    let (_, _, _, advice, advice_zh) = sides[0];
    let CropTargets { width, height, .. } = targets;
    Message::new(
        format!("{advice}: of the {width}×{height} picture these pixels are missing: {}", en.join(", ")),
        format!("{advice_zh}：按 {width}×{height} 裁剪，{}", zh.join("，")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_side_decides_the_advice_and_what_lacks_nothing_is_not_named() {
        let missing = MissingEdges { top: 59.2, right: 4.0, ..MissingEdges::default() };
        let message = outside(missing, &CropTargets::default());
        assert_eq!(
            message.en,
            "step back or raise the camera: of the 480×640 picture these pixels are missing: 60 above the hair, 4 at the picture's right"
        );
        assert!(message.zh.contains("头顶上方缺 60 像素") && !message.zh.contains("左侧"), "{}", message.zh);
    }

    #[test]
    fn whatever_stands_in_the_way_something_is_missing() {
        let targets = CropTargets::default();
        let towering = Obstacle::Proportions {
            beside: HeadLength::FaceWidth,
            at: 186.0,
            of: HeadLength::TopAboveEyes,
            found: 238.2,
            wanted: Span::new(102.0, 238.0),
        };
        let small = Obstacle::TooFewPixels { face_width: 185.9, needed: 186.0 };
        for obstacle in [Obstacle::HeadCutOff, towering, small] {
            assert!(obstacle.missing_pixels(&targets) >= 1.0, "{obstacle:?}");
            let message = obstacle.message(&targets);
            assert!(!message.en.is_empty() && !message.zh.is_empty());
        }
    }

    #[test]
    fn wrong_proportions_are_told_with_both_lengths_and_advice_for_their_direction() {
        let targets = CropTargets::default();
        let told = |beside, at, of, found, wanted| {
            Obstacle::Proportions { beside, at, of, found, wanted }.message(&targets)
        };
        let room = Span::new(102.0, 238.0);
        let high = told(HeadLength::FaceWidth, 186.0, HeadLength::TopAboveEyes, 310.4, room);
        assert_eq!(
            high.en,
            "with a face 186 pixels wide the head's top would lie 310 pixels above the eyes, a crop of 480×640 aims for 102 to 238; wear the hair lower, or take off what is on the head"
        );
        assert!(high.zh.contains("310 像素") && high.zh.contains("102–238"), "{}", high.zh);
        let flat = told(HeadLength::FaceWidth, 294.0, HeadLength::TopAboveEyes, 90.0, room);
        assert!(flat.en.contains("do not lift the chin") && flat.zh.contains("平视"), "{flat:?}");
        let sizes =
            told(HeadLength::HeadWidth, 230.0, HeadLength::HeadHeight, 410.0, Span::new(331.0, 390.0));
        assert!(sizes.en.starts_with("with a head 230 pixels wide the head would be 410 pixels high"));
        assert!(sizes.en.contains("widen one of the two"), "{sizes:?}");
    }
}
