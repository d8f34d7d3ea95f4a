//! The lengths that show how large a head is in a picture: they grow with the scale of the crop, and with nothing else.

use super::Span;

/// One of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadLength {
    /// How far the head's top lies above the eyes.
    TopAboveEyes,
    /// Width of the face between the cheeks.
    FaceWidth,
    /// From the head's top to the chin.
    HeadHeight,
    /// Width of the head, hair included.
    HeadWidth,
    /// Distance between the middles of the eyes.
    EyeDistance,
}

impl HeadLength {
    /// The beginning of a sentence about a picture in which it has `pixels`, English and Chinese.
    pub(super) fn given(self, pixels: f32) -> (String, String) {
        match self {
            Self::TopAboveEyes => (
                format!("with the head's top {pixels:.0} pixels above the eyes"),
                format!("头顶高出眼睛 {pixels:.0} 像素时"),
            ),
            Self::FaceWidth => {
                (format!("with a face {pixels:.0} pixels wide"), format!("脸部宽 {pixels:.0} 像素时"))
            }
            Self::HeadHeight => {
                (format!("with a head {pixels:.0} pixels high"), format!("头部高 {pixels:.0} 像素时"))
            }
            Self::HeadWidth => {
                (format!("with a head {pixels:.0} pixels wide"), format!("头部宽 {pixels:.0} 像素时"))
            }
            Self::EyeDistance => {
                (format!("with the eyes {pixels:.0} pixels apart"), format!("两眼间距 {pixels:.0} 像素时"))
            }
        }
    }

    /// The end of such a sentence: what it would have then.
    pub(super) fn found(self, pixels: f32) -> (String, String) {
        match self {
            Self::TopAboveEyes => (
                format!("the head's top would lie {pixels:.0} pixels above the eyes"),
                format!("头顶高出眼睛 {pixels:.0} 像素"),
            ),
            Self::FaceWidth => {
                (format!("the face would be {pixels:.0} pixels wide"), format!("脸部宽 {pixels:.0} 像素"))
            }
            Self::HeadHeight => {
                (format!("the head would be {pixels:.0} pixels high"), format!("头部高 {pixels:.0} 像素"))
            }
            Self::HeadWidth => {
                (format!("the head would be {pixels:.0} pixels wide"), format!("头部宽 {pixels:.0} 像素"))
            }
            Self::EyeDistance => {
                (format!("the eyes would be {pixels:.0} pixels apart"), format!("两眼间距 {pixels:.0} 像素"))
            }
        }
    }
}

/// A length of one head, and how long the crop wants it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub which: HeadLength,
    /// In pixels of the photo; above 0.
    pub shown: f32,
    /// In pixels of the cropped picture.
    pub span: Span,
}

impl Wanted {
    /// A length of the photo; what is measured as nothing counts as a pixel.
    pub fn new(which: HeadLength, shown: f32, span: Span) -> Self {
        Self { which, shown: shown.max(1.0), span }
    }

    /// The smallest scale, in pixels of the cropped picture for one of the photo, at which it is long enough.
    pub fn least_scale(self) -> f32 {
        self.span.least / self.shown
    }

    /// The largest scale at which it is short enough.
    pub fn most_scale(self) -> f32 {
        self.span.most / self.shown
    }
}
