//! Whether a file that may still be arriving has got its end.

use super::container::{le32, png_end, webp_length};
use super::jpeg_header::JpegHeader;
use super::{Container, PhotoError};

/// Bytes of the longest signature by which a container is told.
const SIGNATURE_BYTES: usize = 18;

/// Whether a file has what its format ends with. A copy in progress has not: a program that reacts to new files can
/// wait for the rest instead of calling the picture broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It is there; or the bytes are no picture at all, and more of them would not make them one.
    Found,
    /// It is not there: the rest is yet to come, or is lost.
    Missing,
    /// The format has no end that could be looked for, or the file is too odd to find it.
    Unknown,
}

impl Ending {
    /// Looks for the end-of-image marker of a JPEG, the last chunk of a PNG, and as many bytes as the headers of WebP
    /// and BMP announce. Nothing is decoded. No bytes, and nothing but zeros, which is what space set aside for a
    /// copy holds, have no end.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let Some(container) = Container::of(bytes) else {
            let may_grow = bytes.len() < SIGNATURE_BYTES || bytes.iter().all(|byte| *byte == 0);
            return if may_grow { Self::Missing } else { Self::Found };
        };
        let is_there = match container {
            Container::Jpeg => match JpegHeader::read(bytes) {
                Ok(header) => Some(header.scans(bytes).marked_end.is_some()),
                Err(PhotoError::Truncated(_)) => Some(false),
                Err(_) => None,
            },
            Container::Png => Some(png_end(bytes).is_some()),
            Container::WebP => webp_length(bytes).map(|length| length <= bytes.len() as u64),
            // Some programs leave the length out.
            Container::Bmp => {
                le32(bytes, 2).filter(|length| *length > 0).map(|length| length as usize <= bytes.len())
            }
            _ => None,
        };
        match is_there {
            Some(true) => Self::Found,
            Some(false) => Self::Missing,
            None => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ImageFormat, RgbImage};

    use super::super::samples;
    use super::*;

    fn encoded(format: ImageFormat) -> Vec<u8> {
        let picture = RgbImage::from_raw(40, 24, samples::gradient(40, 24)).unwrap();
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn no_part_of_a_picture_has_an_end_and_the_whole_has() {
        let pictures = [
            samples::jpeg(&samples::gradient(40, 24)),
            samples::progressive(),
            encoded(ImageFormat::Png),
            encoded(ImageFormat::WebP),
            encoded(ImageFormat::Bmp),
        ];
        for bytes in pictures {
            for length in 0..bytes.len() {
                assert_eq!(
                    Ending::of(&bytes[..length]),
                    Ending::Missing,
                    "{length} of {} bytes",
                    bytes.len()
                );
            }
            assert_eq!(Ending::of(&bytes), Ending::Found);
            assert_eq!(Ending::of(&[&bytes[..], b"what follows"].concat()), Ending::Found);
        }
    }

    #[test]
    fn space_set_aside_for_a_jpeg_or_a_png_is_not_its_end() {
        for bytes in [samples::jpeg(&samples::gradient(40, 24)), encoded(ImageFormat::Png)] {
            let mut half = bytes[..bytes.len() / 2].to_vec();
            half.resize(bytes.len(), 0);
            assert_eq!(Ending::of(&half), Ending::Missing);
            assert_eq!(Ending::of(&vec![0; bytes.len()]), Ending::Missing);
        }
    }

    #[test]
    fn what_is_no_picture_is_not_waited_for() {
        assert_eq!(Ending::of(b"a letter to somebody"), Ending::Found);
        assert_eq!(Ending::of(&encoded(ImageFormat::Tiff)), Ending::Unknown);
        assert_eq!(Ending::of(b"\0\0\0\x18ftypheic and so on"), Ending::Unknown);
    }
}
