//! Text on a real portrait: a number, a name, a camera's date.

#![expect(clippy::unwrap_used, reason = "helpers of tests, which may panic")]

use std::path::Path;

use ab_glyph::FontRef;
use image::{Rgb, RgbImage};
use imageproc::drawing::draw_text_mut;
use photogate::photo::Photo;
use photogate::{Checker, Finding, Ruleset, Status};

const FONT: &[u8] = include_bytes!("../assets/DejaVuSans-subset.ttf");

fn portrait() -> RgbImage {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata");
    image::open(testdata.join("photos/obama-navy-suit-passes.jpg")).unwrap().to_rgb8()
}

/// The finding of `image.border` on the portrait with `text` written onto it.
fn finding(text: &str, (x, y): (i32, i32), height: f32, ink: [u8; 3]) -> Finding {
    let mut picture = portrait();
    draw_text_mut(&mut picture, Rgb(ink), x, y, height, &FontRef::try_from_slice(FONT).unwrap(), text);
    let ruleset = Ruleset::from_toml("name = \"text\"\nversion = \"1\"\n[rules.\"image.border\"]\n").unwrap();
    let checker = Checker::builder().ruleset(ruleset).build().expect("`cargo xtask setup` was run");
    checker.check_photo(Photo::from_pixels(picture)).unwrap().findings.remove(0)
}

#[test]
fn text_fails_wherever_it_stands_and_the_region_is_around_it() {
    for (text, place, height, ink) in [
        ("20240001", (170, 612), 20.0, [255, 255, 255]),
        ("WANG FANG 20240001", (20, 12), 24.0, [10, 10, 10]),
        ("2024.11.24", (320, 600), 26.0, [255, 140, 30]),
    ] {
        let finding = finding(text, place, height, ink);
        assert_eq!(finding.status, Status::Fail, "{text}: {finding:?}");
        let region = finding.region.unwrap();
        assert!(
            region.y.abs_diff(place.1 as u32) < 12 && region.x.abs_diff(place.0 as u32) < 12,
            "{region:?}"
        );
    }
}

#[test]
fn a_portrait_without_text_and_one_with_three_letters_pass() {
    assert_eq!(finding("", (0, 0), 20.0, [0; 3]).status, Status::Pass);
    assert_eq!(finding("abc", (20, 12), 24.0, [10; 3]).status, Status::Pass);
}
