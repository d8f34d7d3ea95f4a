//! Encoded pictures made in memory, for tests.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// RGB samples of a soft picture without flat parts.
pub(super) fn gradient(width: u32, height: u32) -> Vec<u8> {
    (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .flat_map(|(x, y)| {
            [(x * 255 / width) as u8, (y * 255 / height) as u8, ((x * 3 + y * 5) % 97 + 60) as u8]
        })
        .collect()
}

/// A baseline JPEG with JFIF header of an RGB picture whose sides are guessed from the usual test sizes.
pub(super) fn jpeg(rgb: &[u8]) -> Vec<u8> {
    let size = match rgb.len() / 3 {
        64 => (8, 8),
        960 => (40, 24),
        3072 => (64, 48),
        other => panic!("no known size has {other} pixels"),
    };
    jpeg_as(rgb, ColorType::Rgb, size, |_| ())
}

/// A progressive JPEG of 64 × 48 pixels.
pub(super) fn progressive() -> Vec<u8> {
    jpeg_as(&gradient(64, 48), ColorType::Rgb, (64, 48), |encoder| encoder.set_progressive(true))
}

pub(super) fn jpeg_as(
    samples: &[u8],
    colour: ColorType,
    (width, height): (u16, u16),
    settings: impl FnOnce(&mut Encoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    settings(&mut encoder);
    encoder.encode(samples, width, height, colour).unwrap();
    bytes
}

/// `jpeg` with more segments directly after its start.
pub(super) fn with_segments(jpeg: &[u8], segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut bytes = jpeg[..2].to_vec();
    for (marker, content) in segments {
        bytes.extend([0xff, *marker]);
        bytes.extend((content.len() as u16 + 2).to_be_bytes());
        bytes.extend(*content);
    }
    bytes.extend(&jpeg[2..]);
    bytes
}

/// `jpeg` without the JFIF segment that is its first.
pub(super) fn without_jfif(jpeg: &[u8]) -> Vec<u8> {
    assert_eq!(jpeg[2..4], [0xff, 0xe0]);
    let length = usize::from(u16::from_be_bytes([jpeg[4], jpeg[5]]));
    [&jpeg[..2], &jpeg[4 + length..]].concat()
}

/// `jpeg` with its three components named `names`, in the frame and in its one scan.
pub(super) fn with_components(jpeg: &[u8], names: [u8; 3]) -> Vec<u8> {
    let mut bytes = jpeg.to_vec();
    for (marker, first, step) in [([0xff, 0xc0], 10, 3), ([0xff, 0xda], 5, 2)] {
        let at = bytes.windows(2).position(|pair| pair == marker).unwrap();
        for (index, name) in names.iter().enumerate() {
            bytes[at + first + index * step] = *name;
        }
    }
    bytes
}

/// A TIFF header with one entry, as Exif keeps the orientation.
pub(super) fn exif(orientation: u8) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    bytes.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
    bytes
}

/// A TIFF header with a density as Exif keeps it, as fractions; without a unit if it is `None`.
pub(super) fn exif_density(unit: Option<u8>, across: (u32, u32), down: (u32, u32)) -> Vec<u8> {
    let entries = 2 + u16::from(unit.is_some());
    let values = 8 + 2 + 12 * u32::from(entries) + 4;
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    bytes.extend(entries.to_le_bytes());
    for (tag, at) in [(0x11a_u16, values), (0x11b, values + 8)] {
        bytes.extend(tag.to_le_bytes());
        bytes.extend([5, 0, 1, 0, 0, 0]);
        bytes.extend(at.to_le_bytes());
    }
    if let Some(unit) = unit {
        bytes.extend([0x28, 1, 3, 0, 1, 0, 0, 0, unit, 0, 0, 0]);
    }
    bytes.extend([0; 4]);
    for number in [across.0, across.1, down.0, down.1] {
        bytes.extend(number.to_le_bytes());
    }
    bytes
}

/// `png` with more chunks after its header.
pub(super) fn with_chunks(png: &[u8], chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut bytes = png[..33].to_vec();
    for (kind, content) in chunks {
        bytes.extend((content.len() as u32).to_be_bytes());
        let typed = [&kind[..], content].concat();
        bytes.extend(&typed);
        bytes.extend(crc32(&typed).to_be_bytes());
    }
    bytes.extend(&png[33..]);
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
    })
}

/// A printer profile whose tables say lightness = 100 × (1 − K), a = b = 0 (ICC.1:2010, 10.10).
pub(super) fn cmyk_profile() -> Vec<u8> {
    let mut table = b"mft1\0\0\0\0\x04\x03\x02\0".to_vec();
    for cell in 0..9 {
        table.extend(if cell % 4 == 0 { 65536_u32 } else { 0 }.to_be_bytes());
    }
    (0..4).for_each(|_| table.extend(0..=255));
    (0..16).for_each(|corner| table.extend([if corner % 2 == 0 { 255 } else { 0 }, 128, 128]));
    (0..3).for_each(|_| table.extend(0..=255));
    let text = b"desc\0\0\0\0\0\0\0\x09Test ink\0";
    let description = [&text[..], &[0; 79]].concat();

    let tags: [(&[u8; 4], &[u8]); 2] = [(b"A2B0", &table), (b"desc", &description)];
    let mut body = Vec::new();
    let mut directory = (tags.len() as u32).to_be_bytes().to_vec();
    for (name, content) in tags {
        directory.extend(name);
        directory.extend((128 + 4 + 12 * tags.len() as u32 + body.len() as u32).to_be_bytes());
        directory.extend((content.len() as u32).to_be_bytes());
        body.extend(content);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let mut header = vec![0; 128];
    header[..4].copy_from_slice(&((128 + directory.len() + body.len()) as u32).to_be_bytes());
    header[8] = 2;
    header[12..24].copy_from_slice(b"prtrCMYKLab ");
    header[24..36].copy_from_slice(&[7, 0xe8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    header[36..40].copy_from_slice(b"acsp");
    header[68..80].copy_from_slice(&[0, 0, 0xf6, 0xd6, 0, 1, 0, 0, 0, 0, 0xd3, 0x2d]);
    [header, directory, body].concat()
}

/// Writes an orientation into a TIFF of `image`, in the place of its resolution unit, which nobody reads.
pub(super) fn set_tiff_orientation(tiff: &mut [u8], orientation: u8) {
    let entry = b"\x28\x01\x03\0\x01\0\0\0";
    let at = tiff.windows(8).position(|window| window == entry).unwrap();
    tiff[at..at + 12].copy_from_slice(&[0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
}

/// A WebP animation that shows the still picture `webp` in each of its frames.
pub(super) fn animated_webp(webp: &[u8], (width, height): (u32, u32), frames: usize) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], content: &[u8]| {
        let padding = &[0][..content.len() % 2];
        [&kind[..], &(content.len() as u32).to_le_bytes(), content, padding].concat()
    };
    let size = [&(width - 1).to_le_bytes()[..3], &(height - 1).to_le_bytes()[..3]].concat();
    let frame = [&[0; 6][..], &size, &[100, 0, 0, 0], &webp[12..]].concat();
    let body = [
        b"WEBP".to_vec(),
        chunk(b"VP8X", &[&[2, 0, 0, 0][..], &size].concat()),
        chunk(b"ANIM", &[0; 6]),
        chunk(b"ANMF", &frame).repeat(frames),
    ]
    .concat();
    chunk(b"RIFF", &body)
}
