//! Chores of a checkout, run as `cargo xtask NAME`.

mod bench;
mod hash;
mod pins;
mod pip;
mod place;
mod setup;
mod wheel;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

/// Chores of a checkout.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Fetch ONNX Runtime's shared library with pip into this checkout and the user's data folder
    ///
    /// The wheel comes from wherever pip is configured to look, and is taken only if its hash is the pinned
    /// one. A library that is already there is verified and kept. $PYTHON names the Python to use.
    Setup {
        /// Take the library from this wheel, fetched elsewhere, instead of asking pip
        #[arg(long, value_name = "PATH")]
        offline_wheel: Option<PathBuf>,
    },
    /// Time whole processes, and print one table
    ///
    /// Builds the program in the release profile, then judges pictures of both sizes on one core and on two, and prints what
    /// a whole check takes of bare inference and decoding. Takes some ten minutes on two idle cores.
    Bench {
        /// Options of the bench: --small N, --large N, --rounds N, --peer PYTHON
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
}

fn main() -> ExitCode {
    let result = match Cli::parse().chore {
        Chore::Setup { offline_wheel } => setup::run(offline_wheel.as_deref()),
        Chore::Bench { options } => bench::run(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
