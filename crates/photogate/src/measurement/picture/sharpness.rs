//! How wide edges are: focus and motion blur.
//!
//! An edge that a lens has blurred by a Gaussian of σ has, blurred once more by σ₁, a slope in proportion to
//! 1/√(σ² + σ₁²). Two blurs of known width give two slopes, and their ratio gives σ whatever the edge's contrast
//! (Zhuo and Sim, "Defocus map estimation from a single image", Pattern Recognition 44, 2011). Edges are read apart by
//! their direction: a hand that shook, or a head that moved, widens those across the movement and leaves the others.

use std::f32::consts::SQRT_2;

use imageproc::filter::gaussian_blur_f32;
use serde::Serialize;

use super::luma::LumaImage;
use crate::measurement::colour::percentile;
use crate::measurement::unmeasurable::Unmeasurable;
use crate::perception::{Frame, Subject};

/// The two known blurs, in pixels: wide enough that grain makes no edges, and far enough apart to tell slopes apart.
const BLURS: [f32; 2] = [1.0, 2.0];
/// Width of a face, in pixels, below which nothing can be said of focus.
const LEAST_FACE_WIDTH: f32 = 60.0;
/// Width of the face for which σ is given, whatever the photo's.
const FACE_WIDTH: f32 = 200.0;
/// Directions in which edges are read apart.
const DIRECTIONS: usize = 4;
/// Share of the close-up's pixels that are read in each direction: those with the steepest edges.
const EDGE_SHARE: f32 = 0.008;
/// Of these, the place of the σ that is taken: eyelids and lashes are in focus where the nose's soft shading looks wide.
const SHARPER: f32 = 0.3;
/// Ratio of slopes from which on an edge is as wide as can be told; σ is 5.6 there.
const WIDEST: f32 = 1.04;

/// The width of edges on the face, as σ of the blur in pixels of a face 200 pixels wide.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Sharpness {
    /// In the direction in which edges are widest.
    pub blur: f32,
    /// In the direction in which they are narrowest. Much below `blur`: something moved.
    pub least_blur: f32,
}

impl Sharpness {
    /// Reads the edges from brows to lips.
    ///
    /// # Errors
    /// [`Unmeasurable::SmallFace`] if the face is less than 60 pixels wide.
    pub(super) fn measure(
        luma: &LumaImage,
        close_up: &Frame,
        subject: &Subject,
    ) -> Result<Self, Unmeasurable> {
        let face_width = subject.landmarks.face_width() * close_up.scale;
        if face_width < LEAST_FACE_WIDTH {
            return Err(Unmeasurable::SmallFace);
        }
        let [least, blur] = widths(luma).ok_or(Unmeasurable::SmallFace)?;
        let scale = FACE_WIDTH / face_width;
        Ok(Self { blur: blur * scale, least_blur: least * scale })
    }
}

/// σ in the sharpest and in the most blurred direction, in pixels; `None` for a picture without room for edges.
fn widths(luma: &LumaImage) -> Option<[f32; 2]> {
    let [fine, coarse] = BLURS.map(|sigma| gaussian_blur_f32(luma, sigma));
    let (width, height) = luma.dimensions();
    let mut edges: [Vec<(f32, f32)>; DIRECTIONS] = Default::default();
    for y in 1..height.saturating_sub(1) as usize {
        for ((across, down), (coarse_across, coarse_down)) in slopes(&fine, y).zip(slopes(&coarse, y)) {
            // `hypot` minds lengths beyond those of pictures, and is a call.
            let steepness = (across * across + down * down).sqrt();
            if steepness <= f32::EPSILON {
                continue;
            }
            let same_way = (across * coarse_across + down * coarse_down) / steepness;
            edges[direction(across, down)].push((steepness, same_way));
        }
    }
    let wanted = (EDGE_SHARE * (width * height) as f32) as usize;
    let widths = edges.into_iter().filter_map(|edges| width_of_steepest(edges, wanted));
    widths.fold(None, |range, sigma| {
        let [least, most] = range.unwrap_or([sigma, sigma]);
        Some([sigma.min(least), sigma.max(most)])
    })
}

/// Which of the four directions, 45° apart and whichever way round, a slope is nearest to: level, falling, upright or
/// rising.
fn direction(across: f32, down: f32) -> usize {
    /// Tangent of half of 45°.
    const HALF: f32 = SQRT_2 - 1.0;
    if down.abs() <= HALF * across.abs() {
        0
    } else if across.abs() <= HALF * down.abs() {
        2
    } else if (across > 0.0) == (down > 0.0) {
        1
    } else {
        3
    }
}

/// The width of the `wanted` steepest edges, of which each has its slope after the finer and after the coarser blur.
fn width_of_steepest(mut edges: Vec<(f32, f32)>, wanted: usize) -> Option<f32> {
    if wanted == 0 || edges.len() < wanted {
        return None;
    }
    edges.select_nth_unstable_by(wanted - 1, |one, other| other.0.total_cmp(&one.0));
    percentile(edges[..wanted].iter().map(|&(fine, coarse)| sigma(fine, coarse)).collect(), SHARPER)
}

/// Central differences across and down a row, but for its first and last pixel.
fn slopes(picture: &LumaImage, y: usize) -> impl Iterator<Item = (f32, f32)> {
    let width = picture.width() as usize;
    let [above, own, below] = [y - 1, y, y + 1].map(|y| &picture.as_raw()[y * width..][..width]);
    let down = above.iter().zip(below).skip(1).map(|(above, below)| (below - above) / 2.0);
    own.windows(3).map(|values| (values[2] - values[0]) / 2.0).zip(down)
}

/// σ of the edge whose slopes are these.
fn sigma(fine: f32, coarse: f32) -> f32 {
    let ratio = (fine / coarse.max(f32::EPSILON)).clamp(WIDEST, BLURS[1] / BLURS[0]);
    let square = ratio * ratio;
    ((BLURS[1] * BLURS[1] - square * BLURS[0] * BLURS[0]) / (square - 1.0)).max(0.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    /// Bright squares on a dark ground.
    fn squares() -> LumaImage {
        LumaImage::from_fn(160, 120, |x, y| Luma([if x / 20 % 2 == y / 20 % 2 { 200.0 } else { 60.0 }]))
    }

    #[test]
    fn a_known_blur_is_read_back() {
        for sigma in [1.5_f32, 2.5] {
            let [least, most] = widths(&gaussian_blur_f32(&squares(), sigma)).unwrap();
            // The steepest edges count, and those read a quarter too sharp.
            assert!(
                (least / sigma - 1.0).abs() < 0.25 && (most / sigma - 1.0).abs() < 0.25,
                "{sigma}: {least} {most}"
            );
        }
        assert!(widths(&squares()).unwrap()[0] < 0.8);
    }

    #[test]
    fn movement_widens_the_edges_across_it() {
        let picture = squares();
        let moved = LumaImage::from_fn(160, 120, |x, y| {
            let sum: f32 = (0..9).map(|step| picture.get_pixel((x + step).min(159), y).0[0]).sum();
            Luma([sum / 9.0])
        });
        let [least, most] = widths(&moved).unwrap();
        // A box of nine pixels has a standard deviation of 2.6.
        assert!(least < 0.9 && most > 1.8, "{least} {most}");
    }

    #[test]
    fn a_slope_belongs_to_the_nearest_of_four_directions() {
        for degrees in (5..360_u16).step_by(10) {
            let (down, across) = f32::from(degrees).to_radians().sin_cos();
            let nearest = (f32::from(degrees) / 45.0).round() as usize % DIRECTIONS;
            assert_eq!(direction(across, down), nearest, "{degrees}");
        }
    }

    #[test]
    fn no_edges_no_width() {
        assert_eq!(widths(&LumaImage::from_pixel(50, 50, Luma([7.0]))), None);
        assert_eq!(widths(&LumaImage::new(1, 1)), None);
    }
}
