//! Which ruleset judges a photo where nobody named one.

use super::Ruleset;

/// The pixels of the picture that is uploaded: 480 × 640.
const UPLOAD_PIXELS: u64 = 480 * 640;

/// The ruleset that judges a photo: one for all, or one by the photo's size.
pub enum RulesetChoice {
    /// One for every photo.
    One(Ruleset),
    /// By size: what is larger than the picture that is uploaded is an original, still to be cropped.
    BySize {
        /// For pictures of up to 480 × 640 pixels in all.
        upload: Ruleset,
        /// For larger ones.
        original: Ruleset,
    },
}

impl RulesetChoice {
    /// The ruleset for a photo of `width` × `height` pixels.
    #[must_use]
    pub fn for_size(&self, width: u32, height: u32) -> &Ruleset {
        match self {
            Self::One(ruleset) => ruleset,
            Self::BySize { upload, original } => {
                if u64::from(width) * u64::from(height) > UPLOAD_PIXELS {
                    original
                } else {
                    upload
                }
            }
        }
    }

    /// The rulesets that may be chosen.
    pub fn rulesets(&self) -> impl Iterator<Item = &Ruleset> {
        match self {
            Self::One(ruleset) => [Some(ruleset), None],
            Self::BySize { upload, original } => [Some(upload), Some(original)],
        }
        .into_iter()
        .flatten()
    }
}

impl Default for RulesetChoice {
    /// `registry` for pictures that are uploaded, `capture` for originals.
    fn default() -> Self {
        Self::BySize { upload: Ruleset::registry(), original: Ruleset::capture() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uploads_and_originals_have_rules_of_their_own() {
        let choice = RulesetChoice::default();
        for (size, name) in [
            ((480, 640), "registry"),
            ((358, 441), "registry"),
            ((640, 480), "registry"),
            ((6000, 4000), "capture"),
        ] {
            assert_eq!(choice.for_size(size.0, size.1).name().name, name, "{size:?}");
        }
    }
}
