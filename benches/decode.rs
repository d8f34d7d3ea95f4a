//! Bytes → upright sRGB pixels.

use criterion::{Criterion, criterion_group, criterion_main};
use photogate::photo::{DecodeLimits, Photo};
use photogate_benches::camera_original::camera_original;
use photogate_benches::{SUIT, bytes};

/// Size of the camera original.
const MEGAPIXELS: f64 = 24.0;

fn decode(criterion: &mut Criterion) {
    let limits = DecodeLimits::default();
    for (name, bytes) in [("480x640", bytes(SUIT)), ("24-megapixels", camera_original(MEGAPIXELS))] {
        criterion.bench_function(&format!("decode/jpeg-{name}"), |bencher| {
            bencher.iter(|| Photo::decode(&bytes, &limits).expect("a test portrait decodes"));
        });
    }
}

criterion_group!(benches, decode);
criterion_main!(benches);
