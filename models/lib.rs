//! The bytes of the default models and of their manifest, and nothing else.
//!
//! A package of its own, so that a changed model rebuilds this crate alone and the library can be packaged.
//!
//! Without the feature `face-parsing` the weights that are for non-commercial research are neither embedded nor read, and
//! the manifest does not name them.

/// The manifest: names, sources, licences, hashes and tensors of the models.
pub const MANIFEST: &str =
    if cfg!(feature = "face-parsing") { WHOLE } else { without_last(WHOLE, FACE_PARSING) };

/// The manifest of all models.
const WHOLE: &str = include_str!("manifest.toml");

/// How the block of the face-parsing model begins.
const FACE_PARSING: &str = "[[model]]\nname = \"face_parsing\"";

/// The embedded file of that name, as the manifest's `file` gives it.
#[must_use]
pub fn file(name: &str) -> Option<&'static [u8]> {
    match name {
        "face_detection.onnx" => Some(include_bytes!("face_detection.onnx")),
        "face_landmarks.onnx" => Some(include_bytes!("face_landmarks.onnx")),
        #[cfg(feature = "face-parsing")]
        "face_parsing.onnx" => Some(include_bytes!("face_parsing.onnx")),
        "person_segmentation.onnx" => Some(include_bytes!("person_segmentation.onnx")),
        _ => None,
    }
}

/// `manifest` without the block that begins with `heading`; that block must be the last.
const fn without_last(manifest: &'static str, heading: &str) -> &'static str {
    let Some(start) = find(manifest, heading, 0) else { panic!("the manifest has no such block") };
    assert!(find(manifest, "[[model]]", start + 1).is_none(), "the block is not the manifest's last");
    manifest.split_at(start).0
}

/// Where `part` first stands in `text`, from byte `from` on; `str::find` cannot run while compiling.
const fn find(text: &str, part: &str, from: usize) -> Option<usize> {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    let mut start = from;
    while start + part.len() <= text.len() {
        let mut length = 0;
        while length < part.len() && text[start + length] == part[length] {
            length += 1;
        }
        if length == part.len() {
            return Some(start);
        }
        start += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_for_research_are_embedded_with_their_feature_and_not_without() {
        let is_asked_for = cfg!(feature = "face-parsing");
        assert_eq!(MANIFEST.contains("name = \"face_parsing\""), is_asked_for);
        assert_eq!(MANIFEST.contains("non-commercial"), is_asked_for);
        assert_eq!(file("face_parsing.onnx").is_some(), is_asked_for);
        assert!(file("face_detection.onnx").is_some());
    }

    #[test]
    fn without_its_block_the_manifest_names_the_other_models() {
        let rest = without_last(WHOLE, FACE_PARSING);
        let blocks = |text: &str| text.matches("[[model]]").count();
        assert_eq!(blocks(rest) + 1, blocks(WHOLE));
        assert!(!rest.contains("face_parsing.onnx"));
    }
}
