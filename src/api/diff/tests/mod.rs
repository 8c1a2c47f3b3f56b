//! Rules by small pairs of definitions, read as any definition is.

mod asyncapi;
mod graphql;
mod openapi;
mod protobuf;
mod schemas;

use std::path::Path;

use super::{Change, Compatibility, Day, compare};
use crate::api::{Api, read_text};
use crate::config::Config;
use crate::crawl::{self, Inventory, RepoId};
use crate::source::{Files, Memory};

/// A definition, read.
fn api(kind: &str, text: &str) -> Api {
    let files = Files::memory(Memory::from([("r/definition", text)]));
    let (repo, _) = crawl::enclosing(&files, Path::new("r"), &Config::default()).unwrap();
    let inventory = Inventory::new(vec![repo]);
    let (api, found) = read_text(&files, &inventory, (text, kind), (RepoId(0), "definition"));
    api.unwrap_or_else(|| panic!("{found:?}\n{text}"))
}

/// What changed between two texts.
fn between(kind: &str, before: &str, after: &str) -> Vec<Change> {
    compare(&api(kind, before), &api(kind, after), Day::of("2026-06-01"))
}

/// `! rule subject`, `? rule subject`, `. rule subject`: breaking, warning, compatible; sorted.
fn lines(changes: &[Change]) -> Vec<String> {
    let mut lines: Vec<String> = changes
        .iter()
        .map(|change| {
            let mark = match change.compatibility {
                Compatibility::Breaking => '!',
                Compatibility::Warning => '?',
                Compatibility::Compatible => '.',
            };
            format!("{mark} {} {}", change.rule, change.subject)
        })
        .collect();
    lines.sort();
    lines
}

/// Whether `before` to `after`, parts that stand in the place of `HOLE`, comes to these lines.
fn check(kind: &str, frame: &str, cases: &[(&str, &str, &[&str])]) {
    for (before, after, expected) in cases {
        let of = |part: &str| frame.replace("HOLE", part);
        let actual = lines(&between(kind, &of(before), &of(after)));
        let mut expected: Vec<String> = expected.iter().map(|line| (*line).to_owned()).collect();
        expected.sort();
        assert_eq!(actual, expected, "{before} → {after}");
    }
}

#[test]
fn a_definition_and_itself() {
    for (kind, text) in [
        ("openapi", "openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {description: x}}}}}\n"),
        ("graphql", "type Query { a(b: Int = 1): [A!] }\ntype A { b: Int }\n"),
        ("proto", "syntax = \"proto3\";\npackage a;\nmessage A { int32 b = 1; reserved 2; }\n"),
        (
            "asyncapi",
            "asyncapi: 3.0.0\nchannels: {a: {address: a, messages: {m: {payload: {type: object}}}}}\n",
        ),
    ] {
        assert_eq!(between(kind, text, text), [], "{kind}");
    }
    let changes = between("", "openapi: 3.1.0\n", "asyncapi: 3.0.0\n");
    assert_eq!(lines(&changes), ["! api-format-changed definition"]);
}

#[test]
fn days() {
    assert!(Day::of("2026-01-31T10:00:00Z") < Day::of("2026-02-01"));
    assert_eq!((Day::of("soon"), Day::of("31/01/2026")), (None, None));
}
