//! What was seen and measured, marked where it lies.

use image::{Rgb, RgbImage};

use super::draw;
use super::regions;
use super::style::{self, Sizes};
use super::words;
use crate::check::Inspection;
use crate::coords::Point;
use crate::measurement::{Backdrop, skin_patches};
use crate::perception::{Frame, Landmarks, Mask, Part, Subject};
use crate::words::Words;

/// Distance between the dots on the backdrop, in widths of the face.
const DOT_SPACING: f32 = 0.22;
/// Share of the backdrop that must be foreign for a box around it: less is noise.
const LEAST_FOREIGN: f32 = 0.01;

/// The parts of head and face that are marked, with their names in the legend.
const PARTS: [(&[Part], Words, Rgb<u8>); 5] = [
    (&[Part::Hair], words::HAIR, style::HAIR),
    (&[Part::Ear], words::EARS, style::EAR),
    (&[Part::Brow, Part::Eye, Part::Lips], words::FEATURES, style::FEATURE),
    (&[Part::Glasses], words::GLASSES, style::GLASSES),
    (&[Part::Earring, Part::Necklace, Part::Hat], words::ORNAMENTS, style::ORNAMENT),
];

/// How a kind of mark is shown in the legend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sample {
    /// A tinted piece with an outline.
    Area,
    /// A line.
    Line,
    /// Dots.
    Dots,
}

/// A kind of mark that was drawn: what it is called, in which colour and shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    /// Its name in the legend.
    pub name: Words,
    /// Its colour.
    pub colour: Rgb<u8>,
    /// Its shape.
    pub sample: Sample,
}

/// Draws all marks and says which kinds there are.
pub(super) fn draw(canvas: &mut RgbImage, inspection: &Inspection, sizes: Sizes) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut add = |name, colour, sample| keys.push(Key { name, colour, sample });
    let measurements = &inspection.measurements;
    if let Some(subject) = &inspection.portrait.subject {
        let frame = &subject.frame;
        if let Ok(backdrop) = &measurements.backdrop {
            backdrop_marks(canvas, subject, backdrop, sizes);
            add(words::BACKDROP_SAMPLES, style::BACKDROP, Sample::Dots);
        }
        if let Ok(torso) = &measurements.torso {
            for (mask, name, colour) in [
                (&torso.garment, words::GARMENT, style::GARMENT),
                (&torso.bare, words::BARE_SKIN, style::BARE_SKIN),
            ] {
                if mask.area() > 0 {
                    regions::region(canvas, frame, mask, sizes.line, colour);
                    add(name, colour, Sample::Area);
                }
            }
        }
        for (parts, name, colour) in PARTS {
            if let Some(mask) = subject.part_mask(parts)
                && mask.area() > 0
            {
                regions::region(canvas, frame, &mask, sizes.line, colour);
                add(name, colour, Sample::Area);
            }
        }
        if measurements.skin.is_ok() {
            for patch in skin_patches(subject) {
                regions::region(canvas, frame, &patch, sizes.line, style::SKIN_SAMPLE);
            }
            add(words::SKIN_SAMPLES, style::SKIN_SAMPLE, Sample::Area);
        }
    }
    for face in &inspection.portrait.faces {
        draw::outline(canvas, &face.landmarks.outline(), sizes.line, style::FACE);
    }
    if let Some(subject) = &inspection.portrait.subject {
        eyes(canvas, &subject.landmarks, sizes);
    }
    if !inspection.portrait.faces.is_empty() {
        add(words::FACE, style::FACE, Sample::Line);
    }
    keys
}

/// Dots on a grid where the backdrop was sampled, and dashes around what does not belong to it.
fn backdrop_marks(canvas: &mut RgbImage, subject: &Subject, backdrop: &Backdrop, sizes: Sizes) {
    let spacing = subject.landmarks.face_width() * subject.frame.scale * DOT_SPACING;
    for centre in grid(&backdrop.mask, spacing) {
        draw::dot(canvas, on_photo(&subject.frame, centre), 1.8 * sizes.line, style::BACKDROP);
    }
    if let Some(region) = backdrop.foreign_region
        && backdrop.foreign_share >= LEAST_FOREIGN
    {
        draw::dashed_frame(canvas, region, sizes.line, style::BACKDROP);
    }
}

/// Pixels of `mask` on a grid of that spacing, both in pixels of the frame.
fn grid(mask: &Mask, spacing: f32) -> Vec<(u32, u32)> {
    let step = spacing.max(4.0) as usize;
    (step as u32 / 2..mask.height())
        .step_by(step)
        .flat_map(|y| (step as u32 / 2..mask.width()).step_by(step).map(move |x| (x, y)))
        .filter(|&(x, y)| mask.get(x, y))
        .collect()
}

fn on_photo(frame: &Frame, (x, y): (u32, u32)) -> Point {
    frame.to_photo_point(Point::new(x as f32 + 0.5, y as f32 + 0.5))
}

/// Both eye centres, joined, and a dashed level line between them: the angle of the two is the head's tilt.
fn eyes(canvas: &mut RgbImage, landmarks: &Landmarks, sizes: Sizes) {
    let (left, right) = (landmarks.image_left_eye(), landmarks.image_right_eye());
    let middle = left.midpoint(right);
    let reach = landmarks.face_width() * 0.6;
    let level = [Point::new(middle.x - reach, middle.y), Point::new(middle.x + reach, middle.y)];
    draw::dashed_line(canvas, level, sizes.line, style::FACE, style::LEVEL_WEIGHT);
    draw::line(canvas, [left, right], sizes.line, style::FACE, 1.0);
    for eye in [left, right] {
        draw::dot(canvas, eye, 3.5 * sizes.line, style::FACE);
    }
}
