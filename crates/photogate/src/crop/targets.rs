//! What a cropped picture has to look like.

/// A range of pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Its lower end.
    pub least: f32,
    /// Its upper end.
    pub most: f32,
}

impl Span {
    /// From `least` to `most`.
    #[must_use]
    pub const fn new(least: f32, most: f32) -> Self {
        Self { least, most }
    }

    /// The middle.
    #[must_use]
    pub fn middle(self) -> f32 {
        f32::midpoint(self.least, self.most)
    }

    /// How far `value` lies from the middle: 0 in the middle, ±1 at the ends.
    #[must_use]
    pub fn deviation(self, value: f32) -> f32 {
        2.0 * (value - self.middle()) / (self.most - self.least).max(f32::EPSILON)
    }
}

/// Size and framing of the cropped picture; lengths in its own pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CropTargets {
    /// Width of the picture.
    pub width: u32,
    /// Height of the picture.
    pub height: u32,
    /// Distance of the eyes from the top edge.
    pub eye_line: Span,
    /// Distance of the head's top from the top edge.
    pub head_top: Span,
    /// Width of the face between the cheeks.
    pub face_width: Span,
    /// Largest distance of the middle between the eyes from the picture's middle, to either side.
    pub offset: f32,
    /// Largest slope of the line of the eyes, in degrees, that may stay where the photo leaves no room to level it.
    pub roll_degrees: f32,
}

impl Default for CropTargets {
    /// The registry's picture, six pixels inside the standard's ranges: what is measured on the cropped picture differs from what
    /// was planned by a pixel or two, and those have to pass without a review.
    fn default() -> Self {
        Self {
            width: 480,
            height: 640,
            eye_line: Span::new(206.0, 294.0),
            head_top: Span::new(56.0, 104.0),
            face_width: Span::new(186.0, 294.0),
            offset: 16.0,
            roll_degrees: 2.0,
        }
    }
}
