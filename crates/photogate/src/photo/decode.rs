//! Container → samples → upright sRGB.

use std::io::{Cursor, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::bmp::BmpDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageResult, Limits, RgbImage};

use super::container::{be32, png_frames, webp_frames, webp_length};
use super::raster::{Raster, Stored};
use super::{
    ColourModel, Container, DecodeLimits, FileFacts, FileFormat, PhotoError, colour_profile, jpeg, tiff,
};

/// What a decoder may take beside the picture itself: packed data, profile, text.
const WORKING_MEMORY: u64 = 64 << 20;

pub(super) fn decode(bytes: &[u8], limits: DecodeLimits) -> Result<(RgbImage, FileFacts), PhotoError> {
    if bytes.is_empty() {
        return Err(PhotoError::Empty);
    }
    let container = Container::of(bytes).ok_or(PhotoError::NotAnImage)?;
    // Decoders are written with care but have panicked on hostile files before; one such file must not take a
    // batch with it. Nothing that could be left half-done is shared with the closure.
    catch_unwind(AssertUnwindSafe(|| decode_container(container, bytes, limits)))
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
    let Stored { raster, colour, alpha, bits_per_sample, orientation, icc, jpeg } = stored;
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
        jpeg,
        extension: None,
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
    let stored = decode_light(Container::WebP, bytes, decoder, limits, ColourModel::Rgb, alpha, 8);
    // The decoder calls a cut bit stream corrupt; the length in the header knows better.
    let is_cut = webp_length(bytes).is_some_and(|length| length > bytes.len() as u64);
    stored.map_err(|error| match error {
        PhotoError::Corrupt { .. } if is_cut => PhotoError::Truncated(Container::WebP),
        other => other,
    })
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
    Ok(Stored { raster: Raster::Light(image), colour, alpha, bits_per_sample, orientation, icc, jpeg: None })
}

/// Room for the picture at 16 bits and four channels, once decoded and once packed.
fn memory(width: u32, height: u32, bytes: &[u8]) -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc =
        Some(u64::from(width) * u64::from(height) * 8 * 2 + bytes.len() as u64 + WORKING_MEMORY);
    limits
}

fn still(container: Container, frames: u32) -> Result<(), PhotoError> {
    if frames > 1 { Err(PhotoError::Animated { container, frames }) } else { Ok(()) }
}

fn error_from(container: Container, error: ImageError) -> PhotoError {
    match error {
        ImageError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => {
            PhotoError::Truncated(container)
        }
        ImageError::Unsupported(feature) => PhotoError::unsupported(container, feature.to_string()),
        other => PhotoError::corrupt(container, other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use image::{ExtendedColorType, ImageEncoder, ImageFormat, Rgba, RgbaImage};

    use super::super::{ColourProfile, Orientation, Photo, samples};
    use super::*;

    const SIZE: (u32, u32) = (40, 24);

    fn photo(bytes: &[u8]) -> Photo {
        Photo::decode(bytes, &DecodeLimits::default()).unwrap()
    }

    fn kind(bytes: &[u8]) -> &'static str {
        Photo::decode(bytes, &DecodeLimits::default()).err().map_or("decoded", |error| error.kind())
    }

    fn picture() -> DynamicImage {
        RgbImage::from_raw(SIZE.0, SIZE.1, samples::gradient(SIZE.0, SIZE.1)).unwrap().into()
    }

    fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn png() -> Vec<u8> {
        encoded(&picture(), ImageFormat::Png)
    }

    /// A PNG built by hand: `bits` and `colour` as in its header, rows stored without compression.
    fn raw_png(
        bits: u8,
        colour: u8,
        (width, height): (u32, u32),
        rows: &[&[u8]],
        chunks: &[(&[u8; 4], &[u8])],
    ) -> Vec<u8> {
        let mut header = Vec::new();
        header.extend(width.to_be_bytes());
        header.extend(height.to_be_bytes());
        header.extend([bits, colour, 0, 0, 0]);
        let pixels: Vec<u8> = rows.iter().flat_map(|row| [&[0], *row].concat()).collect();
        let (low, high) = pixels.iter().fold((1_u32, 0), |(low, high), &byte| {
            let low = (low + u32::from(byte)) % 65521;
            (low, (high + low) % 65521)
        });
        let length = pixels.len() as u16;
        let data = [
            &[0x78, 1, 1][..],
            &length.to_le_bytes(),
            &(!length).to_le_bytes(),
            &pixels,
            &(high << 16 | low).to_be_bytes(),
        ]
        .concat();
        // `with_chunks` inserts after 33 bytes: the signature and a header chunk, which is added first here.
        let signature = [&b"\x89PNG\r\n\x1a\n"[..], &[0; 25]].concat();
        let all = [&[(b"IHDR", &header[..])], chunks, &[(b"IDAT", &data), (b"IEND", b"")]].concat();
        let padded = samples::with_chunks(&signature, &all);
        [&padded[..8], &padded[33..]].concat()
    }

    #[test]
    fn lossless_formats_give_back_their_pixels() {
        for (format, expected) in [
            (ImageFormat::Png, FileFormat::Png),
            (ImageFormat::WebP, FileFormat::WebP),
            (ImageFormat::Tiff, FileFormat::Tiff),
            (ImageFormat::Bmp, FileFormat::Bmp),
        ] {
            let bytes = encoded(&picture(), format);
            let photo = photo(&bytes);
            assert_eq!(photo.pixels(), picture().as_rgb8().unwrap(), "{format:?}");
            let facts = photo.facts().unwrap();
            assert_eq!((facts.format, facts.bytes), (expected, bytes.len() as u64));
            assert_eq!((facts.colour, facts.alpha, facts.bits_per_sample), (ColourModel::Rgb, false, 8));
            assert_eq!(facts.profile, ColourProfile::SrgbAssumed);
        }
    }

    #[test]
    fn every_depth_and_colour_type_becomes_rgb() {
        let rgb = picture();
        let grey = DynamicImage::ImageRgb8(DynamicImage::from(rgb.to_luma8()).to_rgb8());
        for format in [ImageFormat::Png, ImageFormat::Tiff] {
            for (stored, expected, model, alpha, bits) in [
                (rgb.to_luma8().into(), &grey, ColourModel::Grey, false, 8),
                (rgb.to_luma16().into(), &grey, ColourModel::Grey, false, 16),
                (rgb.to_rgb16().into(), &rgb, ColourModel::Rgb, false, 16),
                (rgb.to_rgba8().into(), &rgb, ColourModel::Rgb, true, 8),
                (DynamicImage::from(rgb.to_rgba16()), &rgb, ColourModel::Rgb, true, 16),
            ] {
                let photo = photo(&encoded(&stored, format));
                let off = photo.pixels().iter().zip(expected.as_bytes()).map(|(a, b)| a.abs_diff(*b)).max();
                assert!(off <= Some(1), "{format:?} {model:?} {bits}: {off:?}");
                let facts = photo.facts().unwrap();
                assert_eq!(
                    (facts.colour, facts.alpha, facts.bits_per_sample),
                    (model, alpha, bits),
                    "{format:?}"
                );
            }
        }
    }

    #[test]
    fn transparency_is_white_in_every_container() {
        let glass: DynamicImage = RgbaImage::from_pixel(6, 4, Rgba([200, 100, 0, 51])).into();
        for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff] {
            let photo = photo(&encoded(&glass, format));
            assert_eq!(photo.pixels().get_pixel(3, 2).0, [244, 224, 204], "{format:?}");
            assert!(photo.facts().unwrap().alpha);
        }
    }

    #[test]
    fn palettes_and_single_bits_are_looked_up() {
        let palette = [10, 20, 30, 200, 100, 50];
        let indexed = raw_png(1, 3, (3, 1), &[&[0b0100_0000]], &[(b"PLTE", &palette)]);
        let shown = photo(&indexed);
        assert_eq!(shown.pixels().as_raw()[..], [10, 20, 30, 200, 100, 50, 10, 20, 30]);
        let facts = shown.facts().unwrap();
        assert_eq!((facts.colour, facts.alpha, facts.bits_per_sample), (ColourModel::Indexed, false, 1));
        let glass = raw_png(1, 3, (3, 1), &[&[0b0100_0000]], &[(b"PLTE", &palette), (b"tRNS", &[255, 0])]);
        let shown = photo(&glass);
        assert_eq!(shown.pixels().as_raw()[..6], [10, 20, 30, 255, 255, 255]);
        assert!(shown.facts().unwrap().alpha);
        let bitonal = raw_png(1, 0, (3, 1), &[&[0b0100_0000]], &[]);
        assert_eq!(photo(&bitonal).pixels().as_raw()[..], [0, 0, 0, 255, 255, 255, 0, 0, 0]);
    }

    #[test]
    fn a_bitmap_with_a_palette() {
        let mut bytes = b"BM\x46\0\0\0\0\0\0\0\x3e\0\0\0\x28\0\0\0\x03\0\0\0\x02\0\0\0\x01\0\x08\0".to_vec();
        bytes.extend([0; 16]);
        bytes.extend([2, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend([30, 20, 10, 0, 50, 100, 200, 0]);
        bytes.extend([0, 1, 0, 0, 1, 1, 1, 0]);
        let photo = photo(&bytes);
        assert_eq!(photo.facts().unwrap().colour, ColourModel::Indexed);
        assert_eq!(photo.pixels().as_raw()[..6], [200, 100, 50, 200, 100, 50]);
        assert_eq!(photo.pixels().as_raw()[9..12], [10, 20, 30]);
        for length in 0..bytes.len() {
            assert!(kind(&bytes[..length]) != "decoded", "{length}");
        }
    }

    #[test]
    fn the_orientation_is_applied_once_in_every_container() {
        let upright = picture();
        let jpeg = samples::jpeg(upright.as_bytes());
        let plain = photo(&jpeg).pixels().clone();
        for exif in 1..=8 {
            let orientation = Orientation::try_from(exif).unwrap();
            let chunk = samples::exif(exif);
            let segment = [b"Exif\0\0", &chunk[..]].concat();
            let mut webp = Vec::new();
            let mut encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut webp);
            encoder.set_exif_metadata(chunk.clone()).unwrap();
            encoder.write_image(upright.as_bytes(), SIZE.0, SIZE.1, ExtendedColorType::Rgb8).unwrap();
            let mut tiff = encoded(&upright, ImageFormat::Tiff);
            samples::set_tiff_orientation(&mut tiff, exif);
            for (name, bytes, stored) in [
                (
                    "JPEG",
                    samples::with_segments(&jpeg, &[(0xe1, &segment)]),
                    DynamicImage::from(plain.clone()),
                ),
                ("PNG", samples::with_chunks(&png(), &[(b"eXIf", &chunk)]), upright.clone()),
                ("WebP", webp, upright.clone()),
                ("TIFF", tiff, upright.clone()),
            ] {
                let mut expected = stored;
                expected.apply_orientation(orientation.transform());
                let photo = photo(&bytes);
                assert_eq!(photo.pixels(), expected.as_rgb8().unwrap(), "{name} {exif}");
                let facts = photo.facts().unwrap();
                assert_eq!(facts.orientation, orientation, "{name} {exif}");
                assert_eq!((facts.stored_width, facts.stored_height), SIZE);
            }
        }
    }

    #[test]
    fn a_turned_photo_has_its_corner_where_exif_says() {
        // Exif 6: the stored top left corner is the upright photo's top right one.
        let mut stored = RgbImage::from_pixel(3, 2, image::Rgb([0; 3]));
        stored.put_pixel(0, 0, image::Rgb([255; 3]));
        let bytes = encoded(&stored.into(), ImageFormat::Png);
        let photo = photo(&samples::with_chunks(&bytes, &[(b"eXIf", &samples::exif(6))]));
        assert_eq!((photo.width(), photo.height()), (2, 3));
        assert_eq!(photo.pixels().get_pixel(1, 0).0, [255; 3]);
    }

    #[test]
    fn profiles_are_found_in_every_container() {
        let icc = moxcms::ColorProfile::new_display_p3().encode().unwrap();
        let image = picture();
        let mut png = Vec::new();
        let mut encoder = image::codecs::png::PngEncoder::new(&mut png);
        encoder.set_icc_profile(icc.clone()).unwrap();
        encoder.write_image(image.as_bytes(), SIZE.0, SIZE.1, ExtendedColorType::Rgb8).unwrap();
        let mut webp = Vec::new();
        let mut encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut webp);
        encoder.set_icc_profile(icc.clone()).unwrap();
        encoder.write_image(image.as_bytes(), SIZE.0, SIZE.1, ExtendedColorType::Rgb8).unwrap();
        let segment = [&b"ICC_PROFILE\0\x01\x01"[..], &icc].concat();
        let jpeg = samples::with_segments(&samples::jpeg(image.as_bytes()), &[(0xe2, &segment)]);
        for (name, bytes) in [("PNG", png), ("WebP", webp), ("JPEG", jpeg)] {
            let photo = photo(&bytes);
            let facts = photo.facts().unwrap();
            assert!(
                matches!(&facts.profile, ColourProfile::Converted { from } if from.contains("P3")),
                "{name}"
            );
            assert_ne!(photo.pixels(), image.as_rgb8().unwrap());
        }
    }

    #[test]
    fn ink_with_a_profile_is_converted_by_it() {
        let samples = [40, 50, 60, 128].repeat(64);
        for colour in [jpeg_encoder::ColorType::Cmyk, jpeg_encoder::ColorType::CmykAsYcck] {
            let bytes = samples::jpeg_as(&samples, colour, (8, 8), |encoder| {
                encoder.add_icc_profile(&samples::cmyk_profile()).unwrap();
            });
            let photo = photo(&bytes);
            // L* = 49.8 is sRGB 118; without the profile red, green and blue would differ.
            assert!(
                photo.pixels().iter().all(|value| value.abs_diff(118) <= 3),
                "{:?}",
                photo.pixels().get_pixel(0, 0)
            );
            assert!(matches!(photo.facts().unwrap().profile, ColourProfile::Converted { .. }));
        }
    }

    #[test]
    fn animations_are_refused_and_single_frames_are_not() {
        let control = |frames: u32| [frames.to_be_bytes(), [0; 4]].concat();
        assert_eq!(kind(&samples::with_chunks(&png(), &[(b"acTL", &control(3))])), "animated");
        assert_eq!(kind(&samples::with_chunks(&png(), &[(b"acTL", &control(1))])), "decoded");
        for (frames, expected) in [(1, "decoded"), (2, "animated")] {
            assert_eq!(
                kind(&samples::animated_webp(&encoded(&picture(), ImageFormat::WebP), SIZE, frames)),
                expected
            );
        }
    }

    #[test]
    fn foreign_files_are_named() {
        for (bytes, expected, word) in [
            (&b""[..], "empty", "empty"),
            (b"Dear crew, here is my photo", "not_an_image", "not a picture"),
            (b"GIF89a\x01\0\x01\0\0\0\0;", "unsupported", "GIF"),
            (b"\0\0\0\x18ftypheic\0\0\0\0", "unsupported", "HEIC"),
            (b"\0\0\0\x1cftypavif\0\0\0\0", "unsupported", "AVIF"),
        ] {
            let error = Photo::decode(bytes, &DecodeLimits::default()).unwrap_err();
            assert_eq!(error.kind(), expected);
            assert!(error.message().en.contains(word), "{error}");
        }
        let error = Photo::decode(b"\0\0\0\x18ftypheic", &DecodeLimits::default()).unwrap_err();
        assert!(error.message().en.contains("JPEG") && error.message().zh.contains("JPEG"));
    }

    #[test]
    fn a_huge_header_is_refused_before_memory_is_taken() {
        let huge = raw_png(8, 2, (60_000, 60_000), &[&[0; 3]], &[]);
        let error = Photo::decode(&huge, &DecodeLimits::default()).unwrap_err();
        assert_eq!(error, PhotoError::TooLarge { width: 60_000, height: 60_000, max_pixels: 100_000_000 });
        let mut bitmap = encoded(&picture(), ImageFormat::Bmp);
        bitmap[18..26].copy_from_slice(&[0x60, 0xea, 0, 0, 0x60, 0xea, 0, 0]);
        assert_eq!(kind(&bitmap), "too_large");
        for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff, ImageFormat::Bmp] {
            let error =
                Photo::decode(&encoded(&picture(), format), &DecodeLimits { max_pixels: 959 }).unwrap_err();
            assert_eq!(error.kind(), "too_large", "{format:?}");
        }
    }

    #[test]
    fn a_single_pixel_is_a_photo() {
        let dot = DynamicImage::from(RgbImage::from_pixel(1, 1, image::Rgb([1, 2, 3])));
        for format in
            [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff, ImageFormat::Bmp, ImageFormat::Jpeg]
        {
            assert_eq!(photo(&encoded(&dot, format)).width(), 1, "{format:?}");
        }
    }

    #[test]
    fn cut_files_are_never_decoded() {
        for format in [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Bmp] {
            let bytes = encoded(&picture(), format);
            // A PNG's last 16 bytes are a checksum and the end mark; its pixels are complete without them.
            let pixels_end = bytes.len() - if format == ImageFormat::Png { 16 } else { 1 };
            for length in 60..pixels_end {
                let word = kind(&bytes[..length]);
                assert!(
                    word == "truncated" || word == "corrupt",
                    "{format:?}: {length} of {}: {word}",
                    bytes.len()
                );
            }
            assert_eq!(kind(&bytes[..bytes.len() * 2 / 3]), "truncated", "{format:?}");
        }
        let tiff = encoded(&picture(), ImageFormat::Tiff);
        assert!((8..tiff.len() - 8).all(|length| kind(&tiff[..length]) != "decoded"));
    }

    #[test]
    fn damage_is_an_error_or_a_picture_but_no_panic() {
        let mut seed = 1_u32;
        let mut random = move |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize % below
        };
        let mut files = vec![samples::jpeg(picture().as_bytes()), samples::progressive()];
        files.extend(
            [ImageFormat::Png, ImageFormat::WebP, ImageFormat::Tiff, ImageFormat::Bmp]
                .map(|format| encoded(&picture(), format)),
        );
        for file in files {
            for _ in 0..300 {
                let mut bytes = file.clone();
                for _ in 0..=random(4) {
                    let at = random(bytes.len());
                    bytes[at] = random(256) as u8;
                }
                if let Ok(photo) = Photo::decode(&bytes, &DecodeLimits { max_pixels: 1_000_000 }) {
                    assert!(photo.width() > 0 && photo.height() > 0);
                }
            }
        }
    }
}
