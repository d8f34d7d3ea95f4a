// Written by models/calibration/fit.py; run it again instead of editing.
//! Fitted weights of the evidence on the face.

use super::evidence::Logistic;

/// Chance that an ear is hidden. Fitted on 334 places where it is so and
/// 398 where it is not.
pub(super) const EAR_HIDDEN: Logistic<5> =
    Logistic { intercept: -1.767, weights: [-0.801, -2.679, -1.280, 3.146, 0.398] };
/// Chance that an eyebrow is covered. Fitted on 14 places where it is so and
/// 1041 where it is not.
pub(super) const BROW_COVERED: Logistic<2> = Logistic { intercept: -33.305, weights: [-8.416, 6.507] };
/// Chance that an earring is worn. Fitted on 50 places where it is so and
/// 175 where it is not.
pub(super) const EARRING: Logistic<2> = Logistic { intercept: 3.044, weights: [0.872, 2.243] };
/// Chance that a necklace is worn. Fitted on 15 places where it is so and
/// 1090 where it is not.
pub(super) const NECKLACE: Logistic<4> = Logistic { intercept: 7.502, weights: [0.822, 0.000, 0.469, 0.000] };
/// Chance that the head is covered. Fitted on 41 places where it is so and
/// 1085 where it is not.
pub(super) const HEADWEAR: Logistic<2> = Logistic { intercept: -2.124, weights: [1.711, 6.207] };
/// Chance that glasses are worn. Fitted on 17 places where it is so and
/// 474 where it is not.
pub(super) const GLASSES: Logistic<2> = Logistic { intercept: -2.504, weights: [0.925, 9.916] };
/// Chance that the mouth is open or shows teeth. Fitted on 158 places where it is so and
/// 317 where it is not.
pub(super) const MOUTH_OPEN: Logistic<2> = Logistic { intercept: 4.418, weights: [1.360, 21.507] };
