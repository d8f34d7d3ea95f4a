//! The command `photogate`: arguments in, the library's verdicts out.

mod annotate;
mod args;
mod commands;
mod cropping;
mod evaluate;
mod exit;
mod explain;
mod inputs;
mod interrupt;
mod judge;
mod judging;
mod language;
mod messages;
mod nearest;
mod output;
mod problem;
mod progress;
mod recording;
mod render;
mod rulesets;

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use photogate_batch::panics;
use tracing_subscriber::EnvFilter;

use crate::args::{Cli, Command};
use crate::exit::Exit;
use crate::language::Language;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    let language = language::of_arguments(&arguments);
    let cli = match parsed(&arguments, language) {
        Ok(cli) => cli,
        Err(error) => {
            language::usage::show(&error, language);
            return if error.use_stderr() { Exit::Error.into() } else { ExitCode::SUCCESS };
        }
    };
    language::settle(cli.lang.unwrap_or(language));
    log(cli.verbose);
    panics::install();
    let outcome = match &cli.command {
        Command::Check(check) => commands::check::check(check, cli.verbose == 0),
        Command::Crop(crop) => commands::crop::crop(crop, cli.verbose == 0),
        Command::Explain(explain) => commands::explain::explain(explain),
        Command::Ruleset(ruleset) => commands::ruleset::ruleset(ruleset),
        Command::Batch(batch) => commands::batch::batch(batch, cli.verbose == 0),
        Command::Watch(watch) => commands::watch::watch(watch),
        Command::Merge(merge) => commands::merge::merge(merge),
        Command::Report(report) => commands::report::report(report),
        Command::Evaluate(evaluate) => commands::evaluate::evaluate(evaluate, cli.verbose == 0),
    };
    outcome
        .unwrap_or_else(|error| {
            problem::say_error(&error);
            Exit::Error
        })
        .into()
}

/// Understands `arguments`, with help in `language`.
fn parsed(arguments: &[OsString], language: Language) -> Result<Cli, clap::Error> {
    let matches = language::help::translated(Cli::command(), language).try_get_matches_from(arguments)?;
    Cli::from_arg_matches(&matches)
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
