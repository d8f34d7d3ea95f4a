//! `photogate crop`: what is written, what is refused, and what is left alone.

use std::fs;
use std::path::{Path, PathBuf};

use image::codecs::jpeg::JpegEncoder;
use image::{RgbImage, imageops};

use crate::support::{Entry, Folder, Outcome, photogate, testdata};

fn original(name: &str) -> PathBuf {
    testdata().join("originals").join(name)
}

fn passing() -> PathBuf {
    original("biden-original-passes-crop.jpg")
}

/// Runs `photogate crop` on `originals`.
fn crop(originals: &[&Path], out: &Path, more: &[&str]) -> Outcome {
    let mut command = photogate();
    command.arg("crop").args(originals).arg("--out").arg(out).args(more);
    command.output().expect("the binary starts").into()
}

/// What the rules of geometry and pose say about the picture at `path`.
fn judged(folder: &Folder, path: &Path) -> Entry {
    let rules = folder.at("rules.toml");
    let names =
        ["geometry.centred", "geometry.head_top", "geometry.eye_line", "geometry.face_width", "pose.level"];
    let tables: Vec<String> = names.iter().map(|name| format!("[rules.\"{name}\"]\n")).collect();
    let tables = tables.concat();
    fs::write(&rules, format!("name = \"framing\"\nversion = \"1\"\n{tables}")).expect("room");
    let mut command = photogate();
    command.args(["check", "--format", "json", "--ruleset"]).arg(&rules).arg(path);
    Outcome::from(command.output().expect("the binary starts")).entries().remove(0)
}

#[test]
fn a_tilted_original_becomes_a_level_compliant_picture() {
    let folder = Folder::new();
    let target = folder.at("out/1023.jpg");
    let outcome = crop(&[&passing()], &target, &["--format", "json"]);
    assert!(matches!(outcome.code, Some(0 | 1)), "{outcome:?}");
    let before = judged(&folder, &passing());
    assert!(before.rules("fail").contains(&"pose.level"), "the original is tilted: {before:?}");
    let after = judged(&folder, &target);
    assert_eq!((after.width, after.height), (Some(480), Some(640)));
    assert_eq!(after.verdict, "pass", "{after:?}");
}

#[test]
fn the_file_has_the_size_and_resolution_of_the_registry_and_no_metadata() {
    let folder = Folder::new();
    let target = folder.at("out.jpg");
    crop(&[&passing()], &target, &[]);
    let file = fs::read(&target).expect("written");
    assert!((30 * 1024..=40_000).contains(&file.len()), "{} bytes", file.len());
    assert_eq!(file[6..18], *b"JFIF\0\x01\x02\x01\x01\x2c\x01\x2c");
    // After JFIF come tables, frame and scan, and no APP1 to APP15 or comment.
    let mut place = 20;
    while file[place + 1] != 0xda {
        assert!(matches!(file[place + 1], 0xdb | 0xc0 | 0xc4), "marker {:x}", file[place + 1]);
        place += 2 + usize::from(u16::from_be_bytes([file[place + 2], file[place + 3]]));
    }
}

#[test]
fn an_original_without_room_is_refused_with_what_is_missing() {
    let folder = Folder::new();
    let (out, tight) = (folder.at("out"), original("biden-no-room-fails-crop.jpg"));
    let outcome = crop(&[&tight, &passing()], &out, &["--format", "json"]);
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert_eq!(folder.list("out"), ["biden-original-passes-crop.jpg"]);
    let refused = &outcome.entries()[0];
    assert_eq!((refused.verdict.as_str(), refused.rules("fail")), ("fail", vec!["geometry.crop"]));
    assert!(refused.findings[0].message.en.contains("above the hair"), "{refused:?}");
    assert!(refused.findings[0].message.zh.contains("头顶上方缺"), "{refused:?}");
}

/// Writes a ruleset of the name `campus` that holds `body`.
fn campus(folder: &Folder, body: &str) -> String {
    let path = folder.at("campus.toml");
    fs::write(&path, format!("name = \"campus\"\nversion = \"1\"\n{body}")).expect("room");
    path.to_str().expect("UTF-8").to_owned()
}

/// The name of the ruleset that judged.
fn ruleset(entry: &Entry) -> &str {
    entry.ruleset.as_ref().map_or("", |ruleset| ruleset.name.as_str())
}

/// The rules about geometry and file that a finding says anything else than `pass` of.
fn broken(entry: &Entry) -> Vec<&str> {
    let about = entry.findings.iter().filter(|finding| finding.status != "pass");
    let rules = about.map(|finding| finding.rule.as_str());
    rules.filter(|rule| rule.starts_with("geometry.") || rule.starts_with("file.")).collect()
}

#[test]
fn a_picture_is_made_for_the_limits_of_the_ruleset_that_judges_it() {
    let folder = Folder::new();
    let ruleset_file = campus(
        &folder,
        "extends = \"registry\"
        [rules.\"geometry.eye_line\"]
        eye_line = { least = 270, most = 300, margin = 3 }
        [rules.\"file.bytes\"]
        least = 14
        safe = 14
        most = 25
        [rules.\"file.dpi\"]
        dpi = 350",
    );
    let target = folder.at("out.jpg");
    let outcome = crop(&[&passing()], &target, &["--format", "json", "--ruleset", &ruleset_file]);
    let picture = &outcome.entries()[0];
    assert_eq!((ruleset(picture), broken(picture)), ("campus", vec![]), "{picture:?}");
    let eyes = picture.findings.iter().find(|finding| finding.rule == "geometry.eye_line").expect("judged");
    assert!(eyes.measured.is_some_and(|eyes| (273.0..=297.0).contains(&eyes)), "{eyes:?}");
    assert!((14 * 1024..=25_000).contains(&fs::read(&target).expect("written").len()));
    // What it lacks is told for these limits too.
    let tight = original("biden-no-room-fails-crop.jpg");
    let refused = &crop(&[&tight], &folder.at("no.jpg"), &["--format", "json", "--ruleset", &ruleset_file])
        .entries()[0];
    assert_eq!((ruleset(refused), refused.rules("fail")), ("campus", vec!["geometry.crop"]), "{refused:?}");
}

#[test]
fn sister_standards_get_pictures_of_their_own_size_and_framing() {
    let folder = Folder::new();
    let portrait = image::open(testdata().join("photos/obama-charcoal-suit-passes.jpg")).expect("a picture");
    let path = folder.at("original.jpg");
    as_original(&portrait.into_rgb8(), 2.0).save(&path).expect("room");
    for (name, size) in [("permit", (354, 472)), ("identity_card", (358, 441)), ("postgraduate", (480, 640))]
    {
        let target = folder.at(format!("{name}.jpg"));
        let outcome = crop(&[&path], &target, &["--format", "json", "--ruleset", name]);
        let picture = &outcome.entries()[0];
        assert_eq!((picture.width, picture.height), (Some(size.0), Some(size.1)), "{picture:?}");
        assert_eq!((ruleset(picture), broken(picture)), (name, vec![]), "{picture:?}");
    }
}

#[test]
fn a_ruleset_for_originals_says_where_to_crop_and_the_registry_judges() {
    let folder = Folder::new();
    for ruleset_given in [&["--ruleset", "capture"][..], &[]] {
        let arguments = [&["--format", "json"], ruleset_given].concat();
        let outcome = crop(&[&passing()], &folder.at("out.jpg"), &arguments);
        let picture = &outcome.entries()[0];
        assert_eq!((ruleset(picture), broken(picture)), ("registry", vec![]), "{picture:?}");
        assert!(picture.rules("pass").contains(&"file.bytes"), "{picture:?}");
        let tight = original("biden-no-room-fails-crop.jpg");
        let refused = &crop(&[&tight], &folder.at("no.jpg"), &arguments).entries()[0];
        assert_eq!(ruleset(refused), "capture");
    }
}

#[test]
fn with_the_rule_about_crops_off_no_crop_is_told_and_a_refusal_still_has_its_reason() {
    let folder = Folder::new();
    let off = campus(&folder, "extends = \"capture\"\n[rules.\"geometry.crop\"]\nseverity = \"off\"");
    let mut check = photogate();
    check.args(["check", "--format", "json", "--ruleset", &off]).arg(passing());
    let judged = Outcome::from(check.output().expect("the binary starts")).entries().remove(0);
    assert!(judged.crop.is_none() && !judged.findings.is_empty(), "{judged:?}");
    let tight = original("biden-no-room-fails-crop.jpg");
    let refused =
        &crop(&[&tight], &folder.at("no.jpg"), &["--format", "json", "--ruleset", &off]).entries()[0];
    assert_eq!((refused.verdict.as_str(), refused.rules("fail")), ("fail", vec!["geometry.crop"]));
    assert!(refused.findings[0].message.en.contains("above the hair"), "{refused:?}");
}

#[test]
fn a_file_ends_in_jpg_and_its_name_is_judged() {
    let folder = Folder::new();
    let target = folder.at("1023.jpeg");
    for (language, word) in [("en", "must end in .jpg"), ("zh", "以 .jpg 结尾")] {
        let outcome = crop(&[&passing()], &target, &["--lang", language]);
        assert_eq!(outcome.code, Some(2), "{outcome:?}");
        assert!(outcome.stderr.contains(word) && outcome.stderr.contains("1023.jpg"), "{outcome:?}");
    }
    assert!(!target.exists());
    let outcome = crop(&[&passing()], &folder.at("1023.JPG"), &["--format", "json"]);
    let picture = &outcome.entries()[0];
    let format = picture.findings.iter().find(|finding| finding.rule == "file.format").expect("judged");
    assert!(format.status == "pass" && format.message.en.contains("its name ends in .jpg"), "{format:?}");
}

#[test]
fn originals_are_never_replaced() {
    let folder = Folder::new();
    let copy = folder.at("in/a.jpg");
    fs::copy(passing(), &copy).expect("room");
    let before = fs::read(&copy).expect("reads");
    for out in [copy.clone(), folder.at("in")] {
        let outcome = crop(&[&copy], &out, &[]);
        assert_eq!(outcome.code, Some(2), "{outcome:?}");
        assert!(outcome.stderr.contains("--out"), "{outcome:?}");
        assert_eq!(fs::read(&copy).expect("reads"), before);
    }
}

#[test]
fn what_is_no_picture_is_an_error_and_the_rest_is_cropped() {
    let folder = Folder::new();
    let (text, out) = (folder.text("a.jpg"), folder.at("out"));
    let outcome = crop(&[&text, &passing()], &out, &["--format", "json"]);
    assert_eq!(outcome.code, Some(2), "{outcome:?}");
    assert_eq!(outcome.entries()[0].verdict, "error");
    assert_eq!(folder.list("out"), ["biden-original-passes-crop.jpg"]);
}

/// A camera original in which a portrait that passes stands `enlarged` times as large, off the middle, with room beside
/// and above it; the backdrop and the shoulders go on as they reach the portrait's edges.
fn as_original(portrait: &RgbImage, enlarged: f32) -> RgbImage {
    let [width, height] = [portrait.width(), portrait.height()].map(|side| (side as f32 * enlarged) as u32);
    let portrait = imageops::resize(portrait, width, height, imageops::FilterType::CatmullRom);
    let (left, top) = (width / 3, height / 4);
    RgbImage::from_fn(width * 3 / 2, height + top, |x, y| {
        let inside = |place: u32, before: u32, length: u32| place.saturating_sub(before).min(length - 1);
        *portrait.get_pixel(inside(x, left, width), inside(y, top, height))
    })
}

#[test]
fn people_who_pass_still_pass_in_pictures_cropped_from_larger_ones() {
    let folder = Folder::new();
    let photos = fs::read_dir(testdata().join("photos")).expect("test pictures");
    let names = photos.map(|entry| entry.expect("readable").file_name().into_string().expect("UTF-8"));
    let passing: Vec<String> = names.filter(|name| name.ends_with("-passes.jpg")).collect();
    assert!(passing.len() >= 6, "{passing:?}");
    for name in &passing {
        let portrait = image::open(testdata().join("photos").join(name)).expect("a picture").into_rgb8();
        for enlarged in [1.25, 2.0] {
            let path = folder.at(format!("originals/{enlarged}-{name}"));
            let mut jpeg = Vec::new();
            let encoder = JpegEncoder::new_with_quality(&mut jpeg, 95);
            as_original(&portrait, enlarged).write_with_encoder(encoder).expect("memory takes it");
            fs::write(path, jpeg).expect("room");
        }
    }
    let out = folder.at("out");
    let outcome = crop(&[&folder.at("originals")], &out, &["--format", "json"]);
    assert_eq!(folder.list("out").len(), 2 * passing.len(), "{outcome:?}");
    let mut check = photogate();
    check.args(["check", "--format", "json", "--ruleset", "registry"]).arg(&out);
    let entries = Outcome::from(check.output().expect("the binary starts")).entries();
    let fail: Vec<_> = entries.iter().filter(|entry| entry.verdict != "pass").collect();
    // Nine in ten were asked for.
    assert!(fail.len() * 10 <= entries.len(), "{} of {}: {fail:?}", fail.len(), entries.len());
}
