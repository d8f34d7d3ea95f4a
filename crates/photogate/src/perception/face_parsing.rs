//! Which part of head or shoulders each place of the photo shows.
//!
//! The network looks twice: at the face in the framing that it was trained on, a little enlarged for the sake of lobes and
//! chains, and at a wider crop with shoulders and chest.

use super::frame::Frame;
use super::landmarks::{Landmarks, index};
use super::part::{PARTS, Part};
use crate::coords::{Affine, Fixed, Point, Rect, RotatedSquare, along_row};
use crate::photo::{View, resized_region};
use crate::runtime::manifest::ModelError;
use crate::runtime::{ImageTensor, ModelSession};

/// Side of the network's input for the face, in pixels. It was trained at 320; at 352 it sees more of what is small
/// (`models/training/results/README.md`).
const FACE_INPUT: u32 = 352;
/// Side of the network's input for the chest, in pixels; a multiple of 32, as its strides ask. At 224 it costs half, but
/// more straps and necklaces are seen where there are none (`docs/performance.md`).
const CHEST_INPUT: u32 = 320;
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
const EDGE: i32 = 2;
/// Cells whose chances stay in the processor's nearest cache while they are looked through.
const AT_ONCE: usize = 256;
/// A crop of more pixels than this multiple of the input is averaged down before it is sampled.
const REDUCE_ABOVE: f32 = 1.5;
/// Pixels of the input around a crop that the samples at its edge reach for.
const SAMPLE_REACH: f32 = 2.0;

/// What the network saw in its two looks.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedPortrait {
    /// The face, in the framing that the network was trained on.
    pub face: ParsedCrop,
    /// Head, shoulders and chest, 1.7 times as wide.
    pub chest: ParsedCrop,
}

/// Chances of each part in a square of the photo, on a square grid of cells that is turned with the face.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedCrop {
    /// A plane of each part, one after the other: its chance in every cell, row by row. Measurements ask for one part in
    /// many cells, and find its chances side by side.
    planes: Vec<f32>,
    /// Cells along each side.
    side: usize,
    /// Photo → place in the crop, 0 to 1.
    from_photo: Affine,
    /// Place in the crop, 0 to 1 → photo.
    to_photo: Affine,
}

impl ParsedCrop {
    /// A grid of bare chances that lies in the photo where `crop` says: 14 values for each cell of a square; `None` if
    /// that is not their number.
    #[must_use]
    pub fn from_chances(chances: &[f32], crop: RotatedSquare) -> Option<Self> {
        let side = (chances.len() / PARTS).isqrt();
        (side > 0 && chances.len() == side * side * PARTS).then(|| Self {
            planes: planes(chances, side * side),
            side,
            from_photo: crop.from_photo(),
            to_photo: crop.to_photo(),
        })
    }

    /// Cells along each side.
    #[must_use]
    pub fn side(&self) -> u32 {
        self.side as u32
    }

    /// The chance, 0 to 1, that the cell in column `x` and row `y` shows `part`.
    ///
    /// # Panics
    /// If the cell lies outside the grid.
    #[must_use]
    pub fn chance(&self, x: u32, y: u32, part: Part) -> f32 {
        assert!(x < self.side() && y < self.side(), "cell {x}, {y}");
        self.plane(part)[y as usize * self.side + x as usize]
    }

    /// The chances of `part` in all cells, row by row.
    pub(crate) fn plane(&self, part: Part) -> &[f32] {
        let cells = self.side * self.side;
        &self.planes[part as usize * cells..][..cells]
    }

    /// Where a point of the photo lies, in cells from the grid's corner.
    #[must_use]
    pub fn to_grid(&self, point: Point) -> Point {
        let place = self.from_photo.apply(point);
        Point::new(place.x * self.side as f32, place.y * self.side as f32)
    }

    /// Pixel of the frame → place in cells from the grid's corner.
    fn grid_of(&self, frame: &Frame) -> Affine {
        let corner = Point::new(frame.region.x, frame.region.y);
        self.from_photo.after(1.0 / frame.scale, corner).times(self.side as f32)
    }

    /// The smallest upright rectangle of the photo around a rectangle of cells.
    #[must_use]
    pub fn to_photo(&self, cells: Rect) -> Rect {
        let side = self.side as f32;
        let corner = |x: f32, y: f32| self.to_photo.apply(Point::new(x / side, y / side));
        Rect::around([
            corner(cells.x, cells.y),
            corner(cells.right(), cells.y),
            corner(cells.x, cells.bottom()),
            corner(cells.right(), cells.bottom()),
        ])
        .unwrap_or_default()
    }

    /// The most probable part of each cell, row by row.
    fn most_probable(&self) -> Vec<Part> {
        let [first, others @ ..] = Part::ALL;
        let mut parts = vec![first; self.side * self.side];
        // So many cells at a time that their best chances stay at hand from part to part.
        for (block, shown) in parts.chunks_mut(AT_ONCE).enumerate() {
            let start = block * AT_ONCE;
            let mut best = [0.0; AT_ONCE];
            best[..shown.len()].copy_from_slice(&self.plane(first)[start..][..shown.len()]);
            for part in others {
                let chances = &self.plane(part)[start..];
                for ((best, shown), &chance) in best.iter_mut().zip(&mut *shown).zip(chances) {
                    // Without a branch, which would be wrong too often to foresee.
                    *shown = if chance > *best { part } else { *shown };
                    *best = best.max(chance);
                }
            }
        }
        parts
    }

    /// Index of the cell at a place of the grid, unless it is one of the `edge` outermost ones.
    fn inner_cell(&self, (x, y): (Fixed, Fixed), edge: i32) -> Option<usize> {
        let inner = edge..self.side as i32 - edge;
        let (x, y) = (x.floor(), y.floor());
        (inner.contains(&x) && inner.contains(&y)).then(|| y as usize * self.side + x as usize)
    }

    /// Index of the cell at a place of the grid; beyond it, of the nearest one.
    fn nearest_cell(&self, (x, y): (Fixed, Fixed)) -> usize {
        let along = |place: Fixed| place.floor().clamp(0, self.side as i32 - 1) as usize;
        along(y) * self.side + along(x)
    }
}

/// Chances cell by cell → part by part, `cells` of each.
fn planes(chances: &[f32], cells: usize) -> Vec<f32> {
    let mut planes = vec![0.0; cells * PARTS];
    for (block, chances) in chances.chunks(AT_ONCE * PARTS).enumerate() {
        for (part, plane) in planes.chunks_exact_mut(cells).enumerate() {
            let chances = chances.iter().skip(part).step_by(PARTS);
            for (value, &chance) in plane[block * AT_ONCE..].iter_mut().zip(chances) {
                *value = chance;
            }
        }
    }
    planes
}

/// The part that shows at each pixel of `frame`, row by row: by the face crop where that reaches, else by the chest
/// crop. Beyond that, the part at its nearest edge: what is clothing at the lower edge goes on below it.
pub(super) fn on_frame(face: &ParsedCrop, chest: &ParsedCrop, frame: &Frame) -> Vec<Part> {
    let (width, height) = frame.pixels.dimensions();
    let (face_parts, chest_parts) = (face.most_probable(), chest.most_probable());
    let (to_face, to_chest) = (face.grid_of(frame), chest.grid_of(frame));
    let mut parts = Vec::with_capacity((width * height) as usize);
    for y in 0..height {
        let first = Point::new(0.5, y as f32 + 0.5);
        let places = along_row(&to_face, first).zip(along_row(&to_chest, first));
        parts.extend(places.take(width as usize).map(|(in_face, in_chest)| {
            match face.inner_cell(in_face, EDGE) {
                Some(cell) => face_parts[cell],
                None => chest_parts[chest.nearest_cell(in_chest)],
            }
        }));
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
    parse(view, crop_of(landmarks, 1.0, FACE_CENTRE), FACE_INPUT, model)
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
    parse(view, crop_of(landmarks, CHEST_SCALE, CHEST_CENTRE), CHEST_INPUT, model)
}

fn parse(
    view: View<'_>,
    crop: RotatedSquare,
    size: u32,
    model: &mut ModelSession,
) -> Result<ParsedCrop, ModelError> {
    let reduced = reduced(view, crop, size as f32);
    let (view, shown) = reduced.as_ref().map_or((view, crop), |(pixels, scale, origin)| {
        let centre = Point::new(crop.centre.x - origin.x, crop.centre.y - origin.y);
        (View { pixels, scale: *scale }, RotatedSquare { centre, ..crop })
    });
    let picture = ImageTensor::rotated(view, shown, size, model.value_range());
    let parsed = model.run_into(&picture, |outputs| ParsedCrop::from_chances(outputs[0], crop))?;
    Ok(parsed.expect(
        "the pool checked that the network answers with 14 chances a cell, and the input is a square",
    ))
}

/// The photo around the crop averaged down to the scale of the input, where one sample would skip pixels in between;
/// with its scale and with its corner in the photo.
fn reduced(view: View<'_>, crop: RotatedSquare, size: f32) -> Option<(image::RgbImage, f32, Point)> {
    let scale = size / crop.side;
    (scale * REDUCE_ABOVE < view.scale).then(|| {
        let region = surroundings(view, crop, SAMPLE_REACH / scale);
        let scaled = |length: f32| (length * scale).round().max(1.0);
        let (width, height) = (scaled(region.width), scaled(region.height));
        let pixels = resized_region(view, region, width as u32, height as u32);
        (pixels, scale, Point::new(region.x, region.y))
    })
}

/// The part of the photo in which the crop lies, with `reach` pixels around it.
fn surroundings(view: View<'_>, crop: RotatedSquare, reach: f32) -> Rect {
    let (width, height) = view.pixels.dimensions();
    let photo = Rect::new(0.0, 0.0, width as f32 / view.scale, height as f32 / view.scale);
    let (sin, cos) = crop.rotation.sin_cos();
    let half = crop.side / 2.0 * (sin.abs() + cos.abs()) + reach;
    Rect::new(crop.centre.x - half, crop.centre.y - half, 2.0 * half, 2.0 * half).intersection(photo)
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

    fn grid(side: usize, part_of: impl Fn(usize) -> Part, crop: RotatedSquare) -> ParsedCrop {
        let mut chances = vec![0.0; side * side * PARTS];
        for (cell, chances) in chances.chunks_exact_mut(PARTS).enumerate() {
            chances[part_of(cell % side) as usize] = 0.9;
        }
        ParsedCrop::from_chances(&chances, crop).unwrap()
    }

    fn square(side: f32) -> RotatedSquare {
        RotatedSquare { centre: Point::new(100.0, 100.0), side, rotation: 0.0 }
    }

    #[test]
    fn the_most_probable_part_wins_and_lies_where_the_crop_says() {
        let face = grid(160, |x| if x < 80 { Part::Hair } else { Part::Skin }, square(80.0));
        let chest = grid(96, |x| if x < 48 { Part::Background } else { Part::Clothing }, square(160.0));
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
    fn a_grid_is_a_square_of_14_chances_a_cell() {
        assert_eq!(ParsedCrop::from_chances(&vec![0.0; 96 * 96 * 14], square(80.0)).unwrap().side(), 96);
        for values in [0, 14 * 96 * 95, 96 * 96 * 14 + 1] {
            assert!(ParsedCrop::from_chances(&vec![0.0; values], square(80.0)).is_none(), "{values}");
        }
    }

    #[test]
    fn a_large_photo_is_reduced_around_the_crop_alone_and_shows_the_same() {
        // A ramp: each place has a colour of its own, and averaging keeps it.
        let pixels =
            image::RgbImage::from_fn(1024, 1024, |x, y| image::Rgb([(x / 4) as u8, (y / 4) as u8, 0]));
        let view = View { pixels: &pixels, scale: 1.0 };
        let crop = RotatedSquare { centre: Point::new(700.0, 300.0), side: 400.0, rotation: 0.3 };
        let (reduced, scale, origin) = reduced(view, crop, 100.0).unwrap();
        assert!(reduced.width() < 160 && reduced.height() < 160, "{:?}", reduced.dimensions());
        let place = Point::new((crop.centre.x - origin.x) * scale, (crop.centre.y - origin.y) * scale);
        let [red, green, _] = reduced.get_pixel(place.x as u32, place.y as u32).0;
        assert!(red.abs_diff(175) <= 1 && green.abs_diff(75) <= 1, "{red}, {green}");
        assert!(super::reduced(view, crop, 300.0).is_none(), "one sample a pixel is enough");
    }

    #[test]
    fn cells_lie_in_the_photo_where_its_points_lie_in_the_grid() {
        let parsed = grid(160, |_| Part::Skin, RotatedSquare { rotation: 0.2, ..square(80.0) });
        let cells = Rect::new(40.0, 60.0, 0.0, 0.0);
        let place = parsed.to_photo(cells);
        let back = parsed.to_grid(Point::new(place.x, place.y));
        assert!((back.x - 40.0).abs() < 1e-2 && (back.y - 60.0).abs() < 1e-2, "{back:?}");
    }
}
