//! Embedded ICC profiles → sRGB.

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::{DynamicImage, ImageBuffer, Pixel, Rgb, RgbImage, Rgba};
use moxcms::{
    CmsError, ColorProfile as IccProfile, DataColorSpace, Layout, ProfileText, ToneReprCurve,
    TransformOptions,
};

use super::ColourProfile;
use super::error::short;
use super::raster::{Raster, flatten, rgb_image};

/// Most a primary of an sRGB profile may be off, in XYZ (D50). Profiles of different makers differ by 0.0005;
/// Adobe RGB and Display P3 are off by more than 0.05.
const PRIMARY_TOLERANCE: f64 = 0.003;

/// Most a tone curve of an sRGB profile may be off, in linear light. Half a level of 8 bits at mid grey, so that
/// a plain gamma of 2.2 is not taken for sRGB.
const CURVE_TOLERANCE: f32 = 0.002;

/// Converts to sRGB from the embedded profile. A profile that cannot be used leaves the numbers as they are, and
/// the returned fact and a warning say so.
pub(super) fn to_srgb(raster: Raster, icc: Option<Result<Vec<u8>, String>>) -> (RgbImage, ColourProfile) {
    let outcome = match icc {
        None => return (raster.into_rgb(), ColourProfile::SrgbAssumed),
        Some(Err(reason)) => Err(reason),
        // The profile parser is given untrusted bytes; should it panic, the pixels are still good.
        Some(Ok(icc)) => catch_unwind(AssertUnwindSafe(|| convert(&raster, &icc)))
            .unwrap_or_else(|_| Err("the profile is malformed".to_owned())),
    };
    match outcome {
        Ok(Conversion::NotNeeded) => (raster.into_rgb(), ColourProfile::SrgbEmbedded),
        Ok(Conversion::Done { pixels, from }) => (pixels, ColourProfile::Converted { from }),
        Err(reason) => {
            tracing::warn!(reason, "embedded colour profile could not be used; colours are taken for sRGB");
            (raster.into_rgb(), ColourProfile::Unusable { reason: short(&reason) })
        }
    }
}

enum Conversion {
    NotNeeded,
    Done { pixels: RgbImage, from: String },
}

fn convert(raster: &Raster, icc: &[u8]) -> Result<Conversion, String> {
    let profile = IccProfile::new_from_slice(icc).map_err(|error| error.to_string())?;
    if !matches!(raster, Raster::Ink { .. }) && is_srgb(&profile) {
        return Ok(Conversion::NotNeeded);
    }
    let pixels = match (raster, profile.color_space) {
        (Raster::Light(image), DataColorSpace::Rgb | DataColorSpace::Gray) => convert_light(&profile, image),
        (Raster::Ink { width, height, samples }, DataColorSpace::Cmyk) => {
            // The library passes four inks off as RGBA.
            transform(&profile, Layout::Rgba, samples, Layout::Rgb).map(|rgb| rgb_image(*width, *height, rgb))
        }
        (Raster::Light(_), other) => return Err(format!("a {other:?} profile on a grey or RGB picture")),
        (Raster::Ink { .. }, other) => return Err(format!("a {other:?} profile on a CMYK picture")),
    };
    let from = description(&profile).unwrap_or_else(|| "a profile without a name".to_owned());
    Ok(Conversion::Done { pixels: pixels.map_err(|error| error.to_string())?, from })
}

/// Converts at the depth of the samples, since a profile of linear light loses the shadows in 8 bits.
fn convert_light(profile: &IccProfile, image: &DynamicImage) -> Result<RgbImage, CmsError> {
    let is_grey = matches!(
        image,
        DynamicImage::ImageLuma8(_)
            | DynamicImage::ImageLumaA8(_)
            | DynamicImage::ImageLuma16(_)
            | DynamicImage::ImageLumaA16(_)
    );
    // A grey picture with an RGB profile is common: grey then means equal red, green and blue. The reverse is a
    // mistake that the library refuses.
    let widened = match image {
        _ if !is_grey || profile.color_space == DataColorSpace::Gray => None,
        DynamicImage::ImageLuma8(_) => Some(image.to_rgb8().into()),
        DynamicImage::ImageLumaA8(_) => Some(image.to_rgba8().into()),
        DynamicImage::ImageLumaA16(_) => Some(image.to_rgba16().into()),
        _ => Some(image.to_rgb16().into()),
    };
    let image = widened.as_ref().unwrap_or(image);
    let srgb = match image {
        DynamicImage::ImageLuma8(grey) => shown::<_, Rgb<u8>>(profile, grey)?.into(),
        DynamicImage::ImageLumaA8(grey) => shown::<_, Rgba<u8>>(profile, grey)?.into(),
        DynamicImage::ImageRgb8(rgb) => shown::<_, Rgb<u8>>(profile, rgb)?.into(),
        DynamicImage::ImageRgba8(rgb) => shown::<_, Rgba<u8>>(profile, rgb)?.into(),
        DynamicImage::ImageLuma16(grey) => shown::<_, Rgb<u16>>(profile, grey)?.into(),
        DynamicImage::ImageLumaA16(grey) => shown::<_, Rgba<u16>>(profile, grey)?.into(),
        DynamicImage::ImageRgb16(rgb) => shown::<_, Rgb<u16>>(profile, rgb)?.into(),
        DynamicImage::ImageRgba16(rgb) => shown::<_, Rgba<u16>>(profile, rgb)?.into(),
        _ => return Err(CmsError::InvalidLayout),
    };
    Ok(flatten(srgb))
}

/// `image` as sRGB shows it, in pixels of type `Q`.
fn shown<P, Q>(
    profile: &IccProfile,
    image: &ImageBuffer<P, Vec<P::Subpixel>>,
) -> Result<ImageBuffer<Q, Vec<Q::Subpixel>>, CmsError>
where
    P: Pixel<Subpixel: Depth>,
    Q: Pixel<Subpixel = P::Subpixel>,
{
    let samples = transform(profile, layout::<P>(), image.as_raw(), layout::<Q>())?;
    Ok(ImageBuffer::from_raw(image.width(), image.height(), samples).expect("as many pixels as before"))
}

fn layout<P: Pixel>() -> Layout {
    match P::CHANNEL_COUNT {
        1 => Layout::Gray,
        2 => Layout::GrayAlpha,
        3 => Layout::Rgb,
        _ => Layout::Rgba,
    }
}

fn transform<T: Depth>(
    profile: &IccProfile,
    from: Layout,
    samples: &[T],
    to: Layout,
) -> Result<Vec<T>, CmsError> {
    let mut converted = vec![T::default(); samples.len() / from.channels() * to.channels()];
    T::transform(profile, from, samples, to, &mut converted)?;
    Ok(converted)
}

/// A sample type that the colour library converts.
trait Depth: Copy + Default {
    fn transform(
        profile: &IccProfile,
        from: Layout,
        samples: &[Self],
        to: Layout,
        converted: &mut [Self],
    ) -> Result<(), CmsError>;
}

impl Depth for u8 {
    fn transform(
        profile: &IccProfile,
        from: Layout,
        samples: &[u8],
        to: Layout,
        converted: &mut [u8],
    ) -> Result<(), CmsError> {
        profile
            .create_transform_8bit(from, &IccProfile::new_srgb(), to, TransformOptions::default())?
            .transform(samples, converted)
    }
}

impl Depth for u16 {
    fn transform(
        profile: &IccProfile,
        from: Layout,
        samples: &[u16],
        to: Layout,
        converted: &mut [u16],
    ) -> Result<(), CmsError> {
        profile
            .create_transform_16bit(from, &IccProfile::new_srgb(), to, TransformOptions::default())?
            .transform(samples, converted)
    }
}

/// Whether converting from `profile` would change nothing that can be seen.
///
/// Judged by primaries and tone curves, as descriptions are free text. A profile of tables is the exception:
/// those that call themselves sRGB render the same colours by another way.
fn is_srgb(profile: &IccProfile) -> bool {
    if profile.color_space == DataColorSpace::Gray {
        return profile.lut_a_to_b_perceptual.is_none() && is_srgb_curve(profile.gray_trc.as_ref());
    }
    if profile.color_space != DataColorSpace::Rgb {
        return false;
    }
    if profile.lut_a_to_b_perceptual.is_some() || profile.lut_a_to_b_colorimetric.is_some() {
        return description(profile).is_some_and(|text| text.starts_with("sRGB"));
    }
    let srgb = IccProfile::new_srgb();
    let primaries = [
        (profile.red_colorant, srgb.red_colorant),
        (profile.green_colorant, srgb.green_colorant),
        (profile.blue_colorant, srgb.blue_colorant),
    ];
    primaries.iter().all(|(found, expected)| {
        (found.x - expected.x).abs() < PRIMARY_TOLERANCE
            && (found.y - expected.y).abs() < PRIMARY_TOLERANCE
            && (found.z - expected.z).abs() < PRIMARY_TOLERANCE
    }) && [&profile.red_trc, &profile.green_trc, &profile.blue_trc]
        .into_iter()
        .all(|curve| is_srgb_curve(curve.as_ref()))
}

fn is_srgb_curve(curve: Option<&ToneReprCurve>) -> bool {
    let Some(evaluator) = curve.and_then(|curve| curve.make_linear_evaluator().ok()) else { return false };
    (0..=16).all(|step| {
        let encoded = step as f32 / 16.0;
        (evaluator.evaluate_value(encoded) - linear_from_srgb(encoded)).abs() < CURVE_TOLERANCE
    })
}

/// IEC 61966-2-1, decoding.
fn linear_from_srgb(encoded: f32) -> f32 {
    if encoded <= 0.04045 { encoded / 12.92 } else { ((encoded + 0.055) / 1.055).powf(2.4) }
}

fn description(profile: &IccProfile) -> Option<String> {
    let text = match profile.description.as_ref()? {
        ProfileText::PlainString(text) => text,
        ProfileText::Localizable(texts) => &texts.first()?.value,
        ProfileText::Description(text) if text.ascii_string.is_empty() => &text.unicode_string,
        ProfileText::Description(text) => &text.ascii_string,
    };
    Some(short(text)).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use image::{GrayAlphaImage, GrayImage, Luma, LumaA, RgbaImage};

    use super::super::samples;
    use super::*;

    fn rgb(raster: DynamicImage, profile: &IccProfile) -> ([u8; 3], ColourProfile) {
        let (pixels, fact) = to_srgb(Raster::Light(raster), Some(Ok(profile.encode().unwrap())));
        (pixels.get_pixel(0, 0).0, fact)
    }

    fn patch(colour: [u8; 3]) -> DynamicImage {
        RgbImage::from_pixel(3, 3, Rgb(colour)).into()
    }

    fn encoded(linear: f64) -> f64 {
        255.0 * if linear <= 0.003_130_8 { 12.92 * linear } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 }
    }

    /// Display P3 → sRGB in linear light, from the published primaries (SMPTE EG 432-1) at D65.
    fn srgb_from_p3(colour: [u8; 3]) -> [f64; 3] {
        const MATRIX: [[f64; 3]; 3] = [
            [1.224_940_2, -0.224_940_2, 0.0],
            [-0.042_056_9, 1.042_056_9, 0.0],
            [-0.019_637_6, -0.078_636_1, 1.098_273_5],
        ];
        let linear = colour.map(|v| f64::from(linear_from_srgb(f32::from(v) / 255.0)));
        MATRIX.map(|row| encoded(row.iter().zip(linear).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0)))
    }

    fn assert_close(found: [u8; 3], expected: [f64; 3], tolerance: f64) {
        for (a, b) in found.into_iter().zip(expected) {
            assert!((f64::from(a) - b).abs() <= tolerance, "{found:?}, expected {expected:?}");
        }
    }

    #[test]
    fn no_profile_is_taken_for_srgb() {
        let (pixels, fact) = to_srgb(Raster::Light(patch([9, 8, 7])), None);
        assert_eq!((pixels.get_pixel(0, 0).0, fact), ([9, 8, 7], ColourProfile::SrgbAssumed));
    }

    #[test]
    fn srgb_is_recognised_by_its_numbers_and_left_alone() {
        let mut profile = IccProfile::new_srgb();
        profile.description = None;
        assert_eq!(rgb(patch([200, 100, 50]), &profile), ([200, 100, 50], ColourProfile::SrgbEmbedded));
        let table =
            (0..1024).map(|i| (linear_from_srgb(i as f32 / 1023.0) * 65535.0).round() as u16).collect();
        let curve = Some(ToneReprCurve::Lut(table));
        (profile.red_trc, profile.green_trc, profile.blue_trc) = (curve.clone(), curve.clone(), curve);
        assert_eq!(rgb(patch([200, 100, 50]), &profile).1, ColourProfile::SrgbEmbedded);
        let gamma = Some(moxcms::curve_from_gamma(2.2));
        (profile.red_trc, profile.green_trc, profile.blue_trc) = (gamma.clone(), gamma.clone(), gamma);
        assert!(matches!(rgb(patch([200, 100, 50]), &profile).1, ColourProfile::Converted { .. }));
    }

    #[test]
    fn a_lie_in_the_description_deceives_nobody() {
        let mut profile = IccProfile::new_display_p3();
        profile.description = IccProfile::new_srgb().description;
        assert!(matches!(rgb(patch([200, 100, 50]), &profile).1, ColourProfile::Converted { .. }));
    }

    #[test]
    fn wide_gamut_colours_are_converted() {
        for colour in
            [[200, 100, 50], [30, 60, 90], [128, 128, 128], [255, 255, 255], [0, 0, 0], [10, 12, 20]]
        {
            let (found, fact) = rgb(patch(colour), &IccProfile::new_display_p3());
            assert_close(found, srgb_from_p3(colour), 1.0);
            assert!(matches!(fact, ColourProfile::Converted { from } if from.contains("P3")));
        }
        // Adobe RGB (1998): gamma 563/256; on the grey axis only the curve differs.
        let (found, _) = rgb(patch([64; 3]), &IccProfile::new_adobe_rgb());
        assert_close(found, [encoded((64.0_f64 / 255.0).powf(563.0 / 256.0)); 3], 1.0);
        let (found, _) = rgb(patch([100, 200, 100]), &IccProfile::new_adobe_rgb());
        assert!(found[0] < 5 && found[1] > 195, "{found:?}");
    }

    #[test]
    fn sixteen_bits_are_converted_before_they_are_reduced() {
        // In linear light 8 bits have two levels below sRGB 25; 16 bits keep them apart.
        let mut profile = IccProfile::new_srgb();
        let linear = Some(moxcms::curve_from_gamma(1.0));
        (profile.red_trc, profile.green_trc, profile.blue_trc) = (linear.clone(), linear.clone(), linear);
        profile.cicp = None;
        for dark in [5_u8, 11, 17, 23] {
            let sample = (linear_from_srgb(f32::from(dark) / 255.0) * 65535.0).round() as u16;
            let deep: ImageBuffer<Rgb<u16>, _> = ImageBuffer::from_pixel(2, 2, Rgb([sample; 3]));
            assert_close(rgb(deep.into(), &profile).0, [f64::from(dark); 3], 1.0);
        }
    }

    #[test]
    fn grey_profiles_and_grey_pictures() {
        let profile = IccProfile::new_gray_with_gamma(1.8);
        let expected = [encoded((100.0_f64 / 255.0).powf(1.8)); 3];
        assert_close(rgb(GrayImage::from_pixel(2, 2, Luma([100])).into(), &profile).0, expected, 1.0);
        let deep: ImageBuffer<Luma<u16>, _> = ImageBuffer::from_pixel(2, 2, Luma([100 * 257]));
        assert_close(rgb(deep.into(), &profile).0, expected, 1.0);
        let glass = GrayAlphaImage::from_pixel(2, 2, LumaA([100, 255]));
        assert_close(rgb(glass.into(), &profile).0, expected, 1.0);
        // An RGB profile on a grey picture acts on equal red, green and blue.
        let grey = GrayImage::from_pixel(2, 2, Luma([64]));
        let expected = [encoded((64.0_f64 / 255.0).powf(563.0 / 256.0)); 3];
        assert_close(rgb(grey.into(), &IccProfile::new_adobe_rgb()).0, expected, 1.0);
        // A grey profile on a colour picture means nothing.
        assert!(matches!(rgb(patch([1, 2, 3]), &profile), ([1, 2, 3], ColourProfile::Unusable { .. })));
    }

    #[test]
    fn alpha_is_kept_through_the_conversion() {
        let glass: DynamicImage = RgbaImage::from_pixel(2, 2, Rgba([200, 100, 50, 128])).into();
        let expected = srgb_from_p3([200, 100, 50]).map(|v| (v * 128.0 + 255.0 * 127.0) / 255.0);
        assert_close(rgb(glass, &IccProfile::new_display_p3()).0, expected, 1.5);
    }

    #[test]
    fn ink_is_converted_by_its_tables() {
        // A profile of two grid points whose lightness is 100 × (1 − K), whatever the other inks do.
        let icc = samples::cmyk_profile();
        for (black, lightness) in [(0, 100.0), (255, 0.0), (128, 49.8)] {
            let raster = Raster::Ink { width: 1, height: 1, samples: vec![40, 50, 60, black] };
            let (pixels, fact) = to_srgb(raster, Some(Ok(icc.clone())));
            assert!(matches!(fact, ColourProfile::Converted { .. }), "{fact:?}");
            let y: f64 =
                if lightness > 8.0 { ((lightness + 16.0) / 116.0_f64).powi(3) } else { lightness / 903.3 };
            assert_close(pixels.get_pixel(0, 0).0, [encoded(y); 3], 3.0);
        }
    }

    #[test]
    fn unusable_profiles_are_reported_and_the_numbers_kept() {
        let icc = IccProfile::new_display_p3().encode().unwrap();
        let broken: [Vec<u8>; 4] =
            [vec![], b"no profile".to_vec(), icc[..200].to_vec(), samples::cmyk_profile()];
        for icc in broken {
            let (pixels, fact) = to_srgb(Raster::Light(patch([9, 8, 7])), Some(Ok(icc)));
            assert_eq!(pixels.get_pixel(0, 0).0, [9, 8, 7]);
            assert!(matches!(fact, ColourProfile::Unusable { reason } if !reason.is_empty()));
        }
        let (_, fact) = to_srgb(Raster::Light(patch([9, 8, 7])), Some(Err("a chunk is missing".into())));
        assert_eq!(fact, ColourProfile::Unusable { reason: "a chunk is missing".into() });
    }

    #[test]
    fn no_damaged_profile_panics() {
        for profile in [IccProfile::new_display_p3().encode().unwrap(), samples::cmyk_profile()] {
            for at in 0..profile.len().min(700) {
                let mut icc = profile.clone();
                icc[at] ^= 0xff;
                let raster = Raster::Ink { width: 1, height: 1, samples: vec![1, 2, 3, 4] };
                let _ = to_srgb(raster, Some(Ok(icc.clone())));
                let _ = to_srgb(Raster::Light(patch([9, 8, 7])), Some(Ok(icc)));
            }
        }
    }
}
