//! Coordinates in the upright photo.
//!
//! The unit is the pixel, the origin the top left corner of the top left pixel, x runs right and y down. The
//! centre of the first pixel is therefore at (0.5, 0.5).

mod fixed_point;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub(crate) use fixed_point::{Fixed, along_row};

/// A point in pixels of the upright photo.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Point {
    /// Pixels from the left edge.
    pub x: f32,
    /// Pixels from the top edge.
    pub y: f32,
}

impl Point {
    /// The point at `x`, `y`.
    #[must_use]
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// Euclidean distance to `other`, in pixels.
    #[must_use]
    pub fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The point half-way to `other`.
    #[must_use]
    pub fn midpoint(self, other: Self) -> Self {
        Self::new(f32::midpoint(self.x, other.x), f32::midpoint(self.y, other.y))
    }
}

/// An axis-parallel rectangle in pixels of the upright photo.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Rect {
    /// Pixels from the photo's left edge to the rectangle's.
    pub x: f32,
    /// Pixels from the photo's top edge to the rectangle's.
    pub y: f32,
    /// Width in pixels.
    pub width: f32,
    /// Height in pixels.
    pub height: f32,
}

impl Rect {
    /// The rectangle with its top left corner at `x`, `y`.
    #[must_use]
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }

    /// The smallest rectangle around `points`; `None` if there are none.
    #[must_use]
    pub fn around(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        let mut points = points.into_iter();
        let first = points.next()?;
        let (mut low, mut high) = (first, first);
        for point in points {
            low = Point::new(low.x.min(point.x), low.y.min(point.y));
            high = Point::new(high.x.max(point.x), high.y.max(point.y));
        }
        Some(Self::new(low.x, low.y, high.x - low.x, high.y - low.y))
    }

    /// Around whole pixels or cells, the last column and row included; each pair is the first and the last one.
    pub(crate) fn of_pixels([left, right]: [u32; 2], [top, bottom]: [u32; 2]) -> Self {
        Self::new(left as f32, top as f32, (right - left + 1) as f32, (bottom - top + 1) as f32)
    }

    /// x of the right edge.
    #[must_use]
    pub fn right(self) -> f32 {
        self.x + self.width
    }

    /// y of the bottom edge.
    #[must_use]
    pub fn bottom(self) -> f32 {
        self.y + self.height
    }

    /// The middle.
    #[must_use]
    pub fn centre(self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Area in square pixels.
    #[must_use]
    pub fn area(self) -> f32 {
        self.width.max(0.0) * self.height.max(0.0)
    }

    /// The common part; empty (zero width or height) where there is none.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        let x = self.x.max(other.x);
        let y = self.y.max(other.y);
        let width = (self.right().min(other.right()) - x).max(0.0);
        let height = (self.bottom().min(other.bottom()) - y).max(0.0);
        Self::new(x, y, width, height)
    }

    /// Intersection over union, 0 (apart) to 1 (equal).
    #[must_use]
    pub fn intersection_over_union(self, other: Self) -> f32 {
        let common = self.intersection(other).area();
        let union = self.area() + other.area() - common;
        if union > 0.0 { common / union } else { 0.0 }
    }

    /// Whether `point` lies inside.
    #[must_use]
    pub fn contains(self, point: Point) -> bool {
        point.x >= self.x && point.x < self.right() && point.y >= self.y && point.y < self.bottom()
    }
}

/// A square crop of the photo, turned about its centre: what a landmark model is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RotatedSquare {
    /// Centre in the photo.
    pub centre: Point,
    /// Side in pixels of the photo.
    pub side: f32,
    /// Clockwise angle, in radians, of the crop's x axis against the photo's.
    pub rotation: f32,
}

impl RotatedSquare {
    /// The map from the crop, where `u` and `v` run from 0 (left, top) to 1, to the photo.
    #[must_use]
    pub fn to_photo(self) -> Affine {
        let (sin, cos) = self.rotation.sin_cos();
        let (across, down) = ((self.side * cos, self.side * sin), (-self.side * sin, self.side * cos));
        let half = (f32::midpoint(across.0, down.0), f32::midpoint(across.1, down.1));
        let origin = (self.centre.x - half.0, self.centre.y - half.1);
        Affine { origin, across, down }
    }

    /// The map from the photo to the crop: the inverse of [`RotatedSquare::to_photo`].
    #[must_use]
    pub fn from_photo(self) -> Affine {
        let (sin, cos) = self.rotation.sin_cos();
        let (across, down) = ((cos / self.side, -sin / self.side), (sin / self.side, cos / self.side));
        let origin = (
            0.5 - self.centre.x * across.0 - self.centre.y * down.0,
            0.5 - self.centre.x * across.1 - self.centre.y * down.1,
        );
        Affine { origin, across, down }
    }
}

/// A map of the plane that keeps straight lines, ready to be applied to many points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Affine {
    /// Where (0, 0) goes.
    origin: (f32, f32),
    /// What one unit of x adds.
    across: (f32, f32),
    /// What one unit of y adds.
    down: (f32, f32),
}

impl Affine {
    /// The map that first scales by `scale` and then moves by `shift`, before this one.
    #[must_use]
    pub fn after(&self, scale: f32, shift: Point) -> Self {
        let Point { x, y } = self.apply(shift);
        let scaled = |(along_x, along_y): (f32, f32)| (along_x * scale, along_y * scale);
        Self { origin: (x, y), across: scaled(self.across), down: scaled(self.down) }
    }

    /// The map whose results are `factor` times as far from (0, 0).
    #[must_use]
    pub fn times(&self, factor: f32) -> Self {
        let scaled = |(x, y): (f32, f32)| (x * factor, y * factor);
        Self { origin: scaled(self.origin), across: scaled(self.across), down: scaled(self.down) }
    }

    /// Where `point` goes.
    #[must_use]
    pub fn apply(&self, point: Point) -> Point {
        Point::new(
            self.origin.0 + point.x * self.across.0 + point.y * self.down.0,
            self.origin.1 + point.x * self.across.1 + point.y * self.down.1,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_of_equal_apart_and_half_shifted_rectangles() {
        let rect = Rect::new(10.0, 10.0, 20.0, 20.0);
        assert!((rect.intersection_over_union(rect) - 1.0).abs() < 1e-6);
        assert!(rect.intersection_over_union(Rect::new(40.0, 10.0, 20.0, 20.0)).abs() < 1e-6);
        let shifted = Rect::new(20.0, 10.0, 20.0, 20.0);
        assert!((rect.intersection_over_union(shifted) - 1.0 / 3.0).abs() < 1e-6);
    }

    #[test]
    fn maps_follow_each_other() {
        let crop = RotatedSquare { centre: Point::new(50.0, 40.0), side: 20.0, rotation: 0.3 };
        let map = crop.from_photo().after(2.0, Point::new(7.0, -3.0)).times(160.0);
        let slow = crop.from_photo().apply(Point::new(2.0 * 11.0 + 7.0, 2.0 * 13.0 - 3.0));
        let fast = map.apply(Point::new(11.0, 13.0));
        assert!((fast.x - 160.0 * slow.x).abs() < 1e-2 && (fast.y - 160.0 * slow.y).abs() < 1e-2, "{fast:?}");
    }

    #[test]
    fn a_quarter_turn_moves_the_crops_right_edge_to_the_bottom() {
        let crop = RotatedSquare {
            centre: Point::new(50.0, 50.0),
            side: 20.0,
            rotation: std::f32::consts::FRAC_PI_2,
        };
        let right_middle = crop.to_photo().apply(Point::new(1.0, 0.5));
        assert!(right_middle.distance(Point::new(50.0, 60.0)) < 1e-4, "{right_middle:?}");
        let back = crop.from_photo().apply(right_middle);
        assert!(back.distance(Point::new(1.0, 0.5)) < 1e-5, "{back:?}");
    }
}
