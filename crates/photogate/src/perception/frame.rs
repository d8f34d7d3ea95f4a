//! The working picture: the part of the photo around the subject, at one size for every photo.
//!
//! Colours and masks are measured on it. Its scale makes the face as wide on a camera original as on a small
//! upload, so that limits in pixels of the frame mean the same for both, and its cost does not grow with the
//! camera.

use image::RgbImage;

use super::landmarks::Landmarks;
use super::mask::Mask;
use crate::coords::{Point, Rect};
use crate::photo::{View, resized_region};

/// Width of the face in the frame, in pixels, unless the photo shows it smaller.
const FACE_WIDTH: f32 = 110.0;
/// A face of less than this share of the photo's width gets a frame of its own surroundings instead of the photo.
const WHOLE_PHOTO_SHARE: f32 = 0.15;

/// A picture of a part of the photo, and where it lies there.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Encoded sRGB.
    pub pixels: RgbImage,
    /// The part of the photo that the frame shows.
    pub region: Rect,
    /// Pixels of the frame for one pixel of the photo.
    pub scale: f32,
}

impl Frame {
    /// The frame for the face with these landmarks.
    pub(super) fn around(view: View<'_>, photo: Rect, landmarks: &Landmarks) -> Self {
        let face_width = landmarks.face_width().max(1.0);
        let region = if face_width >= WHOLE_PHOTO_SHARE * photo.width {
            photo
        } else {
            surroundings(landmarks).intersection(photo)
        };
        let scale = (FACE_WIDTH / face_width).min(1.0);
        let width = (region.width * scale).round().max(1.0);
        let height = (region.height * scale).round().max(1.0);
        let pixels = resized_region(view, region, width as u32, height as u32);
        Self { pixels, region, scale: width / region.width.max(1.0) }
    }

    /// Pixels of the frame inside the outline through the landmarks with these indices.
    #[must_use]
    pub fn outline_mask(&self, landmarks: &Landmarks, indices: &[usize]) -> Mask {
        let corners: Vec<Point> =
            indices.iter().map(|&index| self.from_photo(landmarks.point(index))).collect();
        Mask::polygon(self.pixels.width(), self.pixels.height(), &corners)
    }

    /// Where a point of the photo lies in the frame.
    #[must_use]
    pub fn from_photo(&self, point: Point) -> Point {
        Point::new((point.x - self.region.x) * self.scale, (point.y - self.region.y) * self.scale)
    }

    /// Where a point of the frame lies in the photo.
    #[must_use]
    pub fn to_photo_point(&self, point: Point) -> Point {
        Point::new(point.x / self.scale + self.region.x, point.y / self.scale + self.region.y)
    }

    /// Where a rectangle of the frame lies in the photo.
    #[must_use]
    pub fn to_photo(&self, rect: Rect) -> Rect {
        let corner = self.to_photo_point(Point::new(rect.x, rect.y));
        Rect::new(corner.x, corner.y, rect.width / self.scale, rect.height / self.scale)
    }
}

/// Head, shoulders and chest with some backdrop on both sides, in units of the face.
fn surroundings(landmarks: &Landmarks) -> Rect {
    let (width, height) = (landmarks.face_width(), landmarks.face_height());
    let bounds = landmarks.bounds();
    let centre = bounds.centre();
    Rect::new(centre.x - 2.2 * width, bounds.y - 1.1 * height, 4.4 * width, 4.0 * height)
}
