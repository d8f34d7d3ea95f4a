//! A frame or a bar that was put around the picture.
//!
//! From each side, lines of one and the same colour are followed inwards until a straight edge runs along nearly the
//! whole line. A plain backdrop is one colour too, dark or light, but it ends where hair and shoulders begin, a little at
//! a time. Not found: a border in the very colour of the backdrop, one with a pattern or a gradient, lines that are
//! drawn inside the picture, and text.

use image::RgbImage;
use serde::Serialize;

use crate::coords::Rect;

/// Largest difference of a channel, of 255, from the side's colour within a border; more than JPEG's ripples beside an
/// edge make.
const SAME: u8 = 14;
/// Share of a line that may be of another colour within a border.
const STRAY: f32 = 0.08;
/// Share of a line that is of another colour where the picture begins.
const BEGINS: f32 = 0.6;
/// Lines over which a border may fade into the picture: two pixels, or this share of the side.
const FADE: f32 = 0.004;
/// Deepest border, as a share of the side.
const DEEPEST: f32 = 0.35;
/// Places looked at along a line.
const PLACES: u32 = 200;

/// What was put around the picture.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Border {
    /// Width of the widest bar as a share of the picture's side that it narrows, 0 to 1; 0 for none.
    pub widest: f32,
    /// The widest bar, in pixels of the photo.
    pub region: Option<Rect>,
}

/// Where lines run, and from which side they are followed.
#[derive(Debug, Clone, Copy)]
enum Edge {
    Top,
    Bottom,
    Left,
    Right,
}

impl Border {
    /// Looks at all four sides.
    pub(super) fn measure(photo: &RgbImage) -> Self {
        let mut found = Self { widest: 0.0, region: None };
        for edge in [Edge::Top, Edge::Bottom, Edge::Left, Edge::Right] {
            let depth = depth(photo, edge);
            let side = edge.depth_of(photo);
            let share = depth as f32 / side.max(1) as f32;
            if share > found.widest {
                found = Self { widest: share, region: Some(edge.bar(photo, depth)) };
            }
        }
        found
    }
}

impl Edge {
    /// How deep the picture is as seen from this edge.
    fn depth_of(self, photo: &RgbImage) -> u32 {
        match self {
            Self::Top | Self::Bottom => photo.height(),
            Self::Left | Self::Right => photo.width(),
        }
    }

    /// Colours at up to 200 places of the line at this depth.
    fn line(self, photo: &RgbImage, depth: u32) -> impl Iterator<Item = [u8; 3]> {
        let (width, height) = photo.dimensions();
        let length = match self {
            Self::Top | Self::Bottom => width,
            Self::Left | Self::Right => height,
        };
        let places = length.min(PLACES);
        (0..places).map(move |place| {
            let along = (u64::from(place) * u64::from(length) / u64::from(places)) as u32;
            let (x, y) = match self {
                Self::Top => (along, depth),
                Self::Bottom => (along, height - 1 - depth),
                Self::Left => (depth, along),
                Self::Right => (width - 1 - depth, along),
            };
            photo.get_pixel(x, y).0
        })
    }

    /// The bar of this depth.
    fn bar(self, photo: &RgbImage, depth: u32) -> Rect {
        let (width, height) = (photo.width() as f32, photo.height() as f32);
        let depth = depth as f32;
        match self {
            Self::Top => Rect::new(0.0, 0.0, width, depth),
            Self::Bottom => Rect::new(0.0, height - depth, width, depth),
            Self::Left => Rect::new(0.0, 0.0, depth, height),
            Self::Right => Rect::new(width - depth, 0.0, depth, height),
        }
    }
}

/// Number of lines of the border at this edge; 0 if there is none.
fn depth(photo: &RgbImage, edge: Edge) -> u32 {
    let side = edge.depth_of(photo);
    let outermost: Vec<[u8; 3]> = edge.line(photo, 0).collect();
    let colour: [u8; 3] = std::array::from_fn(|channel| {
        let mut values: Vec<u8> = outermost.iter().map(|pixel| pixel[channel]).collect();
        values.sort_unstable();
        values.get(values.len() / 2).copied().unwrap_or_default()
    });
    let other = |depth: u32| {
        let differs =
            |pixel: &[u8; 3]| pixel.iter().zip(colour).any(|(&value, own)| value.abs_diff(own) > SAME);
        let line: Vec<_> = edge.line(photo, depth).collect();
        line.iter().filter(|pixel| differs(pixel)).count() as f32 / line.len().max(1) as f32
    };
    let deepest = (DEEPEST * side as f32) as u32;
    let Some(end) = (0..deepest).find(|&depth| other(depth) > STRAY) else { return 0 };
    let begins = end + 2 + (FADE * side as f32) as u32;
    if end > 0 && begins < side && other(begins) >= BEGINS { end } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    /// A head before a dark blue backdrop.
    fn portrait() -> RgbImage {
        RgbImage::from_fn(240, 320, |x, y| {
            let (dx, dy) = ((x as f32 - 120.0) / 60.0, (y as f32 - 140.0) / 80.0);
            let shoulders = y as f32 > 240.0 + 0.4 * (x as f32 - 120.0).abs();
            if dx * dx + dy * dy < 1.0 {
                Rgb([200, 160, 140])
            } else if shoulders {
                Rgb([90 + (x * 31 + y * 17) as u8 % 40, 60, 60])
            } else {
                Rgb([20, 24, 40])
            }
        })
    }

    fn painted(mut picture: RgbImage, colour: [u8; 3], inside: impl Fn(u32, u32) -> bool) -> RgbImage {
        for (x, y, pixel) in picture.enumerate_pixels_mut() {
            if !inside(x, y) {
                *pixel = Rgb(colour);
            }
        }
        picture
    }

    #[test]
    fn a_dark_backdrop_is_no_border() {
        assert_eq!(Border::measure(&portrait()).region, None);
        assert_eq!(Border::measure(&RgbImage::new(1, 1)).region, None);
        assert_eq!(Border::measure(&RgbImage::new(300, 300)).region, None);
    }

    #[test]
    fn frames_and_single_bars_are_found_with_their_width() {
        let frame =
            painted(portrait(), [250, 250, 250], |x, y| (8..232).contains(&x) && (8..312).contains(&y));
        assert!((Border::measure(&frame).widest - 8.0 / 240.0).abs() < 1e-6);
        let bar = Border::measure(&painted(portrait(), [0, 0, 0], |_, y| y < 300));
        assert_eq!(bar.region, Some(Rect::new(0.0, 300.0, 240.0, 20.0)));
    }
}
