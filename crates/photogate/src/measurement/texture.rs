//! Stripes, checks and prints: how often the garment changes its tone along a line.
//!
//! Along rows and columns of the garment, tone is followed from one turning point to the next; a turn counts when
//! tone has swung by more than a threshold since the last one. Folds and lapels give a handful of swings across a
//! whole jacket, a pattern gives two for each of its periods, whatever its colours and its direction.

use image::RgbImage;
use serde::Serialize;

use super::unmeasurable::Unmeasurable;
use crate::coords::Rect;
use crate::perception::{Mask, Subject};
use crate::photo::{View, luma, resized_region};

/// Face width, in pixels, at which texture is read: stripes of a fiftieth of the face are still three pixels wide.
const FACE_WIDTH: f32 = 150.0;
/// Smallest swing of tone, of 255, that counts. Heather, folds and noise stay below it once smoothed. Calibrated on
/// the garments of the evaluation set `campaign`.
const SWING: f32 = 36.0;
/// How much denser swings in one direction alone must be than in both. Shirt fronts, folds and strands of hair are
/// lively in one direction; dots, checks and prints are in both. Calibrated on `campaign`.
const ONE_DIRECTION: f32 = 2.2;
/// Shortest stretch of garment along a line that is read, in shares of the face's width.
const LEAST_STRETCH: f32 = 0.12;
/// Lines read: one in this many.
const LINE_STEP: u32 = 3;

/// How lively the garment's surface is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Texture {
    /// Swings of tone per face width along rows: upright stripes, checks, prints.
    pub swings_across: f32,
    /// Swings of tone per face width along columns: level stripes, checks, prints.
    pub swings_down: f32,
}

impl Texture {
    /// Swings per face width in both directions, or those of one direction at less than half the weight.
    #[must_use]
    pub fn swings(&self) -> f32 {
        let (less, more) = if self.swings_across < self.swings_down {
            (self.swings_across, self.swings_down)
        } else {
            (self.swings_down, self.swings_across)
        };
        less.max(more / ONE_DIRECTION)
    }

    /// Reads the pixels of `garment` (a mask on the frame) from the photo itself, where fine stripes survive.
    ///
    /// # Errors
    /// [`Unmeasurable::Garment`] if no stretch of it is long enough to be read.
    pub(crate) fn measure(photo: &RgbImage, subject: &Subject, garment: &Mask) -> Result<Self, Unmeasurable> {
        let frame = &subject.frame;
        let whole = Rect::new(0.0, 0.0, photo.width() as f32, photo.height() as f32);
        let bounds = garment.bounds().ok_or(Unmeasurable::Garment)?;
        let region = frame.to_photo(bounds).intersection(whole);
        let face_width = subject.landmarks.face_width().max(1.0);
        let scale = (FACE_WIDTH / face_width).min(1.0);
        let width = (region.width * scale).round().max(1.0) as u32;
        let height = (region.height * scale).round().max(1.0) as u32;
        let cloth =
            Tones::smoothed(&resized_region(View { pixels: photo, scale: 1.0 }, region, width, height));

        let inside = |x: u32, y: u32| {
            let photo_x = region.x + (x as f32 + 0.5) / scale;
            let photo_y = region.y + (y as f32 + 0.5) / scale;
            let place = frame.from_photo(crate::coords::Point::new(photo_x, photo_y));
            place.x >= 0.0 && place.y >= 0.0 && garment.get(place.x as u32, place.y as u32)
        };
        let face_width = face_width * scale;
        let rows = (0..height).step_by(LINE_STEP as usize);
        let columns = (0..width).step_by(LINE_STEP as usize);
        let across = density(rows.map(|y| (0..width).map(move |x| (x, y))), &cloth, &inside, face_width);
        let down = density(columns.map(|x| (0..height).map(move |y| (x, y))), &cloth, &inside, face_width);
        // A low strip of cloth is read along its rows alone. Where nothing was read, nothing is known to be plain.
        if across.or(down).is_none() {
            return Err(Unmeasurable::Garment);
        }
        Ok(Self { swings_across: across.unwrap_or(0.0), swings_down: down.unwrap_or(0.0) })
    }
}

/// Swings per face width over all lines; `None` if none holds a stretch that is long enough.
fn density<Line: Iterator<Item = (u32, u32)>>(
    lines: impl Iterator<Item = Line>,
    cloth: &Tones,
    inside: &impl Fn(u32, u32) -> bool,
    face_width: f32,
) -> Option<f32> {
    let (mut swings, mut length) = (0_usize, 0_usize);
    let least = (LEAST_STRETCH * face_width) as usize;
    let mut stretch: Vec<[f32; 3]> = Vec::new();
    let mut close = |stretch: &mut Vec<[f32; 3]>| {
        if stretch.len() > least {
            swings += swings_of(stretch);
            length += stretch.len();
        }
        stretch.clear();
    };
    for line in lines {
        for (x, y) in line {
            if inside(x, y) {
                stretch.push(cloth.get(x, y));
            } else {
                close(&mut stretch);
            }
        }
        close(&mut stretch);
    }
    (length > 0).then(|| swings as f32 / length as f32 * face_width)
}

/// A picture's tones, each the mean of its 3×3 neighbourhood: the grain of cloth and camera goes, stripes stay.
struct Tones {
    width: usize,
    tones: Vec<[f32; 3]>,
}

impl Tones {
    fn smoothed(pixels: &RgbImage) -> Self {
        let width = pixels.width() as usize;
        let raw: Vec<[f32; 3]> = pixels.pixels().map(|pixel| tone(pixel.0)).collect();
        let mut across = Vec::with_capacity(raw.len());
        for row in raw.chunks_exact(width.max(1)) {
            across.extend(
                neighbours(width).map(|[before, own, after]| mean(row[before], row[own], row[after])),
            );
        }
        let rows: Vec<&[[f32; 3]]> = across.chunks_exact(width.max(1)).collect();
        let mut tones = Vec::with_capacity(raw.len());
        for [above, own, below] in neighbours(rows.len()) {
            let columns = rows[above].iter().zip(rows[own]).zip(rows[below]);
            tones.extend(columns.map(|((&above, &own), &below)| mean(above, own, below)));
        }
        Self { width, tones }
    }

    fn get(&self, x: u32, y: u32) -> [f32; 3] {
        self.tones[y as usize * self.width + x as usize]
    }
}

/// Each of `count` places between the ones before and after it; at an end, it stands for the one that is not there.
fn neighbours(count: usize) -> impl Iterator<Item = [usize; 3]> {
    (0..count).map(move |place| [place.saturating_sub(1), place, (place + 1).min(count - 1)])
}

fn mean(before: [f32; 3], own: [f32; 3], after: [f32; 3]) -> [f32; 3] {
    std::array::from_fn(|channel| (before[channel] + own[channel] + after[channel]) / 3.0)
}

/// Luma and the two colour differences, encoded values of 0 to 255.
fn tone(pixel: [u8; 3]) -> [f32; 3] {
    let luma = luma(pixel);
    let [red, _, blue] = pixel.map(f32::from);
    [luma, red - luma, blue - luma]
}

/// Swings of the liveliest of the three tones along one stretch.
fn swings_of(stretch: &[[f32; 3]]) -> usize {
    (0..3).map(|channel| count_swings(stretch.iter().map(|tone| tone[channel]))).max().unwrap_or(0)
}

/// Stretches between turning points over which the value changed by more than [`SWING`].
fn count_swings(values: impl Iterator<Item = f32>) -> usize {
    let mut swings = 0;
    let (mut low, mut high) = (f32::INFINITY, f32::NEG_INFINITY);
    let mut rising = None;
    for value in values {
        low = low.min(value);
        high = high.max(value);
        let turned_up = rising != Some(true) && value - low > SWING;
        let turned_down = rising != Some(false) && high - value > SWING;
        if turned_up || turned_down {
            swings += 1;
            rising = Some(turned_up);
            // The next swing is measured from this one's end.
            (low, high) = (value, value);
        }
    }
    swings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_wave_swings_twice_a_period_and_a_slope_once() {
        let wave = (0..100).map(|x| if x / 5 % 2 == 0 { 30.0 } else { 90.0 });
        assert_eq!(count_swings(wave), 19);
        assert_eq!(count_swings((0..100).map(|x| x as f32)), 1);
    }

    #[test]
    fn noise_below_the_threshold_does_not_swing() {
        assert_eq!(count_swings((0..100).map(|x| 40.0 + (x * 7 % 13) as f32)), 0);
    }

    #[test]
    fn stripes_of_equal_luma_show_in_the_colour_differences() {
        let stretch: Vec<[f32; 3]> =
            (0..60).map(|x| tone(if x / 6 % 2 == 0 { [150, 40, 40] } else { [40, 92, 60] })).collect();
        assert!(swings_of(&stretch) >= 8);
    }
}
