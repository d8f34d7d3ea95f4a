//! A picture as a camera delivers it: large, with a sensor's noise, 3:2.

use image::imageops::{FilterType, replace, resize};
use image::{Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use photogate::photo::{DecodeLimits, Photo};

use crate::{SUIT, bytes};

/// As cameras store their better JPEGs.
const QUALITY: u8 = 92;

/// Amplitude of the noise of a sensor at a low sensitivity, in levels of 255: without it the enlarged portrait is so
/// smooth that it would take a third of the bytes, and of the time to decode them.
const NOISE: i32 = 3;

/// A test portrait as the camera would have seen it in a JPEG of so many megapixels: as high as the picture, on a
/// backdrop of its own colour.
///
/// # Panics
/// If that is more than a JPEG can hold.
#[must_use]
pub fn camera_original(megapixels: f64) -> Vec<u8> {
    let portrait = Photo::decode(&bytes(SUIT), &DecodeLimits::default()).expect("a test portrait decodes");
    let height = (megapixels * 1e6 / 1.5).sqrt().round() as u32;
    let width = height * 3 / 2;
    let portrait_width = height * portrait.width() / portrait.height();
    let portrait = resize(portrait.pixels(), portrait_width, height, FilterType::CatmullRom);
    let mut picture = RgbImage::from_pixel(width, height, *portrait.get_pixel(0, 0));
    replace(&mut picture, &portrait, i64::from((width - portrait_width) / 2), 0);
    add_noise(&mut picture);
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_2);
    let [width, height] = [width, height].map(|side| u16::try_from(side).expect("a JPEG's side has 16 bits"));
    encoder.encode(&picture, width, height, ColorType::Rgb).expect("it fits into memory");
    jpeg
}

fn add_noise(picture: &mut RgbImage) {
    let mut state = 1_u32;
    for Rgb(pixel) in picture.pixels_mut() {
        // A linear congruential generator (Numerical Recipes): the same picture each time.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (state >> 16) as i32 % (2 * NOISE + 1) - NOISE;
        for value in pixel {
            *value = (i32::from(*value) + noise).clamp(0, 255) as u8;
        }
    }
}
