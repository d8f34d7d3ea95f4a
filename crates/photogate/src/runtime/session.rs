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

/// Names of the input's axes in a graph that takes images of any size.
const FREE_AXES: [&str; 2] = ["height", "width"];

/// A graph with one square image as its input, loaded and checked against its manifest block.
#[derive(Debug)]
pub struct ModelSession {
    name: String,
    session: Session,
    side: u32,
    value_range: [f32; 2],
    output_names: Vec<String>,
}

impl ModelSession {
    /// Loads `bytes` with one intra-op thread: photos run in parallel, not the operators inside one.
    ///
    /// `side` is that of the images, in pixels, for a graph that takes any size. The graph is told it before it is
    /// optimised, as far as it names its axes `height` and `width`: ONNX Runtime fuses an addition into a convolution only
    /// where it knows both shapes.
    ///
    /// # Errors
    /// [`ModelError::Session`] if ONNX Runtime refuses the graph, [`ModelError::Tensors`] if its tensors are not
    /// those that `entry` lists.
    pub fn load(
        environment: &Environment,
        entry: &ModelEntry,
        bytes: &[u8],
        side: Option<u32>,
    ) -> Result<Self, ModelError> {
        let refused = |reason: String| ModelError::Session { model: entry.name.clone(), reason };
        let mut builder = Session::builder(environment)
            .map_err(|error| refused(error.to_string()))?
            .with_intra_threads(1)
            .map_err(|error| refused(error.to_string()))?
            .with_inter_threads(1)
            .map_err(|error| refused(error.to_string()))?
            .with_optimization_level(GraphOptimizationLevel::All)
            .map_err(|error| refused(error.to_string()))?;
        if let Some(side) = side {
            for axis in FREE_AXES {
                builder = builder
                    .with_dimension_override(axis, i64::from(side))
                    .map_err(|error| refused(error.to_string()))?;
            }
        }
        let session = builder.commit_from_memory(bytes).map_err(|error| refused(error.to_string()))?;

        // An output's free axes follow from the input's.
        check_tensors(entry, &entry.inputs, session.inputs(), |length| {
            length == -1 || side.is_some_and(|side| length == i64::from(side))
        })?;
        check_tensors(entry, &entry.outputs, session.outputs(), |_| true)?;
        let Some(side) = square_side(&entry.inputs, side) else {
            return Err(ModelError::Tensors {
                model: entry.name.clone(),
                expected: "one square image 1×side×side×3, or of any size where the library chooses it"
                    .into(),
                found: describe(&entry.inputs),
            });
        };
        Ok(Self {
            name: entry.name.clone(),
            session,
            side,
            value_range: entry.value_range,
            output_names: entry.outputs.iter().map(|output| output.name.clone()).collect(),
        })
    }

    /// Side of the images that it was loaded for, in pixels.
    #[must_use]
    pub fn side(&self) -> u32 {
        self.side
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

/// Side of the one square image that these inputs are, in pixels: the listed one, or `side` where any will do.
fn square_side(inputs: &[TensorEntry], side: Option<u32>) -> Option<u32> {
    let [TensorEntry { shape, .. }] = inputs else { return None };
    match *shape.as_slice() {
        [1, -1, -1, 3] => side,
        [1, height, width, 3] if height == width => u32::try_from(height).ok(),
        _ => None,
    }
}

fn check_tensors(
    entry: &ModelEntry,
    listed: &[TensorEntry],
    found: &[ort::value::Outlet],
    suits_free_axis: impl Fn(i64) -> bool,
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
            in_graph.iter().any(|(name, shape)| {
                *name == tensor.name && is_shaped(shape, &tensor.shape, &suits_free_axis)
            })
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

/// Whether a graph's tensor has the listed shape, in which an axis of −1 has any length that `suits_free_axis`.
fn is_shaped(found: &[i64], listed: &[i64], suits_free_axis: impl Fn(i64) -> bool) -> bool {
    found.len() == listed.len()
        && found
            .iter()
            .zip(listed)
            .all(|(found, listed)| found == listed || *listed == -1 && suits_free_axis(*found))
}

fn describe(tensors: &[TensorEntry]) -> String {
    tensors.iter().map(|tensor| format!("{} {:?}", tensor.name, tensor.shape)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::manifest::{ElementType, ModelSource};

    fn image(shape: &[i64]) -> TensorEntry {
        TensorEntry {
            name: "image".into(),
            shape: shape.to_vec(),
            element: ElementType::Float32,
            meaning: String::new(),
        }
    }

    #[test]
    fn an_image_has_its_own_side_or_the_wanted_one() {
        let any = image(&[1, -1, -1, 3]);
        assert_eq!(square_side(&[image(&[1, 128, 128, 3])], None), Some(128));
        assert_eq!(square_side(&[image(&[1, 128, 128, 3])], Some(352)), Some(128));
        assert_eq!(square_side(std::slice::from_ref(&any), Some(352)), Some(352));
        assert_eq!(square_side(std::slice::from_ref(&any), None), None);
        for refused in [vec![], vec![any.clone(), any], vec![image(&[1, 128, 96, 3])], vec![image(&[1, 3])]] {
            assert_eq!(square_side(&refused, Some(352)), None, "{refused:?}");
        }
    }

    #[test]
    fn only_a_free_axis_may_have_another_length() {
        let suits = |length: i64| length == -1 || length == 352;
        assert!(is_shaped(&[1, 352, 352, 3], &[1, -1, -1, 3], suits));
        assert!(is_shaped(&[1, -1, -1, 3], &[1, -1, -1, 3], suits));
        assert!(!is_shaped(&[1, 256, 256, 3], &[1, -1, -1, 3], suits));
        assert!(!is_shaped(&[1, 352, 352, 4], &[1, -1, -1, 3], suits));
        assert!(!is_shaped(&[1, 352, 352], &[1, -1, -1, 3], suits));
    }

    /// A side that does not reach the graph leaves it as slow as a graph of any size.
    #[test]
    fn the_embedded_network_names_the_axes_that_are_given_their_length() {
        let bytes = ModelSource::Embedded
            .read(ModelSource::Embedded.manifest().unwrap().entry("face_parsing").unwrap());
        let bytes = bytes.unwrap();
        for axis in FREE_AXES {
            assert!(bytes.windows(axis.len()).any(|part| part == axis.as_bytes()), "no axis `{axis}`");
        }
    }
}
