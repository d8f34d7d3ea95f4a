//! What a checker's results depend on besides the photo, so that stored results are told from outdated ones.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::photo::DecodeLimits;
use crate::report::RulesetName;
use crate::ruleset::{Ruleset, RulesetChoice};
use crate::runtime::manifest::Manifest;

/// Everything that decides what a [`Checker`](crate::Checker) says about given bytes. Two checkers with equal
/// fingerprints say the same; results under another fingerprint must not be taken for one's own.
///
/// Not in it: the version of ONNX Runtime and the processor, which move scores only by rounding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fingerprint {
    /// Version of this library.
    pub version: String,
    /// [`Ruleset::fingerprint`](crate::Ruleset::fingerprint) of each ruleset that may judge a photo, by its name and
    /// version: `registry 1`.
    pub rulesets: BTreeMap<String, String>,
    /// SHA-256 of each model's file by the model's name, in lower-case hexadecimal.
    pub models: BTreeMap<String, String>,
    /// Most pixels that a picture may have: it decides which files are refused.
    pub max_pixels: u64,
}

impl Fingerprint {
    pub(crate) fn new(rulesets: &RulesetChoice, manifest: &Manifest, limits: DecodeLimits) -> Self {
        let named = |ruleset: &Ruleset| {
            let RulesetName { name, version } = ruleset.name();
            (format!("{name} {version}"), ruleset.fingerprint())
        };
        let hashes = manifest.models.iter().map(|entry| (entry.name.clone(), entry.sha256.clone()));
        Self {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rulesets: rulesets.rulesets().map(named).collect(),
            models: hashes.collect(),
            max_pixels: limits.max_pixels,
        }
    }

    /// One number for all of it: 64 lower-case hexadecimal digits, equal if and only if the fingerprints are (but
    /// for a collision of SHA-256).
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        // Lengths go in too, so that no two lists of texts run together into the same bytes.
        let mut add = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        };
        add(&self.version);
        for table in [&self.rulesets, &self.models] {
            add(&table.len().to_string());
            for (name, sha256) in table {
                add(name);
                add(sha256);
            }
        }
        add(&self.max_pixels.to_string());
        hex::encode(hash.finalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::manifest::ModelSource;

    fn fingerprint(
        rulesets: &RulesetChoice,
        change: impl FnOnce(&mut Manifest),
        max_pixels: u64,
    ) -> Fingerprint {
        let mut manifest = ModelSource::Embedded.manifest().unwrap();
        change(&mut manifest);
        Fingerprint::new(rulesets, &manifest, DecodeLimits { max_pixels })
    }

    #[test]
    fn whatever_changes_results_changes_the_digest() {
        let usual = RulesetChoice::default();
        let same = || fingerprint(&usual, |_| (), 100);
        assert_eq!(same().digest(), same().digest());
        let edited = |limit: &str| {
            let text =
                format!("name = \"x\"\nversion = \"1\"\n[rules.\"clothing.dark\"]\nseverity = \"{limit}\"");
            RulesetChoice::One(Ruleset::from_toml(&text).unwrap())
        };
        let others = [
            fingerprint(&RulesetChoice::One(Ruleset::registry()), |_| (), 100),
            fingerprint(&edited("reject"), |_| (), 100),
            fingerprint(&edited("advise"), |_| (), 100),
            fingerprint(&usual, |manifest| manifest.models[0].sha256 = "0".repeat(64), 100),
            fingerprint(&usual, |manifest| manifest.models.truncate(3), 100),
            fingerprint(&usual, |_| (), 101),
            Fingerprint { version: "0.0.0".into(), ..same() },
            same(),
        ];
        let digests: std::collections::HashSet<_> = others.iter().map(Fingerprint::digest).collect();
        assert_eq!(digests.len(), others.len(), "{others:#?}");
    }
}
