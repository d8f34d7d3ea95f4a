//! Reflections on the lenses of glasses.

use serde::Serialize;

use super::face_skin::between;
use super::specular::{Body, mean_of_largest};
use crate::coords::Rect;
use crate::measurement::colour::{Lab, LabImage};
use crate::measurement::patch::{Connectivity, heaviest_patch};
use crate::measurement::skin::Skin;
use crate::perception::landmarks::index;
use crate::perception::{Mask, Subject};
use crate::sides::Sides;

/// Share of a lens that counts, the shiniest: half of it lies before skin that is hardly lit, and a window fills a tenth.
const SHINIEST: f32 = 0.1;
/// Lamp from which on a pixel belongs to a reflection that is shown.
const REFLECTION: f32 = 0.4;
/// L* of a reflection over the eye itself, whose white reaches about 85: where it begins and where it is complete.
const OVER_EYE: [f32; 2] = [88.0, 96.0];

/// How far lamps and windows shine on the lenses.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LensGlare {
    /// Mean of the lamp's own light in the shiniest tenth of the worse lens, in linear light: 0 for none, 1 for white.
    /// Measured whether or not glasses are worn.
    pub lamp: f32,
    /// Around the largest reflection, in pixels of the photo.
    pub region: Option<Rect>,
}

impl LensGlare {
    pub(super) fn measure(lab: LabImage<'_>, subject: &Subject, skin: &Skin) -> Self {
        let body = Body::of(skin.colour);
        let mut reflections = vec![0.0; (lab.width() * lab.height()) as usize];
        let mut worse: f32 = 0.0;
        for (lens, eye) in lenses_and_eyes(subject) {
            let mut lamps = Vec::new();
            for (x, y) in lens.pixels() {
                let colour = lab.get(x, y);
                let lamp = if eye.get(x, y) { lamp_over_eye(colour) } else { body.lamp(colour) };
                reflections[(y * lab.width() + x) as usize] = (lamp - REFLECTION).max(0.0);
                lamps.push(lamp);
            }
            worse = worse.max(mean_of_largest(lamps, SHINIEST));
        }
        let patch = heaviest_patch(&reflections, lab.width(), Connectivity::Eight);
        Self {
            lamp: worse,
            region: patch.and_then(|patch| patch.mask.bounds()).map(|bounds| subject.frame.to_photo(bounds)),
        }
    }
}

/// Where the lenses are, before the orbits, and within them the eyes. By the landmarks alone: the parsed glasses change with
/// what is mirrored in them.
fn lenses_and_eyes(subject: &Subject) -> [(Mask, Mask); 2] {
    let Sides { image_left, image_right } = index::EYE;
    [
        (&index::IMAGE_LEFT_ORBIT, &index::IMAGE_LEFT_BROW, image_left),
        (&index::IMAGE_RIGHT_ORBIT, &index::IMAGE_RIGHT_BROW, image_right),
    ]
    .map(|(orbit, brow, lids)| (between(subject, orbit, brow), subject.outline_mask(&lids).dilated(1)))
}

/// How far a pixel over the eye is a reflection: the white of the eye has no colour to tell it by, and is never this light.
fn lamp_over_eye(colour: Lab) -> f32 {
    let [from, to] = OVER_EYE;
    ((colour.l - from) / (to - from)).clamp(0.0, 1.0)
}
