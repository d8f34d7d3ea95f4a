// Written by models/calibration/fit.py; run it again instead of editing.
//! Fitted weights of the evidence on the face.

use super::evidence::Logistic;

/// Chance that an ear is hidden. Fitted on 357 places where it is so and
/// 341 where it is not.
pub(super) const EAR_HIDDEN: Logistic<3> = Logistic { intercept: 3.724, weights: [-5.710, -3.074, 4.864] };
/// Chance that an eyebrow is covered. Fitted on 14 places where it is so and
/// 1041 where it is not.
pub(super) const BROW_COVERED: Logistic<2> = Logistic { intercept: -27.390, weights: [-7.085, 6.587] };
/// Chance that an earring is worn. Fitted on 50 places where it is so and
/// 175 where it is not.
pub(super) const EARRING: Logistic<2> = Logistic { intercept: 3.604, weights: [1.087, 2.100] };
/// Chance that a necklace is worn. Fitted on 15 places where it is so and
/// 1090 where it is not.
pub(super) const NECKLACE: Logistic<4> = Logistic { intercept: 8.758, weights: [0.927, 0.000, 0.568, 0.000] };
/// Chance that the head is covered. Fitted on 41 places where it is so and
/// 1085 where it is not.
pub(super) const HEADWEAR: Logistic<2> = Logistic { intercept: -0.659, weights: [2.207, 3.923] };
/// Chance that glasses are worn. Fitted on 17 places where it is so and
/// 474 where it is not.
pub(super) const GLASSES: Logistic<2> = Logistic { intercept: -1.394, weights: [1.343, 9.023] };
/// Chance that the mouth is open or shows teeth. Fitted on 158 places where it is so and
/// 317 where it is not.
pub(super) const MOUTH_OPEN: Logistic<2> = Logistic { intercept: 4.609, weights: [1.366, 18.914] };
