//! What is alike on both sides of an upright, frontal person: shoulders and ears.

use crate::measurement::torso::{FaceFrame, Torso};
use crate::perception::{Part, Subject};

/// The columns in which shoulders are looked at, in widths of the face beside its middle: outside the neck and collar,
/// inside the upper arms.
const SHOULDER: (f32, f32) = (0.7, 1.0);
/// Least area of an ear in squares of the inter-eye distance: a few pixels of the frame are none.
const LEAST_EAR: f32 = 5e-3;

/// The slope of the line over both shoulders.
pub(super) fn shoulder_slope_degrees(subject: &Subject, torso: &Torso) -> Option<f32> {
    let face = FaceFrame::of(subject);
    let eyes = subject.landmarks.eyes_middle();
    let middle = subject.frame.from_photo(eyes).midpoint(face.chin).x;
    let height_at = |x: f32| {
        let x = (x >= 0.0 && x < torso.garment.width() as f32).then_some(x as u32)?;
        (0..torso.garment.height())
            .find(|&y| torso.garment.get(x, y) || torso.bare.get(x, y))
            .filter(|&y| !torso.hair.get(x, y.saturating_sub(4)))
    };
    let steps = (face.width * (SHOULDER.1 - SHOULDER.0)) as u32;
    let mut slopes: Vec<f32> = (0..=steps)
        .filter_map(|step| {
            let reach = face.width * SHOULDER.0 + step as f32;
            let (left, right) = (height_at(middle - reach)?, height_at(middle + reach)?);
            Some((right as f32 - left as f32).atan2(2.0 * reach).to_degrees())
        })
        .collect();
    let half = slopes.len() / 2;
    // Half of the columns have to show both shoulders.
    (half > 0 && slopes.len() >= steps as usize / 2)
        .then(|| *slopes.select_nth_unstable_by(half, f32::total_cmp).1)
}

/// The difference of both ears' areas against their sum.
pub(super) fn ear_asymmetry(subject: &Subject) -> Option<f32> {
    let landmarks = &subject.landmarks;
    let middle = subject.frame.from_photo(landmarks.eyes_middle()).x;
    let ears = subject.part_mask(&[Part::Ear, Part::Earring])?;
    let (mut left, mut right) = (0.0_f32, 0.0_f32);
    for (x, _) in ears.pixels() {
        if (x as f32) < middle { left += 1.0 } else { right += 1.0 }
    }
    let least = LEAST_EAR * (landmarks.inter_eye_distance() * subject.frame.scale).powi(2);
    (left.min(right) >= least).then(|| (left - right).abs() / (left + right))
}
