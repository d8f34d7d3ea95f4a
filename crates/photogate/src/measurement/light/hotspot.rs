//! Specular patches on the face.

use serde::Serialize;

use super::face_skin::FaceSkin;
use super::specular::{Body, mean_of_largest};
use crate::coords::Rect;
use crate::measurement::colour::LabImage;
use crate::measurement::patch::{Connectivity, heaviest_patch};
use crate::perception::Subject;

/// Share of the skin that counts, the shiniest: a spot a seventh as wide as the face.
const SHINIEST: f32 = 0.02;
/// Lamp from which on a pixel belongs to a spot that is shown: of 41 even-numbered pictures of `portraits`, the shiniest
/// hundredth of the skin has less in 36.
const SPOT: f32 = 0.4;

/// How far the lamp itself shines out of the skin.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Hotspot {
    /// Mean of the lamp's own light in the shiniest fiftieth of the face's skin, in linear light: 0 for none, 1 for white.
    pub lamp: f32,
    /// Around the largest spot, in pixels of the photo.
    pub region: Option<Rect>,
}

impl Hotspot {
    pub(super) fn measure(lab: LabImage<'_>, subject: &Subject, face: &FaceSkin) -> Self {
        let body = Body::of(face.plain_colour());
        let lamps: Vec<f32> = face.pixels.iter().map(|pixel| body.lamp(pixel.colour)).collect();
        let spots = face.map(lab, lamps.iter().map(|lamp| (lamp - SPOT).max(0.0)));
        let patch = heaviest_patch(&spots, lab.width(), Connectivity::Eight);
        Self {
            lamp: mean_of_largest(lamps, SHINIEST),
            region: patch.and_then(|patch| patch.mask.bounds()).map(|bounds| subject.frame.to_photo(bounds)),
        }
    }
}
