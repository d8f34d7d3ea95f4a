//! The evidence, on grids of chances made by hand.

use image::{GrayImage, RgbImage};

use super::*;
use crate::coords::{Point, RotatedSquare};
use crate::perception::{Frame, Landmarks, ParsedCrop, ParsedPortrait, Pose};

/// Side of the photo in pixels; a cell of the grid is as large as a pixel.
const SIDE: u32 = 160;

/// A frontal face in the middle of the photo: eyes 40 pixels apart, each 16 wide and 6 high.
fn landmarks() -> Landmarks {
    let mut points = vec![[80.0, 90.0, 0.0]; 468];
    let mut put = |index: usize, x: f32, y: f32| points[index] = [x, y, 0.0];
    for (outline, x, y, width, height) in [
        (&index::IMAGE_LEFT_EYE[..], 60.0, 70.0, 8.0_f32, 3.0_f32),
        (&index::IMAGE_RIGHT_EYE[..], 100.0, 70.0, 8.0, 3.0),
        (&index::IMAGE_LEFT_BROW[..], 60.0, 55.0, 12.0, 3.0),
        (&index::IMAGE_RIGHT_BROW[..], 100.0, 55.0, 12.0, 3.0),
    ] {
        for (position, &index) in outline.iter().enumerate() {
            let turn = std::f32::consts::TAU * position as f32 / outline.len() as f32;
            put(index, x + width * turn.cos(), y + height * turn.sin());
        }
    }
    put(index::IMAGE_LEFT_EYE_OUTER, 52.0, 70.0);
    put(index::IMAGE_LEFT_EYE_INNER, 68.0, 70.0);
    put(index::IMAGE_RIGHT_EYE_INNER, 92.0, 70.0);
    put(index::IMAGE_RIGHT_EYE_OUTER, 108.0, 70.0);
    put(index::IMAGE_LEFT_CHEEK_EDGE, 35.0, 75.0);
    put(index::IMAGE_RIGHT_CHEEK_EDGE, 125.0, 75.0);
    put(index::IMAGE_LEFT_MOUTH_CORNER, 68.0, 110.0);
    put(index::IMAGE_RIGHT_MOUTH_CORNER, 92.0, 110.0);
    Landmarks::from_points(points, 1.0).unwrap()
}

/// What is measured where each pixel certainly shows what `part_of` says.
fn measured(part_of: impl Fn(u32, u32) -> Part) -> FaceParts {
    let mut chances = vec![0.0; (SIDE * SIDE) as usize * Part::ALL.len()];
    for (cell, chances) in chances.chunks_exact_mut(Part::ALL.len()).enumerate() {
        chances[part_of(cell as u32 % SIDE, cell as u32 / SIDE) as usize] = 1.0;
    }
    let middle = SIDE as f32 / 2.0;
    let crop = RotatedSquare { centre: Point::new(middle, middle), side: SIDE as f32, rotation: 0.0 };
    let parsed = ParsedCrop::from_chances(&chances, crop).unwrap();
    let subject = Subject {
        landmarks: landmarks(),
        pose: Pose { yaw_degrees: 0.0, pitch_degrees: 0.0, roll_degrees: 0.0 },
        frame: Frame {
            pixels: RgbImage::new(SIDE, SIDE),
            region: Rect::new(0.0, 0.0, SIDE as f32, SIDE as f32),
            scale: 1.0,
        },
        person: GrayImage::new(SIDE, SIDE),
        parsed: Some(ParsedPortrait { face: parsed.clone(), chest: parsed }),
        parts: None,
    };
    FaceParts::measure(&subject).unwrap()
}

fn within(x: u32, y: u32, left: u32, top: u32, width: u32, height: u32) -> bool {
    (left..left + width).contains(&x) && (top..top + height).contains(&y)
}

/// Both ears, both brows, both eyes.
fn open_face(x: u32, y: u32) -> Part {
    let brow = within(x, y, 48, 53, 24, 4) || within(x, y, 88, 53, 24, 4);
    let eye = within(x, y, 52, 68, 16, 5) || within(x, y, 92, 68, 16, 5);
    let ear = within(x, y, 24, 68, 11, 36) || within(x, y, 125, 68, 11, 36);
    match (brow, eye, ear) {
        (true, ..) => Part::Brow,
        (_, true, _) => Part::Eye,
        (.., true) => Part::Ear,
        _ => Part::Skin,
    }
}

#[test]
fn an_open_face_breaks_nothing() {
    let face = measured(open_face);
    for (name, evidence) in [
        ("left ear", &face.ear_hidden.image_left),
        ("right ear", &face.ear_hidden.image_right),
        ("left brow", &face.brow_covered.image_left),
        ("right brow", &face.brow_covered.image_right),
        ("left earring", &face.earring.image_left),
        ("necklace", &face.necklace),
        ("headwear", &face.headwear),
        ("glasses", &face.glasses),
        ("mouth", &face.mouth_open),
    ] {
        assert!(evidence.chance < 0.3, "{name}: {evidence:?}");
    }
    assert!(face.eye_openness.image_left > 0.2, "{:?}", face.eye_openness);
    assert!(face.hair_over_eye.image_right < 0.01);
}

#[test]
fn hair_down_one_side_hides_what_lies_there_and_nothing_else() {
    let face = measured(|x, y| if x < 72 { Part::Hair } else { open_face(x, y) });
    assert!(face.ear_hidden.image_left.chance > 0.9 && face.ear_hidden.image_right.chance < 0.3);
    assert!(face.brow_covered.image_left.chance > 0.9 && face.brow_covered.image_right.chance < 0.3);
    assert!(face.hair_over_eye.image_left > 0.9 && face.hair_over_eye.image_right < 0.01);
    assert!(face.eye_openness.image_left < 0.01);
    let region = face.ear_hidden.image_left.region.unwrap();
    assert!(region.right() <= 36.0 && region.y < 80.0, "where the ear would be: {region:?}");
}

#[test]
fn an_ornament_is_found_on_its_side_and_where_it_is() {
    let face = measured(|x, y| if within(x, y, 127, 104, 6, 10) { Part::Earring } else { open_face(x, y) });
    assert!(face.earring.image_right.chance > 0.7 && face.earring.image_left.chance < 0.3);
    assert_eq!(face.earring.image_right.region, Some(Rect::new(127.0, 104.0, 6.0, 10.0)));
    let face = measured(|x, y| if within(x, y, 60, 140, 40, 4) { Part::Necklace } else { open_face(x, y) });
    assert!(face.necklace.chance > 0.7);
    let face = measured(|x, y| if y < 45 { Part::Hat } else { open_face(x, y) });
    assert!(face.headwear.chance > 0.9 && face.glasses.chance < 0.3);
}

#[test]
fn what_shows_between_the_lips_opens_the_mouth() {
    let face = measured(|x, y| if within(x, y, 72, 108, 16, 6) { Part::Mouth } else { open_face(x, y) });
    assert!(face.mouth_open.chance > 0.5, "{:?}", face.mouth_open);
}

#[test]
fn lenses_cover_the_eye_behind_them() {
    let face = measured(|x, y| if within(x, y, 48, 62, 64, 18) { Part::Glasses } else { open_face(x, y) });
    assert!(face.glasses.chance > 0.9);
    assert!(face.glasses_over_eye.image_left > 0.9 && face.glasses_over_eye.image_right > 0.9);
}
