//! A mask on the frame: which pixels belong to something.

use image::{GrayImage, Luma};

use super::morphology;
use crate::coords::{Point, Rect};

/// A yes or no for every pixel of the frame, stored as 255 and 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mask(GrayImage);

impl Mask {
    /// The pixels for which `holds` says so.
    pub fn from_fn(width: u32, height: u32, mut holds: impl FnMut(u32, u32) -> bool) -> Self {
        let mut mask = GrayImage::new(width, height);
        for (row, y) in mask.chunks_exact_mut(width.max(1) as usize).zip(0..) {
            for (value, x) in row.iter_mut().zip(0..) {
                *value = if holds(x, y) { 255 } else { 0 };
            }
        }
        Self(mask)
    }

    /// The pixels whose value, of `values` row by row, `holds` accepts.
    ///
    /// # Panics
    /// If there is not one value a pixel.
    pub fn from_values<T>(width: u32, height: u32, values: &[T], holds: impl Fn(&T) -> bool) -> Self {
        let raw = values.iter().map(|value| if holds(value) { 255 } else { 0 }).collect();
        Self(GrayImage::from_raw(width, height, raw).expect("one value a pixel"))
    }

    /// The inside of the polygon `corners`, by pixel centres and the even-odd rule.
    #[must_use]
    pub fn polygon(width: u32, height: u32, corners: &[Point]) -> Self {
        let mut mask = Self(GrayImage::new(width, height));
        let mut crossings = Vec::new();
        for y in 0..height {
            let line = y as f32 + 0.5;
            crossings.clear();
            for (index, a) in corners.iter().enumerate() {
                let b = corners[(index + 1) % corners.len()];
                if (a.y <= line) != (b.y <= line) {
                    crossings.push(a.x + (line - a.y) / (b.y - a.y) * (b.x - a.x));
                }
            }
            crossings.sort_by(f32::total_cmp);
            for pair in crossings.chunks_exact(2) {
                let from = (pair[0] - 0.5).ceil().clamp(0.0, width as f32) as u32;
                let to = (pair[1] - 0.5).ceil().clamp(0.0, width as f32) as u32;
                for x in from..to {
                    mask.0.put_pixel(x, y, Luma([255]));
                }
            }
        }
        mask
    }

    /// Width in pixels of the frame.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.0.width()
    }

    /// Height in pixels of the frame.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.0.height()
    }

    /// Whether the pixel belongs; pixels outside do not.
    #[must_use]
    pub fn get(&self, x: u32, y: u32) -> bool {
        self.0.get_pixel_checked(x, y).is_some_and(|pixel| pixel.0[0] != 0)
    }

    /// Takes the pixel in, or out.
    pub fn set(&mut self, x: u32, y: u32, belongs: bool) {
        self.0.put_pixel(x, y, Luma([if belongs { 255 } else { 0 }]));
    }

    /// Number of pixels that belong.
    #[must_use]
    pub fn area(&self) -> usize {
        self.0.as_raw().iter().filter(|&&value| value != 0).count()
    }

    /// The smallest rectangle around the mask, in pixels of the frame; `None` if it is empty.
    #[must_use]
    pub fn bounds(&self) -> Option<Rect> {
        let rows = self.row_ends().map(|(ends, y)| (ends, [y, y]));
        let (columns, rows) = rows.reduce(|([left, right], [top, _]), ([first, last], [y, _])| {
            ([left.min(first), right.max(last)], [top, y])
        })?;
        Some(Rect::of_pixels(columns, rows))
    }

    /// First and last column of each row that has pixels, with the row's number.
    pub(crate) fn row_ends(&self) -> impl Iterator<Item = ([u32; 2], u32)> {
        let belongs = |&value: &u8| value != 0;
        self.rows().filter_map(move |(row, y)| {
            let (first, last) = (row.iter().position(belongs)?, row.iter().rposition(belongs)?);
            Some(([first as u32, last as u32], y))
        })
    }

    /// The pixels that belong, row by row.
    pub fn pixels(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.rows().flat_map(|(row, y)| {
            row.iter().zip(0..).filter(|&(&value, _)| value != 0).map(move |(_, x)| (x, y))
        })
    }

    /// The rows from the top, each with its number.
    fn rows(&self) -> impl Iterator<Item = (&[u8], u32)> {
        self.0.as_raw().chunks_exact(self.width().max(1) as usize).zip(0..)
    }

    /// Row-major 255 and 0.
    #[must_use]
    pub fn as_raw(&self) -> &[u8] {
        self.0.as_raw()
    }

    /// Without the pixels within `radius` pixels of the outside; the frame's edge does not erode.
    #[must_use]
    pub fn eroded(&self, radius: u8) -> Self {
        Self(morphology::eroded(&self.0, radius))
    }

    /// With all pixels within `radius` pixels, diagonals included.
    #[must_use]
    pub fn dilated(&self, radius: u8) -> Self {
        Self(morphology::dilated(&self.0, radius))
    }

    /// The pixels in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        self.combined(other, |a, b| a & b)
    }

    /// The pixels in this one but not in `other`.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        self.combined(other, |a, b| a & !b)
    }

    fn combined(&self, other: &Self, operation: impl Fn(u8, u8) -> u8) -> Self {
        let mut result = self.0.clone();
        for (a, &b) in result.iter_mut().zip(other.0.as_raw()) {
            *a = operation(*a, b);
        }
        Self(result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_polygon_covers_its_pixel_centres() {
        let corners =
            [Point::new(1.0, 1.0), Point::new(4.0, 1.0), Point::new(4.0, 3.0), Point::new(1.0, 3.0)];
        let mask = Mask::polygon(6, 5, &corners);
        assert_eq!(mask.area(), 6);
        assert_eq!(mask.bounds(), Some(Rect::new(1.0, 1.0, 3.0, 2.0)));
    }

    #[test]
    fn a_polygon_that_leaves_the_frame_is_clipped() {
        let corners =
            [Point::new(-9.0, -9.0), Point::new(90.0, -9.0), Point::new(90.0, 90.0), Point::new(-9.0, 90.0)];
        assert_eq!(Mask::polygon(6, 5, &corners).area(), 30);
    }

    #[test]
    fn erosion_takes_the_rim_and_keeps_the_frames_edge() {
        let mask = Mask::from_fn(8, 8, |x, _| x < 4);
        let eroded = mask.eroded(1);
        assert!(eroded.get(0, 0) && eroded.get(2, 7) && !eroded.get(3, 4));
    }

    #[test]
    fn dilation_reaches_a_square_and_stops_at_the_frame() {
        let dot = Mask::from_fn(7, 5, |x, y| (x, y) == (1, 2));
        let dilated = dot.dilated(2);
        assert_eq!(dilated.area(), 4 * 5);
        assert!(dilated.get(0, 0) && dilated.get(3, 4) && !dilated.get(4, 2));
        assert_eq!(dot.dilated(200).area(), 35);
        assert_eq!(Mask::from_fn(3, 3, |_, _| false).dilated(5).area(), 0);
    }

    #[test]
    fn an_empty_mask_has_no_bounds() {
        assert_eq!(Mask::from_fn(3, 3, |_, _| false).bounds(), None);
    }
}
