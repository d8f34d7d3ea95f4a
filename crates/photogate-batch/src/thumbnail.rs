//! Small pictures for reports, made while the pixels are at hand.

use image::codecs::jpeg::JpegEncoder;
use photogate::photo::Photo;

/// Longer side in pixels: sharp in a grid on an office screen.
pub const SIDE: u32 = 240;

/// A portrait takes some 8 kB.
const JPEG_QUALITY: u8 = 80;

/// The whole upright photo as a JPEG no longer than [`SIDE`], without marks: findings say where those go, in pixels of
/// the photo, so that a page can draw them, and leave them away, at any size.
///
/// # Panics
/// Never: a picture of that size can be encoded, and memory takes the bytes.
#[must_use]
pub fn thumbnail(photo: &Photo) -> Vec<u8> {
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, JPEG_QUALITY);
    photo
        .thumbnail(SIDE)
        .write_with_encoder(encoder)
        .expect("a small RGB picture is encoded and memory takes any number of bytes");
    jpeg
}
