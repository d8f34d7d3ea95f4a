//! The whole pipeline in one place: bytes → photo → portrait → measurements → findings → report.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::measurement::{Measurements, measure};
use crate::perception::{Portrait, perceive};
use crate::photo::{DecodeLimits, Photo};
use crate::report::Report;
use crate::ruleset::{Ruleset, RulesetChoice};
use crate::runtime::manifest::ModelSource;
use crate::runtime::{ModelPool, library};

/// Judges photos. Built once, shared by reference (or in an [`Arc`](std::sync::Arc)) among as many threads as there
/// are: each borrows a set of models for one photo and gives it back.
///
/// ```no_run
/// use photogate::Checker;
///
/// # fn main() -> Result<(), photogate::Error> {
/// let checker = Checker::builder().build()?;
/// let files = ["1.jpg", "2.jpg", "3.jpg"];
/// std::thread::scope(|scope| {
///     for file in files {
///         let checker = &checker;
///         scope.spawn(move || match checker.check_path(file) {
///             Ok(report) => println!("{file}: {:?}", report.verdict),
///             Err(error) => println!("{file}: {}", error.message().en),
///         });
///     }
/// });
/// # Ok(())
/// # }
/// ```
pub struct Checker {
    models: ModelPool,
    rulesets: RulesetChoice,
    limits: DecodeLimits,
    fingerprint: Fingerprint,
}

/// Fails to compile if a checker could no longer be shared.
const _: () = {
    const fn shared_among_threads<T: Send + Sync>() {}
    shared_among_threads::<Checker>();
};

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

    /// Judges the picture in the file at `path`, the ending of its name too. A file too long to be an honest picture
    /// within the pixel limit is read no further than that.
    ///
    /// # Errors
    /// [`Error::File`] if it cannot be read; else as [`Checker::check`].
    pub fn check_path(&self, path: impl AsRef<Path>) -> Result<Report, Error> {
        let path = path.as_ref();
        let mut bytes = Vec::new();
        // Cut off at the limit, the bytes are still enough to tell what kind of file it is.
        File::open(path)?.take(self.limits.max_file_bytes()).read_to_end(&mut bytes)?;
        self.check_named(&bytes, path)
    }

    /// Judges a photo that is decoded already, for instance a camera's preview.
    ///
    /// ```no_run
    /// use image::RgbImage;
    /// use photogate::{Checker, photo::Photo};
    ///
    /// # fn main() -> Result<(), photogate::Error> {
    /// # let frame = RgbImage::new(480, 640);
    /// let checker = Checker::builder().build()?;
    /// let report = checker.check_photo(Photo::from_pixels(frame))?; // upright, sRGB
    /// println!("{:?}", report.verdict);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::Model`] if ONNX Runtime fails.
    pub fn check_photo(&self, photo: Photo) -> Result<Report, Error> {
        self.inspect_photo(photo).map(|inspection| inspection.report)
    }

    /// Judges the picture in `bytes` and keeps what was seen and measured. Where no rule needs the parsed face, it is absent,
    /// unless the checker was built for [`everything`](CheckerBuilder::everything).
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

    /// What the results depend on besides the photo.
    #[must_use]
    pub fn fingerprint(&self) -> &Fingerprint {
        &self.fingerprint
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
    everything: bool,
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

    /// Sees and measures in every photo all that the models show, also what no rule of the rulesets asks for: for
    /// callers who read an [`Inspection`]. Default: only what the rules need.
    #[must_use]
    pub fn everything(mut self) -> Self {
        self.everything = true;
        self
    }

    /// Most pixels that a picture may have. Default: that of [`DecodeLimits`].
    #[must_use]
    pub fn max_pixels(mut self, pixels: u64) -> Self {
        self.limits.max_pixels = pixels;
        self
    }

    /// How large a picture may be.
    #[must_use]
    pub fn limits(&self) -> DecodeLimits {
        self.limits
    }

    /// The fingerprint that the checker will have, without loading anything: so much is known from the rulesets and
    /// the models' manifest, and [`CheckerBuilder::build`] refuses models that are not those of the manifest.
    ///
    /// # Errors
    /// [`Error::Model`] if the manifest cannot be read.
    pub fn fingerprint(&self) -> Result<Fingerprint, Error> {
        Ok(Fingerprint::new(&self.rulesets, &self.models.manifest()?, self.limits))
    }

    /// Loads ONNX Runtime and the models.
    ///
    /// # Errors
    /// [`Error::Library`] if ONNX Runtime is missing or wrong, [`Error::Model`] if a model is.
    pub fn build(self) -> Result<Checker, Error> {
        let library = library::locate(self.onnxruntime.as_deref())?;
        let environment = library::load(&library)?;
        let manifest = self.models.manifest()?;
        let fingerprint = Fingerprint::new(&self.rulesets, &manifest, self.limits);
        let parsing = self.everything || self.rulesets.rulesets().any(Ruleset::needs_parsing);
        let models = ModelPool::new(environment, &self.models, &manifest, parsing)?;
        Ok(Checker { models, rulesets: self.rulesets, limits: self.limits, fingerprint })
    }
}
