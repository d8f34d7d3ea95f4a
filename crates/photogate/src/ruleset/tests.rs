use super::*;
use crate::crop::{JpegTargets, Span};

fn ruleset(body: &str) -> Result<Ruleset, RulesetError> {
    Ruleset::from_toml(&format!("name = \"x\"\nversion = \"1\"\n{body}"))
}

fn error(body: &str) -> String {
    ruleset(body).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn every_shipped_ruleset_is_valid_and_says_what_it_is_for() {
    for name in Ruleset::shipped_names() {
        let ruleset = Ruleset::from_toml(builtin::text(name).unwrap())
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(ruleset.name().name, *name);
        assert!(!ruleset.about().en.is_empty() && !ruleset.about().zh.is_empty(), "{name}");
        assert!(!ruleset.rules().is_empty(), "{name}");
    }
}

#[test]
fn every_rule_is_in_force_in_a_ruleset_that_ships() {
    let shipped = Ruleset::shipped_names().iter().filter_map(|name| Ruleset::shipped(name));
    let rulesets: Vec<Ruleset> = shipped.collect();
    for entry in RULES {
        let in_force =
            |ruleset: &Ruleset| ruleset.rule(entry.id).is_some_and(|rule| rule.severity() != Severity::Off);
        assert!(rulesets.iter().any(in_force), "{}", entry.id);
    }
}

#[test]
fn the_worst_finding_decides_at_its_severity() {
    use Severity::{Advise, Off, Reject};
    use Status::{Fail, NotAssessed, Pass, Review};
    for (severity, status, verdict) in [
        (Reject, Pass, Verdict::Pass),
        (Reject, NotAssessed, Verdict::Review),
        (Reject, Review, Verdict::Review),
        (Reject, Fail, Verdict::Fail),
        (Advise, Fail, Verdict::Review),
        (Off, Fail, Verdict::Pass),
    ] {
        assert_eq!(contribution(severity, status), verdict, "{severity:?} {status:?}");
    }
}

#[test]
fn a_rule_about_crops_that_is_off_finds_none_and_asks_for_none() {
    let original = crate::rules::framing_samples::framed(3000, 4000, |geometry| geometry.face_width = 900.0);
    let capture = Ruleset::capture();
    assert!(capture.crop(&original).is_some() && capture.crop_targets().is_some());
    let off = ruleset("extends = \"capture\"\n[rules.\"geometry.crop\"]\nseverity = \"off\"").unwrap();
    assert_eq!((off.crop(&original), off.crop_targets()), (None, None));
}

#[test]
fn a_crop_aims_inside_the_limits_of_the_rules_in_force() {
    let targets = |body: &str| ruleset(body).unwrap().picture_targets();
    assert_eq!(targets("extends = \"notice\""), CropDemands::default().targets(), "no rule says anything");
    let registry = targets("extends = \"registry\"").crop;
    let is_near = |span: Span, least: f32, most: f32| {
        assert!((span.least - least).abs() < 1e-3 && (span.most - most).abs() < 1e-3, "{span:?}");
    };
    is_near(registry.eye_line, 206.0, 294.0);
    let campus = targets(
        "extends = \"registry\"
        [rules.\"geometry.eye_line\"]
        eye_line = { least = 270, most = 300, margin = 3 }
        [rules.\"geometry.head_top\"]
        severity = \"off\"
        head_top = { least = 0, most = 10, margin = 3 }
        [rules.\"geometry.centred\"]
        offset = { limit = 10, margin = 2 }
        [rules.\"pose.level\"]
        eyes = { limit = 2, margin = 0.5 }
        [rules.\"file.bytes\"]
        least = 14
        safe = 14
        most = 25
        [rules.\"file.quality\"]
        quality.limit = 75
        [rules.\"file.dpi\"]
        dpi = 350",
    );
    is_near(campus.crop.eye_line, 276.0, 294.0);
    is_near(campus.crop.head_top, 56.0, 104.0);
    assert!((campus.crop.offset - 6.0).abs() < 1e-3 && (campus.crop.roll_degrees - 1.0).abs() < 1e-6);
    let file =
        JpegTargets { least_bytes: 14 * 1024, most_bytes: 25_000, least_quality: 75, dots_per_inch: 350 };
    assert_eq!(campus.file, file);
    let permit = targets("extends = \"permit\"").crop;
    assert_eq!((permit.width, permit.height, permit.face_width), (354, 472, None));
    is_near(permit.head_width.unwrap(), 236.0, 277.0);
    is_near(permit.head_height.unwrap(), 337.0, 384.0);
    is_near(permit.eye_distance.unwrap(), 86.0, 114.0);
    // Per cent of the height, and a shape in place of a size.
    let shape = "extends = \"postgraduate\"\n[rules.\"geometry.aspect\"]\naspect = { least = 0.79, most = 0.81, margin = 0.002 }";
    assert_eq!(targets("extends = \"postgraduate\"").crop.width, 480);
    assert_eq!((targets(shape).crop.width, targets(shape).crop.height), (512, 640));
    is_near(targets(shape).crop.eye_line, 204.8, 307.2);
}

#[test]
fn mistakes_are_refused_with_their_line_and_the_nearest_name() {
    for (body, expected) in [
        ("[rules.\"clothing.drak\"]", "line 3: unknown rule `clothing.drak`; did you mean `clothing.dark`?"),
        (
            "[rules.\"clothing.dark\"]\nlightnes = 4",
            "line 4: `clothing.dark`: unknown key `lightnes`; did you mean `lightness`?",
        ),
        (
            "[rules.\"clothing.dark\"]\nseverity = \"rejct\"",
            "line 4: `severity`: unknown value `rejct`; did you mean `reject`?",
        ),
        ("rulse = {}", "line 3: unknown key `rulse`; did you mean `rules`?"),
        ("extends = \"registri\"", "line 3: `extends`: unknown value `registri`; did you mean `registry`?"),
        (
            "[rules.\"clothing.dark\"]\n\nlightness.most = 140",
            "line 5: `lightness.most` is 140 L*, but must lie from 0 to 100",
        ),
        (
            "[rules.\"clothing.dark\"]\nlightness = { least = 0, most = 40, margin = 0 }",
            "line 4: `lightness.margin` is 0 L*, but must be more than 0 and at most 100",
        ),
        (
            "[rules.\"clothing.dark\"]\nlightness = \"dark\"",
            "line 4: `lightness` is of type string; write it like `lightness = { least = 0.0, margin = 3.0, most = 40.0 }`",
        ),
        ("[rules.\"background.colour\"]\nreference = [1, 2]", "line 4: `reference` is of type array"),
        ("[rules.\"background.colour\"]\nreference = [1, 2, 300]", "line 4: `reference` is 300 sRGB"),
        (
            "[rules.\"clothing.background\"]\ncolours = [255, 255, 255]",
            "line 4: `colours` is of type array; write it like `colours = [[100, 197, 255]]`",
        ),
        (
            "[rules.\"clothing.background\"]\ncolours = [[255, 255]]",
            "line 4: `colours` is of type array; write it like `colours = [[100, 197, 255]]`",
        ),
        ("[rules.\"clothing.background\"]\ncolours = [[0, 0, 256]]", "line 4: `colours` is 256 sRGB"),
        ("[rules.\"clothing.dark\"\n", "line 3: this is not valid TOML"),
        ("[rules.\"clothing.dark\"]\nlightness.most = nan", "line 4: `lightness.most` is NaN"),
        (
            "[rules.\"clothing.dark\"]\n\n\nlightness.margn = 4",
            "line 6: `clothing.dark`: unknown key `lightness.margn`; did you mean `lightness.margin`?",
        ),
        (
            "[rules.\"clothing.dark\"]\n[rules.\"clothing.dark\".lightness]\nmost = 40\n\n\nmargn = 4",
            "line 8: `clothing.dark`: unknown key `lightness.margn`; did you mean `lightness.margin`?",
        ),
        (
            "[rules.\"clothing.dark\"]\nlightness.limit = 4",
            "line 4: `clothing.dark`: unknown key `lightness.limit`; known are lightness.",
        ),
        (
            "[rules.\"clothing.dark\"]\n[rules.\"clothing.dark\".lightness]\n\nmost = 140",
            "line 6: `lightness.most` is 140 L*",
        ),
        (
            "[rules.clothing.dark]\nlightness.most = 30",
            "line 3: the name `clothing.dark` has a dot and needs quotes; write [rules.\"clothing.dark\"]",
        ),
        (
            "[rules]\nclothing.drak.severity = \"off\"",
            "line 4: unknown rule `clothing.drak`; did you mean `clothing.dark`? (a name with a dot needs quotes: [rules.\"clothing.dark\"])",
        ),
        ("[about]\nen = \"x\"\nzh = 1", "line 5: `about.zh` is of type integer"),
    ] {
        let error = error(body);
        assert!(error.starts_with(expected), "{body}\n{error}\n{expected}");
    }
    assert_eq!(
        Ruleset::from_toml("version = \"1\"").err().map(|error| error.to_string()).as_deref(),
        Some("the key `name` is missing; add it at the top")
    );
}

#[test]
fn a_ruleset_that_extends_another_changes_only_what_it_says() {
    let campus = ruleset("extends = \"notice\"\n[rules.\"clothing.dark\"]\nlightness.most = 45").unwrap();
    let notice = Ruleset::notice();
    assert_eq!(campus.rules().len(), notice.rules().len());
    let limits = |ruleset: &Ruleset, id: &str| ruleset.rule(id).unwrap().limits().to_string();
    assert_eq!(limits(&campus, "clothing.dark"), "[lightness]\nleast = 0.0\nmargin = 3.0\nmost = 45.0\n");
    for rule in notice.rules().iter().filter(|rule| rule.entry().id != "clothing.dark") {
        assert_eq!(limits(&campus, rule.entry().id), rule.limits().to_string());
        assert_eq!(campus.rule(rule.entry().id).unwrap().severity(), rule.severity());
    }
    assert_ne!(campus.fingerprint(), notice.fingerprint());
    let same = Ruleset::from_toml("name = \"copy\"\nversion = \"9\"\nextends = \"notice\"").unwrap();
    assert_eq!(same.fingerprint(), notice.fingerprint(), "the name judges nothing");
}

#[test]
fn what_is_listed_reads_as_the_same_ruleset() {
    for name in Ruleset::shipped_names() {
        let ruleset = Ruleset::shipped(name).unwrap();
        for language in crate::words::Language::ALL {
            let text = ruleset.to_toml(language);
            let again = Ruleset::from_toml(&text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
            assert_eq!(again.fingerprint(), ruleset.fingerprint(), "{name}");
            assert_eq!((again.name(), again.about()), (ruleset.name(), ruleset.about()));
        }
    }
}

#[test]
fn a_ruleset_without_rules_proves_nothing() {
    let face = crate::coords::Rect::new(0.0, 0.0, 1.0, 1.0);
    let nothing = Measurements::none((480, 640), vec![face], crate::measurement::Unmeasurable::Face);
    let (verdict, findings) = ruleset("").unwrap().judge(&nothing);
    assert_eq!((verdict, findings.len()), (Verdict::Review, 0));
}

#[test]
fn a_file_in_another_encoding_is_told_with_its_line() {
    // 规则 in GBK, as Notepad's "ANSI" writes it.
    let gbk = b"name = \"x\"\nversion = \"1\"\n# \xb9\xe6\xd4\xf2\n";
    let error = Ruleset::from_bytes(gbk).err().map(|error| error.message()).unwrap();
    assert!(error.en.starts_with("line 3: this is not UTF-8; save the file again"), "{}", error.en);
    assert!(error.zh.starts_with("第 3 行：不是 UTF-8 编码"), "{}", error.zh);
    let utf16 = b"\xff\xfen\0a\0m\0e\0";
    assert_eq!(Ruleset::from_bytes(utf16).err().and_then(|error| error.line), Some(1));
    let marked = "\u{feff}name = \"x\"\nversion = \"1\"\nextends = \"notice\"";
    assert!(Ruleset::from_bytes(marked.as_bytes()).is_ok(), "a byte order mark is not part of the text");
}

#[test]
fn mistakes_are_told_in_chinese_without_english_words() {
    for (body, expected) in [
        (
            "[rules.\"clothing.dark\"]\nlightness = 40.5",
            "第 4 行：`lightness` 的类型是小数，应写成 `lightness = {",
        ),
        (
            "[rules.\"hair.ears\"]\nchance.limit = 3",
            "第 4 行：`chance.limit` 为 3（单位：概率），应在 0 至 1 之间",
        ),
        (
            "[rules.\"hair.ears\"]\nchance.margin = 0",
            "第 4 行：`chance.margin` 为 0（单位：概率），应大于 0 且不超过 1",
        ),
        ("[rules.\"hair.ears\"", "第 3 行：不是有效的 TOML：表头的方括号没有闭合（应为`]`）"),
        ("[rules.hair.ears]", "第 3 行：规则名 `hair.ears` 带点，需加引号，请写成 [rules.\"hair.ears\"]"),
    ] {
        let zh = ruleset(body).err().map(|error| error.message().zh).unwrap_or_default();
        assert!(zh.starts_with(expected), "{body}\n{zh}\n{expected}");
    }
}

#[test]
fn what_is_listed_has_its_units_in_the_language_asked_for() {
    let registry = Ruleset::registry();
    let (english, chinese) =
        (registry.to_toml(crate::words::Language::En), registry.to_toml(crate::words::Language::Zh));
    assert!(english.contains("[probability]") && chinese.contains("[概率]"));
    for unit in ["[share]", "[probability]", "[swings per face width]", "[stops]"] {
        assert!(!chinese.contains(unit), "{unit}");
    }
}

#[test]
fn a_campus_may_rule_out_as_many_colours_as_it_likes() {
    for colours in ["[]", "[[255, 255, 255]]", "[[100, 197, 255], [255, 255, 255], [200, 0, 0]]"] {
        let ruleset = ruleset(&format!("[rules.\"clothing.background\"]\ncolours = {colours}")).unwrap();
        let rule = ruleset.rule("clothing.background").unwrap();
        let kept = rule.limits().get("colours").unwrap().to_string().replace(' ', "");
        assert_eq!(kept, colours.replace(' ', ""));
    }
}
