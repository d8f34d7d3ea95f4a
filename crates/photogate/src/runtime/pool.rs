//! Sets of sessions, lent to one worker at a time.

use std::borrow::Cow;

use crossbeam_queue::SegQueue;
use ort::environment::Environment;

use super::manifest::{Manifest, ModelEntry, ModelError, ModelSource};
use super::session::ModelSession;

/// The sessions that one photo needs.
#[derive(Debug)]
pub struct ModelSet {
    /// Finds faces: 128×128 image → boxes and scores of 896 anchors.
    pub face_detection: ModelSession,
    /// Places 468 points on one face: 192×192 image → landmarks and presence.
    pub face_landmarks: ModelSession,
    /// Names the parts of head and shoulders: image → probabilities of 14 parts on a grid of half its size, whose
    /// sides are multiples of 32. `None` if no rule asks for it, or if it is not among the models; what needs it is then not
    /// assessed.
    pub face_parsing: Option<ModelSession>,
    /// Separates person and backdrop: 256×256 image → probability of a person.
    pub person_segmentation: ModelSession,
}

/// The models, and the sets of sessions built from them so far.
///
/// A worker takes a set from a lock-free queue, runs its photo and puts the set back. A set is built only when
/// more workers run at once than ever before, so a process builds as many as it has workers, once.
#[derive(Debug)]
pub struct ModelPool {
    environment: Environment,
    face_detection: Model,
    face_landmarks: Model,
    face_parsing: Option<Model>,
    person_segmentation: Model,
    idle: SegQueue<ModelSet>,
}

/// The tensors that the library feeds and reads, by model: name and shape of the image, then of each output; −1
/// is an axis of any length.
type Interface = (&'static str, &'static [i64]);

const FACE_DETECTION: &[Interface] =
    &[("image", &[1, 128, 128, 3]), ("boxes", &[1, 896, 16]), ("scores", &[1, 896])];
const FACE_LANDMARKS: &[Interface] =
    &[("image", &[1, 192, 192, 3]), ("landmarks", &[1, 468, 3]), ("presence", &[1, 1])];
const FACE_PARSING: &[Interface] = &[("picture", &[1, -1, -1, 3]), ("chances", &[1, -1, -1, 14])];
const PERSON_SEGMENTATION: &[Interface] = &[("image", &[1, 256, 256, 3]), ("mask", &[1, 256, 256])];

/// A model's manifest block and its verified bytes.
#[derive(Debug)]
struct Model {
    entry: ModelEntry,
    bytes: Cow<'static, [u8]>,
}

impl ModelPool {
    /// Reads and verifies the models that `manifest`, that of `source`, lists, and builds a first set, so that a bad
    /// model is known before the first photo. The largest one, which parses faces, is left out unless `parsing` asks for it.
    ///
    /// # Errors
    /// [`ModelError`], naming the file and what was expected of it.
    pub fn new(
        environment: Environment,
        source: &ModelSource,
        manifest: &Manifest,
        parsing: bool,
    ) -> Result<Self, ModelError> {
        let model = |name: &str, interface: &[Interface]| -> Result<Model, ModelError> {
            let entry = manifest.entry(name)?.clone();
            check_interface(&entry, interface)?;
            let bytes = source.read(&entry)?;
            Ok(Model { entry, bytes })
        };
        let pool = Self {
            face_detection: model("face_detection", FACE_DETECTION)?,
            face_landmarks: model("face_landmarks", FACE_LANDMARKS)?,
            face_parsing: match manifest.entry("face_parsing") {
                Ok(_) if parsing => Some(model("face_parsing", FACE_PARSING)?),
                _ => None,
            },
            person_segmentation: model("person_segmentation", PERSON_SEGMENTATION)?,
            environment,
            idle: SegQueue::new(),
        };
        pool.idle.push(pool.build()?);
        Ok(pool)
    }

    /// Runs `work` with a set of sessions that no other thread uses meanwhile.
    ///
    /// # Errors
    /// Those of `work`, and [`ModelError::Session`] if a further set cannot be built.
    pub fn with<T, E: From<ModelError>>(
        &self,
        work: impl FnOnce(&mut ModelSet) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut models = match self.idle.pop() {
            Some(models) => models,
            None => self.build()?,
        };
        let result = work(&mut models);
        self.idle.push(models);
        result
    }

    fn build(&self) -> Result<ModelSet, ModelError> {
        let load = |model: &Model| ModelSession::load(&self.environment, &model.entry, &model.bytes);
        Ok(ModelSet {
            face_detection: load(&self.face_detection)?,
            face_landmarks: load(&self.face_landmarks)?,
            face_parsing: self.face_parsing.as_ref().map(load).transpose()?,
            person_segmentation: load(&self.person_segmentation)?,
        })
    }
}

/// Refuses a model whose manifest block lists other tensors, or another order of outputs, than the library reads.
fn check_interface(entry: &ModelEntry, interface: &[Interface]) -> Result<(), ModelError> {
    let listed = entry.inputs.iter().chain(&entry.outputs);
    let listed: Vec<(&str, &[i64])> =
        listed.map(|tensor| (tensor.name.as_str(), tensor.shape.as_slice())).collect();
    if listed == interface {
        return Ok(());
    }
    let describe = |tensors: &[(&str, &[i64])]| {
        tensors.iter().map(|(name, shape)| format!("{name} {shape:?}")).collect::<Vec<_>>().join(", ")
    };
    Err(ModelError::Tensors {
        model: entry.name.clone(),
        expected: describe(interface),
        found: describe(&listed),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_manifest_lists_the_tensors_that_the_library_reads() {
        let manifest = ModelSource::Embedded.manifest().unwrap();
        for (name, interface) in [
            ("face_detection", FACE_DETECTION),
            ("face_landmarks", FACE_LANDMARKS),
            ("face_parsing", FACE_PARSING),
            ("person_segmentation", PERSON_SEGMENTATION),
        ] {
            check_interface(manifest.entry(name).unwrap(), interface).unwrap();
        }
    }

    #[test]
    fn a_model_with_other_tensors_cannot_take_the_place() {
        let manifest = ModelSource::Embedded.manifest().unwrap();
        let error = check_interface(manifest.entry("face_detection").unwrap(), FACE_LANDMARKS).unwrap_err();
        assert!(error.to_string().contains("[1, 468, 3]"), "{error}");
    }
}
