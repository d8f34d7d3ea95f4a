//! Photo → portrait: which faces there are, where the subject's features lie, what is person, backdrop, hair, garment.

mod bystanders;
mod face_detection;
mod face_parsing;
mod frame;
pub mod landmarks;
mod mask;
mod morphology;
mod part;
mod person_segmentation;
mod portrait;
mod pose;

use image::RgbImage;

pub use face_detection::Detection;
pub use face_parsing::{ParsedCrop, ParsedPortrait};
pub use frame::Frame;
pub use landmarks::Landmarks;
pub use mask::Mask;
pub use part::Part;
pub use portrait::{Face, Portrait, Subject};
pub use pose::Pose;

pub(crate) use mask::{first_of, steps_away};
pub(crate) use morphology::{dilated, eroded};

use crate::coords::Rect;
use crate::photo::{Photo, View, resized_region};
use crate::runtime::ModelSet;
use crate::runtime::manifest::ModelError;
use bystanders::Clutter;

/// Longer side of the copy in which large photos are searched; a face of 5 % of its width is still 50 pixels wide.
const SEARCH_SIDE: u32 = 1280;
/// Presence below which the mesh model saw no face; the value of the reference pipeline.
const PRESENCE_THRESHOLD: f32 = 0.5;
/// Intersection over union from which two boxes show one face: two people's faces never cover each other by so much and
/// are both still found.
const SAME_BOX: f32 = 0.5;
/// Sides of the search tiles as shares of the photo's longer side. The detector finds faces from about a sixth of
/// a tile up, so the last step reaches faces of 5 % of an upright photo's width.
const TILE_SHARES: [f32; 3] = [0.5, 0.25, 0.2];

/// Looks at the photo: detection → mesh → person mask → parts of the face.
///
/// # Errors
/// [`ModelError::Session`] if ONNX Runtime fails.
pub fn perceive(photo: &Photo, models: &mut ModelSet) -> Result<Portrait, ModelError> {
    let (width, height) = (photo.width(), photo.height());
    let whole = Rect::new(0.0, 0.0, width as f32, height as f32);
    let full = View { pixels: photo.pixels(), scale: 1.0 };
    let reduced = reduced_copy(full, whole);
    let search = reduced.as_ref().map_or(full, |(pixels, scale)| View { pixels, scale: *scale });

    let faces = find_faces(search, whole, models)?;
    let subject = match faces.first() {
        Some(face) => {
            let frame = Frame::around(search, whole, &face.landmarks);
            let person = person_segmentation::segment(&frame, &mut models.person_segmentation)?;
            let landmarks = face.landmarks.clone();
            let (parsed, parts) = match &mut models.face_parsing {
                Some(model) => {
                    let face = face_parsing::parse_face(full, &landmarks, model)?;
                    let chest = face_parsing::parse_chest(search, &landmarks, model)?;
                    let parts = face_parsing::on_frame(&face, &chest, &frame);
                    (Some(ParsedPortrait { face, chest }), Some(parts))
                }
                None => (None, None),
            };
            Some(Subject { pose: Pose::of(&landmarks), landmarks, frame, person, parsed, parts })
        }
        None => None,
    };
    Ok(Portrait { width, height, faces, subject })
}

/// A copy small enough to search, where the photo is larger than that.
fn reduced_copy(full: View<'_>, whole: Rect) -> Option<(RgbImage, f32)> {
    let scale = SEARCH_SIDE as f32 / whole.width.max(whole.height);
    (scale < 1.0).then(|| {
        let width = (whole.width * scale).round().max(1.0) as u32;
        let height = (whole.height * scale).round().max(1.0) as u32;
        (resized_region(full, whole, width, height), scale)
    })
}

/// Faces in the whole picture; smaller ones by tiles where none was found, or where the rest has any structure.
fn find_faces(view: View<'_>, whole: Rect, models: &mut ModelSet) -> Result<Vec<Face>, ModelError> {
    let found = face_detection::detect(view, whole, &mut models.face_detection)?;
    let mut faces = confirmed(view, found, models)?;
    largest_first(&mut faces);
    let longer_side = whole.width.max(whole.height);
    let clutter = Clutter::of(view, whole);
    for share in TILE_SHARES {
        let subject = faces.first().map(|face: &Face| face.landmarks.bounds());
        let detections = face_detection::detect_in_tiles(
            view,
            whole,
            share * longer_side,
            &mut models.face_detection,
            |tile| subject.is_some_and(|face| clutter.is_absent_from(tile, face)),
        )?;
        // A face that is known already would be found to be the same after its mesh; its box tells as much for nothing.
        let unknown = detections.into_iter().filter(|detection| !is_known(&faces, detection)).collect();
        for face in confirmed(view, unknown, models)? {
            let known = faces.iter().any(|other| is_same_face(other, &face));
            if !known {
                faces.push(face);
            }
        }
        largest_first(&mut faces);
    }
    Ok(faces)
}

/// The subject's face comes first.
fn largest_first(faces: &mut [Face]) {
    faces.sort_by(|a, b| b.landmarks.face_width().total_cmp(&a.landmarks.face_width()));
}

/// Detections on which the mesh model sees a face too.
fn confirmed(
    view: View<'_>,
    detections: Vec<Detection>,
    models: &mut ModelSet,
) -> Result<Vec<Face>, ModelError> {
    let mut faces = Vec::new();
    for detection in detections {
        let crop = landmarks::crop_of(&detection);
        let landmarks = landmarks::locate(view, crop, &mut models.face_landmarks)?;
        if landmarks.presence >= PRESENCE_THRESHOLD {
            faces.push(Face { detection, landmarks });
        }
    }
    Ok(faces)
}

/// Whether the detection is a face that was confirmed before.
fn is_known(faces: &[Face], detection: &Detection) -> bool {
    faces.iter().any(|face| face.detection.bounds.intersection_over_union(detection.bounds) > SAME_BOX)
}

fn is_same_face(a: &Face, b: &Face) -> bool {
    let (a, b) = (a.landmarks.bounds(), b.landmarks.bounds());
    a.intersection(b).area() > 0.3 * a.area().min(b.area())
}
