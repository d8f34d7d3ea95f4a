//! Person or backdrop, for every pixel of the frame.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::GrayImage;

use super::frame::Frame;
use crate::coords::Rect;
use crate::photo::View;
use crate::runtime::manifest::ModelError;
use crate::runtime::{ImageTensor, ModelSession};

/// Side of the model's input and of its mask, in pixels.
const SIDE: u32 = 256;

/// Probability of a person for every pixel of the frame, 0 to 255.
///
/// # Errors
/// [`ModelError::Session`] if the model fails.
pub(super) fn segment(frame: &Frame, model: &mut ModelSession) -> Result<GrayImage, ModelError> {
    let (width, height) = frame.pixels.dimensions();
    let view = View { pixels: &frame.pixels, scale: 1.0 };
    let whole = Rect::new(0.0, 0.0, width as f32, height as f32);
    let picture = ImageTensor::stretched(view, whole, SIDE, model.value_range());
    // Rounded by half and cut, as nothing is below 0: that is one instruction, and `round` a call.
    let byte = |&chance: &f32| (chance.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
    let bytes: Vec<u8> = model.run_into(&picture, |outputs| outputs[0].iter().map(byte).collect())?;
    Ok(stretched(&bytes, width, height))
}

fn stretched(bytes: &[u8], width: u32, height: u32) -> GrayImage {
    let mut resized = Image::new(width, height, PixelType::U8);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear));
    let done = ImageRef::new(SIDE, SIDE, bytes, PixelType::U8).map_err(|error| error.to_string()).and_then(
        |source| Resizer::new().resize(&source, &mut resized, &options).map_err(|error| error.to_string()),
    );
    debug_assert!(done.is_ok(), "the mask has the model's own size: {done:?}");
    GrayImage::from_raw(width, height, resized.into_vec()).expect("resized to width × height bytes")
}
