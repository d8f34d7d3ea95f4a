//! Red pupils: the flash seen through the eye.

use serde::Serialize;

use crate::coords::Rect;
use crate::measurement::colour::{lab_from_srgb, percentile};
use crate::measurement::skin::Skin;
use crate::perception::landmarks::index;
use crate::perception::{Frame, Mask, Subject};
use crate::sides::Sides;

/// Where among the middle of the eye opening, by redness, the pupil's own redness lies: a pupil wide enough for the flash
/// to shine out of fills about a tenth of it.
const PUPIL: f32 = 0.92;
/// Part of the opening's width, about its middle, in which the pupil of an eye that looks ahead lies. The corners are red
/// in every eye.
const MIDDLE: f32 = 0.6;
/// Fewest pixels of the close-up that show a pupil.
const LEAST_PIXELS: usize = 20;

/// How red the pupils are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RedEye {
    /// a* of each pupil above that of the person's skin; `None` where the eye is closed, hidden or too small.
    pub redness: Sides<Option<f32>>,
    /// Around each eye, in pixels of the photo.
    pub eyes: Sides<Option<Rect>>,
}

impl RedEye {
    pub(super) fn measure(close_up: &Frame, subject: &Subject, skin: &Skin) -> Self {
        let openings = index::EYE.map(|lids| close_up.outline_mask(&subject.landmarks, lids));
        Self {
            redness: openings.map(|opening| redness(close_up, opening).map(|red| red - skin.colour.a)),
            eyes: openings.map(|opening| opening.bounds().map(|bounds| close_up.to_photo(bounds))),
        }
    }
}

/// a* of the reddest part of the middle of an eye opening.
fn redness(close_up: &Frame, opening: &Mask) -> Option<f32> {
    let bounds = opening.bounds()?;
    let (middle, reach) = (bounds.centre().x, bounds.width * MIDDLE / 2.0);
    let reds: Vec<f32> = opening
        .pixels()
        .filter(|&(x, _)| (x as f32 + 0.5 - middle).abs() <= reach)
        .map(|(x, y)| lab_from_srgb(close_up.pixels.get_pixel(x, y).0).a)
        .collect();
    if reds.len() < LEAST_PIXELS { None } else { percentile(reds, PUPIL) }
}
