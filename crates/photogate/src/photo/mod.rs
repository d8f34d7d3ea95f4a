//! Bytes → [`Photo`]: an upright picture in 8-bit sRGB, and what its file said about itself.
//!
//! The container is told from the bytes, never from a name. Whatever the file holds (grey, palette, 16 bits,
//! ink, transparency, a wide-gamut profile, a turned camera), the rest of the library sees one kind of picture.
//! A file whose pixels are not provably all there is refused: half a portrait must not be judged.
//!
//! This is the only module that names decoders.

mod colour_profile;
mod container;
mod decode;
mod density;
mod ending;
mod error;
mod facts;
mod jpeg;
mod jpeg_facts;
mod jpeg_header;
mod jpeg_quality;
mod luma;
mod raster;
#[cfg(test)]
mod samples;
mod tiff;
mod view;

use std::path::Path;

use image::RgbImage;

pub use container::Container;
pub use density::{Density, DensitySource, DensityUnit};
pub use ending::Ending;
pub use error::PhotoError;
pub use facts::{ColourModel, ColourProfile, FileFacts, FileFormat, Orientation};
pub use jpeg_facts::{JpegFacts, JpegProcess};
pub use jpeg_quality::JpegQuality;
pub(crate) use luma::luma;
pub(crate) use view::{View, resize, resized_region};

use crate::coords::Rect;

/// An upright picture in 8-bit sRGB.
#[derive(Debug, Clone)]
pub struct Photo {
    pixels: RgbImage,
    facts: Option<FileFacts>,
}

impl Photo {
    /// Decodes a JPEG, PNG, WebP, TIFF or BMP file.
    ///
    /// The Exif orientation is applied, an embedded colour profile is converted to sRGB, and transparency is
    /// laid over white, which is what a print of the file would show. Of a TIFF with several pages the first is
    /// taken.
    ///
    /// # Errors
    /// [`PhotoError`] says whether the bytes are no picture, one of a kind that is not supported, animated,
    /// larger than `limits` allow, cut off, or corrupt. No input makes this function panic.
    pub fn decode(bytes: &[u8], limits: &DecodeLimits) -> Result<Self, PhotoError> {
        let (pixels, facts) = decode::decode(bytes, *limits)?;
        Ok(Self { pixels, facts: Some(facts) })
    }

    /// The photo of a file called `name`, so that the name can be judged too. Only its ending is kept; a photo made
    /// from pixels has no file and stays as it is.
    #[must_use]
    pub fn named(mut self, name: &Path) -> Self {
        if let Some(facts) = &mut self.facts {
            let ending = name.extension().unwrap_or_default();
            facts.extension = Some(ending.to_string_lossy().into_owned());
        }
        self
    }

    /// A photo from pixels that are already upright and sRGB.
    #[must_use]
    pub fn from_pixels(pixels: RgbImage) -> Self {
        Self { pixels, facts: None }
    }

    /// The pixels, upright, gamma-encoded sRGB.
    #[must_use]
    pub fn pixels(&self) -> &RgbImage {
        &self.pixels
    }

    /// Width of the upright photo in pixels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.pixels.width()
    }

    /// Height of the upright photo in pixels.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.pixels.height()
    }

    /// The upright photo, reduced so that neither side is longer than `side` pixels; never enlarged.
    #[must_use]
    pub fn thumbnail(&self, side: u32) -> RgbImage {
        let (width, height) = self.pixels.dimensions();
        let scale = (side as f32 / width.max(height).max(1) as f32).min(1.0);
        let reduced = |length: u32| ((length as f32 * scale).round() as u32).max(1);
        let view = View { pixels: &self.pixels, scale: 1.0 };
        let all = Rect::new(0.0, 0.0, width as f32, height as f32);
        resized_region(view, all, reduced(width), reduced(height))
    }

    /// What the file said about itself; `None` for a photo made from pixels.
    #[must_use]
    pub fn facts(&self) -> Option<&FileFacts> {
        self.facts.as_ref()
    }
}

/// How large a picture may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecodeLimits {
    /// Most pixels, width × height, that are decoded; checked against the header before memory is taken.
    ///
    /// The default is 100 million: above the 61 million of the largest camera in common use, and at most about
    /// 1 GB while a progressive JPEG of that size is decoded, so a hostile header cannot exhaust the machine.
    pub max_pixels: u64,
}

impl Default for DecodeLimits {
    fn default() -> Self {
        Self { max_pixels: 100_000_000 }
    }
}

/// Bytes a pixel of the most wasteful picture that is accepted: 16 bits, four channels, not compressed.
const MAX_BYTES_PER_PIXEL: u64 = 8;

/// Room for a picture's own descriptions, whatever its size.
const MAX_BYTES_BESIDE_PIXELS: u64 = 16 << 20;

impl DecodeLimits {
    /// Bytes of the longest file that can be an honest picture within these limits: longer ones need not be read.
    #[must_use]
    pub fn max_file_bytes(self) -> u64 {
        self.max_pixels.saturating_mul(MAX_BYTES_PER_PIXEL).saturating_add(MAX_BYTES_BESIDE_PIXELS)
    }

    /// Refuses a picture of `width` × `height` pixels if it has too many, or none.
    fn check(self, container: Container, width: u32, height: u32) -> Result<(), PhotoError> {
        if width == 0 || height == 0 {
            return Err(PhotoError::corrupt(container, "the picture has no pixels"));
        }
        if u64::from(width) * u64::from(height) > self.max_pixels {
            return Err(PhotoError::TooLarge { width, height, max_pixels: self.max_pixels });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_from_pixels_has_no_file_facts() {
        let photo = Photo::from_pixels(RgbImage::new(3, 2));
        assert_eq!((photo.width(), photo.height()), (3, 2));
        assert!(photo.facts().is_none());
    }

    #[test]
    fn the_ending_of_the_name_is_a_fact_once_it_is_told() {
        let bytes = samples::jpeg(&samples::gradient(8, 8));
        let ending = |name: &str| {
            let photo = Photo::decode(&bytes, &DecodeLimits::default()).unwrap().named(Path::new(name));
            photo.facts().and_then(|facts| facts.extension.clone())
        };
        assert_eq!(ending("folder.x/王芳.JPG").as_deref(), Some("JPG"));
        assert_eq!(ending("folder.x/王芳").as_deref(), Some(""));
        let unnamed = Photo::decode(&bytes, &DecodeLimits::default()).unwrap();
        assert_eq!(unnamed.facts().unwrap().extension, None);
        assert!(Photo::from_pixels(RgbImage::new(3, 2)).named(Path::new("a.jpg")).facts().is_none());
    }

    #[test]
    fn a_thumbnail_keeps_the_shape_and_is_never_larger() {
        let size =
            |width, height| Photo::from_pixels(RgbImage::new(width, height)).thumbnail(240).dimensions();
        assert_eq!(size(480, 640), (180, 240));
        assert_eq!(size(6000, 4000), (240, 160));
        assert_eq!(size(30, 20), (30, 20));
        assert_eq!(size(10_000, 1), (240, 1));
    }

    #[test]
    fn the_limit_itself_is_allowed() {
        let limits = DecodeLimits { max_pixels: 12 };
        assert!(limits.check(Container::Png, 4, 3).is_ok());
        assert!(limits.check(Container::Png, 13, 1).is_err());
        assert!(limits.check(Container::Png, u32::MAX, u32::MAX).is_err());
    }
}
