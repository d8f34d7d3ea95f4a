//! The whole overlay, on inspections made by hand.

use std::collections::BTreeMap;

use image::{GrayImage, Luma, Rgb, RgbImage};

use super::*;
use crate::coords::{Point, Rect};
use crate::finding::{Finding, Message, Region, Status};
use crate::measurement::{
    Backdrop, Garment, GarmentColour, Lab, Measurements, Skin, Texture, Torso, Unmeasurable,
};
use crate::perception::{Detection, Face, Frame, Landmarks, Mask, Part, Portrait, Pose, Subject};
use crate::photo::Photo;
use crate::report::{Report, Verdict};
use crate::ruleset::Ruleset;

const GREY: Rgb<u8> = Rgb([90, 110, 130]);

fn annotated(inspection: &Inspection) -> RgbImage {
    annotate(inspection, Language::En)
}

fn finding(rule: &str, status: Status, region: Option<Region>) -> Finding {
    Finding {
        rule: rule.to_owned(),
        status,
        violation: Some(0.9),
        measured: Some(62.1),
        limit: Some(40.0),
        unit: "L*".to_owned(),
        parts: BTreeMap::new(),
        region,
        message: Message::new("the garment is too light: L* 62.1, at most 40.0", "衣服颜色过浅"),
    }
}

fn faceless(width: u32, height: u32, verdict: Verdict, findings: Vec<Finding>) -> Inspection {
    let nothing = Unmeasurable::Face;
    Inspection {
        photo: Photo::from_pixels(RgbImage::from_pixel(width, height, GREY)),
        portrait: Portrait { width, height, faces: Vec::new(), subject: None },
        measurements: Measurements::none((width, height), Vec::new(), nothing),
        report: Report {
            verdict,
            ruleset: Ruleset::notice().name().clone(),
            width,
            height,
            findings,
            crop: None,
        },
    }
}

/// A person in the middle of the photo, everything measured; `stretch` throws the landmarks out of the photo.
fn portrait(width: u32, height: u32, stretch: f32, findings: Vec<Finding>) -> Inspection {
    let mut inspection = faceless(width, height, Verdict::Fail, findings);
    let (w, h) = (width as f32, height as f32);
    let points = (0..468)
        .map(|index| {
            let turn = index as f32 / 468.0 * std::f32::consts::TAU;
            [w / 2.0 + stretch * w * 0.2 * turn.cos(), h * 0.4 + stretch * h * 0.2 * turn.sin(), 0.0]
        })
        .collect();
    let landmarks = Landmarks::from_points(points, 1.0).unwrap();
    let bounds = landmarks.bounds();
    let (frame_width, frame_height) = (width.min(60), height.min(80));
    let mask = |holds: fn(f32, f32) -> bool| {
        Mask::from_fn(frame_width, frame_height, |x, y| {
            holds(x as f32 / frame_width as f32, y as f32 / frame_height as f32)
        })
    };
    let hair = mask(|x, y| (0.25..0.35).contains(&x) && (0.65..0.9).contains(&y));
    let part_at = |index: u32| {
        if hair.get(index % frame_width, index / frame_width) { Part::Hair } else { Part::Background }
    };
    let parts = (0..frame_width * frame_height).map(part_at).collect();
    let detection = Detection { bounds, key_points: [Point::default(); 6], score: 1.0 };
    inspection.portrait.faces = vec![Face { detection, landmarks: landmarks.clone() }];
    inspection.portrait.subject = Some(Subject {
        landmarks,
        pose: Pose { yaw_degrees: 0.0, pitch_degrees: 0.0, roll_degrees: 0.0 },
        frame: Frame {
            pixels: RgbImage::from_pixel(frame_width, frame_height, GREY),
            region: Rect::new(0.0, 0.0, w, h),
            scale: frame_width as f32 / w,
        },
        person: GrayImage::from_pixel(frame_width, frame_height, Luma([255])),
        parsed: None,
        parts: Some(parts),
    });
    let colour = Lab::new(40.0, 10.0, -20.0);
    inspection.measurements.faces = vec![bounds];
    inspection.measurements.skin = Ok(Skin { colour, spread: 2.0, samples: 100 });
    inspection.measurements.backdrop = Ok(Backdrop {
        colour,
        spread: 3.0,
        foreign_share: 0.2,
        foreign_region: Some(Rect::new(-5.0, 0.0, w / 4.0, h * 2.0)),
        share_of_frame: 0.3,
        mask: mask(|x, y| y < 0.5 && !(0.2..0.8).contains(&x)),
    });
    inspection.measurements.torso = Ok(Torso {
        garment: mask(|_, y| y > 0.75),
        surface: mask(|_, y| y > 0.75),
        bare: mask(|x, y| (0.4..0.6).contains(&x) && (0.65..0.75).contains(&y)),
        hair: mask(|x, y| (0.25..0.35).contains(&x) && (0.65..0.9).contains(&y)),
    });
    inspection.measurements.garment = Ok(Garment {
        colours: vec![GarmentColour { colour, share: 0.7 }, GarmentColour { colour, share: 0.3 }],
        lightness: 40.0,
        texture: Ok(Texture { swings_across: 0.0, swings_down: 0.0 }),
        outline_contrast: None,
        region: Rect::new(0.0, h * 0.75, w, h * 0.25),
    });
    inspection
}

fn whole(width: u32, height: u32) -> Region {
    Region { x: 0, y: 0, width, height }
}

#[test]
fn every_size_is_drawn() {
    for (width, height) in [(1, 1), (2, 90), (20, 3000), (60, 80), (3000, 20), (480, 640), (1900, 1200)] {
        for stretch in [1.0, 40.0, f32::INFINITY] {
            let findings = vec![
                finding("clothing.dark", Status::Fail, Some(whole(width, height))),
                finding("clothing.pattern", Status::Review, Some(whole(width, height))),
                finding("background.uniform", Status::NotAssessed, None),
            ];
            let annotated = annotated(&portrait(width, height, stretch, findings));
            assert!(annotated.width() >= width && annotated.height() > height, "{width}×{height}");
        }
    }
}

#[test]
fn every_size_is_drawn_in_chinese() {
    for (width, height) in [(1, 1), (2, 90), (60, 80), (3000, 20), (480, 640)] {
        let findings = vec![
            finding("clothing.dark", Status::Fail, Some(whole(width, height))),
            finding("background.uniform", Status::NotAssessed, None),
        ];
        let inspection = portrait(width, height, 1.0, findings);
        let chinese = annotate(&inspection, Language::Zh);
        assert!(chinese.width() >= width && chinese.height() > height, "{width}×{height}");
        if width >= 480 && height > 20 {
            assert_ne!(chinese, annotated(&inspection), "the words differ");
        }
    }
}

#[test]
fn pixels_outside_the_marks_are_untouched() {
    let region = Region { x: 100, y: 300, width: 200, height: 150 };
    let inspection = faceless(480, 640, Verdict::Fail, vec![finding("a.b", Status::Fail, Some(region))]);
    let annotated = annotated(&inspection);
    let changed = (0..640).flat_map(|y| (0..480).map(move |x| (x, y)));
    for (x, y) in changed.filter(|&(x, y)| *annotated.get_pixel(x, y) != GREY) {
        // The label may stand inside the box, or right above it.
        assert!((100..480).contains(&x) && (270..=450).contains(&y), "{x} {y}");
    }
    assert_eq!(*inspection.photo.pixels(), RgbImage::from_pixel(480, 640, GREY));
}

#[test]
fn a_box_has_its_findings_colour() {
    for status in [Status::Fail, Status::Review, Status::NotAssessed] {
        let region = Region { x: 100, y: 300, width: 200, height: 150 };
        let annotated =
            annotated(&faceless(480, 640, Verdict::Fail, vec![finding("a.b", status, Some(region))]));
        assert_eq!(*annotated.get_pixel(100, 449), style::status_colour(status));
        assert_eq!(*annotated.get_pixel(299, 400), style::status_colour(status));
    }
}

#[test]
fn a_passing_finding_draws_nothing_on_the_photo() {
    let annotated = annotated(&faceless(
        480,
        640,
        Verdict::Pass,
        vec![finding("a.b", Status::Pass, Some(whole(480, 640)))],
    ));
    assert!((0..640).all(|y| (0..480).all(|x| *annotated.get_pixel(x, y) == GREY)));
}

#[test]
fn findings_about_one_region_get_boxes_inside_each_other() {
    let findings = vec![
        finding("a.b", Status::Fail, Some(whole(480, 640))),
        finding("c.d", Status::Review, Some(whole(480, 640))),
    ];
    let annotated = annotated(&faceless(480, 640, Verdict::Fail, findings));
    let column: Vec<_> = (0..20).map(|x| *annotated.get_pixel(x, 400)).collect();
    assert_eq!(column[0], style::status_colour(Status::Fail));
    assert!(column.contains(&style::status_colour(Status::Review)), "{column:?}");
}

#[test]
fn the_strip_below_has_the_verdicts_colour() {
    for verdict in [Verdict::Pass, Verdict::Review, Verdict::Fail] {
        for (width, height) in [(480, 640), (1, 1), (6000, 40)] {
            let annotated = annotated(&faceless(width, height, verdict, Vec::new()));
            let corner = annotated.get_pixel(annotated.width() - 1, height);
            assert_eq!(*corner, style::verdict_colour(verdict), "{verdict:?} {width}");
        }
    }
}

#[test]
fn rules_that_were_not_assessed_for_one_reason_share_a_message() {
    let nothing = |rule| finding(rule, Status::NotAssessed, None);
    let one = annotated(&faceless(480, 20, Verdict::Review, vec![nothing("a.b")]));
    let three =
        annotated(&faceless(480, 20, Verdict::Review, vec![nothing("a.b"), nothing("c.d"), nothing("e.f")]));
    let failed = |rule| finding(rule, Status::Fail, None);
    let apart =
        annotated(&faceless(480, 20, Verdict::Fail, vec![failed("a.b"), failed("c.d"), failed("e.f")]));
    assert!(three.height() <= one.height() + 17, "{} {}", one.height(), three.height());
    assert!(apart.height() > three.height());
}

#[test]
fn the_garment_is_tinted_and_outlined() {
    let annotated = annotated(&portrait(480, 640, 1.0, Vec::new()));
    let tinted = annotated.get_pixel(400, 600).0;
    assert!(tinted != GREY.0 && tinted.iter().zip(GREY.0).all(|(a, b)| a.abs_diff(b) < 30), "{tinted:?}");
    let strong = (460..500).any(|y| annotated.get_pixel(430, y).0[0] > 180);
    assert!(strong, "no outline at the garment's upper edge");
}
