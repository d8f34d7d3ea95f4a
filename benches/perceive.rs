//! Each model bare, and perception as a whole.

use criterion::{Criterion, criterion_group, criterion_main};
use photogate::perception::perceive;
use photogate::photo::{DecodeLimits, Photo};
use photogate::runtime::manifest::ModelError;
use photogate::runtime::{ImageTensor, ModelSession};
use photogate_benches::{SUIT, bytes, checker};

/// A square input of `size` pixels that is not constant: some operators are faster on zeros.
fn input(size: u32) -> ImageTensor {
    let values = (0..size * size * 3).map(|index| f32::from((index * 7 % 256) as u8) / 255.0).collect();
    ImageTensor { values, width: size, height: size }
}

fn models(criterion: &mut Criterion) {
    let checker = checker();
    let done: Result<(), ModelError> = checker.models().with(|models| {
        let mut bench = |name: &str, size: u32, model: &mut ModelSession| {
            let input = input(size);
            criterion.bench_function(&format!("perceive/bare/{name}"), |bencher| {
                bencher.iter(|| model.run(&input).expect("the input has the model's size"));
            });
        };
        bench("face-detection", 128, &mut models.face_detection);
        bench("face-landmarks", 192, &mut models.face_landmarks);
        bench("person-segmentation", 256, &mut models.person_segmentation);
        if let Some(model) = &mut models.face_parsing {
            for size in [320, 352] {
                bench(&format!("face-parsing-{size}"), size, model);
            }
        }
        Ok(())
    });
    done.expect("the models run");
}

fn whole(criterion: &mut Criterion) {
    let checker = checker();
    let photo = Photo::decode(&bytes(SUIT), &DecodeLimits::default()).expect("a test portrait decodes");
    criterion.bench_function("perceive/portrait", |bencher| {
        bencher.iter(|| checker.models().with(|models| perceive(&photo, models)).expect("the models run"));
    });
}

criterion_group!(benches, models, whole);
criterion_main!(benches);
