//! Which part of head or shoulders each place of the photo shows.

use serde::Serialize;

use super::frame::Frame;
use super::landmarks::{Landmarks, index};
use crate::coords::{Point, RotatedSquare};
use crate::photo::View;
use crate::runtime::manifest::ModelError;
use crate::runtime::{ImageTensor, ModelSession};

/// Side of the grid of answers.
const GRID: usize = 160;
/// Parts that the network tells apart.
const PARTS: usize = 14;
/// The crop against the framing that the network was trained on: larger, so that shoulders and chest are in it.
/// Looked at on the composed portraits of the evaluation set, hair and clothing stay right up to 1.8.
const CROP_SCALE: f32 = 1.7;
/// Where the crop's centre lies between eyes (0) and mouth (1). Training has it at 0.1; lower, more of the chest is in.
const CROP_CENTRE: f32 = 0.4;

/// A part of head or shoulders, in the network's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Neither person nor clothes.
    Background,
    /// Skin of the face.
    Skin,
    /// Glasses, frame and lenses.
    Glasses,
    /// Eye openings.
    Eye,
    /// Eyebrows.
    Brow,
    /// Ears.
    Ear,
    /// Inside of an open mouth.
    Mouth,
    /// Lips.
    Lips,
    /// Hair of the head.
    Hair,
    /// Hat or other head covering.
    Hat,
    /// Earrings.
    Earring,
    /// Necklace.
    Necklace,
    /// Neck and bare skin below it.
    Neck,
    /// Clothing.
    Clothing,
}

impl Part {
    /// All parts, in the order of the network's output.
    pub const ALL: [Self; PARTS] = [
        Self::Background,
        Self::Skin,
        Self::Glasses,
        Self::Eye,
        Self::Brow,
        Self::Ear,
        Self::Mouth,
        Self::Lips,
        Self::Hair,
        Self::Hat,
        Self::Earring,
        Self::Necklace,
        Self::Neck,
        Self::Clothing,
    ];
}

/// The parts of head and shoulders in a photo.
#[derive(Debug, Clone)]
pub(super) struct ParsedFace {
    /// The most probable part of each cell, row by row.
    parts: Vec<Part>,
    /// Where the grid lies in the photo.
    crop: RotatedSquare,
}

impl ParsedFace {
    /// The part that shows at each pixel of `frame`, row by row. Beyond the grid, that of its nearest edge: what is
    /// clothing at the lower edge goes on below it.
    pub(super) fn on_frame(&self, frame: &Frame) -> Vec<Part> {
        let (width, height) = frame.pixels.dimensions();
        let from_photo = self.crop.from_photo();
        let cell = |share: f32| ((share * GRID as f32).max(0.0) as usize).min(GRID - 1);
        let mut parts = Vec::with_capacity((width * height) as usize);
        for y in 0..height {
            for x in 0..width {
                let centre = frame.to_photo_point(Point::new(x as f32 + 0.5, y as f32 + 0.5));
                let place = from_photo.apply(centre);
                parts.push(self.parts[cell(place.y) * GRID + cell(place.x)]);
            }
        }
        parts
    }
}

/// Names the parts around the face with these landmarks.
///
/// # Errors
/// [`ModelError::Session`] if the model fails.
pub(super) fn parse(
    view: View<'_>,
    landmarks: &Landmarks,
    model: &mut ModelSession,
) -> Result<ParsedFace, ModelError> {
    let crop = crop_of(landmarks);
    let outputs = model.run(&ImageTensor::rotated(view, crop, model).values)?;
    Ok(ParsedFace { parts: decode(&outputs[0]), crop })
}

/// The most probable part of each cell.
fn decode(probabilities: &[f32]) -> Vec<Part> {
    probabilities
        .chunks_exact(PARTS)
        .map(|cell| {
            let mut best = 0;
            for (index, &probability) in cell.iter().enumerate() {
                if probability > cell[best] {
                    best = index;
                }
            }
            Part::ALL[best]
        })
        .collect()
}

/// The framing of the CelebA-HQ pictures (as wide as four distances of the eyes or 3.6 from eyes to mouth, whichever is
/// more, and turned with the face), enlarged and lowered.
fn crop_of(landmarks: &Landmarks) -> RotatedSquare {
    let (left, right) = (landmarks.image_left_eye(), landmarks.image_right_eye());
    let mouth = landmarks
        .point(index::IMAGE_LEFT_MOUTH_CORNER)
        .midpoint(landmarks.point(index::IMAGE_RIGHT_MOUTH_CORNER));
    let eyes = left.midpoint(right);
    let (down_x, down_y) = (mouth.x - eyes.x, mouth.y - eyes.y);
    // The line of the eyes and the line at right angles to the nose, together.
    let (across_x, across_y) = (right.x - left.x + down_y, right.y - left.y - down_x);
    let side = (4.0 * left.distance(right)).max(3.6 * eyes.distance(mouth));
    RotatedSquare {
        centre: Point::new(eyes.x + CROP_CENTRE * down_x, eyes.y + CROP_CENTRE * down_y),
        side: side * CROP_SCALE,
        rotation: across_y.atan2(across_x),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coords::Rect;

    #[test]
    fn the_most_probable_part_wins_and_lies_where_the_crop_says() {
        let mut probabilities = vec![0.0; GRID * GRID * PARTS];
        for (cell, chances) in probabilities.chunks_exact_mut(PARTS).enumerate() {
            chances[if cell % GRID < GRID / 2 { 8 } else { 13 }] = 0.9;
        }
        let crop = RotatedSquare { centre: Point::new(100.0, 100.0), side: 80.0, rotation: 0.0 };
        let parsed = ParsedFace { parts: decode(&probabilities), crop };
        let frame = Frame {
            pixels: image::RgbImage::new(100, 100),
            region: Rect::new(0.0, 0.0, 200.0, 200.0),
            scale: 0.5,
        };
        let shown = parsed.on_frame(&frame);
        let at = |x: usize, y: usize| shown[y * 100 + x];
        assert_eq!(at(40, 50), Part::Hair);
        assert_eq!(at(60, 50), Part::Clothing);
        assert_eq!(at(99, 99), Part::Clothing, "beyond the grid its edge goes on");
    }
}
