//! The light on the face: how much, how even, what shines, and of which colour.

mod cast;
mod evenness;
mod exposure;
mod face_skin;
mod hotspot;
mod lens_glare;
mod red_eye;
#[cfg(test)]
mod sample;
mod specular;

use serde::Serialize;

pub use cast::Cast;
pub use evenness::Evenness;
pub use exposure::Exposure;
pub use hotspot::Hotspot;
pub use lens_glare::LensGlare;
pub use red_eye::RedEye;

use super::backdrop::Backdrop;
use super::colour::LabImage;
use super::skin::Skin;
use super::unmeasurable::Unmeasurable;
use crate::coords::Rect;
use crate::perception::{Frame, Subject};
use face_skin::FaceSkin;

/// The light on the subject's face.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Light {
    /// How much.
    pub exposure: Exposure,
    /// How even.
    pub evenness: Evenness,
    /// What shines on the skin.
    pub hotspot: Hotspot,
    /// What shines out of the eyes.
    pub red_eye: RedEye,
    /// What shines on the lenses.
    pub lens_glare: LensGlare,
    /// Of which colour.
    pub cast: Cast,
    /// Around the face, in pixels of the photo.
    pub face: Rect,
}

impl Light {
    /// Measures the subject's face.
    ///
    /// # Errors
    /// [`Unmeasurable::Skin`] if too little of its skin lies in the photo.
    pub fn measure(
        lab: LabImage<'_>,
        subject: &Subject,
        close_up: &Frame,
        skin: &Skin,
        backdrop: Option<&Backdrop>,
    ) -> Result<Self, Unmeasurable> {
        let face = FaceSkin::find(lab, subject)?;
        Ok(Self {
            exposure: Exposure::measure(&face),
            evenness: Evenness::measure(lab, subject, &face),
            hotspot: Hotspot::measure(lab, subject, &face),
            red_eye: RedEye::measure(close_up, subject, skin),
            lens_glare: LensGlare::measure(lab, subject, skin),
            cast: Cast::measure(skin, backdrop),
            face: subject.landmarks.bounds(),
        })
    }
}
