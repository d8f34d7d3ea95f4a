//! The whole pipeline: repeatable, shared among threads, the same at every size, and never at a loss for words.

use std::path::Path;

use image::{Rgb, RgbImage, imageops};
use photogate::photo::Photo;
use photogate::{Checker, Report, Ruleset, Status, Verdict};
use rayon::prelude::*;

const PASSING: &str = "obama-brown-jumper-passes.jpg";

fn bytes(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/photos").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn pixels(name: &str) -> RgbImage {
    image::load_from_memory(&bytes(name)).expect("test portraits decode").into_rgb8()
}

fn checker() -> Checker {
    Checker::builder().build().expect("`cargo xtask setup` was run")
}

fn statuses(report: &Report) -> Vec<(String, Status)> {
    report.findings.iter().map(|finding| (finding.rule.clone(), finding.status)).collect()
}

#[test]
fn one_checker_serves_many_threads_and_always_says_the_same() {
    let checker = checker();
    let bytes = bytes("biden-plaid-suit-fails-pattern.jpg");
    let first = checker.check(&bytes).unwrap();
    let again: Vec<Report> = (0..8).into_par_iter().map(|_| checker.check(&bytes).unwrap()).collect();
    assert!(again.iter().all(|report| *report == first));
}

#[test]
fn the_same_portrait_three_times_as_large_is_judged_alike() {
    // By one ruleset: a large picture is an original by default, and an original has rules of its own.
    let checker = Checker::builder().ruleset(Ruleset::notice()).build().expect("`cargo xtask setup` was run");
    let small = pixels(PASSING);
    let (width, height) = small.dimensions();
    let large = imageops::resize(&small, width * 3, height * 3, imageops::FilterType::CatmullRom);
    let small = checker.inspect_photo(Photo::from_pixels(small)).unwrap().report;
    let large = checker.inspect_photo(Photo::from_pixels(large)).unwrap().report;
    assert_eq!(small.verdict, Verdict::Pass);
    assert_eq!(statuses(&small), statuses(&large));
}

/// `portrait` shrunk so that its face is `face_width` pixels wide, laid onto `canvas` at `x`, `y`.
fn lay(canvas: &mut RgbImage, portrait: &RgbImage, face_width: u32, x: i64, y: i64) {
    // The faces of the test portraits are about 200 of 480 pixels wide.
    let (width, height) = (face_width * 480 / 200, face_width * 640 / 200);
    let small = imageops::resize(portrait, width, height, imageops::FilterType::Lanczos3);
    imageops::overlay(canvas, &small, x, y);
}

#[test]
fn a_face_of_a_twentieth_of_the_width_is_found() {
    let mut canvas = RgbImage::from_pixel(1600, 1600, Rgb([100, 197, 255]));
    lay(&mut canvas, &pixels(PASSING), 80, 900, 300);
    let portrait = checker().inspect_photo(Photo::from_pixels(canvas)).unwrap().portrait;
    assert_eq!(portrait.faces.len(), 1);
    let face = portrait.faces[0].landmarks.bounds();
    assert!(face.x > 900.0 && face.right() < 1100.0 && face.width < 120.0, "{face:?}");
}

#[test]
fn a_small_stranger_beside_the_portrait_is_noticed() {
    let mut canvas = pixels(PASSING);
    lay(&mut canvas, &pixels("obama-navy-suit-fails-mouth.jpg"), 44, 4, 20);
    let inspection = checker().inspect_photo(Photo::from_pixels(canvas)).unwrap();
    assert_eq!(inspection.portrait.faces.len(), 2);
    let finding = &inspection.report.findings[0];
    assert_eq!((finding.rule.as_str(), finding.measured), ("face.single", Some(2.0)));
    assert_ne!(finding.status, Status::Pass);
}

#[test]
fn what_is_no_portrait_is_said_to_be_none() {
    let checker = checker();
    let noise = RgbImage::from_fn(480, 640, |x, y| {
        let value = x.wrapping_mul(2_654_435_761).wrapping_add(y.wrapping_mul(40_503)) >> 13;
        Rgb([value as u8, (value >> 3) as u8, (value >> 5) as u8])
    });
    for picture in [noise, RgbImage::new(1, 1), RgbImage::new(3, 2000), RgbImage::new(2000, 3)] {
        let size = picture.dimensions();
        let report = checker.inspect_photo(Photo::from_pixels(picture)).unwrap().report;
        assert_eq!(report.verdict, Verdict::Fail, "{size:?}");
        assert!(report.findings[1..].iter().all(|finding| finding.status == Status::NotAssessed), "{size:?}");
    }
}
