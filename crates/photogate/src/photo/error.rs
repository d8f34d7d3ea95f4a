//! Why a file could not become a photo, for programs and for the crew.

use super::Container;
use crate::finding::Message;

/// Why bytes could not become a [`Photo`](super::Photo).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PhotoError {
    /// There are no bytes.
    #[error("the file is empty")]
    Empty,
    /// The first bytes belong to no known kind of picture.
    #[error("not a picture: the first bytes are of no known format")]
    NotAnImage,
    /// A known kind of file that is not decoded at all.
    #[error("{0} is not supported")]
    UnsupportedFormat(Container),
    /// A supported container that uses something the decoders do not know.
    #[error("{container}: {feature} is not supported")]
    UnsupportedFeature {
        /// The container.
        container: Container,
        /// What is not supported.
        feature: String,
    },
    /// An animation is not a portrait.
    #[error("{container} animation of {frames} frames")]
    Animated {
        /// The container.
        container: Container,
        /// Frames that it announces.
        frames: u32,
    },
    /// The header announces more pixels than the limit allows.
    #[error("{width} × {height} pixels, at most {max_pixels} in all")]
    TooLarge {
        /// Announced width in pixels.
        width: u32,
        /// Announced height in pixels.
        height: u32,
        /// The limit, in pixels.
        max_pixels: u64,
    },
    /// The file ends before its pixels do.
    #[error("{0}: the file ends before the picture does")]
    Truncated(Container),
    /// The file contradicts its own format.
    #[error("{container}: {reason}")]
    Corrupt {
        /// The container.
        container: Container,
        /// What the decoder stumbled over.
        reason: String,
    },
}

impl PhotoError {
    /// A stable word for programs: `empty`, `not_an_image`, `unsupported`, `animated`, `too_large`, `truncated`
    /// or `corrupt`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotAnImage => "not_an_image",
            Self::UnsupportedFormat(_) | Self::UnsupportedFeature { .. } => "unsupported",
            Self::Animated { .. } => "animated",
            Self::TooLarge { .. } => "too_large",
            Self::Truncated(_) => "truncated",
            Self::Corrupt { .. } => "corrupt",
        }
    }

    /// What was wrong and what to do about it.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new(
                "The file is empty. Copy it again from the camera or ask for it again.",
                "文件为空。请从相机重新拷贝，或重新索取该文件。",
            ),
            Self::NotAnImage => Message::new(
                "The file is not a picture, whatever its name says. Give a JPEG, PNG, WebP, TIFF or BMP file.",
                "该文件不是图片（与文件名后缀无关）。请提供 JPEG、PNG、WebP、TIFF 或 BMP 文件。",
            ),
            Self::UnsupportedFormat(container) => Message::new(
                format!("{container} files are not supported. Export the photo as JPEG and check that."),
                format!("不支持 {container} 文件。请将照片导出为 JPEG 后再检查。"),
            ),
            Self::UnsupportedFeature { container, feature } => Message::new(
                format!(
                    "This {container} file uses something that is not supported ({feature}). Save the photo as an \
                     ordinary JPEG and check that."
                ),
                format!("该 {container} 文件使用了不受支持的功能（{feature}）。请另存为普通 JPEG 后再检查。"),
            ),
            Self::Animated { container, frames } => Message::new(
                format!(
                    "This {container} file is an animation of {frames} frames, not a portrait. Save one frame as \
                     JPEG and check that."
                ),
                format!(
                    "该 {container} 文件是 {frames} 帧的动画，不是证件照。请将其中一帧另存为 JPEG 后再检查。"
                ),
            ),
            Self::TooLarge { width, height, max_pixels } => {
                let pixels = u64::from(*width) * u64::from(*height);
                Message::new(
                    format!(
                        "The picture is {width} × {height} = {pixels} pixels; at most {max_pixels} are allowed. Save \
                         it smaller, or raise the pixel limit."
                    ),
                    format!(
                        "图片为 {width} × {height} = {pixels} 像素，上限为 {max_pixels} 像素。请缩小图片，或调高像素上限。"
                    ),
                )
            }
            Self::Truncated(container) => Message::new(
                format!(
                    "This {container} file is cut off: it ends before the picture does. Copy it again from the \
                     camera, or export it again."
                ),
                format!(
                    "该 {container} 文件不完整：图片数据未结束文件就已中断。请从相机重新拷贝，或重新导出。"
                ),
            ),
            Self::Corrupt { container, reason } => Message::new(
                format!(
                    "This {container} file is damaged ({reason}). Copy it again from the camera, or export it again."
                ),
                format!("该 {container} 文件已损坏（{reason}）。请从相机重新拷贝，或重新导出。"),
            ),
        }
    }

    /// A corrupt file; decoders' reasons are bounded, since some quote the file.
    pub(super) fn corrupt(container: Container, reason: impl Into<String>) -> Self {
        Self::Corrupt { container, reason: short(&reason.into()) }
    }

    /// A feature that no decoder knows.
    pub(super) fn unsupported(container: Container, feature: impl Into<String>) -> Self {
        Self::UnsupportedFeature { container, feature: short(&feature.into()) }
    }
}

/// `text` on one line without control characters, at most 160 characters long.
pub(super) fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(160).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_has_a_word_and_says_what_to_do_in_both_languages() {
        let errors = [
            PhotoError::Empty,
            PhotoError::NotAnImage,
            PhotoError::UnsupportedFormat(Container::Heic),
            PhotoError::unsupported(Container::Jpeg, "12 bits"),
            PhotoError::Animated { container: Container::WebP, frames: 3 },
            PhotoError::TooLarge { width: 60_000, height: 60_000, max_pixels: 100 },
            PhotoError::Truncated(Container::Jpeg),
            PhotoError::corrupt(Container::Png, "bad\nchecksum"),
        ];
        for error in errors {
            assert!(error.kind().chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{}", error.kind());
            let message = error.message();
            assert!(message.en.ends_with('.') && message.zh.ends_with('。'), "{message:?}");
            assert!(!message.en.contains('\n') && !message.zh.contains('\n'), "{message:?}");
        }
    }

    #[test]
    fn the_size_is_named_with_its_limit() {
        let error = PhotoError::TooLarge { width: 60_000, height: 50_000, max_pixels: 100_000_000 };
        for number in ["60000", "50000", "3000000000", "100000000"] {
            assert!(error.message().en.contains(number) && error.message().zh.contains(number), "{number}");
        }
    }
}
