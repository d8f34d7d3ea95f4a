//! Container → samples → upright sRGB.

use std::io::{Cursor, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::bmp::BmpDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageResult, Limits, RgbImage};

use super::container::{be32, png_frames, webp_frames};
use super::raster::{Raster, Stored};
use super::{ColourModel, Container, DecodeLimits, FileFacts, FileFormat, PhotoError, colour_profile, jpeg, tiff};

/// What a decoder may take beside the picture itself: packed data, profile, text.
const WORKING_MEMORY: u64 = 64 << 20;

pub(super) fn decode(bytes: &[u8], limits: &DecodeLimits) -> Result<(RgbImage, FileFacts), PhotoError> {
    if bytes.is_empty() {
        return Err(PhotoError::Empty);
    }
    let container = Container::of(bytes).ok_or(PhotoError::NotAnImage)?;
    // Decoders are written with care but have panicked on hostile files before; one such file must not take a
    // batch with it. Nothing that could be left half-done is shared with the closure.
    catch_unwind(AssertUnwindSafe(|| decode_container(container, bytes, *limits)))
        .unwrap_or_else(|_| Err(PhotoError::corrupt(container, "its decoder gave up")))
}

fn decode_container(
    container: Container,
    bytes: &[u8],
    limits: DecodeLimits,
) -> Result<(RgbImage, FileFacts), PhotoError> {
    let (format, stored) = match container {
        Container::Jpeg => (FileFormat::Jpeg, jpeg::decode(bytes, limits)?),
        Container::Png => (FileFormat::Png, decode_png(bytes, limits)?),
        Container::WebP => (FileFormat::WebP, decode_webp(bytes, limits)?),
        Container::Tiff => (FileFormat::Tiff, tiff::decode(bytes, limits)?),
        Container::Bmp => (FileFormat::Bmp, decode_bmp(bytes, limits)?),
        other => return Err(PhotoError::UnsupportedFormat(other)),
    };
    let Stored { raster, colour, alpha, bits_per_sample, orientation, icc } = stored;
    let (stored_width, stored_height) = raster.size();
    let (pixels, profile) = colour_profile::to_srgb(raster, icc);
    let mut upright = DynamicImage::ImageRgb8(pixels);
    upright.apply_orientation(orientation.transform());
    let facts = FileFacts {
        format,
        bytes: bytes.len() as u64,
        stored_width,
        stored_height,
        orientation,
        colour,
        alpha,
        bits_per_sample,
        profile,
    };
    Ok((upright.into_rgb8(), facts))
}

fn decode_png(bytes: &[u8], limits: DecodeLimits) -> Result<Stored, PhotoError> {
    // The header chunk is the first by definition; reading it here keeps the decoder from taking memory first.
    let (Some(width), Some(height), Some(&[bits, colour])) =
        (be32(bytes, 16), be32(bytes, 20), bytes.get(24..26).and_then(|pair| pair.first_chunk()))
    else {
        return Err(PhotoError::Truncated(Container::Png));
    };
    limits.check(Container::Png, width, height)?;
    still(Container::Png, png_frames(bytes))?;
    // Palettes and key colours carry transparency outside the pixels; the decoder knows.
    let decoder = PngDecoder::with_limits(Cursor::new(bytes), memory(width, height, bytes));
    let alpha = decoder.as_ref().is_ok_and(|decoder| decoder.color_type().has_alpha());
    let model = match colour {
        0 | 4 => ColourModel::Grey,
        3 => ColourModel::Indexed,
        _ => ColourModel::Rgb,
    };
    decode_light(Container::Png, bytes, decoder, limits, model, alpha, bits)
}

fn decode_webp(bytes: &[u8], limits: DecodeLimits) -> Result<Stored, PhotoError> {
    still(Container::WebP, webp_frames(bytes))?;
    let decoder = WebPDecoder::new(Cursor::new(bytes));
    let alpha = decoder.as_ref().is_ok_and(|decoder| decoder.color_type().has_alpha());
    decode_light(Container::WebP, bytes, decoder, limits, ColourModel::Rgb, alpha, 8)
}

fn decode_bmp(bytes: &[u8], limits: DecodeLimits) -> Result<Stored, PhotoError> {
    let decoder = BmpDecoder::new(Cursor::new(bytes));
    let alpha = decoder.as_ref().is_ok_and(|decoder| decoder.color_type().has_alpha());
    let indexed = decoder.as_ref().is_ok_and(|decoder| decoder.get_palette().is_some());
    let bits_per_pixel = bytes.get(28).copied().unwrap_or(0);
    let (model, bits) = match (indexed, bits_per_pixel) {
        (true, bits) => (ColourModel::Indexed, bits),
        (false, 16) => (ColourModel::Rgb, 5),
        (false, _) => (ColourModel::Rgb, 8),
    };
    decode_light(Container::Bmp, bytes, decoder, limits, model, alpha, bits)
}

/// Grey and RGB by a decoder of `image`.
pub(super) fn decode_light<D: ImageDecoder>(
    container: Container,
    bytes: &[u8],
    decoder: ImageResult<D>,
    limits: DecodeLimits,
    colour: ColourModel,
    alpha: bool,
    bits_per_sample: u8,
) -> Result<Stored, PhotoError> {
    let error = |error| error_from(container, error);
    let mut decoder = decoder.map_err(error)?;
    let (width, height) = decoder.dimensions();
    limits.check(container, width, height)?;
    decoder.set_limits(memory(width, height, bytes)).map_err(error)?;
    // Metadata that cannot be read costs the orientation or the profile, not the photo.
    let orientation = decoder.orientation().map(Into::into).unwrap_or_default();
    let icc = decoder.icc_profile().map_err(|error| error.to_string()).transpose();
    let image = DynamicImage::from_decoder(decoder).map_err(error)?;
    Ok(Stored { raster: Raster::Light(image), colour, alpha, bits_per_sample, orientation, icc })
}

/// Room for the picture at 16 bits and four channels, once decoded and once packed.
fn memory(width: u32, height: u32, bytes: &[u8]) -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(u64::from(width) * u64::from(height) * 8 * 2 + bytes.len() as u64 + WORKING_MEMORY);
    limits
}

fn still(container: Container, frames: u32) -> Result<(), PhotoError> {
    if frames > 1 { Err(PhotoError::Animated { container, frames }) } else { Ok(()) }
}

fn error_from(container: Container, error: ImageError) -> PhotoError {
    match error {
        ImageError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => PhotoError::Truncated(container),
        ImageError::Unsupported(feature) => PhotoError::unsupported(container, feature),
        other => PhotoError::corrupt(container, other),
    }
}
