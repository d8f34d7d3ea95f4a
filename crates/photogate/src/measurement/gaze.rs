//! Where the eyes look, from where the irises stand between the corners of the eyes.

use serde::Serialize;

use crate::coords::{Point, Rect};
use crate::measurement::colour::{lab_from_srgb, percentile};
use crate::measurement::unmeasurable::Unmeasurable;
use crate::perception::landmarks::index;
use crate::perception::{Frame, Subject};
use crate::sides::{Side, Sides};

/// Pixels at the rim of an eye's opening that are left out: lashes lie there.
const LASHES: u8 = 1;
/// Share of the rest that is iris for certain: its darkest quarter. An iris fills a third.
const IRIS: f32 = 0.25;
/// Fewest pixels of the close-up in an opening that shows where its iris stands.
const LEAST_PIXELS: usize = 40;
/// Shares of an opening's pixels, by lightness, that stand for iris and for white, and the least L* between them: in a
/// blurred picture, or behind a dark lens, shadows are as dark as the iris. Openings of the evaluation set `portraits` have
/// 30 in the median; those with less than 15 are dark, blurred or behind glasses.
const DARK: f32 = 0.1;
const LIGHT: f32 = 0.9;
const LEAST_CONTRAST: f32 = 15.0;
/// By how much the irises of eyes that look at the camera move for each degree of yaw, against the turn of the head: a robust
/// line through 796 pictures of `parsing` has −0.0018, through the 82 of `portraits` −0.0012.
const FOLLOWS_YAW: f32 = -0.0015;

/// Degrees of yaw up to which an eye shows enough of itself on both sides of its iris.
const MOST_YAW: f32 = 15.0;

/// Where the eyes look.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Gaze {
    /// How far the irises stand to the picture's right of where they are in eyes that look at the camera, in distances of an
    /// eye's corners; the mean of both eyes, since what shades one eye's outer corner shades the other's too.
    pub aside: f32,
    /// Around both eyes, in pixels of the photo.
    pub region: Option<Rect>,
}

impl Gaze {
    /// Measures both eyes.
    ///
    /// # Errors
    /// [`Unmeasurable::Eyes`] unless both eyes show their irises, in a head that is hardly turned.
    pub(super) fn measure(close_up: &Frame, subject: &Subject) -> Result<Self, Unmeasurable> {
        let irises = Sides::from_fn(|side| iris(close_up, subject, side));
        let (Some(left), Some(right)) = (irises.image_left, irises.image_right) else {
            return Err(Unmeasurable::Eyes);
        };
        if subject.pose.yaw_degrees.abs() > MOST_YAW {
            return Err(Unmeasurable::Eyes);
        }
        let straight = FOLLOWS_YAW * subject.pose.yaw_degrees;
        let lids = index::IMAGE_LEFT_EYE.iter().chain(&index::IMAGE_RIGHT_EYE);
        let region = Rect::around(lids.map(|&at| subject.landmarks.point(at)));
        Ok(Self { aside: f32::midpoint(left, right) - straight, region })
    }
}

/// How far the dark part of an eye's opening stands from the middle between the corners, towards the picture's right, in
/// distances of the corners.
fn iris(close_up: &Frame, subject: &Subject, side: Side) -> Option<f32> {
    let landmarks = &subject.landmarks;
    let corner = |index: &Sides<usize>| close_up.from_photo(landmarks.point(*index.get(side)));
    let (outer, inner) = (corner(&index::EYE_OUTER), corner(&index::EYE_INNER));
    let (left, right) = if side == Side::ImageLeft { (outer, inner) } else { (inner, outer) };
    let (middle, across) = (left.midpoint(right), Point::new(right.x - left.x, right.y - left.y));
    let square = (across.x * across.x + across.y * across.y).max(1.0);
    if ![left, right].iter().all(|&corner| close_up.region.contains(close_up.to_photo_point(corner))) {
        return None;
    }
    let opening = close_up.outline_mask(landmarks, index::EYE.get(side)).eroded(LASHES);
    let seen: Vec<(f32, f32)> = opening
        .pixels()
        .map(|(x, y)| {
            let (right, down) = (x as f32 + 0.5 - middle.x, y as f32 + 0.5 - middle.y);
            let along = (right * across.x + down * across.y) / square;
            (lab_from_srgb(close_up.pixels.get_pixel(x, y).0).l, along)
        })
        .collect();
    if seen.len() < LEAST_PIXELS {
        return None;
    }
    let lightness = |share| percentile(seen.iter().map(|&(lightness, _)| lightness).collect(), share);
    if lightness(LIGHT)? - lightness(DARK)? < LEAST_CONTRAST {
        return None;
    }
    let darkest = lightness(IRIS)?;
    let dark = || seen.iter().filter(|&&(lightness, _)| lightness <= darkest);
    Some(dark().map(|&(_, along)| along).sum::<f32>() / dark().count().max(1) as f32)
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, Rgb, RgbImage};

    use super::*;
    use crate::perception::{Landmarks, Pose};

    /// What is measured on two eyes of 40 × 16 pixels whose irises stand `aside`, in pixels, in a head turned by `yaw`
    /// degrees.
    fn gaze(aside: f32, yaw: f32, iris: [u8; 3]) -> Result<Gaze, Unmeasurable> {
        let mut points = vec![[100.0, 90.0, 0.0]; 468];
        let mut pixels = RgbImage::from_pixel(200, 120, Rgb([200, 160, 140]));
        for (side, middle) in [(Side::ImageLeft, 60.0_f32), (Side::ImageRight, 140.0)] {
            for (place, &at) in index::EYE.get(side).iter().enumerate() {
                let turn = std::f32::consts::TAU * place as f32 / 16.0;
                points[at] = [middle + 20.0 * turn.cos(), 60.0 + 8.0 * turn.sin(), 0.0];
            }
            let outward = if side == Side::ImageLeft { -20.0 } else { 20.0 };
            points[*index::EYE_OUTER.get(side)] = [middle + outward, 60.0, 0.0];
            points[*index::EYE_INNER.get(side)] = [middle - outward, 60.0, 0.0];
            for (x, y, pixel) in pixels.enumerate_pixels_mut() {
                let from = |centre: f32| (x as f32 + 0.5 - centre).hypot(y as f32 + 0.5 - 60.0);
                if from(middle) < 20.0 {
                    *pixel = if from(middle + aside) < 7.5 { Rgb(iris) } else { Rgb([225, 220, 215]) };
                }
            }
        }
        let whole = Rect::new(0.0, 0.0, 200.0, 120.0);
        let close_up = Frame { pixels, region: whole, scale: 1.0 };
        let subject = Subject {
            landmarks: Landmarks::from_points(points, 1.0).unwrap(),
            pose: Pose { yaw_degrees: yaw, pitch_degrees: 0.0, roll_degrees: 0.0 },
            frame: close_up.clone(),
            person: GrayImage::new(200, 120),
            parsed: None,
            parts: None,
        };
        Gaze::measure(&close_up, &subject)
    }

    #[test]
    fn irises_are_found_where_they_stand() {
        let brown = [70, 45, 30];
        for aside in [-8.0, 0.0, 8.0] {
            let measured = gaze(aside, 0.0, brown).unwrap().aside;
            assert!((measured - aside / 40.0).abs() < 0.03, "{aside}: {measured}");
        }
        let in_turned_heads = [10.0, -10.0].map(|yaw| gaze(0.0, yaw, brown).unwrap().aside);
        assert!((in_turned_heads[0] - in_turned_heads[1] - 0.03).abs() < 1e-4, "{in_turned_heads:?}");
        assert_eq!(gaze(8.0, 20.0, brown), Err(Unmeasurable::Eyes));
    }

    #[test]
    fn irises_that_cannot_be_told_from_the_white_are_not_known() {
        assert_eq!(gaze(8.0, 0.0, [215, 210, 205]), Err(Unmeasurable::Eyes));
    }
}
