//! The lamp itself, mirrored in the skin or in what lies before it.
//!
//! By the dichromatic model (Shafer, "Using color to separate reflection components", Color Research and Application 10,
//! 1985) light from a surface is its own colour, in any amount, and the lamp's, which is white here: each of a pixel's
//! three channels is the body's times the light on it, plus the same lamp. A straight line through the channels against
//! the body's has the light as its slope and the lamp as its intercept. So shading, and a face that is lit from one
//! side, give no lamp, and the lamp's share does not hang on how light the rest of the face is.

use palette::{FromColor, LinSrgb};

use crate::measurement::colour::Lab;

/// Chroma of a surface below which its channels are too alike to tell its own colour from the lamp's.
const LEAST_CHROMA: f32 = 6.0;
/// Light on the lights of a face, against that on its plain parts, where nothing shines: forehead and nose of evenly lit
/// faces rise by up to 12 L* above the median of their skin.
const LIGHTS: f32 = 1.5;

/// The own colour of a surface.
pub(super) struct Body {
    channels: [f32; 3],
    colourless: bool,
}

impl Body {
    /// Of a surface that looks like this where it does not shine.
    pub fn of(surface: Lab) -> Self {
        Self { channels: channels(surface), colourless: surface.a.hypot(surface.b) < LEAST_CHROMA }
    }

    /// The lamp in a pixel, in linear light: 0 for none, 1 for white.
    pub fn lamp(&self, pixel: Lab) -> f32 {
        let pixel = channels(pixel);
        let [body_mean, mean] = [self.channels, pixel].map(|of| of.iter().sum::<f32>() / 3.0);
        if self.colourless {
            return (mean - LIGHTS * body_mean).clamp(0.0, 1.0);
        }
        let together: f32 =
            self.channels.iter().zip(pixel).map(|(body, value)| (body - body_mean) * (value - mean)).sum();
        let spread: f32 = self.channels.iter().map(|body| (body - body_mean).powi(2)).sum();
        (mean - together / spread * body_mean).clamp(0.0, 1.0)
    }
}

/// Mean of the largest `share` of `values`, of one at least; 0 for none.
pub(super) fn mean_of_largest(mut values: Vec<f32>, share: f32) -> f32 {
    let count = ((values.len() as f32 * share).ceil() as usize).clamp(1, values.len().max(1));
    if values.len() > count {
        values.select_nth_unstable_by(count - 1, |one, other| other.total_cmp(one));
        values.truncate(count);
    }
    values.iter().sum::<f32>() / count as f32
}

/// Linear red, green and blue.
fn channels(colour: Lab) -> [f32; 3] {
    LinSrgb::<f32>::from_color(colour).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SKIN: Lab = Lab::new(60.0, 14.0, 18.0);

    fn mixed(light: f32, lamp: f32) -> Lab {
        let [red, green, blue] = channels(SKIN).map(|body| body * light + lamp);
        Lab::from_color(LinSrgb::new(red, green, blue))
    }

    #[test]
    fn the_lamp_is_told_from_the_light_on_the_skin() {
        let body = Body::of(SKIN);
        for light in [0.2, 0.7, 1.0, 1.2] {
            for lamp in [0.0, 0.1, 0.4] {
                assert!((body.lamp(mixed(light, lamp)) - lamp).abs() < 1e-3, "{light} {lamp}");
            }
        }
    }

    #[test]
    fn without_colour_only_more_light_than_a_face_has_is_the_lamp() {
        let grey = Body::of(Lab::new(60.0, 0.0, 0.0));
        assert!(grey.lamp(Lab::new(68.0, 0.0, 0.0)).abs() < 1e-6);
        assert!(grey.lamp(Lab::new(95.0, 0.0, 0.0)) > 0.3);
    }

    #[test]
    fn the_largest_share_is_averaged() {
        assert!((mean_of_largest(vec![0.1, 0.9, 0.2, 0.7, 0.3], 0.4) - 0.8).abs() < 1e-6);
        assert!((mean_of_largest(vec![0.1, 0.9, 0.2], 0.01) - 0.9).abs() < 1e-6);
        assert!(mean_of_largest(vec![], 0.02).abs() < 1e-6);
    }
}
