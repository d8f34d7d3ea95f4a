//! The heaviest connected patch of a map of weights.

use crate::coords::Rect;

/// A connected patch.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Patch {
    /// Sum of its weights.
    pub weight: f32,
    /// Around it, in pixels of the map.
    pub bounds: Option<Rect>,
}

/// The patch of neighbouring weights above 0 (diagonals included) with the largest sum; nothing if all are 0.
pub(super) fn largest_patch(weights: &[f32], width: u32) -> Patch {
    let width = width as usize;
    let mut seen = vec![false; weights.len()];
    let mut largest = Patch::default();
    let mut open = Vec::new();
    for start in 0..weights.len() {
        if seen[start] || weights[start] <= 0.0 {
            continue;
        }
        seen[start] = true;
        open.push(start);
        let (mut weight, mut low, mut high) = (0.0, (usize::MAX, usize::MAX), (0, 0));
        while let Some(at) = open.pop() {
            weight += weights[at];
            let (x, y) = (at % width, at / width);
            (low, high) = ((low.0.min(x), low.1.min(y)), (high.0.max(x), high.1.max(y)));
            for y in y.saturating_sub(1)..=y + 1 {
                for x in x.saturating_sub(1)..=(x + 1).min(width - 1) {
                    let next = y * width + x;
                    if next < weights.len() && !seen[next] && weights[next] > 0.0 {
                        seen[next] = true;
                        open.push(next);
                    }
                }
            }
        }
        if weight > largest.weight {
            let size = ((high.0 - low.0 + 1) as f32, (high.1 - low.1 + 1) as f32);
            largest = Patch { weight, bounds: Some(Rect::new(low.0 as f32, low.1 as f32, size.0, size.1)) };
        }
    }
    largest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heavier_of_two_patches_wins_and_diagonals_connect() {
        #[rustfmt::skip]
        let map = [
            0.9, 0.0, 0.0, 0.0, 0.0,
            0.0, 0.0, 0.4, 0.0, 0.0,
            0.0, 0.0, 0.0, 0.4, 0.4,
        ];
        let patch = largest_patch(&map, 5);
        assert!((patch.weight - 1.2).abs() < 1e-6);
        assert_eq!(patch.bounds, Some(Rect::new(2.0, 1.0, 3.0, 2.0)));
        assert_eq!(largest_patch(&[0.0; 6], 3), Patch::default());
    }
}
