//! Pictures made for the sister standards, under the rulesets of these.

#![expect(clippy::unwrap_used, reason = "helpers of tests, which may panic")]

use std::path::Path;

use photogate::rules::RULES;
use photogate::{Checker, Report, Ruleset, Status};

fn judged(picture: &str, ruleset: Ruleset) -> Report {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata");
    let checker = Checker::builder().ruleset(ruleset).build().expect("`cargo xtask setup` was run");
    checker.check_path(testdata.join(picture)).unwrap()
}

/// The rules under which `picture` does not pass the shipped ruleset `name`.
fn offences(picture: &str, name: &str) -> Vec<String> {
    let report = judged(picture, Ruleset::shipped(name).unwrap());
    let offending = report.findings.into_iter().filter(|finding| finding.status != Status::Pass);
    offending.map(|finding| finding.rule).collect()
}

#[test]
fn an_identity_card_passes_its_own_ruleset_and_not_the_registrys() {
    let picture = "standards/obama-identity-card-passes.jpg";
    assert_eq!(offences(picture, "identity_card"), [""; 0]);
    let offences = offences(picture, "registry");
    for rule in ["background.colour", "file.pixels", "file.bytes", "geometry.head_top"] {
        assert!(offences.iter().any(|offence| offence == rule), "{rule}: {offences:?}");
    }
}

#[test]
fn a_permit_photo_passes_its_own_ruleset_but_for_the_persons_pose() {
    assert_eq!(offences("standards/biden-permit-not-frontal.jpg", "permit"), ["pose.frontal"]);
    let offences = offences("photos/biden-too-small-fails-geometry.jpg", "permit");
    for rule in ["geometry.head_height", "geometry.head_width", "geometry.eye_distance", "file.pixels"] {
        assert!(offences.iter().any(|offence| offence == rule), "{rule}: {offences:?}");
    }
}

#[test]
fn the_postgraduate_entrance_takes_no_glasses() {
    assert_eq!(offences("photos/obama-navy-suit-passes.jpg", "postgraduate"), [""; 0]);
    assert_eq!(offences("photos/obama-clear-glasses-passes.jpg", "postgraduate"), ["glasses.worn"]);
}

#[test]
fn rules_of_sister_standards_name_pictures_that_pass_and_fail() {
    for id in ["glasses.worn", "light.face_colour"] {
        let page = RULES.iter().find(|rule| rule.id == id).unwrap().page;
        let text = format!("name = \"one\"\nversion = \"1\"\n[rules.\"{id}\"]\n");
        let status = |picture| judged(picture, Ruleset::from_toml(&text).unwrap()).findings[0].status;
        assert_eq!(status(page.passes), Status::Pass, "{id}: {}", page.passes);
        assert_eq!(status(page.fails), Status::Fail, "{id}: {}", page.fails);
    }
}
