use crate::ruleset::Ruleset;

/// What is wrong with a ruleset that extends the shipped one called `base` by `body`, from line 5 on, in English.
fn error(base: &str, body: &str) -> String {
    let text = format!("name = \"x\"\nversion = \"1\"\nextends = \"{base}\"\n{body}");
    let Err(error) = Ruleset::from_toml(&text) else { return String::new() };
    let message = error.message();
    assert!(message.zh.starts_with(&format!("第 {} 行：", error.line.unwrap_or(0))), "{message:?}");
    message.en
}

/// Each of `cases` is refused with what it says.
fn all_refused(base: &str, cases: &[(&str, &str)]) {
    for (body, expected) in cases {
        let error = error(base, body);
        assert!(error.starts_with(expected), "{body}\n{error}\n{expected}");
    }
}

/// None of `cases` is refused.
fn all_in_order(base: &str, cases: &[&str]) {
    for body in cases {
        assert_eq!(error(base, body), "", "{body}");
    }
}

#[test]
fn ranges_that_hold_nothing_are_refused() {
    all_refused(
        "registry",
        &[
            (
                "[rules.\"geometry.eye_line\"]\neye_line = { least = 300, most = 200 }",
                "line 5: `geometry.eye_line: eye_line` allows from 300 to 200",
            ),
            ("[rules.\"file.bytes\"]\nmost = 10", "line 5: `file.bytes` allows from 20 to 10"),
            (
                "[rules.\"clothing.skin_tone\"]\n\nfamily_hue = [102, 50]",
                "line 6: `clothing.skin_tone: family_hue` goes from 102 down to 50",
            ),
        ],
    );
    all_in_order(
        "registry",
        &[
            "[rules.\"geometry.eye_line\"]\nseverity = \"off\"\neye_line.least = 900",
            "[rules.\"clothing.skin_tone\"]\nfamily_hue = [60, 60]",
            "[rules.\"background.colour\"]\nreference = [255, 128, 0]",
        ],
    );
}

#[test]
fn review_bands_that_cover_a_whole_range_are_refused() {
    let expected =
        "line 5: `geometry.eye_line: eye_line` allows from 250 to 252, but the review bands of ±30";
    let narrow = "[rules.\"geometry.eye_line\"]\neye_line = { least = 250, most = 252, margin = 30 }";
    all_refused("registry", &[(narrow, expected)]);
    all_refused(
        "capture",
        &[(
            "[rules.\"geometry.crop\"]\nface_width = { least = 200, most = 210 }",
            "line 5: `geometry.crop: face_width` allows from 200 to 210, but the review bands of ±6",
        )],
    );
    all_refused(
        "permit",
        &[(
            "[rules.\"light.face_colour\"]\na.margin = 3.1",
            "line 5: `light.face_colour: a` allows from 12.5 to 18.5",
        )],
    );
    all_in_order("capture", &["[rules.\"geometry.crop\"]\nface_width = { least = 200, most = 213 }"]);
}

#[test]
fn the_safe_size_of_a_file_lies_between_the_others() {
    all_refused(
        "registry",
        &[
            (
                "[rules.\"file.bytes\"]\nmost = 28",
                "line 5: `file.bytes`: files below `safe = 30` are looked at",
            ),
            (
                "[rules.\"file.bytes\"]\nsafe = 50",
                "line 5: `file.bytes`: files below `safe = 50` are looked at",
            ),
            (
                "[rules.\"file.bytes\"]\nleast = 35\nmost = 60",
                "line 6: `file.bytes`: `safe = 30` lies below `least = 35`",
            ),
        ],
    );
    all_in_order("registry", &["[rules.\"file.bytes\"]\nleast = 14\nsafe = 14\nmost = 20"]);
}

#[test]
fn the_lights_of_a_face_may_not_have_to_be_brighter_than_the_brightest() {
    all_refused(
        "registry",
        &[(
            "[rules.\"light.exposure\"]\nlights.limit = 96",
            "line 5: `light.exposure`: the lights of the face pass from 96 ± 1 up (`lights`) and to 95 ± 0.6",
        )],
    );
    // Before a light backdrop, faces pass all the same.
    all_in_order(
        "registry",
        &[
            "[rules.\"light.exposure\"]\nlights.limit = 90",
            "[rules.\"light.exposure\"]\nlights_in_the_dark.limit = 99",
        ],
    );
}

#[test]
fn framings_that_no_head_can_have_are_refused() {
    all_refused(
        "registry",
        &[
            (
                "[rules.\"geometry.head_top\"]\nhead_top = { least = 310, most = 330 }",
                "line 5: the eyes may lie at most 47 % of the height",
            ),
            (
                "[rules.\"geometry.face_width\"]\n\nface_width = { least = 520, most = 560 }\n[rules.\"file.pixels\"]\nwidth = 640",
                "line 6: eye line and head top leave 14 to 39 % of the height",
            ),
            (
                "[rules.\"geometry.face_width\"]\nface_width = { least = 480, most = 500 }\n[rules.\"geometry.eye_line\"]\nseverity = \"off\"",
                "line 5: `geometry.face_width: face_width` asks for at least 75 % of the picture's height, but the picture is only 75 % as wide",
            ),
        ],
    );
    all_refused(
        "postgraduate",
        &[(
            "[rules.\"geometry.face_width\"]\nface_width = { least = 500, most = 520 }",
            "line 5: `geometry.face_width: face_width` asks for at least 78 %",
        )],
    );
}

#[test]
fn a_crop_that_no_head_can_have_is_refused() {
    all_refused(
        "capture",
        &[
            (
                "[rules.\"geometry.crop\"]\neye_line = { least = 200, most = 206 }\nhead_top = { least = 250, most = 300 }",
                "line 5: `geometry.crop: eye_line` allows from 200 to 206, but the review bands",
            ),
            (
                "[rules.\"geometry.crop\"]\neye_line = { least = 200, most = 260 }\nhead_top = { least = 250, most = 300 }",
                "line 6: the eyes may lie at most 40 % of the height below the top edge, the head's top at least 40 %",
            ),
            // By the ranges alone the face could just be so wide; inside the margins it cannot.
            ("[rules.\"geometry.crop\"]\nface_width = { least = 475, most = 500 }", "line 5: "),
        ],
    );
    all_in_order("capture", &["[rules.\"geometry.crop\"]\nwidth = 354\nheight = 472"]);
}

#[test]
fn a_chin_outside_the_picture_is_refused() {
    all_refused(
        "permit",
        &[(
            "[rules.\"geometry.head_height\"]\nhead_height = { least = 450, most = 470 }",
            "line 5: a head of at least 95 % of the height whose top lies at least 5 % below the top edge has its chin at 101 %",
        )],
    );
    all_in_order("permit", &["[rules.\"geometry.head_height\"]\nhead_height = { least = 440, most = 470 }"]);
}

#[test]
fn eyes_farther_apart_than_a_head_has_them_are_refused() {
    all_refused(
        "permit",
        &[(
            "[rules.\"geometry.eye_distance\"]\neye_distance = { least = 200, most = 240 }",
            "line 5: the eyes must be at least 42 % of the picture's height apart, but `geometry.head_width: head_width`",
        )],
    );
}

#[test]
fn a_size_in_pixels_of_another_shape_is_refused() {
    let aspect = "[rules.\"geometry.aspect\"]\n";
    all_refused(
        "registry",
        &[
            (
                "[rules.\"geometry.aspect\"]\naspect = { least = 0.6, most = 0.7 }",
                "line 5: a picture of 480×640 pixels (`file.pixels`) is 0.750 times as wide as high, but only 0.6 to 0.7",
            ),
            (
                "[rules.\"geometry.aspect\"]\n[rules.\"file.pixels\"]\nwidth = 640",
                "line 6: a picture of 640×640 pixels",
            ),
        ],
    );
    all_in_order("registry", &[aspect]);
}
