//! Colours on the face against the person's own skin: lips and lids (make-up), the skin behind glasses (tinted lenses).

use serde::Serialize;

use super::colour::{Lab, LabImage, ciede2000, median};
use super::skin::Skin;
use super::unmeasurable::Unmeasurable;
use crate::coords::Rect;
use crate::perception::landmarks::index;
use crate::perception::{Mask, Part, Subject};
use crate::sides::Sides;

/// Fewest pixels of the frame that make a colour.
const LEAST_SAMPLES: usize = 12;

/// Lips and orbits against the skin of cheeks and forehead.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Colouring {
    /// Chroma of the lips above that of the skin, in units of CIELAB.
    pub lip_chroma: f32,
    /// Around the lips, in pixels of the photo.
    pub lips: Option<Rect>,
    /// CIEDE2000 of the skin around the eyes, lids and what is below them, from the skin of cheeks and forehead.
    pub orbit_distance: f32,
    /// Lightness L* by which the skin around the eyes is darker than that of cheeks and forehead.
    pub orbit_darkness: f32,
    /// Around both orbits, in pixels of the photo.
    pub orbits: Option<Rect>,
}

impl Colouring {
    /// Measures the subject's face.
    ///
    /// # Errors
    /// [`Unmeasurable::Parsing`] if the face was not parsed, [`Unmeasurable::Skin`] if lips or orbits are too small.
    pub fn measure(lab: LabImage<'_>, subject: &Subject, skin: &Skin) -> Result<Self, Unmeasurable> {
        let lips = subject.part_mask(&[Part::Lips]).ok_or(Unmeasurable::Parsing)?;
        let orbits = orbits(lab, subject);
        let lip_colour = colour_of(lab, &lips)?;
        let orbit_colour = colour_of(lab, &orbits)?;
        let to_photo = |mask: &Mask| mask.bounds().map(|bounds| subject.frame.to_photo(bounds));
        Ok(Self {
            lip_chroma: lip_colour.a.hypot(lip_colour.b) - skin.colour.a.hypot(skin.colour.b),
            lips: to_photo(&lips),
            orbit_distance: ciede2000(orbit_colour, skin.colour),
            orbit_darkness: skin.colour.l - orbit_colour.l,
            orbits: to_photo(&orbits),
        })
    }
}

fn colour_of(lab: LabImage<'_>, area: &Mask) -> Result<Lab, Unmeasurable> {
    let colours: Vec<Lab> = area.pixels().map(|(x, y)| lab.get(x, y)).collect();
    if colours.len() < LEAST_SAMPLES {
        return Err(Unmeasurable::Skin);
    }
    median(&colours).ok_or(Unmeasurable::Skin)
}

/// The skin between brow and cheekbone on both sides, without the eyes themselves.
fn orbits(lab: LabImage<'_>, subject: &Subject) -> Mask {
    let Sides { image_left, image_right } = Sides::from_fn(|side| {
        subject.outline_mask(index::ORBIT.get(side)).without(&subject.outline_mask(index::EYE.get(side)))
    });
    Mask::from_fn(lab.width(), lab.height(), |x, y| image_left.get(x, y) || image_right.get(x, y))
}
