//! The cropped picture → a JPEG file of the size that the registry takes.

use image::RgbImage;
use jpeg_encoder::{ColorType, Encoder, EncodingError, PixelDensity, SamplingFactor};

use crate::finding::Message;

/// Highest quality factor there is.
const BEST_QUALITY: u8 = 100;

/// What the file has to be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JpegTargets {
    /// Fewest bytes. Met where the picture has as much to tell.
    pub least_bytes: usize,
    /// Most bytes.
    pub most_bytes: usize,
    /// Lowest quality factor, on the scale of the Independent JPEG Group, 1 to 100.
    pub least_quality: u8,
    /// Resolution written into the header, in dots per inch.
    pub dots_per_inch: u16,
}

impl Default for JpegTargets {
    /// The registry's: 20 to 40 KB by the standard, of which the upload site refuses less than 30 KB. Both ends hold for KB of
    /// 1000 and of 1024 bytes.
    fn default() -> Self {
        Self { least_bytes: 30 * 1024, most_bytes: 40 * 1000, least_quality: 60, dots_per_inch: 300 }
    }
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EncodeError {
    /// The picture is so full of detail or noise that it does not fit.
    #[error(
        "the picture takes {bytes} bytes at quality {quality}, at most {most} are allowed; it is too noisy: use a lower ISO and a plain backdrop"
    )]
    TooDetailed {
        /// Size of the smallest file.
        bytes: usize,
        /// Its quality factor.
        quality: u8,
        /// The limit.
        most: usize,
    },
    /// The encoder refused the picture.
    #[error("the picture cannot be encoded: {0}")]
    Encoder(#[from] EncodingError),
}

impl EncodeError {
    /// What was wrong and what to do, in both languages.
    #[must_use]
    pub fn message(&self) -> Message {
        let zh = match self {
            Self::TooDetailed { bytes, quality, most } => format!(
                "画质 {quality} 时文件仍有 {bytes} 字节，上限 {most} 字节；画面噪点过多，请降低 ISO 并使用纯色背景"
            ),
            Self::Encoder(error) => format!("照片无法编码：{error}"),
        };
        Message::new(self.to_string(), zh)
    }
}

/// A baseline JPEG, its components interleaved in one scan as every reader expects, of `picture`, gamma-encoded sRGB, as large as `targets` allow.
///
/// The header states the resolution and nothing else: no Exif, no place, no name, no profile. Chroma is halved in both directions
/// unless the file would then be too small even at the best quality.
///
/// # Errors
/// [`EncodeError::TooDetailed`] if the picture is too large at the lowest quality.
pub fn encode(picture: &RgbImage, targets: &JpegTargets) -> Result<Vec<u8>, EncodeError> {
    let halved = largest_below(picture, SamplingFactor::F_2_2, targets)?;
    if halved.len() >= targets.least_bytes {
        return Ok(halved);
    }
    // Full chroma that does not fit leaves the file with halved chroma, which does.
    let full = largest_below(picture, SamplingFactor::F_1_1, targets).unwrap_or_default();
    Ok(if full.len() > halved.len() { full } else { halved })
}

/// The file of the highest quality that is not too large.
fn largest_below(
    picture: &RgbImage,
    sampling: SamplingFactor,
    targets: &JpegTargets,
) -> Result<Vec<u8>, EncodeError> {
    let (mut low, mut high) = (targets.least_quality, BEST_QUALITY.max(targets.least_quality));
    let mut best = at_quality(picture, low, sampling, targets)?;
    if best.len() > targets.most_bytes {
        return Err(EncodeError::TooDetailed { bytes: best.len(), quality: low, most: targets.most_bytes });
    }
    while low < high {
        let quality = low + (high - low).div_ceil(2);
        let file = at_quality(picture, quality, sampling, targets)?;
        if file.len() <= targets.most_bytes {
            (low, best) = (quality, file);
        } else {
            high = quality - 1;
        }
    }
    Ok(best)
}

fn at_quality(
    picture: &RgbImage,
    quality: u8,
    sampling: SamplingFactor,
    targets: &JpegTargets,
) -> Result<Vec<u8>, EncodeError> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, quality);
    encoder.set_sampling_factor(sampling);
    let density = targets.dots_per_inch;
    encoder.set_density(PixelDensity::dpi(density));
    // A picture beyond 65,535 pixels a side is refused by the encoder under whatever size it is told.
    let side = |pixels: u32| u16::try_from(pixels).unwrap_or(0);
    encoder.encode(picture.as_raw(), side(picture.width()), side(picture.height()), ColorType::Rgb)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;
    use crate::photo::{DecodeLimits, Photo};

    /// A picture with noise of that strength.
    fn noisy(strength: u32) -> RgbImage {
        let mut state = 1_u32;
        RgbImage::from_fn(480, 640, |x, y| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = (state >> 24) * strength / 256;
            Rgb([(x / 4 + noise) as u8, (y / 5 + noise) as u8, 90 + noise as u8])
        })
    }

    #[test]
    fn the_file_lands_in_the_range_and_states_its_resolution() {
        let targets = JpegTargets::default();
        for strength in [6, 12, 24] {
            let file = encode(&noisy(strength), &targets).unwrap();
            assert!(
                (targets.least_bytes..=targets.most_bytes).contains(&file.len()),
                "{strength}: {}",
                file.len()
            );
            // SOI, then APP0 "JFIF" with units 1 (inch) and 300 both ways.
            assert_eq!(file[..4], [0xff, 0xd8, 0xff, 0xe0]);
            assert_eq!(file[6..11], *b"JFIF\0");
            assert_eq!(file[13..18], [1, 1, 44, 1, 44]);
            let photo = Photo::decode(&file, &DecodeLimits::default()).unwrap();
            assert_eq!((photo.width(), photo.height()), (480, 640));
            let original = noisy(strength);
            let differences = photo.pixels().iter().zip(original.iter()).map(|(a, b)| a.abs_diff(*b));
            let mean = differences.map(f64::from).sum::<f64>() / (480.0 * 640.0 * 3.0);
            assert!(mean < 8.0, "another picture was read back: {mean}");
        }
    }

    #[test]
    fn a_plain_picture_stays_small_and_noise_is_refused() {
        let plain = RgbImage::from_pixel(480, 640, Rgb([100, 197, 255]));
        assert!(encode(&plain, &JpegTargets::default()).unwrap().len() < 30_000);
        let error = encode(&noisy(160), &JpegTargets::default()).unwrap_err();
        assert!(error.to_string().contains("at quality 60"), "{error}");
        assert!(error.message().zh.contains("噪点"));
    }
}
