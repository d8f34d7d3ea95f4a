//! Region of the photo → input tensor. The coordinates inside a tensor run from 0 to 1, so that callers can map
//! results back without knowing its size in pixels.

use image::RgbImage;
use wide::f32x4;

use crate::coords::{Point, Rect, RotatedSquare};
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
        let mut values = vec![0.0; (size * size * 3) as usize];
        let step = 1.0 / size as f32;
        let to_photo = crop.to_photo();
        let mut places = Places::new(size as usize);
        for (row, line) in values.chunks_exact_mut(3 * size as usize).enumerate() {
            places.fill(view.pixels.dimensions(), border, |column| {
                let place = to_photo.apply(Point::new(column as f32 * step, row as f32 * step));
                Point::new(place.x * view.scale, place.y * view.scale)
            });
            for (column, pixel) in line.chunks_exact_mut(3).enumerate() {
                let rgb = scaling.apply_to_lanes(bilinear(view.pixels, places.get(column)));
                pixel.copy_from_slice(&rgb.to_array()[..3]);
            }
        }
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

/// Where a sample lies: the pixel left above it, and how much the ones right of it and below it weigh.
#[derive(Clone, Copy)]
struct Place {
    left: i32,
    top: i32,
    right_weight: f32,
    bottom_weight: f32,
}

/// The places of a row of samples. One list each, so that the compiler reckons several at a time.
struct Places {
    left: Vec<i32>,
    top: Vec<i32>,
    right_weight: Vec<f32>,
    bottom_weight: Vec<f32>,
}

impl Places {
    fn new(count: usize) -> Self {
        let (pixels, weights) = (vec![0; count], vec![0.0; count]);
        Self { left: pixels.clone(), top: pixels, right_weight: weights.clone(), bottom_weight: weights }
    }

    /// Places the samples of a row in a picture of that width and height. `point` says where each lies in pixels, 0 on
    /// the centre of the first one.
    fn fill(&mut self, (width, height): (u32, u32), border: Border, point: impl Fn(usize) -> Point) {
        let last = Point::new(width as f32 - 1.0, height as f32 - 1.0);
        let before_last = ((width as i32 - 2).max(0), (height as i32 - 2).max(0));
        let count = self.left.len();
        // Of one length that the compiler sees, or it would check each place.
        let (left, top) = (&mut self.left[..count], &mut self.top[..count]);
        let (right_weight, bottom_weight) =
            (&mut self.right_weight[..count], &mut self.bottom_weight[..count]);
        for index in 0..count {
            let Point { x, y } = point(index);
            (left[index], top[index], right_weight[index], bottom_weight[index]) = match border {
                Border::Repeat => {
                    let (x, y) = (x.max(0.0).min(last.x), y.max(0.0).min(last.y));
                    // Not below 0: cutting off the fraction is the floor. On the last pixel all weight is on the next of
                    // the one before, so that a place beyond the edge costs no more than another.
                    let (left, top) = ((x as i32).min(before_last.0), (y as i32).min(before_last.1));
                    (left, top, x - left as f32, y - top as f32)
                }
                Border::Black => {
                    let (left, top) = (x.floor(), y.floor());
                    (left as i32, top as i32, x - left, y - top)
                }
            };
        }
    }

    fn get(&self, index: usize) -> Place {
        Place {
            left: self.left[index],
            top: self.top[index],
            right_weight: self.right_weight[index],
            bottom_weight: self.bottom_weight[index],
        }
    }
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
        let lower = upper + width as usize * 3;
        let corners = [upper, upper + 3, lower, lower + 3].map(|start| lanes(raw, start));
        if let [Some(upper_left), Some(upper_right), Some(lower_left), Some(lower_right)] = corners {
            let above = mix(upper_left, upper_right, right_weight);
            let below = mix(lower_left, lower_right, right_weight);
            return mix(above, below, bottom_weight);
        }
    }
    let mut sum = [0.0; 4];
    for (row, row_weight) in [(top, 1.0 - bottom_weight), (top.saturating_add(1), bottom_weight)] {
        for (column, weight) in
            [(left, row_weight * (1.0 - right_weight)), (left.saturating_add(1), row_weight * right_weight)]
        {
            // On the last pixel the weight of the next one, which does not exist, is 0.
            if (0..width).contains(&column) && (0..height).contains(&row) {
                let start = (row as usize * width as usize + column as usize) * 3;
                for (value, sum) in raw[start..start + 3].iter().zip(&mut sum) {
                    *sum += weight * f32::from(*value);
                }
            }
        }
    }
    f32x4::from(sum)
}

/// A pixel and a value of the next; `None` at the picture's last pixel.
fn lanes(raw: &[u8], start: usize) -> Option<f32x4> {
    raw.get(start..)?.first_chunk().map(|values: &[u8; 4]| f32x4::from(values.map(f32::from)))
}

fn mix(from: f32x4, to: f32x4, weight: f32) -> f32x4 {
    from + (to - from) * f32x4::splat(weight)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "weights of 0, ½ and 1 on whole numbers are exact")]
mod tests {
    use super::*;
    use image::Rgb;

    fn sample(pixels: &RgbImage, x: f32, y: f32, border: Border) -> [f32; 3] {
        let mut places = Places::new(1);
        places.fill(pixels.dimensions(), border, |_| Point::new(x, y));
        let [red, green, blue, _] = bilinear(pixels, places.get(0)).to_array();
        [red, green, blue]
    }

    #[test]
    fn bilinear_sampling_hits_centres_and_averages_between_them() {
        let pixels = RgbImage::from_fn(2, 1, |x, _| Rgb([x as u8 * 100, 50, 0]));
        assert_eq!(sample(&pixels, 0.0, 0.0, Border::Repeat), [0.0, 50.0, 0.0]);
        assert_eq!(sample(&pixels, 1.0, 0.0, Border::Repeat), [100.0, 50.0, 0.0]);
        assert_eq!(sample(&pixels, 0.5, 0.0, Border::Repeat), [50.0, 50.0, 0.0]);
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
