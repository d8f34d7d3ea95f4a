//! Gamma-encoded luma: what JPEG compresses, and what an eye reads detail from.

/// Luma of an encoded pixel by the weights of ITU-R BT.601, 0 to 255.
pub(crate) fn luma(pixel: [u8; 3]) -> f32 {
    let [red, green, blue] = pixel.map(f32::from);
    0.299 * red + 0.587 * green + 0.114 * blue
}
