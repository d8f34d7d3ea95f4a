//! The strip below the photo: verdict, what does not pass and why, the measured colours, and the legend.

use image::{Rgb, RgbImage};
use palette::{IntoColor, Srgb};

use super::draw;
use super::lettering::Lettering;
use super::marks::{Key, Sample};
use super::style::{self, Sizes};
use super::words;
use crate::check::Inspection;
use crate::coords::{Point, Rect};
use crate::finding::Status;
use crate::measurement::Lab;
use crate::report::Report;

/// Shares of the garment below this get no swatch: they are buttons and seams.
const LEAST_SHARE: f32 = 0.02;
/// Most lines of one message; the rest is in the report.
const MOST_LINES: usize = 8;

/// One thing to draw; y runs from the banner's top.
enum Item {
    Fill { place: Rect, colour: Rgb<u8> },
    Swatch { place: Rect, colour: Rgb<u8> },
    Sample { place: Rect, key: Key },
    Text { corner: (f32, f32), size: f32, colour: Rgb<u8>, text: String },
}

/// The strip, laid out for one width.
pub(super) struct Banner {
    items: Vec<Item>,
    height: u32,
}

impl Banner {
    /// Lays the strip out for a canvas of that width, in pixels.
    pub fn new(
        inspection: &Inspection,
        keys: &[Key],
        lettering: &Lettering,
        sizes: Sizes,
        width: u32,
    ) -> Self {
        let mut layout = Layout { items: Vec::new(), lettering, sizes, width: width as f32, y: 0.0 };
        layout.verdict(&inspection.report);
        // Too narrow for a word: the colour has to do.
        if layout.width >= 4.0 * sizes.text {
            layout.findings(&inspection.report);
            layout.swatches(inspection);
            layout.legend(keys);
            layout.y += sizes.gap;
        }
        Self { height: layout.y.ceil() as u32, items: layout.items }
    }

    /// Height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Draws the strip on the canvas, from row `top` down.
    pub fn draw(&self, canvas: &mut RgbImage, top: u32, lettering: &Lettering, sizes: Sizes) {
        let moved = |place: Rect| Rect { y: place.y + top as f32, ..place };
        let ground = Rect::new(0.0, top as f32, canvas.width() as f32, self.height as f32);
        draw::fill(canvas, ground, style::BANNER_GROUND);
        for item in &self.items {
            match item {
                Item::Fill { place, colour } => draw::fill(canvas, moved(*place), *colour),
                Item::Swatch { place, colour } => {
                    let place = moved(*place);
                    let rim = sizes.line.round().max(1.0);
                    draw::fill(canvas, place, style::BANNER_QUIET);
                    draw::fill(canvas, shrunk(place, rim), *colour);
                }
                Item::Sample { place, key } => sample(canvas, moved(*place), *key, sizes),
                Item::Text { corner: (x, y), size, colour, text } => {
                    lettering.write(canvas, (*x, y + top as f32), *size, *colour, text);
                }
            }
        }
    }
}

/// The banner as it grows downwards.
struct Layout<'a> {
    items: Vec<Item>,
    lettering: &'a Lettering,
    sizes: Sizes,
    width: f32,
    y: f32,
}

impl Layout<'_> {
    /// A bar in the verdict's colour, the verdict on it, and how many rules led to it.
    fn verdict(&mut self, report: &Report) {
        let Sizes { heading, text, gap, .. } = self.sizes;
        let colour = style::verdict_colour(report.verdict);
        let height = (heading + 1.2 * gap).round();
        self.items.push(Item::Fill { place: Rect::new(0.0, 0.0, self.width, height), colour });
        let word = self.lettering.word(&words::verdict(report.verdict)).to_owned();
        let on_colour = style::text_on(colour);
        let word_width = self.lettering.width(&word, heading);
        if word_width <= self.width {
            self.text((gap, (height - heading) / 2.0), heading, on_colour, &word);
        }
        let summary = summary(report, self.lettering);
        let summary_width = self.lettering.width(&summary, text);
        if word_width + summary_width + 4.0 * gap <= self.width {
            let corner = (self.width - gap - summary_width, (height - text) / 2.0);
            self.text(corner, text, on_colour, &summary);
        }
        self.y = height + self.sizes.gap;
    }

    /// A chip in the status's colour, the rule, and the message, wrapped.
    fn findings(&mut self, report: &Report) {
        let Sizes { text, gap, .. } = self.sizes;
        let chip = (0.6 * text).round();
        let left = gap + chip + gap;
        for entry in entries(report, self.lettering) {
            let colour = style::status_colour(entry.status);
            let place = Rect::new(gap, (self.y + (text - chip) / 2.0).round(), chip, chip);
            self.items.push(Item::Fill { place, colour });
            let mut rules = entry.rules.as_str();
            let full = format!("{rules}{}{}", self.lettering.word(&words::COLON), entry.message);
            for line in self.lettering.wrap(&full, text, self.width - left - gap).iter().take(MOST_LINES) {
                // The rules stand out from the message, over as many lines as they take.
                let lead = line.strip_prefix(rules).map_or_else(
                    || if rules.starts_with(line.as_str()) { line.len() } else { 0 },
                    |_| rules.len(),
                );
                let (named, rest) = line.split_at(lead);
                rules = rules.get(lead..).unwrap_or_default().trim_start();
                self.text((left, self.y), text, lightened(colour), named);
                let after = if named.is_empty() { 0.0 } else { self.lettering.width(named, text) - 1.0 };
                self.text((left + after, self.y), text, style::BANNER_TEXT, rest);
                self.y += text;
            }
            self.y += gap / 2.0;
        }
    }

    /// The garment's colours with their shares, skin and backdrop.
    fn swatches(&mut self, inspection: &Inspection) {
        let Sizes { text, gap, .. } = self.sizes;
        let measurements = &inspection.measurements;
        let garment: Vec<(Lab, String)> = measurements.garment.as_ref().map_or(Vec::new(), |garment| {
            let shown = garment.colours.iter().filter(|colour| colour.share >= LEAST_SHARE);
            shown.map(|colour| (colour.colour, format!("{:.0} %", 100.0 * colour.share))).collect()
        });
        let skin = measurements.skin.as_ref().map_or(Vec::new(), |skin| vec![(skin.colour, String::new())]);
        let backdrop = measurements
            .backdrop
            .as_ref()
            .map_or(Vec::new(), |backdrop| vec![(backdrop.colour, String::new())]);
        let swatch_width = 1.5 * text;
        let mut flow = Flow::new(gap, self.width - gap);
        for (name, colours) in [
            (words::GARMENT_COLOURS, garment),
            (words::SKIN_COLOUR, skin),
            (words::BACKDROP_COLOUR, backdrop),
        ] {
            let name = self.lettering.word(&name).to_owned();
            if colours.is_empty() {
                continue;
            }
            let name_width = self.lettering.width(&name, text);
            let mut name = Some(name.as_str());
            for (colour, share) in colours {
                let before = if name.is_some() { name_width + gap } else { 0.0 };
                let share_width =
                    if share.is_empty() { 0.0 } else { gap / 2.0 + self.lettering.width(&share, text) };
                let (mut x, row) = flow.place(before + swatch_width + share_width, 1.6 * gap);
                let y = self.y + row as f32 * (text + gap / 2.0);
                // The name and the first of its colours stay together.
                if let Some(name) = name.take() {
                    self.text((x, y), text, style::BANNER_QUIET, name);
                    x += before;
                }
                let place = Rect::new(x.round(), (y + 0.1 * text).round(), swatch_width, 0.85 * text);
                self.items.push(Item::Swatch { place, colour: srgb(colour) });
                if !share.is_empty() {
                    self.text((x + swatch_width + gap / 2.0, y), text, style::BANNER_TEXT, &share);
                }
            }
        }
        self.y += flow.rows() as f32 * (text + gap / 2.0);
    }

    /// Which colour marks what.
    fn legend(&mut self, keys: &[Key]) {
        let Sizes { small, gap, .. } = self.sizes;
        let sample = 1.4 * small;
        let mut flow = Flow::new(gap, self.width - gap);
        if !keys.is_empty() {
            self.y += gap / 2.0;
        }
        for key in keys {
            let width = sample + 0.7 * gap + self.lettering.width(self.lettering.word(&key.name), small);
            let (x, row) = flow.place(width, 1.6 * gap);
            let y = self.y + row as f32 * small * 1.1;
            let place =
                Rect::new(x.round(), (y + 0.2 * small).round(), sample.round(), (0.6 * small).round());
            self.items.push(Item::Sample { place, key: *key });
            self.text(
                (x + sample + 0.7 * gap, y),
                small,
                style::BANNER_QUIET,
                self.lettering.word(&key.name),
            );
        }
        self.y += flow.rows() as f32 * small * 1.1;
    }

    fn text(&mut self, corner: (f32, f32), size: f32, colour: Rgb<u8>, text: &str) {
        self.items.push(Item::Text { corner, size, colour, text: text.to_owned() });
    }
}

/// Places things in rows from left to right, like words.
struct Flow {
    left: f32,
    right: f32,
    x: f32,
    row: usize,
}

impl Flow {
    fn new(left: f32, right: f32) -> Self {
        Self { left, right, x: left, row: 0 }
    }

    /// x and row of the next thing, `width` pixels wide and `gap` pixels from its neighbour.
    fn place(&mut self, width: f32, gap: f32) -> (f32, usize) {
        if self.x > self.left && self.x + width > self.right {
            self.x = self.left;
            self.row += 1;
        }
        let x = self.x;
        self.x += width + gap;
        (x, self.row)
    }

    /// Number of rows that hold something.
    fn rows(&self) -> usize {
        if self.x > self.left { self.row + 1 } else { 0 }
    }
}

/// One message below the verdict.
struct Entry<'a> {
    status: Status,
    /// One rule, or all that could not be assessed for the same reason.
    rules: String,
    message: &'a str,
}

/// What does not pass, in the report's order. Without a face most rules say the same; they share an entry.
fn entries<'a>(report: &'a Report, lettering: &Lettering) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for finding in report.findings.iter().filter(|finding| finding.status != Status::Pass) {
        let message = lettering.word(&finding.message);
        let same = |entry: &&mut Entry<'a>| {
            finding.status == Status::NotAssessed
                && entry.status == Status::NotAssessed
                && entry.message == message
        };
        if let Some(entry) = entries.iter_mut().find(same) {
            entry.rules.push_str(", ");
            entry.rules.push_str(&finding.rule);
        } else {
            let is_open = finding.status == Status::NotAssessed;
            let lead = if is_open { lettering.word(&words::NOT_ASSESSED) } else { "" };
            entries.push(Entry { status: finding.status, rules: format!("{lead}{}", finding.rule), message });
        }
    }
    entries
}

/// How many rules failed, ask for a look, could not be assessed; or that all are met.
fn summary(report: &Report, lettering: &Lettering) -> String {
    let count = |status| report.findings.iter().filter(|finding| finding.status == status).count();
    let parts: Vec<String> = [Status::Fail, Status::Review, Status::NotAssessed]
        .into_iter()
        .map(|status| (count(status), words::status(status)))
        .filter(|&(number, _)| number > 0)
        .map(|(number, word)| format!("{number} {}", lettering.word(&word)))
        .collect();
    if !parts.is_empty() {
        return parts.join(" · ");
    }
    let (all, met) = (lettering.word(&words::ALL), lettering.word(&words::RULES_MET));
    format!("{all} {} {met}", report.findings.len())
}

/// A sample of a mark for the legend.
fn sample(canvas: &mut RgbImage, place: Rect, key: Key, sizes: Sizes) {
    let middle = place.centre().y;
    match key.sample {
        Sample::Area => {
            draw::tint(canvas, place, key.colour, 0.3);
            let corners = [
                Point::new(place.x, place.y),
                Point::new(place.right(), place.y),
                Point::new(place.right(), place.bottom()),
                Point::new(place.x, place.bottom()),
            ];
            draw::outline(canvas, &corners, sizes.line, key.colour);
        }
        Sample::Line => {
            let ends = [Point::new(place.x, middle), Point::new(place.right(), middle)];
            draw::line(canvas, ends, sizes.line, key.colour, 1.0);
            draw::dot(canvas, place.centre(), 3.5 * sizes.line, key.colour);
        }
        Sample::Dots => {
            for share in [0.15, 0.5, 0.85] {
                let centre = Point::new(place.x + share * place.width, middle);
                draw::dot(canvas, centre, 2.2 * sizes.line, key.colour);
            }
        }
    }
}

fn shrunk(rect: Rect, by: f32) -> Rect {
    Rect::new(rect.x + by, rect.y + by, rect.width - 2.0 * by, rect.height - 2.0 * by)
}

/// Half-way to white: status colours are made for grounds, and too dark for letters on the banner.
fn lightened(colour: Rgb<u8>) -> Rgb<u8> {
    Rgb(colour.0.map(|value| u8::midpoint(value, 255)))
}

/// The nearest displayable colour.
fn srgb(colour: Lab) -> Rgb<u8> {
    let srgb: Srgb<f32> = colour.into_color();
    Rgb(srgb.into_format::<u8>().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measurement::colour::lab_from_srgb;

    #[test]
    fn swatches_show_the_measured_colour() {
        let navy = [20, 30, 80];
        let back = srgb(lab_from_srgb(navy)).0;
        assert!(navy.iter().zip(back).all(|(a, b)| a.abs_diff(b) <= 1), "{back:?}");
    }

    #[test]
    fn things_flow_like_words() {
        let mut flow = Flow::new(0.0, 100.0);
        assert_eq!(flow.rows(), 0);
        let rows: Vec<usize> = [60.0, 30.0, 50.0, 200.0, 10.0].map(|width| flow.place(width, 5.0).1).to_vec();
        assert_eq!(rows, [0, 0, 1, 2, 3]);
        assert_eq!(flow.rows(), 4);
    }
}
