//! Marks on pixels: lines, dots, boxes, tints. All are clipped to the canvas, wherever they lie.

use image::{Rgb, RgbImage};
use imageproc::drawing::draw_filled_rect_mut;

use super::style::{INK, RIM_WEIGHT};
use crate::coords::{Point, Rect};

/// Lays `colour` over the pixel with that weight, 0 to 1.
pub(super) fn blend(canvas: &mut RgbImage, x: u32, y: u32, colour: Rgb<u8>, weight: f32) {
    if let Some(pixel) = canvas.get_pixel_mut_checked(x, y) {
        for (under, over) in pixel.0.iter_mut().zip(colour.0) {
            let mixed = f32::from(*under) + (f32::from(over) - f32::from(*under)) * weight;
            *under = mixed.round() as u8;
        }
    }
}

/// The whole pixels of the canvas that `rect` touches, as x and y ranges; empty for what is no number.
pub(super) fn pixels_in(canvas: &RgbImage, rect: Rect) -> (std::ops::Range<u32>, std::ops::Range<u32>) {
    // Casts of negative numbers and of no number give 0.
    let range = |from: f32, to: f32, end: u32| (from.floor() as u32).min(end)..(to.ceil() as u32).min(end);
    (range(rect.x, rect.right(), canvas.width()), range(rect.y, rect.bottom(), canvas.height()))
}

/// Fills a rectangle.
pub(super) fn fill(canvas: &mut RgbImage, rect: Rect, colour: Rgb<u8>) {
    let (across, down) = pixels_in(canvas, rect);
    if !across.is_empty() && !down.is_empty() {
        let (width, height) = (across.end - across.start, down.end - down.start);
        let corner = imageproc::rect::Rect::at(across.start as i32, down.start as i32);
        draw_filled_rect_mut(canvas, corner.of_size(width, height), colour);
    }
}

/// Lays a tint over a rectangle.
pub(super) fn tint(canvas: &mut RgbImage, rect: Rect, colour: Rgb<u8>, weight: f32) {
    let (across, down) = pixels_in(canvas, rect);
    for y in down {
        for x in across.clone() {
            blend(canvas, x, y, colour, weight);
        }
    }
}

/// Draws an antialiased line with round ends, `width` pixels wide.
pub(super) fn line(canvas: &mut RgbImage, ends: [Point; 2], width: f32, colour: Rgb<u8>, weight: f32) {
    let [from, to] = ends;
    let Some(around) = Rect::around(ends) else { return };
    let reach = width / 2.0 + 1.0;
    let (across, down) = pixels_in(
        canvas,
        Rect::new(
            around.x - reach,
            around.y - reach,
            around.width + 2.0 * reach,
            around.height + 2.0 * reach,
        ),
    );
    let (run, rise) = (to.x - from.x, to.y - from.y);
    let squared = (run * run + rise * rise).max(f32::EPSILON);
    for y in down {
        for x in across.clone() {
            let here = Point::new(x as f32 + 0.5, y as f32 + 0.5);
            let along = (((here.x - from.x) * run + (here.y - from.y) * rise) / squared).clamp(0.0, 1.0);
            let distance = here.distance(Point::new(from.x + along * run, from.y + along * rise));
            let coverage = (width / 2.0 + 0.5 - distance).clamp(0.0, 1.0);
            if coverage > 0.0 {
                blend(canvas, x, y, colour, coverage * weight);
            }
        }
    }
}

/// Draws the lines between neighbouring `corners`, and back to the first.
pub(super) fn outline(canvas: &mut RgbImage, corners: &[Point], width: f32, colour: Rgb<u8>) {
    for (index, &corner) in corners.iter().enumerate() {
        line(canvas, [corner, corners[(index + 1) % corners.len()]], width, colour, 1.0);
    }
}

/// Draws a round dot with a dark rim.
pub(super) fn dot(canvas: &mut RgbImage, centre: Point, diameter: f32, colour: Rgb<u8>) {
    line(canvas, [centre, centre], diameter * 1.8, INK, RIM_WEIGHT);
    line(canvas, [centre, centre], diameter, colour, 1.0);
}

/// Draws the frame of `rect`, `width` pixels wide, inside it, with a thin dark rim inside that.
pub(super) fn frame(canvas: &mut RgbImage, rect: Rect, width: f32, colour: Rgb<u8>) {
    let width = width.round().max(1.0);
    let rim = (width / 3.0).ceil();
    for (inset, thickness, weight) in [(width, rim, RIM_WEIGHT), (0.0, width, 1.0)] {
        let inner = Rect::new(
            rect.x + inset,
            rect.y + inset,
            (rect.width - 2.0 * inset).max(0.0),
            (rect.height - 2.0 * inset).max(0.0),
        );
        let thickness = thickness.min(inner.width).min(inner.height);
        let middle = (inner.height - 2.0 * thickness).max(0.0);
        for bar in [
            Rect::new(inner.x, inner.y, inner.width, thickness),
            Rect::new(inner.x, inner.bottom() - thickness, inner.width, thickness),
            Rect::new(inner.x, inner.y + thickness, thickness, middle),
            Rect::new(inner.right() - thickness, inner.y + thickness, thickness, middle),
        ] {
            if bar.area() > 0.0 {
                tint(canvas, bar, colour_or_ink(weight, colour), weight);
            }
        }
    }
}

/// The rim is ink, the frame itself has its colour.
fn colour_or_ink(weight: f32, colour: Rgb<u8>) -> Rgb<u8> {
    if weight < 1.0 { INK } else { colour }
}

/// Draws a dashed line along the frame of `rect`.
pub(super) fn dashed_frame(canvas: &mut RgbImage, rect: Rect, width: f32, colour: Rgb<u8>) {
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    let corners =
        [Point::new(left, top), Point::new(right, top), Point::new(right, bottom), Point::new(left, bottom)];
    for index in 0..4 {
        dashed_line(canvas, [corners[index], corners[(index + 1) % 4]], width, colour, 1.0);
    }
}

/// Draws a dashed line; the dashes are six line widths long.
pub(super) fn dashed_line(
    canvas: &mut RgbImage,
    [from, to]: [Point; 2],
    width: f32,
    colour: Rgb<u8>,
    weight: f32,
) {
    let length = from.distance(to);
    // A line far longer than the canvas comes from landmarks gone wild; its dashes would never end.
    let most = (canvas.width() + canvas.height()) as f32 * 4.0;
    if !(length > 0.0 && length <= most) {
        return;
    }
    let step = 6.0 * width.max(1.0);
    let at = |distance: f32| {
        let share = (distance / length).min(1.0);
        Point::new(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
    };
    let dashes = (length / (2.0 * step)).ceil() as u32;
    for dash in 0..dashes {
        let start = dash as f32 * 2.0 * step;
        line(canvas, [at(start), at(start + step)], width, colour, weight);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: Rgb<u8> = Rgb([255, 0, 0]);

    #[test]
    fn a_line_covers_its_pixels_and_no_others() {
        let mut canvas = RgbImage::new(9, 5);
        line(&mut canvas, [Point::new(1.5, 2.5), Point::new(7.5, 2.5)], 1.0, RED, 1.0);
        assert!((1..=7).all(|x| *canvas.get_pixel(x, 2) == RED));
        assert_eq!(canvas.pixels().filter(|pixel| pixel.0 != [0; 3]).count(), 7);
    }

    #[test]
    fn marks_outside_the_canvas_leave_it_alone() {
        let mut canvas = RgbImage::new(4, 4);
        let far = Point::new(-1e9, f32::NAN);
        line(&mut canvas, [far, far], 3.0, RED, 1.0);
        dot(&mut canvas, Point::new(400.0, 400.0), 5.0, RED);
        fill(&mut canvas, Rect::new(9.0, 9.0, 5.0, 5.0), RED);
        dashed_frame(&mut canvas, Rect::new(-1e12, 0.0, 2e12, 3.0), 1.0, RED);
        frame(&mut canvas, Rect::new(50.0, 50.0, 0.0, 0.0), 2.0, RED);
        assert!(canvas.pixels().all(|pixel| pixel.0 == [0; 3]));
    }

    #[test]
    fn a_frame_lies_inside_its_rectangle() {
        let mut canvas = RgbImage::new(12, 12);
        frame(&mut canvas, Rect::new(2.0, 2.0, 8.0, 8.0), 1.0, RED);
        assert_eq!(*canvas.get_pixel(2, 2), RED);
        assert_eq!(*canvas.get_pixel(9, 9), RED);
        assert_eq!(canvas.get_pixel(1, 2).0, [0; 3]);
        assert_eq!(canvas.get_pixel(10, 9).0, [0; 3]);
        assert_eq!(canvas.get_pixel(5, 5).0, [0; 3]);
    }
}
