//! The whole check of one photo, bytes to report, against what it cannot do without: the models and the decoding.

use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use photogate_benches::camera_original::camera_original;
use photogate_benches::check_cost::{CheckCost, check_costs};
use photogate_benches::{CASES, bytes, checker};

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

/// Prints the whole check against the bare models and the bare decoding, and a camera original's against a small photo's.
fn ratio(_: &mut Criterion) {
    let checker = checker();
    let mut photos: Vec<Vec<u8>> = CASES.iter().map(|name| bytes(name)).collect();
    photos.push(camera_original(MEGAPIXELS));
    let costs = check_costs(&checker, &photos, ROUNDS);
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let names = CASES.into_iter().chain(["camera original"]);
    for (name, cost) in names.zip(&costs) {
        let CheckCost { whole, inference, decoding } = cost;
        eprintln!(
            "photo/ratio/{name}: whole check {:.2} ms, bare inference {:.2} ms, bare decoding {:.2} ms, ratio {:.3}",
            ms(*whole),
            ms(*inference),
            ms(*decoding),
            cost.ratio()
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
