//! A clean picture, for tests of rules.

use super::{Blocking, Border, Caption, Noise, Picture, Sharpness};
use crate::coords::Rect;
use crate::measurement::{Measurements, Unmeasurable};

impl Picture {
    /// What is measured on a sharp picture of a good camera.
    pub(crate) fn good() -> Self {
        Self {
            sharpness: Ok(Sharpness { blur: 1.1, least_blur: 0.8 }),
            noise: Ok(Noise { deviation: 0.6 }),
            blocking: Blocking { step: 0.3 },
            border: Border { widest: 0.0, region: None },
            caption: Caption::NONE,
            region: Rect::new(140.0, 150.0, 200.0, 180.0),
        }
    }
}

impl Measurements {
    /// Nothing but the picture, changed by `change`.
    pub(crate) fn of_picture(change: impl FnOnce(&mut Picture)) -> Self {
        let mut picture = Picture::good();
        change(&mut picture);
        Self { picture: Ok(picture), ..Self::none((480, 640), Vec::new(), Unmeasurable::Face) }
    }
}
