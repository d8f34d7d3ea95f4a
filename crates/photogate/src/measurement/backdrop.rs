//! The backdrop: its colour, how even it is, and what does not belong to it.

use serde::Serialize;

use super::colour::{Lab, LabImage, ciede2000, median, percentile};
use super::unmeasurable::Unmeasurable;
use crate::coords::Rect;
use crate::perception::{Mask, Subject};

/// Highest probability of a person (of 255) that still counts as backdrop: 6 %.
const PERSON_CEILING: u8 = 16;
/// Distance kept from the person, as a share of the face's width: hair and the mask's own blur reach this far.
const CLEARANCE: f32 = 0.06;
/// Least share of the frame that must be backdrop.
const LEAST_SHARE: f32 = 0.03;
/// CIEDE2000 from the median colour beyond which a pixel does not belong to the backdrop.
const FOREIGN_DIFFERENCE: f32 = 12.0;
/// One pixel in this many, each way, is compared: an object that matters is far wider.
const STEP: usize = 3;

/// What stands behind the person.
#[derive(Debug, Clone, Serialize)]
pub struct Backdrop {
    /// Median CIELAB (D65).
    pub colour: Lab,
    /// 95th percentile of the CIEDE2000 distance from `colour`: noise, gradient and shadow together.
    pub spread: f32,
    /// Share (0 to 1) of the backdrop that is farther than 12 ΔE00 from `colour`: shadow, object, other person.
    pub foreign_share: f32,
    /// Around the pixels that do not belong, in pixels of the photo.
    pub foreign_region: Option<Rect>,
    /// Share of the frame that was taken for backdrop, 0 to 1.
    pub share_of_frame: f32,
    /// The backdrop's pixels in the frame.
    #[serde(skip)]
    pub mask: Mask,
}

impl Backdrop {
    /// Measures what lies clear of the person.
    ///
    /// # Errors
    /// [`Unmeasurable::Backdrop`] if the person fills the frame.
    pub fn measure(lab: LabImage<'_>, subject: &Subject) -> Result<Self, Unmeasurable> {
        let clearance = CLEARANCE * subject.landmarks.face_width() * subject.frame.scale;
        let person = subject.person_mask(PERSON_CEILING).dilated(clearance.clamp(1.0, 255.0) as u8);
        let mask = Mask::from_fn(lab.width(), lab.height(), |x, y| !person.get(x, y));
        let share_of_frame = mask.area() as f32 / (lab.width() * lab.height()) as f32;
        if share_of_frame < LEAST_SHARE {
            return Err(Unmeasurable::Backdrop);
        }

        let sampled: Vec<(u32, u32)> = mask
            .pixels()
            .filter(|(x, y)| (*x as usize).is_multiple_of(STEP) && (*y as usize).is_multiple_of(STEP))
            .collect();
        let colours: Vec<Lab> = sampled.iter().map(|&(x, y)| lab.get(x, y)).collect();
        let colour = median(&colours).ok_or(Unmeasurable::Backdrop)?;
        let distances: Vec<f32> = colours.iter().map(|&other| ciede2000(colour, other)).collect();
        let foreign = sampled
            .iter()
            .zip(&distances)
            .filter(|&(_, &distance)| distance > FOREIGN_DIFFERENCE)
            .map(|(&(x, y), _)| Rect::new(x as f32, y as f32, STEP as f32, STEP as f32));
        let foreign: Vec<Rect> = foreign.collect();
        let corners = foreign.iter().flat_map(|pixel| {
            [(pixel.x, pixel.y), (pixel.right(), pixel.bottom())]
                .map(|(x, y)| crate::coords::Point::new(x, y))
        });
        Ok(Self {
            colour,
            foreign_share: foreign.len() as f32 / distances.len() as f32,
            foreign_region: Rect::around(corners).map(|rect| subject.frame.to_photo(rect)),
            spread: percentile(distances, 0.95).ok_or(Unmeasurable::Backdrop)?,
            share_of_frame,
            mask,
        })
    }
}
