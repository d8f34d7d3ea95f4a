//! White light on top of a surface's own colour: highlights on skin, reflections on lenses.
//!
//! By the dichromatic model a surface sends back its own colour, brighter or darker with the light on it, and at some
//! angles the lamp itself. The first keeps the proportion of chroma to lightness, the second adds lightness alone.

use crate::measurement::colour::Lab;

/// Proportion of chroma to lightness, against the surface's own, below which a pixel counts as glossy in full, and from
/// which it does not count: halves of a face in different light stay above.
const PALE: [f32; 2] = [0.70, 0.95];
/// Chroma of a surface below which paleness says nothing.
const LEAST_CHROMA: f32 = 6.0;
/// L* from which on anything is a highlight, whatever its colour.
const WHITE: [f32; 2] = [93.0, 98.0];

/// Lightness that a surface needs above it for the whole `excess`; a lighter one has less room for a highlight.
const ROOM: f32 = 40.0;

/// How far a pixel is a reflection of the lamp, 0 to 1, on a surface of this colour: it begins and is complete where it
/// is `excess` L* lighter than the surface, and pale, or white.
pub(super) fn gloss(pixel: Lab, surface: Lab, excess: [f32; 2]) -> f32 {
    let room = ((100.0 - surface.l) / ROOM).clamp(0.1, 1.0);
    let lighter = ramp(pixel.l - surface.l, excess.map(|end| end * room));
    let own = surface.a.hypot(surface.b) / surface.l.max(1.0);
    let here = pixel.a.hypot(pixel.b) / pixel.l.max(1.0);
    let pale = if surface.a.hypot(surface.b) < LEAST_CHROMA {
        1.0
    } else {
        1.0 - ramp(here / own.max(f32::EPSILON), PALE)
    };
    lighter * pale.max(ramp(pixel.l, WHITE))
}

/// 0 up to the first, 1 from the second on, straight in between.
pub(super) fn ramp(value: f32, [from, to]: [f32; 2]) -> f32 {
    ((value - from) / (to - from)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SKIN: Lab = Lab::new(60.0, 14.0, 18.0);
    const EXCESS: [f32; 2] = [10.0, 25.0];

    #[test]
    fn more_light_on_the_skin_is_no_gloss_and_the_lamp_on_it_is() {
        let lit = Lab::new(85.0, 14.0 * 85.0 / 60.0, 18.0 * 85.0 / 60.0);
        assert!(gloss(lit, SKIN, EXCESS) < 0.05);
        assert!(gloss(Lab::new(88.0, 8.0, 10.0), SKIN, EXCESS) > 0.9);
        assert!(gloss(SKIN, SKIN, EXCESS).abs() < 1e-6);
    }

    #[test]
    fn light_skin_shines_though_there_is_little_room_above_it() {
        assert!(gloss(Lab::new(94.0, 5.0, 6.0), Lab::new(83.0, 12.0, 12.0), EXCESS) > 0.8);
    }

    #[test]
    fn dark_skin_shines_as_light_skin_does() {
        let dark = Lab::new(30.0, 12.0, 15.0);
        assert!(gloss(Lab::new(58.0, 8.0, 9.0), dark, EXCESS) > 0.9);
    }
}
