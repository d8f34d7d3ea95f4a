//! The face at the size that the registry's picture shows it: for what is finer than the frame.

use image::RgbImage;

use crate::coords::Rect;
use crate::perception::landmarks::index;
use crate::perception::{Frame, Landmarks};
use crate::photo::{View, resized_region};

/// Width of the face in pixels: a common one in the standard's 180 to 300 of a picture 480 pixels wide. A camera original
/// is averaged down to it, so that it and the picture cropped from it are judged alike.
const FACE_WIDTH: f32 = 200.0;
/// How far the close-up reaches beyond brows, lips and cheeks, as a share of the face's width.
const RIM: f32 = 0.04;

/// Brows to lips, cheek to cheek, with the face 200 pixels wide, or as wide as it is in a smaller photo; `None` if no pixel
/// of it lies inside the photo.
#[must_use]
pub fn close_up(photo: &RgbImage, landmarks: &Landmarks) -> Option<Frame> {
    let face_width = landmarks.face_width().max(1.0);
    let ends = index::IMAGE_LEFT_BROW
        .iter()
        .chain(&index::IMAGE_RIGHT_BROW)
        .chain(&index::LIPS)
        .chain([&index::IMAGE_LEFT_CHEEK_EDGE, &index::IMAGE_RIGHT_CHEEK_EDGE])
        .map(|&at| landmarks.point(at));
    let tight = Rect::around(ends)?;
    let rim = RIM * face_width;
    let whole = Rect::new(0.0, 0.0, photo.width() as f32, photo.height() as f32);
    // On whole pixels: a face that needs no shrinking keeps its own pixels, unsmoothed by resampling.
    let (left, top) = ((tight.x - rim).floor(), (tight.y - rim).floor());
    let (right, bottom) = ((tight.right() + rim).ceil(), (tight.bottom() + rim).ceil());
    let region = Rect::new(left, top, right - left, bottom - top).intersection(whole);
    if region.area() <= 0.0 {
        return None;
    }
    let scale = (FACE_WIDTH / face_width).min(1.0);
    let size = |length: f32| (length * scale).round().max(1.0) as u32;
    let view = View { pixels: photo, scale: 1.0 };
    let pixels = resized_region(view, region, size(region.width), size(region.height));
    Some(Frame { pixels, region, scale })
}
