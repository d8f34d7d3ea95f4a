//! The picture as such: focus, grain, compression, and what was put around it or written into it.

mod blocking;
mod border;
mod caption;
mod luma;
mod noise;
#[cfg(test)]
mod sample;
mod sharpness;

use serde::Serialize;

pub use blocking::Blocking;
pub use border::Border;
pub use caption::Caption;
pub use noise::Noise;
pub use sharpness::Sharpness;

use super::unmeasurable::Unmeasurable;
use crate::coords::Rect;
use crate::perception::{Frame, Subject};
use image::RgbImage;

/// How well the picture shows the subject.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Picture {
    /// Focus and motion blur.
    pub sharpness: Result<Sharpness, Unmeasurable>,
    /// Grain.
    pub noise: Result<Noise, Unmeasurable>,
    /// Blocks of JPEG compression.
    pub blocking: Blocking,
    /// What was put around it.
    pub border: Border,
    /// What was written into it.
    pub caption: Caption,
    /// Where sharpness, noise and blocking were looked at, in pixels of the photo.
    pub region: Rect,
}

impl Picture {
    /// Measures the photo around the subject.
    #[must_use]
    pub fn measure(photo: &RgbImage, subject: &Subject, close_up: &Frame) -> Self {
        let luma = luma::of(&close_up.pixels);
        Self {
            sharpness: Sharpness::measure(&luma, close_up, subject),
            noise: Noise::measure(photo, close_up, subject),
            blocking: Blocking::measure(photo, close_up.region),
            border: Border::measure(photo),
            caption: Caption::measure(photo, subject.landmarks.bounds()),
            region: close_up.region,
        }
    }
}
