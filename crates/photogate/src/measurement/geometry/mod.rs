//! Where head and face lie in the picture, in raw pixels and degrees of the photo.
//!
//! Heights are taken down the picture, as the standard takes them, and not down the face: a tilted head has its eye
//! line where the middle between its eyes lies.

mod head;
mod symmetry;

use serde::Serialize;

use head::Head;
pub use head::HeadTop;

use super::Measured;
use super::torso::Torso;
use crate::coords::Point;
use crate::perception::Subject;
use crate::perception::landmarks::index;

/// The framing of the person.
#[derive(Debug, Clone, Serialize)]
pub struct Geometry {
    /// Middle between both eyes.
    pub eyes: Point,
    /// Distance between the middles of the eyes, in pixels.
    pub eye_distance: f32,
    /// Slope of the line through both eyes, in degrees; positive: the head is tilted clockwise as seen in the picture.
    pub roll_degrees: f32,
    /// Width of the face between the cheeks, in pixels: the distance of the mesh's edges before the ears. The widths that
    /// the data set `campaign` states are this distance: the median of their ratio is 1.002.
    pub face_width: f32,
    /// Middle of the face between its two edges.
    pub face_centre: Point,
    /// Lowest point of the chin.
    pub chin: Point,
    /// The highest places of the head: hair, hat or bald skin.
    pub head_top: Measured<HeadTop>,
    /// Width of the head at its widest place above the eyes, hair included and ears not, in pixels.
    pub head_width: Measured<f32>,
    /// Slope of the line over both shoulders, in degrees, positive as `roll_degrees`; `None` where one of them is not in
    /// the picture or lies under hair.
    pub shoulder_slope_degrees: Option<f32>,
    /// Difference between the visible areas of both ears against their sum, 0 for equal ears; `None` unless both are
    /// seen, for one that is not may lie under hair.
    pub ear_asymmetry: Option<f32>,
}

impl Geometry {
    /// Measures the subject.
    #[must_use]
    pub fn measure(subject: &Subject, torso: Option<&Torso>) -> Self {
        let landmarks = &subject.landmarks;
        let (left, right) = (landmarks.image_left_eye(), landmarks.image_right_eye());
        let edges = [index::IMAGE_LEFT_CHEEK_EDGE, index::IMAGE_RIGHT_CHEEK_EDGE];
        let [left_edge, right_edge] = edges.map(|index| landmarks.point(index));
        let roll = (right.y - left.y).atan2(right.x - left.x);
        let head = Head::find(subject);
        Self {
            eyes: landmarks.eyes_middle(),
            eye_distance: landmarks.inter_eye_distance(),
            roll_degrees: roll.to_degrees(),
            face_width: landmarks.face_width(),
            face_centre: left_edge.midpoint(right_edge),
            chin: landmarks.point(index::CHIN),
            head_top: HeadTop::measure(&head, subject, roll),
            head_width: head.width(subject),
            shoulder_slope_degrees: torso.and_then(|torso| symmetry::shoulder_slope_degrees(subject, torso)),
            ear_asymmetry: symmetry::ear_asymmetry(subject),
        }
    }

    /// From the head's top to the chin, in pixels down the picture.
    ///
    /// # Errors
    /// As [`Geometry::head_top`].
    pub fn head_height(&self) -> Measured<f32> {
        self.head_top.as_ref().map(|head| self.chin.y - head.highest.y).map_err(|&reason| reason)
    }
}
