//! Reflections on the lenses of glasses.

use serde::Serialize;

use super::face_skin::between;
use super::gloss::{gloss, ramp};
use crate::coords::Rect;
use crate::measurement::colour::LabImage;
use crate::measurement::patch::{Connectivity, heaviest_patch};
use crate::measurement::skin::Skin;
use crate::perception::landmarks::index;
use crate::perception::{Mask, Part, Subject};

/// L* above the skin's own at which something pale before the eye begins to be a reflection, and at which it is one.
const EXCESS: [f32; 2] = [10.0, 25.0];
/// L* of a reflection over the eye itself, whose white reaches about 85.
const OVER_EYE: [f32; 2] = [88.0, 96.0];

/// The largest reflection on a lens.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LensGlare {
    /// Its area as a share of one lens, 0 to 1; a pixel counts by how far it is a reflection. Measured whether or not
    /// glasses are worn.
    pub share: f32,
    /// Around it, in pixels of the photo.
    pub region: Option<Rect>,
}

impl LensGlare {
    pub(super) fn measure(lab: LabImage<'_>, subject: &Subject, skin: &Skin) -> Self {
        let lenses = lenses(subject);
        let eyes = [&index::IMAGE_LEFT_EYE, &index::IMAGE_RIGHT_EYE]
            .map(|outline| subject.outline_mask(outline).dilated(1));
        let mut glare = vec![0.0; (lab.width() * lab.height()) as usize];
        let mut area = 0.0;
        for (x, y) in lenses.iter().flat_map(Mask::pixels) {
            let colour = lab.get(x, y);
            let over_eye = eyes.iter().any(|eye| eye.get(x, y));
            glare[(y * lab.width() + x) as usize] =
                if over_eye { ramp(colour.l, OVER_EYE) } else { gloss(colour, skin.colour, EXCESS) };
            area += 1.0;
        }
        let patch = heaviest_patch(&glare, lab.width(), Connectivity::Eight);
        let weight = patch.as_ref().map_or(0.0, |patch| patch.weight);
        Self {
            share: (weight / (area / lenses.len() as f32).max(1.0)).min(1.0),
            region: patch.and_then(|patch| patch.mask.bounds()).map(|bounds| subject.frame.to_photo(bounds)),
        }
    }
}

/// Where the lenses are: before the orbits, and wherever else the parsed face shows glasses around them.
fn lenses(subject: &Subject) -> [Mask; 2] {
    let seen = subject.part_mask(&[Part::Glasses]);
    [
        (&index::IMAGE_LEFT_ORBIT, &index::IMAGE_LEFT_BROW),
        (&index::IMAGE_RIGHT_ORBIT, &index::IMAGE_RIGHT_BROW),
    ]
    .map(|(orbit, brow)| {
        let mut lens = between(subject, orbit, brow);
        if let Some(seen) = &seen {
            for (x, y) in lens.dilated(6).and(seen).pixels() {
                lens.set(x, y, true);
            }
        }
        lens
    })
}
