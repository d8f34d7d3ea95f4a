//! What can go wrong, by whose fault it is.

use crate::finding::Message;
use crate::photo::PhotoError;
use crate::runtime::library::LibraryError;
use crate::runtime::manifest::ModelError;

/// An error of the library. Each names what was wrong and what to do; the caller adds the file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are no picture that can be judged.
    #[error(transparent)]
    Photo(#[from] PhotoError),
    /// A model is missing, was changed, or failed.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// ONNX Runtime is missing or not the right one.
    #[error(transparent)]
    Library(#[from] LibraryError),
}

impl Error {
    /// A stable word for programs.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Photo(error) => error.kind(),
            Self::Model(_) => "model",
            Self::Library(_) => "onnxruntime",
        }
    }

    /// What was wrong and what to do, in both languages.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Photo(error) => error.message(),
            Self::Model(error) => Message::new(error.to_string(), format!("模型错误：{error}")),
            Self::Library(error) => Message::new(error.to_string(), format!("ONNX Runtime 错误：{error}")),
        }
    }
}
