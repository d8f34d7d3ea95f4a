//! The whole pipeline in one place: bytes → photo → portrait → measurements → findings → report.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::measurement::{Measurements, measure};
use crate::perception::{Portrait, perceive};
use crate::photo::{DecodeLimits, Photo};
use crate::report::Report;
use crate::ruleset::{Ruleset, RulesetChoice};
use crate::runtime::manifest::ModelSource;
use crate::runtime::{ModelPool, library};

/// Judges photos. Built once, shared by reference among as many threads as there are.
pub struct Checker {
    models: ModelPool,
    rulesets: RulesetChoice,
    limits: DecodeLimits,
}

/// A photo with all that was found out on the way to its report.
#[derive(Debug)]
pub struct Inspection {
    /// The upright pixels.
    pub photo: Photo,
    /// What was seen.
    pub portrait: Portrait,
    /// What was measured.
    pub measurements: Measurements,
    /// What was judged.
    pub report: Report,
}

impl Checker {
    /// A checker with options.
    #[must_use]
    pub fn builder() -> CheckerBuilder {
        CheckerBuilder::default()
    }

    /// Judges the picture in `bytes`.
    ///
    /// # Errors
    /// [`Error::Photo`] if the bytes are no picture that can be judged, [`Error::Model`] if ONNX Runtime fails.
    pub fn check(&self, bytes: &[u8]) -> Result<Report, Error> {
        self.inspect(bytes).map(|inspection| inspection.report)
    }

    /// Judges the picture in `bytes` and keeps what was seen and measured.
    ///
    /// # Errors
    /// As [`Checker::check`].
    pub fn inspect(&self, bytes: &[u8]) -> Result<Inspection, Error> {
        self.inspect_photo(Photo::decode(bytes, &self.limits)?)
    }

    /// As [`Checker::check`], of a file whose name is known and judged as well; only its ending counts.
    ///
    /// # Errors
    /// As [`Checker::check`].
    pub fn check_named(&self, bytes: &[u8], name: &Path) -> Result<Report, Error> {
        self.inspect_named(bytes, name).map(|inspection| inspection.report)
    }

    /// As [`Checker::inspect`], of a file whose name is known and judged as well; only its ending counts.
    ///
    /// # Errors
    /// As [`Checker::check`].
    pub fn inspect_named(&self, bytes: &[u8], name: &Path) -> Result<Inspection, Error> {
        self.inspect_photo(Photo::decode(bytes, &self.limits)?.named(name))
    }

    /// Judges a decoded photo and keeps what was seen and measured.
    ///
    /// # Errors
    /// [`Error::Model`] if ONNX Runtime fails.
    pub fn inspect_photo(&self, photo: Photo) -> Result<Inspection, Error> {
        let portrait = self.models.with(|models| perceive(&photo, models))?;
        let measurements = measure(&photo, &portrait);
        let (width, height) = (photo.width(), photo.height());
        let ruleset = self.rulesets.for_size(width, height);
        let (verdict, findings) = ruleset.judge(&measurements);
        let crop = ruleset.crop(&measurements);
        let report = Report { verdict, ruleset: ruleset.name().clone(), width, height, findings, crop };
        Ok(Inspection { photo, portrait, measurements, report })
    }

    /// The rulesets that photos are judged by.
    #[must_use]
    pub fn rulesets(&self) -> &RulesetChoice {
        &self.rulesets
    }

    /// The models, for callers that bench them one by one.
    #[must_use]
    pub fn models(&self) -> &ModelPool {
        &self.models
    }
}

/// Options of a [`Checker`].
#[derive(Default)]
pub struct CheckerBuilder {
    onnxruntime: Option<PathBuf>,
    models: ModelSource,
    rulesets: RulesetChoice,
    limits: DecodeLimits,
}

impl CheckerBuilder {
    /// ONNX Runtime's shared library, or the folder that holds it. Default: searched, see [`library::locate`].
    #[must_use]
    pub fn onnxruntime(mut self, path: impl Into<PathBuf>) -> Self {
        self.onnxruntime = Some(path.into());
        self
    }

    /// A folder with a manifest and models that replace the embedded ones. Default: the embedded ones.
    #[must_use]
    pub fn models(mut self, folder: impl Into<PathBuf>) -> Self {
        self.models = ModelSource::Folder(folder.into());
        self
    }

    /// The rules to judge every photo by. Default: by the photo's size, see [`RulesetChoice`].
    #[must_use]
    pub fn ruleset(mut self, ruleset: Ruleset) -> Self {
        self.rulesets = RulesetChoice::One(ruleset);
        self
    }

    /// Most pixels that a picture may have. Default: that of [`DecodeLimits`].
    #[must_use]
    pub fn max_pixels(mut self, pixels: u64) -> Self {
        self.limits.max_pixels = pixels;
        self
    }

    /// Loads ONNX Runtime and the models.
    ///
    /// # Errors
    /// [`Error::Library`] if ONNX Runtime is missing or wrong, [`Error::Model`] if a model is.
    pub fn build(self) -> Result<Checker, Error> {
        let library = library::locate(self.onnxruntime.as_deref())?;
        let environment = library::load(&library)?;
        Ok(Checker {
            models: ModelPool::new(environment, &self.models)?,
            rulesets: self.rulesets,
            limits: self.limits,
        })
    }
}
