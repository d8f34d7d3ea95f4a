//! What lies below the chin: garment, bare skin, and hair that falls over both.

use super::colour::{Lab, LabImage};
use super::skin::Skin;
use super::unmeasurable::Unmeasurable;
use crate::coords::Point;
use crate::perception::landmarks::index;
use crate::perception::{Mask, Part, Subject};

/// Probability (of 255) from which a pixel is the person.
const PERSON_FLOOR: u8 = 128;
/// Farthest from the face's skin, in the measure of [`Skin::distance`], that bare skin may be.
const SKIN_REACH: f32 = 10.0;
/// Heights of the face below the chin in which what the network calls neck is neck, shadow and beard included; below
/// it has to have the colour of skin, to within this measure of [`Skin::distance`].
const SURE_NECK: f32 = 0.2;
const NECK_REACH: f32 = 16.0;
/// Largest step, in ΔE of CIELAB, between neighbouring pixels of one piece of skin: a collar or a hem is steeper.
const SKIN_STEP: f32 = 4.0;
/// Share of the cloth beside neck and hair that must differ from skin to be a garment of another colour.
const LEAST_CLOTH: f32 = 0.15;
/// Half the width of a shirt front at the chin, in widths of the face, and its depth, in heights of the face.
const SHIRT_FRONT: (f32, f32) = (0.55, 1.33);

/// The torso, divided; masks on the frame.
#[derive(Debug, Clone)]
pub struct Torso {
    /// Clothing, clear of the seams where it mixes with skin, hair and backdrop.
    pub garment: Mask,
    /// Skin below the chin.
    pub bare: Mask,
    /// Hair below the chin.
    pub hair: Mask,
}

impl Torso {
    /// Divides what lies below the chin by person mask, parsed face and colour.
    ///
    /// The network knows necks and collars, but it was trained on faces and calls many a bare shoulder clothing. So
    /// skin also grows from the neck over gentle steps of this person's skin colour.
    pub(crate) fn divide(lab: &LabImage, subject: &Subject, skin: &Skin) -> Result<Self, Unmeasurable> {
        let face = FaceFrame::of(subject);
        let person = subject.person_mask(PERSON_FLOOR);
        let torso =
            Mask::from_fn(person.width(), person.height(), |x, y| y as f32 > face.chin.y && person.get(x, y));
        let shown = |parts: &[Part]| subject.part_mask(parts).ok_or(Unmeasurable::Parsing);
        let hair = shown(&[Part::Hair])?.and(&torso);
        let neck_below = face.chin.y + SURE_NECK * face.height;
        let shown_neck = shown(&[Part::Neck, Part::Skin, Part::Necklace])?.and(&torso);
        let neck = Mask::from_fn(torso.width(), torso.height(), |x, y| {
            shown_neck.get(x, y) && ((y as f32) < neck_below || skin.distance(lab.get(x, y)) < NECK_REACH)
        });
        let bare =
            grow(lab, &torso.without(&hair), &neck, SKIN_STEP, |colour| skin.distance(colour) < SKIN_REACH);

        // The masks' seams mix cloth with skin, hair and backdrop; they are no garment.
        let cloth = torso.and(&person.eroded(2)).without(&hair.dilated(1)).without(&neck.dilated(1));
        let clear_of_skin = cloth.without(&bare.dilated(1));
        // A garment of this person's skin colour lets skin grow into it. Nobody is photographed without a garment, so
        // where next to nothing else is left, that was it.
        let garment = if clear_of_skin.area() as f32 >= LEAST_CLOTH * cloth.area() as f32 {
            clear_of_skin
        } else {
            cloth
        };
        Ok(Self { garment, bare, hair })
    }
}

/// Lengths and places of the face in pixels of the frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FaceFrame {
    /// Lowest point of the chin.
    pub chin: Point,
    /// Distance between the face's edges.
    pub width: f32,
    /// Distance from forehead to chin.
    pub height: f32,
}

impl FaceFrame {
    pub fn of(subject: &Subject) -> Self {
        Self {
            chin: subject.frame.from_photo(subject.landmarks.point(index::CHIN)),
            width: subject.landmarks.face_width() * subject.frame.scale,
            height: subject.landmarks.face_height() * subject.frame.scale,
        }
    }

    /// Whether a place lies in the V that an open jacket leaves for collar, shirt and tie: as wide as the neck at the
    /// chin, closed one and a third face heights below it.
    pub fn is_shirt_front(&self, x: u32, y: u32) -> bool {
        let depth = (y as f32 - self.chin.y) / (SHIRT_FRONT.1 * self.height);
        (x as f32 - self.chin.x).abs() < SHIRT_FRONT.0 * self.width * (1.0 - depth)
    }
}

/// `seeds`, and the pixels of `area` that can be reached from them over steps of at most `largest_step` through colours that
/// `belongs` accepts.
fn grow(lab: &LabImage, area: &Mask, seeds: &Mask, largest_step: f32, belongs: impl Fn(Lab) -> bool) -> Mask {
    let mut grown = seeds.clone();
    let mut open: Vec<(u32, u32)> = seeds.pixels().filter(|&(x, y)| belongs(lab.get(x, y))).collect();
    while let Some((x, y)) = open.pop() {
        let here = lab.get(x, y);
        for (next_x, next_y) in [(x.wrapping_sub(1), y), (x + 1, y), (x, y.wrapping_sub(1)), (x, y + 1)] {
            if !area.get(next_x, next_y) || grown.get(next_x, next_y) {
                continue;
            }
            let there = lab.get(next_x, next_y);
            let step =
                ((here.l - there.l).powi(2) + (here.a - there.a).powi(2) + (here.b - there.b).powi(2)).sqrt();
            if step <= largest_step && belongs(there) {
                grown.set(next_x, next_y, true);
                open.push((next_x, next_y));
            }
        }
    }
    grown
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    #[test]
    fn the_shirt_front_narrows_downwards() {
        let face = FaceFrame { chin: Point::new(100.0, 100.0), width: 100.0, height: 120.0 };
        assert!(face.is_shirt_front(145, 105));
        assert!(!face.is_shirt_front(145, 200));
        assert!(!face.is_shirt_front(100, 270));
    }

    #[test]
    fn growth_stops_at_a_steep_edge_of_the_same_colour_family() {
        // Two pieces of one colour with a dark line between them.
        let pixels =
            RgbImage::from_fn(9, 3, |x, _| if x == 4 { Rgb([90, 60, 50]) } else { Rgb([220, 180, 160]) });
        let lab = LabImage::from_srgb(&pixels);
        let all = Mask::from_fn(9, 3, |_, _| true);
        let grown = grow(&lab, &all, &Mask::from_fn(9, 3, |x, y| x == 0 && y == 0), 5.0, |_| true);
        assert_eq!(grown.area(), 12);
        assert!(!grown.get(5, 1));
    }
}
