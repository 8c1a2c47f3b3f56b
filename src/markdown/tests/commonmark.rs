//! CommonMark's own examples: those that the dialect renders otherwise are listed, with the section they stand in.
//!
//! The specification is not ours and not in the repository: `npm ci --prefix tests/browser` brings it. Where it is missing the test
//! is left out, unless `BACKLOT_BROWSER=required` says that it must run.

use std::fmt::Write as _;
use std::path::Path;

use crate::markdown::{NoHost, Options, render};

const SPECIFICATION: &str = "tests/browser/node_modules/commonmark-spec/spec.txt";
const DEPARTURES: &str = "tests/dialect/commonmark.tsv";
const FENCE: &str = "````````````````````````````````";

struct Example<'s> {
    number: usize,
    section: &'s str,
    markdown: String,
    html: String,
}

fn examples(specification: &str) -> Vec<Example<'_>> {
    let mut found = Vec::new();
    let mut section = "";
    let mut lines = specification.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#'))
        {
            section = title;
        }
        if line != format!("{FENCE} example") {
            continue;
        }
        let mut part = |end: &str| -> String {
            lines.by_ref().take_while(|line| *line != end).flat_map(|line| [line, "\n"]).collect::<String>()
        };
        let (markdown, html) = (part(".").replace('→', "\t"), part(FENCE).replace('→', "\t"));
        found.push(Example { number: found.len() + 1, section, markdown, html });
    }
    found
}

/// What a page says, without how: the order of attributes, ids and links of headings, colours of code, blanks at tags.
fn plain(html: &str) -> String {
    let html = html.replace("<div class=\"highlight\"><pre", "<pre").replace("</pre>\n</div>", "</pre>");
    let mut out = String::new();
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        text(&rest[..at], &mut out);
        let Some(end) = rest[at..].find('>') else { break };
        let tag = rest[at + 1..at + end].trim_end_matches('/').trim_end();
        rest = &rest[at + end + 1..];
        if tag.starts_with("a class=\"headerlink\"") {
            rest = rest.split_once("</a>").map_or("", |(_, after)| after);
        } else if tag != "/span" && !tag.starts_with("span class=\"h") {
            tag_of(tag, &mut out);
        }
    }
    text(rest, &mut out);
    out
}

fn text(text: &str, out: &mut String) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let decoded = words.join(" ").replace("&quot;", "\"").replace("&gt;", ">").replace("&#39;", "'");
    out.push_str(&decoded);
}

fn tag_of(tag: &str, out: &mut String) {
    let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let heading = name.len() == 2 && name.starts_with('h') && name != "hr";
    let mut kept: Vec<&str> = attributes
        .split_inclusive("\" ")
        .map(str::trim)
        .filter(|one| !one.is_empty())
        .filter(|one| !(heading && one.starts_with("id=")))
        .filter(|one| !["tabindex=", "loading=", "aria-level="].iter().any(|made| one.starts_with(made)))
        .collect();
    kept.sort_unstable();
    let _ = write!(out, "<{name}");
    for one in kept {
        let _ = write!(out, " {one}");
    }
    out.push('>');
}

#[test]
#[allow(clippy::disallowed_methods, reason = "reads the specification and the list")]
fn what_departs_from_commonmark_is_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Ok(specification) = std::fs::read_to_string(root.join(SPECIFICATION)) else {
        let required = std::env::var("BACKLOT_BROWSER").is_ok_and(|value| value == "required");
        assert!(!required, "run `npm ci --prefix tests/browser` first");
        return;
    };
    let examples = examples(&specification);
    assert!(examples.len() > 600, "{} examples", examples.len());
    let mut list = String::new();
    let mut shown = String::new();
    for example in &examples {
        let html = render(&example.markdown, &Options::default(), &NoHost).body.as_written();
        if plain(&html) != plain(&example.html) {
            let _ = writeln!(list, "{}\t{}", example.number, example.section);
            let _ = writeln!(
                shown,
                "{} {}\n{}\n  wanted {}\n  given  {}",
                example.number,
                example.section,
                example.markdown,
                plain(&example.html),
                plain(&html)
            );
        }
    }
    let path = root.join(DEPARTURES);
    if std::env::var_os("BACKLOT_BLESS").is_some() {
        std::fs::write(path, list).expect("the list can be written");
        println!("{shown}");
        return;
    }
    let known = std::fs::read_to_string(path).expect("the list is there");
    let (known, list): (Vec<_>, Vec<_>) = (known.lines().collect(), list.lines().collect());
    let new: Vec<_> = list.iter().filter(|line| !known.contains(line)).collect();
    let gone: Vec<_> = known.iter().filter(|line| !list.contains(line)).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "departs anew: {new:#?}\nno longer: {gone:#?}\nif that is meant: BACKLOT_BLESS=1 cargo test --lib markdown::tests"
    );
}
