//! The bytes of the default models and of their manifest, and nothing else.
//!
//! A package of its own, so that a changed model rebuilds this crate alone and the library can be packaged.

/// The manifest: names, sources, licences, hashes and tensors of the models.
pub const MANIFEST: &str = include_str!("manifest.toml");

/// The embedded file of that name, as the manifest's `file` gives it.
#[must_use]
pub fn file(name: &str) -> Option<&'static [u8]> {
    match name {
        "face_detection.onnx" => Some(include_bytes!("face_detection.onnx")),
        "face_landmarks.onnx" => Some(include_bytes!("face_landmarks.onnx")),
        "face_parsing.onnx" => Some(include_bytes!("face_parsing.onnx")),
        "person_segmentation.onnx" => Some(include_bytes!("person_segmentation.onnx")),
        _ => None,
    }
}
