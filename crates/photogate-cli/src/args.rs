//! What may be typed: clap types only, so that pages and completions can be made from them.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use crate::language::Language;

/// Judges graduation-certificate portraits offline.
///
/// Photogate reads portraits, measures the face, the clothing and the backdrop, and says for each photo which
/// rule of the campaign it breaks and where. Nothing leaves the computer.
#[derive(Debug, Parser)]
#[command(name = "photogate", version, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    /// Say more on stderr (twice: still more)
    ///
    /// Say more on stderr about what the program does; twice: still more. At the usual level the log names no
    /// person and no file; with this option it names files. The progress bar makes room for it.
    #[arg(short, long, global = true, action = ArgAction::Count, display_order = 99)]
    pub verbose: u8,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Judge photos and say what is wrong with them.
    ///
    /// Every PATH is a photo or a folder. A folder is searched with all its sub-folders, in the order of the names,
    /// for files that end in .jpg, .jpeg, .jpe, .jfif, .png, .webp, .tif, .tiff, .bmp, .gif, .heic, .heif or .avif,
    /// in capitals or not; the last four are not understood and are reported as errors, so that nobody is missed.
    /// Camera raw files, other files, and names that begin with a dot are passed over. Links are followed. A photo
    /// that is named itself is judged whatever it is called. What is reached twice, by overlapping paths or by two
    /// links to one folder, is judged once, where it was met first.
    ///
    /// A photo that cannot be judged becomes an entry `error` with the reason, and the rest are judged. Results keep
    /// the order of the paths, however many photos are judged at a time.
    #[command(after_long_help = CHECK_AFTER_HELP)]
    Check(Check),
}

/// What `check` is given.
#[derive(Debug, Args)]
pub struct Check {
    /// Photos and folders with photos
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// How the results are written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    pub format: Format,

    /// Write the results to FILE, not to stdout
    ///
    /// Write the results to FILE, not to stdout. FILE appears, or is replaced, in one step at the end: until
    /// then, and if the run breaks off with an error, an earlier FILE stays as it is. Devices and pipes are
    /// written to straight away.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Write a marked copy of each photo into DIR
    ///
    /// Write a copy of each judged photo into DIR, as a JPEG with the regions, marks and the verdict drawn on it.
    /// DIR is made if need be, and keeps the sub-folders of the folder that was searched; with several folders,
    /// each gets one of its own in DIR. Copies of an earlier run are replaced, a photo that is being judged never
    /// is: DIR must not lie in a folder that is searched.
    #[arg(long, value_name = "DIR")]
    pub annotate: Option<PathBuf>,

    /// Photos judged at a time; 0: one a core
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,

    /// Language of the human format [default: the system's]
    #[arg(long, value_name = "LANG", value_enum)]
    pub lang: Option<Language>,

    /// ONNX Runtime's shared library, or its folder
    ///
    /// ONNX Runtime's shared library, or the folder that holds it, instead of the one that the environment
    /// variable `ORT_DYLIB_PATH` names or that `cargo xtask setup` fetched.
    #[arg(long, value_name = "PATH")]
    pub onnxruntime: Option<PathBuf>,

    /// Folder of models to use instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    pub models: Option<PathBuf>,

    /// Refuse photos of more than N pixels
    ///
    /// Refuse photos of more than N pixels, before memory is taken for them. Files too long to be an honest
    /// picture of N pixels (8 bytes each) are refused too.
    #[arg(long, value_name = "N", default_value_t = 100_000_000)]
    pub max_pixels: u64,
}

/// How the results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for people, then the reasons, then the counts
    Human,
    /// One JSON array with an entry for each photo
    Json,
    /// One JSON object for each photo on a line of its own, as soon as it is done
    Jsonl,
}

const CHECK_AFTER_HELP: &str = "\
Exit status:
  0    every photo passed
  1    some photo did not: it fails, or a person should look at it
  2    something could not be judged or written, or the call was wrong
  130  interrupted; the photos being judged are finished and all results up to there are written, to
       --output too. A second Ctrl-C ends the program at once and leaves --output as it was.

Examples:
  photogate check portraits/
  photogate check portraits/ --annotate marked/ --format json --output results.json
  photogate check portraits/ --format jsonl | jq -r 'select(.verdict == \"fail\") | .file'
";

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_help_names_every_ending_that_is_looked_for() {
        let mut command = Cli::command();
        let help = command.find_subcommand_mut("check").expect("check exists").render_long_help().to_string();
        for ending in crate::walk::ENDINGS {
            assert!(help.contains(&format!(".{ending}")), "{ending}");
        }
    }
}
