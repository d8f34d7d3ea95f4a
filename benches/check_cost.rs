//! What the check of a photo costs inside this process, and how much of it the models and the decoding take.

use std::hint::black_box;
use std::time::{Duration, Instant};

use photogate::Checker;
use photogate::runtime::take_inference_time;

use crate::median;

/// Medians of one photo.
#[derive(Debug, Clone, Copy)]
pub struct CheckCost {
    /// Bytes to report.
    pub whole: Duration,
    /// The part of it inside ONNX Runtime.
    pub inference: Duration,
    /// Bytes to pixels by the decoder alone.
    pub decoding: Duration,
}

impl CheckCost {
    /// The whole against what it cannot do without: the models and the decoding.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        self.whole.div_duration_f64(self.inference + self.decoding)
    }
}

/// Measures the photos in turns, so many rounds.
///
/// # Panics
/// If one cannot be judged.
#[must_use]
pub fn check_costs(checker: &Checker, photos: &[Vec<u8>], rounds: usize) -> Vec<CheckCost> {
    let mut times = vec![[const { Vec::new() }; 3]; photos.len()];
    for _ in 0..rounds {
        for (photo, [whole, inference, decoding]) in photos.iter().zip(&mut times) {
            let _before = take_inference_time();
            let started = Instant::now();
            checker.check(photo).expect("a test portrait is judged");
            whole.push(started.elapsed());
            inference.push(take_inference_time());
            let started = Instant::now();
            black_box(image::load_from_memory(photo).expect("a test portrait decodes"));
            decoding.push(started.elapsed());
        }
    }
    let medians = |[whole, inference, decoding]: &[Vec<Duration>; 3]| CheckCost {
        whole: median(whole),
        inference: median(inference),
        decoding: median(decoding),
    };
    times.iter().map(medians).collect()
}
