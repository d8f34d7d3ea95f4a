//! Counts → violation: bytes, pixels and dots are known exactly, so there is nothing to review around their limits.

/// Violation of a count just beyond its limit, well clear of the review band.
const JUST_BEYOND: f64 = 0.7;

/// Violation of a count that lies beyond its limit by `excess`, a share of that limit; 0 inside.
pub fn violation_beyond(excess: f64) -> f64 {
    if excess > 0.0 { 1.0 - (1.0 - JUST_BEYOND) * (-excess).exp() } else { 0.0 }
}

/// How far `count` is from the only right value, as a share of it.
pub fn excess_from(count: u32, right: u32) -> f64 {
    f64::from(count.abs_diff(right)) / f64::from(right.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Status;
    use crate::rules::line::status_of;

    #[test]
    fn one_too_many_fails_and_more_is_worse() {
        assert_eq!(status_of(violation_beyond(excess_from(480, 480))), Status::Pass);
        let beyond: Vec<f64> =
            [481, 500, 4000].map(|count| violation_beyond(excess_from(count, 480))).to_vec();
        assert!(beyond.windows(2).all(|pair| pair[0] < pair[1]) && beyond[2] <= 1.0, "{beyond:?}");
        assert_eq!(status_of(beyond[0]), Status::Fail);
        assert_eq!(status_of(violation_beyond(excess_from(479, 480))), Status::Fail);
    }
}
