//! The bare skin of the whole face, pixel by pixel: what light falls on.

use crate::coords::Point;
use crate::measurement::colour::{Lab, LabImage, median};
use crate::measurement::unmeasurable::Unmeasurable;
use crate::perception::landmarks::index;
use crate::perception::{Mask, Part, Subject};

/// Fewest pixels of the frame that show the light: a face of about 20 pixels.
const LEAST_PIXELS: usize = 200;
/// The part of the face, by lightness, that is neither in shadow nor shining.
const PLAIN: [f32; 2] = [0.5, 0.8];
/// What is not bare skin, though it lies inside the face's outline.
const NOT_SKIN: [Part; 7] =
    [Part::Hair, Part::Hat, Part::Glasses, Part::Eye, Part::Brow, Part::Lips, Part::Mouth];

/// A pixel of skin on the frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct SkinPixel {
    pub x: u32,
    pub y: u32,
    pub colour: Lab,
}

/// Skin inside the face's outline, without eyes, brows, lips, hair and glasses.
pub(super) struct FaceSkin {
    /// Row by row.
    pub pixels: Vec<SkinPixel>,
}

impl FaceSkin {
    /// Finds the face's skin.
    ///
    /// # Errors
    /// [`Unmeasurable::Skin`] if too little of it lies in the photo.
    pub fn find(lab: LabImage<'_>, subject: &Subject) -> Result<Self, Unmeasurable> {
        let features = [
            &index::IMAGE_LEFT_EYE[..],
            &index::IMAGE_RIGHT_EYE,
            &index::IMAGE_LEFT_BROW,
            &index::IMAGE_RIGHT_BROW,
            &index::LIPS,
        ];
        let mut skin = subject.outline_mask(&index::OUTLINE).eroded(2);
        let features = features.map(|feature| subject.outline_mask(feature));
        if let Some(features) = features.into_iter().reduce(|all, feature| all.or(&feature)) {
            skin = skin.without(&features.dilated(1));
        }
        // The outline stands without the parsed face, which only takes out what lies over the skin.
        if let Some(other) = subject.part_mask(&NOT_SKIN) {
            skin = skin.without(&other);
        }
        let pixels: Vec<_> = skin.pixels().map(|(x, y)| SkinPixel { x, y, colour: lab.get(x, y) }).collect();
        if pixels.len() < LEAST_PIXELS { Err(Unmeasurable::Skin) } else { Ok(Self { pixels }) }
    }

    /// Lightness L* of the pixels.
    pub fn lightness(&self) -> Vec<f32> {
        self.pixels.iter().map(|pixel| pixel.colour.l).collect()
    }

    /// Median colour of the better lit part of the face, without its highlights: what a highlight stands out from. A spot
    /// on one cheek does not move it as it would the colour of the cheeks.
    pub fn plain_colour(&self) -> Lab {
        let mut colours: Vec<Lab> = self.pixels.iter().map(|pixel| pixel.colour).collect();
        let at = |share: f32| (share * self.pixels.len() as f32) as usize;
        let darker = |a: &Lab, b: &Lab| a.l.total_cmp(&b.l);
        let [from, to] = PLAIN.map(at);
        colours.select_nth_unstable_by(to, darker);
        colours[..to].select_nth_unstable_by(from, darker);
        median(&colours[from..to]).unwrap_or_default()
    }

    /// Share of the pixels for which `holds` says so.
    pub fn share(&self, holds: impl Fn(&SkinPixel) -> bool) -> f32 {
        self.pixels.iter().filter(|pixel| holds(pixel)).count() as f32 / self.pixels.len() as f32
    }

    /// Lightness of the pixels on either side of the line from the forehead to the chin; picture's left first.
    pub fn halves(&self, subject: &Subject) -> [Vec<f32>; 2] {
        let [top, bottom] = [index::FOREHEAD_TOP, index::CHIN]
            .map(|at| subject.frame.from_photo(subject.landmarks.point(at)));
        let mut halves = [Vec::new(), Vec::new()];
        for pixel in &self.pixels {
            let side = side_of(Point::new(pixel.x as f32 + 0.5, pixel.y as f32 + 0.5), top, bottom);
            halves[usize::from(side > 0.0)].push(pixel.colour.l);
        }
        halves
    }

    /// The pixels as a mask on the frame.
    pub fn mask(&self, lab: LabImage<'_>) -> Mask {
        let mut mask = Mask::from_fn(lab.width(), lab.height(), |_, _| false);
        for pixel in &self.pixels {
            mask.set(pixel.x, pixel.y, true);
        }
        mask
    }

    /// A map of the frame that holds the pixels' `values`, and 0 elsewhere.
    pub fn map(&self, lab: LabImage<'_>, values: impl Iterator<Item = f32>) -> Vec<f32> {
        let mut map = vec![0.0; (lab.width() * lab.height()) as usize];
        for (pixel, value) in self.pixels.iter().zip(values) {
            map[(pixel.y * lab.width() + pixel.x) as usize] = value;
        }
        map
    }
}

/// Pixels of the frame inside an outline through the landmarks, without those of another.
pub(super) fn between(subject: &Subject, outer: &[usize], inner: &[usize]) -> Mask {
    subject.outline_mask(outer).without(&subject.outline_mask(inner))
}

/// Positive where `point` lies to the right of the line from `top` down to `bottom`.
fn side_of(point: Point, top: Point, bottom: Point) -> f32 {
    (point.x - top.x) * (bottom.y - top.y) - (point.y - top.y) * (bottom.x - top.x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_those_of_the_picture() {
        let (top, bottom) = (Point::new(10.0, 0.0), Point::new(12.0, 100.0));
        assert!(side_of(Point::new(5.0, 50.0), top, bottom) < 0.0);
        assert!(side_of(Point::new(20.0, 50.0), top, bottom) > 0.0);
    }
}
