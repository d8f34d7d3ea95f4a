//! What lies below the chin: garment, bare skin, and hair that falls over both.

use super::colour::{Lab, LabImage, ciede2000, median};
use super::skin::Skin;
use crate::coords::Point;
use crate::perception::landmarks::index;
use crate::perception::{Mask, Subject};

/// Probability (of 255) from which a pixel is the person.
const PERSON_FLOOR: u8 = 128;
/// Farthest from the face's skin, in the measure of [`Skin::distance`], that bare skin may be.
const SKIN_REACH: f32 = 13.0;
/// Largest step, in ΔE of CIELAB, between neighbouring pixels of one piece of skin: a collar or a hem is steeper.
const SKIN_STEP: f32 = 5.0;
/// Farthest CIEDE2000 from the hair's own colour that a strand may be.
const HAIR_REACH: f32 = 11.0;
/// Largest step between neighbouring pixels of one strand.
const HAIR_STEP: f32 = 9.0;

/// The torso, divided.
#[derive(Debug, Clone)]
pub(crate) struct Torso {
    /// Person below the chin that is neither bare skin nor hair.
    pub garment: Mask,
    /// Skin that hangs together with the neck.
    pub bare: Mask,
    /// Hair that hangs together with the hair on the head.
    pub hair: Mask,
}

/// Lengths and places of the face in pixels of the frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FaceFrame {
    /// Lowest point of the chin.
    pub chin: Point,
    /// Top of the forehead.
    pub forehead: Point,
    /// Distance between the face's edges.
    pub width: f32,
    /// Distance from forehead to chin.
    pub height: f32,
}

impl FaceFrame {
    pub fn of(subject: &Subject) -> Self {
        let to_frame = |index| subject.frame.from_photo(subject.landmarks.point(index));
        Self {
            chin: to_frame(index::CHIN),
            forehead: to_frame(index::FOREHEAD_TOP),
            width: subject.landmarks.face_width() * subject.frame.scale,
            height: subject.landmarks.face_height() * subject.frame.scale,
        }
    }
}

impl Torso {
    pub fn divide(lab: &LabImage, subject: &Subject, skin: &Skin) -> Self {
        let face = FaceFrame::of(subject);
        let person = subject.person_mask(PERSON_FLOOR);
        let below_chin = (face.chin.y + 0.02 * face.height).max(0.0);
        let torso = Mask::from_fn(lab.width(), lab.height(), |x, y| y as f32 > below_chin && person.get(x, y));

        let bare = connected_skin(lab, &torso, skin, face);
        let hair = connected_hair(lab, &person, subject, face);
        // The masks' seams mix garment with skin, hair and backdrop; they are no garment.
        let clear_of_person = person.eroded(2);
        let garment = torso.and(&clear_of_person).without(&bare.dilated(2)).without(&hair.dilated(1));
        Self { garment, bare: bare.and(&torso), hair: hair.and(&torso) }
    }
}

/// Skin on neck, chest and shoulders, grown from the neck over gentle steps.
fn connected_skin(lab: &LabImage, torso: &Mask, skin: &Skin, face: FaceFrame) -> Mask {
    let seeds = torso.pixels().filter(|&(x, y)| {
        (x as f32 - face.chin.x).abs() < 0.3 * face.width && (y as f32) < face.chin.y + 0.2 * face.height
    });
    grow(lab, torso, seeds.collect(), SKIN_STEP, |colour| skin.distance(colour) < SKIN_REACH)
}

/// Hair below the chin, grown downwards from the hair above it.
fn connected_hair(lab: &LabImage, person: &Mask, subject: &Subject, face: FaceFrame) -> Mask {
    let outline: Vec<Point> =
        subject.landmarks.outline().into_iter().map(|point| subject.frame.from_photo(point)).collect();
    let inside_face = Mask::polygon(lab.width(), lab.height(), &outline).dilated(2);
    let empty = || Mask::from_fn(lab.width(), lab.height(), |_, _| false);
    let solid = person.eroded(1);
    let crown = solid.pixels().filter(|&(x, y)| {
        (y as f32) < face.forehead.y - 0.04 * face.height
            && (y as f32) > face.forehead.y - 0.5 * face.height
            && (x as f32 - face.forehead.x).abs() < 0.5 * face.width
    });
    let crown: Vec<Lab> = crown.map(|(x, y)| lab.get(x, y)).collect();
    // A bald head's crown is skin; what grows from it is no hair, and the caller needs none.
    let Some(colour) = median(&crown) else { return empty() };
    let near_head = Mask::from_fn(lab.width(), lab.height(), |x, y| {
        person.get(x, y) && !inside_face.get(x, y) && (x as f32 - face.chin.x).abs() < 1.1 * face.width
    });
    let seeds = near_head.pixels().filter(|&(_, y)| (y as f32) < face.chin.y - 0.2 * face.height);
    grow(lab, &near_head, seeds.collect(), HAIR_STEP, |other| ciede2000(colour, other) < HAIR_REACH)
}

/// The pixels of `area` that can be reached from `seeds` over steps of at most `largest_step` through colours that
/// `belongs` accepts.
fn grow(
    lab: &LabImage,
    area: &Mask,
    seeds: Vec<(u32, u32)>,
    largest_step: f32,
    belongs: impl Fn(Lab) -> bool,
) -> Mask {
    let mut grown = Mask::from_fn(lab.width(), lab.height(), |_, _| false);
    let mut open: Vec<(u32, u32)> = Vec::new();
    for (x, y) in seeds {
        if belongs(lab.get(x, y)) {
            grown.set(x, y, true);
            open.push((x, y));
        }
    }
    while let Some((x, y)) = open.pop() {
        let here = lab.get(x, y);
        for (next_x, next_y) in
            [(x.wrapping_sub(1), y), (x + 1, y), (x, y.wrapping_sub(1)), (x, y + 1)]
        {
            if !area.get(next_x, next_y) || grown.get(next_x, next_y) {
                continue;
            }
            let there = lab.get(next_x, next_y);
            let step = ((here.l - there.l).powi(2) + (here.a - there.a).powi(2) + (here.b - there.b).powi(2)).sqrt();
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
    fn growth_stops_at_a_steep_edge_of_the_same_colour_family() {
        // Two pieces of one colour with a dark line between them.
        let pixels = RgbImage::from_fn(9, 3, |x, _| if x == 4 { Rgb([90, 60, 50]) } else { Rgb([220, 180, 160]) });
        let lab = LabImage::from_srgb(&pixels);
        let all = Mask::from_fn(9, 3, |_, _| true);
        let grown = grow(&lab, &all, vec![(0, 0)], 5.0, |_| true);
        assert_eq!(grown.area(), 12);
        assert!(!grown.get(5, 1));
    }
}
