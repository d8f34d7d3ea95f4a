//! Which photos of a page get a marked copy, and under which name.

use std::collections::HashSet;
use std::path::Path;

use photogate_batch::walk::Item;

use super::evaluation::Case;
use super::results::Results;

/// The folder of the pictures, beside the page.
const FOLDER: &str = "pictures";

/// So much of a photo's name is kept in that of its picture.
const NAME_LENGTH: usize = 80;

/// A marked copy to be made.
#[derive(Debug)]
pub struct Overlay {
    /// The photo.
    pub item: Item,
    /// Its file name, as labels spell it.
    pub file: String,
    /// Where the copy goes, seen from the page.
    pub target: String,
}

/// One overlay for each photo that `cases` speak of and `results` know, in the order of the cases.
pub fn plan<'a>(cases: impl Iterator<Item = &'a Case<'a>>, results: &Results) -> Vec<Overlay> {
    let mut overlays: Vec<Overlay> = Vec::new();
    let mut planned = HashSet::new();
    for case in cases {
        let file = &case.label.file;
        // A photo that could not be judged cannot be marked.
        let Some(photo) = results.photo(file).filter(|photo| photo.error.is_none()) else { continue };
        // Both sides of a photo may be mistaken; it is shown marked as a whole.
        if planned.insert(file) {
            let target = format!("{FOLDER}/{:03}-{}.jpg", overlays.len() + 1, plain(file));
            let relative = file.into();
            let item = Item { path: photo.path.clone(), relative, argument: 0, failure: None };
            overlays.push(Overlay { item, file: file.clone(), target });
        }
    }
    overlays
}

/// The stem of `file` with nothing in it that a file system or an address reads in its own way.
fn plain(file: &str) -> String {
    let stem = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
    let plain = |c: char| if c.is_alphanumeric() || "-_".contains(c) { c } else { '_' };
    stem.chars().take(NAME_LENGTH).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::evaluation::Evaluation;
    use crate::evaluate::evaluation::tests::{finding, label, results};
    use crate::evaluate::labels::Labels;

    #[test]
    fn a_photo_gets_one_picture_and_one_without_a_result_none() {
        let labels = Labels {
            labels: vec![
                label("王 芳#1.jpg", "hair.ears", Some("image_left"), true),
                label("王 芳#1.jpg", "hair.ears", Some("image_right"), true),
                label("gone.jpg", "hair.ears", Some("image_left"), true),
                label("b.png", "hair.ears", Some("image_left"), true),
            ],
            ..Labels::default()
        };
        let results = results(vec![
            ("in/王 芳#1.jpg", vec![finding("hair.ears", Some(0.1), &[])]),
            ("in/b.png", vec![finding("hair.ears", Some(0.1), &[])]),
        ]);
        let evaluation = Evaluation::new(&labels, &results);
        let overlays = plan(evaluation.cases.iter(), &results);
        let targets: Vec<_> = overlays.iter().map(|overlay| overlay.target.as_str()).collect();
        assert_eq!(targets, ["pictures/001-王_芳_1.jpg", "pictures/002-b.jpg"]);
        assert_eq!(overlays[0].item.path, Path::new("in/王 芳#1.jpg"));
    }
}
