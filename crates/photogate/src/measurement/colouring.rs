//! Colours on the face against the person's own skin: lips and lids (make-up), the skin behind glasses (tinted lenses).

use serde::Serialize;

use super::Measured;
use super::colour::{Lab, LabImage, ciede2000, median};
use super::skin::Skin;
use super::unmeasurable::Unmeasurable;
use crate::coords::Rect;
use crate::perception::landmarks::index;
use crate::perception::{Mask, Part, Subject};
use crate::sides::Sides;

/// Fewest pixels of the frame that make a colour.
const LEAST_SAMPLES: usize = 12;

/// Lips and orbits against the skin of cheeks and forehead; hair or a hand over the one leaves the other to be judged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Colouring {
    /// The lips.
    pub lips: Measured<Lips>,
    /// The skin around the eyes.
    pub orbits: Measured<Orbits>,
}

/// The lips against the skin.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Lips {
    /// Chroma above that of the skin, in units of CIELAB.
    pub chroma: f32,
    /// Around them, in pixels of the photo.
    pub region: Option<Rect>,
}

/// The skin around the eyes, lids and what is below them, against that of cheeks and forehead.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Orbits {
    /// CIEDE2000 between the two.
    pub distance: f32,
    /// Lightness L* by which it is darker.
    pub darkness: f32,
    /// Around both orbits, in pixels of the photo.
    pub region: Option<Rect>,
}

impl Colouring {
    /// Measures the subject's face. Without the parsed face no lips are known; lips or orbits may be too small.
    #[must_use]
    pub fn measure(lab: LabImage<'_>, subject: &Subject, skin: &Skin) -> Self {
        let region = |mask: &Mask| mask.bounds().map(|bounds| subject.frame.to_photo(bounds));
        let lips = subject.part_mask(&[Part::Lips]).ok_or(Unmeasurable::Parsing).and_then(|lips| {
            let colour = colour_of(lab, &lips).ok_or(Unmeasurable::Lips)?;
            let chroma = colour.a.hypot(colour.b) - skin.colour.a.hypot(skin.colour.b);
            Ok(Lips { chroma, region: region(&lips) })
        });
        let around_eyes = orbits(lab, subject);
        let orbits = colour_of(lab, &around_eyes).ok_or(Unmeasurable::Orbits).map(|colour| Orbits {
            distance: ciede2000(colour, skin.colour),
            darkness: skin.colour.l - colour.l,
            region: region(&around_eyes),
        });
        Self { lips, orbits }
    }
}

fn colour_of(lab: LabImage<'_>, area: &Mask) -> Option<Lab> {
    let colours: Vec<Lab> = area.pixels().map(|(x, y)| lab.get(x, y)).collect();
    if colours.len() < LEAST_SAMPLES { None } else { median(&colours) }
}

/// The skin between brow and cheekbone on both sides, without the eyes themselves.
fn orbits(lab: LabImage<'_>, subject: &Subject) -> Mask {
    let Sides { image_left, image_right } = Sides::from_fn(|side| {
        subject.outline_mask(index::ORBIT.get(side)).without(&subject.outline_mask(index::EYE.get(side)))
    });
    Mask::from_fn(lab.width(), lab.height(), |x, y| image_left.get(x, y) || image_right.get(x, y))
}
