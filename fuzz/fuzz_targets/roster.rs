#![no_main]

libfuzzer_sys::fuzz_target!(
    // The reader of workbooks is known to panic, and is caught.
    init: photogate_fuzz::panics::install(),
    |bytes: &[u8]| photogate_fuzz::roster::check(bytes)
);
