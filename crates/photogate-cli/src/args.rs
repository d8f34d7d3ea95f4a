//! What may be typed: clap types only, so that pages and completions can be made from them.

mod batch;
mod report;
mod watch;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use photogate::Language;

pub use batch::{Batch, BatchFormat, Merge};
pub use report::{Report, ReportFormat};
pub use watch::{Watch, WatchFormat};

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

    /// Language of all that people read: results, messages and this help [default: the system's]
    #[arg(long, global = true, value_name = "LANG", value_parser = language_parser(), display_order = 98)]
    pub lang: Option<Language>,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

fn language_parser() -> impl TypedValueParser<Value = Language> {
    // Each language is named in itself: whoever does not read this one must find theirs.
    let values = [("en", "English"), ("zh", "简体中文")];
    let values = values.map(|(code, name)| PossibleValue::new(code).help(name));
    PossibleValuesParser::new(values)
        .try_map(|code| Language::from_code(&code).ok_or("there is no such language"))
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

    /// Say what a rule demands, why, and what to do about it.
    ///
    /// Says of a rule what it demands, why and who says so, how it is measured, its limits with their units and the
    /// values that make sense, and what to do at the camera; names a picture that passes and one that does not. Without
    /// RULE, lists all rules.
    #[command(after_long_help = EXPLAIN_AFTER_HELP)]
    Explain(Explain),
    /// Judge a whole tree of photos, keep the results, and go on where a run broke off.
    ///
    /// For thousands of photos: every result is kept in the folder RUN as soon as it is there, and a run that is
    /// started again judges only what is new or changed. Results of another ruleset, other models or another version
    /// are not used again. A photo that cannot be judged is kept as an error with its reason, and the rest are
    /// judged. One run at a time writes to a RUN; a second is refused.
    #[command(after_long_help = batch::BATCH_AFTER_HELP)]
    Batch(Batch),

    /// Judge photos as they arrive in a folder.
    ///
    /// For tethered shooting: the verdict on the last frame, large and in colour, as soon as its file is finished,
    /// that is, closed by its writer, renamed into place, or no longer growing, and with its end. A file that lacks
    /// its end is waited for and not called broken. Photos that are there at the start are passed over. If the
    /// folder goes away, with a share in the network for instance, it is watched again when it is back.
    #[command(after_long_help = watch::WATCH_AFTER_HELP)]
    Watch(Watch),

    /// Join the results of several `batch` runs, the shares of one tree.
    ///
    /// Join the results of several `batch` runs into a new one. A photo that is in several of them is taken from the
    /// one that judged it last. Runs by other rules, models or versions are refused.
    #[command(after_long_help = batch::MERGE_AFTER_HELP)]
    Merge(Merge),

    /// Report on the results of `batch`: a page for a browser, CSV, Excel or JSON.
    ///
    /// Report on what `photogate batch` has found out, at any time, also while it runs: totals, the rules that are
    /// broken, folder by folder, and every photo with its reasons. With a roster also who has no photo.
    #[command(after_long_help = report::REPORT_AFTER_HELP)]
    Report(Report),

    /// Measure how far the rules can be trusted on labelled photos.
    ///
    /// For a campus that wants to know, before the campaign, how well the rules do with its own camera, light,
    /// backdrop and people: label some hundred of its photos by hand, and see rule by rule how many violations are
    /// found, how many clean photos would be sent back, and, with --worst, which photos those are.
    ///
    /// The first table ranks: n+ and n- are the labels that say violation and clean, AUC the probability that a
    /// violation gets a higher score than a clean photo, EER the error rate where both kinds of error are equally
    /// frequent, BA the balanced accuracy at a violation of 0.5, hit the share of the violations that reach 0.5,
    /// false the share of the clean photos that do, none the labels without a finding or with `not_assessed`, which
    /// are scored as 0.5. The second counts what came out at the ruleset's own limits.
    #[command(after_long_help = EVALUATE_AFTER_HELP)]
    Evaluate(Evaluate),

    /// Crop originals to the picture that the registry wants.
    ///
    /// Finds for each original the crop that levels the eyes and puts eyes, head top and face where the standard wants
    /// them, cuts it out in one resampling, and writes it as a JPEG of 480×640 pixels, 300 dpi and 30 to 40 KB
    /// that carries nothing else of the original's file: no camera, no place, no name. Nothing is enlarged, added, retouched or mirrored,
    /// and the backdrop stays as it is. The written picture is then judged, and its verdict shown.
    ///
    /// With --ruleset the picture is made for that ruleset and judged by it: pixels, framing, bytes, quality and dpi are what its
    /// rules ask for, well inside their limits, and the above where they ask for nothing. What no crop can mend is among the findings. A
    /// ruleset with `geometry.crop`, as `capture` is, is for originals: it says where to crop, and the picture is judged by
    /// `registry`.
    ///
    /// An original that cannot give such a picture is refused with what it lacks, and nothing is written for it. PATH is
    /// understood as by `check`. An original is never replaced.
    #[command(after_long_help = CROP_AFTER_HELP)]
    Crop(Crop),

    /// Show, copy and check the rulesets: which rules, how strict, with which limits.
    ///
    /// A ruleset is a TOML file. Print the one that is nearest to what your campus demands with `show`, keep what you want
    /// to change, put `extends = "registry"` (or another name) before it, and let `check` look for mistakes. Then name the
    /// file with `--ruleset`.
    #[command(subcommand)]
    Ruleset(RulesetCommand),
}

/// What can be done with rulesets.
#[derive(Debug, Subcommand)]
pub enum RulesetCommand {
    /// List the rulesets that ship with the program
    List,
    /// Print a ruleset with all its rules and limits, as a file to start from
    Show {
        /// A shipped ruleset or a file
        #[arg(value_name = "NAME|FILE")]
        ruleset: String,
    },
    /// Look for mistakes in ruleset files
    Check {
        /// Ruleset files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

/// What `check` is given.
#[derive(Debug, Args)]
pub struct Check {
    /// Photos and folders with photos; `-` reads one photo from stdin
    #[arg(required_unless_present = "stdin0", value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Read the paths from stdin, each ended by a NUL byte, as `find -print0` writes them
    #[arg(long, conflicts_with = "paths")]
    pub stdin0: bool,

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

    /// How many threads share the work.
    #[command(flatten)]
    pub threads: Threads,

    /// How photos are judged.
    #[command(flatten)]
    pub judging: Judging,
}

/// What `crop` is given.
#[derive(Debug, Args)]
pub struct Crop {
    /// Originals and folders with originals
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// File for the picture of one original, or folder for those of several
    ///
    /// File for the picture of one original, if it ends in .jpg and is no folder; otherwise a folder, which is made if
    /// need be, keeps the sub-folders of the folder that was searched, and must not lie in one that is searched.
    /// Pictures of an earlier run are replaced.
    #[arg(long, value_name = "FILE|DIR")]
    pub out: PathBuf,

    /// How the results are written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Human)]
    pub format: Format,

    /// How many threads share the work.
    #[command(flatten)]
    pub threads: Threads,

    /// How the pictures are judged.
    #[command(flatten)]
    pub judging: Judging,
}

/// What `explain` is given.
#[derive(Debug, Args)]
pub struct Explain {
    /// The rule, hair.ears for instance
    #[arg(value_name = "RULE")]
    pub rule: Option<String>,

    /// How the explanation is written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ExplainFormat::Human)]
    pub format: ExplainFormat,

    /// Show the rules and limits of a shipped ruleset or a file [default: all rules with their own limits]
    #[arg(long, value_name = "NAME|FILE")]
    pub ruleset: Option<String>,
}

/// What `evaluate` is given.
#[derive(Debug, Args)]
pub struct Evaluate {
    /// Labelled photos and folders with labelled photos, judged as `check` does
    #[arg(required_unless_present = "findings", value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// The labels, a CSV file
    ///
    /// The labels, a CSV file in UTF-8 with a line of headings. The column `file` names the photo; folders do not
    /// matter, only the file's name is compared. The other columns hold 1 for yes, 0 for no, or nothing where it is
    /// not known: `ear_left` and `ear_right` (that side of the picture shows an ear), `brows` (uncovered),
    /// `earring`, `necklace`, `hat`, `mouth_open`, `dark` (the garment is), `pattern`, `straps`, `skin_tone` and
    /// `near_background` (the garment's colour is close to it), `glasses` (worn, by whatever kind; judged by
    /// `glasses.worn`), `backdrop_colour` (the right one), `backdrop_uniform`. `faces` holds how many there are, `geometry` one
    /// of ok, low, high, small, large, tilt, left. A column may also be headed by the name of a rule, `light.even` for
    /// instance; 1 then says that the photo breaks it. Other columns are not
    /// read; a warning names those that do not merely describe the pictures. A rule that no result
    /// speaks of counts as `none`; under `glasses`, `backdrop_colour`, `backdrop_uniform` or its own name it is left out,
    /// with a warning.
    #[arg(long, value_name = "FILE")]
    pub labels: PathBuf,

    /// Score the results in FILE, which `check --format jsonl` wrote, and judge nothing
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub findings: Option<PathBuf>,

    /// How the scores are written
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ScoreFormat::Human)]
    pub format: ScoreFormat,

    /// Show the mistakes of RULE, worst first, on a page in the folder of --out
    ///
    /// Show the mistakes of RULE on a page in the folder of --out, each with a marked copy of the photo, what the
    /// label says and what was measured: violations that were let through, then clean photos that were rejected, the
    /// worst first, then those not assessed. With --findings the photos are looked for where FILE names them.
    #[arg(long, value_name = "RULE", requires = "out")]
    pub worst: Option<String>,

    /// Folder for the page of --worst: index.html, and the pictures beside it
    ///
    /// Folder for the page of --worst: index.html, and the pictures in a folder beside it. It is made if need be,
    /// and must not lie in a folder that is searched for photos.
    #[arg(long, value_name = "DIR", requires = "worst")]
    pub out: Option<PathBuf>,

    /// How many threads share the work.
    #[command(flatten)]
    pub threads: Threads,

    /// How photos are judged.
    #[command(flatten)]
    pub judging: Judging,
}

/// How photos are judged, whatever becomes of the results.
#[derive(Debug, Args)]
pub struct Judging {
    /// The rules to judge by: a shipped ruleset or a file [default: by the picture's size]
    ///
    /// The rules to judge by: the name of a ruleset that ships with the program (`photogate ruleset list`), or a ruleset
    /// file. Without it, pictures of up to 480×640 pixels are judged as uploads, by `registry`, and larger ones as camera
    /// originals that are still to be cropped, by `capture`.
    #[arg(long, value_name = "NAME|FILE")]
    pub ruleset: Option<String>,

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

/// How many threads share the work, where there are many photos at once.
#[derive(Debug, Args)]
pub struct Threads {
    /// Photos judged at a time; 0: one a core
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
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

/// How the scores are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ScoreFormat {
    /// Two tables for people
    Human,
    /// One JSON object with an entry for each rule
    Json,
}

/// How an explanation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// Text for people
    Human,
    /// A JSON object with the texts in both languages; of all rules, an array of them
    Json,
}

const EXPLAIN_AFTER_HELP: &str = "\
Examples:
  photogate explain
  photogate explain hair.ears --lang zh
";

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
  find portraits/ -newer yesterday -name '*.jpg' -print0 | photogate check --stdin0
  camera-tool --download | photogate check - --format json
";

const CROP_AFTER_HELP: &str = "\
Exit status:
  0    every original gave a picture that passed
  1    some original gave none, or one that fails or that a person should look at
  2    something could not be judged or written, or the call was wrong
  130  interrupted; the originals being cropped are finished

Examples:
  photogate crop IMG_0042.jpg --out 1023456789.jpg
  photogate crop line-3/ --out upload/
  photogate crop line-3/ --out upload/ --format jsonl > results.jsonl
";

const EVALUATE_AFTER_HELP: &str = "\
Exit status:
  0    every photo was judged, and the scores are written
  2    something could not be judged, read or written, or the call was wrong
  130  interrupted; no scores are written, for those of some of the photos would mislead

Examples:
  photogate evaluate --labels labels.csv portraits/
  photogate evaluate --labels labels.csv portraits/ --worst clothing.dark --out mistakes/
  photogate check portraits/ --format jsonl --output results.jsonl
  photogate evaluate --labels labels.csv --findings results.jsonl --format json
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
        for ending in photogate_batch::walk::ENDINGS {
            assert!(help.contains(&format!(".{ending}")), "{ending}");
        }
    }

    #[test]
    fn the_help_of_evaluate_names_every_column_that_is_understood() {
        let mut command = Cli::command();
        let help = command.find_subcommand_mut("evaluate").expect("evaluate exists").render_long_help();
        for column in crate::evaluate::columns::COLUMNS {
            assert!(help.to_string().contains(&format!("`{}`", column.heading)), "{}", column.heading);
        }
    }
}
