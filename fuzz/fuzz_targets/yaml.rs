//! YAML never panics, and its spans are those of the text.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &str| backlot::fuzzing::yaml(input));
