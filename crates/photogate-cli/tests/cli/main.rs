//! The command as its users meet it: the real binary on real pictures.
//!
//! ONNX Runtime is needed: `cargo xtask setup` fetches it.

mod annotated;
mod batch;
mod crop;
mod evaluate;
mod explain;
mod formats;
mod help;
mod inputs;
mod installation;
#[cfg(unix)]
mod interruption;
mod outputs;
mod pictures;
mod rulesets;
mod support;
mod uploads;
#[cfg(unix)]
mod watch;
