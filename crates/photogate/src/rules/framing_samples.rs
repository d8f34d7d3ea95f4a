//! A well framed person for the tests of the rules of geometry and pose.

use crate::coords::{Point, Rect};
use crate::measurement::{Geometry, HeadTop, Measurements, Unmeasurable};
use crate::perception::Pose;

/// The measurements of a registry picture in which everything is in order but for what `change` does.
pub(crate) fn framed(width: u32, height: u32, change: impl FnOnce(&mut Geometry)) -> Measurements {
    let scale = height as f32 / 640.0;
    let middle = width as f32 / 2.0;
    let top = Point::new(middle, 80.0 * scale);
    let mut geometry = Geometry {
        eyes: Point::new(middle, 250.0 * scale),
        eye_distance: 95.0 * scale,
        roll_degrees: 0.0,
        face_width: 220.0 * scale,
        face_centre: Point::new(middle, 265.0 * scale),
        chin: Point::new(middle, 400.0 * scale),
        head_top: Ok(HeadTop { highest: top, crown: top, is_cut_off: false }),
        head_width: Ok(250.0 * scale),
        shoulder_slope_degrees: Some(0.0),
        ear_asymmetry: Some(0.1),
    };
    change(&mut geometry);
    let face = Rect::new(middle - 110.0 * scale, 160.0 * scale, 220.0 * scale, 240.0 * scale);
    let nothing = Measurements::none((width, height), vec![face], Unmeasurable::Garment);
    Measurements {
        pose: Ok(Pose { yaw_degrees: 0.0, pitch_degrees: 0.0, roll_degrees: 0.0 }),
        geometry: Ok(geometry),
        ..nothing
    }
}
