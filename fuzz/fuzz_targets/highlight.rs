//! Highlighting never panics and keeps the text.
#![no_main]

const LANGUAGES: [&str; 16] = [
    "yaml", "json", "bash", "console", "python", "tsx", "go", "rust", "toml", "dockerfile", "html", "css", "diff", "sql", "hcl",
    "markdown",
];

libfuzzer_sys::fuzz_target!(|input: (u8, &str)| {
    let (language, code) = input;
    backlot::fuzzing::highlighted(LANGUAGES[usize::from(language) % LANGUAGES.len()], code);
});
