//! The geometry of the head and the photo's bounds → the crop.

use super::lengths::Wanted;
use super::{Crop, CropTargets, HeadLength, MissingEdges, Obstacle, Span};
use crate::coords::Point;
use crate::measurement::{Geometry, HeadTop};

/// Scales that are tried between the smallest and the largest that the ranges allow.
const SCALES: u16 = 80;
/// Rounds of projections between the two boxes that a placement has to lie in.
const ROUNDS: u8 = 60;
/// What may be missing after the last round, in pixels of the cropped picture: the place is then moved inside.
const ROUNDING: f32 = 0.05;

/// Finds the crop of a photo of `size` (width, height) that comes nearest to the middles of the ranges in `targets`.
///
/// The crop lies wholly inside the photo and is no smaller, in pixels of the photo, than the picture made from it. The eyes
/// are levelled; where there is no room to turn the crop, a slope of up to `targets.roll_degrees` may stay.
///
/// # Errors
/// [`Obstacle`] says what stands in the way.
pub fn plan(
    geometry: &Geometry,
    head_top: &HeadTop,
    size: (u32, u32),
    targets: &CropTargets,
) -> Result<Crop, Obstacle> {
    if head_top.is_cut_off {
        return Err(Obstacle::HeadCutOff);
    }
    let level = Search::new(geometry, head_top.crown, geometry.roll_degrees, size, targets).best();
    match level {
        Err(Obstacle::Outside { .. }) if geometry.roll_degrees.abs() <= targets.roll_degrees => {
            Search::new(geometry, head_top.highest, 0.0, size, targets).best().or(level)
        }
        _ => level,
    }
}

/// A scale and where the eyes go.
#[derive(Debug, Clone, Copy)]
struct Placement {
    /// Pixels of the cropped picture for one pixel of the photo.
    scale: f32,
    /// Middle between the eyes, in pixels of the cropped picture.
    eyes: Point,
}

/// All that a crop of one rotation is judged by.
struct Search<'a> {
    targets: &'a CropTargets,
    size: (f32, f32),
    eyes: Point,
    face_width: f32,
    /// Height of the head's top above the eyes, at right angles to the crop's upper edge.
    rise: Wanted,
    /// The lengths by which the targets ask how large the head is shown.
    sizes: Vec<Wanted>,
    rotation_degrees: f32,
}

impl<'a> Search<'a> {
    fn new(
        geometry: &Geometry,
        head_top: Point,
        rotation_degrees: f32,
        (width, height): (u32, u32),
        targets: &'a CropTargets,
    ) -> Self {
        let (sin, cos) = rotation_degrees.to_radians().sin_cos();
        // How far below the eyes a point lies in the crop.
        let below_eyes = |point: Point| (point.y - geometry.eyes.y) * cos - (point.x - geometry.eyes.x) * sin;
        let rise = -below_eyes(head_top);
        let CropTargets { eye_line, head_top, .. } = targets;
        let room = Span::new(eye_line.least - head_top.most, eye_line.most - head_top.least);
        // A length that was not measured binds nothing: the rule about it cannot judge the picture either.
        let sizes = [
            (HeadLength::FaceWidth, Some(geometry.face_width), targets.face_width),
            (HeadLength::HeadHeight, Some(rise + below_eyes(geometry.chin)), targets.head_height),
            (HeadLength::HeadWidth, geometry.head_width.as_ref().ok().copied(), targets.head_width),
            (HeadLength::EyeDistance, Some(geometry.eye_distance), targets.eye_distance),
        ];
        Self {
            targets,
            size: (width as f32, height as f32),
            eyes: geometry.eyes,
            face_width: geometry.face_width.max(1.0),
            rise: Wanted::new(HeadLength::TopAboveEyes, rise, room),
            sizes: sizes
                .into_iter()
                .filter_map(|(which, shown, span)| Some(Wanted::new(which, shown?, span?)))
                .collect(),
            rotation_degrees,
        }
    }

    /// The placement of the least cost that lies inside the photo.
    fn best(&self) -> Result<Crop, Obstacle> {
        let (from, to) = self.scales()?;
        let (smallest, largest) = (from.least_scale(), to.most_scale().min(1.0));
        let mut inside: Option<(f32, Placement)> = None;
        let mut nearest: Option<(f32, Placement)> = None;
        for step in 0..=SCALES {
            let scale = smallest + (largest - smallest) * f32::from(step) / f32::from(SCALES);
            let Some(placement) = self.placement(scale) else { continue };
            let missing = self.missing(placement).total();
            if missing <= ROUNDING {
                let cost = self.cost(placement);
                if inside.is_none_or(|(least, _)| cost < least) {
                    inside = Some((cost, placement));
                }
            } else if nearest.is_none_or(|(least, _)| missing < least) {
                nearest = Some((missing, placement));
            }
        }
        match (inside, nearest) {
            (Some((_, placement)), _) => Ok(self.crop(self.moved_inside(placement))),
            (None, Some((_, placement))) => {
                Err(Obstacle::Outside { wanted: self.crop(placement), missing: self.missing(placement) })
            }
            (None, None) => Err(disproportion(from, to)),
        }
    }

    /// The lengths that decide the smallest and the largest scale: there all lengths keep their ranges, and nothing is enlarged.
    fn scales(&self) -> Result<(Wanted, Wanted), Obstacle> {
        let (mut from, mut to) = (self.rise, self.rise);
        for &size in &self.sizes {
            if size.least_scale() > from.least_scale() {
                from = size;
            }
            if size.most_scale() < to.most_scale() {
                to = size;
            }
        }
        let smallest = from.least_scale();
        if smallest > to.most_scale() {
            Err(disproportion(from, to))
        } else if smallest > 1.0 {
            Err(Obstacle::TooFewPixels { face_width: self.face_width, needed: self.face_width * smallest })
        } else {
            Ok((from, to))
        }
    }

    /// Where the eyes go at that scale: as near the middles of their ranges as the photo's edges allow, in the ranges at
    /// any rate. `None` if the ranges contradict each other there.
    ///
    /// The ranges are a box in the cropped picture, the photo is a box that may be turned against it. Projecting to and fro
    /// by Dykstra's algorithm (J. P. Boyle and R. L. Dykstra, 1986) leads to the point of both that is nearest to the start.
    fn placement(&self, scale: f32) -> Option<Placement> {
        let CropTargets { head_top, eye_line, offset, width, .. } = *self.targets;
        let rise = self.rise.shown * scale;
        let highest = eye_line.least.max(head_top.least + rise);
        let lowest = eye_line.most.min(head_top.most + rise);
        if highest > lowest {
            return None;
        }
        let middle = width as f32 / 2.0;
        let into_ranges = |eyes: Point| {
            Point::new(eyes.x.max(middle - offset).min(middle + offset), eyes.y.max(highest).min(lowest))
        };
        // The least sum of the squared deviations of eye line and head top.
        let weight = |span: Span| (span.most - span.least).max(f32::EPSILON).powi(-2);
        let (by_eyes, by_top) = (weight(eye_line), weight(head_top));
        let ideal = (by_eyes * eye_line.middle() + by_top * (head_top.middle() + rise)) / (by_eyes + by_top);

        let mut eyes = into_ranges(Point::new(middle, ideal));
        let mut correction = Point::default();
        for _ in 0..ROUNDS {
            let inside = self.moved_inside(Placement { scale, eyes }).eyes;
            let pulled = Point::new(inside.x + correction.x, inside.y + correction.y);
            let next = into_ranges(pulled);
            correction = Point::new(pulled.x - next.x, pulled.y - next.y);
            eyes = next;
        }
        Some(Placement { scale, eyes })
    }

    /// The nearest placement of the same scale whose crop lies inside the photo; if it is too large for that, in the
    /// photo's middle.
    fn moved_inside(&self, Placement { scale, eyes }: Placement) -> Placement {
        let crop = self.crop(Placement { scale, eyes });
        let bounds = crop.bounds();
        let into = |centre: f32, length: f32, size: f32| {
            if length <= size { centre.max(length / 2.0).min(size - length / 2.0) } else { size / 2.0 }
        };
        let move_x = into(crop.centre.x, bounds.width, self.size.0) - crop.centre.x;
        let move_y = into(crop.centre.y, bounds.height, self.size.1) - crop.centre.y;
        // The crop moves one way, the eyes in it the other.
        let (sin, cos) = self.rotation_degrees.to_radians().sin_cos();
        Placement {
            scale,
            eyes: Point::new(
                eyes.x - (move_x * cos + move_y * sin) * scale,
                eyes.y - (move_y * cos - move_x * sin) * scale,
            ),
        }
    }

    /// How far from the middles of its ranges a placement is: the sum of the squared deviations.
    fn cost(&self, Placement { scale, eyes }: Placement) -> f32 {
        let CropTargets { head_top, eye_line, offset, width, .. } = self.targets;
        let sizes = self.sizes.iter().map(|size| size.span.deviation(size.shown * scale));
        let places = [
            eye_line.deviation(eyes.y),
            head_top.deviation(eyes.y - self.rise.shown * scale),
            (eyes.x - *width as f32 / 2.0) / offset.max(f32::EPSILON),
        ];
        sizes.chain(places).map(|deviation| deviation * deviation).sum()
    }

    fn crop(&self, Placement { scale, eyes }: Placement) -> Crop {
        let (width, height) = (self.targets.width as f32, self.targets.height as f32);
        let (sin, cos) = self.rotation_degrees.to_radians().sin_cos();
        // From the eyes to the middle of the crop, in pixels of the photo along the crop's axes.
        let (across, down) = ((width / 2.0 - eyes.x) / scale, (height / 2.0 - eyes.y) / scale);
        Crop {
            centre: Point::new(
                self.eyes.x + across * cos - down * sin,
                self.eyes.y + across * sin + down * cos,
            ),
            width: width / scale,
            height: height / scale,
            rotation_degrees: self.rotation_degrees,
        }
    }

    /// What the photo lacks for a placement, in pixels of the cropped picture.
    fn missing(&self, placement: Placement) -> MissingEdges {
        let bounds = self.crop(placement).bounds();
        let lacking = |length: f32| (length * placement.scale).max(0.0);
        MissingEdges {
            top: lacking(-bounds.y),
            bottom: lacking(bounds.bottom() - self.size.1),
            left: lacking(-bounds.x),
            right: lacking(bounds.right() - self.size.0),
        }
    }
}

/// What to say where `short` is too short at the largest scale that `long` allows.
///
/// Told is the head's top above the eyes where it is one of the two: hair is what makes heads differ.
fn disproportion(short: Wanted, long: Wanted) -> Obstacle {
    let (beside, at, scale, of) = if short.which == HeadLength::TopAboveEyes {
        (long, long.span.most, long.most_scale(), short)
    } else {
        (short, short.span.least, short.least_scale(), long)
    };
    Obstacle::Proportions { beside: beside.which, at, of: of.which, found: of.shown * scale, wanted: of.span }
}

#[cfg(test)]
mod tests;
