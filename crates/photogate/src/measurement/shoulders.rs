//! Bare skin on shoulders and upper chest.

use serde::Serialize;

use super::torso::{FaceFrame, Torso};
use super::unmeasurable::Unmeasurable;
use crate::coords::Rect;
use crate::perception::{Mask, Subject};

/// The band of the shoulders below the chin, in heights of the face: above it lies the neck, below it a neckline
/// is a matter of taste.
const BAND: (f32, f32) = (0.25, 1.0);
/// Half-width of the neck and of an open collar, in widths of the face; not part of the band.
const NECK: f32 = 0.38;
/// Least area of the band in the frame, in squares of the face's width.
const LEAST_AREA: f32 = 0.06;

/// How much of the shoulders is bare.
#[derive(Debug, Clone, Serialize)]
pub struct Shoulders {
    /// Share of skin in the band of shoulders and upper chest beside the neck, 0 to 1.
    pub bare_share: f32,
    /// Around the bare skin, in pixels of the photo; `None` if there is none.
    pub bare_region: Option<Rect>,
    /// Around the band, in pixels of the photo.
    pub region: Rect,
}

impl Shoulders {
    /// Measures the band.
    ///
    /// # Errors
    /// [`Unmeasurable::Shoulders`] if the photo ends above it.
    pub fn measure(subject: &Subject, torso: &Torso) -> Result<Self, Unmeasurable> {
        let face = FaceFrame::of(subject);
        let top = face.chin.y + BAND.0 * face.height;
        let bottom = face.chin.y + BAND.1 * face.height;
        let (width, height) = (torso.garment.width(), torso.garment.height());
        let band = Mask::from_fn(width, height, |x, y| {
            let (x_centre, y_centre) = (x as f32 + 0.5, y as f32 + 0.5);
            y_centre > top
                && y_centre < bottom
                && (x_centre - face.chin.x).abs() > NECK * face.width
                && (torso.garment.get(x, y) || torso.bare.get(x, y))
        });
        if (band.area() as f32) < LEAST_AREA * face.width * face.width {
            return Err(Unmeasurable::Shoulders);
        }
        let bare = band.and(&torso.bare);
        let to_photo = |rect| subject.frame.to_photo(rect);
        Ok(Self {
            bare_share: bare.area() as f32 / band.area() as f32,
            bare_region: bare.bounds().map(to_photo),
            region: band.bounds().map(to_photo).unwrap_or_default(),
        })
    }
}
