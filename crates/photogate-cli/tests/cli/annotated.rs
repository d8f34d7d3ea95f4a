//! Marked copies.

use std::fs;
use std::path::Path;

use crate::support::{Folder, Outcome, check};

fn annotate(input: &Path, copies: &Path) -> Outcome {
    check![input, "--annotate", copies]
}

#[test]
fn each_judged_photo_gets_a_copy_below_the_same_folders() {
    let folder = Folder::new();
    let original = folder.failing("in/五班/王芳.jpg");
    folder.passing("in/a.jpg");
    folder.text("in/broken.jpg");
    let outcome = annotate(&folder.path().join("in"), &folder.path().join("new/marked"));
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(2), ""));
    assert_eq!(folder.list("new/marked"), ["a.jpg", "五班/王芳.jpg"]);
    let original = image::open(original).expect("a picture").to_rgb8();
    let copy = image::open(folder.path().join("new/marked/五班/王芳.jpg")).expect("a picture").to_rgb8();
    assert!(copy.width() >= original.width() && copy.height() >= original.height());
    assert_ne!(copy, original, "something is drawn on it");
}

#[test]
fn a_second_run_replaces_the_copies_of_the_first() {
    let folder = Folder::new();
    folder.passing("in/a.jpg");
    let (input, copies) = (folder.path().join("in"), folder.path().join("marked"));
    for _ in 0..2 {
        assert_eq!(annotate(&input, &copies).code, Some(0));
    }
    assert_eq!(folder.list("marked"), ["a.jpg"]);
}

#[test]
fn a_copy_that_cannot_be_written_is_an_error_and_the_rest_go_on() {
    let folder = Folder::new();
    folder.passing("in/a.jpg");
    folder.passing("in/sub/b.jpg");
    folder.passing("in/z.jpg");
    fs::write(folder.at("marked/sub"), "a file where a folder is needed").expect("room");
    let outcome = annotate(&folder.path().join("in"), &folder.path().join("marked"));
    assert_eq!(outcome.code, Some(2));
    assert!(outcome.stderr.starts_with("error: cannot write the marked copy of "), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("sub/b.jpg"), "{}", outcome.stderr);
    assert!(outcome.stdout.contains("3 photos: 3 pass"), "{}", outcome.stdout);
    assert_eq!(folder.list("marked"), ["a.jpg", "sub", "z.jpg"]);
}

#[test]
fn a_photo_is_never_replaced_by_a_copy() {
    let folder = Folder::new();
    let photo = folder.passing("in/a.jpg");
    let before = fs::read(&photo).expect("it is there");
    let input = folder.path().join("in");
    for (input, copies) in [(&input, input.clone()), (&input, input.join("marked")), (&photo, input.clone())]
    {
        let outcome = annotate(input, &copies);
        assert_eq!(outcome.code, Some(2));
        assert!(outcome.stderr.contains("--annotate"), "{}", outcome.stderr);
        assert_eq!(outcome.stdout, "", "nothing is judged");
    }
    assert_eq!(fs::read(&photo).expect("it is there"), before);
    assert_eq!(folder.list(""), ["in/a.jpg"]);
}
