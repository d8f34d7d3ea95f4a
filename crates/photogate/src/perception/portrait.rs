//! What was seen in a photo.

use image::GrayImage;

use super::face_detection::Detection;
use super::face_parsing::ParsedPortrait;
use super::frame::Frame;
use super::landmarks::Landmarks;
use super::mask::Mask;
use super::part::Part;
use super::pose::Pose;

/// A face that both models agree on.
#[derive(Debug, Clone, PartialEq)]
pub struct Face {
    /// The detector's box and key points.
    pub detection: Detection,
    /// The mesh.
    pub landmarks: Landmarks,
}

/// What was seen in a photo.
#[derive(Debug, Clone)]
pub struct Portrait {
    /// Width of the photo in pixels.
    pub width: u32,
    /// Height of the photo in pixels.
    pub height: u32,
    /// All faces, the largest first.
    pub faces: Vec<Face>,
    /// The person that the photo is about: the one with the largest face; `None` if there is no face.
    pub subject: Option<Subject>,
}

/// The person that the photo is about.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The mesh of the face, in pixels of the photo.
    pub landmarks: Landmarks,
    /// Which way the head looks.
    pub pose: Pose,
    /// The working picture around the person.
    pub frame: Frame,
    /// Probability of a person for every pixel of the frame, 0 to 255.
    pub person: GrayImage,
    /// Chances of each part; `None` if the face-parsing model is not among the models, or no rule needs it.
    pub parsed: Option<ParsedPortrait>,
    /// The part of head or shoulders that each pixel of the frame shows, row by row; `None` if the face-parsing model is
    /// not among the models, or no rule needs it.
    pub parts: Option<Vec<Part>>,
}

impl Subject {
    /// Pixels of the frame that are a person with a probability of at least `threshold` (0 to 255).
    #[must_use]
    pub fn person_mask(&self, threshold: u8) -> Mask {
        let (width, height) = self.person.dimensions();
        Mask::from_values(width, height, self.person.as_raw(), |&probability| probability >= threshold)
    }

    /// Pixels of the frame inside the outline through the landmarks with these indices.
    #[must_use]
    pub fn outline_mask(&self, indices: &[usize]) -> Mask {
        self.frame.outline_mask(&self.landmarks, indices)
    }

    /// Pixels of the frame that show one of `parts`; `None` if the face was not parsed.
    #[must_use]
    pub fn part_mask(&self, parts: &[Part]) -> Option<Mask> {
        let (width, height) = self.frame.pixels.dimensions();
        let shown = self.parts.as_ref()?;
        // One bit a part: looking each pixel's part up in a list would cost more than all else.
        let bit = |part: Part| 1_u16 << part as u16;
        let wanted = parts.iter().fold(0, |set, &part| set | bit(part));
        Some(Mask::from_values(width, height, shown, |&part| wanted & bit(part) != 0))
    }
}
