// Written by models/calibration/fit.py; run it again instead of editing.
//! Fitted weights of the evidence on the face.

use super::evidence::Logistic;

/// Chance that an ear is hidden. Fitted on 334 places where it is so and
/// 398 where it is not.
pub(super) const EAR_HIDDEN: Logistic<5> =
    Logistic { intercept: -0.634, weights: [-0.661, -3.046, -1.639, 2.714, 0.238] };
/// Chance that an eyebrow is covered. Fitted on 14 places where it is so and
/// 1041 where it is not.
pub(super) const BROW_COVERED: Logistic<2> = Logistic { intercept: -25.189, weights: [-6.653, 5.321] };
/// Chance that an earring is worn. Fitted on 50 places where it is so and
/// 175 where it is not.
pub(super) const EARRING: Logistic<2> = Logistic { intercept: 2.871, weights: [0.906, 2.382] };
/// Chance that a necklace is worn. Fitted on 15 places where it is so and
/// 1090 where it is not.
pub(super) const NECKLACE: Logistic<4> = Logistic { intercept: 8.731, weights: [0.926, 0.000, 0.564, 0.000] };
/// Chance that the head is covered. Fitted on 41 places where it is so and
/// 1085 where it is not.
pub(super) const HEADWEAR: Logistic<2> = Logistic { intercept: -1.535, weights: [2.055, 4.872] };
/// Chance that glasses are worn. Fitted on 17 places where it is so and
/// 474 where it is not.
pub(super) const GLASSES: Logistic<2> = Logistic { intercept: -2.066, weights: [1.011, 10.205] };
/// Chance that the mouth is open or shows teeth. Fitted on 158 places where it is so and
/// 317 where it is not.
pub(super) const MOUTH_OPEN: Logistic<2> = Logistic { intercept: 5.133, weights: [1.441, 16.927] };
