//! Broken files, disks and journals.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use super::support::{Line, Run, Tree, records, results};
use crate::support::{Outcome, photogate, testdata};

#[test]
fn damaged_files_of_every_kind_are_errors_of_their_own_and_stay_known() {
    let tree = Tree::new(30);
    let broken = fs::read_dir(testdata().join("broken")).expect("it is in the repository");
    let mut names: Vec<_> =
        broken.map(|entry| entry.expect("listed").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    for name in &names {
        tree.broken(&format!("class 1/{name}"), name);
    }
    let run = tree.run(&[]);
    assert_eq!(run.code, Some(2));
    for name in &names {
        assert!(
            run.kind(&format!("class 1/{name}")).is_some() || name == "one-pixel.png",
            "{name} was judged"
        );
    }
    assert_eq!(run.ended().judged, 30 + names.len());
    assert!(run.ended().error >= names.len() - 1 && run.ended().error <= names.len(), "{run:#?}");
    let run = tree.run(&["--onnxruntime", "/nowhere"]);
    assert_eq!(run.ended().kept, 30 + names.len(), "what is damaged stays damaged");
}

#[test]
fn photos_that_change_while_the_run_goes_on_are_judged_as_they_are_met() {
    let tree = Tree::new(30);
    for name in ["removed", "replaced", "truncated"] {
        tree.picture(&format!("z/{name}.jpg"), 5);
    }
    let mut command = tree.command(&tree.out);
    command.args(["--format", "jsonl", "--jobs", "1"]).stdout(Stdio::piped());
    let mut child = command.spawn().expect("the binary starts");
    let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
    let mut text = String::new();
    while !text.contains("planned") {
        assert_ne!(stdout.read_line(&mut text).expect("UTF-8"), 0, "it ended: {text}");
    }
    // The tree is searched, and thirty photos come before these three.
    fs::remove_file(tree.photo("z/removed.jpg")).expect("it is there");
    tree.picture("z/other.tmp", 10);
    fs::rename(tree.photo("z/other.tmp"), tree.photo("z/replaced.jpg")).expect("ours");
    let bytes = fs::read(tree.photo("z/truncated.jpg")).expect("reads");
    tree.write("z/truncated.jpg", &bytes[..bytes.len() / 2]);
    stdout.read_to_string(&mut text).expect("UTF-8");
    let code = child.wait().expect("it ends").code();
    let run = Run::from(Outcome { code, stdout: text, stderr: String::new() });
    assert_eq!(run.code, Some(2));
    assert_eq!(run.kind("z/removed.jpg").as_deref(), Some("not_found"));
    assert_eq!(run.kind("z/truncated.jpg").as_deref(), Some("truncated"));
    assert_eq!(run.kind("z/replaced.jpg"), None);

    // A run over the tree as it is now says the same, but for what is gone.
    tree.write("z/truncated.jpg", &bytes);
    let after = tree.run(&[]);
    assert_eq!(after.files("judged"), ["z/truncated.jpg"]);
    assert_eq!(after.files("gone"), ["z/removed.jpg"]);
    let fresh = tree.beside("fresh");
    tree.run_into(&fresh, &[]);
    assert_eq!(results(&tree.out), results(&fresh));
}

#[test]
fn a_torn_last_record_is_cut_off_and_said() {
    let tree = Tree::new(5);
    tree.run(&[]);
    let before = results(&tree.out);
    let journal = tree.out.join("journal.jsonl");
    let mut bytes = fs::read(&journal).expect("reads");
    let torn = b"0123456789abcdef0123456789abcdef {\"seq\":9,\"entry\":{\"photo\":{";
    bytes.extend_from_slice(torn);
    fs::write(&journal, bytes).expect("room");
    let run = tree.run(&[]);
    let Line::Resumed { lost_lines: 0, torn_bytes } = run.lines[0] else { panic!("{:?}", run.lines[0]) };
    assert_eq!(torn_bytes, torn.len() as u64);
    assert!(run.stderr.contains("unfinished record"), "{}", run.stderr);
    assert_eq!((run.ended().kept, run.ended().judged), (5, 0));
    assert_eq!(results(&tree.out), before);
    assert_eq!(tree.run(&[]).stderr, "", "said once");
}

#[test]
fn a_flipped_byte_is_seen_said_and_mended_by_the_next_run() {
    let tree = Tree::new(5);
    tree.run(&[]);
    let before = results(&tree.out);
    let journal = tree.out.join("journal.jsonl");
    let mut bytes = fs::read(&journal).expect("reads");
    let place = bytes.len() / 2;
    bytes[place] ^= 4;
    fs::write(&journal, bytes).expect("room");
    let run = tree.run(&[]);
    assert!(matches!(run.lines[0], Line::Resumed { lost_lines: 1, torn_bytes: 0 }), "{:?}", run.lines[0]);
    assert!(run.stderr.contains("1 of its records are lost"), "{}", run.stderr);
    assert_eq!((run.ended().kept, run.ended().judged), (4, 1));
    assert_eq!(results(&tree.out), before);
    assert_eq!(tree.run(&[]).stderr, "", "mended");
}

#[test]
fn a_file_that_is_no_journal_is_refused_and_left_as_it_is() {
    let tree = Tree::new(1);
    fs::create_dir(&tree.out).expect("room");
    let journal = tree.out.join("journal.jsonl");
    fs::write(&journal, "a shopping list\n").expect("room");
    let run = tree.run(&[]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("is not a journal of Photogate"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(&journal).expect("reads"), "a shopping list\n");
}

/// A small file system in memory, gone with the test.
#[cfg(target_os = "linux")]
struct SmallDisk(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl SmallDisk {
    /// `None` where this user may not mount.
    fn mount(path: std::path::PathBuf, size: &str) -> Option<Self> {
        fs::create_dir_all(&path).expect("a folder");
        let options = format!("size={size}");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(&path).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then_some(Self(path))
    }

    fn grow(&self, size: &str) {
        let options = format!("remount,size={size}");
        let grown = Command::new("mount").args(["-o", &options]).arg(&self.0).status();
        assert!(grown.expect("mount starts").success());
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Nobody is left to tell; the folder in which it lies is removed next, and says so if it cannot be.
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_the_journal_stays_whole_and_the_run_goes_on_later() {
    let tree = Tree::new(60);
    let Some(disk) = SmallDisk::mount(tree.out.clone(), "128k") else {
        eprintln!("skipped: this user may not mount a small file system");
        return;
    };
    let run = tree.run(&[]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("No space left") && run.stderr.contains("make room"), "{}", run.stderr);
    let kept = results(&tree.out).len();
    assert!((1..60).contains(&kept), "{kept}");
    assert_eq!(tree.run(&[]).code, Some(2), "still full");
    assert!(results(&tree.out).len() >= kept, "nothing is lost");

    disk.grow("32m");
    let kept = results(&tree.out).len();
    let run = tree.run(&[]);
    assert_eq!((run.ended().kept, run.ended().judged), (kept, 60 - kept));
    let undisturbed = tree.beside("undisturbed");
    tree.run_into(&undisturbed, &[]);
    assert_eq!(results(&tree.out), results(&undisturbed));
    assert!(records(&tree.out).values().all(|count| *count == 1));
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_one_error_and_its_photos_are_not_taken_for_gone() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    /// By custom the user `nobody`, who owns nothing.
    const NOBODY: u32 = 65_534;
    let tree = Tree::new(6);
    let allow = |path: &std::path::Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("ours");
    };
    allow(&tree.beside(""), 0o777);
    let is_root = fs::metadata(tree.beside("")).expect("ours").uid() == 0;
    let as_nobody = |command: &mut Command| {
        // Permissions do not stop root.
        if is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
    };
    let mut version = photogate();
    version.arg("--version");
    as_nobody(&mut version);
    if !version.output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: the user nobody may not run the binary where it lies");
        return;
    }
    let run = || {
        let mut command = tree.command(&tree.out);
        command.args(["--format", "jsonl"]);
        as_nobody(&mut command);
        Run::from(Outcome::from(command.output().expect("the binary starts")))
    };
    let first = run();
    if first.lines.is_empty() && first.stderr.contains("ONNX") {
        eprintln!("skipped: the user nobody may not load ONNX Runtime where it lies");
        return;
    }
    assert_eq!(first.ended().judged, 6, "{}", first.stderr);
    allow(&tree.photo("class 1"), 0o000);
    let closed = run();
    assert_eq!(closed.code, Some(2));
    assert_eq!(closed.kind("class 1").as_deref(), Some("unreadable"));
    assert_eq!((closed.ended().kept, closed.planned().gone), (4, 0));
    allow(&tree.photo("class 1"), 0o755);
    let open = run();
    assert_eq!(
        (open.ended().kept, open.ended().judged, open.files("gone")),
        (6, 0, vec!["class 1".to_owned()])
    );
}
