//! Markdown never panics, and what is active never gets through.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &str| backlot::fuzzing::markdown(input));
