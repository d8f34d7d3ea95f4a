//! Files made in memory from one test portrait.

use std::path::{Path, PathBuf};

use image::{DynamicImage, GenericImageView, ImageFormat};
use jpeg_encoder::{ColorType, Encoder, QuantizationTableType, SamplingFactor};

pub fn testdata(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(path)
}

/// A portrait as it would be uploaded: 480 × 640, 300 dpi, about 36 KB.
pub fn upload() -> Vec<u8> {
    std::fs::read(testdata("photos/biden-charcoal-suit-reviews-frontal.jpg")).unwrap()
}

pub fn picture() -> DynamicImage {
    image::load_from_memory(&upload()).unwrap()
}

/// How a JPEG is to be made; the default is an upload of some 30 KB.
pub struct Jpeg {
    pub quality: u8,
    pub tables: QuantizationTableType,
    pub progressive: bool,
    pub colour: ColorType,
}

impl Default for Jpeg {
    fn default() -> Self {
        Self {
            quality: 85,
            tables: QuantizationTableType::Default,
            progressive: false,
            colour: ColorType::Rgb,
        }
    }
}

impl Jpeg {
    /// `picture` in this way, with 300 dpi in its JFIF header.
    pub fn of(self, picture: &DynamicImage) -> Vec<u8> {
        let (width, height) = picture.dimensions();
        let rgb = picture.to_rgb8();
        let samples = match self.colour {
            ColorType::Luma => picture.to_luma8().into_raw(),
            ColorType::Rgb => rgb.into_raw(),
            // Light becomes ink without black.
            _ => {
                rgb.pixels().flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255].map(|v| 255 - v)).collect()
            }
        };
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, self.quality);
        let has_chroma = matches!(self.colour, ColorType::Rgb);
        encoder.set_sampling_factor(if has_chroma {
            SamplingFactor::R_4_2_0
        } else {
            SamplingFactor::R_4_4_4
        });
        // With tables of its own a sequential picture would get a scan for each component.
        encoder.set_optimized_huffman_tables(self.progressive);
        encoder.set_progressive(self.progressive);
        encoder.set_quantization_tables(self.tables.clone(), self.tables);
        encoder.encode(&samples, width as u16, height as u16, self.colour).unwrap();
        with_jfif(&bytes, 1, 300, 300)
    }
}

pub fn png(picture: &DynamicImage) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// `jpeg` in just `size` bytes, by a comment after its start.
pub fn padded(jpeg: &[u8], size: usize) -> Vec<u8> {
    let content =
        size.checked_sub(jpeg.len() + 4).unwrap_or_else(|| panic!("{} bytes, not {size}", jpeg.len()));
    with_segment(jpeg, 0xfe, &vec![0; content])
}

/// `jpeg` with one more segment after its start.
pub fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, content, &jpeg[2..]].concat()
}

/// `jpeg` without its JFIF segment, if it has one as its first.
pub fn without_jfif(jpeg: &[u8]) -> Vec<u8> {
    if jpeg[2..4] != [0xff, 0xe0] {
        return jpeg.to_vec();
    }
    let length = usize::from(u16::from_be_bytes([jpeg[4], jpeg[5]]));
    [&jpeg[..2], &jpeg[4 + length..]].concat()
}

/// `jpeg` with a JFIF segment of this density: unit 0 none, 1 inch, 2 centimetre.
pub fn with_jfif(jpeg: &[u8], unit: u8, across: u16, down: u16) -> Vec<u8> {
    let [across, down] = [across, down].map(u16::to_be_bytes);
    let content = [&b"JFIF\0\x01\x01"[..], &[unit], &across, &down, &[0, 0]].concat();
    with_segment(&without_jfif(jpeg), 0xe0, &content)
}

/// `jpeg` with an Exif segment of an orientation (0: none) and of a density in a unit (2 inch, 3 centimetre; 0: none).
pub fn with_exif(jpeg: &[u8], orientation: u16, unit: u16, dots: u32) -> Vec<u8> {
    let mut entries: Vec<(u16, u16, u32)> = Vec::new();
    if orientation > 0 {
        entries.push((0x112, 3, orientation.into()));
    }
    if unit > 0 {
        // Room for three entries at most; the fraction follows them.
        entries.extend([
            (0x11a, 5, 8 + 2 + 4 * 12 + 4),
            (0x11b, 5, 8 + 2 + 4 * 12 + 4),
            (0x128, 3, unit.into()),
        ]);
    }
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    tiff.extend((entries.len() as u16).to_le_bytes());
    for (tag, kind, value) in &entries {
        tiff.extend(tag.to_le_bytes());
        tiff.extend(kind.to_le_bytes());
        tiff.extend([1, 0, 0, 0]);
        tiff.extend(value.to_le_bytes());
    }
    tiff.resize(8 + 2 + 4 * 12 + 4, 0);
    tiff.extend(dots.to_le_bytes());
    tiff.extend([1, 0, 0, 0]);
    // JFIF, where there is one, has to stay the first segment.
    let first =
        if jpeg[2..4] == [0xff, 0xe0] { 4 + usize::from(u16::from_be_bytes([jpeg[4], jpeg[5]])) } else { 2 };
    let exif = with_segment(&[0xff, 0xd8], 0xe1, &[b"Exif\0\0", &tiff[..]].concat());
    [&jpeg[..first], &exif[2..], &jpeg[first..]].concat()
}

/// `jpeg` with the marker of its baseline frame header replaced, and its bits per sample.
pub fn with_frame(jpeg: &[u8], marker: u8, bits: u8) -> Vec<u8> {
    let at = jpeg.windows(4).position(|bytes| bytes == [0xff, 0xc0, 0, 17]).unwrap();
    let mut bytes = jpeg.to_vec();
    (bytes[at + 1], bytes[at + 4]) = (marker, bits);
    bytes
}
