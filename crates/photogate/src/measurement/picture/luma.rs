//! Pictures of luma.

use image::{ImageBuffer, Luma, RgbImage};

use crate::photo::luma;

/// A picture of luma values.
pub(super) type LumaImage = ImageBuffer<Luma<f32>, Vec<f32>>;

/// Luma of a whole picture.
pub(super) fn of(pixels: &RgbImage) -> LumaImage {
    let values = pixels.pixels().map(|pixel| luma(pixel.0)).collect();
    LumaImage::from_raw(pixels.width(), pixels.height(), values).expect("one value a pixel")
}
