//! A folder in which photos arrive, by all the ways in which cameras and copies make files.
//!
//! Nothing here waits for a time to pass: every test waits for what the program says. That a half-written file is
//! not judged is seen from what is said next, since verdicts come in the order in which files are finished.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};

use serde_json::Value;

use crate::support::{Entry, Folder, photogate};

/// A run of `photogate watch` over the folder `captures`.
struct Watching {
    child: Child,
    stdout: BufReader<ChildStdout>,
    stderr: ChildStderr,
}

impl Watching {
    fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut child = photogate()
            .args(["watch", "captures"])
            .args(arguments)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let stdout = BufReader::new(child.stdout.take().expect("piped"));
        let stderr = child.stderr.take().expect("piped");
        Self { child, stdout, stderr }
    }

    /// One that writes JSON and is ready for files.
    fn ready(folder: &Folder, arguments: &[&str]) -> Self {
        fs::create_dir_all(folder.path().join("captures")).expect("room");
        let mut watching = Self::start(folder, &[&["--format", "jsonl"], arguments].concat());
        assert_eq!(watching.next()["event"], "watching");
        watching
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stdout.read_line(&mut line).expect("UTF-8");
        assert!(!line.is_empty(), "it ended without a word");
        line
    }

    /// What happens next.
    fn next(&mut self) -> Value {
        serde_json::from_str(&self.line()).expect("a line of JSON")
    }

    /// The next thing that happens must be a verdict.
    fn judged(&mut self) -> Entry {
        let event = self.next();
        assert_eq!(event["event"], "judged", "{event}");
        serde_json::from_value(event["record"].clone()).expect("a record")
    }

    /// Presses Ctrl-C and gives the exit status, the rest of stdout, and stderr.
    fn end(mut self) -> (Option<i32>, String, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill starts").success());
        let (mut stdout, mut stderr) = (String::new(), String::new());
        self.stdout.read_to_string(&mut stdout).expect("UTF-8");
        self.stderr.read_to_string(&mut stderr).expect("UTF-8");
        (self.child.wait().expect("it ends").code(), stdout, stderr)
    }
}

/// Appends `bytes` to the file at `path`, and closes it.
fn append(path: &Path, bytes: &[u8]) {
    let mut file = OpenOptions::new().create(true).append(true).open(path).expect("room");
    file.write_all(bytes).expect("room");
}

#[test]
fn a_file_that_is_copied_or_renamed_into_place_is_judged_and_other_files_are_not() {
    let folder = Folder::new();
    folder.failing("captures/before.jpg");
    let (passing, failing) = (folder.passing("passing.jpg"), folder.failing("failing.jpg"));
    let mut watching = Watching::ready(&folder, &[]);

    folder.text("captures/notes.txt");
    folder.passing("captures/.hidden.jpg");
    fs::copy(&passing, folder.at("captures/copied.jpg")).expect("room");
    let entry = watching.judged();
    assert_eq!((entry.file.as_str(), entry.verdict.as_str()), ("copied.jpg", "pass"));

    fs::rename(&failing, folder.at("captures/renamed.jpg")).expect("the same disk");
    let entry = watching.judged();
    assert_eq!((entry.file.as_str(), entry.verdict.as_str()), ("renamed.jpg", "fail"));

    fs::copy(&passing, folder.at("captures/part.tmp")).expect("room");
    fs::rename(folder.at("captures/part.tmp"), folder.at("captures/part.jpg")).expect("the same folder");
    assert_eq!(watching.judged().file, "part.jpg");

    // A folder that is made, and one that is moved there with its photos.
    fs::copy(&passing, folder.at("captures/class/made.jpg")).expect("room");
    assert_eq!(watching.judged().file, "class/made.jpg");
    folder.passing("elsewhere/moved.jpg");
    fs::rename(folder.path().join("elsewhere"), folder.at("captures/moved")).expect("the same disk");
    assert_eq!(watching.judged().file, "moved/moved.jpg");

    let (code, rest, _) = watching.end();
    assert_eq!(code, Some(130));
    assert_eq!(rest, "{\"event\":\"ended\",\"pass\":4,\"review\":0,\"fail\":1,\"error\":0}\n");
}

#[test]
fn a_file_that_comes_in_pieces_is_judged_when_its_end_has_come() {
    let folder = Folder::new();
    let bytes = fs::read(folder.passing("passing.jpg")).expect("it is there");
    let mut watching = Watching::ready(&folder, &[]);
    let slow = folder.at("captures/slow.jpg");
    // Each piece is a file that was closed and is not finished; the other photo overtakes it.
    for (index, piece) in bytes.chunks(bytes.len() / 4 + 1).enumerate() {
        append(&slow, piece);
        if index < 3 {
            let name = format!("captures/{index}.jpg");
            folder.passing(&name);
            assert_eq!(watching.judged().file, format!("{index}.jpg"));
        }
    }
    let entry = watching.judged();
    assert_eq!((entry.file.as_str(), entry.verdict.as_str()), ("slow.jpg", "pass"));
    assert_eq!(watching.end().0, Some(130));
}

#[test]
fn a_file_that_stays_open_is_judged_when_it_has_rested() {
    let folder = Folder::new();
    let bytes = fs::read(folder.passing("passing.jpg")).expect("it is there");
    let mut watching = Watching::ready(&folder, &[]);
    let mut open = File::create(folder.at("captures/open.jpg")).expect("room");
    open.write_all(&bytes[..1000]).expect("room");
    folder.passing("captures/other.jpg");
    assert_eq!(watching.judged().file, "other.jpg");
    open.write_all(&bytes[1000..]).expect("room");
    assert_eq!(watching.judged().verdict, "pass");
    drop(open);
    // Closing it later on is no second arrival.
    folder.passing("captures/last.jpg");
    assert_eq!(watching.judged().file, "last.jpg");
    assert_eq!(watching.end().0, Some(130));
}

#[test]
fn a_file_that_is_truncated_and_written_again_is_judged_again_if_it_is_another_picture() {
    let folder = Folder::new();
    let (passing, failing) = (folder.passing("passing.jpg"), folder.failing("failing.jpg"));
    let mut watching = Watching::ready(&folder, &[]);
    let path = folder.at("captures/1.jpg");
    fs::copy(&passing, &path).expect("room");
    assert_eq!(watching.judged().verdict, "pass");
    fs::copy(&failing, &path).expect("room");
    assert_eq!(watching.judged().verdict, "fail");
    // The same picture once more is no news.
    fs::copy(&failing, &path).expect("room");
    fs::copy(&passing, folder.at("captures/2.jpg")).expect("room");
    assert_eq!(watching.judged().file, "2.jpg");
    assert_eq!(watching.end().0, Some(130));
}

#[test]
fn a_broken_picture_that_is_finished_is_an_error_and_a_cut_one_is_waited_for() {
    let folder = Folder::new();
    let bytes = fs::read(folder.passing("passing.jpg")).expect("it is there");
    let mut watching = Watching::ready(&folder, &[]);
    fs::write(folder.at("captures/cut.jpg"), &bytes[..bytes.len() / 2]).expect("room");
    // Half of it with an end marker put on: whoever wrote this has finished.
    let mended = [&bytes[..bytes.len() / 2], b"\xff\xd9"].concat();
    fs::write(folder.at("captures/mended.jpg"), mended).expect("room");
    let entry = watching.judged();
    assert_eq!((entry.file.as_str(), entry.verdict.as_str()), ("mended.jpg", "error"));
    fs::write(folder.at("captures/text.jpg"), "a letter to somebody else\n").expect("room");
    assert_eq!(watching.judged().kind(), "not_an_image");

    let event = watching.next();
    assert_eq!((event["event"].as_str(), event["file"].as_str()), (Some("waiting"), Some("cut.jpg")));
    let (code, rest, stderr) = watching.end();
    assert_eq!(code, Some(130));
    assert!(
        rest.starts_with("{\"event\":\"unfinished\",\"files\":[\"cut.jpg\"]}\n{\"event\":\"ended\""),
        "{rest}"
    );
    assert!(stderr.contains("waiting for the rest of cut.jpg"), "{stderr}");
}

#[test]
fn a_folder_that_goes_away_and_comes_back_is_watched_again() {
    let folder = Folder::new();
    for arguments in [&[][..], &["--poll", "0.2"]] {
        let mut watching = Watching::ready(&folder, arguments);
        folder.passing("captures/1.jpg");
        assert_eq!(watching.judged().file, "1.jpg");
        fs::rename(folder.path().join("captures"), folder.path().join("away")).expect("the same disk");
        assert_eq!(watching.next()["event"], "folder_gone");
        // It comes back with what it held and with a new photo.
        folder.failing("away/2.jpg");
        fs::rename(folder.path().join("away"), folder.path().join("captures")).expect("the same disk");
        assert_eq!(watching.next()["event"], "watching");
        assert_eq!(watching.judged().file, "2.jpg", "the first is known");
        // Removed and made again, and empty.
        fs::remove_dir_all(folder.path().join("captures")).expect("ours");
        assert_eq!(watching.next()["event"], "folder_gone");
        fs::create_dir(folder.path().join("captures")).expect("room");
        assert_eq!(watching.next()["event"], "watching");
        folder.passing("captures/3.jpg");
        assert_eq!(watching.judged().file, "3.jpg");
        assert_eq!(watching.end().0, Some(130));
        fs::remove_dir_all(folder.path().join("captures")).expect("ours");
    }
}

#[test]
fn polling_finds_files_without_notifications() {
    let folder = Folder::new();
    let mut watching = Watching::ready(&folder, &["--poll", "0.2"]);
    let bytes = fs::read(folder.failing("failing.jpg")).expect("it is there");
    fs::write(folder.at("captures/cut.jpg"), &bytes[..2000]).expect("room");
    folder.passing("captures/1.jpg");
    assert_eq!(watching.judged().file, "1.jpg");
    append(&folder.at("captures/cut.jpg"), &bytes[2000..]);
    let entry = watching.judged();
    assert_eq!((entry.file.as_str(), entry.verdict.as_str()), ("cut.jpg", "fail"));
    assert_eq!(watching.end().0, Some(130));
}

#[test]
fn results_are_kept_in_the_run_folder_and_not_judged_twice() {
    let folder = Folder::new();
    let mut watching = Watching::ready(&folder, &["--out", "run"]);
    folder.passing("captures/1.jpg");
    folder.failing("captures/2.jpg");
    let mut names = [watching.judged().file, watching.judged().file];
    names.sort();
    assert_eq!(names, ["1.jpg", "2.jpg"]);
    assert_eq!(watching.end().0, Some(130));

    let journal = photogate_batch::Journal::open(folder.path().join("run")).expect("a journal");
    let photos: Vec<_> =
        journal.latest().expect("readable").map(|photo| photo.expect("a whole record")).collect();
    assert_eq!(photos.iter().map(|photo| photo.path.as_str()).collect::<Vec<_>>(), ["1.jpg", "2.jpg"]);
    assert!(photos.iter().all(|photo| journal.thumbnail(photo).expect("readable").is_some()));

    // A batch over the same folder takes them as they are.
    let batch = photogate()
        .args(["batch", "captures", "--out", "run", "--rehash"])
        .current_dir(folder.path())
        .output()
        .expect("the binary starts");
    let stdout = String::from_utf8(batch.stdout).expect("UTF-8");
    assert!(stdout.contains("0 judged now, 2 known before"), "{stdout}");
}

#[test]
fn photos_that_are_there_are_judged_when_asked_for() {
    let folder = Folder::new();
    folder.passing("captures/1.jpg");
    let mut watching = Watching::ready(&folder, &["--existing"]);
    assert_eq!(watching.judged().file, "1.jpg");
    assert_eq!(watching.end().0, Some(130));
}

#[test]
fn a_run_folder_inside_and_a_missing_folder_are_refused() {
    let folder = Folder::new();
    fs::create_dir(folder.path().join("captures")).expect("room");
    for (arguments, word) in
        [(["captures", "--out", "captures/run"], "captures/run"), (["nowhere", "--lang", "en"], "nowhere")]
    {
        let output = photogate().arg("watch").args(arguments).current_dir(folder.path()).output();
        let output = output.expect("the binary starts");
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(word), "{output:?}");
    }
}

#[test]
fn people_get_plain_lines_where_there_is_no_terminal_and_a_bell() {
    let folder = Folder::new();
    fs::create_dir(folder.path().join("captures")).expect("room");
    folder.passing("captures/1.jpg");
    let mut watching = Watching::start(&folder, &["--existing", "--lang", "zh", "--bell"]);
    assert_eq!(watching.line(), "1.jpg  通过\n");
    folder.failing("captures/2.jpg");
    let row = watching.line();
    assert!(row.starts_with("2.jpg  不通过") && row.contains('.'), "{row}");
    assert_eq!(watching.line(), "2.jpg\n");
    let reason = watching.line();
    assert!(reason.contains("不通过") && !reason.contains('\x1b'), "{reason}");
    let (code, rest, stderr) = watching.end();
    assert_eq!(code, Some(130));
    assert!(rest.ends_with("2 张照片：1 通过，0 复核，1 不通过，0 错误\n"), "{rest}");
    assert!(stderr.contains("正在监视"), "{stderr}");
    assert_eq!(stderr.matches('\x07').count(), 1 + 3, "once for the pass, three times for the fail");
}
