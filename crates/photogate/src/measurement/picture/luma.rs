//! Pictures of luma.

use image::{GrayImage, ImageBuffer, Luma, RgbImage};

use crate::photo::luma;

/// A picture of luma values.
pub(super) type LumaImage = ImageBuffer<Luma<f32>, Vec<f32>>;

/// Luma of a whole picture.
pub(super) fn of(pixels: &RgbImage) -> LumaImage {
    let values = pixels.pixels().map(|pixel| luma(pixel.0)).collect();
    LumaImage::from_raw(pixels.width(), pixels.height(), values).expect("one value a pixel")
}

/// Luma in whole levels of 0 to 255, by the weights of ITU-R BT.601 in 256ths.
pub(super) fn level([red, green, blue]: [u8; 3]) -> u8 {
    let sum = 77 * u16::from(red) + 150 * u16::from(green) + 29 * u16::from(blue);
    (sum >> 8) as u8
}

/// A whole picture in levels of luma.
pub(super) fn levels(pixels: &RgbImage) -> GrayImage {
    let (pixel_values, _) = pixels.as_raw().as_chunks::<3>();
    let values = pixel_values.iter().map(|&pixel| level(pixel)).collect();
    GrayImage::from_raw(pixels.width(), pixels.height(), values).expect("one value a pixel")
}
