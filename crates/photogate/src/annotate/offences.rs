//! The findings that do not pass: a box where to look, and a label that says what was measured.

use image::RgbImage;

use super::draw;
use super::lettering::{Lettering, quantity};
use super::style::{self, Sizes};
use super::words;
use crate::check::Inspection;
use crate::coords::Rect;
use crate::finding::{Finding, Region, Status};

/// How much worse it is to cover an earlier label, or a face, than a part of the same size of a box's outline.
const COVERS_LABEL: f32 = 20.0;
const COVERS_FACE: f32 = 5.0;
/// Rows of places tried down both sides of the photo when there is no room beside the box.
const ROWS: u16 = 24;

/// Draws boxes and labels inside the photo, which fills the canvas from its top left corner.
pub(super) fn draw(canvas: &mut RgbImage, inspection: &Inspection, lettering: &Lettering, sizes: Sizes) {
    let photo = Rect::new(0.0, 0.0, inspection.photo.width() as f32, inspection.photo.height() as f32);
    let faces: Vec<Rect> =
        inspection.portrait.faces.iter().map(|face| face.landmarks.bounds().intersection(photo)).collect();
    let marked: Vec<(&Finding, Region)> = inspection
        .report
        .findings
        .iter()
        .filter(|finding| finding.status != Status::Pass)
        .filter_map(|finding| Some((finding, finding.region?)))
        .collect();
    let boxes: Vec<Rect> =
        marked.iter().enumerate().map(|(index, _)| nested(&marked, index, sizes)).collect();
    for ((finding, _), &rect) in marked.iter().zip(&boxes) {
        draw::frame(canvas, rect, sizes.frame, style::status_colour(finding.status));
    }
    let mut taken: Vec<Rect> = Vec::new();
    for ((finding, _), &rect) in marked.iter().zip(&boxes) {
        if let Some(label) = Label::of(finding, lettering, sizes, photo) {
            let place = best_place(label.width, label.height, rect, photo, &faces, &taken);
            label.draw(canvas, place, lettering);
            taken.push(place);
        }
    }
}

/// The box of a finding; several findings about one region get boxes inside each other.
fn nested(marked: &[(&Finding, Region)], index: usize, sizes: Sizes) -> Rect {
    let region = marked[index].1;
    let before = marked[..index].iter().filter(|(_, earlier)| *earlier == region).count();
    let (width, height) = (region.width as f32, region.height as f32);
    let inset =
        (before as f32 * (sizes.frame.round() + sizes.line.ceil() + 1.0)).min(width.min(height) / 3.0);
    Rect::new(region.x as f32 + inset, region.y as f32 + inset, width - 2.0 * inset, height - 2.0 * inset)
}

/// Rule, measured value and limit.
struct Label {
    lines: Vec<String>,
    status: Status,
    size: f32,
    padding: f32,
    width: f32,
    height: f32,
}

impl Label {
    /// `None` if it does not fit into the photo; the banner has the same and more.
    fn of(finding: &Finding, lettering: &Lettering, sizes: Sizes, photo: Rect) -> Option<Self> {
        let size = sizes.small;
        let padding = (sizes.gap / 2.0).ceil();
        let widest = photo.width - 2.0 * padding;
        let value = finding.measured.map(|measured| {
            let limit = finding.limit.map_or(String::new(), |limit| {
                // The unit once is enough.
                let (limit, _) = quantity(limit, &finding.unit, lettering.language());
                format!("{}{limit}{}", lettering.word(&words::LIMIT), lettering.word(&words::LIMIT_END))
            });
            let (number, unit) = quantity(measured, &finding.unit, lettering.language());
            let space = if unit.is_empty() { "" } else { " " };
            format!("{number}{space}{unit}{limit}")
        });
        let one_line = match &value {
            Some(value) => format!("{}{}{value}", finding.rule, lettering.word(&words::COLON)),
            None => finding.rule.clone(),
        };
        let lines = if lettering.width(&one_line, size) <= widest {
            vec![one_line]
        } else {
            [Some(finding.rule.clone()), value].into_iter().flatten().collect()
        };
        let text = lines.iter().map(|line| lettering.width(line, size)).fold(0.0, f32::max);
        let (width, height) = (text + 2.0 * padding, lines.len() as f32 * size + 2.0 * padding);
        let fits = width <= photo.width && height <= photo.height / 2.0;
        fits.then_some(Self { lines, status: finding.status, size, padding, width, height })
    }

    fn draw(&self, canvas: &mut RgbImage, place: Rect, lettering: &Lettering) {
        let ground = style::status_colour(self.status);
        draw::fill(canvas, place, ground);
        for (row, line) in self.lines.iter().enumerate() {
            let corner = (place.x + self.padding, place.y + self.padding + row as f32 * self.size);
            lettering.write(canvas, corner, self.size, style::text_on(ground), line);
        }
    }
}

/// Where a label of that size covers the least: at its box if that is free, at the photo's sides if not. Always
/// inside the photo.
fn best_place(width: f32, height: f32, rect: Rect, photo: Rect, faces: &[Rect], taken: &[Rect]) -> Rect {
    let (far_x, far_y) = (photo.right() - width, photo.bottom() - height);
    let at_box = [
        (rect.x, rect.y),
        (rect.right() - width, rect.y),
        (rect.x, rect.y - height),
        (rect.right() - width, rect.y - height),
        (rect.x, rect.bottom()),
        (rect.x, rect.y + height),
        (rect.right() - width, rect.y + height),
        (rect.x, rect.bottom() - height),
        (rect.right() - width, rect.bottom() - height),
    ];
    let below_others =
        taken.iter().flat_map(|label| [(label.x, label.bottom()), (label.x, label.y - height)]);
    let sides = (0..=ROWS).flat_map(|row| {
        let y = rect.y + (photo.bottom() - height - rect.y) * f32::from(row) / f32::from(ROWS);
        let above = far_y * f32::from(row) / f32::from(ROWS);
        [(0.0, y), (far_x, y), (0.0, above), (far_x, above)]
    });
    let mut best: Option<(f32, Rect)> = None;
    for (x, y) in at_box.into_iter().chain(below_others).chain(sides) {
        // Whole pixels: a shared edge is no overlap.
        let place = Rect::new(
            x.clamp(0.0, far_x.max(0.0)).floor(),
            y.clamp(0.0, far_y.max(0.0)).floor(),
            width.ceil().min(photo.width),
            height.ceil().min(photo.height),
        );
        let covered = |others: &[Rect]| -> f32 {
            others.iter().map(|other| place.intersection(*other).area()).sum::<f32>() / place.area().max(1.0)
        };
        let cost = COVERS_LABEL * covered(taken) + COVERS_FACE * covered(faces);
        // Places are tried from good to makeshift, so only a clearly better one counts.
        if best.is_none_or(|(least, _)| cost < least - 1e-3) {
            best = Some((cost, place));
        }
    }
    best.map_or(Rect::default(), |(_, place)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHOTO: Rect = Rect::new(0.0, 0.0, 480.0, 640.0);

    fn inside(place: Rect) -> bool {
        place.x >= 0.0 && place.y >= 0.0 && place.right() <= 480.0 && place.bottom() <= 640.0
    }

    #[test]
    fn labels_stay_inside_wherever_the_box_lies() {
        for (x, y) in [(0.0, 0.0), (470.0, 0.0), (0.0, 635.0), (475.0, 635.0), (200.0, 300.0)] {
            let place = best_place(220.0, 18.0, Rect::new(x, y, 5.0, 5.0), PHOTO, &[], &[]);
            assert!(inside(place), "{place:?}");
        }
    }

    #[test]
    fn labels_keep_off_the_face_and_off_each_other() {
        let face = Rect::new(140.0, 100.0, 200.0, 260.0);
        let mut taken = Vec::new();
        for _ in 0..8 {
            let place =
                best_place(220.0, 18.0, Rect::new(150.0, 110.0, 180.0, 230.0), PHOTO, &[face], &taken);
            assert!(inside(place));
            assert!(place.intersection(face).area() < 1.0, "{place:?}");
            assert!(taken.iter().all(|&other| place.intersection(other).area() < 1.0), "{place:?} {taken:?}");
            taken.push(place);
        }
    }
}
