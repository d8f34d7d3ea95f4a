//! Pixels of the photo → pixels of a picture of the height that the limits are given for.
//!
//! Standards state places and sizes in pixels of their own picture: 640 rows for the registry, 441 for an identity card. A rule
//! with such limits has the limit `height`, and what it measures is scaled to that height; of a picture of
//! another aspect too, since all that these rules measure sets the person against the height of the picture.

use super::LimitPage;
use super::line::{Band, Line};
use crate::coords::Rect;
use crate::crop::Span;
use crate::measurement::Measurements;
use crate::words::Words;

/// Height of the registry's picture.
pub(super) const REGISTRY_HEIGHT: f32 = 640.0;
/// Height of the permit photo, 354×472.
pub(super) const PERMIT_HEIGHT: f32 = 472.0;

/// What to do about a head that is shown too small, and too large.
pub(super) const CLOSER: Words = Words::new("; crop closer", "，请裁剪得更近");
pub(super) const MORE_ROOM: Words =
    Words::new("; crop with more room around the head", "，请在头部四周多留空间后重新裁剪");

/// What to do about a person who is shown too high, and too low.
pub(super) const ROOM_ABOVE: Words =
    Words::new("; crop with more room above the head", "，请在头顶上方多留空间后重新裁剪");
pub(super) const LESS_ABOVE: Words =
    Words::new("; crop with less room above the head", "，请减少头顶上方空间后重新裁剪");

/// The documentation of the limit `height`.
pub(super) const HEIGHT_PAGE: LimitPage = LimitPage::new(
    "height",
    "px",
    [1.0, 10_000.0],
    Words::new(
        "height of the picture that the other limits are given for; they scale with the photo's",
        "其余限值所对应的照片高度；限值随照片高度按比例缩放",
    ),
);

/// What a crop aims for to keep `band`, given for a picture of `height`, as shares of the height.
///
/// The margins are as wide as measuring errs. Once inside them a picture passes without a review; as far again, it still does
/// when the written picture is measured anew.
pub(super) fn aim(band: Band, height: f32) -> Span {
    Span::inside(band.least, band.most, 2.0 * band.margin).scaled(1.0 / height.max(1.0))
}

/// Likewise for a length that must stay below `line`; at least a quarter of the way is left.
pub(super) fn aim_below(line: Line, height: f32) -> f32 {
    (line.limit - 2.0 * line.margin).max(line.limit / 4.0) / height.max(1.0)
}

/// The scale between a photo and the picture that the limits are given for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Nominal {
    /// Pixels of the photo for one pixel of the limits.
    photo_pixels: f32,
    width: f32,
}

impl Nominal {
    /// The scale of this photo, whose limits are for a picture of `height`.
    pub fn of(measurements: &Measurements, height: f32) -> Self {
        let photo_pixels = measurements.height as f32 / height.max(1.0);
        Self { photo_pixels: photo_pixels.max(f32::EPSILON), width: measurements.width as f32 }
    }

    /// A length of the photo in pixels of the limits.
    pub fn scaled(self, length: f32) -> f32 {
        length / self.photo_pixels
    }

    /// The strip over the whole width of the photo between two limits down from its top edge.
    pub fn strip(self, from: f32, to: f32) -> Rect {
        Rect::new(0.0, from * self.photo_pixels, self.width, (to - from) * self.photo_pixels)
    }

    /// The strip from top to bottom of the photo within `reach` of its middle.
    pub fn middle(self, reach: f32, height: u32) -> Rect {
        let reach = reach * self.photo_pixels;
        Rect::new(self.width / 2.0 - reach, 0.0, 2.0 * reach, height as f32)
    }
}
