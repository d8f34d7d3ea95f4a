//! Grain of the sensor on smooth skin.
//!
//! It is read off the photo's own pixels, or off averages of whole squares of them: resampling by a little smooths most
//! of the grain away, and then a face of 201 pixels would have a third of the grain of one of 200. What is left to the
//! registry's size is reckoned: averages over an area keep of its grain the square root, which is its scale.

use image::{RgbImage, imageops};
use serde::Serialize;

use super::luma::{self, LumaImage};
use crate::coords::Rect;
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
        photo: &RgbImage,
        close_up: &Frame,
        subject: &Subject,
    ) -> Result<Self, Unmeasurable> {
        let cells = averaged(photo, close_up.region, close_up.scale);
        let luma = luma::of(&cells.pixels);
        let mut grain = Vec::new();
        for cheek in CHEEKS {
            for (x, y) in cells.outline_mask(&subject.landmarks, cheek).pixels() {
                grain.extend(residue(&luma, x, y));
            }
        }
        if grain.len() < LEAST_PIXELS {
            return Err(Unmeasurable::Skin);
        }
        let median = percentile(grain, 0.5).ok_or(Unmeasurable::Skin)?;
        let rest = close_up.scale / cells.scale;
        Ok(Self { deviation: median / MEDIAN_OF_NORMAL / GAIN * rest })
    }
}

/// `region` of the photo in averages over the largest squares of whole pixels that leave it no smaller than at `scale`.
fn averaged(photo: &RgbImage, region: Rect, scale: f32) -> Frame {
    let side = (1.0 / scale).floor().max(1.0) as u32;
    let cells = |length: f32| (length as u32 / side).max(1);
    let (across, down) = (cells(region.width), cells(region.height));
    let (left, top) = (region.x as u32, region.y as u32);
    let part = imageops::crop_imm(photo, left, top, across * side, down * side);
    // A square of one pixel is its own average.
    let pixels = if side == 1 { part.to_image() } else { imageops::thumbnail(&*part, across, down) };
    Frame { pixels, region, scale: 1.0 / side as f32 }
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
    fn grain_stays_where_the_face_is_a_little_larger_than_the_registry_s() {
        let photo = RgbImage::from_fn(60, 40, |x, y| image::Rgb([(x * 7 + y * 13) as u8; 3]));
        let region = Rect::new(3.0, 2.0, 50.0, 31.0);
        let own = averaged(&photo, region, 0.97);
        assert_eq!((own.pixels.dimensions(), own.scale), ((50, 31), 1.0));
        assert_eq!(own.pixels.get_pixel(0, 0), photo.get_pixel(3, 2));
        let halved = averaged(&photo, region, 0.45);
        assert_eq!((halved.pixels.dimensions(), halved.scale), ((25, 15), 0.5));
    }

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
