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
        let rows: Vec<&[f32]> = values.chunks_exact(width.max(1)).collect();
        let step = |(one, next): (&f32, &f32)| (next - one).abs().min(EDGE);
        // Steps from each column to the next, over all rows, and from each row to the next, over all columns.
        let mut across = vec![0.0; width.saturating_sub(1)];
        for row in &rows {
            for (sum, pair) in across.iter_mut().zip(row.iter().zip(row.iter().skip(1))) {
                *sum += step(pair);
            }
        }
        let down: Vec<f32> =
            rows.windows(2).map(|pair| pair[0].iter().zip(pair[1]).map(step).sum()).collect();
        Self {
            step: f32::midpoint(excess(&across) / height.max(1) as f32, excess(&down) / width.max(1) as f32),
        }
    }
}

/// Mean step on the grid that stands out most, less the mean of the other seven, of the steps from place to place.
fn excess(steps: &[f32]) -> f32 {
    let (mut sums, mut counts) = ([0.0_f32; BLOCK], [0_u32; BLOCK]);
    for (place, around) in steps.windows(3).enumerate() {
        // Against its neighbours, so that texture, whose steps are everywhere, cancels.
        sums[(place + 1) % BLOCK] += around[1] - f32::midpoint(around[0], around[2]);
        counts[(place + 1) % BLOCK] += 1;
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
    fn steps_do_not_hang_on_the_picture_s_shape() {
        let damaged = compressed(&texture(), 10);
        let flat = imageops::crop_imm(&damaged, 0, 80, 240, 80).to_image();
        let (whole, part) = (step(&damaged), step(&flat));
        assert!((whole - part).abs() < 0.2 * whole, "{whole} {part}");
    }

    #[test]
    fn a_tiny_picture_has_none() {
        assert!(step(&RgbImage::new(2, 2)).abs() < 1e-6);
    }
}
