//! What hair, ornaments, glasses and expression do to the face.

mod calibration;
mod evidence;
mod face_map;
#[cfg(test)]
mod sample;

use serde::Serialize;

pub use evidence::{Evidence, Logistic};

use super::unmeasurable::Unmeasurable;
use crate::coords::Rect;
use crate::perception::landmarks::index;
use crate::perception::{Mask, Part, Subject};
use crate::sides::Sides;
use face_map::{FaceMap, log_area};

/// Areas, in squares of the inter-eye distance, below which a part is as good as absent: a few cells of the grid.
const NO_BROW: f32 = 1e-2;
const NO_ORNAMENT: f32 = 1e-3;
const NO_HAT: f32 = 1e-2;
const NO_MOUTH: f32 = 1e-3;

/// The face's parts in numbers. The regions are in pixels of the photo.
#[derive(Debug, Clone, Serialize)]
pub struct FaceParts {
    /// An ear is hidden. Features: height of what is visible in inter-eye distances (an uncovered ear is about one
    /// high), highest chance of an ear, share of hair and hat where the ear would be.
    pub ear_hidden: Sides<Evidence>,
    /// An eyebrow is covered. Features: logarithm of the visible area, share of hair and hat within the outline that the
    /// landmarks give.
    pub brow_covered: Sides<Evidence>,
    /// Share of hair within each eye's opening, 0 to 1.
    pub hair_over_eye: Sides<f32>,
    /// Around the eyes.
    pub eyes: Sides<Option<Rect>>,
    /// Visible area of each eye against the square of its width; about 0.3 for a wide open eye.
    pub eye_openness: Sides<f32>,
    /// An earring is worn. Features: logarithm of the area, highest chance.
    pub earring: Sides<Evidence>,
    /// A necklace is worn. Features: logarithm of the area and highest chance on the face crop, both on the chest crop.
    pub necklace: Evidence,
    /// The head is covered. Features: logarithm of the area, highest chance.
    pub headwear: Evidence,
    /// Glasses are worn. Features: logarithm of the area, highest chance.
    pub glasses: Evidence,
    /// Share of glasses, frame or dark lens, within each eye's opening, 0 to 1.
    pub glasses_over_eye: Sides<f32>,
    /// The mouth is open or shows teeth. Features: logarithm of the area between the lips, distance between the lips'
    /// inner edges in inter-eye distances.
    pub mouth_open: Evidence,
}

impl FaceParts {
    /// Measures the subject's face.
    ///
    /// # Errors
    /// [`Unmeasurable::Parsing`] if the face was not parsed.
    pub fn measure(subject: &Subject) -> Result<Self, Unmeasurable> {
        let parsed = subject.parsed.as_ref().ok_or(Unmeasurable::Parsing)?;
        let map = FaceMap::new(&parsed.face, &subject.landmarks);
        let chest = FaceMap::new(&parsed.chest, &subject.landmarks);
        let everywhere = map.everywhere();
        let halves = Sides::from_fn(|side| map.half(side));
        let openings = index::EYE.map(|lids| map.outline(lids));
        // A hat hides as hair does.
        let covered = |area: &Mask| map.share(Part::Hair, area) + map.share(Part::Hat, area);
        let [upper_lip, lower_lip] = index::INNER_LIPS.map(|index| subject.landmarks.point(index));
        let lip_gap = upper_lip.distance(lower_lip) / subject.landmarks.inter_eye_distance().max(1.0);

        let worn = |logistic: &Logistic<2>, part: Part, nothing: f32| {
            let amount = map.amount(part, &everywhere);
            logistic.evidence([log_area(amount.area, nothing), amount.peak], amount.bounds)
        };
        let mouth = map.amount(Part::Mouth, &everywhere);
        Ok(Self {
            ear_hidden: Sides::from_fn(|side| {
                let ear = map.amount(Part::Ear, halves.get(side));
                let zone = map.ear_zone(side);
                calibration::EAR_HIDDEN.evidence(
                    [ear.height, ear.peak, covered(&zone)],
                    ear.bounds.or_else(|| map.bounds(&zone)),
                )
            }),
            brow_covered: Sides::from_fn(|side| {
                let outline = map.outline(index::BROW.get(side));
                let brow = map.amount(Part::Brow, halves.get(side));
                calibration::BROW_COVERED
                    .evidence([log_area(brow.area, NO_BROW), covered(&outline)], map.bounds(&outline))
            }),
            hair_over_eye: openings.map(|opening| map.share(Part::Hair, opening)),
            eyes: openings.map(|opening| map.bounds(opening)),
            eye_openness: Sides::from_fn(|side| {
                let corner = |index: &Sides<usize>| subject.landmarks.point(*index.get(side));
                let width = corner(&index::EYE_OUTER).distance(corner(&index::EYE_INNER))
                    / subject.landmarks.inter_eye_distance().max(1.0);
                map.amount(Part::Eye, halves.get(side)).area / (width * width).max(1e-3)
            }),
            earring: Sides::from_fn(|side| {
                let earring = map.amount(Part::Earring, halves.get(side));
                calibration::EARRING
                    .evidence([log_area(earring.area, NO_ORNAMENT), earring.peak], earring.bounds)
            }),
            necklace: {
                let close = map.amount(Part::Necklace, &everywhere);
                let wide = chest.amount(Part::Necklace, &chest.everywhere());
                calibration::NECKLACE.evidence(
                    [
                        log_area(close.area, NO_ORNAMENT),
                        close.peak,
                        log_area(wide.area, NO_ORNAMENT),
                        wide.peak,
                    ],
                    close.bounds.or(wide.bounds),
                )
            },
            headwear: worn(&calibration::HEADWEAR, Part::Hat, NO_HAT),
            glasses: worn(&calibration::GLASSES, Part::Glasses, NO_HAT),
            glasses_over_eye: openings.map(|opening| map.share(Part::Glasses, opening)),
            mouth_open: calibration::MOUTH_OPEN
                .evidence([log_area(mouth.area, NO_MOUTH), lip_gap], mouth.bounds.or(lips(subject))),
        })
    }

    /// Share of glasses within the opening of the eye that they cover more, 0 to 1.
    #[must_use]
    pub fn most_glasses_over_an_eye(&self) -> f32 {
        self.glasses_over_eye.image_left.max(self.glasses_over_eye.image_right)
    }
}

/// Around the lips, by the landmarks.
fn lips(subject: &Subject) -> Option<Rect> {
    let corners = [index::IMAGE_LEFT_MOUTH_CORNER, index::IMAGE_RIGHT_MOUTH_CORNER, 0, 17];
    Rect::around(corners.map(|index| subject.landmarks.point(index)))
}

#[cfg(test)]
mod tests;
