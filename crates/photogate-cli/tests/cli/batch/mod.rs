//! `photogate batch` and `photogate merge`: what is judged, kept, split and joined.

mod faults;
mod kills;
mod shards;
mod support;

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use crate::support::Folder;
use support::{Tree, results};

#[test]
fn a_second_run_judges_nothing_and_loads_nothing() {
    let tree = Tree::new(6);
    tree.broken("class 1/cut off.jpg", "truncated.jpg");
    let first = tree.run(&[]);
    assert_eq!(first.code, Some(2), "{first:#?}");
    assert_eq!((first.ended().judged, first.ended().kept, first.ended().error), (7, 0, 1));
    let before = results(&tree.out);

    let second = tree.run(&["--onnxruntime", "/nowhere"]);
    assert_eq!(second.code, Some(2), "the verdicts of old decide too");
    assert_eq!((second.ended().judged, second.ended().kept, second.ended().error), (0, 7, 1));
    assert_eq!(results(&tree.out), before);
}

#[test]
fn what_is_new_changed_or_gone_is_found_and_the_rest_kept() {
    let tree = Tree::new(6);
    tree.run(&[]);
    tree.picture("class 9/new.jpg", 100);
    tree.picture("class 0/0.jpg", 101);
    fs::remove_file(tree.photo("class 1/1.jpg")).expect("it is there");
    let run = tree.run(&[]);
    let mut judged = run.files("judged");
    judged.sort();
    assert_eq!(judged, ["class 0/0.jpg", "class 9/new.jpg"]);
    assert_eq!(run.files("gone"), ["class 1/1.jpg"]);
    assert_eq!(run.ended().kept, 4);
    let expected = [
        "class 0/0.jpg",
        "class 0/3.jpg",
        "class 1/4.jpg",
        "class 2/2.jpg",
        "class 2/5.jpg",
        "class 9/new.jpg",
    ];
    assert_eq!(results(&tree.out).into_keys().collect::<Vec<_>>(), expected);
}

#[test]
fn a_photo_with_another_date_and_the_same_bytes_is_read_once_and_kept() {
    let tree = Tree::new(3);
    tree.run(&[]);
    let yesterday = SystemTime::now() - Duration::from_hours(24);
    let photo = File::options().write(true).open(tree.photo("class 0/0.jpg")).expect("opens");
    photo.set_modified(yesterday).expect("ours");
    for (due, lines) in [(1, "read once"), (0, "then known by its new date")] {
        let run = tree.run(&[]);
        assert_eq!((run.planned().due, run.ended().judged, run.ended().kept), (due, 0, 3), "{lines}");
    }
}

#[test]
fn only_rehash_sees_a_change_behind_an_unchanged_size_and_date() {
    let tree = Tree::new(3);
    tree.run(&[]);
    let path = tree.photo("class 0/0.jpg");
    let date = fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("has a date");
    let mut bytes = fs::read(&path).expect("reads");
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0);
    fs::write(&path, bytes).expect("room");
    File::options().write(true).open(&path).expect("opens").set_modified(date).expect("ours");
    assert_eq!(tree.run(&[]).ended().judged, 0);
    let run = tree.run(&["--rehash"]);
    assert_eq!(run.files("judged"), ["class 0/0.jpg"]);
    assert_eq!((run.planned().due, run.ended().kept), (3, 2));
}

#[test]
fn force_judges_everything_again() {
    let tree = Tree::new(3);
    tree.run(&[]);
    let before = results(&tree.out);
    assert_eq!(tree.run(&["--force"]).ended().judged, 3);
    assert_eq!(results(&tree.out), before);
}

#[test]
fn results_of_another_checker_are_not_used_again() {
    let tree = Tree::new(3);
    tree.run(&[]);
    assert_eq!(tree.run(&["--max-pixels", "50000000"]).ended().judged, 3, "another size limit");
    let folder = Folder::new();
    let models = crate::installation::models(&folder);
    assert_eq!(
        tree.run(&["--max-pixels", "50000000", "--models", models.to_str().expect("UTF-8")]).ended().judged,
        0
    );
    crate::installation::remove_face_parsing(&models);
    let run = tree.run(&["--max-pixels", "50000000", "--models", models.to_str().expect("UTF-8")]);
    assert_eq!(run.ended().judged, 3, "other models");
    assert_eq!(tree.run(&["--max-pixels", "50000000"]).ended().judged, 3, "and back again");
}

#[test]
fn a_run_folder_among_the_photos_is_refused() {
    let tree = Tree::new(1);
    let out = tree.photo("run");
    let run = tree.run_into(&out, &[]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("outside"), "{}", run.stderr);
    assert!(!out.exists());
}

#[test]
fn a_folder_without_photos_is_an_error_and_so_is_none() {
    let tree = Tree::new(0);
    fs::create_dir_all(tree.photo("")).expect("a folder");
    let run = tree.run(&[]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("no photo in"), "{}", run.stderr);
    fs::remove_dir(tree.photo("")).expect("it is empty");
    let run = tree.run(&[]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("check its path"), "{}", run.stderr);
}

#[test]
fn people_get_the_counts_and_the_reasons_of_errors() {
    let tree = Tree::new(2);
    tree.broken("class 1/cut off.jpg", "truncated.jpg");
    let output =
        tree.command(&tree.out).args(["--format", "human", "--lang", "en"]).output().expect("starts");
    let run = crate::support::Outcome::from(output);
    assert_eq!(run.code, Some(2));
    assert!(run.stdout.starts_with("3 photos: ") && run.stdout.ends_with("(3 judged now, 0 known before)\n"));
    assert!(run.stderr.contains("cannot judge class 1/cut off.jpg: ") && run.stderr.contains("cut off"));
}
