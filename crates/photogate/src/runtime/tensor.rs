//! Region of the photo → input tensor. The coordinates inside a tensor run from 0 to 1, so that callers can map
//! results back without knowing its size in pixels.

use image::RgbImage;

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
        for (row, line) in values.chunks_exact_mut(3 * size as usize).enumerate() {
            for (column, pixel) in line.chunks_exact_mut(3).enumerate() {
                let Point { x, y } = to_photo.apply(Point::new(column as f32 * step, row as f32 * step));
                let rgb = bilinear(view.pixels, x * view.scale, y * view.scale, border);
                pixel.copy_from_slice(&rgb.map(|value| scaling.apply(value)));
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
}

/// Bilinear value between pixel centres; `x` and `y` are 0 on the centre of the first pixel.
fn bilinear(pixels: &RgbImage, x: f32, y: f32, border: Border) -> [f32; 3] {
    let (width, height) = (pixels.width() as i32, pixels.height() as i32);
    let (x, y) = match border {
        Border::Black => (x, y),
        Border::Repeat => (x.clamp(0.0, (width - 1) as f32), y.clamp(0.0, (height - 1) as f32)),
    };
    let (left, top) = (floor(x), floor(y));
    let (right_weight, bottom_weight) = (x - left as f32, y - top as f32);
    let raw = pixels.as_raw();
    if left >= 0 && top >= 0 && left < width - 1 && top < height - 1 {
        // Nearly every sample: all four pixels lie in the picture.
        let start = (top as usize * width as usize + left as usize) * 3;
        let (upper, lower) = (&raw[start..start + 6], &raw[start + width as usize * 3..][..6]);
        return std::array::from_fn(|channel| {
            let above = mix(upper[channel], upper[channel + 3], right_weight);
            let below = mix(lower[channel], lower[channel + 3], right_weight);
            above + (below - above) * bottom_weight
        });
    }
    let mut sum = [0.0; 3];
    for (row, row_weight) in [(top, 1.0 - bottom_weight), (top.saturating_add(1), bottom_weight)] {
        for (column, weight) in
            [(left, row_weight * (1.0 - right_weight)), (left.saturating_add(1), row_weight * right_weight)]
        {
            // On the last pixel the weight of the next one, which does not exist, is 0.
            if (0..width).contains(&column) && (0..height).contains(&row) {
                let start = (row as usize * width as usize + column as usize) * 3;
                for (channel, sum) in sum.iter_mut().enumerate() {
                    *sum += weight * f32::from(raw[start + channel]);
                }
            }
        }
    }
    sum
}

fn mix(from: u8, to: u8, weight: f32) -> f32 {
    f32::from(from) + (f32::from(to) - f32::from(from)) * weight
}

/// `f32::floor` without the call that it costs where the target has no instruction for it.
fn floor(value: f32) -> i32 {
    let truncated = value as i32;
    truncated.saturating_sub(i32::from(value < truncated as f32))
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "weights of 0, ½ and 1 on whole numbers are exact")]
mod tests {
    use super::*;
    use image::Rgb;

    #[test]
    fn bilinear_sampling_hits_centres_and_averages_between_them() {
        let pixels = RgbImage::from_fn(2, 1, |x, _| Rgb([x as u8 * 100, 50, 0]));
        assert_eq!(bilinear(&pixels, 0.0, 0.0, Border::Repeat), [0.0, 50.0, 0.0]);
        assert_eq!(bilinear(&pixels, 1.0, 0.0, Border::Repeat), [100.0, 50.0, 0.0]);
        assert_eq!(bilinear(&pixels, 0.5, 0.0, Border::Repeat), [50.0, 50.0, 0.0]);
    }

    #[test]
    fn outside_the_photo_is_black_or_the_nearest_pixel() {
        let pixels = RgbImage::from_pixel(2, 2, Rgb([80, 80, 80]));
        assert_eq!(bilinear(&pixels, -3.0, 9.0, Border::Black), [0.0; 3]);
        assert_eq!(bilinear(&pixels, -3.0, 9.0, Border::Repeat), [80.0; 3]);
    }

    #[test]
    fn eight_bit_range_maps_to_the_models_range() {
        let scaling = Scaling::new([-1.0, 1.0]);
        assert!((scaling.apply(0.0) + 1.0).abs() < 1e-6);
        assert!((scaling.apply(255.0) - 1.0).abs() < 1e-6);
    }
}
