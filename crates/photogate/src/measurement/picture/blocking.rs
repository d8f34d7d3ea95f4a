//! Blocks of JPEG compression that can be seen, read off the pixels.
//!
//! JPEG codes squares of 8 × 8 pixels one by one; where it was coarse, luma steps at their edges. The step from pixel to
//! pixel is averaged along each of the eight possible grids, across and down, and held against the others. The file's
//! own tables say nothing here: a damaged picture saved again at a high quality keeps its steps, and one that was
//! cropped has its grid elsewhere. A picture that was resized after it was damaged has lost the grid of 8 and is not
//! found.

use image::RgbImage;
use serde::Serialize;

use crate::coords::Rect;
use crate::photo::luma;

/// Side of JPEG's blocks in pixels.
const BLOCK: usize = 8;
/// Longest side of what is read, in pixels: enough for thousands of block edges, and no more of a camera original.
const LONGEST: f32 = 400.0;
/// Step, in levels of luma, beyond which it is the picture's own edge.
const EDGE: f32 = 24.0;

/// How far blocks stand out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Blocking {
    /// Mean step of luma (of 255) at the edges of blocks, above that between other pixels.
    pub step: f32,
}

impl Blocking {
    /// Reads the photo's own pixels in the middle of `region` (in pixels of the photo).
    pub(super) fn measure(photo: &RgbImage, region: Rect) -> Self {
        let centre = region.centre();
        let (width, height) = (region.width.min(LONGEST), region.height.min(LONGEST));
        let part = Rect::new(centre.x - width / 2.0, centre.y - height / 2.0, width, height)
            .intersection(Rect::new(0.0, 0.0, photo.width() as f32, photo.height() as f32));
        let (left, top) = (part.x as u32, part.y as u32);
        let (width, height) = (part.width as usize, part.height as usize);
        let values: Vec<f32> = (0..height as u32)
            .flat_map(|y| (0..width as u32).map(move |x| (x, y)))
            .map(|(x, y)| luma(photo.get_pixel(left + x, top + y).0))
            .collect();
        let across = excess(&values, height, width, (width, 1));
        let down = excess(&values, width, height, (1, width));
        Self { step: f32::midpoint(across, down) }
    }
}

/// Mean step on the grid that stands out most, less the mean of the other seven. Lines of `length` values, one to the
/// next at a distance of `stride.0`, and the values of a line at one of `stride.1`.
fn excess(values: &[f32], lines: usize, length: usize, stride: (usize, usize)) -> f32 {
    let (mut sums, mut counts) = ([0.0_f32; BLOCK], [0_u32; BLOCK]);
    for line in 0..lines {
        for place in 1..length.saturating_sub(2) {
            let at = |place: usize| values[line * stride.0 + place * stride.1];
            let step = |place: usize| (at(place + 1) - at(place)).abs().min(EDGE);
            // Against its neighbours, so that texture, whose steps are everywhere, cancels.
            sums[place % BLOCK] += step(place) - f32::midpoint(step(place - 1), step(place + 1));
            counts[place % BLOCK] += 1;
        }
    }
    let means: [f32; BLOCK] = std::array::from_fn(|phase| sums[phase] / counts[phase].max(1) as f32);
    let most = means.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    most - (means.iter().sum::<f32>() - most) / (BLOCK - 1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, imageops};
    use jpeg_encoder::{ColorType, Encoder};

    /// A soft, grainy texture.
    fn texture() -> RgbImage {
        RgbImage::from_fn(240, 240, |x, y| {
            let wave = 40.0 * (x as f32 / 17.0).sin() + 40.0 * (y as f32 / 23.0).cos();
            let grain = (x.wrapping_mul(7919) ^ y.wrapping_mul(104_729)) % 13;
            Rgb([(120.0 + wave) as u8 + grain as u8; 3])
        })
    }

    fn compressed(picture: &RgbImage, quality: u8) -> RgbImage {
        let mut bytes = Vec::new();
        Encoder::new(&mut bytes, quality)
            .encode(picture, picture.width() as u16, picture.height() as u16, ColorType::Rgb)
            .unwrap();
        image::load_from_memory(&bytes).unwrap().into_rgb8()
    }

    fn step(picture: &RgbImage) -> f32 {
        let whole = Rect::new(0.0, 0.0, picture.width() as f32, picture.height() as f32);
        Blocking::measure(picture, whole).step
    }

    #[test]
    fn coarser_tables_make_higher_steps() {
        let steps = [95, 50, 10].map(|quality| step(&compressed(&texture(), quality)));
        assert!(steps[0] < 0.5 && steps[1] < steps[2] && steps[2] > 1.5, "{steps:?}");
    }

    #[test]
    fn neither_a_crop_nor_a_better_copy_hides_them() {
        let damaged = compressed(&texture(), 10);
        let cropped = imageops::crop_imm(&damaged, 3, 5, 230, 228).to_image();
        let again = compressed(&cropped, 95);
        assert!(step(&again) > 0.7 * step(&damaged), "{} {}", step(&again), step(&damaged));
    }

    #[test]
    fn a_tiny_picture_has_none() {
        assert!(step(&RgbImage::new(2, 2)).abs() < 1e-6);
    }
}
