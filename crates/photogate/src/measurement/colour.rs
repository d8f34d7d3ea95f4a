//! CIELAB colours (D65, 2° observer) of the frame, and distances between them.

use image::RgbImage;
use palette::color_difference::Ciede2000 as _;
use palette::white_point::D65;
use palette::{FromColor, LinSrgb, Srgb, Xyz};

use crate::perception::Mask;

/// The backdrop of the standard, as encoded sRGB: light blue (教毕指〔2017〕99号).
pub const REFERENCE_BLUE: [u8; 3] = [100, 197, 255];

/// A CIELAB colour under D65: `l` 0 (black) to 100 (white), `a` green (−) to red (+), `b` blue (−) to yellow (+).
pub type Lab = palette::Lab<D65, f32>;

/// CIELAB of an encoded sRGB colour.
#[must_use]
pub fn lab_from_srgb(rgb: [u8; 3]) -> Lab {
    Lab::from_color(linear_from_srgb(rgb))
}

fn linear_from_srgb(rgb: [u8; 3]) -> LinSrgb<f32> {
    Srgb::from(rgb).into_linear()
}

/// CIEDE2000 colour difference; 1 is about the least that an eye sees side by side.
#[must_use]
pub fn ciede2000(a: Lab, b: Lab) -> f32 {
    a.difference(b)
}

/// Chroma and hue angle in degrees, 0 (red) to 360, of a colour.
#[must_use]
pub fn chroma_and_hue(colour: Lab) -> (f32, f32) {
    (colour.a.hypot(colour.b), colour.b.atan2(colour.a).to_degrees().rem_euclid(360.0))
}

/// The middle value, component by component; `None` for no colours.
#[must_use]
pub fn median(colours: &[Lab]) -> Option<Lab> {
    let component = |of: fn(&Lab) -> f32| percentile(colours.iter().map(of).collect(), 0.5);
    Some(Lab::new(component(|c| c.l)?, component(|c| c.a)?, component(|c| c.b)?))
}

/// The value below which `share` (0 to 1) of `values` lies; `None` for no values.
#[must_use]
pub fn percentile(mut values: Vec<f32>, share: f32) -> Option<f32> {
    let last = values.len().checked_sub(1)?;
    let index = (last as f32 * share.clamp(0.0, 1.0)).round() as usize;
    let (_, value, _) = values.select_nth_unstable_by(index, f32::total_cmp);
    Some(*value)
}

/// The frame in CIELAB. A pixel is converted when it is asked for: measurements look at less than half of them.
#[derive(Debug, Clone, Copy)]
pub struct LabImage<'a> {
    pixels: &'a RgbImage,
}

impl<'a> LabImage<'a> {
    /// A view of encoded sRGB pixels.
    #[must_use]
    pub fn from_srgb(pixels: &'a RgbImage) -> Self {
        Self { pixels }
    }

    /// Width in pixels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.pixels.width()
    }

    /// Height in pixels.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.pixels.height()
    }

    /// The colour of a pixel of the frame.
    ///
    /// # Panics
    /// If the pixel lies outside.
    #[must_use]
    pub fn get(&self, x: u32, y: u32) -> Lab {
        lab_from_srgb(self.pixels.get_pixel(x, y).0)
    }

    /// Median L* of the pixels of a mask on the frame; `None` for an empty one.
    ///
    /// L* rises with luminance, so the pixel in the middle of one is that of the other, and only it needs a cube root.
    pub(crate) fn median_lightness(self, mask: &Mask) -> Option<f32> {
        let luminance = |(x, y): (u32, u32)| {
            Xyz::<D65, f32>::from_color(linear_from_srgb(self.pixels.get_pixel(x, y).0)).y
        };
        let middle = percentile(mask.pixels().map(luminance).collect(), 0.5)?;
        Some(Lab::from_color(Xyz::<D65, f32>::new(0.0, middle, 0.0)).l)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn srgb_red_has_its_published_lab() {
        let red = lab_from_srgb([255, 0, 0]);
        assert!(
            (red.l - 53.24).abs() < 0.05 && (red.a - 80.09).abs() < 0.1 && (red.b - 67.20).abs() < 0.1,
            "{red:?}"
        );
    }

    /// First pairs of the data published with Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula" (2005).
    #[test]
    fn published_ciede2000_pairs() {
        for (a, b, expected) in [
            (Lab::new(50.0, 2.6772, -79.7751), Lab::new(50.0, 0.0, -82.7485), 2.0425),
            (Lab::new(50.0, 3.1571, -77.2803), Lab::new(50.0, 0.0, -82.7485), 2.8615),
            (Lab::new(50.0, -1.3802, -84.2814), Lab::new(50.0, 0.0, -82.7485), 1.0000),
            (Lab::new(50.0, 2.5, 0.0), Lab::new(73.0, 25.0, -18.0), 27.1492),
            (Lab::new(2.0776, 0.0795, -1.1350), Lab::new(0.9033, -0.0636, -0.5514), 0.9082),
        ] {
            assert!((ciede2000(a, b) - expected).abs() < 2e-3, "{a:?} {b:?}: {}", ciede2000(a, b));
        }
    }

    #[test]
    fn the_median_lightness_is_that_of_the_pixel_in_the_middle() {
        let pixels = RgbImage::from_fn(5, 1, |x, _| {
            image::Rgb([[40, 9, 90], [200, 3, 7], [250; 3], [0; 3], [90; 3]][x as usize])
        });
        let lab = LabImage::from_srgb(&pixels);
        let all = Mask::from_fn(5, 1, |_, _| true);
        let middle = percentile((0..5).map(|x| lab.get(x, 0).l).collect(), 0.5);
        assert_eq!(lab.median_lightness(&all), middle);
        assert_eq!(lab.median_lightness(&Mask::from_fn(5, 1, |_, _| false)), None);
    }

    #[test]
    fn percentiles_of_few_values() {
        assert_eq!(percentile(vec![], 0.5), None);
        assert_eq!(percentile(vec![3.0, 1.0, 2.0], 0.5), Some(2.0));
        assert_eq!(percentile(vec![3.0, 1.0, 2.0], 1.0), Some(3.0));
    }

    #[test]
    fn hue_runs_from_red_over_yellow() {
        let (chroma, hue) = chroma_and_hue(Lab::new(50.0, 0.0, 30.0));
        assert!((chroma - 30.0).abs() < 1e-4 && (hue - 90.0).abs() < 1e-3);
    }
}
