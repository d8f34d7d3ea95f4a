//! Which wheel and which library inside it belong to a platform, by hash: `onnxruntime.toml`.

use anyhow::{Context, Result, anyhow};
use serde::Deserialize;

/// The pinned ONNX Runtime.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pins {
    /// Version of the wheel and of the library in it.
    pub version: String,
    /// One row for each platform that the version has a wheel for.
    #[serde(rename = "platform")]
    pub platforms: Vec<Pin>,
}

/// The wheel of one platform.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// As in `std::env::consts::OS`.
    pub os: String,
    /// As in `std::env::consts::ARCH`.
    pub arch: String,
    /// What pip's `--platform` is given.
    pub tag: String,
    /// Lower-case hexadecimal.
    pub wheel_sha256: String,
    /// Path of the shared library inside the wheel.
    pub library: String,
    /// Lower-case hexadecimal.
    pub library_sha256: String,
}

impl Pins {
    /// The table that is built in.
    pub fn built_in() -> Result<Self> {
        toml::from_str(include_str!("../onnxruntime.toml")).context("cannot read onnxruntime.toml")
    }

    /// The row of a platform.
    pub fn of(&self, os: &str, arch: &str) -> Result<&Pin> {
        self.platforms.iter().find(|pin| pin.os == os && pin.arch == arch).ok_or_else(|| {
            let known: Vec<_> = self.platforms.iter().map(|pin| format!("{} {}", pin.os, pin.arch)).collect();
            anyhow!(
                "ONNX Runtime {} has no wheel for {os} {arch} (it has for {})\n\
                 build or install its shared library yourself and name it: `photogate --onnxruntime PATH`, \
                 or the environment variable ORT_DYLIB_PATH",
                self.version,
                known.join(", ")
            )
        })
    }
}

impl Pin {
    /// The library's file name.
    pub fn file_name(&self) -> &str {
        self.library.rsplit('/').next().unwrap_or(&self.library)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_platform_is_pinned_completely_and_once() {
        let pins = Pins::built_in().unwrap();
        let is_hash =
            |text: &str| text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        for (index, pin) in pins.platforms.iter().enumerate() {
            assert!(is_hash(&pin.wheel_sha256) && is_hash(&pin.library_sha256), "{pin:?}");
            assert!(pin.library.starts_with("onnxruntime/capi/"), "{pin:?}");
            assert!(!pin.tag.is_empty());
            for other in &pins.platforms[..index] {
                assert_ne!((&pin.os, &pin.arch), (&other.os, &other.arch));
                assert_ne!(pin.tag, other.tag);
                assert_ne!(pin.wheel_sha256, other.wheel_sha256);
                assert_ne!(pin.library_sha256, other.library_sha256);
            }
        }
        let file_name = |os, arch| pins.of(os, arch).unwrap().file_name().to_owned();
        for arch in ["x86_64", "aarch64"] {
            assert_eq!(file_name("linux", arch), format!("libonnxruntime.so.{}", pins.version));
            assert_eq!(file_name("windows", arch), "onnxruntime.dll");
        }
        assert_eq!(file_name("macos", "aarch64"), format!("libonnxruntime.{}.dylib", pins.version));
    }

    #[test]
    fn the_library_crate_looks_for_what_is_fetched() {
        // Not a dependency: `cargo xtask setup` must build in seconds, before anything else is there.
        let source = include_str!("../../photogate/src/runtime/library.rs");
        let pins = Pins::built_in().unwrap();
        assert!(source.contains(&format!("ONNXRUNTIME_VERSION: &str = \"{}\"", pins.version)));
        for pin in &pins.platforms {
            assert!(source.contains(&format!("\"{}\"", pin.file_name())), "{}", pin.file_name());
        }
    }

    #[test]
    fn an_unknown_platform_is_told_how_to_go_on() {
        let message = Pins::built_in().unwrap().of("plan9", "mips").unwrap_err().to_string();
        for part in ["plan9 mips", "linux x86_64", "--onnxruntime PATH", "ORT_DYLIB_PATH"] {
            assert!(message.contains(part), "{message}");
        }
    }
}
