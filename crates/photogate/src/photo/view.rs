//! Parts of the photo at other sizes.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::RgbImage;

use crate::coords::Rect;

/// The photo at some scale: pixels of the view = pixels of the photo × `scale`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    /// Encoded sRGB.
    pub pixels: &'a RgbImage,
    /// 1 for the photo itself, below 1 for a reduced copy.
    pub scale: f32,
}

/// `region` of the photo, resampled with a triangle filter to `width` × `height`; interleaved RGB.
pub(crate) fn resize(view: View<'_>, region: Rect, width: u32, height: u32) -> Vec<u8> {
    let source = view.pixels;
    let (left, crop_width) = crop_span(region.x * view.scale, region.right() * view.scale, source.width());
    let (top, crop_height) = crop_span(region.y * view.scale, region.bottom() * view.scale, source.height());
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Bilinear)).crop(
        left,
        top,
        crop_width,
        crop_height,
    );
    let mut resized = Image::new(width, height, PixelType::U8x3);
    let source = ImageRef::new(source.width(), source.height(), source.as_raw(), PixelType::U8x3)
        .expect("an RgbImage holds width × height × 3 bytes");
    Resizer::new()
        .resize(&source, &mut resized, &options)
        .expect("crop_span keeps the crop inside the picture");
    resized.into_vec()
}

/// Start and length of the part of `from..to` that lies inside a picture of `size` pixels; at least a 64th of a pixel.
///
/// On a grid of 64ths, start plus length is exact and never a rounding error beyond the picture's edge.
fn crop_span(from: f32, to: f32, size: u32) -> (f64, f64) {
    const GRID: f64 = 64.0;
    // `max` before `min`, not `clamp`: a place that is no number becomes the picture's edge instead of a panic.
    let end = f64::from(size) * GRID;
    let start = (f64::from(from) * GRID).floor().max(0.0).min(end - 1.0);
    let stop = (f64::from(to) * GRID).ceil().max(start + 1.0).min(end);
    (start / GRID, (stop - start) / GRID)
}

/// `region` of the photo as a picture of `width` × `height`.
pub(crate) fn resized_region(view: View<'_>, region: Rect, width: u32, height: u32) -> RgbImage {
    RgbImage::from_raw(width, height, resize(view, region, width, height))
        .expect("resize returns width × height × 3 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    #[test]
    fn a_crop_never_leaves_the_picture() {
        for (from, to) in
            [(32.287, 480.0), (-5.0, 900.0), (479.999, 480.001), (700.0, 800.0), (f32::NAN, f32::NAN)]
        {
            let (start, length) = crop_span(from, to, 480);
            assert!(
                start >= 0.0 && length > 0.0 && start + length <= 480.0,
                "{from}..{to}: {start} {length}"
            );
        }
    }

    #[test]
    fn a_region_resizes_to_its_own_colours() {
        let pixels = RgbImage::from_fn(16, 8, |x, _| if x < 4 { Rgb([200, 0, 0]) } else { Rgb([0, 0, 200]) });
        let view = View { pixels: &pixels, scale: 1.0 };
        let right = resized_region(view, Rect::new(8.0, 0.0, 8.0, 8.0), 2, 2);
        assert!(right.pixels().all(|pixel| *pixel == Rgb([0, 0, 200])), "{right:?}");
    }
}
