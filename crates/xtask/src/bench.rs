//! `cargo xtask bench`.

use std::process::Command;

use anyhow::{Context, Result, ensure};

/// Builds the program, then times it as a whole process; `options` are those of the bench.
pub fn run(options: &[String]) -> Result<()> {
    cargo(&["build", "--release", "--package", "photogate-cli"], &[])?;
    cargo(&["bench", "--package", "photogate-benches", "--bench", "whole", "--"], options)
}

fn cargo(arguments: &[&str], options: &[String]) -> Result<()> {
    // The cargo that runs this, not another one that may stand in the search path.
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo).args(arguments).args(options).status().context("cannot start cargo")?;
    ensure!(status.success(), "`cargo {}` failed; see above", arguments.join(" "));
    Ok(())
}
