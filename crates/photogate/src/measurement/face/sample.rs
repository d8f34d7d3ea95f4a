//! A face in order, for tests of rules.

use super::{Evidence, FaceParts};
use crate::sides::Sides;

impl FaceParts {
    /// Open eyes in a face that wears nothing and that nothing covers.
    pub(crate) fn bare() -> Self {
        let absent = || Evidence { chance: 0.0, features: Vec::new(), region: None };
        let both = || Sides::from_fn(|_| absent());
        Self {
            ear_hidden: both(),
            brow_covered: both(),
            hair_over_eye: Sides::from_fn(|_| 0.0),
            eyes: Sides::from_fn(|_| None),
            eye_openness: Sides::from_fn(|_| 0.3),
            earring: both(),
            necklace: absent(),
            headwear: absent(),
            glasses: absent(),
            glasses_over_eye: Sides::from_fn(|_| 0.0),
            mouth_open: absent(),
        }
    }
}
