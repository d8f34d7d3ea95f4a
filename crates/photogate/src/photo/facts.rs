//! What a file said about itself, before anything was converted.

use image::metadata::Orientation as Transform;
use serde::{Deserialize, Serialize};

use super::{Container, JpegFacts};

/// The container of a decoded file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileFormat {
    /// JPEG, of whatever process.
    Jpeg,
    /// PNG.
    Png,
    /// WebP, lossy or lossless.
    WebP,
    /// TIFF, first page.
    Tiff,
    /// Windows bitmap.
    Bmp,
}

impl FileFormat {
    /// The usual name, `JPEG` for instance.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => Container::Jpeg,
            Self::Png => Container::Png,
            Self::WebP => Container::WebP,
            Self::Tiff => Container::Tiff,
            Self::Bmp => Container::Bmp,
        }
        .name()
    }
}

/// How the stored rows and columns lie against the upright picture; numbers as in Exif.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Orientation {
    /// 1: stored upright, or nothing said.
    #[default]
    Upright = 1,
    /// 2: mirrored left to right.
    Mirrored = 2,
    /// 3: turned by 180°.
    UpsideDown = 3,
    /// 4: mirrored top to bottom.
    MirroredUpsideDown = 4,
    /// 5: mirrored, then to be turned by 270° clockwise.
    MirroredTurn270 = 5,
    /// 6: to be turned by 90° clockwise.
    Turn90 = 6,
    /// 7: mirrored, then to be turned by 90° clockwise.
    MirroredTurn90 = 7,
    /// 8: to be turned by 270° clockwise.
    Turn270 = 8,
}

impl Orientation {
    /// Exif's number, 1 to 8.
    #[must_use]
    pub fn exif(self) -> u8 {
        self as u8
    }

    pub(super) fn transform(self) -> Transform {
        Transform::from_exif(self.exif()).unwrap_or(Transform::NoTransforms)
    }
}

impl From<Transform> for Orientation {
    fn from(transform: Transform) -> Self {
        Self::try_from(transform.to_exif()).unwrap_or_default()
    }
}

impl From<Orientation> for u8 {
    fn from(orientation: Orientation) -> Self {
        orientation.exif()
    }
}

impl TryFrom<u8> for Orientation {
    type Error = String;

    fn try_from(exif: u8) -> Result<Self, Self::Error> {
        Ok(match exif {
            1 => Self::Upright,
            2 => Self::Mirrored,
            3 => Self::UpsideDown,
            4 => Self::MirroredUpsideDown,
            5 => Self::MirroredTurn270,
            6 => Self::Turn90,
            7 => Self::MirroredTurn90,
            8 => Self::Turn270,
            other => return Err(format!("Exif orientation {other}, expected 1 to 8")),
        })
    }
}

/// How a file stores colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColourModel {
    /// Grey levels.
    Grey,
    /// Red, green and blue; a JPEG's `YCbCr` counts as this.
    Rgb,
    /// Indices into a palette.
    Indexed,
    /// Cyan, magenta, yellow and black ink.
    Cmyk,
    /// Ink, of which cyan, magenta and yellow are stored as luma and chroma.
    Ycck,
}

/// Which colours the stored numbers stand for, and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ColourProfile {
    /// The file has no profile: its numbers are taken for sRGB.
    SrgbAssumed,
    /// The embedded profile is sRGB: nothing to convert.
    SrgbEmbedded,
    /// Converted to sRGB from the embedded profile.
    Converted {
        /// The profile's description, `Display P3` for instance.
        from: String,
    },
    /// There is a profile but it could not be used: the numbers are taken for sRGB, and colours may be off.
    Unusable {
        /// What is wrong with it.
        reason: String,
    },
}

/// What a file said about itself, before anything was converted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileFacts {
    /// The container.
    pub format: FileFormat,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Width in pixels as stored, before the orientation was applied.
    pub stored_width: u32,
    /// Height in pixels as stored, before the orientation was applied.
    pub stored_height: u32,
    /// The orientation that was applied.
    pub orientation: Orientation,
    /// How colour is stored.
    pub colour: ColourModel,
    /// Whether there was transparency to lay over white.
    pub alpha: bool,
    /// Bits per stored sample; of an index into the palette where there is one.
    pub bits_per_sample: u8,
    /// The colour profile and what was done about it.
    pub profile: ColourProfile,
    /// What only a JPEG says; `None` for other formats.
    pub jpeg: Option<JpegFacts>,
    /// The ending of the file's name, without the dot and as it is written; empty if the name has none, `None` if the
    /// name is not known.
    pub extension: Option<String>,
}

impl FileFacts {
    /// Bits that the file spends on a pixel before compression, all channels together; those of an index into the
    /// palette where there is one.
    #[must_use]
    pub fn bits_per_pixel(&self) -> u32 {
        let channels = match self.colour {
            // A palette's transparency is not in the pixels.
            ColourModel::Indexed => return self.bits_per_sample.into(),
            ColourModel::Grey => 1,
            ColourModel::Rgb => 3,
            ColourModel::Cmyk | ColourModel::Ycck => 4,
        };
        u32::from(self.bits_per_sample) * (channels + u32::from(self.alpha))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orientations_keep_their_exif_numbers() {
        for exif in 1..=8 {
            let orientation = Orientation::try_from(exif).unwrap();
            assert_eq!(orientation.exif(), exif);
            assert_eq!(Orientation::from(orientation.transform()), orientation);
        }
        assert!(Orientation::try_from(0).is_err() && Orientation::try_from(9).is_err());
    }

    #[test]
    fn facts_are_plain_json() {
        let facts = FileFacts {
            format: FileFormat::WebP,
            bytes: 12,
            stored_width: 4,
            stored_height: 3,
            orientation: Orientation::Turn90,
            colour: ColourModel::Rgb,
            alpha: false,
            bits_per_sample: 8,
            profile: ColourProfile::Converted { from: "Display P3".into() },
            jpeg: None,
            extension: Some("webp".into()),
        };
        let json = serde_json::to_value(&facts).unwrap();
        assert_eq!(json["format"], "webp");
        assert_eq!(json["orientation"], 6);
        assert_eq!(json["profile"]["kind"], "converted");
        assert_eq!(serde_json::from_value::<FileFacts>(json).unwrap(), facts);
    }
}
