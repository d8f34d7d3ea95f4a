//! Small pictures for reports, made while the pixels are at hand.

use jpeg_encoder::{ColorType, Encoder};
use photogate::photo::Photo;

/// Longer side in pixels: sharp in a grid on an office screen.
pub const SIDE: u32 = 240;

/// A portrait takes some 6 kB.
const JPEG_QUALITY: u8 = 80;

/// The whole upright photo as a JPEG no longer than [`SIDE`], without marks: findings say where those go, in pixels of
/// the photo, so that a page can draw them, and leave them away, at any size.
///
/// # Panics
/// Never: a picture of that size can be encoded, and memory takes the bytes.
#[must_use]
pub fn thumbnail(photo: &Photo) -> Vec<u8> {
    let small = photo.thumbnail(SIDE);
    let [width, height] =
        [small.width(), small.height()].map(|side| u16::try_from(side).expect("no side is longer than SIDE"));
    let mut jpeg = Vec::new();
    Encoder::new(&mut jpeg, JPEG_QUALITY)
        .encode(&small, width, height, ColorType::Rgb)
        .expect("a small RGB picture is encoded and memory takes any number of bytes");
    jpeg
}
