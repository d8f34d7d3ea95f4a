//! The options of judging → the library, and the threads that share it.

use photogate::photo::DecodeLimits;
use photogate::{Checker, CheckerBuilder, Message};
use rayon::ThreadPool;

use crate::args::{Judging, Threads};
use crate::problem::Explain;
use crate::rulesets;

impl Judging {
    /// The library with these options, not loaded yet.
    ///
    /// # Errors
    /// If the ruleset cannot be read.
    pub fn builder(&self) -> anyhow::Result<CheckerBuilder> {
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
        Ok(builder)
    }

    /// The library with these options. With `marks_copies` it sees what no rule asks for, too: copies show that as well.
    ///
    /// # Errors
    /// If the ruleset, ONNX Runtime or the models cannot be loaded.
    pub fn checker(&self, marks_copies: bool) -> anyhow::Result<Checker> {
        let builder = self.builder()?;
        Ok(if marks_copies { builder.everything() } else { builder }.build()?)
    }

    /// The longest file that is read.
    #[must_use]
    pub fn max_bytes(&self) -> u64 {
        DecodeLimits { max_pixels: self.max_pixels }.max_file_bytes()
    }
}

impl Threads {
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
}
