//! The heaviest connected patch of a map of weights.

use image::{GrayImage, Luma};
use imageproc::region_labelling::connected_components;

pub(super) use imageproc::region_labelling::Connectivity;

use crate::perception::Mask;

/// A connected patch.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Patch {
    /// Sum of the weights in it.
    pub weight: f32,
    /// Its pixels.
    pub mask: Mask,
}

/// The heaviest patch of pixels of `weights` above 0 that touch each other as `connectivity` says; `weights` holds rows of
/// `width`. `None` if no pixel is above 0.
pub(super) fn heaviest_patch(weights: &[f32], width: u32, connectivity: Connectivity) -> Option<Patch> {
    let height = weights.len() as u32 / width.max(1);
    let positive = Mask::from_values(width, height, weights, |&weight| weight > 0.0);
    // Labels are sought around what is there alone: a highlight covers a hundredth of the frame. One empty column stays,
    // as imageproc counts on fewer labels than pixels.
    let bounds = positive.bounds()?;
    let [left, top, across, down] =
        [bounds.x, bounds.y, bounds.width, bounds.height].map(|length| length as u32);
    let picture =
        GrayImage::from_fn(across + 1, down, |x, y| Luma([u8::from(positive.get(left + x, top + y))]));
    let patches = connected_components(&picture, connectivity, Luma([0]));
    let mut sums: Vec<f32> = Vec::new();
    for (x, y, patch) in patches.enumerate_pixels() {
        let patch = patch.0[0] as usize;
        if sums.len() <= patch {
            sums.resize(patch + 1, 0.0);
        }
        if patch > 0 {
            sums[patch] += weights[((top + y) * width + left + x) as usize];
        }
    }
    // The background is patch 0.
    let heaviest = (1..sums.len()).max_by(|&a, &b| sums[a].total_cmp(&sums[b]))?;
    let mut mask = Mask::from_fn(width, height, |_, _| false);
    for (x, y, patch) in patches.enumerate_pixels() {
        if patch.0[0] as usize == heaviest {
            mask.set(left + x, top + y, true);
        }
    }
    Some(Patch { weight: sums[heaviest], mask })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coords::Rect;

    #[test]
    fn the_heavier_of_two_patches_wins_and_diagonals_connect() {
        #[rustfmt::skip]
        let map = [
            0.9, 0.0, 0.0, 0.0, 0.0,
            0.0, 0.0, 0.4, 0.0, 0.0,
            0.0, 0.0, 0.0, 0.4, 0.4,
        ];
        let patch = heaviest_patch(&map, 5, Connectivity::Eight).unwrap();
        assert!((patch.weight - 1.2).abs() < 1e-6);
        assert_eq!(patch.mask.bounds(), Some(Rect::new(2.0, 1.0, 3.0, 2.0)));
        assert_eq!(heaviest_patch(&[0.0; 6], 3, Connectivity::Eight), None);
    }

    #[test]
    fn a_single_pixel_in_the_corner_is_a_patch() {
        let patch = heaviest_patch(&[0.0, 0.0, 0.0, 0.5], 2, Connectivity::Eight).unwrap();
        assert_eq!(patch.mask.bounds(), Some(Rect::new(1.0, 1.0, 1.0, 1.0)));
    }

    #[test]
    fn diagonals_do_not_connect_where_only_sides_do() {
        let map = [0.5, 0.0, 0.0, 0.7];
        let patch = heaviest_patch(&map, 2, Connectivity::Four).unwrap();
        assert_eq!((patch.weight, patch.mask.area()), (0.7, 1));
    }
}
