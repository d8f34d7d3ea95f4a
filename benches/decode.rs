//! Bytes → upright sRGB pixels.

use criterion::{Criterion, criterion_group, criterion_main};
use photogate::photo::{DecodeLimits, Photo};
use photogate_benches::{SUIT, bytes};

fn decode(criterion: &mut Criterion) {
    let bytes = bytes(SUIT);
    let limits = DecodeLimits::default();
    criterion.bench_function("decode/jpeg-480x640", |bencher| {
        bencher.iter(|| Photo::decode(&bytes, &limits).expect("a test portrait decodes"));
    });
}

criterion_group!(benches, decode);
criterion_main!(benches);
