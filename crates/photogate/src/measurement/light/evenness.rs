//! Whether both halves of the face are lit alike.

use serde::Serialize;

use super::face_skin::FaceSkin;
use crate::measurement::colour::{LabImage, percentile};
use crate::measurement::skin::patches;
use crate::perception::Subject;

/// How much darker, in L* a degree of yaw, the half that is turned away is under light from the front.
///
/// The halves' normals stand about 25° to either side of the nose. By Lambert's law a turn by 10° changes the light on
/// them to cos 35° and cos 15°, by a factor of 1.18; L* follows the cube root, which at L* 60 makes 3.3.
const SHADING_PER_DEGREE: f32 = 0.33;

/// Fewest pixels of bare skin that tell a patch's spread.
const LEAST_PATCH: usize = 40;

/// Light on either half of the face, and shadows across it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Evenness {
    /// Median L* of the half on the picture's right less that of the other, yaw corrected: positive where the light
    /// comes from the picture's right.
    pub difference: f32,
    /// Largest spread of light within a cheek or the forehead, from the 10th to the 90th percentile of their bare skin,
    /// in stops (doublings): the edge of a hard shadow runs through it. It is the same in much and in little light.
    pub patch_stops: f32,
}

impl Evenness {
    pub(super) fn measure(lab: LabImage<'_>, subject: &Subject, skin: &FaceSkin) -> Self {
        let [left, right] = skin.halves(subject).map(|half| percentile(half, 0.5).unwrap_or_default());
        let bare = skin.mask(lab);
        let patch_stops = patches(subject)
            .iter()
            .map(|patch| patch.and(&bare))
            .filter(|patch| patch.area() >= LEAST_PATCH)
            .map(|patch| {
                let lightness: Vec<f32> = patch.pixels().map(|(x, y)| lab.get(x, y).l).collect();
                let at = |share| percentile(lightness.clone(), share).unwrap_or_default();
                stops_between(at(0.1), at(0.9))
            })
            .fold(0.0, f32::max);
        Self { difference: without_turn(right - left, subject.pose.yaw_degrees), patch_stops }
    }
}

/// Doublings of light from one L* to another: L* + 16 goes with the cube root of the light (CIE 15).
fn stops_between(darker: f32, lighter: f32) -> f32 {
    3.0 * ((lighter + 16.0) / (darker + 16.0)).log2()
}

/// The difference that the turn of the head does not explain: never more than was seen, never of the other sign.
///
/// Turned towards the picture's right, the half on that side faces away from the camera and from light beside it.
fn without_turn(difference: f32, yaw_degrees: f32) -> f32 {
    let explained = -SHADING_PER_DEGREE * yaw_degrees;
    if explained * difference <= 0.0 {
        return difference;
    }
    difference.signum() * (difference.abs() - explained.abs()).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_the_light_is_a_stop_in_the_light_and_in_the_dark() {
        // L* of a luminance of 0.4, 0.2, 0.1 and 0.05.
        for (darker, lighter) in [(51.84, 69.47), (37.84, 51.84), (26.73, 37.84)] {
            assert!((stops_between(darker, lighter) - 1.0).abs() < 1e-2);
        }
    }

    #[test]
    fn a_turn_explains_only_its_own_shading() {
        assert!((without_turn(-10.0, 12.0) + 6.04).abs() < 1e-3, "darker on the side turned away");
        assert!((without_turn(10.0, 12.0) - 10.0).abs() < 1e-3, "lighter there: not by the turn");
        assert!(without_turn(-2.0, 12.0).abs() < 1e-6);
    }
}
