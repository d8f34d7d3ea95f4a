//! Specular patches on the face.

use serde::Serialize;

use super::face_skin::FaceSkin;
use super::gloss::gloss;
use crate::coords::Rect;
use crate::measurement::colour::LabImage;
use crate::measurement::patch::{Connectivity, heaviest_patch};
use crate::perception::Subject;

/// L* above the skin's own at which a pale pixel begins to shine, and at which it shines in full. Forehead and nose of
/// evenly lit faces rise 8 to 12 above the median of the skin.
const EXCESS: [f32; 2] = [12.0, 26.0];

/// The largest specular patch on the face.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Hotspot {
    /// Its area as a share of the face's skin, 0 to 1; a pixel counts by how far it shines.
    pub share: f32,
    /// Around it, in pixels of the photo.
    pub region: Option<Rect>,
}

impl Hotspot {
    pub(super) fn measure(lab: LabImage<'_>, subject: &Subject, face: &FaceSkin) -> Self {
        let plain = face.plain_colour();
        let shine = face.map(lab, |pixel| gloss(pixel.colour, plain, EXCESS));
        let patch = heaviest_patch(&shine, lab.width(), Connectivity::Eight);
        let weight = patch.as_ref().map_or(0.0, |patch| patch.weight);
        Self {
            share: weight / face.pixels.len() as f32,
            region: patch.and_then(|patch| patch.mask.bounds()).map(|bounds| subject.frame.to_photo(bounds)),
        }
    }
}
