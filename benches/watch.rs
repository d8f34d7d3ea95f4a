//! From a finished file to its verdict: a 24-megapixel JPEG is renamed into a watched folder.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use photogate::Checker;
use photogate::photo::{DecodeLimits, Photo};
use photogate_batch::journal::ContentHash;
use photogate_benches::camera_original::camera_original;
use photogate_benches::checker;
use photogate_watch::{Event, Watch};

/// Size of the picture that arrives.
const MEGAPIXELS: f64 = 24.0;

/// Arrivals whose median is told.
const ROUNDS: usize = 21;

/// Times of `ROUNDS` calls, sorted.
fn times(mut call: impl FnMut() -> Duration) -> Vec<Duration> {
    let mut times: Vec<_> = (0..ROUNDS).map(|_| call()).collect();
    times.sort_unstable();
    times
}

fn timed<T>(call: impl FnOnce() -> T) -> Duration {
    let started = Instant::now();
    let result = call();
    let elapsed = started.elapsed();
    drop(result);
    elapsed
}

fn tell(name: &str, times: &[Duration]) {
    let of = |index: usize| times[index].as_secs_f64() * 1e3;
    let (least, median, most) = (of(0), of(times.len() / 2), of(times.len() - 1));
    println!("watch/{name}: median {median:.1} ms (from {least:.1} to {most:.1}, {ROUNDS} times)");
}

/// From the rename to the verdict, with a run folder or without.
fn arrival(jpeg: &[u8], has_run_folder: bool) -> Vec<Duration> {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("captures")).expect("room");
    let mut watch = Watch::new(at("captures"));
    if has_run_folder {
        watch = watch.out(at("run"));
    }
    let stop = AtomicBool::new(false);
    let (sender, events) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let told = |event: Event<'_>| {
                // The measuring thread listens until it asks for the end.
                let _ = match event {
                    Event::Watching(_) => sender.send(()),
                    Event::Judged(photo) => {
                        assert!(photo.record.error.is_none(), "{photo:?}");
                        sender.send(())
                    }
                    _ => Ok(()),
                };
            };
            watch.run(Checker::builder(), &stop, told).expect("it watches");
        });
        events.recv().expect("it begins to watch");
        let mut count = 0;
        let times = times(|| {
            count += 1;
            fs::write(at("arriving"), jpeg).expect("room");
            let target = at(&format!("captures/{count}.jpg"));
            let started = Instant::now();
            fs::rename(at("arriving"), &target).expect("the same disk");
            events.recv().expect("a verdict");
            let elapsed = started.elapsed();
            fs::remove_file(target).expect("it was judged");
            elapsed
        });
        stop.store(true, Ordering::SeqCst);
        times
    })
}

fn main() {
    let jpeg = camera_original(MEGAPIXELS);
    println!("watch: {MEGAPIXELS} megapixels, {} bytes", jpeg.len());
    tell("arrival-to-verdict", &arrival(&jpeg, false));
    tell("arrival-to-verdict-with-journal", &arrival(&jpeg, true));

    let limits = DecodeLimits::default();
    tell("parts/hash", &times(|| timed(|| ContentHash::of(&jpeg))));
    tell("parts/decode", &times(|| timed(|| Photo::decode(&jpeg, &limits))));
    let photo = Photo::decode(&jpeg, &limits).expect("it was just encoded");
    let checker = checker();
    let judge = || {
        let photo = photo.clone();
        timed(|| checker.check_photo(photo))
    };
    tell("parts/judge", &times(judge));
    tell("parts/thumbnail", &times(|| timed(|| photo.thumbnail(240))));
}
