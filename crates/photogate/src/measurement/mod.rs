//! (Photo, portrait) → measurements: numbers with units, computed without knowing any limit.

mod backdrop;
mod close_up;
pub mod colour;
mod colouring;
mod face;
mod garment;
mod gaze;
mod geometry;
mod hair;
mod light;
mod patch;
mod picture;
mod shoulders;
mod skin;
mod texture;
mod torso;
mod unmeasurable;

use serde::Serialize;

pub use backdrop::Backdrop;
pub use close_up::close_up;
pub use colour::{Lab, LabImage};
pub use colouring::{Colouring, Lips, Orbits};
pub use face::{Evidence, FaceParts, Logistic};
pub use garment::{Garment, GarmentColour};
pub use gaze::Gaze;
pub use geometry::{Geometry, HeadTop};
pub use hair::Hair;
pub use light::{Cast, Evenness, Exposure, Hotspot, LensGlare, Light, RedEye};
pub use picture::{Blocking, Border, Caption, Noise, Picture, Sharpness};
pub use shoulders::Shoulders;
pub use skin::Skin;
pub use texture::Texture;
pub use torso::Torso;
pub use unmeasurable::Unmeasurable;

// What a file says about itself is a number or a name as it stands.
pub use crate::photo::{
    ColourModel, Density, DensitySource, FileFacts, FileFormat, JpegProcess, Orientation,
};

pub(crate) use skin::patches as skin_patches;

use crate::coords::Rect;
use crate::perception::{Portrait, Pose};
use crate::photo::Photo;

/// A quantity, or the reason why the photo cannot show it.
pub type Measured<T> = Result<T, Unmeasurable>;

/// All that is known about one photo in numbers.
#[derive(Debug, Clone, Serialize)]
pub struct Measurements {
    /// Width of the photo in pixels.
    pub width: u32,
    /// Height of the photo in pixels.
    pub height: u32,
    /// What the photo's file says about itself.
    pub file: Measured<FileFacts>,
    /// Around each face's mesh in pixels of the photo, the subject's first.
    pub faces: Vec<Rect>,
    /// Which way the subject's head looks.
    pub pose: Measured<Pose>,
    /// Where head and face lie.
    pub geometry: Measured<Geometry>,
    /// This person's skin.
    pub skin: Measured<Skin>,
    /// Hair, ornaments, glasses and expression.
    pub face_parts: Measured<FaceParts>,
    /// Foreign objects in the hair.
    pub hair: Measured<Hair>,
    /// Where the eyes look.
    pub gaze: Measured<Gaze>,
    /// Lips and orbits against the skin.
    pub colouring: Measured<Colouring>,
    /// What stands behind the person.
    pub backdrop: Measured<Backdrop>,
    /// The light on the face.
    pub light: Measured<Light>,
    /// Focus, grain, compression and borders.
    pub picture: Measured<Picture>,
    /// What the person wears.
    pub garment: Measured<Garment>,
    /// How much of the shoulders is bare.
    pub shoulders: Measured<Shoulders>,
    /// What lies below the chin, divided; masks on the frame.
    #[serde(skip)]
    pub torso: Measured<Torso>,
}

impl Measurements {
    /// What is known where nothing could be measured, for `reason`, in a photo of this width and height.
    #[must_use]
    pub fn none((width, height): (u32, u32), faces: Vec<Rect>, reason: Unmeasurable) -> Self {
        Self {
            width,
            height,
            file: Err(Unmeasurable::File),
            faces,
            pose: Err(reason),
            geometry: Err(reason),
            skin: Err(reason),
            face_parts: Err(reason),
            hair: Err(reason),
            gaze: Err(reason),
            colouring: Err(reason),
            backdrop: Err(reason),
            light: Err(reason),
            picture: Err(reason),
            garment: Err(reason),
            shoulders: Err(reason),
            torso: Err(reason),
        }
    }
}

/// Measures everything that the portrait shows.
#[must_use]
pub fn measure(photo: &Photo, portrait: &Portrait) -> Measurements {
    let faces = portrait.faces.iter().map(|face| face.landmarks.bounds()).collect();
    let (width, height) = (portrait.width, portrait.height);
    let file = photo.facts().cloned().ok_or(Unmeasurable::File);
    let Some(subject) = &portrait.subject else {
        return Measurements { file, ..Measurements::none((width, height), faces, Unmeasurable::Face) };
    };
    let lab = LabImage::from_srgb(&subject.frame.pixels);
    let skin = Skin::measure(lab, subject);
    let backdrop = Backdrop::measure(lab, subject);
    let torso = skin.as_ref().map_err(|&reason| reason).and_then(|skin| Torso::divide(lab, subject, skin));
    let garment = torso
        .as_ref()
        .map_err(|&reason| reason)
        .and_then(|torso| Garment::measure(photo.pixels(), lab, subject, torso, backdrop.as_ref().ok()));
    let shoulders =
        torso.as_ref().map_err(|&reason| reason).and_then(|torso| Shoulders::measure(subject, torso));
    let face_parts = FaceParts::measure(subject);
    let hair = Hair::measure(lab, subject, backdrop.as_ref().ok());
    let colouring =
        skin.as_ref().map_err(|&reason| reason).map(|skin| Colouring::measure(lab, subject, skin));
    let close_up = close_up(photo.pixels(), &subject.landmarks).ok_or(Unmeasurable::Skin);
    let gaze =
        close_up.as_ref().map_err(|&reason| reason).and_then(|close_up| Gaze::measure(close_up, subject));
    let light = close_up.as_ref().map_err(|&reason| reason).and_then(|close_up| {
        let skin = skin.as_ref().map_err(|&reason| reason)?;
        Light::measure(lab, subject, close_up, skin, backdrop.as_ref().ok())
    });
    let picture = close_up.map(|close_up| Picture::measure(photo.pixels(), subject, &close_up));
    Measurements {
        width,
        height,
        file,
        faces,
        pose: Ok(subject.pose),
        geometry: Ok(Geometry::measure(subject, torso.as_ref().ok())),
        skin,
        face_parts,
        hair,
        gaze,
        colouring,
        backdrop,
        light,
        picture,
        garment,
        shoulders,
        torso,
    }
}
