//! Measured quantity → violation: where a ruleset draws its line and how wide its review band is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::Status;
use crate::words::Words;

/// The violation of a quantity that lies on its limit.
pub const ON_THE_LINE: f64 = 0.5;
/// Violations from here to [`REVIEW_CEILING`] ask for a person's look.
pub const REVIEW_FLOOR: f64 = 0.4;
/// Violations above this fail.
pub const REVIEW_CEILING: f64 = 0.6;

/// A limit with its review band, both in the unit of the measured quantity.
///
/// The violation is a logistic function of the distance from the limit: 0.5 on it, 0.4 and 0.6 at the ends of the
/// band `limit ± margin`, towards 0 and 1 beyond. It ranks: a worse measurement always has a higher violation.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The value on the line.
    pub limit: f32,
    /// Half the width of the review band; above 0.
    pub margin: f32,
}

impl Line {
    /// A line at `limit` with a review band of ± `margin`.
    #[must_use]
    pub const fn new(limit: f32, margin: f32) -> Self {
        Self { limit, margin }
    }

    /// Violation of a quantity that must stay below the limit.
    #[must_use]
    pub fn violation_above(self, measured: f32) -> f64 {
        // The band's ends lie at odds of 2:3 and 3:2.
        let slope = (REVIEW_CEILING / REVIEW_FLOOR).ln();
        let distance = f64::from(measured - self.limit) / f64::from(self.margin.max(f32::EPSILON));
        1.0 / (1.0 + (-slope * distance).exp())
    }

    /// Violation of a quantity that must stay above the limit.
    #[must_use]
    pub fn violation_below(self, measured: f32) -> f64 {
        1.0 - self.violation_above(measured)
    }
}

/// A range that a quantity must stay in, with the review band at both ends, all in the unit of the quantity.
///
/// Each end is a [`Line`]; the nearer one decides.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The lowest value in order.
    pub least: f32,
    /// The highest value in order; above `least`.
    pub most: f32,
    /// Half the width of the review band around each end; above 0.
    pub margin: f32,
}

impl Band {
    /// From `least` to `most`, with a review band of ± `margin` around each.
    #[must_use]
    pub const fn new(least: f32, most: f32, margin: f32) -> Self {
        Self { least, most, margin }
    }

    /// The end that is nearer to `measured`.
    #[must_use]
    pub fn nearer_end(self, measured: f32) -> f32 {
        if measured < f32::midpoint(self.least, self.most) { self.least } else { self.most }
    }

    /// What to do about a quantity that lies outside, as the end of a sentence: `short` below, `long` above; nothing
    /// inside.
    #[must_use]
    pub fn advice(self, measured: f32, short: Words, long: Words) -> Words {
        if self.violation_outside(measured) < 0.5 {
            Words::new("", "")
        } else if measured < self.least {
            short
        } else {
            long
        }
    }

    /// Violation of a quantity that must lie inside.
    #[must_use]
    pub fn violation_outside(self, measured: f32) -> f64 {
        let below = Line::new(self.least, self.margin).violation_below(measured);
        let above = Line::new(self.most, self.margin).violation_above(measured);
        below.max(above)
    }
}

/// Whether a rule of two quantities speaks of its `second` and reports it as measured: where it is worse than the `first` and
/// no longer passes. Photos in order are all reported by the first, so that their figures can be compared.
#[must_use]
pub fn second_decides(first: f64, second: f64) -> bool {
    second > first && second >= REVIEW_FLOOR
}

/// Pass, review or fail.
#[must_use]
pub fn status_of(violation: f64) -> Status {
    if violation < REVIEW_FLOOR {
        Status::Pass
    } else if violation <= REVIEW_CEILING {
        Status::Review
    } else {
        Status::Fail
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_one_half_and_the_band_ends_at_the_margins() {
        let line = Line::new(40.0, 4.0);
        assert!((line.violation_above(40.0) - 0.5).abs() < 1e-9);
        assert!((line.violation_above(44.0) - REVIEW_CEILING).abs() < 1e-6);
        assert!((line.violation_above(36.0) - REVIEW_FLOOR).abs() < 1e-6);
        assert!((line.violation_below(36.0) - REVIEW_CEILING).abs() < 1e-6);
    }

    #[test]
    fn worse_is_always_higher() {
        let line = Line::new(40.0, 4.0);
        let violations: Vec<f64> = (0..100).map(|l| line.violation_above(l as f32)).collect();
        assert!(violations.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(violations.iter().all(|violation| (0.0..=1.0).contains(violation)));
    }

    #[test]
    fn a_band_is_broken_at_either_end() {
        let band = Band::new(200.0, 300.0, 4.0);
        assert!(band.violation_outside(250.0) < 0.01);
        assert!((band.violation_outside(200.0) - 0.5).abs() < 1e-6);
        assert!((band.violation_outside(300.0) - 0.5).abs() < 1e-6);
        assert!(band.violation_outside(180.0) > 0.8 && band.violation_outside(320.0) > 0.8);
        assert_eq!((band.nearer_end(210.0), band.nearer_end(290.0)), (200.0, 300.0));
        let advice = |measured| band.advice(measured, Words::new("more", "多"), Words::new("less", "少")).en;
        assert_eq!([190.0, 250.0, 310.0].map(advice), ["more", "", "less"]);
    }

    #[test]
    fn the_second_quantity_decides_only_what_no_longer_passes() {
        assert!(!second_decides(0.1, 0.3) && !second_decides(0.7, 0.7));
        assert!(second_decides(0.1, 0.45) && second_decides(0.7, 0.8));
    }

    #[test]
    fn statuses_by_band() {
        assert_eq!(status_of(0.39), Status::Pass);
        assert_eq!(status_of(0.5), Status::Review);
        assert_eq!(status_of(0.61), Status::Fail);
    }
}
