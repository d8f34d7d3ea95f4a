//! Each measurement on a perceived portrait, and each rule on the measurements.

use criterion::{Criterion, criterion_group, criterion_main};
use photogate::Ruleset;
use photogate::measurement::{
    Backdrop, Colouring, FaceParts, Garment, Geometry, LabImage, Light, Picture, Shoulders, Skin, Torso,
    close_up, measure,
};
use photogate_benches::{BARE, PLAID, SUIT, bytes, checker};

fn measurements(criterion: &mut Criterion) {
    let checker = checker();
    for (case, name) in [("suit", SUIT), ("bare", BARE), ("plaid", PLAID)] {
        let inspection = checker.inspect(&bytes(name)).expect("a test portrait is judged");
        let (photo, portrait) = (&inspection.photo, &inspection.portrait);
        let subject = portrait.subject.as_ref().expect("it shows a face");
        let lab = LabImage::from_srgb(&subject.frame.pixels);
        let skin = Skin::measure(lab, subject).expect("skin shows");
        let backdrop = Backdrop::measure(lab, subject).expect("the backdrop shows");
        let torso = Torso::divide(lab, subject, &skin).expect("the face is parsed");

        let face = close_up(photo.pixels(), &subject.landmarks).expect("the face shows");

        let mut group = criterion.benchmark_group(format!("measure/{case}"));
        group.bench_function("lab", |bencher| bencher.iter(|| LabImage::from_srgb(&subject.frame.pixels)));
        group.bench_function("skin", |bencher| bencher.iter(|| Skin::measure(lab, subject)));
        group.bench_function("backdrop", |bencher| bencher.iter(|| Backdrop::measure(lab, subject)));
        group.bench_function("torso", |bencher| bencher.iter(|| Torso::divide(lab, subject, &skin)));
        group.bench_function("garment", |bencher| {
            bencher.iter(|| Garment::measure(photo.pixels(), lab, subject, &torso, Some(&backdrop)));
        });
        group.bench_function("shoulders", |bencher| bencher.iter(|| Shoulders::measure(subject, &torso)));
        group.bench_function("face-parts", |bencher| bencher.iter(|| FaceParts::measure(subject)));
        group.bench_function("colouring", |bencher| {
            bencher.iter(|| Colouring::measure(lab, subject, &skin));
        });
        group.bench_function("geometry", |bencher| bencher.iter(|| Geometry::measure(subject, Some(&torso))));
        group.bench_function("close-up", |bencher| {
            bencher.iter(|| close_up(photo.pixels(), &subject.landmarks));
        });
        group.bench_function("light", |bencher| {
            bencher.iter(|| Light::measure(lab, subject, &face, &skin, Some(&backdrop)));
        });
        group.bench_function("picture", |bencher| {
            bencher.iter(|| Picture::measure(photo.pixels(), subject, &face));
        });
        group.bench_function("all", |bencher| bencher.iter(|| measure(photo, portrait)));
        group.finish();

        let ruleset = Ruleset::notice();
        criterion.bench_function(&format!("rules/{case}/all"), |bencher| {
            bencher.iter(|| ruleset.judge(&inspection.measurements));
        });
    }
}

/// Each rule of an upload alone, under its identifier.
fn rules(criterion: &mut Criterion) {
    let inspection = checker().inspect(&bytes(SUIT)).expect("a test portrait is judged");
    let mut group = criterion.benchmark_group("rules/registry");
    for rule in Ruleset::registry().rules() {
        let judge = (rule.entry().build)(rule.limits().clone()).expect("a shipped ruleset is valid");
        group.bench_function(rule.entry().id, |bencher| {
            bencher.iter(|| judge.finding(&inspection.measurements));
        });
    }
    group.finish();
}

criterion_group!(benches, measurements, rules);
criterion_main!(benches);
