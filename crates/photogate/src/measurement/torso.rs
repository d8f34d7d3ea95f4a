//! What lies below the chin: garment, bare skin, and hair that falls over both.

use super::colour::{LabImage, ciede2000};
use super::skin::Skin;
use super::unmeasurable::Unmeasurable;
use crate::coords::Point;
use crate::perception::landmarks::index;
use crate::perception::{Mask, Part, Subject, steps_away};

/// Probability (of 255) from which a pixel is the person.
const PERSON_FLOOR: u8 = 128;
/// Farthest from the face's skin, in the measure of [`Skin::distance`], that bare skin may be.
const SKIN_REACH: f32 = 10.0;
/// Heights of the face below the chin in which what the network calls neck is neck, shadow and beard included; below
/// it has to have the colour of skin, to within this measure of [`Skin::distance`].
const SURE_NECK: f32 = 0.2;
const NECK_REACH: f32 = 16.0;
/// Share of the cloth beside neck and hair that must differ from skin to be a garment of another colour.
const LEAST_CLOTH: f32 = 0.15;
/// How far on both sides of the neckline colours are taken, in pixels of the frame: clear of the grid's steps.
const NECKLINE_REACH: i32 = 4;
/// CIEDE2000 below which both sides of the neckline are one colour.
const NECKLINE_CONTRAST: f32 = 4.0;
/// Fewest pairs that make a neckline.
const LEAST_NECKLINE: u32 = 20;
/// Share of the neckline from which it counts as open. Calibrated on `portraits` and `campaign`: 0.39 to 0.81 for bare
/// shoulders, below 0.1 for most clothes, 0.1 to 0.48 for garments painted in the person's own skin colour.
const OPEN_NECKLINE: f32 = 0.35;
/// Share of the body below the neck that the network itself sees bare, from which the rest may be too.
const BARE_CHEST: f32 = 0.2;
/// Skin below the neck is an area: pieces narrower than twice this and one, in pixels of the frame (a face is 110 wide), are
/// squares of a check or dots of a print that happen to have its colour.
const LEAST_SKIN: u8 = 3;
/// Half the width of a shirt front at the chin, in widths of the face, and its depth, in heights of the face.
const SHIRT_FRONT: (f32, f32) = (0.55, 1.33);

/// The torso, divided; masks on the frame.
#[derive(Debug, Clone)]
pub struct Torso {
    /// Clothing, clear of the seams where it mixes with skin, hair and backdrop.
    pub garment: Mask,
    /// Clothing with the specks in it that have the colour of skin: squares of a check, or skin seen through hair.
    pub surface: Mask,
    /// Skin below the chin.
    pub bare: Mask,
    /// Hair below the chin.
    pub hair: Mask,
}

impl Torso {
    /// Divides what lies below the chin by person mask, parsed face and colour.
    ///
    /// The network knows necks and collars, but it was trained on faces and calls many a bare shoulder clothing. Where
    /// no neckline can be seen, or the chest is bare, whatever has the colour of this person's skin is skin.
    ///
    /// # Errors
    /// [`Unmeasurable::Parsing`] if the face was not parsed.
    pub fn divide(lab: LabImage<'_>, subject: &Subject, skin: &Skin) -> Result<Self, Unmeasurable> {
        let face = FaceFrame::of(subject);
        let person = subject.person_mask(PERSON_FLOOR);
        let (width, height) = (person.width(), person.height());
        let shown = |parts: &[Part]| subject.part_mask(parts).ok_or(Unmeasurable::Parsing);
        let torso = Mask::from_fn(width, height, |x, y| y as f32 > face.chin.y && person.get(x, y));
        let hair = shown(&[Part::Hair])?.and(&torso);
        let body = torso.without(&hair);
        let looks_like_skin = |x, y, reach| skin.distance(lab.get(x, y)) < reach;

        let neck_end = face.chin.y + SURE_NECK * face.height;
        let shown_neck = shown(&[Part::Neck, Part::Skin, Part::Necklace])?.and(&torso);
        let neck = Mask::from_fn(width, height, |x, y| {
            shown_neck.get(x, y) && ((y as f32) < neck_end || looks_like_skin(x, y, NECK_REACH))
        });
        let open_neckline = open_neckline(lab, &neck, &body.without(&neck));
        let below_neck = |mask: &Mask| mask.pixels().filter(|&(_, y)| y as f32 >= neck_end).count() as f32;
        let bare_chest = below_neck(&neck) / below_neck(&body).max(1.0);
        let skin_goes_on =
            open_neckline.is_some_and(|share| share >= OPEN_NECKLINE) || bare_chest >= BARE_CHEST;
        // The masks' seams mix cloth with skin, hair and backdrop; they are no garment.
        let cloth = body.and(&person.eroded(2)).without(&hair.dilated(1)).without(&neck.dilated(1));
        if !skin_goes_on {
            return Ok(Self { garment: cloth.clone(), surface: cloth, bare: neck, hair });
        }
        let like_skin = Mask::from_fn(width, height, |x, y| {
            neck.get(x, y) || (body.get(x, y) && looks_like_skin(x, y, SKIN_REACH))
        });
        let bare = neck.or(&like_skin.eroded(LEAST_SKIN).dilated(LEAST_SKIN).and(&like_skin));
        let clear_of_skin = cloth.without(&like_skin.dilated(1));
        let surface = cloth.without(&bare.dilated(1));
        // Nobody is photographed without a garment: where next to nothing but skin colour is left, the garment has it.
        let garment = if clear_of_skin.area() as f32 >= LEAST_CLOTH * cloth.area() as f32 {
            clear_of_skin
        } else {
            cloth
        };
        Ok(Self { garment, surface, bare, hair })
    }
}

/// Share, 0 to 1, of the line where the network sees the neck end and clothing begin along which the colour does not
/// change: high where bare skin goes on. `None` where the photo shows no such line.
///
/// Compared are colours a little above and a little below the line, in pairs.
fn open_neckline(lab: LabImage<'_>, neck: &Mask, cloth: &Mask) -> Option<f32> {
    let (mut pairs, mut alike) = (0_u32, 0_u32);
    for (x, y) in neck.pixels() {
        for step in [(-1, 0), (1, 0), (0, 1)] {
            let place = |distance| steps_away((x, y), step, distance);
            let (inner, next, outer) = (place(-NECKLINE_REACH), place(1), place(NECKLINE_REACH));
            if cloth.get(next.0, next.1) && neck.get(inner.0, inner.1) && cloth.get(outer.0, outer.1) {
                pairs += 1;
                let contrast = ciede2000(lab.get(inner.0, inner.1), lab.get(outer.0, outer.1));
                alike += u32::from(contrast < NECKLINE_CONTRAST);
            }
        }
    }
    (pairs >= LEAST_NECKLINE).then(|| alike as f32 / pairs as f32)
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

    /// A neck of 20 columns over a garment, both of the given colours.
    fn neckline(neck: [u8; 3], garment: [u8; 3]) -> Option<f32> {
        let pixels = RgbImage::from_fn(60, 60, |_, y| Rgb(if y < 30 { neck } else { garment }));
        let upper = Mask::from_fn(60, 60, |x, y| (10..50).contains(&x) && y < 30);
        let lower = Mask::from_fn(60, 60, |_, y| y >= 30);
        open_neckline(LabImage::from_srgb(&pixels), &upper, &lower)
    }

    #[test]
    fn a_collar_closes_the_neckline_and_bare_skin_leaves_it_open() {
        assert_eq!(neckline([220, 180, 160], [30, 30, 60]), Some(0.0));
        assert_eq!(neckline([220, 180, 160], [216, 177, 156]), Some(1.0));
    }
}
