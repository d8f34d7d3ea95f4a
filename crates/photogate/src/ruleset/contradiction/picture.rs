//! The shape of the picture, which `file.pixels` and `geometry.aspect` both say something about.

use super::{Limits, RulesetError, ends, part};
use crate::finding::Message;

const PIXELS: &str = "file.pixels";
const ASPECT: &str = "geometry.aspect";

/// Refuses a size in pixels whose shape the ruleset does not let pass.
///
/// # Errors
/// If they exclude each other.
pub(super) fn check(limits: &Limits<'_>) -> Result<(), RulesetError> {
    let (Some((width, height)), Some((least, most, margin))) = (pixels(limits), aspect(limits)) else {
        return Ok(());
    };
    let shape = width / height;
    if (least + margin..=most - margin).contains(&shape) {
        return Ok(());
    }
    let message = Message::new(
        format!(
            "a picture of {width}×{height} pixels (`{PIXELS}`) is {shape:.3} times as wide as high, but only {least} to {most} ± {margin} pass (`{ASPECT}`); change one of the two"
        ),
        format!(
            "{width}×{height} 像素（`{PIXELS}`）的宽高比为 {shape:.3}，但只有 {least}–{most} ± {margin} 能通过（`{ASPECT}`），请修改其中之一"
        ),
    );
    Err(limits.contradict(&[(PIXELS, "width"), (PIXELS, "height"), (ASPECT, "aspect")], message))
}

/// The width of the widest picture that may pass, as a share of its height; `None` where any may.
pub(super) fn widest(limits: &Limits<'_>) -> Option<f64> {
    let by_pixels = pixels(limits).map(|(width, height)| width / height);
    by_pixels.or_else(|| aspect(limits).map(|(_, most, _)| most))
}

fn pixels(limits: &Limits<'_>) -> Option<(f64, f64)> {
    let table = limits.of(PIXELS)?;
    Some((part(table, "width")?, part(table, "height")?))
}

/// The ends of the range of shapes, and half of its review bands.
fn aspect(limits: &Limits<'_>) -> Option<(f64, f64, f64)> {
    let range = limits.of(ASPECT)?.get("aspect")?.as_table()?;
    let (least, most) = ends(range)?;
    Some((least, most, part(range, "margin")?))
}
