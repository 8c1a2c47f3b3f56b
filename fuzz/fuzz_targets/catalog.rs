//! A catalog file never panics, and no document is lost.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| backlot::fuzzing::catalog(input));
