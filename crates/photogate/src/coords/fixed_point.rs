//! Coordinates as whole numbers, for walks along a row of places: a step is an addition and the pixel under a place a
//! shift, where floating point would be converted at every place.

use super::{Affine, Point};

/// Bits of a coordinate below one pixel. In a walk of a thousand steps they add 2⁻²² of a pixel to the error of the map, whose
/// numbers have 24 bits.
const FRACTION: u32 = 32;

/// A coordinate in units of 2⁻³² of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fixed(i64);

impl Fixed {
    /// The nearest one towards 0, or the end of the range; 0 for what is no number.
    pub fn new(value: f32) -> Self {
        Self((f64::from(value) * (1_u64 << FRACTION) as f64) as i64)
    }

    /// A whole number of pixels.
    pub fn whole(pixels: i32) -> Self {
        Self(i64::from(pixels) << FRACTION)
    }

    /// The pixel in which it lies.
    pub fn floor(self) -> i32 {
        (self.0 >> FRACTION) as i32
    }

    /// How far it lies behind `pixel`, in units of 2 to the power of minus `bits`, of which there may be 2³¹.
    pub fn beyond(self, pixel: i32, bits: u32) -> i32 {
        (self.0.wrapping_sub(i64::from(pixel) << FRACTION) >> (FRACTION - bits)) as i32
    }

    fn plus(self, step: Self) -> Self {
        // A crop beyond all bounds wraps around; where it lands, it is clamped like any other place.
        Self(self.0.wrapping_add(step.0))
    }
}

/// Where the map takes `first`, the place one to the right of it, and so on.
pub(crate) fn along_row(map: &Affine, first: Point) -> impl Iterator<Item = (Fixed, Fixed)> {
    let Point { x, y } = map.apply(first);
    let step = (Fixed::new(map.across.0), Fixed::new(map.across.1));
    let start = (Fixed::new(x), Fixed::new(y));
    std::iter::successors(Some(start), move |(x, y)| Some((x.plus(step.0), y.plus(step.1))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coords::RotatedSquare;

    #[test]
    fn a_walk_arrives_where_the_map_does() {
        // It begins left of the photo and above it.
        let crop = RotatedSquare { centre: Point::new(140.0, 120.0), side: 500.0, rotation: -0.2 };
        let map = crop.to_photo().after(1.0 / 352.0, Point::new(0.0, 0.0));
        for (column, (x, y)) in along_row(&map, Point::new(0.0, 17.0)).take(352).enumerate() {
            let there = map.apply(Point::new(column as f32, 17.0));
            let behind = f64::from(x.beyond(0, 8)) / 256.0 - f64::from(there.x);
            assert!(behind.abs() < 0.01, "{column}: {behind}");
            assert!((f64::from(y.beyond(0, 8)) / 256.0 - f64::from(there.y)).abs() < 0.01, "{column}");
        }
    }

    #[test]
    fn floors_and_fractions_below_zero() {
        let place = Fixed::new(-0.25);
        assert_eq!((place.floor(), place.beyond(-1, 2)), (-1, 3));
        assert_eq!(Fixed::whole(7).beyond(6, 14), 1 << 14);
    }

    #[test]
    fn no_number_and_the_endless_are_places_too() {
        assert_eq!(Fixed::new(f32::NAN), Fixed::whole(0));
        let far = Fixed::new(f32::INFINITY);
        assert!(far > Fixed::whole(i32::MAX - 1) && far.plus(far) < far);
    }
}
