//! Our decoding of the MediaPipe models against MediaPipe's own results on the same pictures.
//!
//! `testdata/reference` holds the numbers, how they were made, and what each deviation in sampling or merging costs.

use std::path::{Path, PathBuf};

use photogate::Checker;
use photogate::coords::Point;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Pixels at 480×640. The decoding itself agrees to hundredths; the JPEG decoders differ by a grey level here and there,
/// and that alone moves single points by up to 1.1 pixels.
const TOLERANCE: f32 = 1.25;

#[derive(Deserialize)]
struct Reference {
    pictures: Vec<Picture>,
}

#[derive(Deserialize)]
struct Picture {
    file: String,
    sha256: String,
    detection: Option<Detection>,
    landmarks: Option<Vec<[f32; 3]>>,
}

#[derive(Deserialize)]
struct Detection {
    #[serde(rename = "box")]
    bounds: [f32; 4],
    keypoints: Vec<[f32; 2]>,
}

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

#[test]
fn boxes_and_landmarks_agree_with_mediapipe_to_a_pixel() {
    let text = std::fs::read_to_string(testdata().join("reference/mediapipe.json")).unwrap();
    let reference: Reference = serde_json::from_str(&text).unwrap();
    let checker = Checker::builder().build().expect("`cargo xtask setup` was run");
    let mut worst = (0.0_f32, String::new());
    for picture in &reference.pictures {
        let bytes = std::fs::read(testdata().join(&picture.file)).unwrap();
        assert_eq!(
            hex::encode(Sha256::digest(&bytes)),
            picture.sha256,
            "{} is not the picture that the numbers were made from; run testdata/reference/mediapipe_reference.py",
            picture.file
        );
        let portrait = checker.inspect(&bytes).unwrap().portrait;
        let (Some(detection), Some(landmarks)) = (&picture.detection, &picture.landmarks) else {
            assert!(portrait.faces.is_empty(), "{}: MediaPipe finds no face", picture.file);
            continue;
        };
        let [x, y, width, height] = detection.bounds;
        let centre = Point::new(x + width / 2.0, y + height / 2.0);
        // Of two people, MediaPipe may name the other first.
        let face = portrait
            .faces
            .iter()
            .min_by(|a, b| {
                let distance =
                    |face: &photogate::perception::Face| face.detection.bounds.centre().distance(centre);
                distance(a).total_cmp(&distance(b))
            })
            .unwrap_or_else(|| panic!("{}: MediaPipe finds a face", picture.file));

        let mut differ = |what: &str, difference: f32| {
            if difference > worst.0 {
                worst = (difference, format!("{}: {what}", picture.file));
            }
        };
        let bounds = face.detection.bounds;
        for (edge, ours, theirs) in [
            ("left edge", bounds.x, x),
            ("top edge", bounds.y, y),
            ("right edge", bounds.right(), x + width),
            ("bottom edge", bounds.bottom(), y + height),
        ] {
            differ(edge, (ours - theirs).abs());
        }
        for (ours, &[x, y]) in face.detection.key_points.iter().zip(&detection.keypoints) {
            differ("key point", ours.distance(Point::new(x, y)));
        }
        assert_eq!(landmarks.len(), face.landmarks.points().len());
        for (index, &[x, y, _]) in landmarks.iter().enumerate() {
            differ("landmark", face.landmarks.point(index).distance(Point::new(x, y)));
        }
    }
    println!("largest difference: {:.3} pixels ({})", worst.0, worst.1);
    assert!(worst.0 <= TOLERANCE, "{} pixels apart: {}", worst.0, worst.1);
}
