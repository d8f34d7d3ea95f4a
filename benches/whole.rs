//! Whole processes, in one table: start-up to the first verdict, batches by size and cores, a second run, peak memory; and
//! how much of a check the models and the decoding take.
//!
//! `cargo xtask bench` builds the program and runs this.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Parser;
use photogate_benches::camera_original::camera_original;
use photogate_benches::check_cost::check_costs;
use photogate_benches::process::{Cost, batch, batch_into, peer_rate, photogate, write_pictures};
use photogate_benches::{SUIT, bytes, checker, median, portraits};

/// The registry's size, the one at which the peer is compared.
const SMALL: &str = "480×640";

/// Checks of each photo whose medians are compared.
const CHECKS: usize = 21;

/// Times, memory and ratios of whole processes.
#[derive(Debug, Parser)]
struct Arguments {
    /// Pictures of 480×640 in a batch
    #[arg(long, default_value_t = 300)]
    small: usize,
    /// Pictures of 24 megapixels in a batch
    #[arg(long, default_value_t = 300)]
    large: usize,
    /// Runs whose medians are printed
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// A Python with the packages of benches/peer, to time the peer on the same pictures
    #[arg(long, value_name = "PYTHON")]
    peer: Option<PathBuf>,
    /// What cargo passes to every bench
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let arguments = Arguments::parse();
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("room");
    println!("| what | wall | per photo | photos/s | processor per photo | peak memory |");
    println!("|---|---|---|---|---|---|");
    start(arguments.rounds);
    let original = camera_original(24.0);
    for (name, pictures, count) in
        [(SMALL, portraits(), arguments.small), ("24 megapixels", vec![original.clone()], arguments.large)]
    {
        if count > 0 {
            let tree = folder.path().join(name);
            write_pictures(&tree, &pictures, count);
            let peer = arguments.peer.as_deref().filter(|_| name == SMALL);
            batches(name, &tree, count, arguments.rounds, peer);
        }
    }
    inside(&[(SMALL, bytes(SUIT)), ("24 megapixels", original)]);
}

/// What the checks of single photos cost beyond the bare models and the bare decoding; in this process, since no other can tell
/// the two apart.
fn inside(photos: &[(&str, Vec<u8>)]) {
    let pictures: Vec<_> = photos.iter().map(|(_, picture)| picture.clone()).collect();
    for ((name, _), cost) in photos.iter().zip(check_costs(&checker(), &pictures, CHECKS)) {
        let [whole, inference, decoding] =
            [cost.whole, cost.inference, cost.decoding].map(|time| time.as_secs_f64() * 1e3);
        println!(
            "{name}: whole check {whole:.2} ms, bare inference {inference:.2} ms, bare decoding {decoding:.2} ms; whole ÷ inference {:.2}, ÷ both {:.2}",
            whole / inference,
            cost.ratio()
        );
    }
}

/// A cold process with one photo.
fn start(rounds: usize) {
    let photo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/photos").join(SUIT);
    let photo = photo.to_str().expect("the path of a checkout");
    let costs: Vec<_> = (0..rounds).map(|_| photogate(&["check", photo, "--format", "jsonl"])).collect();
    let cost = Cost::median(&costs);
    row("first verdict of a cold process", cost, cost.first_line, 1);
}

/// One core against two and against the peer, in turns, and then nothing left to do.
fn batches(name: &str, tree: &Path, count: usize, rounds: usize, peer: Option<&Path>) {
    let (mut one, mut two, mut again) = (Vec::new(), Vec::new(), Vec::new());
    let mut peers = Vec::new();
    for _ in 0..rounds {
        one.push(batch(tree, 1));
        two.push(batch(tree, 2));
        again.push(batch_into(tree, &tree.with_extension("run"), 2));
        peers.extend(peer.map(|python| peer_rate(python, tree)));
    }
    let [one, two, again] = [one, two, again].map(|costs| Cost::median(&costs));
    for (cost, run) in [(one, "1 core"), (two, "2 cores"), (again, "again")] {
        row(&format!("{count} of {name}, {run}"), cost, cost.wall, count);
    }
    println!(
        "{name}: 2 cores ÷ 1 core {:.2}; second run ÷ first {:.4}",
        one.wall.div_duration_f64(two.wall),
        again.wall.div_duration_f64(two.wall)
    );
    if !peers.is_empty() {
        let (peer, own) = (median(&peers), count as f64 / two.wall.as_secs_f64());
        println!("{name}: the peer {peer:.1} photos/s on all cores; Photogate ÷ peer {:.2}", own / peer);
    }
}

/// Of what `cost` says, `time` is the one that counts as the wall's.
fn row(what: &str, cost: Cost, time: Duration, photos: usize) {
    let (wall, processor, memory) = (time.as_secs_f64(), cost.processor.as_secs_f64(), cost.peak_mebibytes());
    let photos = photos as f64;
    println!(
        "| {what} | {wall:.2} s | {:.1} ms | {:.1} | {:.1} ms | {memory:.0} MiB |",
        wall / photos * 1e3,
        photos / wall,
        processor / photos * 1e3,
    );
}
