//! Where in the picture somebody else could be.
//!
//! Searching every photo at several scales would cost five times as much as the portrait itself, and on a plain
//! backdrop there is nothing to find. So the smaller scales look only where the picture, outside the subject, has
//! any structure at all.

use crate::coords::Rect;
use crate::photo::{View, luma, resized_region};

/// Side of the thumbnail in which structure is looked for, and of its cells, in pixels.
const THUMBNAIL: u32 = 96;
const CELL: u32 = 6;
/// Standard deviation of luma, of 255, from which a cell is structured. Camera noise and a lamp's fall-off stay
/// below 3 in a cell of the thumbnail; a face is above 15.
const STRUCTURE: f32 = 6.0;

/// How far hair reaches beside the face, in widths of the face; longer hair costs a few more looks.
const HAIR_REACH: f32 = 0.4;

/// The cells of the picture that show structure.
pub(super) struct Clutter {
    cells: Vec<Rect>,
}

impl Clutter {
    /// Looks at the whole `photo`.
    pub fn of(view: View<'_>, photo: Rect) -> Self {
        let thumbnail = resized_region(view, photo, THUMBNAIL, THUMBNAIL);
        let (cell_width, cell_height) =
            (photo.width * CELL as f32 / THUMBNAIL as f32, photo.height * CELL as f32 / THUMBNAIL as f32);
        let count = THUMBNAIL / CELL;
        let cells = (0..count).flat_map(|row| (0..count).map(move |column| (column, row)));
        let cells = cells
            .filter(|&(column, row)| luma_deviation(&thumbnail, column * CELL, row * CELL) > STRUCTURE)
            .map(|(column, row)| {
                Rect::new(column as f32 * cell_width, row as f32 * cell_height, cell_width, cell_height)
            })
            .collect();
        Self { cells }
    }

    /// Whether `tile` holds no structure of note outside the head and body around `face`.
    pub fn is_absent_from(&self, tile: Rect, face: Rect) -> bool {
        !self.cells.iter().any(|&cell| tile.contains(cell.centre()) && !belongs_to_subject(cell, face))
    }
}

/// Head with hair above the chin, shoulders and chest below it.
fn belongs_to_subject(cell: Rect, face: Rect) -> bool {
    let reach = if cell.bottom() > face.bottom() { 2.0 } else { HAIR_REACH };
    let body = Rect::new(
        face.x - reach * face.width,
        face.y - 1.0 * face.height,
        (1.0 + 2.0 * reach) * face.width,
        f32::MAX / 4.0,
    );
    body.contains(cell.centre())
}

fn luma_deviation(thumbnail: &image::RgbImage, left: u32, top: u32) -> f32 {
    let (mut sum, mut squares) = (0.0_f32, 0.0_f32);
    for y in top..top + CELL {
        for x in left..left + CELL {
            let luma = luma(thumbnail.get_pixel(x, y).0);
            sum += luma;
            squares += luma * luma;
        }
    }
    let count = (CELL * CELL) as f32;
    (squares / count - (sum / count).powi(2)).max(0.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    #[test]
    fn a_plain_backdrop_has_nothing_to_search_and_a_small_figure_has() {
        let photo = Rect::new(0.0, 0.0, 480.0, 640.0);
        let face = Rect::new(150.0, 150.0, 180.0, 220.0);
        let mut pixels = RgbImage::from_pixel(480, 640, Rgb([100, 197, 255]));
        let view = View { pixels: &pixels, scale: 1.0 };
        assert!(Clutter::of(view, photo).is_absent_from(photo, face));

        for (x, y, pixel) in pixels.enumerate_pixels_mut() {
            if (20..50).contains(&x) && (40..80).contains(&y) && (x + y) % 20 < 10 {
                *pixel = Rgb([60, 40, 30]);
            }
        }
        let view = View { pixels: &pixels, scale: 1.0 };
        let clutter = Clutter::of(view, photo);
        assert!(!clutter.is_absent_from(Rect::new(0.0, 0.0, 160.0, 160.0), face));
        assert!(clutter.is_absent_from(Rect::new(320.0, 0.0, 160.0, 160.0), face));
    }
}
