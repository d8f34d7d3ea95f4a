//! Colours and sizes of the overlay.
//!
//! Every kind of mark has a colour of its own. Verdict and status own red, amber, green and grey; marks that only show
//! where something was measured keep clear of those.

use image::Rgb;

use crate::finding::Status;
use crate::photo::luma;
use crate::report::Verdict;

/// Outline and tint of the garment: magenta.
pub(super) const GARMENT: Rgb<u8> = Rgb([255, 70, 220]);
/// Outline and tint of bare skin below the chin: lime.
pub(super) const BARE_SKIN: Rgb<u8> = Rgb([190, 255, 60]);
/// Outline and tint of hair: cyan.
pub(super) const HAIR: Rgb<u8> = Rgb([50, 225, 255]);
/// Outline and tint of ears: salmon.
pub(super) const EAR: Rgb<u8> = Rgb([255, 150, 110]);
/// Outline and tint of brows, eyes and lips: periwinkle.
pub(super) const FEATURE: Rgb<u8> = Rgb([125, 160, 255]);
/// Outline and tint of earrings, necklace and headwear: violet.
pub(super) const ORNAMENT: Rgb<u8> = Rgb([175, 80, 255]);
/// Outline and tint of glasses: teal.
pub(super) const GLASSES: Rgb<u8> = Rgb([0, 215, 180]);
/// Outline of the patches that the skin colour rests on: yellow.
pub(super) const SKIN_SAMPLE: Rgb<u8> = Rgb([255, 235, 70]);
/// Face outlines, eye centres and the level line: white.
pub(super) const FACE: Rgb<u8> = Rgb([255, 255, 255]);
/// Dots where the backdrop was sampled, dashes around what does not belong to it: lavender.
pub(super) const BACKDROP: Rgb<u8> = Rgb([222, 200, 255]);

/// Ground of the strip below the photo.
pub(super) const BANNER_GROUND: Rgb<u8> = Rgb([26, 28, 33]);
/// Text on that ground.
pub(super) const BANNER_TEXT: Rgb<u8> = Rgb([238, 240, 243]);
/// Text of lesser weight on that ground, and rims of swatches.
pub(super) const BANNER_QUIET: Rgb<u8> = Rgb([168, 174, 184]);

/// Weight, 0 to 1, of a region's tint over the photo: seen, and the photo under it still is.
pub(super) const TINT: f32 = 0.10;
/// Weight of the level line: a thing to hold the eyes against, not to look at.
pub(super) const LEVEL_WEIGHT: f32 = 0.6;
/// Weight of the dark rim that lifts white lines and boxes off a light photo.
pub(super) const RIM_WEIGHT: f32 = 0.45;
/// Dark rim around lines, and text on light grounds.
pub(super) const INK: Rgb<u8> = Rgb([18, 18, 20]);

/// The colour of a status: pass green, review amber, fail red, not assessed grey.
pub(super) const fn status_colour(status: Status) -> Rgb<u8> {
    match status {
        Status::Pass => Rgb([38, 150, 72]),
        Status::NotAssessed => Rgb([128, 134, 143]),
        Status::Review => Rgb([245, 170, 35]),
        Status::Fail => Rgb([219, 40, 44]),
    }
}

/// The colour of a verdict, that of the status which leads to it.
pub(super) const fn verdict_colour(verdict: Verdict) -> Rgb<u8> {
    match verdict {
        Verdict::Pass => status_colour(Status::Pass),
        Verdict::Review => status_colour(Status::Review),
        Verdict::Fail => status_colour(Status::Fail),
        Verdict::Error => status_colour(Status::NotAssessed),
    }
}

/// Black or white, whichever reads better on `ground`.
pub(super) fn text_on(ground: Rgb<u8>) -> Rgb<u8> {
    if luma(ground.0) > 150.0 { INK } else { Rgb([255, 255, 255]) }
}

/// Sizes in pixels, all in proportion to the photo's width so that marks look alike on an upload and an original.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sizes {
    /// Width of contours and lines.
    pub line: f32,
    /// Width of the boxes around findings.
    pub frame: f32,
    /// Height of a line of text.
    pub text: f32,
    /// Height of the verdict.
    pub heading: f32,
    /// Height of the legend's text.
    pub small: f32,
    /// Distance between things.
    pub gap: f32,
}

/// The photo's width, in pixels, at which lines are one and a half pixels wide and text is 17 pixels high.
const REFERENCE_WIDTH: f32 = 480.0;

impl Sizes {
    /// Sizes for a photo of that width, in pixels.
    pub fn for_width(width: u32) -> Self {
        let scale = width as f32 / REFERENCE_WIDTH;
        Self {
            line: (1.5 * scale).max(1.0),
            frame: (3.0 * scale).max(1.0),
            // Below these, letters are smudges.
            text: (17.0 * scale).max(11.0),
            heading: (26.0 * scale).max(14.0),
            small: (14.5 * scale).max(10.0),
            gap: (6.0 * scale).max(2.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_grow_with_the_photo_and_never_vanish() {
        let (upload, original) = (Sizes::for_width(480), Sizes::for_width(6000));
        assert!((original.text / upload.text - 12.5).abs() < 0.01);
        assert!((original.line / upload.line - 12.5).abs() < 0.01);
        assert!(Sizes::for_width(1).line >= 1.0);
    }

    #[test]
    fn text_stands_out_from_its_ground() {
        assert_eq!(text_on(status_colour(Status::Review)), INK);
        assert_eq!(text_on(status_colour(Status::Fail)), Rgb([255, 255, 255]));
    }
}
