//! Pictures → verdicts: every picture of `testdata` is a case.

use std::fs;

use image::{ImageFormat, Rgb, RgbImage, imageops};

use crate::support::{Folder, check, check_json, expected, testdata};

#[test]
fn every_photo_gets_its_verdict_and_breaks_just_the_listed_rules() {
    let outcome = check_json([testdata().join("photos")]);
    let entries = outcome.entries();
    let mut expected = expected();
    expected.sort_by(|a, b| a.file.cmp(&b.file));
    assert_eq!(entries.len(), expected.len(), "one entry a photo");
    let mut wrong = Vec::new();
    for (entry, expected) in entries.iter().zip(&expected) {
        assert!(entry.file.ends_with(&expected.file), "{} for {}", entry.file, expected.file);
        let mut broken = entry.rules("fail");
        let mut listed = expected.failing_rules.clone();
        broken.sort_unstable();
        listed.sort_unstable();
        if entry.verdict != expected.verdict || broken != listed {
            let findings = entry.findings.iter().filter(|finding| finding.status != "pass");
            let said: Vec<_> =
                findings.map(|f| format!("{} {:?} {}", f.rule, f.violation, f.message.en)).collect();
            wrong.push(format!("{expected:?}\n  got {} {said:#?}", entry.verdict));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(outcome.code, Some(1));
}

#[test]
fn every_finding_says_what_the_contract_asks_for() {
    for entry in check_json([testdata().join("photos")]).entries() {
        assert!(entry.width.is_some() && entry.height.is_some() && entry.error.is_none(), "{}", entry.file);
        for finding in &entry.findings {
            let place = format!("{}, {}", entry.file, finding.rule);
            assert!(!finding.message.en.is_empty() && !finding.message.zh.is_empty(), "{place}");
            match finding.violation {
                Some(violation) => {
                    assert!((0.0..=1.0).contains(&violation), "{place}: {violation}");
                    assert_ne!(finding.status, "not_assessed", "{place}");
                    assert_eq!(
                        finding.status == "fail",
                        violation > 0.5 && finding.status != "review",
                        "{place}"
                    );
                }
                None => assert_eq!(finding.status, "not_assessed", "{place}"),
            }
            if let Some(region) = &finding.region {
                let inside = region.x + region.width <= entry.width.unwrap_or(0)
                    && region.y + region.height <= entry.height.unwrap_or(0);
                assert!(inside && region.width > 0 && region.height > 0, "{place}: {region:?}");
            }
        }
    }
}

#[test]
fn odd_encodings_of_one_portrait_get_one_verdict() {
    // Without its colours or its backdrop the portrait is another; animations are no portraits at all.
    let without_blue = ["alpha-cutout.png", "grey.jpg"];
    let animated = ["animated-gif-renamed.jpg", "animated.png", "animated.webp"];
    // No uploads: by the rules of the file and of the frame, each would fail for what it is.
    let odd = testdata().join("odd");
    let outcome = check_json(["--ruleset".as_ref(), "notice".as_ref(), odd.as_os_str()]);
    let mut others = 0;
    for (entry, (name, kind)) in outcome.entries().iter().zip(outcome.kinds()) {
        if animated.contains(&name.as_str()) {
            assert_eq!(kind, if name.contains("gif") { "unsupported" } else { "animated" }, "{name}");
        } else if without_blue.contains(&name.as_str()) {
            assert_eq!(entry.verdict, "fail", "{entry:#?}");
            assert!(entry.rules("fail").contains(&"background.colour"), "{entry:#?}");
        } else {
            others += 1;
            assert_eq!(entry.verdict, "pass", "{entry:#?}");
            let (width, height) = (entry.width.unwrap_or(0), entry.height.unwrap_or(0));
            assert!(width * 4 == height * 3, "{name} is {width}×{height}, not upright");
        }
    }
    assert!(others > 10, "only {others} files");
}

#[test]
fn every_broken_file_is_one_error_and_its_neighbours_are_judged() {
    let folder = Folder::new();
    for file in fs::read_dir(testdata().join("broken")).expect("the folder exists") {
        let file = file.expect("readable");
        fs::copy(file.path(), folder.at(file.file_name())).expect("room");
    }
    folder.passing("a.jpg");
    folder.passing("z.jpg");
    let outcome = check_json([folder.path()]);
    assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
    assert_eq!(outcome.stderr, "", "reasons stand in the results");
    let kinds = outcome.kinds();
    let expected = [
        ("a.jpg", ""),
        ("empty.jpg", "empty"),
        ("huge-header.jpg", "too_large"),
        ("huge-header.png", "too_large"),
        // Decodes; that nobody is on it is for the rules to say.
        ("one-pixel.png", ""),
        ("text.jpg", "not_an_image"),
        ("truncated.jpg", "truncated"),
        ("truncated.png", "truncated"),
        ("z.jpg", ""),
    ];
    let kinds: Vec<_> = kinds.iter().map(|(file, kind)| (file.as_str(), kind.as_str())).collect();
    assert_eq!(kinds, expected);
    let entries = outcome.entries();
    assert_eq!(entries[4].verdict, "fail");
    assert_eq!(entries[4].rules("fail")[0], "face.single");
}

#[test]
fn the_pixel_limit_is_an_option() {
    let folder = Folder::new();
    let photo = folder.passing("a.jpg");
    let pixels = (480 * 640).to_string();
    let fits = check![photo, "--format", "json", "--max-pixels", pixels];
    assert_eq!(fits.code, Some(0), "{fits:?}");
    let too_large = check![photo, "--format", "json", "--max-pixels", "307199"];
    assert_eq!((too_large.code, too_large.entries()[0].kind()), (Some(2), "too_large"));
}

#[test]
fn without_a_face_nothing_about_the_person_is_assessed() {
    let folder = Folder::new();
    let photo = folder.at("backdrop.png");
    RgbImage::from_pixel(480, 640, Rgb([100, 197, 255])).save(&photo).expect("room");
    let outcome = check_json([photo]);
    let entry = &outcome.entries()[0];
    assert_eq!((outcome.code, entry.verdict.as_str()), (Some(1), "fail"));
    assert!(entry.rules("fail").contains(&"face.single"), "{entry:#?}");
    for finding in entry.findings.iter().filter(|finding| finding.rule.starts_with("clothing.")) {
        assert_eq!(finding.status, "not_assessed", "{finding:#?}");
    }
}

#[test]
fn a_second_person_fails_the_photo() {
    let folder = Folder::new();
    let one = image::open(folder.passing("one.jpg")).expect("a picture").to_rgb8();
    let mut two = RgbImage::new(2 * one.width(), one.height());
    imageops::replace(&mut two, &one, 0, 0);
    imageops::replace(&mut two, &one, i64::from(one.width()), 0);
    let photo = folder.at("two.png");
    two.save_with_format(&photo, ImageFormat::Png).expect("room");
    let outcome = check_json([photo]);
    let entry = &outcome.entries()[0];
    assert!(entry.rules("fail").contains(&"face.single"), "{entry:#?}");
    assert_eq!(outcome.code, Some(1));
}
