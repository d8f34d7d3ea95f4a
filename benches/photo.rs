//! The whole check of one photo, bytes to report, and how much of it is more than bare inference.

use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use photogate::runtime::take_inference_time;
use photogate_benches::{CASES, bytes, checker, median};

/// Rounds over all cases for the ratio; the medians of each are compared.
const ROUNDS: usize = 41;

fn whole(criterion: &mut Criterion) {
    let checker = checker();
    for name in CASES {
        let bytes = bytes(name);
        criterion.bench_function(&format!("photo/{name}"), |bencher| {
            bencher.iter(|| checker.check(&bytes).expect("a test portrait is judged"));
        });
    }
}

/// Prints the whole check against the time that the same checks spent inside ONNX Runtime.
fn ratio(_: &mut Criterion) {
    let checker = checker();
    let cases: Vec<Vec<u8>> = CASES.iter().map(|name| bytes(name)).collect();
    let (mut whole, mut bare) = (vec![Vec::new(); cases.len()], vec![Vec::new(); cases.len()]);
    for _ in 0..ROUNDS {
        for (index, bytes) in cases.iter().enumerate() {
            let _before = take_inference_time();
            let started = Instant::now();
            checker.check(bytes).expect("a test portrait is judged");
            whole[index].push(started.elapsed());
            bare[index].push(take_inference_time());
        }
    }
    for ((name, whole), bare) in CASES.iter().zip(&whole).zip(&bare) {
        let (whole, bare) = (median(whole), median(bare));
        eprintln!(
            "photo/ratio/{name}: whole check {:.2} ms, bare inference {:.2} ms, ratio {:.2}",
            whole.as_secs_f64() * 1e3,
            bare.as_secs_f64() * 1e3,
            whole.as_secs_f64() / bare.as_secs_f64()
        );
    }
}

criterion_group!(benches, whole, ratio);
criterion_main!(benches);
