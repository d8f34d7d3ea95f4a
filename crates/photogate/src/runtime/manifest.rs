//! The list of models: which file, whose licence, which tensors.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest, Sha256};

/// `manifest.toml`: one block a model.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The models, in any order.
    #[serde(rename = "model")]
    pub models: Vec<ModelEntry>,
}

/// One model's block.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModelEntry {
    /// The name the library knows it by: `face_detection` and so on.
    pub name: String,
    /// File name beside the manifest.
    pub file: String,
    /// Version of the weights.
    pub version: String,
    /// Where the weights come from.
    pub source: String,
    /// Licence of the weights.
    pub licence: String,
    /// SHA-256 of the file, in lower-case hexadecimal.
    pub sha256: String,
    /// Order of the colours in the image tensor; `RGB` is the only one in use.
    pub colour_order: ColourOrder,
    /// Order of the axes of the image tensor; `NHWC` is the only one in use.
    pub layout: Layout,
    /// What 8-bit values of 0 and of 255 become in the image tensor.
    pub value_range: [f32; 2],
    /// Input tensors.
    #[serde(rename = "input")]
    pub inputs: Vec<TensorEntry>,
    /// Output tensors.
    #[serde(rename = "output")]
    pub outputs: Vec<TensorEntry>,
}

/// Order of the colours in an image tensor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum ColourOrder {
    /// Red, green, blue.
    #[serde(rename = "RGB")]
    Rgb,
}

/// Order of the axes of an image tensor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Layout {
    /// Batch, row, column, colour.
    #[serde(rename = "NHWC")]
    Nhwc,
}

/// One tensor of a model.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TensorEntry {
    /// Name in the graph.
    pub name: String,
    /// Shape, batch first; −1 along an axis that may have any length.
    pub shape: Vec<i64>,
    /// Element type; `float32` is the only one in use.
    #[serde(rename = "type")]
    pub element: ElementType,
    /// What the numbers are.
    #[serde(default)]
    pub meaning: String,
}

/// Element type of a tensor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum ElementType {
    /// 32-bit floating point.
    #[serde(rename = "float32")]
    Float32,
}

/// Why a set of models was refused.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The manifest or a model file could not be read.
    #[error("{} cannot be read: {source}; a folder of models holds manifest.toml and the files it names", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The manifest is not of the expected form.
    #[error("the model manifest is not valid: {reason}")]
    Manifest {
        /// What the parser said, with the line.
        reason: String,
    },
    /// The manifest has no block for a model the library needs.
    #[error("the model manifest has no model named `{name}`; add its block to manifest.toml")]
    Missing {
        /// The missing model.
        name: String,
    },
    /// The file is not the one that the manifest describes.
    #[error(
        "{file} has SHA-256 {found}, the manifest says {expected}; restore the file, or correct `sha256` if the change was meant"
    )]
    Hash {
        /// The model's file name.
        file: String,
        /// Hash in the manifest.
        expected: String,
        /// Hash of the bytes.
        found: String,
    },
    /// The graph's tensors differ from the manifest, or from what the library feeds and reads.
    #[error("{model}: tensors are {found}, expected {expected}; this model cannot take that one's place")]
    Tensors {
        /// The model's name.
        model: String,
        /// What the manifest or the library expects.
        expected: String,
        /// What was found.
        found: String,
    },
    /// ONNX Runtime could not load or run the graph.
    #[error("{model}: ONNX Runtime refused the model: {reason}")]
    Session {
        /// The model's name.
        model: String,
        /// What ONNX Runtime said.
        reason: String,
    },
}

/// Where models come from: the binary itself, or a folder that replaces them.
#[derive(Debug, Clone, Default)]
pub enum ModelSource {
    /// The models embedded in the program.
    #[default]
    Embedded,
    /// A folder with a `manifest.toml` and the files it names.
    Folder(PathBuf),
}

impl ModelSource {
    /// Reads the manifest.
    ///
    /// # Errors
    /// [`ModelError::Unreadable`] or [`ModelError::Manifest`].
    pub fn manifest(&self) -> Result<Manifest, ModelError> {
        let text = match self {
            Self::Embedded => photogate_models::MANIFEST.to_owned(),
            Self::Folder(folder) => {
                let path = folder.join("manifest.toml");
                std::fs::read_to_string(&path).map_err(|source| ModelError::Unreadable { path, source })?
            }
        };
        toml::from_str(&text).map_err(|error| ModelError::Manifest { reason: error.to_string() })
    }

    /// Reads the file of `entry` and checks its hash.
    ///
    /// # Errors
    /// [`ModelError::Unreadable`], [`ModelError::Missing`] or [`ModelError::Hash`].
    pub fn read(&self, entry: &ModelEntry) -> Result<std::borrow::Cow<'static, [u8]>, ModelError> {
        let bytes = match self {
            Self::Embedded => photogate_models::file(&entry.file)
                .ok_or_else(|| ModelError::Missing { name: entry.name.clone() })?
                .into(),
            Self::Folder(folder) => {
                let path = folder.join(Path::new(&entry.file));
                std::fs::read(&path).map_err(|source| ModelError::Unreadable { path, source })?.into()
            }
        };
        let found = hex::encode(Sha256::digest(&bytes));
        if found == entry.sha256 {
            Ok(bytes)
        } else {
            Err(ModelError::Hash { file: entry.file.clone(), expected: entry.sha256.clone(), found })
        }
    }
}

impl Manifest {
    /// The block of the model called `name`.
    ///
    /// # Errors
    /// [`ModelError::Missing`].
    pub fn entry(&self, name: &str) -> Result<&ModelEntry, ModelError> {
        self.models
            .iter()
            .find(|entry| entry.name == name)
            .ok_or_else(|| ModelError::Missing { name: name.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_model_has_the_hash_its_manifest_gives() {
        let source = ModelSource::Embedded;
        let manifest = source.manifest().unwrap();
        assert!(!manifest.models.is_empty());
        for entry in &manifest.models {
            source.read(entry).unwrap_or_else(|error| panic!("{error}"));
        }
    }

    #[test]
    fn a_changed_file_is_refused_with_both_hashes() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("manifest.toml"), photogate_models::MANIFEST).unwrap();
        std::fs::write(folder.path().join("face_detection.onnx"), b"another model").unwrap();
        let source = ModelSource::Folder(folder.path().to_owned());
        let manifest = source.manifest().unwrap();
        let error = source.read(manifest.entry("face_detection").unwrap()).unwrap_err();
        assert!(matches!(error, ModelError::Hash { .. }), "{error}");
        assert!(error.to_string().contains(&manifest.entry("face_detection").unwrap().sha256), "{error}");
    }

    #[test]
    fn an_unknown_key_in_the_manifest_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let text = photogate_models::MANIFEST.replacen("licence =", "license =", 1);
        std::fs::write(folder.path().join("manifest.toml"), text).unwrap();
        let error = ModelSource::Folder(folder.path().to_owned()).manifest().unwrap_err();
        assert!(error.to_string().contains("license"), "{error}");
    }
}
