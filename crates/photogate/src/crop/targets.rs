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

    /// The range from `least` to `most` without what lies within `margin` of its ends, but never less than its inner half.
    #[must_use]
    pub fn inside(least: f32, most: f32, margin: f32) -> Self {
        let margin = margin.min((most - least) / 4.0);
        Self::new(least + margin, most - margin)
    }

    /// Both ends times `factor`.
    #[must_use]
    pub fn scaled(self, factor: f32) -> Self {
        Self::new(self.least * factor, self.most * factor)
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
///
/// How large the head is shown may be asked by any of four lengths; those that are `None` are free.
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
    pub face_width: Option<Span>,
    /// From the head's top to the chin.
    pub head_height: Option<Span>,
    /// Width of the head, hair included.
    pub head_width: Option<Span>,
    /// Distance between the middles of the eyes.
    pub eye_distance: Option<Span>,
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
            face_width: Some(Span::new(186.0, 294.0)),
            head_height: None,
            head_width: None,
            eye_distance: None,
            offset: 16.0,
            roll_degrees: 2.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_range_keeps_its_inner_half() {
        assert_eq!(Span::inside(200.0, 300.0, 6.0), Span::new(206.0, 294.0));
        assert_eq!(Span::inside(270.0, 280.0, 6.0), Span::new(272.5, 277.5));
    }
}
