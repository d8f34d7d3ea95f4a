//! The parsed face with the landmarks on its grid: where to look for what.

use crate::coords::{Point, Rect};
use crate::perception::landmarks::index;
use crate::perception::{Landmarks, Mask, ParsedCrop, Part};
use crate::sides::Side;

/// Least chance of a part at which a cell counts towards the part's bounds.
const SEEN: f32 = 0.3;

/// How far beside the edge of the face an ear reaches, and how far above the edge's point, in inter-eye distances.
const EAR_REACH: f32 = 0.35;
const EAR_RISE: f32 = 0.25;

/// How much of a part there is in an area.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Amount {
    /// Sum of the chances, in squares of the inter-eye distance.
    pub area: f32,
    /// The highest chance.
    pub peak: f32,
    /// Height of the cells that probably show it, in inter-eye distances.
    pub height: f32,
    /// Around the cells that probably show it, in pixels of the photo.
    pub bounds: Option<Rect>,
}

/// The grid of chances with the landmarks of the face.
pub(super) struct FaceMap<'a> {
    parsed: &'a ParsedCrop,
    landmarks: &'a Landmarks,
    /// Distance between the middles of the eyes, in cells.
    eye_distance: f32,
    /// Column between the eyes.
    middle: f32,
}

impl<'a> FaceMap<'a> {
    /// The landmarks on that grid.
    pub fn new(parsed: &'a ParsedCrop, landmarks: &'a Landmarks) -> Self {
        let (left, right) =
            (parsed.to_grid(landmarks.image_left_eye()), parsed.to_grid(landmarks.image_right_eye()));
        let eye_distance = left.distance(right).max(1.0);
        Self { parsed, landmarks, eye_distance, middle: left.midpoint(right).x }
    }

    /// Cells on one side of the face's middle.
    pub fn half(&self, side: Side) -> Mask {
        self.cells(|x, _| (x < self.middle) == (side == Side::ImageLeft))
    }

    /// Where an ear would be: beside the edge of the face, from brow to mouth, a good ear's width to the side.
    pub fn ear_zone(&self, side: Side) -> Mask {
        let edge = self.place(*index::CHEEK_EDGE.get(side));
        let mouth = self.place(*index::MOUTH_CORNER.get(side));
        let outward = EAR_REACH * self.eye_distance;
        let (left, right) = match side {
            Side::ImageLeft => (edge.x - outward, edge.x),
            Side::ImageRight => (edge.x, edge.x + outward),
        };
        let top = edge.y - EAR_RISE * self.eye_distance;
        self.cells(|x, y| x >= left && x < right && y >= top && y < mouth.y)
    }

    /// All cells.
    pub fn everywhere(&self) -> Mask {
        self.cells(|_, _| true)
    }

    /// Cells inside the outline through these landmarks.
    pub fn outline(&self, indices: &[usize]) -> Mask {
        let corners: Vec<Point> = indices.iter().map(|&index| self.place(index)).collect();
        Mask::polygon(self.parsed.side(), self.parsed.side(), &corners)
    }

    /// Where the landmark of that index lies, in cells.
    fn place(&self, index: usize) -> Point {
        self.parsed.to_grid(self.landmarks.point(index))
    }

    /// Cells whose centres satisfy `holds`.
    fn cells(&self, holds: impl Fn(f32, f32) -> bool) -> Mask {
        let side = self.parsed.side();
        Mask::from_fn(side, side, |x, y| holds(x as f32 + 0.5, y as f32 + 0.5))
    }

    /// How much of `part` there is in `area`.
    pub fn amount(&self, part: Part, area: &Mask) -> Amount {
        let (mut sum, mut peak) = (0.0_f32, 0.0_f32);
        // First and last column and row of the cells that probably show it.
        let mut seen: Option<([u32; 2], [u32; 2])> = None;
        for ([first, last], y, chances, within) in self.rows(part, area) {
            let (total, highest) = total_and_highest(chances, within);
            sum += total;
            peak = peak.max(highest);
            if highest < SEEN {
                continue;
            }
            let shown = |&x: &u32| {
                let place = (x - first) as usize;
                within[place] != 0 && chances[place] >= SEEN
            };
            let ends = (first..=last).find(shown).zip((first..=last).rev().find(shown));
            if let Some((leftmost, rightmost)) = ends {
                let ([left, right], [top, _]) = seen.unwrap_or(([leftmost, rightmost], [y, y]));
                // Row by row: the last one seen is the lowest.
                seen = Some(([left.min(leftmost), right.max(rightmost)], [top, y]));
            }
        }
        let cells = seen.map(|(columns, rows)| Rect::of_pixels(columns, rows));
        Amount {
            area: sum / (self.eye_distance * self.eye_distance),
            peak,
            height: cells.map_or(0.0, |cells| cells.height) / self.eye_distance,
            bounds: cells.map(|cells| self.parsed.to_photo(cells)),
        }
    }

    /// Mean chance of `part` in `area`, 0 to 1; 0 for an empty area.
    pub fn share(&self, part: Part, area: &Mask) -> f32 {
        let (mut sum, mut cells) = (0.0_f32, 0_usize);
        for (_, _, chances, within) in self.rows(part, area) {
            sum += total_and_highest(chances, within).0;
            cells += within.iter().filter(|&&belongs| belongs != 0).count();
        }
        sum / cells.max(1) as f32
    }

    /// The rows that `area` reaches, each from its first to its last cell in the area: these columns, the row's number, the
    /// chances of `part`, and what of it belongs to the area.
    fn rows<'b>(
        &self,
        part: Part,
        area: &'b Mask,
    ) -> impl Iterator<Item = ([u32; 2], u32, &'a [f32], &'b [u8])> {
        let side = self.parsed.side() as usize;
        let chances = self.parsed.plane(part);
        area.row_ends().map(move |([first, last], y)| {
            let cells = y as usize * side + first as usize..=y as usize * side + last as usize;
            ([first, last], y, &chances[cells.clone()], &area.as_raw()[cells])
        })
    }

    /// Around `area`, in pixels of the photo.
    pub fn bounds(&self, area: &Mask) -> Option<Rect> {
        area.bounds().map(|cells| self.parsed.to_photo(cells))
    }
}

/// Sum and maximum of the chances of those cells that are `within`, which is not 0 for them.
fn total_and_highest(chances: &[f32], within: &[u8]) -> (f32, f32) {
    /// Sums that grow side by side: the order in which floats are added is fixed, so one sum alone would be a chain of
    /// additions that each wait for the last.
    const LANES: usize = 8;
    let (mut total, mut highest) = ([0.0_f32; LANES], [0.0_f32; LANES]);
    let mut add = |lane: usize, chance: f32, belongs: u8| {
        let chance = if belongs == 0 { 0.0 } else { chance };
        total[lane] += chance;
        highest[lane] = if chance > highest[lane] { chance } else { highest[lane] };
    };
    let (blocks, rest) = chances.as_chunks::<LANES>();
    let (blocks_within, rest_within) = within.as_chunks::<LANES>();
    for (chances, within) in blocks.iter().zip(blocks_within) {
        for lane in 0..LANES {
            add(lane, chances[lane], within[lane]);
        }
    }
    for (lane, (&chance, &belongs)) in rest.iter().zip(rest_within).enumerate() {
        add(lane, chance, belongs);
    }
    (total.iter().sum(), highest.into_iter().fold(0.0, f32::max))
}

/// Logarithm of an area: twice as much counts the same from a stud to a hoop. `floor` is what counts as nothing.
pub(super) fn log_area(area: f32, floor: f32) -> f32 {
    (area + floor).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_summed_where_they_belong_beyond_the_last_full_block_too() {
        let chances: Vec<f32> = (0..19).map(|cell| cell as f32 / 32.0).collect();
        let within: Vec<u8> = (0..19).map(|cell| if cell % 3 == 0 { 255 } else { 0 }).collect();
        let (total, highest) = total_and_highest(&chances, &within);
        assert!((total - (3 + 6 + 9 + 12 + 15 + 18) as f32 / 32.0).abs() < 1e-6);
        assert!((highest - 18.0 / 32.0).abs() < 1e-6);
        assert_eq!(total_and_highest(&[], &[]), (0.0, 0.0));
    }
}
