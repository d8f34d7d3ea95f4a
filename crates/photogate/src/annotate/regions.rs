//! A mask of the frame on the photo: a smooth outline and a light tint.

use image::{GrayImage, Rgb, RgbImage};
use imageproc::filter::gaussian_blur_f32;

use super::draw;
use super::style::TINT;
use crate::coords::{Point, Rect};
use crate::perception::{Frame, Mask};

/// Blur of the mask, in pixels of the frame: takes the stairs out of the outline, keeps straps.
const SMOOTHING: f32 = 0.8;
/// Values from here on are inside.
const INSIDE: f32 = 127.5;

/// Draws the outline and the tint of `mask`, which lies on `frame`.
pub(super) fn region(canvas: &mut RgbImage, frame: &Frame, mask: &Mask, width: f32, colour: Rgb<u8>) {
    let Some(bounds) = mask.bounds() else { return };
    let values = GrayImage::from_fn(mask.width(), mask.height(), |x, y| {
        image::Luma([if mask.get(x, y) { 255 } else { 0 }])
    });
    let values = gaussian_blur_f32(&values, SMOOTHING);
    tint(canvas, frame, &values, frame.to_photo(bounds), colour);
    for ends in contour(&values) {
        draw::line(canvas, ends.map(|end| frame.to_photo_point(end)), width, colour, 1.0);
    }
}

/// Tints what is inside, to the pixel of the photo and not of the frame.
fn tint(canvas: &mut RgbImage, frame: &Frame, values: &GrayImage, bounds: Rect, colour: Rgb<u8>) {
    let (across, down) = draw::pixels_in(canvas, bounds);
    for y in down {
        for x in across.clone() {
            let place = frame.from_photo(Point::new(x as f32 + 0.5, y as f32 + 0.5));
            if value_at(values, place) > INSIDE {
                draw::blend(canvas, x, y, colour, TINT);
            }
        }
    }
}

/// The value at a place of the frame, linear between the centres of its pixels.
fn value_at(values: &GrayImage, place: Point) -> f32 {
    let (x, y) = ((place.x - 0.5).max(0.0), (place.y - 0.5).max(0.0));
    let (column, row) = ((x as u32).min(values.width() - 1), (y as u32).min(values.height() - 1));
    let (right, below) = ((column + 1).min(values.width() - 1), (row + 1).min(values.height() - 1));
    let value = |x, y| f32::from(values.get_pixel(x, y).0[0]);
    let (share_x, share_y) = ((x - column as f32).min(1.0), (y - row as f32).min(1.0));
    let top = value(column, row) + (value(right, row) - value(column, row)) * share_x;
    let bottom = value(column, below) + (value(right, below) - value(column, below)) * share_x;
    top + (bottom - top) * share_y
}

/// The line between inside and outside, in pieces, by marching squares; open where the frame ends.
fn contour(values: &GrayImage) -> Vec<[Point; 2]> {
    let value = |x, y| f32::from(values.get_pixel(x, y).0[0]) - INSIDE;
    let mut pieces = Vec::new();
    for y in 1..values.height() {
        for x in 1..values.width() {
            let corners = [(x - 1, y - 1), (x, y - 1), (x, y), (x - 1, y)];
            let mut crossings = Vec::with_capacity(4);
            for side in 0..4 {
                let (from, to) = (corners[side], corners[(side + 1) % 4]);
                let (a, b) = (value(from.0, from.1), value(to.0, to.1));
                if (a > 0.0) != (b > 0.0) {
                    let share = a / (a - b);
                    let between = |from: u32, to: u32| from as f32 + 0.5 + (to as f32 - from as f32) * share;
                    crossings.push(Point::new(between(from.0, to.0), between(from.1, to.1)));
                }
            }
            for pair in crossings.chunks_exact(2) {
                pieces.push([pair[0], pair[1]]);
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contour_runs_between_inside_and_outside() {
        let values = GrayImage::from_fn(6, 4, |x, _| image::Luma([if x < 3 { 255 } else { 0 }]));
        let pieces = contour(&values);
        assert_eq!(pieces.len(), 3);
        assert!(pieces.iter().flatten().all(|point| (point.x - 3.0).abs() < 0.01), "{pieces:?}");
    }

    #[test]
    fn a_full_mask_has_no_contour_and_a_single_pixel_no_panic() {
        assert!(contour(&GrayImage::from_pixel(5, 5, image::Luma([255]))).is_empty());
        assert!(contour(&GrayImage::new(1, 1)).is_empty());
    }
}
