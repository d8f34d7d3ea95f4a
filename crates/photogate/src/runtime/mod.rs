//! Model bytes → runnable sessions. The only folder that names `ort`.

pub mod library;
pub mod manifest;
mod pool;
mod session;
mod tensor;

pub use pool::{ModelPool, ModelSet};
pub use session::{ModelSession, take_inference_time};
pub use tensor::ImageTensor;
