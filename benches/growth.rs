//! Time and memory of whole runs as the work grows: more photos, larger photos, more cores. Prints CSV, of which
//! `growth/plot.py` makes the figure in `docs/performance.md`.
//!
//! ```sh
//! cargo build --release && cargo bench -p photogate-benches --bench growth > docs/growth.csv
//! ```

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::path::Path;

use clap::Parser;
use photogate_benches::camera_original::camera_original;
use photogate_benches::portraits;
use photogate_benches::process::{Cost, batch, write_pictures};

/// Photos a run, at 480×640.
const COUNTS: [usize; 7] = [10, 30, 100, 300, 1_000, 3_000, 10_000];
/// Megapixels of the photos of a run. The first is the registry's 480×640.
const MEGAPIXELS: [f64; 7] = [0.307, 1.0, 3.0, 6.0, 12.0, 24.0, 50.0];
/// Photos in a run of large ones.
const LARGE_COUNT: usize = 20;
/// Runs with more photos than this are timed once: a minute averages by itself.
const REPEATED: usize = 300;

/// Time and memory of whole runs as the work grows.
#[derive(Debug, Parser)]
struct Arguments {
    /// Leave out runs of more photos than this
    #[arg(long, default_value_t = 10_000)]
    most: usize,
    /// Runs of up to 300 photos whose median is printed
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// What cargo passes to every bench
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let arguments = Arguments::parse();
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("room");
    println!("series,photos,megapixels,cores,seconds,peak_mebibytes");
    let portraits = portraits();
    for count in COUNTS.into_iter().filter(|&count| count <= arguments.most) {
        let tree = folder.path().join(format!("photos-{count}"));
        write_pictures(&tree, &portraits, count);
        row("count", &tree, count, MEGAPIXELS[0], arguments.rounds);
    }
    for megapixels in MEGAPIXELS {
        let tree = folder.path().join(format!("size-{megapixels}"));
        write_pictures(&tree, &[camera_original(megapixels)], LARGE_COUNT);
        row("size", &tree, LARGE_COUNT, megapixels, arguments.rounds);
    }
}

/// Judges a folder on one core and on two; `series` is what grows.
fn row(series: &str, tree: &Path, photos: usize, megapixels: f64, rounds: usize) {
    let rounds = if photos > REPEATED { 1 } else { rounds };
    for cores in [1, 2] {
        let costs: Vec<_> = (0..rounds).map(|_| batch(tree, cores)).collect();
        let cost = Cost::median(&costs);
        println!(
            "{series},{photos},{megapixels},{cores},{:.3},{:.1}",
            cost.wall.as_secs_f64(),
            cost.peak_mebibytes()
        );
    }
}
