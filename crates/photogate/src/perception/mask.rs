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
        let rows = corners
            .iter()
            .fold([f32::MAX, f32::MIN], |[top, bottom], corner| [top.min(corner.y), bottom.max(corner.y)]);
        let [top, bottom] = rows.map(|row| row.clamp(0.0, height as f32) as u32);
        for y in top..(bottom + 1).min(height) {
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
                let row = y as usize * width as usize;
                // No range, and so no panic, where crossings are no numbers.
                if let Some(inside) = mask.0.get_mut(row + from as usize..row + to as usize) {
                    inside.fill(255);
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
        // Whole rows at a time, as vectors: which columns belong is only asked once, at the end.
        let mut columns = vec![0; self.width() as usize];
        let mut rows = None;
        for (row, y) in self.rows().filter(|(row, _)| has_any(row)) {
            for (column, value) in columns.iter_mut().zip(row) {
                *column |= value;
            }
            let (top, _) = rows.unwrap_or((y, y));
            rows = Some((top, y));
        }
        let (top, bottom) = rows?;
        Some(Rect::of_pixels(ends(&columns)?, [top, bottom]))
    }

    /// First and last column of each row that has pixels, with the row's number.
    pub(crate) fn row_ends(&self) -> impl Iterator<Item = ([u32; 2], u32)> {
        self.rows().filter(|(row, _)| has_any(row)).filter_map(|(row, y)| Some((ends(row)?, y)))
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
    ///
    /// # Panics
    /// If the masks are not of one frame.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        self.combined(other, |a, b| a & b)
    }

    /// The pixels in either.
    ///
    /// # Panics
    /// If the masks are not of one frame.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        self.combined(other, |a, b| a | b)
    }

    /// The pixels in this one but not in `other`.
    ///
    /// # Panics
    /// If the masks are not of one frame.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        self.combined(other, |a, b| a & !b)
    }

    fn combined(&self, other: &Self, operation: impl Fn(u8, u8) -> u8) -> Self {
        assert_eq!(self.0.dimensions(), other.0.dimensions(), "masks of one frame");
        let values = self.0.as_raw().iter().zip(other.0.as_raw()).map(|(&a, &b)| operation(a, b)).collect();
        Self(GrayImage::from_raw(self.width(), self.height(), values).expect("one value a pixel"))
    }
}

/// Whether anything of a row belongs; without a stop at the first, which a vector operation could not make.
fn has_any(row: &[u8]) -> bool {
    row.iter().fold(0, |any, value| any | value) != 0
}

/// First and last column of what belongs.
fn ends(row: &[u8]) -> Option<[u32; 2]> {
    let (first, last) = (first_of(row)?, row.iter().rposition(|&value| value != 0)?);
    Some([first as u32, last as u32])
}

/// The pixel `count` steps from another one. Before the first column or row it wraps around to one that lies in no mask.
pub(crate) fn steps_away((x, y): (u32, u32), (across, down): (i32, i32), count: i32) -> (u32, u32) {
    (x.wrapping_add_signed(across * count), y.wrapping_add_signed(down * count))
}

/// The first of `values` that is not 0.
pub(crate) fn first_of(values: &[u8]) -> Option<usize> {
    /// Values that are passed over at a time.
    const STRETCH: usize = 64;
    let (stretch, values) = values.chunks(STRETCH).enumerate().find(|(_, values)| has_any(values))?;
    values.iter().position(|&value| value != 0).map(|place| stretch * STRETCH + place)
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
    fn ends_and_bounds_are_found_far_from_the_rows_start() {
        let mask = Mask::from_fn(200, 3, |x, y| y == 1 && [70, 130, 199].contains(&x));
        assert_eq!(mask.row_ends().collect::<Vec<_>>(), [([70, 199], 1)]);
        assert_eq!(mask.bounds(), Some(Rect::new(70.0, 1.0, 130.0, 1.0)));
        assert_eq!((first_of(mask.as_raw()), first_of(&[0; 200])), (Some(270), None));
    }

    #[test]
    fn steps_out_of_the_frame_lead_into_no_mask() {
        let mask = Mask::from_fn(4, 4, |_, _| true);
        assert_eq!(steps_away((2, 3), (-1, 0), 2), (0, 3));
        for (step, count) in [((-1, 0), 3), ((1, 0), 2), ((0, -1), 4), ((0, -1), -1)] {
            let (x, y) = steps_away((2, 3), step, count);
            assert!(!mask.get(x, y), "{x}, {y}");
        }
    }

    #[test]
    fn masks_join_meet_and_differ() {
        let [left, upper] = [Mask::from_fn(4, 4, |x, _| x < 2), Mask::from_fn(4, 4, |_, y| y < 1)];
        let areas = [left.or(&upper), left.and(&upper), left.without(&upper)].map(|mask| mask.area());
        assert_eq!(areas, [10, 2, 6]);
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
