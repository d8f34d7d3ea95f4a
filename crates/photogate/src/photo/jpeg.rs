//! JPEG, by the decoder that `image` itself uses.
//!
//! It is called without `image` in between for three reasons: `image` turns ink into RGB before a profile could
//! be applied, it parses the header anew for every question, and it decodes in a mode that paints what is missing
//! grey.
//!
//! Even in its strict mode the decoder reads zeros beyond the end of a scan, and zeros are valid code. So it is
//! given ones instead: the code of ones alone is reserved (ITU-T T.81, C.2), so a picture that lacks anything
//! runs into an error, and one that is all there never looks at them but for padding. That also tells a file that
//! lacks no more than its end-of-image marker, which is accepted, from one that lacks rows.

use image::{GrayImage, RgbImage};
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::jpeg_header::{JpegHeader, Scans};
use super::raster::{Raster, Stored};
use super::{ColourModel, Container, DecodeLimits, Orientation, PhotoError};

pub(super) fn decode(bytes: &[u8], limits: DecodeLimits) -> Result<Stored, PhotoError> {
    let header = JpegHeader::read(bytes)?;
    limits.check(Container::Jpeg, header.width, header.height)?;
    let Some(colour) = header.colour() else {
        let components = header.components.len();
        return Err(PhotoError::unsupported(Container::Jpeg, format!("{components} colour components")));
    };
    let scans = header.scans(bytes);
    // Without the marker there is no telling how many more scans a progressive file should have.
    if !scans.cover_the_picture || (header.is_progressive() && scans.marked_end.is_none()) {
        return Err(PhotoError::Truncated(Container::Jpeg));
    }
    // The decoder places the blocks of such scans as if they were interleaved, and calls what comes of it a picture.
    if !scans.interleaved && !header.is_progressive() && header.is_subsampled() {
        let scheme = "sequential scans of single components of unlike resolution".to_owned();
        return Err(PhotoError::unsupported(Container::Jpeg, scheme));
    }
    let raster = raster(guarded(bytes, &header, scans), &header, colour).map_err(|error| {
        match (error, scans.marked_end) {
            (PhotoError::Corrupt { .. }, None) => PhotoError::Truncated(Container::Jpeg),
            (error, _) => error,
        }
    })?;
    let orientation = header
        .exif
        .and_then(image::metadata::Orientation::from_exif_chunk)
        .map(Orientation::from)
        .unwrap_or_default();
    Ok(Stored {
        raster,
        colour,
        alpha: false,
        bits_per_sample: header.bits_per_sample,
        orientation,
        icc: header.icc(),
        jpeg: Some(header.facts(scans.marked_end.is_some())),
    })
}

/// The file up to the end of its scans, and there a guard of ones in place of the end-of-image marker.
fn guarded(bytes: &[u8], header: &JpegHeader, scans: Scans) -> Vec<u8> {
    // The decoder looks at most 96 bits ahead; each pair is a byte of ones as a scan spells it.
    const ONES: &[u8] = b"\xff\0";
    const GUARD: usize = 32;
    let scans_end = scans.marked_end.unwrap_or(bytes.len());
    let mut guarded = Vec::with_capacity(scans_end + GUARD * ONES.len() + 2);
    guarded.extend_from_slice(&bytes[..scans_end]);
    // Half a stuffed byte, fill before the marker, or the zeros of a copy that was never finished.
    let is_fill = |byte: u8| byte == 0xff || (byte == 0 && scans.marked_end.is_none());
    while guarded.last().copied().is_some_and(is_fill) {
        guarded.pop();
    }
    (0..GUARD).for_each(|_| guarded.extend_from_slice(ONES));
    // A progressive picture is only finished by the marker. A sequential one must not have it: at a restart the
    // decoder would skip the guard to get there.
    if header.is_progressive() {
        guarded.extend_from_slice(b"\xff\xd9");
    }
    guarded
}

fn raster(mut bytes: Vec<u8>, header: &JpegHeader, colour: ColourModel) -> Result<Raster, PhotoError> {
    let (width, height) = (header.width, header.height);
    let size = width as usize * height as usize;
    let light = |image: Option<image::DynamicImage>| {
        Raster::Light(image.expect("as many samples were decoded as the size asks for"))
    };
    Ok(match colour {
        ColourModel::Grey => {
            let samples = samples(&bytes, ColorSpace::Luma, size)?;
            light(GrayImage::from_raw(width, height, samples).map(Into::into))
        }
        ColourModel::Cmyk => {
            let mut samples = samples(&bytes, ColorSpace::CMYK, size * 4)?;
            // Adobe stores ink inverted, and so does everyone who wants to be read by the same programs.
            for ink in &mut samples {
                *ink = 255 - *ink;
            }
            Raster::Ink { width, height, samples }
        }
        ColourModel::Ycck => {
            let mut samples = samples(&bytes, ColorSpace::YCCK, size * 4)?;
            samples.chunks_exact_mut(4).for_each(ink_from_ycck);
            Raster::Ink { width, height, samples }
        }
        ColourModel::Rgb | ColourModel::Indexed => {
            let colours = if let Some(position) = header.untransformed_rgb() {
                // The decoder takes "no transform" for ink. Told that it is YCbCr and asked for YCbCr, it hands
                // out the components as they stand, which here are red, green and blue.
                bytes[position] = 1;
                ColorSpace::YCbCr
            } else {
                ColorSpace::RGB
            };
            let samples = samples(&bytes, colours, size * 3)?;
            light(RgbImage::from_raw(width, height, samples).map(Into::into))
        }
    })
}

fn samples(bytes: &[u8], colours: ColorSpace, size: usize) -> Result<Vec<u8>, PhotoError> {
    // The size has been checked; the decoder's own limit of 16,384 a side would refuse panoramas.
    let options = DecoderOptions::default()
        .set_max_width(usize::MAX)
        .set_max_height(usize::MAX)
        .set_strict_mode(false)
        .jpeg_set_out_colorspace(colours);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(error)?;
    // Lenient with headers, where stray bytes do no harm; strict with the scan, where they cost rows.
    decoder.set_options(options.set_strict_mode(true));
    if decoder.output_buffer_size() != Some(size) {
        return Err(PhotoError::corrupt(Container::Jpeg, "two headers disagree about the size"));
    }
    let mut samples = vec![0; size];
    decoder.decode_into(&mut samples).map_err(error)?;
    Ok(samples)
}

fn error(error: DecodeErrors) -> PhotoError {
    match error {
        DecodeErrors::ExhaustedData => PhotoError::Truncated(Container::Jpeg),
        DecodeErrors::Unsupported(scheme) => PhotoError::unsupported(Container::Jpeg, format!("{scheme:?}")),
        other => PhotoError::corrupt(Container::Jpeg, other.to_string()),
    }
}

/// ITU-R BT.601 as in JFIF, full range; then Adobe's inversion of Y, C and M cancels the one of ink against light.
fn ink_from_ycck(pixel: &mut [u8]) {
    let [luma, blue, red] = [0, 1, 2].map(|channel| f32::from(pixel[channel]));
    let (blue, red) = (blue - 128.0, red - 128.0);
    // A cast from float to integer saturates, which is the clamp wanted here.
    pixel[0] = (luma + 1.402 * red).round() as u8;
    pixel[1] = (luma - 0.344_136 * blue - 0.714_136 * red).round() as u8;
    pixel[2] = (luma + 1.772 * blue).round() as u8;
    pixel[3] = 255 - pixel[3];
}

#[cfg(test)]
mod tests {
    use jpeg_encoder::{ColorType, SamplingFactor};

    use super::super::samples;
    use super::*;

    fn colours(bytes: &[u8]) -> Vec<[u8; 3]> {
        let stored = decode(bytes, DecodeLimits::default()).unwrap();
        stored.raster.into_rgb().pixels().map(|pixel| pixel.0).collect()
    }

    fn assert_all_near(found: &[[u8; 3]], expected: [u8; 3], tolerance: u8) {
        for pixel in found {
            let off = pixel.iter().zip(expected).map(|(a, b)| a.abs_diff(b)).max().unwrap();
            assert!(off <= tolerance, "{pixel:?}, expected {expected:?}");
        }
    }

    #[test]
    fn baseline_and_progressive_show_the_same() {
        let picture = samples::gradient(100, 75);
        for sampling in [SamplingFactor::R_4_4_4, SamplingFactor::R_4_2_2, SamplingFactor::R_4_2_0] {
            let [baseline, progressive] = [false, true].map(|progressive| {
                colours(&samples::jpeg_as(&picture, ColorType::Rgb, (100, 75), |encoder| {
                    encoder.set_progressive(progressive);
                    encoder.set_sampling_factor(sampling);
                }))
            });
            assert_eq!(baseline, progressive, "{sampling:?}");
            let off: u32 =
                baseline.as_flattened().iter().zip(&picture).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
            let chroma_is_whole = matches!(sampling, SamplingFactor::R_4_4_4);
            assert!(off < 100 * 75 * 3 * if chroma_is_whole { 2 } else { 5 }, "{sampling:?}: {off}");
        }
    }

    #[test]
    fn a_scan_for_each_component() {
        let picture = samples::gradient(100, 75);
        let [together, apart] = [false, true].map(|apart| {
            samples::jpeg_as(&picture, ColorType::Rgb, (100, 75), |encoder| {
                // The encoder then writes one scan for each.
                encoder.set_optimized_huffman_tables(apart);
            })
        });
        assert_eq!(colours(&apart), colours(&together));
        let second = apart.windows(2).rposition(|pair| pair == [0xff, 0xda]).unwrap();
        let cut = [&apart[..second], b"\xff\xd9"].concat();
        assert_eq!(decode(&cut, DecodeLimits::default()).err().unwrap().kind(), "truncated");
    }

    #[test]
    fn scans_that_the_decoder_would_misplace_are_refused() {
        let picture = samples::gradient(100, 75);
        for sampling in [SamplingFactor::R_4_2_0, SamplingFactor::R_4_2_2] {
            let bytes = samples::jpeg_as(&picture, ColorType::Rgb, (100, 75), |encoder| {
                encoder.set_sampling_factor(sampling);
                encoder.set_optimized_huffman_tables(true);
            });
            let error = decode(&bytes, DecodeLimits::default()).err().unwrap();
            assert_eq!(error.kind(), "unsupported", "{sampling:?}: {error}");
        }
    }

    #[test]
    fn grey_stays_grey() {
        let bytes = samples::jpeg_as(&[90; 400], ColorType::Luma, (20, 20), |_| ());
        assert_eq!(decode(&bytes, DecodeLimits::default()).unwrap().colour, ColourModel::Grey);
        assert_all_near(&colours(&bytes), [90; 3], 1);
    }

    #[test]
    fn ink_has_adobes_inversion_undone() {
        // Ink as a printer counts it: 255 is full.
        for (ink, expected) in [
            ([0, 0, 0, 0], [255, 255, 255]),
            ([0, 0, 0, 255], [0, 0, 0]),
            ([255, 0, 0, 0], [0, 255, 255]),
            ([0, 255, 255, 0], [255, 0, 0]),
            ([200, 100, 50, 0], [55, 155, 205]),
        ] {
            for (colour, model) in
                [(ColorType::Cmyk, ColourModel::Cmyk), (ColorType::CmykAsYcck, ColourModel::Ycck)]
            {
                let bytes = samples::jpeg_as(&ink.repeat(33 * 17), colour, (33, 17), |_| ());
                assert_eq!(decode(&bytes, DecodeLimits::default()).unwrap().colour, model);
                assert_all_near(&colours(&bytes), expected, 3);
            }
        }
    }

    #[test]
    fn untransformed_rgb_is_told_by_adobes_marker_and_by_names() {
        let raw = samples::jpeg_as(&[200, 100, 50].repeat(64), ColorType::Ycbcr, (8, 8), |_| ());
        let plain = samples::without_jfif(&raw);
        let adobe = samples::with_segments(&plain, &[(0xee, b"Adobe\0\x64\0\0\0\0\0")]);
        assert_all_near(&colours(&adobe), [200, 100, 50], 2);
        let named = samples::with_components(&plain, *b"RGB");
        assert_all_near(&colours(&named), [200, 100, 50], 2);
    }

    #[test]
    fn cut_files_are_truncated_wherever_they_are_cut() {
        let kind = |bytes: &[u8]| decode(bytes, DecodeLimits::default()).err().map(|error| error.kind());
        let baseline = samples::jpeg(&samples::gradient(64, 48));
        // The last coded byte may hold nothing but padding.
        for length in 3..baseline.len() - 4 {
            assert_eq!(kind(&baseline[..length]), Some("truncated"), "{length} of {} bytes", baseline.len());
        }
        let progressive = samples::progressive();
        for length in 3..progressive.len() {
            assert_eq!(
                kind(&progressive[..length]),
                Some("truncated"),
                "{length} of {} bytes",
                progressive.len()
            );
        }
    }

    #[test]
    fn a_file_that_lacks_only_its_end_marker_is_whole() {
        let bytes = samples::jpeg(&samples::gradient(64, 48));
        assert_eq!(colours(&bytes[..bytes.len() - 2]), colours(&bytes));
        assert_eq!(colours(&bytes[..bytes.len() - 1]), colours(&bytes));
    }

    #[test]
    fn cut_files_with_an_end_marker_put_on_are_refused() {
        let restarts = samples::jpeg_as(&samples::gradient(64, 48), ColorType::Rgb, (64, 48), |encoder| {
            encoder.set_restart_interval(4);
        });
        assert!(decode(&restarts, DecodeLimits::default()).is_ok());
        for bytes in [samples::jpeg(&samples::gradient(64, 48)), samples::progressive(), restarts] {
            let start = bytes.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap() + 14;
            for length in start..bytes.len() - 4 {
                let mended = [&bytes[..length], b"\xff\xd9"].concat();
                let decoded = decode(&mended, DecodeLimits::default());
                assert!(decoded.is_err(), "{length} of {} bytes", bytes.len());
            }
        }
    }

    #[test]
    fn pictures_of_any_shape_end_where_they_end() {
        // Flat pictures have the shortest rows, where reading ahead goes furthest beyond the end.
        for (width, height) in [(1, 1), (8, 200), (7, 33), (200, 8), (16, 16), (33, 17)] {
            for sampling in [SamplingFactor::R_4_4_4, SamplingFactor::R_4_2_0] {
                for (progressive, restart) in [(false, 0), (false, 1), (false, 3), (true, 0)] {
                    let flat = [40, 80, 160].repeat(usize::from(width) * usize::from(height));
                    let bytes = samples::jpeg_as(&flat, ColorType::Rgb, (width, height), |encoder| {
                        encoder.set_sampling_factor(sampling);
                        encoder.set_progressive(progressive);
                        encoder.set_restart_interval(restart);
                    });
                    assert_all_near(&colours(&bytes), [40, 80, 160], 3);
                }
            }
        }
    }

    #[test]
    fn cut_files_that_were_padded_are_refused() {
        for bytes in [samples::jpeg(&samples::gradient(64, 48)), samples::progressive()] {
            let mut padded = bytes[..bytes.len() * 2 / 3].to_vec();
            padded.resize(bytes.len() + 4096, 0);
            assert!(decode(&padded, DecodeLimits::default()).is_err());
        }
    }

    #[test]
    fn what_follows_the_end_is_ignored() {
        for bytes in [samples::jpeg(&samples::gradient(64, 48)), samples::progressive()] {
            let expected = colours(&bytes);
            for rest in [&b"\0"[..], b"\xff", b"\xff\xd8\xff\xe0 another", &[0; 5000], b"text"] {
                assert_eq!(colours(&[&bytes[..], rest].concat()), expected, "{rest:?}");
            }
        }
    }

    #[test]
    fn stray_bytes_between_headers_do_no_harm() {
        let bytes = samples::jpeg(&samples::gradient(64, 48));
        let stray = [&bytes[..2], &[0; 9], &bytes[2..]].concat();
        assert_eq!(colours(&stray), colours(&bytes));
    }

    #[test]
    fn a_huge_frame_is_refused_before_its_scan_is_looked_for() {
        let header = b"\xff\xd8\xff\xc0\0\x11\x08\xff\xdc\xff\xdc\x03\x01\x22\0\x02\x11\x01\x03\x11\x01";
        let error = decode(header, DecodeLimits::default()).err().unwrap();
        assert_eq!(error.kind(), "too_large");
        assert!(error.message().en.contains("65500 × 65500"));
    }
}
