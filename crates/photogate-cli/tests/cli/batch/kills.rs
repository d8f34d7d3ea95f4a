//! Runs that end before their time.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use photogate::Checker;
use photogate_batch::journal::{Begun, End, Ended, Moment};
use photogate_batch::{Journal, JournalWriter, Shard};

use super::support::{Line, Tree, records, results};

/// Numbers that look random and are the same in every run of the test.
struct Numbers(u64);

impl Numbers {
    /// The next number below `limit` (Marsaglia's xorshift64).
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// Starts a run and waits until it has judged `photos` photos; `None` if it ended before.
fn begun(tree: &Tree, photos: u64) -> Option<Child> {
    let mut command = tree.command(&tree.out);
    command.args(["--format", "jsonl"]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the binary starts");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines().map_while(Result::ok);
    let mut judged = 0;
    while judged < photos {
        match lines.next().map(|line| serde_json::from_str::<Line>(&line).expect("a known line")) {
            Some(Line::Judged { .. }) => judged += 1,
            Some(Line::Ended(_)) | None => {
                child.wait().expect("it ends");
                return None;
            }
            Some(_) => {}
        }
    }
    // Nobody reads on: what is said on stdout must not hold the run up, nor end it.
    Some(child)
}

#[test]
fn killed_at_twenty_random_moments_nothing_is_lost_and_nothing_done_twice() {
    const KILLS: usize = 20;
    let tree = Tree::new(300);
    let reference = tree.beside("undisturbed");
    let undisturbed = tree.run_into(&reference, &[]);
    assert_eq!(undisturbed.ended().judged, 300, "{}", undisturbed.stderr);
    let expected = results(&reference);

    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let (mut killed, mut finished, mut torn) = (0, 0, 0);
    while killed < KILLS {
        // Anywhere: while the journal is opened, the models are loaded, a photo is judged, a line is written.
        let (photos, delay) = (numbers.below(28), Duration::from_micros(numbers.below(40_000)));
        let Some(mut child) = begun(&tree, photos) else {
            assert_eq!(results(&tree.out), expected);
            fs::remove_dir_all(&tree.out).expect("ours");
            finished += 1;
            continue;
        };
        // The moment itself, not a wait for something to happen.
        thread::sleep(delay);
        child.kill().expect("it is ours");
        child.wait().expect("it ends");
        killed += 1;
        torn +=
            usize::from(Journal::open(&tree.out).is_ok_and(|journal| journal.status().damage.torn_bytes > 0));
    }
    let last = tree.run(&[]);
    assert_eq!(last.code, undisturbed.code);
    assert_eq!(last.ended().photos, 300);
    assert_eq!(results(&tree.out), expected);
    let twice: Vec<_> = records(&tree.out).into_iter().filter(|(_, count)| *count != 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    println!("{killed} kills, {finished} runs ended before theirs, {torn} left a torn line");
}

#[cfg(unix)]
#[test]
fn ctrl_c_finishes_what_is_begun_and_the_next_run_goes_on() {
    let tree = Tree::new(150);
    let mut child = begun(&tree, 1).expect("there is more than one photo");
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill starts").success());
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    let journal = Journal::open(&tree.out).expect("opens");
    assert_eq!(journal.status().ended.as_ref().map(|ended| ended.how), Some(End::Interrupted));
    let done = journal.known().len();
    assert!((1..150).contains(&done), "{done}");
    let run = tree.run(&[]);
    assert_eq!((run.ended().kept, run.ended().judged), (done, 150 - done));
    assert!(records(&tree.out).values().all(|count| *count == 1));
}

#[test]
fn a_second_run_into_one_folder_is_refused_while_the_first_goes_on() {
    let tree = Tree::new(2);
    let begun = Begun {
        at: Moment::now(),
        root: "photos".into(),
        fingerprint: Checker::builder().fingerprint().expect("the embedded models have a manifest"),
        shard: Shard::WHOLE,
    };
    let (first, _) = JournalWriter::open(&tree.out, begun).expect("opens");
    let second = tree.run(&[]);
    assert_eq!((second.code, second.lines.len()), (Some(2), 0));
    assert!(second.stderr.contains("being written by another run"), "{}", second.stderr);
    first.end(Ended { at: Moment::now(), how: End::Interrupted }).expect("room");
    assert_eq!(tree.run(&[]).ended().judged, 2);
}
