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
    let weight_at = |x: u32, y: u32| weights[(y * width + x) as usize];
    let picture = GrayImage::from_fn(width, height, |x, y| Luma([u8::from(weight_at(x, y) > 0.0)]));
    let patches = connected_components(&picture, connectivity, Luma([0]));
    let mut sums: Vec<f32> = Vec::new();
    for (&patch, &weight) in patches.as_raw().iter().zip(weights) {
        let patch = patch as usize;
        if sums.len() <= patch {
            sums.resize(patch + 1, 0.0);
        }
        sums[patch] += weight;
    }
    // The background is patch 0.
    let heaviest = (1..sums.len()).max_by(|&a, &b| sums[a].total_cmp(&sums[b]))?;
    let mask = Mask::from_values(width, height, patches.as_raw(), |&patch| patch as usize == heaviest);
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
    fn diagonals_do_not_connect_where_only_sides_do() {
        let map = [0.5, 0.0, 0.0, 0.7];
        let patch = heaviest_patch(&map, 2, Connectivity::Four).unwrap();
        assert_eq!((patch.weight, patch.mask.area()), (0.7, 1));
    }
}
