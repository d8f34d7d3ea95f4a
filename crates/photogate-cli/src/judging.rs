//! The options of judging → the library, and the threads that share it.

use photogate::{Checker, Message};
use rayon::ThreadPool;

use crate::args::Judging;
use crate::problem::Explain;
use crate::rulesets;

/// Bytes a pixel of the most wasteful picture that is accepted: 16 bits, four channels, not compressed.
const MAX_BYTES_PER_PIXEL: u64 = 8;

/// Room for a picture's own descriptions, whatever its size.
const MAX_BYTES_BESIDE_PIXELS: u64 = 16 << 20;

impl Judging {
    /// The library with these options.
    ///
    /// # Errors
    /// If the ruleset, ONNX Runtime or the models cannot be loaded.
    pub fn checker(&self) -> anyhow::Result<Checker> {
        let mut builder = Checker::builder().max_pixels(self.max_pixels);
        if let Some(path) = &self.onnxruntime {
            builder = builder.onnxruntime(path);
        }
        if let Some(folder) = &self.models {
            builder = builder.models(folder);
        }
        if let Some(name) = &self.ruleset {
            builder = builder.ruleset(rulesets::load(name)?);
        }
        Ok(builder.build()?)
    }

    /// As many threads as photos are judged at a time.
    ///
    /// # Errors
    /// If the system refuses them.
    pub fn pool(&self) -> anyhow::Result<ThreadPool> {
        let builder = rayon::ThreadPoolBuilder::new().num_threads(self.jobs);
        builder.build().explain(|| {
            Message::new("cannot start the threads; try a smaller --jobs", "无法启动线程，请减小 --jobs")
        })
    }

    /// The longest file that is read.
    #[must_use]
    pub fn max_bytes(&self) -> u64 {
        self.max_pixels.saturating_mul(MAX_BYTES_PER_PIXEL).saturating_add(MAX_BYTES_BESIDE_PIXELS)
    }
}
