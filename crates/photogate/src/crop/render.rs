//! Photo and crop → the cropped picture, in one resampling.

use std::f32::consts::PI;

use image::{Rgb, RgbImage};

use super::Crop;

/// Lobes of the Lanczos kernel to either side.
const LOBES: f32 = 3.0;
/// Entries of the kernel's table for one pixel of the cropped picture.
const ENTRIES: f32 = 512.0;

/// The part of `photo` that `crop` names as a picture of `width` × `height`; both are gamma-encoded sRGB.
///
/// Rotation, scale and place are applied in one resampling with a Lanczos kernel of three lobes along the axes of the
/// cropped picture. The kernel is as wide as a pixel of the cropped picture is in the photo, so that a downscale of
/// any ratio does not alias. Where it reaches beyond the photo's edge, what is inside counts.
#[must_use]
pub fn render(photo: &RgbImage, crop: &Crop, width: u32, height: u32) -> RgbImage {
    let kernel = Kernel::new();
    // A pixel of the cropped picture in pixels of the photo; the kernel never gets narrower than the photo's own pixels.
    let pixel = (crop.width / width.max(1) as f32).max(1.0);
    let (sin, cos) = crop.rotation_degrees.to_radians().sin_cos();
    let (across, down) = ((cos / pixel, -sin / pixel), (sin / pixel, cos / pixel));
    let reach = LOBES * pixel * (sin.abs() + cos.abs());
    RgbImage::from_fn(width, height, |x, y| {
        let centre = crop.to_photo((x as f32 + 0.5) / width as f32, (y as f32 + 0.5) / height as f32);
        let columns = pixels_within(centre.x, reach, photo.width());
        let mut sum = [0.0_f32; 3];
        let mut weights = 0.0_f32;
        for row in pixels_within(centre.y, reach, photo.height()) {
            let rise = row as f32 + 0.5 - centre.y;
            let start = columns.start as f32 + 0.5 - centre.x;
            let mut u = start * across.0 + rise * down.0;
            let mut v = start * across.1 + rise * down.1;
            let line = row as usize * photo.width() as usize;
            let from = (line + columns.start as usize) * 3;
            let to = (line + columns.end as usize) * 3;
            for sample in photo.as_raw()[from..to].chunks_exact(3) {
                let weight = kernel.at(u) * kernel.at(v);
                weights += weight;
                for (sum, &value) in sum.iter_mut().zip(sample) {
                    *sum += weight * f32::from(value);
                }
                u += across.0;
                v += across.1;
            }
        }
        // A crop that lies outside the photo has nothing to show.
        let weights = if weights > 0.0 { weights } else { 1.0 };
        Rgb(sum.map(|sum| (sum / weights).round().clamp(0.0, 255.0) as u8))
    })
}

/// The pixels of a line of `size` whose centres lie within `reach` of `centre`.
fn pixels_within(centre: f32, reach: f32, size: u32) -> std::ops::Range<u32> {
    // Casts of negative numbers and of no number give 0.
    let from = ((centre - reach - 0.5).ceil() as u32).min(size);
    let to = ((centre + reach + 0.5).floor() as u32).min(size);
    from..to.max(from)
}

/// The Lanczos kernel, tabulated: sinc(x) sinc(x / 3) within three lobes, 0 beyond.
struct Kernel(Vec<f32>);

impl Kernel {
    fn new() -> Self {
        let sinc = |x: f32| if x.abs() < 1e-6 { 1.0 } else { (PI * x).sin() / (PI * x) };
        let entries = (LOBES * ENTRIES) as u16;
        let value = |entry: u16| {
            let x = f32::from(entry) / ENTRIES;
            sinc(x) * sinc(x / LOBES)
        };
        Self((0..entries).map(value).chain([0.0]).collect())
    }

    fn at(&self, x: f32) -> f32 {
        let entry = (x.abs() * ENTRIES + 0.5) as usize;
        self.0.get(entry).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coords::Point;

    fn crop(centre: (f32, f32), width: f32, height: f32, rotation_degrees: f32) -> Crop {
        Crop { centre: Point::new(centre.0, centre.1), width, height, rotation_degrees }
    }

    #[test]
    fn a_crop_of_the_same_size_is_the_photo_itself() {
        let photo = RgbImage::from_fn(40, 30, |x, y| Rgb([(x * 6) as u8, (y * 8) as u8, (x * y) as u8]));
        let same = render(&photo, &crop((20.0, 15.0), 20.0, 10.0, 0.0), 20, 10);
        for (x, y, pixel) in same.enumerate_pixels() {
            assert_eq!(pixel, photo.get_pixel(x + 10, y + 10));
        }
    }

    #[test]
    fn a_quarter_turn_moves_pixels_without_mirroring() {
        let photo = RgbImage::from_fn(21, 21, |x, y| Rgb([(x * 10) as u8, (y * 10) as u8, 0]));
        let turned = render(&photo, &crop((10.5, 10.5), 11.0, 11.0, 90.0), 11, 11);
        // The crop's upper edge runs down the photo at its right.
        for (x, y, pixel) in turned.enumerate_pixels() {
            assert_eq!(pixel, photo.get_pixel(15 - y, 5 + x), "{x} {y}");
        }
    }

    #[test]
    fn fine_stripes_turn_grey_instead_of_aliasing() {
        let photo = RgbImage::from_fn(400, 400, |x, _| if x % 2 == 0 { Rgb([0; 3]) } else { Rgb([255; 3]) });
        for (scale, rotation) in [(2.5, 0.0), (3.7, 3.0), (5.0, -7.0)] {
            let small = render(&photo, &crop((200.0, 200.0), 40.0 * scale, 40.0 * scale, rotation), 40, 40);
            for pixel in small.pixels() {
                assert!((i32::from(pixel.0[0]) - 128).abs() <= 6, "{scale} {rotation}: {pixel:?}");
            }
        }
    }

    #[test]
    fn an_even_photo_stays_even_up_to_its_edges() {
        let photo = RgbImage::from_pixel(100, 100, Rgb([100, 197, 255]));
        let whole = render(&photo, &crop((50.0, 50.0), 90.0, 90.0, 5.0), 30, 30);
        assert!(whole.pixels().all(|pixel| *pixel == Rgb([100, 197, 255])));
    }

    #[test]
    fn a_crop_beside_the_photo_is_black_and_no_panic() {
        let photo = RgbImage::from_pixel(10, 10, Rgb([255; 3]));
        let beside = render(&photo, &crop((500.0, -500.0), 10.0, 10.0, 0.0), 4, 4);
        assert!(beside.pixels().all(|pixel| *pixel == Rgb([0; 3])));
        let _ = render(&photo, &crop((f32::NAN, 5.0), f32::NAN, 10.0, 0.0), 4, 4);
    }
}
