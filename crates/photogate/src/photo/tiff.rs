//! What `image` leaves out of TIFF: ink with its profile, and raw files that only look like a TIFF.

use std::io::{Cursor, ErrorKind};

use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

use super::decode::decode_light;
use super::raster::{Raster, Stored};
use super::{ColourModel, Container, DecodeLimits, Orientation, PhotoError};

const NEW_SUBFILE_TYPE: Tag = Tag::NewSubfileType;
const DNG_VERSION: Tag = Tag::Unknown(0xc612);

pub(super) fn decode(bytes: &[u8], limits: DecodeLimits) -> Result<Stored, PhotoError> {
    let mut decoder = Decoder::new(Cursor::new(bytes)).map_err(error)?;
    let (width, height) = decoder.dimensions().map_err(error)?;
    limits.check(Container::Tiff, width, height)?;

    // Raw files put a thumbnail first; judging that would pass for judging the photo.
    let reduced = decoder.find_tag_unsigned::<u32>(NEW_SUBFILE_TYPE).ok().flatten().unwrap_or(0) & 1 == 1;
    if reduced || matches!(decoder.find_tag(DNG_VERSION), Ok(Some(_))) {
        return Err(PhotoError::UnsupportedFormat(Container::CameraRaw));
    }

    let colour = decoder.colortype().map_err(error)?;
    let (model, alpha) = match colour {
        ColorType::CMYK(8 | 16) => return decode_ink(decoder, bytes.len(), colour),
        ColorType::Gray(_) => (ColourModel::Grey, false),
        ColorType::GrayA(_) => (ColourModel::Grey, true),
        ColorType::RGBA(_) => (ColourModel::Rgb, true),
        _ => (ColourModel::Rgb, false),
    };
    if colour.bit_depth() > 16 {
        return Err(PhotoError::unsupported(
            Container::Tiff,
            format!("{} bits per sample", colour.bit_depth()),
        ));
    }
    drop(decoder);
    let light = image::codecs::tiff::TiffDecoder::new(Cursor::new(bytes));
    decode_light(Container::Tiff, bytes, light, limits, model, alpha, colour.bit_depth())
}

/// Ink, which `image` turns into RGB before the profile could be applied.
fn decode_ink(
    mut decoder: Decoder<Cursor<&[u8]>>,
    file_size: usize,
    colour: ColorType,
) -> Result<Stored, PhotoError> {
    let (width, height) = decoder.dimensions().map_err(error)?;
    let samples = width as usize * height as usize * usize::from(colour.num_samples());

    // The result, and as much again plus the file for one packed strip that holds it all.
    let mut limits = Limits::default();
    limits.decoding_buffer_size = samples * 2;
    limits.intermediate_buffer_size = samples * 2 + file_size;
    decoder = decoder.with_limits(limits);

    let orientation = decoder.find_tag_unsigned::<u8>(Tag::Orientation).ok().flatten().unwrap_or(1);
    let icc = decoder.get_tag_u8_vec(Tag::IccProfile).ok().map(Ok);
    let stored = decoder.read_image().map_err(error)?;
    let raster = match (colour, stored) {
        (ColorType::CMYK(8), DecodingResult::U8(ink)) if ink.len() == samples => {
            Raster::Ink { width, height, samples: ink }
        }
        (ColorType::CMYK(16), DecodingResult::U16(ink)) if ink.len() == samples => {
            let samples = ink.into_iter().map(|ink| ((u32::from(ink) + 128) / 257) as u8).collect();
            Raster::Ink { width, height, samples }
        }
        _ => return Err(PhotoError::unsupported(Container::Tiff, "colour channels stored plane by plane")),
    };
    Ok(Stored {
        raster,
        colour: ColourModel::Cmyk,
        alpha: false,
        bits_per_sample: colour.bit_depth(),
        orientation: Orientation::try_from(orientation).unwrap_or_default(),
        icc,
        jpeg: None,
    })
}

fn error(error: TiffError) -> PhotoError {
    match error {
        TiffError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => {
            PhotoError::Truncated(Container::Tiff)
        }
        TiffError::UnsupportedError(feature) => PhotoError::unsupported(Container::Tiff, feature.to_string()),
        other => PhotoError::corrupt(Container::Tiff, other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use tiff::encoder::{TiffEncoder, colortype};

    use super::*;

    fn encoded<C: colortype::ColorType<Inner = u8>>(
        samples: &[u8],
        (width, height): (u32, u32),
        tags: &[(Tag, &[u16])],
    ) -> Vec<u8>
    where
        [u8]: tiff::encoder::TiffValue,
    {
        let mut bytes = Cursor::new(Vec::new());
        let mut encoder = TiffEncoder::new(&mut bytes).unwrap();
        let mut image = encoder.new_image::<C>(width, height).unwrap();
        for (tag, value) in tags {
            image.encoder().write_tag(*tag, *value).unwrap();
        }
        image.write_data(samples).unwrap();
        bytes.into_inner()
    }

    fn colours(bytes: &[u8]) -> (Stored, Vec<u8>) {
        let stored = decode(bytes, DecodeLimits::default()).unwrap();
        let pixels = decode(bytes, DecodeLimits::default()).unwrap().raster.into_rgb().into_raw();
        (stored, pixels)
    }

    #[test]
    fn ink_is_kept_for_its_profile() {
        let bytes = encoded::<colortype::CMYK8>(&[255, 0, 0, 0, 0, 0, 0, 255], (2, 1), &[]);
        let (stored, pixels) = colours(&bytes);
        assert_eq!(stored.colour, ColourModel::Cmyk);
        assert!(matches!(stored.raster, Raster::Ink { .. }));
        assert_eq!(pixels, [0, 255, 255, 0, 0, 0]);
    }

    #[test]
    fn a_thumbnail_in_front_is_not_the_photo() {
        let bytes = encoded::<colortype::Gray8>(&[0; 4], (2, 2), &[(Tag::NewSubfileType, &[1])]);
        let error = decode(&bytes, DecodeLimits::default()).err().unwrap();
        assert_eq!(error, PhotoError::UnsupportedFormat(Container::CameraRaw));
    }

    #[test]
    fn orientation_is_read_from_the_directory() {
        let bytes = encoded::<colortype::CMYK8>(&[0; 8], (2, 1), &[(Tag::Orientation, &[6])]);
        assert_eq!(colours(&bytes).0.orientation, Orientation::Turn90);
        let bytes = encoded::<colortype::RGB8>(&[0; 6], (2, 1), &[(Tag::Orientation, &[8])]);
        assert_eq!(colours(&bytes).0.orientation, Orientation::Turn270);
    }
}
