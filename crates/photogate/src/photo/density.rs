//! How densely a JPEG's headers ask it to be printed.

use exif::{Exif, In, Tag, Value};
use serde::{Deserialize, Serialize};

/// Centimetres in an inch, exactly.
const CENTIMETRES_PER_INCH: f64 = 2.54;

/// What one header says about the print.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Density {
    /// The header.
    pub source: DensitySource,
    /// Dots per unit across, above 0.
    pub across: f64,
    /// Dots per unit down, above 0.
    pub down: f64,
    /// What the dots are counted along.
    pub unit: DensityUnit,
}

/// A header that may state a density.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DensitySource {
    /// The JFIF segment.
    Jfif,
    /// The Exif segment's `XResolution` and `YResolution`.
    Exif,
}

/// What dots are counted along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DensityUnit {
    /// Dots per inch.
    Inch,
    /// Dots per centimetre.
    Centimetre,
}

impl Density {
    /// Dots per inch, across and down, not rounded.
    #[must_use]
    pub fn per_inch(self) -> [f64; 2] {
        let factor = match self.unit {
            DensityUnit::Inch => 1.0,
            DensityUnit::Centimetre => CENTIMETRES_PER_INCH,
        };
        [self.across * factor, self.down * factor]
    }

    /// The density in a JFIF segment (ITU-T T.871, 10.1), given from its version on. Unit 0 states the shape of the
    /// pixels only, and a density of 0 is none.
    pub(super) fn from_jfif(segment: &[u8]) -> Option<Self> {
        let &[_, _, unit, x1, x0, y1, y0, ..] = segment else { return None };
        let unit = match unit {
            1 => DensityUnit::Inch,
            2 => DensityUnit::Centimetre,
            _ => return None,
        };
        let [across, down] = [[x1, x0], [y1, y0]].map(|pair| f64::from(u16::from_be_bytes(pair)));
        Self { source: DensitySource::Jfif, across, down, unit }.stated()
    }

    /// The density in an Exif segment, given from its TIFF header on. Without a unit it is in inches (Exif 2.32, 4.6.5).
    pub(super) fn from_exif(segment: &[u8]) -> Option<Self> {
        let exif = exif::Reader::new()
            .continue_on_error(true)
            .read_raw(segment.to_vec())
            .or_else(|error| error.distill_partial_result(|_| ()))
            .ok()?;
        let unit = match exif.get_field(Tag::ResolutionUnit, In::PRIMARY).and_then(|f| f.value.get_uint(0)) {
            None | Some(2) => DensityUnit::Inch,
            Some(3) => DensityUnit::Centimetre,
            Some(_) => return None,
        };
        let across = rational(&exif, Tag::XResolution)?;
        let down = rational(&exif, Tag::YResolution).unwrap_or(across);
        Self { source: DensitySource::Exif, across, down, unit }.stated()
    }

    fn stated(self) -> Option<Self> {
        [self.across, self.down].iter().all(|dots| dots.is_finite() && *dots > 0.0).then_some(self)
    }
}

fn rational(exif: &Exif, tag: Tag) -> Option<f64> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Rational(values) => values.first().map(exif::Rational::to_f64),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn jfif_counts_along_inches_or_centimetres_or_not_at_all() {
        let density = |unit, dots: u16| {
            let [high, low] = dots.to_be_bytes();
            Density::from_jfif(&[1, 1, unit, high, low, high, low, 0, 0]).map(Density::per_inch)
        };
        assert_eq!(density(1, 300), Some([300.0; 2]));
        assert_eq!(density(2, 118), Some([118.0 * 2.54; 2]));
        assert_eq!(density(0, 1), None);
        assert_eq!(density(7, 300), None);
        assert_eq!(density(1, 0), None);
        assert_eq!(Density::from_jfif(&[1, 1, 1]), None);
    }

    #[test]
    fn exif_counts_in_inches_unless_it_says_otherwise() {
        let density = |unit, across, down| {
            Density::from_exif(&samples::exif_density(unit, across, down)).map(Density::per_inch)
        };
        assert_eq!(density(Some(2), (300, 1), (3000, 10)), Some([300.0; 2]));
        assert_eq!(density(Some(3), (118, 1), (118, 1)), Some([118.0 * 2.54; 2]));
        assert_eq!(density(None, (72, 1), (72, 1)), Some([72.0; 2]));
        assert_eq!(density(Some(1), (300, 1), (300, 1)), None);
        assert_eq!(density(Some(2), (300, 0), (300, 1)), None);
        assert_eq!(Density::from_exif(&samples::exif(6)), None);
    }

    #[test]
    fn no_exif_makes_it_panic() {
        let whole = samples::exif_density(Some(2), (300, 1), (300, 1));
        for length in 0..whole.len() {
            let _ = Density::from_exif(&whole[..length]);
            let mut turned = whole.clone();
            turned[length] ^= 0xff;
            let _ = Density::from_exif(&turned);
        }
    }
}
