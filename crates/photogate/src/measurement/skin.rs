//! This person's skin colour.

use serde::Serialize;

use super::colour::{Lab, LabImage, ciede2000, median, percentile};
use super::unmeasurable::Unmeasurable;
use crate::perception::{Mask, Part, Subject};

/// Outlines of both cheeks in the mesh, picture's left first, clear of eyes, nostrils, lips and beard line.
pub(super) const CHEEKS: [&[usize]; 2] =
    [&[117, 118, 101, 36, 205, 187, 123], &[346, 347, 330, 266, 425, 411, 352]];
/// Cheeks, and the forehead clear of the brows.
const PATCHES: [&[usize]; 3] = [CHEEKS[0], CHEEKS[1], &[108, 151, 337, 299, 296, 9, 66, 69]];
/// Shares of the patches' pixels left out as shadow (darkest) and as highlight (lightest).
const SHADOW_SHARE: f32 = 0.25;
const HIGHLIGHT_SHARE: f32 = 0.15;
/// What may lie over cheeks and forehead.
const NOT_SKIN: [Part; 7] =
    [Part::Hair, Part::Hat, Part::Glasses, Part::Brow, Part::Eye, Part::Earring, Part::Clothing];
/// Fewest pixels of the frame that make a skin colour.
const LEAST_SAMPLES: usize = 40;

/// The colour of the skin of cheeks and forehead.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Skin {
    /// Median CIELAB (D65), without shadows and highlights.
    pub colour: Lab,
    /// 90th percentile of the CIEDE2000 distance of the sampled pixels from `colour`.
    pub spread: f32,
    /// Number of pixels of the frame that the colour rests on.
    pub samples: usize,
}

impl Skin {
    /// Measures the subject's skin.
    ///
    /// # Errors
    /// [`Unmeasurable::Skin`] if the patches lie outside the photo or hold too few pixels.
    pub fn measure(lab: LabImage<'_>, subject: &Subject) -> Result<Self, Unmeasurable> {
        let mut sampled: Vec<Lab> = patches(subject)
            .iter()
            .flat_map(|patch| patch.pixels().map(|(x, y)| lab.get(x, y)).collect::<Vec<_>>())
            .collect();
        let count = sampled.len();
        let shadows = (count as f32 * SHADOW_SHARE) as usize;
        let highlights = (count as f32 * HIGHLIGHT_SHARE) as usize;
        if count - shadows - highlights < LEAST_SAMPLES {
            return Err(Unmeasurable::Skin);
        }
        // Only the two borders need their place in the order of lightness.
        let darker = |a: &Lab, b: &Lab| a.l.total_cmp(&b.l);
        sampled.select_nth_unstable_by(shadows, darker);
        let lighter = &mut sampled[shadows..];
        lighter.select_nth_unstable_by(count - shadows - highlights - 1, darker);
        let kept = &lighter[..count - shadows - highlights];
        let colour = median(kept).ok_or(Unmeasurable::Skin)?;
        let distances = kept.iter().map(|&other| ciede2000(colour, other)).collect();
        let spread = percentile(distances, 0.9).ok_or(Unmeasurable::Skin)?;
        Ok(Self { colour, spread, samples: kept.len() })
    }

    /// How far `colour` is from this skin in chroma and, at a third of the weight, in lightness: shadow under the
    /// chin and light on a shoulder change a skin's lightness far more than its hue. In units of CIELAB.
    #[must_use]
    pub fn distance(&self, colour: Lab) -> f32 {
        let lightness = (colour.l - self.colour.l) / 3.0;
        // A darker piece of the same skin has less chroma in the same proportion.
        let shade = (colour.l / self.colour.l.max(1.0)).clamp(0.3, 1.2);
        let (a, b) = (colour.a - self.colour.a * shade, colour.b - self.colour.b * shade);
        (lightness * lightness + a * a + b * b).sqrt()
    }
}

/// The sampled patches on the frame, for the measurement and for the overlay.
pub(crate) fn patches(subject: &Subject) -> Vec<Mask> {
    let covered = subject.part_mask(&NOT_SKIN);
    let patch = |outline: &&[usize]| {
        let patch = subject.outline_mask(outline);
        // A fringe or the brim of a hat would be taken for the person's colour.
        match &covered {
            Some(covered) => patch.without(covered),
            None => patch,
        }
    };
    PATCHES.iter().map(patch).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shade_on_the_same_skin_is_near_and_another_hue_is_far() {
        let skin = Skin { colour: Lab::new(70.0, 16.0, 18.0), spread: 3.0, samples: 500 };
        assert!(skin.distance(Lab::new(50.0, 11.5, 13.0)) < 8.0);
        assert!(skin.distance(Lab::new(70.0, -10.0, -20.0)) > 30.0);
        assert!(skin.distance(Lab::new(95.0, 0.0, 0.0)) > 20.0);
    }
}
