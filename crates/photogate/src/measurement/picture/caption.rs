//! A line of letters or digits that was written into the picture: a name, a number, a date, a watermark.
//!
//! Letters are thin against what is around them, of one colour, about as high as each other and set side by side on one
//! line. So are dots and checks of a garment, but these go on in further rows, which a caption does not. Not found: fewer
//! than five letters, script that is joined, letters of little contrast, letters lower than seven pixels or a ninetieth of a larger
//! picture, and what is written before the head. What is written on a wall or on the clothes is found too, and does not belong there either.

use std::cmp::Reverse;

use image::{GrayImage, Luma, RgbImage};
use serde::Serialize;

use super::luma;
use crate::coords::Rect;
use crate::perception::{dilated, eroded, first_of};

/// Rows and columns in which a larger photo is looked at; a caption that people are to read is still legible.
const ROWS: u32 = 640;
const COLUMNS: u32 = 1280;
/// Half of the side of the square in which strokes are thin: strokes of up to ten pixels.
const REACH: u8 = 5;
/// Least contrast of a stroke with what is around it, of 255.
const CONTRAST: u8 = 40;
/// Heights of letters in pixels.
const HEIGHTS: std::ops::RangeInclusive<u32> = 7..=64;
/// Widest letter against its height, as two letters that touch.
const WIDEST: f32 = 1.6;
/// Share of its rectangle that a letter covers; bars, which cover more, are no letters if they are wide.
const COVERED: std::ops::RangeInclusive<f32> = 0.12..=0.9;
/// Where among the values of a light stroke its ink is read: its rim is mixed with the ground. Of a dark one, the rest to 1.
const PURE: f32 = 0.85;
/// Largest difference of a channel, of 255, between the inks of two letters of a line.
const SAME_INK: f32 = 30.0;
/// Between neighbours on a line: largest difference of their heights and of their feet, and the gap, against the height.
const SAME_HEIGHT: f32 = 0.4;
const SAME_FOOT: f32 = 0.22;
const GAP: std::ops::RangeInclusive<f32> = -0.25..=1.0;
/// How far the head goes on beside and above the face, in widths and heights of the face.
const BESIDE_FACE: f32 = 0.2;
const ABOVE_FACE: f32 = 0.6;
/// The gap of the highest letters, in pixels.
const WIDEST_GAP: f32 = *GAP.end() * *HEIGHTS.end() as f32;
/// Lines that are looked at, the longest first: where more of them are rows of patterns, so is all else.
const MOST_LINES: usize = 100;
/// Fewest letters of a line.
const LEAST: usize = 5;

/// The longest line of letters.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Caption {
    /// Number of letters; 0 for none.
    pub letters: usize,
    /// Their length as a share of the picture's width, 0 to 1.
    pub length: f32,
    /// Around them, in pixels of the photo.
    pub region: Option<Rect>,
}

/// Something of a letter's size, in pixels of the picture that was looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Letter {
    left: f32,
    foot: f32,
    width: f32,
    height: f32,
    ink: [f32; 3],
}

impl Caption {
    pub(super) const NONE: Self = Self { letters: 0, length: 0.0, region: None };

    /// Looks at the whole photo but for the head that has this face.
    pub(super) fn measure(photo: &RgbImage, face: Rect) -> Self {
        let (width, height) = (photo.width() as f32, photo.height() as f32);
        let scale = (height / ROWS as f32).max(width / COLUMNS as f32).max(1.0);
        let (width, height) = ((width / scale).max(1.0), (height / scale).max(1.0));
        // Every few pixels, unsmoothed: strokes that matter are wider than the steps.
        let at = |x: u32, y: u32| {
            let [x, y] = [x, y].map(|place| (place as f32 * scale) as u32);
            photo.get_pixel(x.min(photo.width() - 1), y.min(photo.height() - 1)).0
        };
        let grey = if scale > 1.0 {
            GrayImage::from_fn(width as u32, height as u32, |x, y| Luma([luma::level(at(x, y))]))
        } else {
            luma::levels(photo)
        };
        let head =
            head_of(Rect::new(face.x / scale, face.y / scale, face.width / scale, face.height / scale));
        let opened = dilated(&eroded(&grey, REACH), REACH);
        let closed = eroded(&dilated(&grey, REACH), REACH);
        let light = strokes(&grey, &opened, u8::saturating_sub);
        let dark = strokes(&grey, &closed, |own, ground| ground.saturating_sub(own));
        [(light, PURE), (dark, 1.0 - PURE)]
            .into_iter()
            .filter_map(|(strokes, pure)| longest_line(&letters(strokes, head, at, pure)))
            .max_by_key(Vec::len)
            .map_or(Self::NONE, |line| {
                let region = around(&line);
                Self {
                    letters: line.len(),
                    length: region.width / width,
                    region: Some(Rect::new(
                        region.x * scale,
                        region.y * scale,
                        region.width * scale,
                        region.height * scale,
                    )),
                }
            })
    }
}

/// The head around a face, whose hair looks like script here and there.
fn head_of(face: Rect) -> Rect {
    let (beside, above) = (BESIDE_FACE * face.width, ABOVE_FACE * face.height);
    Rect::new(face.x - beside, face.y - above, face.width + 2.0 * beside, face.height + above)
}

/// Pixels that stand out from the ground around them.
fn strokes(grey: &GrayImage, ground: &GrayImage, contrast: impl Fn(u8, u8) -> u8) -> GrayImage {
    let stands_out = |(&value, &ground): (&u8, &u8)| if contrast(value, ground) > CONTRAST { 255 } else { 0 };
    let values = grey.as_raw().iter().zip(ground.as_raw()).map(stands_out).collect();
    GrayImage::from_raw(grey.width(), grey.height(), values).expect("the ground is as large")
}

/// What has the size of letters outside of the head, from left to right.
fn letters(mut strokes: GrayImage, head: Rect, at: impl Fn(u32, u32) -> [u8; 3], pure: f32) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    let (width, height) = (strokes.width() as usize, strokes.height() as f32);
    let mut from = 0;
    while let Some(start) = first_of(&strokes.as_raw()[from..]) {
        from += start;
        let pixels = take_piece(&mut strokes, ((from % width) as u32, (from / width) as u32));
        letters.extend(letter(&pixels, head, &at, pure));
    }
    // What the picture's edge cuts off, hair above all, ends on one line without being written on it.
    letters.retain(|letter| letter.foot < height && letter.foot > letter.height);
    letters.sort_by(|a, b| a.left.total_cmp(&b.left));
    letters
}

/// Removes the piece that hangs together with `start`, corners included, and returns its pixels.
fn take_piece(strokes: &mut GrayImage, start: (u32, u32)) -> Vec<(u32, u32)> {
    let (width, height) = strokes.dimensions();
    let mut pixels = vec![start];
    strokes.put_pixel(start.0, start.1, Luma([0]));
    let mut next = 0;
    while let Some(&(x, y)) = pixels.get(next) {
        next += 1;
        for beside_y in y.saturating_sub(1)..=(y + 1).min(height - 1) {
            for beside_x in x.saturating_sub(1)..=(x + 1).min(width - 1) {
                if strokes.get_pixel(beside_x, beside_y).0[0] != 0 {
                    strokes.put_pixel(beside_x, beside_y, Luma([0]));
                    pixels.push((beside_x, beside_y));
                }
            }
        }
    }
    pixels
}

/// The letter that these pixels may be.
fn letter(pixels: &[(u32, u32)], head: Rect, at: impl Fn(u32, u32) -> [u8; 3], pure: f32) -> Option<Letter> {
    let across = pixels.iter().map(|pixel| pixel.0);
    let down = pixels.iter().map(|pixel| pixel.1);
    let (left, right) = (across.clone().min()?, across.max()?);
    let (top, bottom) = (down.clone().min()?, down.max()?);
    let (width, height) = (right - left + 1, bottom - top + 1);
    let covered = pixels.len() as f32 / (width * height) as f32;
    let [across, high] = [width, height].map(|length| length as f32);
    let (middle_x, middle_y) = (left as f32 + across / 2.0, top as f32 + high / 2.0);
    let before_head =
        (head.x..=head.right()).contains(&middle_x) && (head.y..=head.bottom()).contains(&middle_y);
    let has_size = HEIGHTS.contains(&height) && width >= 2 && across <= WIDEST * high + 2.0;
    let is_bar = covered > *COVERED.end() && across > 0.5 * high;
    if before_head || !has_size || is_bar || covered < *COVERED.start() {
        return None;
    }
    let ink = std::array::from_fn(|channel| {
        let mut values: Vec<u8> = pixels.iter().map(|&(x, y)| at(x, y)[channel]).collect();
        let place = (values.len() - 1) as f32 * pure;
        f32::from(*values.select_nth_unstable(place as usize).1)
    });
    Some(Letter { left: left as f32, foot: bottom as f32 + 1.0, width: across, height: high, ink })
}

impl Letter {
    fn right(&self) -> f32 {
        self.left + self.width
    }

    fn has_ink_of(&self, other: &Self) -> bool {
        self.ink.iter().zip(other.ink).all(|(own, others)| (own - others).abs() <= SAME_INK)
    }

    fn is_as_high_as(&self, other: &Self) -> bool {
        (self.height - other.height).abs() <= SAME_HEIGHT * self.height.max(other.height)
    }

    /// Whether `next` can stand to the right of it on one line.
    fn is_followed_by(&self, next: &Self) -> bool {
        let height = self.height.max(next.height);
        let gap = next.left - self.right();
        gap <= GAP.end() * height
            && gap >= GAP.start() * self.width.min(next.width) - 1.0
            && self.is_as_high_as(next)
            && (self.foot - next.foot).abs() <= SAME_FOOT * height + 1.0
            && self.has_ink_of(next)
    }
}

/// The line with most letters, unless it is one row of a pattern.
fn longest_line(letters: &[Letter]) -> Option<Vec<Letter>> {
    let mut is_taken = vec![false; letters.len()];
    let mut lines = Vec::new();
    for start in 0..letters.len() {
        if is_taken[start] {
            continue;
        }
        let mut line = vec![start];
        let mut last = start;
        // From left to right: the first that fits is the nearest, and none fits beyond the widest gap.
        while let Some(next) = (last + 1..letters.len())
            .take_while(|&next| letters[next].left <= letters[last].right() + WIDEST_GAP)
            .find(|&next| !is_taken[next] && letters[last].is_followed_by(&letters[next]))
        {
            is_taken[next] = true;
            line.push(next);
            last = next;
        }
        if line.len() >= LEAST {
            lines.push(line);
        }
    }
    lines.sort_by_key(|line| Reverse(line.len()));
    let line = lines.into_iter().take(MOST_LINES).find(|line| !is_of_a_pattern(letters, line))?;
    Some(line.into_iter().map(|index| letters[index]).collect())
}

/// Whether more of the kind lie outside of the line than in it.
fn is_of_a_pattern(letters: &[Letter], line: &[usize]) -> bool {
    let typical = &letters[line[line.len() / 2]];
    let alike = letters.iter().filter(|letter| letter.is_as_high_as(typical) && letter.has_ink_of(typical));
    alike.count() > 2 * line.len()
}

fn around(line: &[Letter]) -> Rect {
    let left = line.iter().map(|letter| letter.left).fold(f32::MAX, f32::min);
    let right = line.iter().map(Letter::right).fold(0.0, f32::max);
    let top = line.iter().map(|letter| letter.foot - letter.height).fold(f32::MAX, f32::min);
    let foot = line.iter().map(|letter| letter.foot).fold(0.0, f32::max);
    Rect::new(left, top, right - left, foot - top)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    const NOWHERE: Rect = Rect::new(0.0, 0.0, 0.0, 0.0);
    const INK: Rgb<u8> = Rgb([20, 20, 30]);

    /// A digit of seven strokes, 8 × 13 pixels, at this place.
    fn write(picture: &mut RgbImage, digit: usize, left: u32, top: u32) {
        const SEGMENTS: [u8; 10] = [0x77, 0x24, 0x5d, 0x6d, 0x2e, 0x6b, 0x7b, 0x25, 0x7f, 0x6f];
        let bars = [
            (0, 0, 8, 2),
            (0, 0, 2, 7),
            (6, 0, 2, 7),
            (0, 6, 8, 2),
            (0, 6, 2, 7),
            (6, 6, 2, 7),
            (0, 11, 8, 2),
        ];
        for (bar, (x, y, width, height)) in bars.into_iter().enumerate() {
            if SEGMENTS[digit] >> bar & 1 == 1 {
                for (dx, dy) in (0..width).flat_map(|dx| (0..height).map(move |dy| (dx, dy))) {
                    picture.put_pixel(left + x + dx, top + y + dy, INK);
                }
            }
        }
    }

    fn backdrop() -> RgbImage {
        RgbImage::from_pixel(480, 640, Rgb([100, 197, 255]))
    }

    fn numbered(digits: &[usize], left: u32, top: u32) -> RgbImage {
        let mut picture = backdrop();
        for (place, &digit) in (0..).zip(digits) {
            write(&mut picture, digit, left + 11 * place, top);
        }
        picture
    }

    #[test]
    fn a_number_is_found_where_it_stands() {
        let caption = Caption::measure(&numbered(&[2, 0, 2, 4, 0, 6, 3], 30, 600), NOWHERE);
        assert_eq!(caption.letters, 7);
        assert_eq!(caption.region, Some(Rect::new(30.0, 600.0, 74.0, 13.0)));
        assert!((caption.length - 74.0 / 480.0).abs() < 1e-6);
    }

    #[test]
    fn four_letters_or_letters_before_the_face_are_none() {
        assert_eq!(Caption::measure(&numbered(&[2, 0, 2, 4], 30, 600), NOWHERE), Caption::NONE);
        let face = Rect::new(0.0, 500.0, 480.0, 140.0);
        assert_eq!(Caption::measure(&numbered(&[2, 0, 2, 4, 0, 6], 30, 600), face), Caption::NONE);
    }

    #[test]
    fn what_the_edge_cuts_off_is_no_line_of_letters() {
        assert_eq!(Caption::measure(&numbered(&[2, 0, 2, 4, 0, 6], 30, 627), NOWHERE), Caption::NONE);
        assert_eq!(Caption::measure(&numbered(&[2, 0, 2, 4, 0, 6], 30, 626), NOWHERE).letters, 6);
    }

    #[test]
    fn rows_upon_rows_are_a_pattern() {
        let mut picture = backdrop();
        for row in 0..4 {
            for place in 0..10 {
                write(&mut picture, 8, 30 + 11 * place, 500 + 20 * row);
            }
        }
        assert_eq!(Caption::measure(&picture, NOWHERE), Caption::NONE);
    }

    #[test]
    fn a_larger_photo_says_where_in_its_own_pixels() {
        let small = numbered(&[2, 0, 2, 4, 0, 6], 30, 600);
        let large = RgbImage::from_fn(1440, 1920, |x, y| *small.get_pixel(x / 3, y / 3));
        let caption = Caption::measure(&large, NOWHERE);
        assert_eq!((caption.letters, caption.region), (6, Some(Rect::new(90.0, 1800.0, 189.0, 39.0))));
    }
}
