//! Foreign objects in the hair: a band or a large clip in a colour that hair does not have.
//!
//! Colours and sizes were chosen by looking at what they find in the 800 pictures of `parsing`, the 82 of `portraits` and the 249 of
//! `campaign`, none of which wears a band.

use serde::Serialize;

use super::backdrop::Backdrop;
use super::colour::{Lab, LabImage, chroma_and_hue, median};
use super::patch::{Connectivity, heaviest_patch};
use super::unmeasurable::Unmeasurable;
use crate::coords::Rect;
use crate::perception::landmarks::index;
use crate::perception::{Mask, Part, Subject};

/// Pixels of the frame at the hair's rim that are not looked at: the backdrop shows through there.
const RIM: u8 = 2;
/// Least chance of a person, of 255: above it hardly any backdrop shows.
const PERSON: u8 = 200;
/// Pixels of the frame that a band is at most wide, in halves: what lies between hair on both sides is looked at with it.
const BAND: u8 = 4;
/// Least area of hair to know its colour by, in squares of the inter-eye distance.
const LEAST_HAIR: f32 = 0.1;
/// Least chroma of a foreign colour, and least distance in a* and b* from the hair's own: hair shines white and its roots are
/// black, so neither lightness nor greys count.
const FOREIGN: f32 = 15.0;
/// Hues of hair, its lights and of skin, in degrees of CIELAB's hue angle, up to where yellow ends.
const HAIR_HUES: (f32, f32) = (35.0, 110.0);
/// Chroma from which no hair has those hues, whatever the light: scarlet, orange and yellow things do.
const HAIR_CHROMA: f32 = 75.0;
/// From here on up to those hues lie red hair, and crimson bands; from this chroma on it is no hair.
const RED_HUE: f32 = 10.0;
const RED_CHROMA: f32 = 40.0;
/// Least distance in CIELAB from every mixture of hair and backdrop: loose hair lets the wall show through.
const SHOWING_THROUGH: f32 = 15.0;

/// The hair of the head above the eyes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Hair {
    /// Area of the largest patch in a foreign colour, in squares of the inter-eye distance.
    pub foreign: f32,
    /// Around that patch, in pixels of the photo; `None` if there is none.
    pub region: Option<Rect>,
}

impl Hair {
    /// Measures the subject's hair.
    ///
    /// # Errors
    /// [`Unmeasurable::Parsing`] if the face was not parsed, [`Unmeasurable::Hair`] if there is too little hair.
    pub(super) fn measure(
        lab: LabImage<'_>,
        subject: &Subject,
        backdrop: Option<&Backdrop>,
    ) -> Result<Self, Unmeasurable> {
        let hair = subject.part_mask(&[Part::Hair]).ok_or(Unmeasurable::Parsing)?;
        let inside = hair.eroded(RIM);
        let square = (subject.landmarks.inter_eye_distance() * subject.frame.scale).max(1.0).powi(2);
        let colours: Vec<Lab> = inside.pixels().map(|(x, y)| lab.get(x, y)).collect();
        if (colours.len() as f32) < LEAST_HAIR * square {
            return Err(Unmeasurable::Hair);
        }
        let own = median(&colours).ok_or(Unmeasurable::Hair)?;
        let covered = subject.part_mask(&[Part::Hair, Part::Hat]).ok_or(Unmeasurable::Parsing)?;
        let area = worn_area(&covered, subject);
        let width = lab.width();
        let foreign: Vec<f32> = area
            .as_raw()
            .iter()
            .zip(0..)
            .map(|(&belongs, place)| {
                let colour = || lab.get(place % width, place / width);
                let is_foreign = belongs != 0 && is_foreign(colour(), own);
                let shows_through =
                    is_foreign && backdrop.is_some_and(|wall| is_mixed(colour(), own, wall.colour));
                f32::from(u8::from(is_foreign && !shows_through))
            })
            .collect();
        let patch = heaviest_patch(&foreign, width, Connectivity::Four);
        Ok(Self {
            foreign: patch.as_ref().map_or(0.0, |patch| patch.weight / square),
            region: patch.and_then(|patch| patch.mask.bounds()).map(|bounds| subject.frame.to_photo(bounds)),
        })
    }
}

/// The hair above the eyes, what is taken for a hat, and what lies between them and is neither face nor backdrop, but for the
/// rim.
fn worn_area(covered: &Mask, subject: &Subject) -> Mask {
    let eyes = subject.frame.from_photo(subject.landmarks.eyes_middle()).y;
    let face = subject.outline_mask(&index::OUTLINE);
    let person = subject.person_mask(PERSON).eroded(RIM);
    let closed = covered.dilated(BAND).eroded(BAND + RIM).without(&face).and(&person);
    Mask::from_fn(closed.width(), closed.height(), |x, y| (y as f32) < eyes && closed.get(x, y))
}

/// Whether hair of that `own` colour does not have this one, nor its lights.
fn is_foreign(colour: Lab, own: Lab) -> bool {
    let (chroma, hue) = chroma_and_hue(colour);
    let is_of_hair = (HAIR_HUES.0..=HAIR_HUES.1).contains(&hue) && chroma < HAIR_CHROMA
        || (RED_HUE..HAIR_HUES.0).contains(&hue) && chroma < RED_CHROMA;
    !is_of_hair && chroma > FOREIGN && (colour.a - own.a).hypot(colour.b - own.b) > FOREIGN
}

/// Whether a colour is one that two others give when they lie in one pixel.
fn is_mixed(colour: Lab, one: Lab, other: Lab) -> bool {
    let vector = |from: Lab, to: Lab| [to.l - from.l, to.a - from.a, to.b - from.b];
    let product = |a: [f32; 3], b: [f32; 3]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
    let (line, place) = (vector(one, other), vector(one, colour));
    let share = (product(line, place) / product(line, line).max(1.0)).clamp(0.0, 1.0);
    let beside = [0, 1, 2].map(|axis: usize| place[axis] - share * line[axis]);
    product(beside, beside).sqrt() < SHOWING_THROUGH
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, Rgb, RgbImage};

    use super::*;
    use crate::measurement::colour::{REFERENCE_BLUE, lab_from_srgb};
    use crate::perception::{Frame, Landmarks, Pose};

    /// What is measured on a head of black hair, 80 pixels wide and 40 above the eyes, which are 40 apart, with a band of
    /// that colour and 6 pixels down from `top`.
    fn measured(band: [u8; 3], top: u32, shown: Part) -> Result<Hair, Unmeasurable> {
        let wall = Backdrop {
            colour: lab_from_srgb(REFERENCE_BLUE),
            spread: 1.0,
            foreign_share: 0.0,
            foreign_region: None,
            share_of_frame: 0.2,
            mask: Mask::from_fn(100, 100, |_, _| false),
        };
        let mut points = vec![[50.0, 70.0, 0.0]; 468];
        points[index::IMAGE_LEFT_EYE_OUTER] = [25.0, 60.0, 0.0];
        points[index::IMAGE_LEFT_EYE_INNER] = [35.0, 60.0, 0.0];
        points[index::IMAGE_RIGHT_EYE_INNER] = [65.0, 60.0, 0.0];
        points[index::IMAGE_RIGHT_EYE_OUTER] = [75.0, 60.0, 0.0];
        let is_hair = |x: u32, y: u32| (10..90).contains(&x) && (10..90).contains(&y);
        let is_band = |x: u32, y: u32| (20..80).contains(&x) && (top..top + 6).contains(&y);
        let pixels = RgbImage::from_fn(100, 100, |x, y| Rgb(if is_band(x, y) { band } else { [28, 24, 24] }));
        let parts = (0..100 * 100).map(|place| match (place % 100, place / 100) {
            (x, y) if is_band(x, y) => shown,
            (x, y) if is_hair(x, y) => Part::Hair,
            _ => Part::Background,
        });
        let whole = Rect::new(0.0, 0.0, 100.0, 100.0);
        let subject = Subject {
            landmarks: Landmarks::from_points(points, 1.0).unwrap(),
            pose: Pose { yaw_degrees: 0.0, pitch_degrees: 0.0, roll_degrees: 0.0 },
            frame: Frame { pixels, region: whole, scale: 1.0 },
            person: GrayImage::from_pixel(100, 100, image::Luma([255])),
            parsed: None,
            parts: Some(parts.collect()),
        };
        Hair::measure(LabImage::from_srgb(&subject.frame.pixels), &subject, Some(&wall))
    }

    #[test]
    fn a_band_is_found_whatever_the_network_takes_it_for() {
        for shown in [Part::Hair, Part::Hat, Part::Background, Part::Skin] {
            let band = measured([190, 30, 50], 30, shown).unwrap();
            assert!((band.foreign - 60.0 * 6.0 / 1600.0).abs() < 0.01, "{shown:?}: {band:?}");
            assert_eq!(band.region, Some(Rect::new(20.0, 30.0, 60.0, 6.0)));
        }
        assert!(measured([40, 70, 180], 30, Part::Hair).unwrap().foreign > 0.2, "royal blue is not the wall");
    }

    #[test]
    fn neither_a_black_band_nor_a_collar_below_the_eyes_nor_the_wall_behind_loose_hair_is_one() {
        for (band, top) in
            [([40, 40, 40], 30), ([190, 30, 50], 64), (REFERENCE_BLUE, 30), ([70, 118, 148], 30)]
        {
            let hair = measured(band, top, Part::Hair).unwrap();
            assert_eq!((hair.foreign, hair.region), (0.0, None));
        }
    }

    #[test]
    fn lights_in_hair_are_its_own_and_a_red_ribbon_or_a_blue_one_is_not() {
        let (black, brown) = (lab_from_srgb([28, 24, 24]), lab_from_srgb([84, 58, 40]));
        let blond = lab_from_srgb([200, 170, 120]);
        for (colour, own) in [
            ([150, 120, 90], brown),
            ([120, 118, 116], black),
            ([190, 150, 100], black),
            ([40, 36, 38], blond),
            ([120, 50, 40], brown),
        ] {
            assert!(!is_foreign(lab_from_srgb(colour), own), "{colour:?}");
        }
        for colour in [
            [190, 30, 50],
            [230, 0, 18],
            [255, 120, 0],
            [250, 220, 0],
            [40, 70, 180],
            [40, 130, 90],
            [230, 130, 170],
        ] {
            assert!(
                is_foreign(lab_from_srgb(colour), black) && is_foreign(lab_from_srgb(colour), brown),
                "{colour:?}"
            );
        }
    }
}
