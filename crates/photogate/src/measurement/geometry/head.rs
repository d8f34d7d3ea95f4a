//! The head above the eyes: hair with its bun, a hat, or bald skin; its highest place and its width.

use serde::Serialize;

use crate::coords::Point;
use crate::measurement::Measured;
use crate::measurement::patch::{Connectivity, heaviest_patch};
use crate::measurement::unmeasurable::Unmeasurable;
use crate::perception::{Mask, Part, Subject};

/// Probability (of 255) from which a pixel is the person.
const PERSON_FLOOR: u8 = 128;
/// What a head is made of above the eyes.
const HEAD_PARTS: [Part; 7] =
    [Part::Hair, Part::Hat, Part::Skin, Part::Brow, Part::Ear, Part::Glasses, Part::Eye];
/// How far beside the middle of the eyes hair still belongs to the head's top, in widths of the face.
const REACH: f32 = 1.0;
/// Area of what may stick out above the top, in squares of the face's width: single hairs are no head.
const STRAY_AREA: f32 = 8e-4;
/// Height of the rows that have to be as wide as the head is said to be, in widths of the face.
const WIDEST_ROWS: f32 = 0.03;

/// What is seen of the head above the eyes, on the frame: hair, hat, skin and the upper ends of the ears, in one piece.
pub(super) struct Head {
    mask: Mask,
    /// Middle of the eyes.
    eyes: Point,
    /// In pixels of the frame.
    face_width: f32,
}

impl Head {
    /// Finds it in the person mask and the parsed parts.
    pub(super) fn find(subject: &Subject) -> Self {
        let eyes = subject.frame.from_photo(subject.landmarks.eyes_middle());
        let face_width = subject.landmarks.face_width() * subject.frame.scale;
        Self { mask: largest_piece(head_mask(subject, eyes, face_width)), eyes, face_width }
    }

    /// Pixels to pass over as single hairs, which are no head.
    fn stray(&self) -> usize {
        (STRAY_AREA * self.face_width * self.face_width) as usize
    }

    /// Width of the head at its widest place, hair included and ears not, in pixels of the photo.
    ///
    /// # Errors
    /// [`Unmeasurable::HeadTop`] if no head is seen above the eyes, [`Unmeasurable::Parsing`] if the ears cannot be told from it.
    pub(super) fn width(&self, subject: &Subject) -> Measured<f32> {
        // One row of stray hair must not widen the head, so it is the width that a few rows reach.
        let ears = subject.part_mask(&[Part::Ear, Part::Earring]).ok_or(Unmeasurable::Parsing)?;
        let mut widths = row_widths(&self.mask.without(&ears));
        let reached = ((WIDEST_ROWS * self.face_width) as usize).max(1);
        if self.mask.area() <= self.stray() || widths.len() < reached {
            return Err(Unmeasurable::HeadTop);
        }
        let (_, width, _) = widths.select_nth_unstable_by(reached - 1, |a, b| b.cmp(a));
        Ok(*width as f32 / subject.frame.scale)
    }
}

/// From the first to the last pixel of each row that has any.
fn row_widths(mask: &Mask) -> Vec<u32> {
    mask.row_ends().map(|([first, last], _)| last - first + 1).collect()
}

/// The highest places of the head, hair and hat included.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct HeadTop {
    /// The place nearest to the picture's top edge.
    pub highest: Point,
    /// The place farthest above the line of the eyes, at right angles to it: the top once the head is level.
    pub crown: Point,
    /// The head goes on beyond the picture's top edge, so that its real top is not known.
    pub is_cut_off: bool,
}

impl HeadTop {
    /// Finds both; `roll` is the slope of the line of the eyes in radians.
    ///
    /// # Errors
    /// [`Unmeasurable::HeadTop`] if no head is seen above the eyes.
    pub(super) fn measure(head: &Head, subject: &Subject, roll: f32) -> Measured<Self> {
        let frame = &subject.frame;
        let eyes = head.eyes;
        let place = |angle: f32| {
            let (sin, cos) = angle.sin_cos();
            let above = |(x, y): (u32, u32)| {
                let (run, rise) = (x as f32 + 0.5 - eyes.x, eyes.y - (y as f32 + 0.5));
                rise * cos + run * sin
            };
            topmost(&head.mask, head.stray(), above)
                .map(|(x, y)| frame.to_photo_point(Point::new(x as f32 + 0.5, y as f32)))
        };
        let (highest, crown) = place(0.0).zip(place(roll)).ok_or(Unmeasurable::HeadTop)?;
        // The mask's own blur ends within a pixel and a half of the frame's edge.
        let is_cut_off = highest.y * frame.scale < 1.5;
        Ok(Self { highest, crown, is_cut_off })
    }
}

/// Pixels above the eyes that both person mask and parsing take for the head; the person mask alone where the face was
/// not parsed.
///
/// Both err outwards, each elsewhere: on the plain blue backdrops of `campaign`, where the colour tells the true top, the mean
/// error in pixels of 640 is 1.0 for both together, 1.2 for either alone, 1.5 for what either of them takes for the head.
fn head_mask(subject: &Subject, eyes: Point, face_width: f32) -> Mask {
    let person = subject.person_mask(PERSON_FLOOR);
    let (width, height) = (person.width(), person.height());
    let parts = subject.part_mask(&HEAD_PARTS);
    let seen = |x, y| person.get(x, y) && parts.as_ref().is_none_or(|parts| parts.get(x, y));
    Mask::from_fn(width, height, |x, y| {
        (y as f32) < eyes.y && (x as f32 + 0.5 - eyes.x).abs() < REACH * face_width && seen(x, y)
    })
}

/// The largest connected piece of `mask`; `mask` itself if it is empty.
fn largest_piece(mask: Mask) -> Mask {
    let weights: Vec<f32> = mask.as_raw().iter().map(|&value| f32::from(value != 0)).collect();
    heaviest_patch(&weights, mask.width(), Connectivity::Four).map_or(mask, |patch| patch.mask)
}

/// The pixel of `mask` with the largest `height`, passing over `stray` pixels; of several, the first row by row.
fn topmost(mask: &Mask, stray: usize, height: impl Fn((u32, u32)) -> f32) -> Option<(u32, u32)> {
    let mut heights: Vec<f32> = mask.pixels().map(&height).collect();
    if heights.len() <= stray {
        return None;
    }
    let (_, &mut top, _) = heights.select_nth_unstable_by(stray, |a, b| b.total_cmp(a));
    mask.pixels().find(|&pixel| height(pixel).total_cmp(&top).is_eq())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_passes_over_single_hairs_and_pieces_apart() {
        let mask = Mask::from_fn(60, 60, |x, y| {
            let head = (20..40).contains(&x) && y >= 30;
            let hair = x == 25 && (27..30).contains(&y);
            let lamp = (50..55).contains(&x) && y < 5;
            head || hair || lamp
        });
        let head = largest_piece(mask);
        assert!(!head.get(51, 2) && head.get(25, 28));
        let upright = |(_, y): (u32, u32)| -(y as f32);
        assert_eq!(topmost(&head, 4, upright).map(|(_, y)| y), Some(30));
        assert_eq!(topmost(&head, 0, upright).map(|(_, y)| y), Some(27));
    }

    #[test]
    fn rows_are_as_wide_as_from_their_first_to_their_last_pixel() {
        let mask = Mask::from_fn(20, 4, |x, y| y > 0 && (x == 3 || x == 3 + 2 * y));
        assert_eq!(row_widths(&mask), [3, 5, 7]);
    }

    #[test]
    fn nothing_has_no_top() {
        let empty = Mask::from_fn(5, 5, |_, _| false);
        assert_eq!(topmost(&largest_piece(empty), 0, |_| 0.0), None);
    }
}
