// Written by models/calibration/fit.py; run it again instead of editing.
//! Fitted weights of the evidence on the face: on `portraits` and on the validation part of `parsing`; where the
//! count says so, on all of `parsing`.

use super::evidence::Logistic;

/// Chance that an ear is hidden. Fitted on 204 pictures or sides where it is so and
/// 221 where it is not.
pub(super) const EAR_HIDDEN: Logistic<5> =
    Logistic { intercept: -2.931, weights: [-1.134, -2.070, -1.710, 2.421, 0.325] };
/// Chance that an eyebrow is covered. Fitted on 14 pictures or sides where it is so and
/// 792 where it is not.
pub(super) const BROW_COVERED: Logistic<2> =
    Logistic { intercept: -30.802, weights: [-7.836, 5.875] };
/// Chance that an earring is worn. Fitted on 50 pictures or sides where it is so and
/// 175 where it is not.
pub(super) const EARRING: Logistic<2> =
    Logistic { intercept: 3.044, weights: [0.872, 2.243] };
/// Chance that a necklace is worn. Fitted on 15 pictures or sides where it is so and
/// 841 where it is not.
pub(super) const NECKLACE: Logistic<4> =
    Logistic { intercept: 7.819, weights: [0.845, 0.000, 0.496, 0.000] };
/// Chance that the head is covered. Fitted on 41 pictures or sides where it is so and
/// 836 where it is not.
pub(super) const HEADWEAR: Logistic<2> =
    Logistic { intercept: -1.706, weights: [1.595, 5.729] };
/// Chance that glasses are worn. Fitted on 17 pictures or sides where it is so and
/// 225 where it is not.
pub(super) const GLASSES: Logistic<2> =
    Logistic { intercept: -1.712, weights: [0.827, 8.207] };
/// Chance that the mouth is open or shows teeth. Fitted on 91 pictures or sides where it is so and
/// 135 where it is not.
pub(super) const MOUTH_OPEN: Logistic<2> =
    Logistic { intercept: 4.246, weights: [1.250, 17.802] };
