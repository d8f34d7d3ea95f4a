//! 468 points on one face, by the MediaPipe face mesh, in the photo's coordinates.

use std::f32::consts::PI;

use serde::Serialize;

use super::face_detection::Detection;
use crate::coords::{Point, Rect, RotatedSquare};
use crate::photo::View;
use crate::runtime::manifest::ModelError;
use crate::runtime::{ImageTensor, ModelSession};

/// Side of the model's input, the unit of its raw points.
const INPUT_SIDE: u32 = 192;
/// The crop's side against the longer side of the detected box; the value of the reference pipeline.
const CROP_SCALE: f32 = 1.5;

/// Points of the mesh by their anatomical names; `IMAGE_LEFT` and `IMAGE_RIGHT` are sides of the picture.
pub mod index {
    use crate::sides::Sides;

    /// Top of the forehead, on the mesh's edge.
    pub const FOREHEAD_TOP: usize = 10;
    /// Lowest point of the chin.
    pub const CHIN: usize = 152;
    /// Outer corner of the eye on the picture's left.
    pub const IMAGE_LEFT_EYE_OUTER: usize = 33;
    /// Inner corner of the eye on the picture's left.
    pub const IMAGE_LEFT_EYE_INNER: usize = 133;
    /// Outer corner of the eye on the picture's right.
    pub const IMAGE_RIGHT_EYE_OUTER: usize = 263;
    /// Inner corner of the eye on the picture's right.
    pub const IMAGE_RIGHT_EYE_INNER: usize = 362;
    /// Edge of the face before the ear on the picture's left.
    pub const IMAGE_LEFT_CHEEK_EDGE: usize = 234;
    /// Edge of the face before the ear on the picture's right.
    pub const IMAGE_RIGHT_CHEEK_EDGE: usize = 454;
    /// Corner of the mouth on the picture's left.
    pub const IMAGE_LEFT_MOUTH_CORNER: usize = 61;
    /// Corner of the mouth on the picture's right.
    pub const IMAGE_RIGHT_MOUTH_CORNER: usize = 291;
    /// Angle of the jaw on the picture's left.
    pub const IMAGE_LEFT_JAW: usize = 172;
    /// Angle of the jaw on the picture's right.
    pub const IMAGE_RIGHT_JAW: usize = 397;
    /// Lower edge of the upper lip and upper edge of the lower lip, in their middles.
    pub const INNER_LIPS: [usize; 2] = [13, 14];
    /// Outer outline of both lips.
    pub const LIPS: [usize; 20] =
        [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185];
    /// Outline of the eyebrow on the picture's left.
    pub const IMAGE_LEFT_BROW: [usize; 10] = [70, 63, 105, 66, 107, 55, 65, 52, 53, 46];
    /// Outline of the eyebrow on the picture's right.
    pub const IMAGE_RIGHT_BROW: [usize; 10] = [300, 293, 334, 296, 336, 285, 295, 282, 283, 276];
    /// Edge of the lids of the eye on the picture's left.
    pub const IMAGE_LEFT_EYE: [usize; 16] =
        [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246];
    /// Edge of the lids of the eye on the picture's right.
    pub const IMAGE_RIGHT_EYE: [usize; 16] =
        [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466];
    /// The orbit around the eye on the picture's left, between brow and cheekbone.
    pub const IMAGE_LEFT_ORBIT: [usize; 16] =
        [226, 31, 228, 229, 230, 231, 232, 233, 244, 189, 221, 222, 223, 224, 225, 113];
    /// The orbit around the eye on the picture's right, between brow and cheekbone.
    pub const IMAGE_RIGHT_ORBIT: [usize; 16] =
        [446, 261, 448, 449, 450, 451, 452, 453, 464, 413, 441, 442, 443, 444, 445, 342];
    /// Outer corners of the eyes.
    pub const EYE_OUTER: Sides<usize> =
        Sides { image_left: IMAGE_LEFT_EYE_OUTER, image_right: IMAGE_RIGHT_EYE_OUTER };
    /// Inner corners of the eyes.
    pub const EYE_INNER: Sides<usize> =
        Sides { image_left: IMAGE_LEFT_EYE_INNER, image_right: IMAGE_RIGHT_EYE_INNER };
    /// Edges of the face before the ears.
    pub const CHEEK_EDGE: Sides<usize> =
        Sides { image_left: IMAGE_LEFT_CHEEK_EDGE, image_right: IMAGE_RIGHT_CHEEK_EDGE };
    /// Corners of the mouth.
    pub const MOUTH_CORNER: Sides<usize> =
        Sides { image_left: IMAGE_LEFT_MOUTH_CORNER, image_right: IMAGE_RIGHT_MOUTH_CORNER };
    /// Outlines of the eyebrows.
    pub const BROW: Sides<[usize; 10]> = Sides { image_left: IMAGE_LEFT_BROW, image_right: IMAGE_RIGHT_BROW };
    /// Edges of the lids.
    pub const EYE: Sides<[usize; 16]> = Sides { image_left: IMAGE_LEFT_EYE, image_right: IMAGE_RIGHT_EYE };
    /// The orbits around the eyes, between brow and cheekbone.
    pub const ORBIT: Sides<[usize; 16]> =
        Sides { image_left: IMAGE_LEFT_ORBIT, image_right: IMAGE_RIGHT_ORBIT };
    /// The face's outline, clockwise from the top of the forehead.
    pub const OUTLINE: [usize; 36] = [
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148,
        176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
    ];
}

/// The mesh of one face.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Landmarks {
    /// x and y in pixels of the photo; z in the same unit, negative towards the camera, 0 at the head's middle.
    points: Vec<[f32; 3]>,
    /// Probability that the crop held a face, 0 to 1.
    pub presence: f32,
}

impl Landmarks {
    /// The point of that index, in the photo.
    #[must_use]
    pub fn point(&self, index: usize) -> Point {
        let [x, y, _] = self.points[index];
        Point::new(x, y)
    }

    /// All 468 points: x, y and depth in pixels.
    #[must_use]
    pub fn points(&self) -> &[[f32; 3]] {
        &self.points
    }

    /// Middle between the corners of the eye on the picture's left.
    #[must_use]
    pub fn image_left_eye(&self) -> Point {
        self.point(index::IMAGE_LEFT_EYE_OUTER).midpoint(self.point(index::IMAGE_LEFT_EYE_INNER))
    }

    /// Middle between the corners of the eye on the picture's right.
    #[must_use]
    pub fn image_right_eye(&self) -> Point {
        self.point(index::IMAGE_RIGHT_EYE_OUTER).midpoint(self.point(index::IMAGE_RIGHT_EYE_INNER))
    }

    /// Middle between both eyes.
    #[must_use]
    pub fn eyes_middle(&self) -> Point {
        self.image_left_eye().midpoint(self.image_right_eye())
    }

    /// Distance between the middles of the eyes, in pixels.
    #[must_use]
    pub fn inter_eye_distance(&self) -> f32 {
        self.image_left_eye().distance(self.image_right_eye())
    }

    /// Distance between the face's edges before the ears, in pixels.
    #[must_use]
    pub fn face_width(&self) -> f32 {
        self.point(index::IMAGE_LEFT_CHEEK_EDGE).distance(self.point(index::IMAGE_RIGHT_CHEEK_EDGE))
    }

    /// Distance from the top of the forehead to the chin, in pixels.
    #[must_use]
    pub fn face_height(&self) -> f32 {
        self.point(index::FOREHEAD_TOP).distance(self.point(index::CHIN))
    }

    /// The smallest upright rectangle around all points.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        Rect::around(self.points.iter().map(|&[x, y, _]| Point::new(x, y))).unwrap_or_default()
    }

    /// The outline of the face, clockwise from the top of the forehead.
    #[must_use]
    pub fn outline(&self) -> Vec<Point> {
        index::OUTLINE.iter().map(|&index| self.point(index)).collect()
    }

    /// A mesh from bare points, for tests and for callers with landmarks of their own.
    ///
    /// Returns `None` unless there are 468 points.
    #[must_use]
    pub fn from_points(points: Vec<[f32; 3]>, presence: f32) -> Option<Self> {
        (points.len() == 468).then_some(Self { points, presence })
    }
}

/// The square that the model is shown: around the detected box, turned so that the eyes are level.
pub(super) fn crop_of(detection: &Detection) -> RotatedSquare {
    let [right_eye, left_eye, ..] = detection.key_points;
    let angle = (left_eye.y - right_eye.y).atan2(left_eye.x - right_eye.x);
    RotatedSquare {
        centre: detection.bounds.centre(),
        side: detection.bounds.width.max(detection.bounds.height) * CROP_SCALE,
        rotation: angle - 2.0 * PI * ((angle + PI) / (2.0 * PI)).floor(),
    }
}

/// Places the mesh on the face inside `crop`.
///
/// # Errors
/// [`ModelError::Session`] if the model fails.
pub(super) fn locate(
    view: View<'_>,
    crop: RotatedSquare,
    model: &mut ModelSession,
) -> Result<Landmarks, ModelError> {
    let outputs = model.run(&ImageTensor::rotated(view, crop, INPUT_SIDE, model.value_range()))?;
    let [points, presence] = outputs.as_slice() else {
        unreachable!("the pool checked the mesh model's outputs when it was built");
    };
    Ok(decode(points, presence[0], crop))
}

/// Raw tensors → points in the photo.
fn decode(raw: &[f32], presence: f32, crop: RotatedSquare) -> Landmarks {
    let to_photo = crop.to_photo();
    let side = INPUT_SIDE as f32;
    let points = raw
        .chunks_exact(3)
        .map(|point| {
            let Point { x, y } = to_photo.apply(Point::new(point[0] / side, point[1] / side));
            [x, y, point[2] / side * crop.side]
        })
        .collect();
    Landmarks { points, presence: 1.0 / (1.0 + (-presence).exp()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crop_turns_with_the_eyes() {
        let detection = Detection {
            bounds: Rect::new(100.0, 100.0, 80.0, 80.0),
            key_points: [
                Point::new(110.0, 120.0),
                Point::new(150.0, 160.0),
                Point::default(),
                Point::default(),
                Point::default(),
                Point::default(),
            ],
            score: 1.0,
        };
        let crop = crop_of(&detection);
        assert!((crop.rotation - PI / 4.0).abs() < 1e-5);
        assert!((crop.side - 120.0).abs() < 1e-4);
        assert_eq!(crop.centre, Point::new(140.0, 140.0));
    }

    #[test]
    fn raw_points_map_through_the_crop() {
        let crop = RotatedSquare { centre: Point::new(300.0, 200.0), side: 192.0, rotation: 0.0 };
        let landmarks = decode(&[96.0, 96.0, -10.0], 20.0, crop);
        assert_eq!(landmarks.point(0), Point::new(300.0, 200.0));
        assert!((landmarks.points()[0][2] + 10.0).abs() < 1e-4);
        assert!(landmarks.presence > 0.99);
    }
}
