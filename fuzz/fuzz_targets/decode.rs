#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| photogate_fuzz::decode::check(bytes));
