//! A JPEG's markers, read without decoding: size, colour model, tables, metadata, and where its scans end.
//!
//! The size limit has to be checked before the decoder starts, and the decoder fills what a cut file lacks and
//! calls it a success; nor does it hand out the tables that tell the quality. What is needed is read here, after
//! ITU-T T.81 annex B.

use super::jpeg_quality::QuantisationTable;
use super::{ColourModel, Container, Density, JpegFacts, JpegProcess, JpegQuality, PhotoError};

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;

/// What stands before the first scan.
#[derive(Debug, Default)]
pub(super) struct JpegHeader<'a> {
    pub width: u32,
    pub height: u32,
    pub bits_per_sample: u8,
    pub process: JpegProcess,
    /// Identifiers of the colour components, one to four.
    pub components: Vec<u8>,
    /// Horizontal and vertical sampling factors of each, a half byte each.
    sampling: Vec<u8>,
    /// Which quantisation table each of them uses.
    selectors: Vec<u8>,
    /// Quantisation tables by their number.
    tables: [Option<QuantisationTable>; 4],
    /// Adobe's colour transform (0 none, 1 `YCbCr`, 2 YCCK) and the position of that byte in the file.
    pub adobe_transform: Option<(u8, usize)>,
    /// Whether there is a JFIF segment, which promises grey or `YCbCr`.
    pub jfif: bool,
    /// The density that the JFIF segment states.
    jfif_density: Option<Density>,
    /// The first Exif segment from its TIFF header on.
    pub exif: Option<&'a [u8]>,
    /// Pieces of the ICC profile: number, count, bytes.
    icc: Vec<(u8, u8, &'a [u8])>,
    /// Where the first scan's segment begins; `None` if the file ends before it.
    scan: Option<usize>,
}

impl<'a> JpegHeader<'a> {
    /// Reads the segments up to the first scan.
    pub fn read(bytes: &'a [u8]) -> Result<Self, PhotoError> {
        let mut header = Self::default();
        let mut at = 2;
        while let Some((marker, body)) = next_marker(bytes, at) {
            match marker {
                SOS => {
                    header.scan = Some(body);
                    break;
                }
                EOI => return Err(PhotoError::corrupt(Container::Jpeg, "the end comes before the picture")),
                // Markers without a length.
                0x01 | 0xd0..=0xd7 | SOI => at = body,
                _ => {
                    let Some(segment) = segment(bytes, body) else { break };
                    header.take(marker, segment, body + 2)?;
                    at = body + 2 + segment.len();
                }
            }
        }
        if header.components.is_empty() {
            return Err(match header.scan {
                Some(_) => PhotoError::corrupt(Container::Jpeg, "no frame header before the picture"),
                None => PhotoError::Truncated(Container::Jpeg),
            });
        }
        Ok(header)
    }

    fn take(&mut self, marker: u8, segment: &'a [u8], position: usize) -> Result<(), PhotoError> {
        match marker {
            0xc0..=0xc2 => {
                self.process = match marker {
                    0xc0 => JpegProcess::Baseline,
                    0xc1 => JpegProcess::Extended,
                    _ => JpegProcess::Progressive,
                };
                self.take_frame(segment)?;
            }
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let coding = if marker < 0xc9 { "lossless or hierarchical" } else { "arithmetic" };
                return Err(PhotoError::unsupported(Container::Jpeg, format!("{coding} coding")));
            }
            0xdb => self.take_tables(segment),
            0xe0 => {
                if let Some(jfif) = segment.strip_prefix(b"JFIF\0") {
                    self.jfif = true;
                    self.jfif_density = Density::from_jfif(jfif);
                }
            }
            0xe1 if self.exif.is_none() => self.exif = segment.strip_prefix(b"Exif\0\0"),
            0xe2 => {
                if let Some([number, count, piece @ ..]) = segment.strip_prefix(b"ICC_PROFILE\0") {
                    self.icc.push((*number, *count, piece));
                }
            }
            0xee if segment.starts_with(b"Adobe") => {
                self.adobe_transform = segment.get(11).map(|&transform| (transform, position + 11));
            }
            _ => {}
        }
        Ok(())
    }

    fn take_frame(&mut self, segment: &[u8]) -> Result<(), PhotoError> {
        let [bits, h1, h0, w1, w0, count, components @ ..] = segment else {
            return Err(PhotoError::corrupt(Container::Jpeg, "the frame header is too short"));
        };
        self.bits_per_sample = *bits;
        self.height = u32::from(u16::from_be_bytes([*h1, *h0]));
        self.width = u32::from(u16::from_be_bytes([*w1, *w0]));
        self.components = components.chunks_exact(3).map(|component| component[0]).collect();
        self.sampling = components.chunks_exact(3).map(|component| component[1]).collect();
        self.selectors = components.chunks_exact(3).map(|component| component[2]).collect();
        if self.components.is_empty() || self.components.len() != usize::from(*count) {
            return Err(PhotoError::corrupt(
                Container::Jpeg,
                "the frame header names no or other components",
            ));
        }
        if self.bits_per_sample != 8 {
            return Err(PhotoError::unsupported(Container::Jpeg, format!("{bits} bits per sample")));
        }
        Ok(())
    }

    /// The tables of one segment, with steps of 8 or 16 bits. One that breaks off is the decoder's to complain about.
    fn take_tables(&mut self, mut segment: &[u8]) {
        while let [head, rest @ ..] = segment {
            let bytes_per_step = if head >> 4 == 0 { 1 } else { 2 };
            let Some((steps, others)) = rest.split_at_checked(64 * bytes_per_step) else { return };
            let mut table = [0; 64];
            for (step, bytes) in table.iter_mut().zip(steps.chunks_exact(bytes_per_step)) {
                *step = bytes.iter().fold(0, |value, &byte| value << 8 | u16::from(byte));
            }
            if let Some(place) = self.tables.get_mut(usize::from(head & 0x0f)) {
                *place = Some(table);
            }
            segment = others;
        }
    }

    /// What only a JPEG says about itself; `marked_end` is known from its scans.
    pub fn facts(&self, marked_end: bool) -> JpegFacts {
        JpegFacts {
            process: self.process,
            quality: self.quality(),
            marked_end,
            densities: [self.jfif_density, self.exif.and_then(Density::from_exif)]
                .into_iter()
                .flatten()
                .collect(),
        }
    }

    /// The quality behind the tables; `None` if a component's table does not stand before the first scan.
    pub fn quality(&self) -> Option<JpegQuality> {
        let table = |&number: &u8| self.tables.get(usize::from(number))?.as_ref();
        let tables: Vec<_> = self.selectors.iter().map(table).collect::<Option<_>>()?;
        let luma_and_chroma = match self.colour()? {
            ColourModel::Rgb => self.untransformed_rgb().is_none(),
            ColourModel::Ycck => true,
            ColourModel::Grey | ColourModel::Indexed | ColourModel::Cmyk => false,
        };
        JpegQuality::of(&tables, luma_and_chroma)
    }

    /// Whether finer bits and higher frequencies follow in later scans.
    pub fn is_progressive(&self) -> bool {
        self.process == JpegProcess::Progressive
    }

    /// Whether some component has fewer samples than another.
    pub fn is_subsampled(&self) -> bool {
        self.sampling.windows(2).any(|pair| pair[0] != pair[1])
    }

    /// How colour is stored; `None` for a number of components that has no usual meaning.
    pub fn colour(&self) -> Option<ColourModel> {
        match (self.components.len(), self.adobe_transform) {
            (1, _) => Some(ColourModel::Grey),
            (3, _) => Some(ColourModel::Rgb),
            (4, Some((2, _))) => Some(ColourModel::Ycck),
            (4, _) => Some(ColourModel::Cmyk),
            _ => None,
        }
    }

    /// Where Adobe's transform says that three components are RGB as they stand; the position of that byte.
    pub fn untransformed_rgb(&self) -> Option<usize> {
        match self.adobe_transform {
            Some((0, position)) if self.components.len() == 3 && !self.jfif => Some(position),
            _ => None,
        }
    }

    /// The ICC profile put together, or why that is impossible.
    pub fn icc(&self) -> Option<Result<Vec<u8>, String>> {
        let (_, count, _) = *self.icc.first()?;
        let mut profile = Vec::new();
        for expected in 1..=count.max(1) {
            let mut pieces = self.icc.iter().filter(|&&(number, _, _)| number == expected);
            let Some((_, _, piece)) = pieces.next() else {
                return Some(Err(format!("piece {expected} of {count} of the profile is missing")));
            };
            profile.extend_from_slice(piece);
        }
        Some(Ok(profile))
    }

    /// Follows the scans to the end-of-image marker or the end of the bytes.
    pub fn scans(&self, bytes: &[u8]) -> Scans {
        // For every component, which coefficients have all their bits.
        let mut known = vec![0_u64; self.components.len()];
        let mut interleaved = true;
        let (mut marker, mut at) = (SOS, self.scan.unwrap_or(bytes.len()));
        // Scan headers and the tables between scans have lengths; what lies between them is entropy-coded.
        let marked_end = loop {
            let Some(segment) = segment(bytes, at) else { break None };
            if marker == SOS {
                self.take_scan(segment, &mut known);
                interleaved &= segment.first().map(|&count| usize::from(count)) == Some(known.len());
            }
            at += 2 + segment.len();
            let next = loop {
                match next_marker(bytes, at) {
                    Some((0x01 | 0xd0..=0xd7 | SOI, body)) => at = body,
                    other => break other,
                }
            };
            match next {
                None => break None,
                Some((EOI, body)) => break Some(body - 2),
                Some((other, body)) => (marker, at) = (other, body),
            }
        };
        let cover_the_picture = known.iter().all(|&coefficients| coefficients == u64::MAX);
        Scans { marked_end, cover_the_picture, interleaved }
    }

    fn take_scan(&self, segment: &[u8], known: &mut [u64]) {
        let [count, rest @ ..] = segment else { return };
        let Some((components, &[first, last, bits, ..])) = rest.split_at_checked(usize::from(*count) * 2)
        else {
            return;
        };
        let coefficients = match (self.is_progressive(), bits & 0x0f) {
            (false, _) => u64::MAX,
            (true, 0) => (first..=last.min(63)).fold(0, |all, index| all | 1_u64 << index),
            // Finer bits are yet to come.
            (true, _) => return,
        };
        for (name, known) in self.components.iter().zip(known) {
            if components.iter().step_by(2).any(|component| component == name) {
                *known |= coefficients;
            }
        }
    }
}

/// How far a file's scans go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scans {
    /// Where the end-of-image marker stands; `None` if there is none. What follows it is not looked at.
    pub marked_end: Option<usize>,
    /// Whether every coefficient of every colour component is in some scan, to its last bit.
    pub cover_the_picture: bool,
    /// Whether every scan holds all components.
    pub interleaved: bool,
}

/// The next marker from `at` on and the position after it. Stuffed zeros and fill bytes are no markers.
fn next_marker(bytes: &[u8], mut at: usize) -> Option<(u8, usize)> {
    loop {
        at += bytes.get(at..)?.iter().position(|&byte| byte == 0xff)?;
        while *bytes.get(at)? == 0xff {
            at += 1;
        }
        let marker = bytes[at];
        at += 1;
        if marker != 0 {
            return Some((marker, at));
        }
    }
}

/// The content of the segment whose length stands at `at`; `None` if it is not all there.
fn segment(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let length = u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?);
    bytes.get(at + 2..at + usize::from(length.max(2)))
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn size_colour_and_end_of_an_ordinary_file() {
        let bytes = samples::jpeg(&samples::gradient(40, 24));
        let header = JpegHeader::read(&bytes).unwrap();
        assert_eq!((header.width, header.height, header.bits_per_sample), (40, 24, 8));
        assert_eq!(header.colour(), Some(ColourModel::Rgb));
        let complete =
            Scans { marked_end: Some(bytes.len() - 2), cover_the_picture: true, interleaved: true };
        assert_eq!(header.scans(&bytes), complete);
        assert_eq!(header.scans(&[&bytes[..], b"\xff\xd8 left over \xff"].concat()), complete);
    }

    #[test]
    fn no_cut_file_has_a_marked_end() {
        for bytes in [samples::jpeg(&samples::gradient(40, 24)), samples::progressive()] {
            for length in 0..bytes.len() {
                let cut = &bytes[..length];
                let marked = JpegHeader::read(cut).is_ok_and(|header| header.scans(cut).marked_end.is_some());
                assert!(!marked, "{length} of {} bytes", bytes.len());
            }
        }
    }

    #[test]
    fn a_profile_with_a_missing_piece_is_a_fault() {
        let piece = |number, bytes: &[u8]| [b"ICC_PROFILE\0", &[number, 3][..], bytes].concat();
        let bytes = samples::jpeg(&samples::gradient(8, 8));
        let (first, second, third) = (piece(1, b"one"), piece(2, b"two"), piece(3, b"three"));
        let whole = samples::with_segments(&bytes, &[(0xe2, &third), (0xe2, &first), (0xe2, &second)]);
        assert_eq!(JpegHeader::read(&whole).unwrap().icc(), Some(Ok(b"onetwothree".to_vec())));
        let holed = samples::with_segments(&bytes, &[(0xe2, &first), (0xe2, &third)]);
        assert!(
            matches!(JpegHeader::read(&holed).unwrap().icc(), Some(Err(reason)) if reason.contains("2 of 3"))
        );
        assert_eq!(JpegHeader::read(&bytes).unwrap().icc(), None);
    }

    #[test]
    fn exotic_codings_are_named() {
        for (marker, word) in [(0xc3, "lossless"), (0xc9, "arithmetic")] {
            let bytes = [&[0xff, SOI, 0xff, marker, 0, 11][..], &[8, 0, 9, 0, 9, 1, 1, 0x11, 0]].concat();
            let error = JpegHeader::read(&bytes).unwrap_err();
            assert_eq!(error.kind(), "unsupported");
            assert!(error.to_string().contains(word), "{error}");
        }
    }
}
