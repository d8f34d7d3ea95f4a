//! One model, ready to run.

use std::cell::Cell;
use std::time::{Duration, Instant};

use ort::environment::Environment;
use ort::session::Session;
use ort::session::builder::GraphOptimizationLevel;
use ort::value::TensorRef;

use super::manifest::{ModelEntry, ModelError, TensorEntry};
use super::tensor::ImageTensor;

thread_local! {
    /// Time spent inside ONNX Runtime by this thread, for the bench that sets the whole check against bare
    /// inference. A thread-local sum costs two clock reads a run and nothing else.
    static INFERENCE_TIME: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

/// Time that this thread has spent inside ONNX Runtime since the last call, and sets it back to zero.
#[must_use]
pub fn take_inference_time() -> Duration {
    INFERENCE_TIME.replace(Duration::ZERO)
}

/// A graph with one image as its input, loaded and checked against its manifest block.
#[derive(Debug)]
pub struct ModelSession {
    name: String,
    session: Session,
    value_range: [f32; 2],
    output_names: Vec<String>,
}

impl ModelSession {
    /// Loads `bytes` with one intra-op thread: photos run in parallel, not the operators inside one.
    ///
    /// # Errors
    /// [`ModelError::Session`] if ONNX Runtime refuses the graph, [`ModelError::Tensors`] if its tensors are not
    /// those that `entry` lists.
    pub fn load(environment: &Environment, entry: &ModelEntry, bytes: &[u8]) -> Result<Self, ModelError> {
        let refused = |reason: String| ModelError::Session { model: entry.name.clone(), reason };
        let session = Session::builder(environment)
            .map_err(|error| refused(error.to_string()))?
            .with_intra_threads(1)
            .map_err(|error| refused(error.to_string()))?
            .with_inter_threads(1)
            .map_err(|error| refused(error.to_string()))?
            .with_optimization_level(GraphOptimizationLevel::All)
            .map_err(|error| refused(error.to_string()))?
            .commit_from_memory(bytes)
            .map_err(|error| refused(error.to_string()))?;

        check_tensors(entry, &entry.inputs, session.inputs())?;
        check_tensors(entry, &entry.outputs, session.outputs())?;
        let one_image = matches!(
            entry.inputs.as_slice(),
            [TensorEntry { shape, .. }] if matches!(shape.as_slice(), [1, _, _, 3])
        );
        if !one_image {
            return Err(ModelError::Tensors {
                model: entry.name.clone(),
                expected: "one image 1×height×width×3".into(),
                found: describe(&entry.inputs),
            });
        }
        Ok(Self {
            name: entry.name.clone(),
            session,
            value_range: entry.value_range,
            output_names: entry.outputs.iter().map(|output| output.name.clone()).collect(),
        })
    }

    /// What 8-bit values of 0 and of 255 become in the input.
    #[must_use]
    pub fn value_range(&self) -> [f32; 2] {
        self.value_range
    }

    /// Runs the graph on one image and returns its outputs in the manifest's order.
    ///
    /// # Errors
    /// As [`ModelSession::run_into`].
    pub fn run(&mut self, image: &ImageTensor) -> Result<Vec<Vec<f32>>, ModelError> {
        self.run_into(image, |outputs| outputs.iter().map(|values| values.to_vec()).collect())
    }

    /// Runs the graph on one image and has `take` make something of its outputs, in the manifest's order, where they lie.
    ///
    /// Takes `&mut self` because ONNX Runtime's sessions are not safely concurrent (`ort` says so of its own
    /// `run`): each worker borrows a set of sessions of its own, and nothing is locked while a graph runs.
    ///
    /// # Errors
    /// [`ModelError::Session`] if the graph takes no image of that size or ONNX Runtime fails.
    pub fn run_into<T>(
        &mut self,
        image: &ImageTensor,
        take: impl FnOnce(&[&[f32]]) -> T,
    ) -> Result<T, ModelError> {
        let started = Instant::now();
        let name = &self.name;
        let failed =
            |error: ort::Error| ModelError::Session { model: name.clone(), reason: error.to_string() };
        let shape = [1, image.height as usize, image.width as usize, 3];
        let input = TensorRef::from_array_view((shape, image.values.as_slice())).map_err(failed)?;
        let outputs = self.session.run(ort::inputs![input]).map_err(failed)?;
        INFERENCE_TIME.set(INFERENCE_TIME.get() + started.elapsed());
        let values = self
            .output_names
            .iter()
            .map(|output| outputs[output.as_str()].try_extract_tensor::<f32>().map(|(_, values)| values))
            .collect::<Result<Vec<_>, _>>()
            .map_err(failed)?;
        Ok(take(&values))
    }
}

fn check_tensors(
    entry: &ModelEntry,
    listed: &[TensorEntry],
    found: &[ort::value::Outlet],
) -> Result<(), ModelError> {
    let in_graph: Vec<(&str, Vec<i64>)> = found
        .iter()
        .map(|outlet| {
            let shape = outlet.dtype().tensor_shape().map(|shape| shape.to_vec()).unwrap_or_default();
            (outlet.name(), shape)
        })
        .collect();
    let same = in_graph.len() == listed.len()
        && listed.iter().all(|tensor| {
            in_graph.iter().any(|(name, shape)| *name == tensor.name && *shape == tensor.shape)
        });
    if same {
        return Ok(());
    }
    let found = in_graph.iter().map(|(name, shape)| format!("{name} {shape:?}")).collect::<Vec<_>>();
    Err(ModelError::Tensors {
        model: entry.name.clone(),
        expected: describe(listed),
        found: found.join(", "),
    })
}

fn describe(tensors: &[TensorEntry]) -> String {
    tensors.iter().map(|tensor| format!("{} {:?}", tensor.name, tensor.shape)).collect::<Vec<_>>().join(", ")
}
