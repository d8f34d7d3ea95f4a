// Written by models/calibration/fit.py; run it again instead of editing.
//! Fitted weights of the evidence on the face.

use super::evidence::Logistic;

/// Chance that an ear is hidden. Fitted on 357 places where it is so and
/// 341 where it is not.
pub(super) const EAR_HIDDEN: Logistic<3> = Logistic { intercept: 2.421, weights: [-4.770, -2.456, 4.955] };
/// Chance that an eyebrow is covered. Fitted on 14 places where it is so and
/// 1041 where it is not.
pub(super) const BROW_COVERED: Logistic<2> = Logistic { intercept: -25.193, weights: [-6.675, 5.220] };
/// Chance that an earring is worn. Fitted on 50 places where it is so and
/// 175 where it is not.
pub(super) const EARRING: Logistic<2> = Logistic { intercept: 2.962, weights: [0.926, 2.366] };
/// Chance that a necklace is worn. Fitted on 15 places where it is so and
/// 1090 where it is not.
pub(super) const NECKLACE: Logistic<4> = Logistic { intercept: 8.713, weights: [0.922, 0.000, 0.566, 0.000] };
/// Chance that the head is covered. Fitted on 41 places where it is so and
/// 1085 where it is not.
pub(super) const HEADWEAR: Logistic<2> = Logistic { intercept: -1.679, weights: [2.072, 5.003] };
/// Chance that glasses are worn. Fitted on 17 places where it is so and
/// 474 where it is not.
pub(super) const GLASSES: Logistic<2> = Logistic { intercept: -2.376, weights: [0.936, 10.578] };
/// Chance that the mouth is open or shows teeth. Fitted on 158 places where it is so and
/// 317 where it is not.
pub(super) const MOUTH_OPEN: Logistic<2> = Logistic { intercept: 5.202, weights: [1.450, 16.601] };
