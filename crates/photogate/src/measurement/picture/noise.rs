//! Grain of the sensor on smooth skin.

use serde::Serialize;

use super::luma::LumaImage;
use crate::measurement::colour::percentile;
use crate::measurement::skin::CHEEKS;
use crate::measurement::unmeasurable::Unmeasurable;
use crate::perception::{Frame, Subject};

/// What the mask gives for noise of a standard deviation of 1: the root of the sum of its squares.
const GAIN: f32 = 6.0;
/// Median of the absolute value of a normal variable of standard deviation 1.
const MEDIAN_OF_NORMAL: f32 = 0.6745;
/// Fewest pixels that tell noise.
const LEAST_PIXELS: usize = 100;

/// Grain on the cheeks, at the size of the registry's picture.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Noise {
    /// Standard deviation in levels of luma, of 255.
    pub deviation: f32,
}

impl Noise {
    /// Reads the cheeks.
    ///
    /// # Errors
    /// [`Unmeasurable::Skin`] if they hold too few pixels.
    pub(super) fn measure(
        luma: &LumaImage,
        close_up: &Frame,
        subject: &Subject,
    ) -> Result<Self, Unmeasurable> {
        let mut grain = Vec::new();
        for cheek in CHEEKS {
            for (x, y) in close_up.outline_mask(&subject.landmarks, cheek).pixels() {
                grain.extend(residue(luma, x, y));
            }
        }
        if grain.len() < LEAST_PIXELS {
            return Err(Unmeasurable::Skin);
        }
        let median = percentile(grain, 0.5).ok_or(Unmeasurable::Skin)?;
        Ok(Self { deviation: median / MEDIAN_OF_NORMAL / GAIN })
    }
}

/// What the difference of two Laplacians leaves of a pixel: slopes and edges go, grain stays (Immerkær, "Fast noise
/// variance estimation", Computer Vision and Image Understanding 64, 1996). `None` at the picture's edge.
fn residue(luma: &LumaImage, x: u32, y: u32) -> Option<f32> {
    let (width, height) = luma.dimensions();
    if x == 0 || y == 0 || x + 1 >= width || y + 1 >= height {
        return None;
    }
    let at = |x, y| luma.get_pixel(x, y).0[0];
    let corners = at(x - 1, y - 1) + at(x + 1, y - 1) + at(x - 1, y + 1) + at(x + 1, y + 1);
    let sides = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1);
    Some((corners - 2.0 * sides + 4.0 * at(x, y)).abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    #[test]
    fn a_slope_leaves_nothing_and_a_speck_its_height() {
        let slope = LumaImage::from_fn(5, 5, |x, y| Luma([3.0 * x as f32 + 7.0 * y as f32]));
        assert_eq!(residue(&slope, 2, 2), Some(0.0));
        assert_eq!(residue(&slope, 0, 2), None);
        let mut speck = slope;
        speck.get_pixel_mut(2, 2).0[0] += 5.0;
        assert_eq!(residue(&speck, 2, 2), Some(20.0));
    }
}
