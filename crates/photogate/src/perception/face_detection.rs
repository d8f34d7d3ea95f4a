//! Where faces are: BlazeFace short range on the whole picture and, for small faces, on tiles of it.
//!
//! The anchors, the decoding and the weighted non-maximum suppression follow the MediaPipe pipeline that the
//! weights were trained for; `testdata/reference` holds that pipeline's own results on the same pictures.

use crate::coords::{Point, Rect};
use crate::photo::View;
use crate::runtime::manifest::ModelError;
use crate::runtime::{ImageTensor, ModelSession};

/// Scores below this are no face; the value of the reference pipeline.
const SCORE_THRESHOLD: f32 = 0.5;
/// Boxes that overlap by more than this belong to one face; the value of the reference pipeline.
const OVERLAP_THRESHOLD: f32 = 0.3;
/// Raw scores are clipped to ± this before the sigmoid, as in the reference pipeline.
const SCORE_CLIP: f32 = 100.0;
/// Side of the detector's input, the unit of its raw boxes.
const INPUT_SIDE: u32 = 128;
/// Numbers an anchor: box centre, box size, six key points.
const REGRESSORS: usize = 16;

/// A face as the detector sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detection {
    /// From brows to chin, in pixels of the photo.
    pub bounds: Rect,
    /// Right eye, left eye (the person's), nose tip, mouth centre, right and left ear tragion.
    pub key_points: [Point; 6],
    /// 0 to 1.
    pub score: f32,
}

impl Detection {
    /// Whether this and `other` are one face: they overlap, or one lies in the other (a face cut by a tile).
    fn is_same_face(&self, other: &Self) -> bool {
        let common = self.bounds.intersection(other.bounds).area();
        let smaller = self.bounds.area().min(other.bounds.area());
        self.bounds.intersection_over_union(other.bounds) > OVERLAP_THRESHOLD || common > 0.5 * smaller
    }
}

/// Faces in `region` of the photo, from about a sixth of its longer side up; best first.
///
/// # Errors
/// [`ModelError::Session`] if the model fails.
pub(super) fn detect(
    view: View<'_>,
    region: Rect,
    model: &mut ModelSession,
) -> Result<Vec<Detection>, ModelError> {
    let (tensor, square) = ImageTensor::letterboxed(view, region, INPUT_SIDE, model.value_range());
    let outputs = model.run(&tensor)?;
    let [boxes, scores] = outputs.as_slice() else {
        unreachable!("the pool checked the detector's outputs when it was built");
    };
    Ok(suppress(decode(boxes, scores, square)))
}

/// Faces in `region`, looked for on overlapping square tiles of side `side`; those that `skip` names are left out.
/// A face that a tile's edge cuts is left to the neighbour that holds it whole.
///
/// # Errors
/// [`ModelError::Session`] if the model fails.
pub(super) fn detect_in_tiles(
    view: View<'_>,
    region: Rect,
    side: f32,
    model: &mut ModelSession,
    skip: impl Fn(Rect) -> bool,
) -> Result<Vec<Detection>, ModelError> {
    let mut found: Vec<Detection> = Vec::new();
    for tile in tiles(region, side) {
        if skip(tile) {
            continue;
        }
        found.extend(
            detect(view, tile, model)?.into_iter().filter(|face| lies_inside(face.bounds, tile, region)),
        );
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut kept: Vec<Detection> = Vec::new();
    for face in found {
        if !kept.iter().any(|other| other.is_same_face(&face)) {
            kept.push(face);
        }
    }
    Ok(kept)
}

/// Squares of side `side` that cover `region`, each overlapping its neighbours by at least half.
fn tiles(region: Rect, side: f32) -> impl Iterator<Item = Rect> {
    let starts = move |from: f32, length: f32| {
        let steps = ((length - side).max(0.0) / (side / 2.0)).ceil() as u32;
        let step = if steps == 0 { 0.0 } else { (length - side) / steps as f32 };
        (0..=steps).map(move |index| from + index as f32 * step)
    };
    starts(region.y, region.height)
        .flat_map(move |y| starts(region.x, region.width).map(move |x| Rect::new(x, y, side, side)))
}

fn lies_inside(face: Rect, tile: Rect, region: Rect) -> bool {
    let margin = 0.02 * tile.width;
    (face.x > tile.x + margin || tile.x <= region.x)
        && (face.y > tile.y + margin || tile.y <= region.y)
        && (face.right() < tile.right() - margin || tile.right() >= region.right())
        && (face.bottom() < tile.bottom() - margin || tile.bottom() >= region.bottom())
}

/// Centres of the 896 anchors in units of the input's side: two a cell on the 16×16 grid, six on the 8×8 grid.
fn anchors() -> impl Iterator<Item = Point> {
    [(16_u16, 2), (8, 6)].into_iter().flat_map(|(cells, per_cell)| {
        (0..cells).flat_map(move |row| {
            (0..cells).flat_map(move |column| {
                let centre = |index: u16| (f32::from(index) + 0.5) / f32::from(cells);
                std::iter::repeat_n(Point::new(centre(column), centre(row)), per_cell)
            })
        })
    })
}

/// Raw tensors → candidates in the photo; `square` is the part of the photo that the model saw.
fn decode(boxes: &[f32], scores: &[f32], square: Rect) -> Vec<Detection> {
    let side = INPUT_SIDE as f32;
    let mut candidates = Vec::new();
    for ((anchor, regressors), &raw_score) in anchors().zip(boxes.chunks_exact(REGRESSORS)).zip(scores) {
        let score = sigmoid(raw_score.clamp(-SCORE_CLIP, SCORE_CLIP));
        if score < SCORE_THRESHOLD {
            continue;
        }
        let to_photo = |x: f32, y: f32| {
            Point::new(
                square.x + (anchor.x + x / side) * square.width,
                square.y + (anchor.y + y / side) * square.height,
            )
        };
        let centre = to_photo(regressors[0], regressors[1]);
        let width = regressors[2] / side * square.width;
        let height = regressors[3] / side * square.height;
        let key_points =
            std::array::from_fn(|index| to_photo(regressors[4 + 2 * index], regressors[5 + 2 * index]));
        candidates.push(Detection {
            bounds: Rect::new(centre.x - width / 2.0, centre.y - height / 2.0, width, height),
            key_points,
            score,
        });
    }
    candidates
}

/// Weighted non-maximum suppression: boxes of one face are averaged with their scores as weights; the best score
/// stands.
fn suppress(mut candidates: Vec<Detection>) -> Vec<Detection> {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut faces = Vec::new();
    while let Some(&best) = candidates.first() {
        let (same, rest): (Vec<_>, Vec<_>) = candidates
            .into_iter()
            .partition(|candidate| candidate.bounds.intersection_over_union(best.bounds) > OVERLAP_THRESHOLD);
        candidates = rest;
        faces.push(if same.is_empty() { best } else { weighted_mean(&same, best.score) });
        if same.is_empty() {
            candidates.retain(|candidate| *candidate != best);
        }
    }
    faces
}

fn weighted_mean(detections: &[Detection], score: f32) -> Detection {
    let total: f32 = detections.iter().map(|detection| detection.score).sum();
    let mean = |value: &dyn Fn(&Detection) -> f32| {
        detections.iter().map(|detection| value(detection) * detection.score).sum::<f32>() / total
    };
    Detection {
        bounds: Rect::new(
            mean(&|detection| detection.bounds.x),
            mean(&|detection| detection.bounds.y),
            mean(&|detection| detection.bounds.width),
            mean(&|detection| detection.bounds.height),
        ),
        key_points: std::array::from_fn(|index| {
            Point::new(
                mean(&|detection| detection.key_points[index].x),
                mean(&|detection| detection.key_points[index].y),
            )
        }),
        score,
    }
}

fn sigmoid(value: f32) -> f32 {
    1.0 / (1.0 + (-value).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detection(x: f32, score: f32) -> Detection {
        Detection { bounds: Rect::new(x, 0.0, 100.0, 100.0), key_points: [Point::new(x, 0.0); 6], score }
    }

    #[test]
    fn the_anchor_grids_give_one_anchor_a_score() {
        let anchors: Vec<_> = anchors().collect();
        assert_eq!(anchors.len(), 896);
        assert_eq!(anchors[0], Point::new(0.5 / 16.0, 0.5 / 16.0));
        assert_eq!(anchors[512], Point::new(0.5 / 8.0, 0.5 / 8.0));
    }

    #[test]
    fn a_raw_box_of_zero_offsets_sits_on_its_anchor() {
        let mut boxes = vec![0.0; 896 * REGRESSORS];
        let mut scores = vec![-50.0; 896];
        boxes[2] = 64.0;
        boxes[3] = 64.0;
        scores[0] = 50.0;
        let found = decode(&boxes, &scores, Rect::new(0.0, 0.0, 640.0, 640.0));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].bounds.centre(), Point::new(20.0, 20.0));
        assert!((found[0].bounds.width - 320.0).abs() < 1e-3);
    }

    #[test]
    fn overlapping_boxes_become_one_weighted_by_score() {
        let faces = suppress(vec![detection(0.0, 0.9), detection(30.0, 0.6), detection(500.0, 0.7)]);
        assert_eq!(faces.len(), 2);
        assert!((faces[0].bounds.x - 12.0).abs() < 1e-3, "{:?}", faces[0]);
        assert!((faces[0].score - 0.9).abs() < 1e-6);
    }

    #[test]
    fn a_degenerate_box_does_not_loop_for_ever() {
        let empty = Detection { bounds: Rect::new(0.0, 0.0, 0.0, 0.0), ..detection(0.0, 0.8) };
        assert_eq!(suppress(vec![empty, empty]).len(), 1);
    }

    #[test]
    fn tiles_cover_the_region_and_stay_inside_it() {
        let region = Rect::new(0.0, 0.0, 480.0, 640.0);
        let tiles: Vec<_> = tiles(region, 320.0).collect();
        assert_eq!(tiles.len(), 6);
        assert!(tiles.iter().all(|tile| tile.right() <= 480.1 && tile.bottom() <= 640.1), "{tiles:?}");
        assert!(tiles.iter().any(|tile| tile.bottom() > 639.0 && tile.right() > 479.0));
    }

    #[test]
    fn a_face_cut_by_a_tile_is_left_to_the_neighbour() {
        let region = Rect::new(0.0, 0.0, 480.0, 640.0);
        let tile = Rect::new(0.0, 0.0, 320.0, 320.0);
        assert!(lies_inside(Rect::new(0.0, 10.0, 50.0, 50.0), tile, region), "the photo's edge cuts nothing");
        assert!(!lies_inside(Rect::new(280.0, 10.0, 40.0, 40.0), tile, region));
    }
}
