//! Which kind of file the bytes are, and how many frames it holds.

use std::fmt;

/// A kind of file that is recognised by its first bytes, supported or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Container {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
    /// TIFF.
    Tiff,
    /// Windows bitmap.
    Bmp,
    /// GIF; not supported.
    Gif,
    /// HEIC or HEIF, the default of many phones; not supported.
    Heic,
    /// AVIF; not supported.
    Avif,
    /// JPEG XL; not supported.
    JpegXl,
    /// JPEG 2000; not supported.
    Jpeg2000,
    /// A Photoshop document; not supported.
    Photoshop,
    /// A camera's raw file; not supported.
    CameraRaw,
    /// A PDF document; not supported.
    Pdf,
}

impl Container {
    /// Tells the container from the file's first bytes; `None` if they are of no known kind.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        const PREFIXES: &[(&[u8], Container)] = &[
            (b"\xff\xd8\xff", Container::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Container::Png),
            (b"GIF87a", Container::Gif),
            (b"GIF89a", Container::Gif),
            // Canon and Olympus raw files are TIFFs in all but name; they must be asked for first.
            (b"II*\0\x10\0\0\0CR", Container::CameraRaw),
            (b"IIRO", Container::CameraRaw),
            (b"IIRS", Container::CameraRaw),
            (b"IIU\0", Container::CameraRaw),
            (b"FUJIFILMCCD-RAW", Container::CameraRaw),
            (b"II*\0", Container::Tiff),
            (b"MM\0*", Container::Tiff),
            (b"II+\0", Container::Tiff),
            (b"MM\0+", Container::Tiff),
            (b"\xff\x0a", Container::JpegXl),
            (b"\0\0\0\x0cJXL \r\n\x87\n", Container::JpegXl),
            (b"\0\0\0\x0cjP  \r\n\x87\n", Container::Jpeg2000),
            (b"\xff\x4f\xff\x51", Container::Jpeg2000),
            (b"8BPS", Container::Photoshop),
            (b"%PDF-", Container::Pdf),
        ];
        if let Some(&(_, container)) = PREFIXES.iter().find(|(prefix, _)| bytes.starts_with(prefix)) {
            return Some(container);
        }
        if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            return Some(Self::WebP);
        }
        if bytes.get(4..8) == Some(b"ftyp") {
            return Self::of_media_brand(bytes.get(8..12)?);
        }
        // "BM" alone could begin a text; a bitmap's header sizes cannot.
        if bytes.starts_with(b"BM")
            && matches!(le32(bytes, 14), Some(12 | 16 | 40 | 52 | 56 | 64 | 108 | 124))
        {
            return Some(Self::Bmp);
        }
        None
    }

    fn of_media_brand(brand: &[u8]) -> Option<Self> {
        match brand {
            b"avif" | b"avis" => Some(Self::Avif),
            b"crx " => Some(Self::CameraRaw),
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => Some(Self::Heic),
            _ => None,
        }
    }

    /// The usual name, `JPEG` for instance.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Tiff => "TIFF",
            Self::Bmp => "BMP",
            Self::Gif => "GIF",
            Self::Heic => "HEIC",
            Self::Avif => "AVIF",
            Self::JpegXl => "JPEG XL",
            Self::Jpeg2000 => "JPEG 2000",
            Self::Photoshop => "Photoshop",
            Self::CameraRaw => "camera raw",
            Self::Pdf => "PDF",
        }
    }
}

impl fmt::Display for Container {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Frames that a PNG's animation announces; 1 for a still picture.
pub(super) fn png_frames(bytes: &[u8]) -> u32 {
    let mut at = 8;
    while let (Some(length), Some(kind)) = (be32(bytes, at), bytes.get(at + 4..at + 8)) {
        match kind {
            b"acTL" => return be32(bytes, at + 8).unwrap_or(1),
            // The announcement has to come before the pixels.
            b"IDAT" => return 1,
            _ => at = at.saturating_add(12).saturating_add(length as usize),
        }
    }
    1
}

/// Where a PNG ends, behind its last chunk; `None` if that is not all there.
pub(super) fn png_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 8;
    loop {
        let (length, kind) = (be32(bytes, at)?, bytes.get(at + 4..at + 8)?);
        let end = at.saturating_add(12).saturating_add(length as usize);
        match kind {
            b"IEND" => return (end <= bytes.len()).then_some(end),
            _ => at = end,
        }
    }
}

/// Animation frames in a WebP; 1 for a still picture.
pub(super) fn webp_frames(bytes: &[u8]) -> u32 {
    let (mut at, mut frames) = (12, 0);
    while let (Some(kind), Some(length)) = (bytes.get(at..at + 4), le32(bytes, at + 4)) {
        frames += u32::from(kind == b"ANMF");
        // Chunks are padded to an even length.
        at = at.saturating_add(8).saturating_add(length as usize).saturating_add(length as usize % 2);
    }
    frames.max(1)
}

/// Bytes that a WebP's header announces for the whole file.
pub(super) fn webp_length(bytes: &[u8]) -> Option<u64> {
    le32(bytes, 4).map(|length| u64::from(length) + 8)
}

pub(super) fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

pub(super) fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    be32(bytes, at).map(u32::swap_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containers_are_told_from_their_first_bytes() {
        for (bytes, expected) in [
            (&b"\xff\xd8\xff\xe0"[..], Some(Container::Jpeg)),
            (b"\x89PNG\r\n\x1a\n", Some(Container::Png)),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some(Container::WebP)),
            (b"RIFF\0\0\0\0AVI LIST", None),
            (b"II*\0\x08\0\0\0", Some(Container::Tiff)),
            (b"II*\0\x10\0\0\0CR\x02\0", Some(Container::CameraRaw)),
            (b"GIF89a", Some(Container::Gif)),
            (b"\0\0\0\x18ftypheic", Some(Container::Heic)),
            (b"\0\0\0\x18ftypmif1", Some(Container::Heic)),
            (b"\0\0\0\x18ftypavif", Some(Container::Avif)),
            (b"\0\0\0\x18ftypisom", None),
            (b"BM and other words that start a letter", None),
            (b"", None),
            (b"BM", None),
        ] {
            assert_eq!(Container::of(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn frame_counts_survive_lengths_beyond_the_file() {
        assert_eq!(png_frames(b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR"), 1);
        assert_eq!(webp_frames(b"RIFF\0\0\0\0WEBPANMF\xff\xff\xff\xff"), 1);
    }
}
