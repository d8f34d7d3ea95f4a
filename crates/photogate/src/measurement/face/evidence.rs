//! Several measured quantities → the chance that something is so.

use serde::Serialize;

use crate::coords::Rect;

/// A logistic regression: the chance is 1 / (1 + e^−(intercept + Σ weight × feature)).
///
/// The ones in use are fitted by `models/calibration/fit.py` on labelled pictures, both answers weighted alike, so that
/// a chance of one half is the line on which either mistake is as likely as the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Logistic<const N: usize> {
    /// Added to the weighted sum.
    pub intercept: f32,
    /// One for each feature.
    pub weights: [f32; N],
}

impl<const N: usize> Logistic<N> {
    /// The chance, 0 to 1, for these features.
    #[must_use]
    pub fn chance(&self, features: [f32; N]) -> f32 {
        let sum: f32 = self.weights.iter().zip(features).map(|(weight, feature)| weight * feature).sum();
        1.0 / (1.0 + (-self.intercept - sum).exp())
    }

    /// The chance, with what it rests on.
    #[must_use]
    pub fn evidence(&self, features: [f32; N], region: Option<Rect>) -> Evidence {
        Evidence { chance: self.chance(features), features: features.to_vec(), region }
    }
}

/// How likely something is so, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// 0 to 1.
    pub chance: f32,
    /// What the chance was computed from, in the order that the measurement documents.
    pub features: Vec<f32>,
    /// Around what was seen, in pixels of the photo.
    pub region: Option<Rect>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chance_rises_with_a_feature_of_positive_weight() {
        let logistic = Logistic { intercept: -1.0, weights: [2.0, 0.0] };
        assert!((logistic.chance([0.5, 7.0]) - 0.5).abs() < 1e-6);
        assert!(logistic.chance([1.0, 0.0]) > 0.7 && logistic.chance([0.0, 0.0]) < 0.3);
    }
}
