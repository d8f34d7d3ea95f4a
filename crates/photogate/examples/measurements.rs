//! Prints what is measured on each photo, one JSON object a line: the numbers that rulesets compare with limits.
//!
//! `cargo run --release --example measurements -- testdata/photos/*.jpg`

#![expect(clippy::print_stdout, reason = "printing is what this example is for")]

use std::error::Error;

use photogate::Checker;

fn main() -> Result<(), Box<dyn Error>> {
    let checker = Checker::builder().build()?;
    for path in std::env::args().skip(1) {
        let inspection = checker.inspect(&std::fs::read(&path)?)?;
        let line = serde_json::json!({
            "file": path,
            "measurements": inspection.measurements,
            "findings": inspection.report.findings,
        });
        println!("{line}");
    }
    Ok(())
}
