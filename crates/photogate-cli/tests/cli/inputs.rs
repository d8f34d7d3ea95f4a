//! What may be named on the command line, and what a folder may hold.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::process::Stdio;

use crate::support::{Entry, Folder, Outcome, check, check_json, photogate};

#[test]
fn a_missing_path_is_one_error_and_the_others_are_judged() {
    let folder = Folder::new();
    let outcome = check_json([folder.passing("a.jpg"), folder.at("missing.jpg"), folder.passing("z.jpg")]);
    assert_eq!(outcome.code, Some(2));
    let kinds: Vec<_> = outcome.entries().iter().map(|entry| entry.kind().to_owned()).collect();
    assert_eq!(kinds, ["", "not_found", ""]);
}

#[test]
fn a_folder_without_photos_is_an_error_that_names_what_was_looked_for() {
    let folder = Folder::new();
    folder.text("notes.txt");
    folder.text("._a.jpg");
    let outcome = check_json([folder.path()]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), "[]\n"));
    assert!(outcome.stderr.contains("no photo in") && outcome.stderr.contains(".jpg"), "{}", outcome.stderr);
}

#[test]
fn a_folder_is_searched_in_order_and_a_named_file_is_always_judged() {
    let folder = Folder::new();
    let named = folder.passing("portrait");
    for name in ["in/b.JPEG", "in/a.jpg", "in/sub/c.jpg", "in/.hidden/d.jpg"] {
        folder.passing(name);
    }
    folder.text("in/notes.txt");
    let outcome = check_json([named, folder.path().join("in")]);
    assert_eq!(outcome.code, Some(1), "an upload ends in .jpg: {}", outcome.stderr);
    let files: Vec<_> = outcome.entries().into_iter().map(|entry| entry.file).collect();
    let below = |name| format!("{}/{name}", folder.path().display());
    assert_eq!(files, [below("portrait"), below("in/a.jpg"), below("in/b.JPEG"), below("in/sub/c.jpg")]);
}

#[test]
fn what_is_named_twice_is_judged_once() {
    let folder = Folder::new();
    let photo = folder.passing("a.jpg");
    let outcome = check_json([folder.path(), &photo, &photo]);
    assert_eq!(outcome.entries().len(), 1);
}

#[test]
fn files_keep_their_chinese_names() {
    let folder = Folder::new();
    folder.passing("五班/王芳.jpg");
    let outcome = check_json([folder.path()]);
    assert!(outcome.stdout.contains("/五班/王芳.jpg\""), "{}", outcome.stdout);
    let table = check![folder.path()];
    assert!(table.stdout.contains("/五班/王芳.jpg  pass"), "{}", table.stdout);
    assert_eq!(table.code, Some(0));
}

#[test]
fn heic_is_not_passed_over_in_silence() {
    let folder = Folder::new();
    folder.passing("a.jpg");
    fs::write(folder.at("b.heic"), b"\0\0\0\x18ftypheic\0\0\0\0heicmif1").expect("room");
    let outcome = check_json([folder.path()]);
    assert_eq!(outcome.code, Some(2));
    assert_eq!(outcome.kinds()[1], ("b.heic".into(), "unsupported".into()));
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf_8_are_judged_and_shown_with_replacements() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    folder.passing(OsStr::from_bytes(b"caf\xe9.jpg"));
    let outcome = check_json([folder.path()]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(outcome.entries()[0].file.ends_with("/caf\u{fffd}.jpg"), "{}", outcome.stdout);
}

#[cfg(unix)]
#[test]
fn a_symlink_loop_is_one_error_and_the_rest_is_judged() {
    let folder = Folder::new();
    folder.passing("a.jpg");
    folder.passing("sub/z.jpg");
    std::os::unix::fs::symlink(folder.path(), folder.at("sub/back")).expect("a link");
    let outcome = check_json([folder.path()]);
    assert_eq!(outcome.code, Some(2));
    let expected = [("a.jpg", ""), ("back", "symlink_loop"), ("z.jpg", "")];
    assert_eq!(outcome.kinds(), expected.map(|(file, kind)| (file.to_owned(), kind.to_owned())));
}

#[cfg(unix)]
#[test]
fn a_pipe_that_a_search_meets_does_not_stop_it() {
    let folder = Folder::new();
    folder.passing("a.jpg");
    crate::interruption::make_fifo(&folder.at("pipe.jpg"));
    let outcome = check_json([folder.path()]);
    assert_eq!(outcome.kinds()[1], ("pipe.jpg".into(), "unreadable".into()));
}

#[cfg(target_os = "linux")]
#[test]
fn an_unreadable_file_is_one_error() {
    // Permissions do not stop root, under whom tests may run; reading this file fails for everyone.
    let folder = Folder::new();
    let outcome = check_json(["/proc/self/mem".as_ref(), folder.passing("a.jpg").as_path()]);
    assert_eq!(outcome.code, Some(2));
    assert_eq!(outcome.kinds()[0], ("mem".into(), "unreadable".into()));
    assert_eq!(outcome.kinds()[1], ("a.jpg".into(), String::new()));
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_one_error() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let photo = folder.passing("a.jpg");
    fs::set_permissions(&photo, fs::Permissions::from_mode(0o000)).expect("ours");
    if fs::read(&photo).is_ok() {
        eprintln!("skipped: permissions do not stop this user");
        return;
    }
    assert_eq!(check_json([photo]).kinds()[0].1, "unreadable");
}

/// Runs `photogate check --format json` with `arguments` and `input` on stdin.
fn check_with_stdin(arguments: &[&OsStr], input: &[u8]) -> Outcome {
    let mut command = photogate();
    command.args(["check", "--format", "json"]).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary starts");
    // Whoever refuses the call does not read.
    let _ = child.stdin.take().expect("piped").write_all(input);
    child.wait_with_output().expect("it ends").into()
}

#[test]
fn a_dash_reads_one_photo_from_stdin() {
    let folder = Folder::new();
    let photo = fs::read(folder.passing("a.jpg")).expect("reads");
    let outcome = check_with_stdin(&["-".as_ref()], &photo);
    let entries = outcome.entries();
    assert_eq!((entries.len(), entries[0].file.as_str(), entries[0].kind()), (1, "-", ""));
    let outcome = check_with_stdin(&["-".as_ref()], &photo[..photo.len() / 2]);
    assert_eq!((outcome.code, outcome.entries()[0].kind()), (Some(2), "truncated"));
    let named = check_with_stdin(&["-".as_ref(), folder.passing("b.jpg").as_ref(), "-".as_ref()], &photo);
    assert_eq!(named.entries().iter().map(Entry::kind).collect::<Vec<_>>(), ["", ""]);
}

#[test]
fn a_list_of_paths_on_stdin_is_taken_like_arguments() {
    let folder = Folder::new();
    let names = ["a b.jpg", "line\nfeed.jpg", "五班.jpg"].map(|name| folder.passing(name));
    let list: Vec<String> = names.iter().map(|name| format!("{}\0", name.display())).collect();
    let list = list.concat();
    let outcome = check_with_stdin(&["--stdin0".as_ref()], list.as_bytes());
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let files: Vec<_> = outcome.entries().into_iter().map(|entry| entry.file).collect();
    assert_eq!(files, names.map(|name| name.display().to_string()));
    let empty = check_with_stdin(&["--stdin0".as_ref()], b"");
    assert_eq!(empty.code, Some(2));
    assert!(empty.stderr.contains("find -print0"), "{}", empty.stderr);
    assert_eq!(check_with_stdin(&["--stdin0".as_ref(), "a.jpg".as_ref()], b"").code, Some(2));
}
