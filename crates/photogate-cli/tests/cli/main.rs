//! The command as its users meet it: the real binary on real pictures.
//!
//! ONNX Runtime is needed: `cargo xtask setup` fetches it.

#![expect(clippy::disallowed_macros, reason = "a test that is skipped tells its developer, in English")]

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
mod report;
mod rulesets;
mod support;
mod uploads;
#[cfg(unix)]
mod watch;
