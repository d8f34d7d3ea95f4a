//! The judged photo as a picture: what was seen, what was measured where, what does not pass and why.
//!
//! Marks are outlines and light tints, so that the photo stays visible under them; words that need room stand on a
//! strip added below the photo. [`style`] holds the colours.

mod banner;
mod draw;
mod lettering;
mod marks;
mod offences;
mod regions;
mod style;
#[cfg(test)]
mod tests;
mod words;

use image::{RgbImage, imageops};

use crate::check::Inspection;
use crate::words::Language;
use banner::Banner;
use lettering::Lettering;
use style::Sizes;

/// A strip of less than this many pixels holds no text; narrower photos get an empty margin on their right.
const LEAST_WIDTH: u32 = 240;
/// Photos taller than this get no margin: it would cost more memory than the photo.
const TALLEST_WITH_MARGIN: u32 = 65_536;

/// A copy of the photo with regions, marks, findings and the verdict drawn on it, with words in `language`.
///
/// The photo keeps its size and its place in the top left corner; the verdict, the messages, the
/// measured colours and a legend stand on a strip below it. Photos narrower than 240 pixels get a margin on their
/// right so that the strip can be read.
#[must_use]
pub fn annotate(inspection: &Inspection, language: Language) -> RgbImage {
    let photo = inspection.photo.pixels();
    let (width, height) = photo.dimensions();
    let lettering = Lettering::of(language);
    let canvas_width = if height <= TALLEST_WITH_MARGIN { width.max(LEAST_WIDTH) } else { width };
    let sizes = Sizes::for_width(width);

    let mut marked = photo.clone();
    let keys = marks::draw(&mut marked, inspection, sizes);
    offences::draw(&mut marked, inspection, &lettering, sizes);

    let banner = Banner::new(inspection, &keys, &lettering, sizes, canvas_width);
    let mut canvas =
        RgbImage::from_pixel(canvas_width, height.saturating_add(banner.height()), style::BANNER_GROUND);
    imageops::replace(&mut canvas, &marked, 0, 0);
    banner.draw(&mut canvas, height, &lettering, sizes);
    canvas
}
