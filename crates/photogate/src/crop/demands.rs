//! What rules ask of a cropped picture → what the crop aims for.

use super::{CropTargets, JpegTargets, Span};

/// What the rules of a ruleset ask of a picture that is cropped for them. Each rule writes its part; what none asks for stays
/// as the registry has it.
///
/// Lengths are shares of the picture's height: rules give theirs for different heights, and which the picture has may be asked last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CropDemands {
    /// Width and height in pixels.
    pub size: (u32, u32),
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
    /// Largest distance of the middle between the eyes from the picture's middle.
    pub offset: f32,
    /// Largest slope of the line of the eyes that may stay, in degrees.
    pub roll_degrees: f32,
    /// Bytes, quality and resolution.
    pub file: JpegTargets,
}

impl Default for CropDemands {
    fn default() -> Self {
        let registry = CropTargets::default();
        let share = 1.0 / registry.height as f32;
        Self {
            size: (registry.width, registry.height),
            eye_line: registry.eye_line.scaled(share),
            head_top: registry.head_top.scaled(share),
            face_width: None,
            head_height: None,
            head_width: None,
            eye_distance: None,
            offset: registry.offset * share,
            roll_degrees: registry.roll_degrees,
            file: JpegTargets::default(),
        }
    }
}

/// All that a cropped picture has to be like.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PictureTargets {
    /// Its size and framing.
    pub crop: CropTargets,
    /// Its file.
    pub file: JpegTargets,
}

impl CropDemands {
    /// What to aim for: the lengths in pixels of the picture.
    ///
    /// Where no rule asks how large the head is shown, the face is as wide as the registry has it.
    #[must_use]
    pub fn targets(&self) -> PictureTargets {
        let registry = CropTargets::default();
        let (width, height) = self.size;
        let pixels = height as f32;
        let sizes = [self.face_width, self.head_height, self.head_width, self.eye_distance];
        let [face_width, head_height, head_width, eye_distance] =
            sizes.map(|span| span.map(|span| span.scaled(pixels)));
        let registry_face = registry.face_width.map(|span| span.scaled(pixels / registry.height as f32));
        let crop = CropTargets {
            width,
            height,
            eye_line: self.eye_line.scaled(pixels),
            head_top: self.head_top.scaled(pixels),
            face_width: if sizes.iter().all(Option::is_none) { registry_face } else { face_width },
            head_height,
            head_width,
            eye_distance,
            offset: self.offset * pixels,
            roll_degrees: self.roll_degrees,
        };
        PictureTargets { crop, file: self.file }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_asks_for_is_the_registrys() {
        let targets = CropDemands::default().targets();
        let registry = CropTargets::default();
        assert_eq!(targets.file, JpegTargets::default());
        assert_eq!((targets.crop.width, targets.crop.height), (480, 640));
        for (ours, theirs) in [
            (targets.crop.eye_line, registry.eye_line),
            (targets.crop.head_top, registry.head_top),
            (targets.crop.face_width.unwrap(), registry.face_width.unwrap()),
        ] {
            assert!((ours.least - theirs.least).abs() < 1e-3 && (ours.most - theirs.most).abs() < 1e-3);
        }
    }

    #[test]
    fn lengths_follow_the_size_and_one_size_of_the_head_replaces_the_registrys() {
        let eye_distance = Some(Span::new(0.2, 0.25));
        let demands = CropDemands { size: (300, 400), eye_distance, ..CropDemands::default() };
        let crop = demands.targets().crop;
        assert_eq!((crop.face_width, crop.eye_distance), (None, Some(Span::new(80.0, 100.0))));
        assert!((crop.eye_line.least - 206.0 * 400.0 / 640.0).abs() < 1e-3, "{crop:?}");
    }
}
