//! Whether colours are natural: the skin's own, and the backdrop where its colour is known.

use serde::Serialize;

use crate::measurement::backdrop::Backdrop;
use crate::measurement::colour::{Lab, REFERENCE_BLUE, chroma_and_hue, lab_from_srgb};
use crate::measurement::skin::Skin;

/// Hue of skin in neutral light, in degrees of CIELAB.
///
/// Published means run from about 35° (light, ruddy) over 50–60° (East Asian, South Asian) to 65° (olive, dark);
/// Xiao and others, "Characterising the variations in ethnic skin colours" (2017), give L* 40–70, a* 5–15 and b* 8–22
/// for four groups, measured by instrument. Cameras and retouching add to that: of the 82 faces of the evaluation set
/// `portraits` 78 lie in 29–69°.
const HUE: [f32; 2] = [30.0, 70.0];
/// Chroma of skin in neutral light; cameras vary it from the dull to the lively. `portraits`: 10 to 36.
const CHROMA: [f32; 2] = [10.0, 36.0];
/// Where a skin lies that says nothing of a cast.
const MIDDLE: [f32; 2] = [13.0, 18.0];
/// Chroma above which, and degrees of hue about the reference within which, a backdrop is taken to be meant blue.
const BLUE_CHROMA: f32 = 25.0;
const BLUE_HUES: f32 = 45.0;
/// L* from which on a backdrop may be one of those.
const LIGHT: f32 = 60.0;
/// How far, in CIELAB, skin in neutral light lies from the middle in any direction.
const NATURAL_SPREAD: f32 = 6.0;

/// How far colours lie from natural ones.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Cast {
    /// Distance in the a*b* plane from this person's skin to the nearest natural skin: hue 30° to 70°, chroma 10 to 36.
    /// 0 inside; about 10 for a grey picture.
    pub skin_distance: f32,
    /// Distance in the a*b* plane by which a light backdrop departs from neutral or from the reference blue, as far as
    /// the skin departs in the same direction; 0 where the backdrop is dark or not to be seen.
    pub backdrop_shift: f32,
    /// Hue of the skin in degrees.
    pub skin_hue: f32,
    /// Chroma of the skin.
    pub skin_chroma: f32,
}

impl Cast {
    pub(super) fn measure(skin: &Skin, backdrop: Option<&Backdrop>) -> Self {
        let (skin_chroma, skin_hue) = chroma_and_hue(skin.colour);
        Self {
            skin_distance: skin_distance(skin.colour),
            backdrop_shift: backdrop.map_or(0.0, |backdrop| backdrop_shift(backdrop.colour, skin.colour)),
            skin_hue,
            skin_chroma,
        }
    }
}

/// Distance from the sector of natural skins in the a*b* plane.
fn skin_distance(skin: Lab) -> f32 {
    let (chroma, hue) = chroma_and_hue(skin);
    let [least, most] = CHROMA;
    if (HUE[0]..=HUE[1]).contains(&hue) {
        return (least - chroma).max(chroma - most).max(0.0);
    }
    HUE.into_iter()
        .map(|edge| {
            let (sin, cos) = edge.to_radians().sin_cos();
            let along = (skin.a * cos + skin.b * sin).clamp(least, most);
            (skin.a - along * cos).hypot(skin.b - along * sin)
        })
        .fold(f32::INFINITY, f32::min)
}

/// How far the backdrop is shifted in a direction in which the skin is shifted too.
fn backdrop_shift(backdrop: Lab, skin: Lab) -> f32 {
    if backdrop.l < LIGHT {
        return 0.0;
    }
    let blue = lab_from_srgb(REFERENCE_BLUE);
    let (chroma, hue) = chroma_and_hue(backdrop);
    let meant_blue = chroma > BLUE_CHROMA && (hue - chroma_and_hue(blue).1).abs() < BLUE_HUES;
    let (a, b) =
        if meant_blue { (backdrop.a - blue.a, backdrop.b - blue.b) } else { (backdrop.a, backdrop.b) };
    let shift = a.hypot(b);
    if shift <= f32::EPSILON {
        return 0.0;
    }
    let agreed = ((skin.a - MIDDLE[0]) * a + (skin.b - MIDDLE[1]) * b) / shift;
    shift.min(agreed + NATURAL_SPREAD).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn natural_skins_from_light_to_dark_are_inside() {
        // Within the ranges that Xiao and others measured by instrument, from light to dark.
        for skin in [
            (70.0, 9.0, 14.0),
            (64.0, 12.0, 16.0),
            (58.0, 10.0, 20.0),
            (48.0, 12.0, 18.0),
            (40.0, 10.0, 13.0),
        ] {
            let (l, a, b) = skin;
            assert!(skin_distance(Lab::new(l, a, b)) < 1.0, "{skin:?}");
        }
    }

    #[test]
    fn grey_blue_and_green_skins_are_outside() {
        assert!((skin_distance(Lab::new(60.0, 0.0, 0.0)) - 10.0).abs() < 1e-3);
        for skin in [Lab::new(60.0, 5.0, -12.0), Lab::new(60.0, -10.0, 15.0), Lab::new(60.0, 30.0, 0.0)] {
            assert!(skin_distance(skin) > 8.0, "{skin:?}");
        }
    }

    #[test]
    fn a_warm_wall_counts_only_behind_a_warm_face() {
        let wall = Lab::new(85.0, 2.0, 20.0);
        assert!(backdrop_shift(wall, Lab::new(60.0, 14.0, 34.0)) > 18.0);
        assert!(backdrop_shift(wall, Lab::new(60.0, 13.0, 12.0)) < 1.0);
        assert!(backdrop_shift(lab_from_srgb(REFERENCE_BLUE), Lab::new(60.0, 14.0, 34.0)) < 1e-3);
    }
}
