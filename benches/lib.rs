//! The pictures that the benches share: test portraits of 480×640 pixels, by name.

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

/// A checker with the embedded models and default limits.
///
/// # Panics
/// If ONNX Runtime is not set up.
#[must_use]
pub fn checker() -> Checker {
    Checker::builder().build().unwrap_or_else(|error| panic!("{error}"))
}
