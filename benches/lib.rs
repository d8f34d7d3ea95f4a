//! What the benches share: test portraits of 480×640 pixels by name, pictures as cameras deliver them, and the program
//! as a process.

pub mod camera_original;
pub mod check_cost;
pub mod process;

use std::path::Path;

use photogate::Checker;

/// A smiling portrait: short hair, suit, tie.
pub const SUIT: &str = "obama-navy-suit-fails-mouth.jpg";
/// A portrait with much bare skin and hair.
pub const BARE: &str = "astronaut-off-shoulder-fails-straps.jpg";
/// A portrait with a lively garment.
pub const PLAID: &str = "biden-plaid-suit-fails-pattern.jpg";
/// The named cases.
pub const CASES: [&str; 3] = [SUIT, BARE, PLAID];

/// The bytes of a test portrait.
///
/// # Panics
/// If it is not in `testdata/photos`.
#[must_use]
pub fn bytes(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/photos").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All test portraits, in the order of their names.
///
/// # Panics
/// If `testdata/photos` cannot be read.
#[must_use]
pub fn portraits() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/photos");
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("readable")).collect()
}

/// The middle one.
///
/// # Panics
/// If there is none, or two cannot be compared.
#[must_use]
pub fn median<T: Copy + PartialOrd>(values: &[T]) -> T {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).expect("times and sizes can be compared"));
    sorted[sorted.len() / 2]
}

/// A checker with the embedded models and default limits.
///
/// # Panics
/// If ONNX Runtime is not set up.
#[must_use]
pub fn checker() -> Checker {
    Checker::builder().build().unwrap_or_else(|error| panic!("{error}"))
}
