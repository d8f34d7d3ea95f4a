//! A face in good light, for tests of rules.

use super::{Cast, Evenness, Exposure, Hotspot, LensGlare, Light, RedEye};
use crate::coords::Rect;
use crate::measurement::{Measurements, Unmeasurable};
use crate::sides::Sides;

impl Light {
    /// What is measured on an evenly lit face of light brown skin.
    pub(crate) fn good() -> Self {
        Self {
            exposure: Exposure { lights: 72.0, middle: 62.0, blown_share: 0.0 },
            evenness: Evenness { difference: -2.0, patch_stops: 0.6 },
            hotspot: Hotspot { lamp: 0.1, region: None },
            red_eye: RedEye {
                redness: Sides { image_left: Some(-4.0), image_right: Some(-6.0) },
                eyes: Sides { image_left: None, image_right: None },
            },
            lens_glare: LensGlare { lamp: 0.1, region: None },
            cast: Cast { skin_distance: 0.0, backdrop_shift: 1.0, skin_hue: 55.0, skin_chroma: 22.0 },
            face: Rect::new(140.0, 150.0, 200.0, 250.0),
        }
    }
}

impl Measurements {
    /// Nothing but the light, changed by `change`.
    pub(crate) fn of_light(change: impl FnOnce(&mut Light)) -> Self {
        let mut light = Light::good();
        change(&mut light);
        Self { light: Ok(light), ..Self::none((480, 640), Vec::new(), Unmeasurable::Face) }
    }
}
