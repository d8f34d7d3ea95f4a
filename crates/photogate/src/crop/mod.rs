//! A camera's original → the picture that the registry wants: where to crop, and the crop itself.
//!
//! [`plan`] finds the similarity (rotation, scale, place) that levels the eyes and puts eye line, head top, face and person
//! where [`CropTargets`] want them, without a pixel that the photo does not have. [`render`] applies it in one resampling,
//! [`encode`] makes the file. Nothing is retouched, mirrored or replaced.
//!
//! ```no_run
//! use photogate::Checker;
//! use photogate::crop::{CropTargets, JpegTargets, encode, plan, render};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let checker = Checker::builder().build()?;
//! let original = checker.inspect(&std::fs::read("original.jpg")?)?;
//! let geometry = original.measurements.geometry?;
//! let head_top = geometry.head_top?;
//! let (size, targets) = ((original.photo.width(), original.photo.height()), CropTargets::default());
//! match plan(&geometry, &head_top, size, &targets) {
//!     Ok(crop) => {
//!         let picture = render(original.photo.pixels(), &crop, targets.width, targets.height);
//!         std::fs::write("upload.jpg", encode(&picture, &JpegTargets::default())?)?;
//!     }
//!     Err(obstacle) => println!("{}", obstacle.message(&targets).en),
//! }
//! # Ok(())
//! # }
//! ```

mod demands;
mod encode;
mod lengths;
mod obstacle;
mod plan;
mod render;
mod targets;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use demands::{CropDemands, PictureTargets};
pub use encode::{EncodeError, JpegTargets, encode};
pub use lengths::HeadLength;
pub use obstacle::{MissingEdges, Obstacle};
pub use plan::plan;
pub use render::render;
pub use targets::{CropTargets, Span};

use crate::coords::{Point, Rect};

/// A rectangle of the photo, turned about its centre.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Crop {
    /// Its middle, in pixels of the upright photo.
    pub centre: Point,
    /// Its width in pixels of the photo.
    pub width: f32,
    /// Its height in pixels of the photo.
    pub height: f32,
    /// Clockwise angle of its upper edge against the photo's, in degrees.
    pub rotation_degrees: f32,
}

impl Crop {
    /// Where a point of the cropped picture lies in the photo; `across` and `down` run from 0 (left, top) to 1.
    #[must_use]
    pub fn to_photo(&self, across: f32, down: f32) -> Point {
        let (sin, cos) = self.rotation_degrees.to_radians().sin_cos();
        let (x, y) = ((across - 0.5) * self.width, (down - 0.5) * self.height);
        Point::new(self.centre.x + x * cos - y * sin, self.centre.y + x * sin + y * cos)
    }

    /// Its corners in the photo, clockwise from the top left.
    #[must_use]
    pub fn corners(&self) -> [Point; 4] {
        [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|(across, down)| self.to_photo(across, down))
    }

    /// The smallest upright rectangle around it, in pixels of the photo.
    #[must_use]
    pub fn bounds(&self) -> Rect {
        Rect::around(self.corners()).unwrap_or_default()
    }
}
