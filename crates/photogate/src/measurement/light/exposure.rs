//! How much light fell on the face.

use serde::Serialize;

use super::face_skin::FaceSkin;
use crate::measurement::colour::percentile;

/// Where on the face's range of lightness its lights lie.
const LIGHTS: f32 = 0.9;
/// L* of a pixel that is as good as white: on skin only where the sensor ran full. sRGB (250, 247, 240).
const BLOWN: f32 = 97.0;

/// The lightness of the face.
///
/// A face is judged by its lights, not by its mean: the forehead and the bridge of the nose of very dark skin still
/// reach L* 45 and more in a correct exposure, while its mean may lie where an under-exposed light face has its own.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Exposure {
    /// 90th percentile of L* of the face's skin.
    pub lights: f32,
    /// Median of L* of the face's skin.
    pub middle: f32,
    /// Share (0 to 1) of the face's skin that is blown out to white, L* 97 and more.
    pub blown_share: f32,
}

impl Exposure {
    pub(super) fn measure(skin: &FaceSkin) -> Self {
        let of = |share| percentile(skin.lightness(), share).unwrap_or_default();
        Self { lights: of(LIGHTS), middle: of(0.5), blown_share: skin.share(|pixel| pixel.colour.l >= BLOWN) }
    }
}
