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
    /// The file could not be read.
    #[error("the file cannot be read: {0}; check its path, its permissions and the disk")]
    File(#[from] std::io::Error),
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
            Self::File(_) => "unreadable",
            Self::Model(_) => "model",
            Self::Library(_) => "onnxruntime",
        }
    }

    /// What was wrong and what to do, in both languages.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Photo(error) => error.message(),
            Self::File(error) => Message::new(
                format!("The file cannot be read: {error}. Check its path, its permissions and the disk."),
                format!("无法读取该文件：{error}。请检查路径、权限和磁盘。"),
            ),
            Self::Model(error) => Message::new(error.to_string(), of_models_in_chinese(error)),
            Self::Library(error) => Message::new(error.to_string(), of_library_in_chinese(error)),
        }
    }
}

fn of_models_in_chinese(error: &ModelError) -> String {
    match error {
        ModelError::Unreadable { path, source } => format!(
            "无法读取 {}（{source}）；模型文件夹中应有 manifest.toml 以及其中列出的文件",
            path.display()
        ),
        ModelError::Manifest { reason } => format!("模型清单 manifest.toml 无效：{reason}"),
        ModelError::Missing { name } => format!("模型清单中没有模型 `{name}`，请在 manifest.toml 中补上"),
        ModelError::Hash { file, expected, found } => format!(
            "{file} 的 SHA-256 为 {found}，清单中为 {expected}；请恢复该文件，若确需更换，请改正清单中的 `sha256`"
        ),
        ModelError::Tensors { model, expected, found } => {
            format!("{model}：张量为 {found}，应为 {expected}；不能用该模型替换")
        }
        ModelError::Session { model, reason } => format!("{model}：ONNX Runtime 拒绝了该模型：{reason}"),
    }
}

fn of_library_in_chinese(error: &LibraryError) -> String {
    const REMEDY: &str = "请在代码目录中运行 `cargo xtask setup`，或用 `--onnxruntime PATH` 或环境变量 ORT_DYLIB_PATH 指定动态库";
    match error {
        LibraryError::NotFound { named_by, searched } => {
            let place = named_by.map_or_else(String::new, |name| format!("按 {name} 所指的位置"));
            let searched: Vec<String> =
                searched.iter().map(|path| format!("\n  {}", path.display())).collect();
            let searched = searched.concat();
            format!("{place}找不到 ONNX Runtime 的动态库；已查找：{searched}\n{REMEDY}")
        }
        LibraryError::Unloadable { path, reason } => {
            format!("{} 无法作为 ONNX Runtime 加载：{reason}；{REMEDY}", path.display())
        }
        LibraryError::WrongVersion { path, found, needed } => {
            format!("{} 是 ONNX Runtime {found}，需要 {needed}；{REMEDY}", path.display())
        }
        LibraryError::AlreadyLoaded { path, loaded } => format!(
            "无法加载 {}：本进程已在使用 {}，一个进程只能使用一个 ONNX Runtime",
            path.display(),
            loaded.display()
        ),
    }
}
