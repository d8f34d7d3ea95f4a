//! The garment: its colours, lightness, texture and how it stands out from the backdrop.

use image::RgbImage;
use kmeans_colors::{Kmeans, get_kmeans};
use serde::Serialize;

use super::Measured;
use super::backdrop::Backdrop;
use super::colour::{Lab, LabImage, ciede2000, percentile};
use super::texture::Texture;
use super::torso::{FaceFrame, Torso};
use super::unmeasurable::Unmeasurable;
use crate::coords::Rect;
use crate::perception::{Mask, Subject, steps_away};

/// Least area of the garment in the frame, in squares of the face's width.
const LEAST_AREA: f32 = 0.05;
/// Loose strands beside the hair, in pixels of the frame; across a garment they look like stripes.
const STRANDS: u8 = 3;
/// Most pixels that are clustered: the shares of more would not differ by a per cent.
const MOST_SAMPLES: usize = 800;
/// Clusters sought, before those that an eye would call one colour are joined.
const CLUSTERS: usize = 5;
/// CIEDE2000 below which two clusters are one colour: folds and lighting of one cloth stay below.
const SAME_COLOUR: f32 = 9.0;
/// Rows of the garment whose outline is compared: one in this many.
const OUTLINE_STEP: u32 = 2;
/// The clustering's fixed seed: the same photo gives the same colours, always.
const SEED: u64 = 0;

/// One of the garment's colours.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct GarmentColour {
    /// CIELAB (D65), mean of the cluster.
    pub colour: Lab,
    /// Share of the garment's visible area, 0 to 1.
    pub share: f32,
}

/// What the person wears, as far as the photo shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Garment {
    /// Dominant colours, the largest share first; the shares sum to 1.
    pub colours: Vec<GarmentColour>,
    /// Median L* over the outer garment, 0 to 100: without the V of an open jacket, where shirt and tie show.
    pub lightness: f32,
    /// Stripes, checks and prints of the outer garment.
    pub texture: Measured<Texture>,
    /// Median CIEDE2000 between garment and backdrop across their common outline; `None` if they do not meet.
    pub outline_contrast: Option<f32>,
    /// Around the garment, in pixels of the photo.
    pub region: Rect,
}

impl Garment {
    /// The colours that cover at least `least_share` of the garment, 0 to 1, and the largest one whatever its share.
    pub fn colours_from(&self, least_share: f32) -> impl Iterator<Item = Lab> {
        let counts =
            move |(rank, colour): &(usize, &GarmentColour)| *rank == 0 || colour.share >= least_share;
        self.colours.iter().enumerate().filter(counts).map(|(_, colour)| colour.colour)
    }

    /// Measures the garment that `torso` holds.
    ///
    /// # Errors
    /// [`Unmeasurable::Garment`] if too little is visible.
    pub fn measure(
        photo: &RgbImage,
        lab: LabImage<'_>,
        subject: &Subject,
        torso: &Torso,
        backdrop: Option<&Backdrop>,
    ) -> Result<Self, Unmeasurable> {
        let mask = &torso.garment;
        let face = FaceFrame::of(subject);
        let bounds = mask.bounds().ok_or(Unmeasurable::Garment)?;
        let least_area = LEAST_AREA * face.width * face.width;
        if (mask.area() as f32) < least_area {
            return Err(Unmeasurable::Garment);
        }
        // Collar, shirt and tie may be white or striped under a plain dark jacket. Where next to nothing else shows,
        // they are the garment.
        let outer_of = |mask: &Mask| {
            let (width, height) = (mask.width(), mask.height());
            let beside_front =
                Mask::from_fn(width, height, |x, y| mask.get(x, y) && !face.is_shirt_front(x, y));
            if (beside_front.area() as f32) < least_area { mask.clone() } else { beside_front }
        };
        let outer = outer_of(mask);
        let pixels: Vec<(u32, u32)> = mask.pixels().collect();
        let step = pixels.len().div_ceil(MOST_SAMPLES).max(1);
        let sampled: Vec<Lab> = pixels.iter().step_by(step).map(|&(x, y)| lab.get(x, y)).collect();
        let strands = torso.hair.dilated(STRANDS);
        // A check with squares of the skin's colour is nothing but holes; with these in, it can be read.
        let texture_of = |mask: &Mask| Texture::measure(photo, subject, &mask.without(&strands));
        Ok(Self {
            colours: dominant_colours(&sampled),
            lightness: lab.median_lightness(&outer).ok_or(Unmeasurable::Garment)?,
            texture: texture_of(&outer).or_else(|_| texture_of(&outer_of(&torso.surface))),
            outline_contrast: backdrop
                .and_then(|backdrop| outline_contrast(lab, subject, mask, backdrop, face)),
            region: subject.frame.to_photo(bounds),
        })
    }
}

/// k-means in CIELAB, clusters that look alike joined.
fn dominant_colours(sampled: &[Lab]) -> Vec<GarmentColour> {
    let clustered: Kmeans<Lab> = get_kmeans(CLUSTERS, 12, 1.0, false, sampled, SEED);
    let mut counts = vec![0_usize; clustered.centroids.len()];
    for &index in &clustered.indices {
        counts[usize::from(index)] += 1;
    }
    let mut colours: Vec<GarmentColour> = clustered
        .centroids
        .iter()
        .zip(&counts)
        .filter(|&(_, &count)| count > 0)
        .map(|(&colour, &count)| GarmentColour { colour, share: count as f32 / sampled.len() as f32 })
        .collect();
    while let Some((first, second)) = closest_pair(&colours) {
        let joined = mix(colours[first], colours[second]);
        colours.remove(second);
        colours[first] = joined;
    }
    colours.sort_by(|a, b| b.share.total_cmp(&a.share));
    colours
}

/// The two most alike colours, if they would pass for one; the lower index first.
fn closest_pair(colours: &[GarmentColour]) -> Option<(usize, usize)> {
    let pairs = (0..colours.len()).flat_map(|second| (0..second).map(move |first| (first, second)));
    pairs
        .map(|(first, second)| (first, second, ciede2000(colours[first].colour, colours[second].colour)))
        .filter(|&(_, _, difference)| difference < SAME_COLOUR)
        .min_by(|a, b| a.2.total_cmp(&b.2))
        .map(|(first, second, _)| (first, second))
}

fn mix(a: GarmentColour, b: GarmentColour) -> GarmentColour {
    let share = a.share + b.share;
    let weight = b.share / share;
    let between = |from: f32, to: f32| from + (to - from) * weight;
    let colour = Lab::new(
        between(a.colour.l, b.colour.l),
        between(a.colour.a, b.colour.a),
        between(a.colour.b, b.colour.b),
    );
    GarmentColour { colour, share }
}

/// Colours a little inside and a little outside the line where garment and backdrop meet, compared in pairs.
fn outline_contrast(
    lab: LabImage<'_>,
    subject: &Subject,
    garment: &Mask,
    backdrop: &Backdrop,
    face: FaceFrame,
) -> Option<f32> {
    // The seam left out of both masks, plus as much again.
    let reach = (0.16 * face.width).round().max(3.0) as i32;
    let mut contrasts = Vec::new();
    for (x, y) in garment.pixels().filter(|(_, y)| y.is_multiple_of(OUTLINE_STEP)) {
        for step in [(-1, 0), (1, 0), (0, -1)] {
            let place = |distance| steps_away((x, y), step, distance);
            let is_in = |mask: &Mask, distance: i32| {
                let (x, y) = place(distance);
                mask.get(x, y)
            };
            if is_in(garment, 1) || !(1..=reach).any(|distance| is_beside_person(subject, place(distance))) {
                continue;
            }
            if let Some(distance) = (1..=reach).find(|&distance| is_in(&backdrop.mask, distance)) {
                let (outside_x, outside_y) = place(distance);
                contrasts.push(ciede2000(lab.get(x, y), lab.get(outside_x, outside_y)));
            }
        }
    }
    percentile(contrasts, 0.5)
}

/// Whether a pixel of the frame shows the person less probably than not.
fn is_beside_person(subject: &Subject, (x, y): (u32, u32)) -> bool {
    subject.person.get_pixel_checked(x, y).is_some_and(|probability| probability.0[0] < 128)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_cloths_give_two_colours_with_their_shares() {
        let navy = Lab::new(15.0, 5.0, -20.0);
        let white = Lab::new(95.0, 0.0, 1.0);
        let sampled: Vec<Lab> = (0..1000)
            .map(|index| {
                let fold = (index % 7) as f32 * 0.5;
                let base = if index % 4 == 0 { white } else { navy };
                Lab::new(base.l - fold, base.a, base.b)
            })
            .collect();
        let colours = dominant_colours(&sampled);
        assert_eq!(colours.len(), 2, "{colours:?}");
        assert!((colours[0].share - 0.75).abs() < 0.02 && ciede2000(colours[0].colour, navy) < 4.0);
        assert!(ciede2000(colours[1].colour, white) < 4.0);
    }

    #[test]
    fn clustering_is_repeatable() {
        let sampled: Vec<Lab> =
            (0..800).map(|index| Lab::new((index % 90) as f32, (index % 17) as f32, 0.0)).collect();
        assert_eq!(dominant_colours(&sampled), dominant_colours(&sampled));
    }
}
