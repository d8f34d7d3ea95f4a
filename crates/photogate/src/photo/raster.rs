//! Decoded samples on their way to 8-bit sRGB.

use image::{DynamicImage, RgbImage};

use super::{ColourModel, JpegFacts, Orientation};

/// Samples as the decoder gave them.
pub(super) enum Raster {
    /// Grey or RGB, 8 or 16 bits, with or without alpha.
    Light(DynamicImage),
    /// Cyan, magenta, yellow, black; 255 is full ink.
    Ink {
        width: u32,
        height: u32,
        /// Four bytes a pixel.
        samples: Vec<u8>,
    },
}

/// A decoded picture with all that still has to be done to it.
pub(super) struct Stored {
    pub raster: Raster,
    pub colour: ColourModel,
    pub alpha: bool,
    pub bits_per_sample: u8,
    pub orientation: Orientation,
    /// The embedded profile, or why it could not be read.
    pub icc: Option<Result<Vec<u8>, String>>,
    /// What only a JPEG says about itself.
    pub jpeg: Option<JpegFacts>,
}

impl Raster {
    pub fn size(&self) -> (u32, u32) {
        match self {
            Self::Light(image) => (image.width(), image.height()),
            Self::Ink { width, height, .. } => (*width, *height),
        }
    }

    /// The samples taken for sRGB; free of charge if they are 8-bit RGB already.
    pub fn into_rgb(self) -> RgbImage {
        match self {
            Self::Light(image) => flatten(image),
            Self::Ink { width, height, samples } => rgb_from_ink(width, height, &samples),
        }
    }
}

/// Reduces to 8 bits and lays transparency over white, as paper would show it. The blend is done on gamma-encoded
/// values, as browsers and image editors do.
pub(super) fn flatten(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let rgba = image.into_rgba8();
    let (width, height) = rgba.dimensions();
    let mut samples = rgba.into_raw();
    let pixels = samples.len() / 4;
    // In place: the three kept bytes of a pixel never overtake the four read ones.
    for pixel in 0..pixels {
        let [red, green, blue, alpha] = [0, 1, 2, 3].map(|channel| samples[pixel * 4 + channel]);
        for (channel, value) in [red, green, blue].into_iter().enumerate() {
            samples[pixel * 3 + channel] = over_white(value, alpha);
        }
    }
    samples.truncate(pixels * 3);
    rgb_image(width, height, samples)
}

fn over_white(value: u8, alpha: u8) -> u8 {
    let alpha = u32::from(alpha);
    ((u32::from(value) * alpha + 255 * (255 - alpha) + 127) / 255) as u8
}

/// Ink without a profile: each ink takes away its share of the light, (1 − C)(1 − K) and so on.
///
/// Real inks are less pure, so colours come out more saturated than a press would print them; black, white and
/// grey are right.
fn rgb_from_ink(width: u32, height: u32, samples: &[u8]) -> RgbImage {
    let rgb = samples
        .chunks_exact(4)
        .flat_map(|ink| {
            let light = 255 - u32::from(ink[3]);
            [ink[0], ink[1], ink[2]].map(|ink| (((255 - u32::from(ink)) * light + 127) / 255) as u8)
        })
        .collect();
    rgb_image(width, height, rgb)
}

/// `samples` as an image; the caller has made three of them for each of `width` × `height` pixels.
pub(super) fn rgb_image(width: u32, height: u32, samples: Vec<u8>) -> RgbImage {
    RgbImage::from_raw(width, height, samples).expect("three samples were made for every pixel")
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, ImageBuffer, Luma, LumaA, Rgb, Rgba, RgbaImage};

    use super::*;

    #[test]
    fn eight_bit_rgb_is_moved_not_copied() {
        let image = RgbImage::from_pixel(5, 4, Rgb([1, 2, 3]));
        let address = image.as_ptr();
        assert_eq!(Raster::Light(image.into()).into_rgb().as_ptr(), address);
    }

    #[test]
    fn transparency_shows_white_paper() {
        let mut image = RgbaImage::new(4, 1);
        for (x, pixel) in
            [[10, 20, 30, 255], [10, 20, 30, 0], [0, 0, 0, 128], [200, 100, 0, 51]].iter().enumerate()
        {
            image.put_pixel(x as u32, 0, Rgba(*pixel));
        }
        let flat = flatten(image.into());
        assert_eq!(flat.as_raw()[..], [10, 20, 30, 255, 255, 255, 127, 127, 127, 244, 224, 204]);
    }

    #[test]
    fn grey_and_sixteen_bits_keep_their_lightness() {
        let grey = GrayImage::from_pixel(1, 1, Luma([100]));
        assert_eq!(flatten(grey.into()).get_pixel(0, 0).0, [100; 3]);
        let deep: ImageBuffer<Luma<u16>, _> = ImageBuffer::from_pixel(1, 1, Luma([100 * 257]));
        assert_eq!(flatten(deep.into()).get_pixel(0, 0).0, [100; 3]);
        let deep: ImageBuffer<LumaA<u16>, _> = ImageBuffer::from_pixel(1, 1, LumaA([100 * 257, 65535]));
        assert_eq!(flatten(deep.into()).get_pixel(0, 0).0, [100; 3]);
        let deep: ImageBuffer<Rgb<u16>, _> = ImageBuffer::from_pixel(1, 1, Rgb([0, 32768, 65535]));
        assert_eq!(flatten(deep.into()).get_pixel(0, 0).0, [0, 128, 255]);
    }

    #[test]
    fn ink_takes_light_away() {
        let samples = vec![0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0, 0, 0, 128, 128, 0, 255, 51];
        let rgb = Raster::Ink { width: 5, height: 1, samples }.into_rgb();
        assert_eq!(rgb.as_raw()[..], [255, 255, 255, 0, 0, 0, 0, 255, 255, 127, 127, 127, 102, 204, 0]);
    }
}
