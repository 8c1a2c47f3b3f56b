//! Highlighting never panics and keeps the text.
#![no_main]

use backlot::highlight::highlight;

const LANGUAGES: [&str; 16] = [
    "yaml", "json", "bash", "console", "python", "tsx", "go", "rust", "toml", "dockerfile", "html", "css", "diff", "sql", "hcl",
    "markdown",
];

libfuzzer_sys::fuzz_target!(|input: (u8, &str)| {
    let (language, code) = input;
    let lines = highlight(LANGUAGES[usize::from(language) % LANGUAGES.len()], code).unwrap_or_default();
    let mut text = String::new();
    let html = lines.join("\n");
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at + rest[at..].find('>').expect("a span is closed") + 1..];
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    assert_eq!(text, code.strip_suffix('\n').unwrap_or(code).replace('\r', ""));
});
