//! What a photo looks like, in 256 bits: nearly identical pictures have nearly the same.

use image::DynamicImage;
use image::imageops::{FilterType, resize};
use photogate_batch::Journal;

use crate::error::ReportError;

/// Pictures that differ in at most so many of the 256 bits are nearly identical.
///
/// Measured on small pictures of 240 pixels (the tests below print the figures). One picture that is compressed again
/// at quality 30, made smaller by a third, or made brighter by 20 of 255 differs from itself in at most 8 bits in 95 of
/// 100 cases (all pictures of `testdata/photos`). The closest two different people differ in 22 bits (3,321 pairs, 496 of
/// them from one studio), before one blue backdrop in 41 (28,219 pairs). A cut of 2 % moves 9 bits at the median, so every
/// other picture that was cut again is missed. Five thousand people are 13 million pairs, more than was measured: what is
/// found is a reason to look, not a verdict.
pub const LIKENESS_LIMIT: u32 = 8;

/// A square's neighbour is brighter if it is so by more than this, of 255: less is the noise of an even backdrop.
const NOISE: u8 = 2;

/// Squares a side; 16 × 16 comparisons are 256 bits. The usual 8 × 8 do not tell people before one backdrop apart.
const SIDE: u32 = 16;

/// What a photo looks like: for each of 16 × 16 squares of the small picture, whether its right neighbour is brighter
/// (the gradient hash of N. Krawetz, "Kind of like that", 2013).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look([u64; 4]);

impl Look {
    /// In how many of 256 bits two pictures differ.
    #[must_use]
    pub fn distance(self, other: Self) -> u32 {
        self.0.iter().zip(other.0).map(|(a, b)| (a ^ b).count_ones()).sum()
    }

    /// What the small pictures in `journal` look like, in the order of the photos; `None` for photos without one.
    ///
    /// # Errors
    /// [`ReportError::Journal`] if a record or a picture cannot be read.
    pub fn of_photos(journal: &Journal) -> Result<Vec<Option<Self>>, ReportError> {
        let mut looks = Vec::with_capacity(journal.known().len());
        for entry in journal.latest()? {
            looks.push(journal.thumbnail(&entry?)?.and_then(|jpeg| Self::of_jpeg(&jpeg)));
        }
        Ok(looks)
    }

    /// `None` if it is no picture.
    fn of_jpeg(jpeg: &[u8]) -> Option<Self> {
        image::load_from_memory_with_format(jpeg, image::ImageFormat::Jpeg)
            .ok()
            .map(|picture| Self::of(&picture))
    }

    // A dozen lines: the crates for perceptual hashes bring a Fourier transform for the hashes that are not used here.
    fn of(picture: &DynamicImage) -> Self {
        let small = resize(&picture.to_luma8(), SIDE + 1, SIDE, FilterType::Triangle);
        let mut bits = [0; 4];
        for (x, y, value) in small.enumerate_pixels().filter(|(x, ..)| *x < SIDE) {
            if small.get_pixel(x + 1, y)[0] > value[0].saturating_add(NOISE) {
                let place = (y * SIDE + x) as usize;
                bits[place / 64] |= 1 << (place % 64);
            }
        }
        Self(bits)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};

    use super::*;

    fn pictures(folder: &str) -> Vec<(String, DynamicImage)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
            .map(|entries| entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect())
            .unwrap_or_default();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "jpg"));
        paths.sort();
        let small = |path: PathBuf| {
            // Some are of another format than their names say.
            let bytes = std::fs::read(&path).expect("a file");
            let picture = image::load_from_memory(&bytes).expect("a picture").thumbnail(240, 240);
            (path.file_stem().expect("a name").to_string_lossy().into_owned(), picture)
        };
        paths.into_iter().map(small).collect()
    }

    /// What happens to a picture that is exported again: other sizes, other compression, a brighter version, a cut of
    /// two percent.
    fn exported_again(picture: &DynamicImage) -> Vec<DynamicImage> {
        use image::imageops::FilterType::Triangle;
        let (width, height) = (picture.width(), picture.height());
        let mut poor = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut poor, 30);
        picture.to_rgb8().write_with_encoder(encoder).expect("memory");
        let cut = picture.crop_imm(width / 100, height / 100, width * 98 / 100, height * 98 / 100);
        vec![
            image::load_from_memory(&poor).expect("a picture"),
            picture.resize_exact(width * 2 / 3, height * 2 / 3, Triangle),
            picture.brighten(20),
            cut,
        ]
    }

    #[test]
    fn one_picture_exported_again_is_nearly_identical() {
        let all = pictures("testdata/photos");
        assert!(all.len() > 20, "the pictures of testdata");
        let mut distances: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for (_, picture) in &all {
            let look = Look::of(picture);
            for (way, again) in exported_again(picture).iter().enumerate() {
                let distance = Look::of(again).distance(look);
                distances.entry(way).or_default().push(distance);
            }
        }
        for (way, mut distances) in distances {
            distances.sort_unstable();
            let (median, p95) = (distances[distances.len() / 2], distances[distances.len() * 95 / 100]);
            println!("way {way}: median {median}, 95th percentile {p95}, most {:?}", distances.last());
            assert!(way == 3 || p95 <= LIKENESS_LIMIT, "way {way}: {p95}");
        }
    }

    /// The research pictures are not in the repository: the test is skipped without them.
    #[test]
    fn different_people_are_told_apart() {
        for folder in ["../shared/data/portraits", "../shared/data/campaign"] {
            let all = pictures(folder);
            if all.is_empty() {
                println!("skipped: {folder} is not here");
                continue;
            }
            let looks: Vec<_> = all.iter().map(|(name, picture)| (person(name), Look::of(picture))).collect();
            let mut pairs = Vec::new();
            for (place, (a, look)) in looks.iter().enumerate() {
                let others = looks[..place].iter().filter(|(b, _)| a != b);
                pairs.extend(others.map(|(b, other)| (look.distance(*other), a, b)));
            }
            pairs.sort_unstable();
            println!("{folder}: {} pairs, the closest {:?}", pairs.len(), &pairs[..pairs.len().min(5)]);
            assert!(pairs[0].0 > 2 * LIKENESS_LIMIT, "{:?}", pairs[0]);
        }
    }

    /// Pictures of the campaign are made from portraits: `hiv159_0204` shows whom `hiv159` shows.
    fn person(name: &str) -> &str {
        name.split('_').next().unwrap_or(name)
    }
}
