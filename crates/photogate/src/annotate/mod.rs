//! stub
use image::RgbImage;
use crate::check::Inspection;
/// A copy of the photo.
#[must_use]
pub fn annotate(inspection: &Inspection) -> RgbImage { inspection.photo.pixels().clone() }
