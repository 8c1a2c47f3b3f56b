//! Markdown never panics, and what is active never gets through.
#![no_main]

use backlot::markdown::{NoHost, Options, render};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let html = render(text, &Options::default(), &NoHost).html.to_ascii_lowercase();
    for tag in ["<script", "<style", "<iframe", "<object", "<embed", "<base", "<meta", "<link"] {
        assert!(!html.contains(tag), "{tag}");
    }
});
