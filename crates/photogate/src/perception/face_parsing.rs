//! Which part of head or shoulders each place of the photo shows.
//!
//! The network looks twice: at the face in the framing that it was trained on, where brows, lobes and chains are as
//! large as it knows them, and at a wider crop with shoulders and chest.

use super::frame::Frame;
use super::landmarks::{Landmarks, index};
use super::part::{PARTS, Part};
use crate::coords::{Point, Rect, RotatedSquare};
use crate::photo::{View, resized_region};
use crate::runtime::manifest::ModelError;
use crate::runtime::{ImageTensor, ModelSession};

/// Side of the grid of answers.
const GRID: usize = 160;
/// The chest crop against the face crop. Looked at on the composed portraits of the evaluation set, hair and clothing
/// stay right up to 1.8.
const CHEST_SCALE: f32 = 1.7;
/// Where a crop's centre lies between eyes (0) and mouth (1). Training has it at 0.1; lower, more of the chest is in.
const FACE_CENTRE: f32 = 0.1;
const CHEST_CENTRE: f32 = 0.4;
/// Side of the face crop in distances of the eyes, or in distances from eyes to mouth, whichever gives more: the
/// median framing of the training pictures (`models/training/framing.py`).
const SIDE_BY_EYES: f32 = 4.1;
const SIDE_BY_MOUTH: f32 = 3.7;
/// Cells at the face crop's edge that the chest crop answers for: there the network saw nothing beyond.
const EDGE: f32 = 2.0;
/// A crop of more pixels than this multiple of the input is averaged down before it is sampled.
const REDUCE_ABOVE: f32 = 1.5;

/// What the network saw in its two looks.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedPortrait {
    /// The face, in the framing that the network was trained on.
    pub face: ParsedCrop,
    /// Head, shoulders and chest, 1.7 times as wide.
    pub chest: ParsedCrop,
}

/// Chances of each part in a square of the photo, on a grid of 160 × 160 cells that is turned with the face.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedCrop {
    /// 14 chances a cell, row by row; those of a cell add up to 1.
    chances: Vec<f32>,
    /// Where the grid lies in the photo.
    crop: RotatedSquare,
}

impl ParsedCrop {
    /// Cells along each side.
    pub const SIDE: u32 = GRID as u32;

    /// A grid of bare chances, for tests and for callers with a network of their own: [`ParsedCrop::SIDE`]² × 14
    /// values; `None` if there are more or fewer.
    #[must_use]
    pub fn from_chances(chances: Vec<f32>, crop: RotatedSquare) -> Option<Self> {
        (chances.len() == GRID * GRID * PARTS).then_some(Self { chances, crop })
    }

    /// The chance, 0 to 1, that the cell in column `x` and row `y` shows `part`.
    ///
    /// # Panics
    /// If the cell lies outside the grid.
    #[must_use]
    pub fn chance(&self, x: u32, y: u32, part: Part) -> f32 {
        assert!(x < Self::SIDE && y < Self::SIDE, "cell {x}, {y}");
        self.chances[(y as usize * GRID + x as usize) * PARTS + part as usize]
    }

    /// Where a point of the photo lies, in cells from the grid's corner.
    #[must_use]
    pub fn to_grid(&self, point: Point) -> Point {
        let place = self.crop.from_photo().apply(point);
        Point::new(place.x * GRID as f32, place.y * GRID as f32)
    }

    /// The smallest upright rectangle of the photo around a rectangle of cells.
    #[must_use]
    pub fn to_photo(&self, cells: Rect) -> Rect {
        let to_photo = self.crop.to_photo();
        let corner = |x: f32, y: f32| to_photo.apply(Point::new(x / GRID as f32, y / GRID as f32));
        Rect::around([
            corner(cells.x, cells.y),
            corner(cells.right(), cells.y),
            corner(cells.x, cells.bottom()),
            corner(cells.right(), cells.bottom()),
        ])
        .unwrap_or_default()
    }

    /// The most probable part at a place of the grid; beyond it, that of its nearest edge.
    fn part_at(&self, place: Point) -> Part {
        let cell = |value: f32| (value.max(0.0) as usize).min(GRID - 1);
        let start = (cell(place.y) * GRID + cell(place.x)) * PARTS;
        let chances = &self.chances[start..start + PARTS];
        let mut best = 0;
        for (index, &chance) in chances.iter().enumerate() {
            if chance > chances[best] {
                best = index;
            }
        }
        Part::ALL[best]
    }
}

/// The part that shows at each pixel of `frame`, row by row: by the face crop where that reaches, else by the chest
/// crop. Beyond that, the part at its nearest edge: what is clothing at the lower edge goes on below it.
pub(super) fn on_frame(face: &ParsedCrop, chest: &ParsedCrop, frame: &Frame) -> Vec<Part> {
    let (width, height) = frame.pixels.dimensions();
    let inner = Rect::new(EDGE, EDGE, GRID as f32 - 2.0 * EDGE, GRID as f32 - 2.0 * EDGE);
    let mut parts = Vec::with_capacity((width * height) as usize);
    for y in 0..height {
        for x in 0..width {
            let centre = frame.to_photo_point(Point::new(x as f32 + 0.5, y as f32 + 0.5));
            let place = face.to_grid(centre);
            parts.push(if inner.contains(place) {
                face.part_at(place)
            } else {
                chest.part_at(chest.to_grid(centre))
            });
        }
    }
    parts
}

/// Names the parts of the face with these landmarks, in the framing that the network was trained on.
///
/// # Errors
/// [`ModelError::Session`] if the model fails.
pub(super) fn parse_face(
    view: View<'_>,
    landmarks: &Landmarks,
    model: &mut ModelSession,
) -> Result<ParsedCrop, ModelError> {
    parse(view, crop_of(landmarks, 1.0, FACE_CENTRE), model)
}

/// Names the parts of head, shoulders and chest.
///
/// # Errors
/// [`ModelError::Session`] if the model fails.
pub(super) fn parse_chest(
    view: View<'_>,
    landmarks: &Landmarks,
    model: &mut ModelSession,
) -> Result<ParsedCrop, ModelError> {
    parse(view, crop_of(landmarks, CHEST_SCALE, CHEST_CENTRE), model)
}

fn parse(view: View<'_>, crop: RotatedSquare, model: &mut ModelSession) -> Result<ParsedCrop, ModelError> {
    let (size, _) = model.input_size();
    let reduced = reduced(view, crop, size as f32);
    let view = reduced.as_ref().map_or(view, |(pixels, scale)| View { pixels, scale: *scale });
    let mut outputs = model.run(&ImageTensor::rotated(view, crop, model).values)?;
    Ok(ParsedCrop { chances: outputs.swap_remove(0), crop })
}

/// The whole photo averaged down to the scale of the input, where one sample would skip pixels in between.
fn reduced(view: View<'_>, crop: RotatedSquare, size: f32) -> Option<(image::RgbImage, f32)> {
    let shrink = size / (crop.side * view.scale);
    (shrink * REDUCE_ABOVE < 1.0).then(|| {
        let (width, height) = view.pixels.dimensions();
        let whole = Rect::new(0.0, 0.0, width as f32 / view.scale, height as f32 / view.scale);
        let scaled = |side: u32| (side as f32 * shrink).round().max(1.0) as u32;
        (resized_region(view, whole, scaled(width), scaled(height)), view.scale * shrink)
    })
}

/// The framing of the CelebA-HQ pictures, turned with the face, enlarged by `scale`.
fn crop_of(landmarks: &Landmarks, scale: f32, centre: f32) -> RotatedSquare {
    let (left, right) = (landmarks.image_left_eye(), landmarks.image_right_eye());
    let mouth = landmarks
        .point(index::IMAGE_LEFT_MOUTH_CORNER)
        .midpoint(landmarks.point(index::IMAGE_RIGHT_MOUTH_CORNER));
    let eyes = left.midpoint(right);
    let (down_x, down_y) = (mouth.x - eyes.x, mouth.y - eyes.y);
    // The line of the eyes and the line at right angles to the nose, together.
    let (across_x, across_y) = (right.x - left.x + down_y, right.y - left.y - down_x);
    let side = (SIDE_BY_EYES * left.distance(right)).max(SIDE_BY_MOUTH * eyes.distance(mouth));
    RotatedSquare {
        centre: Point::new(eyes.x + centre * down_x, eyes.y + centre * down_y),
        side: side * scale,
        rotation: across_y.atan2(across_x),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(part_of: impl Fn(usize, usize) -> Part, crop: RotatedSquare) -> ParsedCrop {
        let mut chances = vec![0.0; GRID * GRID * PARTS];
        for (cell, chances) in chances.chunks_exact_mut(PARTS).enumerate() {
            chances[part_of(cell % GRID, cell / GRID) as usize] = 0.9;
        }
        ParsedCrop::from_chances(chances, crop).unwrap()
    }

    fn square(side: f32) -> RotatedSquare {
        RotatedSquare { centre: Point::new(100.0, 100.0), side, rotation: 0.0 }
    }

    #[test]
    fn the_most_probable_part_wins_and_lies_where_the_crop_says() {
        let face = grid(|x, _| if x < GRID / 2 { Part::Hair } else { Part::Skin }, square(80.0));
        let chest = grid(|x, _| if x < GRID / 2 { Part::Background } else { Part::Clothing }, square(160.0));
        let frame = Frame {
            pixels: image::RgbImage::new(100, 100),
            region: Rect::new(0.0, 0.0, 200.0, 200.0),
            scale: 0.5,
        };
        let shown = on_frame(&face, &chest, &frame);
        let at = |x: usize, y: usize| shown[y * 100 + x];
        assert_eq!(at(40, 50), Part::Hair);
        assert_eq!(at(60, 50), Part::Skin);
        assert_eq!(at(20, 50), Part::Background, "beside the face the chest crop answers");
        assert_eq!(at(99, 99), Part::Clothing, "beyond the grid its edge goes on");
    }

    #[test]
    fn cells_lie_in_the_photo_where_its_points_lie_in_the_grid() {
        let parsed = grid(|_, _| Part::Skin, RotatedSquare { rotation: 0.2, ..square(80.0) });
        let cells = Rect::new(40.0, 60.0, 0.0, 0.0);
        let place = parsed.to_photo(cells);
        let back = parsed.to_grid(Point::new(place.x, place.y));
        assert!((back.x - 40.0).abs() < 1e-2 && (back.y - 60.0).abs() < 1e-2, "{back:?}");
    }
}
