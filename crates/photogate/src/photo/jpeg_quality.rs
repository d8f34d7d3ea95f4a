//! Quantisation tables → the quality that an encoder was asked for.
//!
//! A JPEG does not say how hard it was compressed; its tables of step sizes do. The encoders that descend from the
//! Independent JPEG Group's scale the two tables of ITU-T T.81 annex K by one law, which can be told back exactly.
//! Others (Photoshop, mozjpeg, cameras) have tables of their own; there the figure is the IJG quality whose steps
//! are as coarse.

use serde::{Deserialize, Serialize};

/// 64 step sizes in the order of the file, which runs in a zigzag from the lowest frequency to the highest.
pub(super) type QuantisationTable = [u16; 64];

/// ITU-T T.81, table K.1, row by row: luma.
const LUMA: QuantisationTable = [
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17,
    22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78,
    87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];

/// ITU-T T.81, table K.2, row by row: chroma.
const CHROMA: QuantisationTable = [
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/// How hard a JPEG was compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct JpegQuality {
    /// 1 (coarsest) to 100 on the scale of the Independent JPEG Group.
    pub figure: u8,
    /// Whether the tables are IJG's own, so that the figure is exact.
    ///
    /// If they are not, it is the quality at which the logarithms of IJG's steps have the same mean. Against the
    /// quality that does the same damage (PSNR of one photograph), this is off by at most 2 from 50 up, for the
    /// tables of mozjpeg and of Photoshop: `testdata/reference/jpeg_quality.py`.
    pub exact: bool,
}

impl JpegQuality {
    /// The quality behind the table of each component, in the order of the frame. Of three or four components that
    /// are `luma_and_chroma`, the second and third are chroma. `None` without components.
    pub(super) fn of(tables: &[&QuantisationTable], luma_and_chroma: bool) -> Option<Self> {
        let first = *tables.first()?;
        // Some encoders scale the chroma table for ink; the coarsest tables of both kinds are alike, so luma comes first.
        let exact = |first_may_be_chroma: bool| {
            (1..=100).rev().find(|&quality| {
                let [luma, chroma] = standard(quality);
                (first_may_be_chroma || *first == luma)
                    && tables.iter().all(|&table| *table == luma || *table == chroma)
            })
        };
        if let Some(figure) = exact(false).or_else(|| exact(true)) {
            return Some(Self { figure, exact: true });
        }
        // Both chroma components share a table as a rule, and count as one.
        let kinds = if luma_and_chroma && tables.len() >= 2 { &tables[..2] } else { tables };
        let is_chroma = |index| luma_and_chroma && index == 1;
        let found: f64 = kinds.iter().map(|table| coarseness(table)).sum();
        let off = |quality| {
            let [luma, chroma] = standard(quality).map(|table| coarseness(&table));
            let standard: f64 =
                (0..kinds.len()).map(|index| if is_chroma(index) { chroma } else { luma }).sum();
            (standard - found).abs()
        };
        let figure = (1..=100).min_by(|&a, &b| off(a).total_cmp(&off(b)))?;
        Some(Self { figure, exact: false })
    }
}

/// Sum of the steps' logarithms. Unlike the steps' own sum it is not ruled by the highest frequencies, where steps
/// are large and a photograph has little to lose.
fn coarseness(table: &QuantisationTable) -> f64 {
    table.iter().map(|&step| f64::from(step.max(1)).ln()).sum()
}

/// Luma and chroma at a quality from 1 to 100: the law of `jpeg_set_quality` with 8-bit steps, in libjpeg.
fn standard(quality: u8) -> [QuantisationTable; 2] {
    let quality = u32::from(quality);
    let percent = if quality < 50 { 5000 / quality } else { 200 - 2 * quality };
    let step = |base: u16| ((u32::from(base) * percent + 50) / 100).clamp(1, 255) as u16;
    [LUMA, CHROMA].map(|table| zigzag().map(|position| step(table[position])))
}

/// For each place in the file, the position in a table written row by row: along the diagonals, up and down in turn.
fn zigzag() -> [usize; 64] {
    let mut positions = [0; 64];
    let (mut row, mut column) = (0_usize, 0_usize);
    for position in &mut positions {
        *position = row * 8 + column;
        let rises = (row + column).is_multiple_of(2);
        match (rises, row, column) {
            (true, _, 7) | (false, 0..7, 0) => row += 1,
            (true, 0, _) | (false, 7, _) => column += 1,
            (true, ..) => (row, column) = (row - 1, column + 1),
            (false, ..) => (row, column) = (row + 1, column - 1),
        }
    }
    positions
}

#[cfg(test)]
mod tests {
    use jpeg_encoder::{ColorType, QuantizationTableType};
    use serde::Deserialize;

    use super::super::jpeg_header::JpegHeader;
    use super::super::samples;
    use super::*;

    /// A line of `testdata/reference/jpeg_quality.csv`.
    #[derive(Deserialize)]
    struct Row {
        encoder: String,
        quality: f64,
        luma: String,
        chroma: String,
    }

    impl Row {
        fn estimate(&self) -> JpegQuality {
            let [luma, chroma] = [&self.luma, &self.chroma].map(|steps| {
                let steps: Vec<u16> = steps.split(' ').map(|step| step.parse().unwrap()).collect();
                zigzag().map(|position| steps[position])
            });
            JpegQuality::of(&[&luma, &chroma, &chroma], true).unwrap()
        }
    }

    fn recorded() -> Vec<Row> {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/reference/jpeg_quality.csv");
        csv::Reader::from_path(path).unwrap().deserialize().collect::<Result<_, _>>().unwrap()
    }

    fn encoded(quality: u8, tables: &QuantizationTableType) -> JpegQuality {
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
        encoder.set_quantization_tables(tables.clone(), tables.clone());
        encoder.encode(&[90; 192], 8, 8, ColorType::Rgb).unwrap();
        JpegHeader::read(&bytes).unwrap().quality().unwrap()
    }

    #[test]
    fn the_zigzag_is_that_of_the_standard() {
        // ITU-T T.81, figure A.6.
        assert_eq!(zigzag()[..10], [0, 1, 8, 16, 9, 2, 3, 10, 17, 24]);
        assert_eq!(zigzag()[54..], [39, 46, 53, 60, 61, 54, 47, 55, 62, 63]);
    }

    #[test]
    fn every_quality_of_the_jpeg_encoder_crate_is_told_exactly() {
        for quality in 1..=100 {
            let found = encoded(quality, &QuantizationTableType::Default);
            assert_eq!(found, JpegQuality { figure: quality, exact: true });
        }
    }

    #[test]
    fn every_quality_of_the_image_crate_is_told_exactly() {
        let picture = image::RgbImage::from_pixel(8, 8, image::Rgb([90, 120, 60]));
        for quality in 1..=100 {
            let mut bytes = Vec::new();
            image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, quality)
                .encode_image(&picture)
                .unwrap();
            let found = JpegHeader::read(&bytes).unwrap().quality();
            assert_eq!(found, Some(JpegQuality { figure: quality, exact: true }));
        }
    }

    #[test]
    fn every_quality_of_libjpeg_turbo_is_told_exactly() {
        let rows: Vec<Row> = recorded().into_iter().filter(|row| row.encoder == "libjpeg-turbo").collect();
        assert_eq!(rows.len(), 100);
        for row in rows {
            assert_eq!(row.estimate(), JpegQuality { figure: row.quality as u8, exact: true });
        }
    }

    #[test]
    fn tables_of_others_get_the_quality_that_does_the_same_damage() {
        let rows: Vec<Row> = recorded().into_iter().filter(|row| row.encoder != "libjpeg-turbo").collect();
        assert!(rows.len() >= 20);
        for row in rows {
            let found = row.estimate();
            let off = (f64::from(found.figure) - row.quality).abs();
            let tolerance = if row.quality < 45.0 { 6.0 } else { 2.5 };
            assert!(!found.exact && off <= tolerance, "{}: {found:?}, expected {}", row.encoder, row.quality);
        }
    }

    #[test]
    fn finer_tables_of_any_family_never_get_a_lower_figure() {
        use QuantizationTableType::{Flat, ImageMagick, KleinSilversteinCarney, VisualDetectionModel};
        for tables in [Flat, ImageMagick, KleinSilversteinCarney, VisualDetectionModel] {
            let figures: Vec<u8> = (1..=100).map(|quality| encoded(quality, &tables).figure).collect();
            assert!(figures.windows(2).all(|pair| pair[0] <= pair[1]), "{tables:?}: {figures:?}");
        }
    }

    #[test]
    fn grey_ink_and_luma_tables_for_all_are_told_as_well() {
        for (colour, samples) in [(ColorType::Luma, 64), (ColorType::Cmyk, 256), (ColorType::CmykAsYcck, 256)]
        {
            let bytes = samples::jpeg_as(&vec![90; samples], colour, (8, 8), |_| ());
            let found = JpegHeader::read(&bytes).unwrap().quality();
            assert_eq!(found, Some(JpegQuality { figure: 95, exact: true }), "{colour:?}");
        }
        let [luma, _] = standard(60);
        let found = JpegQuality::of(&[&luma, &luma, &luma], true);
        assert_eq!(found, Some(JpegQuality { figure: 60, exact: true }));
        assert_eq!(JpegQuality::of(&[], true), None);
    }
}
