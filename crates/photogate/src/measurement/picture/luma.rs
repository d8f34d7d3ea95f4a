//! Gamma-encoded luma, 0 to 255: what JPEG compresses, and what an eye reads detail from.

use image::{ImageBuffer, Luma, RgbImage};

/// A picture of luma values.
pub(super) type LumaImage = ImageBuffer<Luma<f32>, Vec<f32>>;

/// Luma of a pixel, by ITU-R BT.601 as in JPEG.
pub(super) fn of_pixel([red, green, blue]: [u8; 3]) -> f32 {
    0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue)
}

/// Luma of a whole picture.
pub(super) fn of(pixels: &RgbImage) -> LumaImage {
    let values = pixels.pixels().map(|pixel| of_pixel(pixel.0)).collect();
    LumaImage::from_raw(pixels.width(), pixels.height(), values).expect("one value a pixel")
}
