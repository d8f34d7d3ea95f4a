//! What only a JPEG says about itself.

use serde::{Deserialize, Serialize};

use super::{Density, JpegQuality};

/// What a JPEG's headers say, beyond what every format does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JpegFacts {
    /// The coding process.
    pub process: JpegProcess,
    /// How hard it was compressed; `None` if the tables that tell it do not stand before the picture.
    pub quality: Option<JpegQuality>,
    /// Whether the end-of-image marker is there. A sequential picture that lacks no more than it can be read by most programs.
    pub marked_end: bool,
    /// The densities that its headers state, JFIF's before Exif's; empty if none does.
    pub densities: Vec<Density>,
}

/// The coding process that the frame header names (ITU-T T.81, table B.1), of those that are decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum JpegProcess {
    /// Sequential, with at most two pairs of Huffman tables and 8-bit steps: what every program reads.
    #[default]
    Baseline,
    /// Sequential, with more tables or 16-bit steps.
    Extended,
    /// From coarse to fine, in several scans.
    Progressive,
}
