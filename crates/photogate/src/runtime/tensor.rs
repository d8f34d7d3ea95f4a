//! Region of the photo → input tensor. The coordinates inside a tensor run from 0 to 1, so that callers can map
//! results back without knowing its size in pixels.

use image::RgbImage;
use wide::{f32x4, i16x8, i32x4, u8x16};

use crate::coords::{Fixed, Point, Rect, RotatedSquare, along_row};
use crate::photo::{View, resize};

/// Interleaved RGB values in the range that a model expects, rows from the top.
#[derive(Debug, Clone)]
pub struct ImageTensor {
    /// Height × width × 3 values.
    pub values: Vec<f32>,
    /// In pixels of the tensor.
    pub width: u32,
    /// In pixels of the tensor.
    pub height: u32,
}

impl ImageTensor {
    /// The rectangle `region` of the photo, stretched to a square of `size` pixels, in values of `range`.
    pub(crate) fn stretched(view: View<'_>, region: Rect, size: u32, range: [f32; 2]) -> Self {
        let resized = resize(view, region, size, size);
        let scaling = Scaling::new(range);
        let values = resized.iter().map(|&value| scaling.apply(f32::from(value))).collect();
        Self { values, width: size, height: size }
    }

    /// The square that holds `region` centred, scaled to `size` pixels; black where the photo ends.
    ///
    /// Returns the tensor and the square in the photo.
    pub(crate) fn letterboxed(view: View<'_>, region: Rect, size: u32, range: [f32; 2]) -> (Self, Rect) {
        let side = region.width.max(region.height);
        let centre = region.centre();
        let square = Rect::new(centre.x - side / 2.0, centre.y - side / 2.0, side, side);
        let turned = RotatedSquare { centre, side, rotation: 0.0 };
        (Self::sampled(view, turned, size, range, Border::Black), square)
    }

    /// The turned square `crop`, scaled to `size` pixels; the photo's edge pixels continue outside it.
    pub(crate) fn rotated(view: View<'_>, crop: RotatedSquare, size: u32, range: [f32; 2]) -> Self {
        Self::sampled(view, crop, size, range, Border::Repeat)
    }

    /// One bilinear sample a tensor pixel, tensor pixel `i` at `i / size` of the side and without half-pixel terms or
    /// averaging: what the reference pipeline does. The boxes and points that a model answers with are only right
    /// for an input sampled like that (`testdata/reference/README.md` has the error of each deviation).
    fn sampled(view: View<'_>, crop: RotatedSquare, size: u32, range: [f32; 2], border: Border) -> Self {
        let scaling = Scaling::new(range);
        let line_length = 3 * size as usize;
        // One more: a pixel is written with the fourth lane, which the next pixel overwrites.
        let mut values = vec![0.0; line_length * size as usize + 1];
        let to_pixels = crop.to_photo().after(1.0 / size as f32, Point::new(0.0, 0.0)).times(view.scale);
        for row in 0..size {
            let places = along_row(&to_pixels, Point::new(0.0, row as f32));
            let line = &mut values[row as usize * line_length..][..=line_length];
            for (column, place) in (0..size as usize).zip(places) {
                let rgb =
                    scaling.apply_to_lanes(bilinear(view.pixels, Place::of(place, view.pixels, border)));
                line[3 * column..][..4].copy_from_slice(&rgb.to_array());
            }
        }
        values.truncate(line_length * size as usize);
        Self { values, width: size, height: size }
    }
}

/// What lies beyond the photo's edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Border {
    Black,
    Repeat,
}

/// 8-bit value → model value.
#[derive(Clone, Copy)]
struct Scaling {
    factor: f32,
    offset: f32,
}

impl Scaling {
    fn new([low, high]: [f32; 2]) -> Self {
        Self { factor: (high - low) / 255.0, offset: low }
    }

    fn apply(self, value: f32) -> f32 {
        value * self.factor + self.offset
    }

    fn apply_to_lanes(self, values: f32x4) -> f32x4 {
        values * f32x4::splat(self.factor) + f32x4::splat(self.offset)
    }
}

/// Bits of a weight: [`WHOLE`] is one too, and has to fit into 16 bits with a sign.
const WEIGHT_BITS: u32 = 14;
const WHOLE: i32 = 1 << WEIGHT_BITS;

/// Where a sample lies: the pixel left above it, and how much the ones right of it and below it weigh, of [`WHOLE`].
#[derive(Clone, Copy)]
struct Place {
    left: i32,
    top: i32,
    right_weight: i32,
    bottom_weight: i32,
}

impl Place {
    /// The place in pixels, 0 on the centre of the first one.
    fn of((x, y): (Fixed, Fixed), pixels: &RgbImage, border: Border) -> Self {
        let (width, height) = (pixels.width() as i32, pixels.height() as i32);
        let (left, right_weight) = along(x, width, border);
        let (top, bottom_weight) = along(y, height, border);
        Self { left, top, right_weight, bottom_weight }
    }
}

/// The pixel before a place along a side of that length, and the weight of the next one.
fn along(place: Fixed, length: i32, border: Border) -> (i32, i32) {
    let (place, before) = match border {
        Border::Repeat => {
            let place = place.max(Fixed::whole(0)).min(Fixed::whole(length - 1));
            // On the last pixel all weight is on the next of the one before, so that nearly all places beyond the edge cost no
            // more than others.
            (place, place.floor().min(length - 2).max(0))
        }
        Border::Black => (place, place.floor()),
    };
    (before, place.beyond(before, WEIGHT_BITS))
}

/// Bilinear value between pixel centres, black outside the picture: red, green, blue, and a fourth lane without meaning,
/// since the processor computes four as fast as one.
fn bilinear(pixels: &RgbImage, place: Place) -> f32x4 {
    let Place { left, top, right_weight, bottom_weight } = place;
    let (width, height) = (pixels.width() as i32, pixels.height() as i32);
    let raw = pixels.as_raw();
    if left >= 0 && top >= 0 && left < width - 1 && top < height - 1 {
        // Nearly every sample: all four pixels lie in the picture.
        let upper = (top as usize * width as usize + left as usize) * 3;
        if let Some((upper, lower)) = two_pixels(raw, upper).zip(two_pixels(raw, upper + width as usize * 3))
        {
            return mix(upper, lower, right_weight, bottom_weight);
        }
    }
    let mut sum = [0.0; 4];
    for (row, row_weight) in [(top, WHOLE - bottom_weight), (top.saturating_add(1), bottom_weight)] {
        for (column, weight) in [(left, WHOLE - right_weight), (left.saturating_add(1), right_weight)] {
            // On the last pixel the weight of the next one, which does not exist, is 0.
            if (0..width).contains(&column) && (0..height).contains(&row) {
                let start = (row as usize * width as usize + column as usize) * 3;
                let weight = row_weight as f32 * weight as f32 / (WHOLE * WHOLE) as f32;
                for (value, sum) in raw[start..start + 3].iter().zip(&mut sum) {
                    *sum += weight * f32::from(*value);
                }
            }
        }
    }
    f32x4::from(sum)
}

/// Two pixels and what follows them, from the first and from the second on; `None` at the picture's last pixels.
fn two_pixels(raw: &[u8], start: usize) -> Option<[u8x16; 2]> {
    let values: &[u8; 19] = raw.get(start..)?.first_chunk()?;
    let [from_first, from_second] = [values.first_chunk(), values.last_chunk()];
    Some([u8x16::from(*from_first?), u8x16::from(*from_second?)])
}

/// The mean of four pixels by their weights.
fn mix(upper: [u8x16; 2], lower: [u8x16; 2], right_weight: i32, bottom_weight: i32) -> f32x4 {
    let (over, under) = ((WHOLE - bottom_weight) as i16, bottom_weight as i16);
    let weights = i16x8::from([over, under, over, under, over, under, over, under]);
    // Pixels above each other in pairs: an instruction multiplies and adds four pairs of whole numbers, where floating point
    // would first have to convert each pixel.
    let [left, right] = [0, 1].map(|column| {
        let pairs = i16x8::from_u8x16_low(u8x16::unpack_low(upper[column], lower[column]));
        f32x4::from_i32x4(pairs.dot(weights))
    });
    let right_weight = f32x4::from_i32x4(i32x4::splat(right_weight)) * f32x4::splat(1.0 / WHOLE as f32);
    (left + (right - left) * right_weight) * f32x4::splat(1.0 / WHOLE as f32)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "weights of 0, ½ and 1 on whole numbers are exact")]
mod tests {
    use super::*;
    use image::Rgb;

    fn sample(pixels: &RgbImage, x: f32, y: f32, border: Border) -> [f32; 3] {
        let place = Place::of((Fixed::new(x), Fixed::new(y)), pixels, border);
        let [red, green, blue, _] = bilinear(pixels, place).to_array();
        [red, green, blue]
    }

    #[test]
    fn bilinear_sampling_hits_centres_and_averages_between_them() {
        let pixels = RgbImage::from_fn(2, 1, |x, _| Rgb([x as u8 * 100, 50, 0]));
        assert_eq!(sample(&pixels, 0.0, 0.0, Border::Repeat), [0.0, 50.0, 0.0]);
        assert_eq!(sample(&pixels, 1.0, 0.0, Border::Repeat), [100.0, 50.0, 0.0]);
        assert_eq!(sample(&pixels, 0.5, 0.0, Border::Repeat), [50.0, 50.0, 0.0]);
    }

    /// Bilinear by the book.
    fn expected(pixels: &RgbImage, x: f32, y: f32, border: Border) -> [f32; 3] {
        let (width, height) = (pixels.width() as i32, pixels.height() as i32);
        let value = |x: i32, y: i32, channel: usize| match border {
            Border::Black if x < 0 || y < 0 || x >= width || y >= height => 0.0,
            _ => f32::from(
                pixels.get_pixel(x.clamp(0, width - 1) as u32, y.clamp(0, height - 1) as u32).0[channel],
            ),
        };
        let (left, top) = (x.floor(), y.floor());
        let (right_weight, bottom_weight) = (x - left, y - top);
        std::array::from_fn(|channel| {
            let row = |y: f32| {
                let [from, to] = [left, left + 1.0].map(|x| value(x as i32, y as i32, channel));
                from + (to - from) * right_weight
            };
            row(top) + (row(top + 1.0) - row(top)) * bottom_weight
        })
    }

    #[test]
    fn every_place_of_a_picture_and_around_it_is_sampled_by_the_book() {
        for (width, height) in [(9, 9), (1, 9), (9, 1), (1, 1), (2, 3)] {
            let pixels = RgbImage::from_fn(width, height, |x, y| {
                Rgb([(x * 29 + y * 7) as u8, (x * 3 + y * 31) as u8, (x * x + y * 11) as u8])
            });
            let places = (-8..48).flat_map(|row| (-8..48).map(move |column| (column, row)));
            for (column, row) in places {
                let (x, y) = (column as f32 * 0.25, row as f32 * 0.375);
                for border in [Border::Black, Border::Repeat] {
                    let (found, wanted) = (sample(&pixels, x, y, border), expected(&pixels, x, y, border));
                    let near = found.iter().zip(wanted).all(|(found, wanted)| (found - wanted).abs() < 0.02);
                    assert!(near, "{width} × {height}, {x}, {y}, {border:?}: {found:?}, not {wanted:?}");
                }
            }
        }
    }

    #[test]
    fn a_turned_crop_lies_in_the_tensor_row_by_row() {
        let pixels = RgbImage::from_fn(60, 50, |x, y| Rgb([x as u8 * 4, y as u8 * 5, 0]));
        let crop = RotatedSquare { centre: Point::new(15.0, 12.0), side: 10.0, rotation: 0.4 };
        let tensor = ImageTensor::rotated(View { pixels: &pixels, scale: 2.0 }, crop, 16, [0.0, 255.0]);
        for (index, pixel) in tensor.values.chunks_exact(3).enumerate() {
            let place = Point::new((index % 16) as f32 / 16.0, (index / 16) as f32 / 16.0);
            let Point { x, y } = crop.to_photo().apply(place);
            assert!(
                (pixel[0] - 8.0 * x).abs() < 0.02 && (pixel[1] - 10.0 * y).abs() < 0.02,
                "{index}: {pixel:?}"
            );
        }
    }

    #[test]
    fn outside_the_photo_is_black_or_the_nearest_pixel() {
        let pixels = RgbImage::from_pixel(2, 2, Rgb([80, 80, 80]));
        assert_eq!(sample(&pixels, -3.0, 9.0, Border::Black), [0.0; 3]);
        assert_eq!(sample(&pixels, -3.0, 9.0, Border::Repeat), [80.0; 3]);
    }

    #[test]
    fn eight_bit_range_maps_to_the_models_range() {
        let scaling = Scaling::new([-1.0, 1.0]);
        assert!((scaling.apply(0.0) + 1.0).abs() < 1e-6);
        assert!((scaling.apply(255.0) - 1.0).abs() < 1e-6);
    }
}
