//! The whole check of one photo, bytes to report, against what it cannot do without: the models and the decoding.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use photogate::Checker;
use photogate::runtime::take_inference_time;
use photogate_benches::camera_original::camera_original;
use photogate_benches::{CASES, bytes, checker, median};

/// Rounds over all cases for the ratios; the medians of each are compared.
const ROUNDS: usize = 41;

/// Size of the camera original.
const MEGAPIXELS: f64 = 24.0;

fn whole(criterion: &mut Criterion) {
    let checker = checker();
    for name in CASES {
        let bytes = bytes(name);
        criterion.bench_function(&format!("photo/{name}"), |bencher| {
            bencher.iter(|| checker.check(&bytes).expect("a test portrait is judged"));
        });
    }
}

/// Medians of one photo.
struct Costs {
    /// Bytes to report.
    whole: Duration,
    /// The part of it inside ONNX Runtime.
    inference: Duration,
    /// Bytes to pixels by the decoder alone.
    decoding: Duration,
}

/// Measures the photos in turns.
fn costs(checker: &Checker, photos: &[Vec<u8>]) -> Vec<Costs> {
    let mut times = vec![[const { Vec::new() }; 3]; photos.len()];
    for _ in 0..ROUNDS {
        for (photo, [whole, inference, decoding]) in photos.iter().zip(&mut times) {
            let _before = take_inference_time();
            let started = Instant::now();
            checker.check(photo).expect("a test portrait is judged");
            whole.push(started.elapsed());
            inference.push(take_inference_time());
            let started = Instant::now();
            black_box(image::load_from_memory(photo).expect("a test portrait decodes"));
            decoding.push(started.elapsed());
        }
    }
    let medians = |[whole, inference, decoding]: &[Vec<Duration>; 3]| Costs {
        whole: median(whole),
        inference: median(inference),
        decoding: median(decoding),
    };
    times.iter().map(medians).collect()
}

/// Prints the whole check against the bare models and the bare decoding, and a camera original's against a small photo's.
fn ratio(_: &mut Criterion) {
    let checker = checker();
    let mut photos: Vec<Vec<u8>> = CASES.iter().map(|name| bytes(name)).collect();
    photos.push(camera_original(MEGAPIXELS));
    let costs = costs(&checker, &photos);
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let names = CASES.into_iter().chain(["camera original"]);
    for (name, Costs { whole, inference, decoding }) in names.zip(&costs) {
        eprintln!(
            "photo/ratio/{name}: whole check {:.2} ms, bare inference {:.2} ms, bare decoding {:.2} ms, ratio {:.3}",
            ms(*whole),
            ms(*inference),
            ms(*decoding),
            whole.as_secs_f64() / (*inference + *decoding).as_secs_f64()
        );
    }
    if let [small, .., large] = costs.as_slice() {
        let allowed = 2 * small.whole + large.decoding;
        eprintln!(
            "photo/ratio: the camera original takes {:.2} of its bare decoding and two checks of {}",
            large.whole.as_secs_f64() / allowed.as_secs_f64(),
            CASES[0]
        );
    }
}

criterion_group!(benches, whole, ratio);
criterion_main!(benches);
