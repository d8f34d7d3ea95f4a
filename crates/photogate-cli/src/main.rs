//! The command `photogate`: arguments in, the library's verdicts out.

mod annotate;
mod args;
mod commands;
mod cropping;
mod evaluate;
mod exit;
mod failure;
mod identity;
mod interrupt;
mod judge;
mod judging;
mod language;
mod messages;
mod output;
mod panics;
mod progress;
mod render;
mod rulesets;
mod run;
mod summary;
mod walk;

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

use crate::args::{Cli, Command};
use crate::exit::Exit;

fn main() -> ExitCode {
    let cli = Cli::parse();
    log(cli.verbose);
    panics::install();
    let outcome = match &cli.command {
        Command::Check(check) => commands::check::check(check, cli.verbose == 0),
        Command::Crop(crop) => commands::crop::crop(crop, cli.verbose == 0),
        Command::Ruleset(ruleset) => commands::ruleset::ruleset(ruleset),
        Command::Evaluate(evaluate) => commands::evaluate::evaluate(evaluate, cli.verbose == 0),
    };
    outcome
        .unwrap_or_else(|error| {
            messages::say_error(&error);
            Exit::Error
        })
        .into()
}

/// Sends the log to stderr; `verbose` is how often the user asked for more of it.
fn log(verbose: u8) {
    // Other crates' logs are for those who work on the program.
    let filter = match verbose {
        0 => "warn",
        1 => "warn,photogate=debug",
        _ => "debug,photogate=trace",
    };
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(filter))
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .with_target(verbose > 0)
        .without_time()
        .init();
}
