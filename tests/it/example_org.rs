//! The invented company in `example-org/`, built by the program as a user would build it.
//!
//! In: `example-org/`, `goldens/`. Out: the main part of one page of every kind is what it was, the findings are exactly
//! the deliberate mistakes, the bytes do not depend on threads or place. `BACKLOT_BLESS=1` writes the goldens anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::{
    Folder, backlot, bless, built_example, command, example, first_difference, root, stderr, tree,
};

/// Golden file's name and the page it is taken from: one of every kind.
const PAGES: &[(&str, &str)] = &[
    ("home", "index.html"),
    ("catalog", "catalog/index.html"),
    ("component", "catalog/default/component/booking-api/index.html"),
    ("component-deprecated", "catalog/default/component/paper-tickets/index.html"),
    ("api-openapi", "catalog/default/api/booking-v2/index.html"),
    ("api-asyncapi", "catalog/default/api/sailing-events/index.html"),
    ("api-graphql", "catalog/default/api/manifest/index.html"),
    ("api-grpc", "catalog/default/api/tides/index.html"),
    ("resource", "catalog/fleet/resource/mv-eider/index.html"),
    ("system", "catalog/default/system/sailing-decisions/index.html"),
    ("domain", "catalog/default/domain/sailing/index.html"),
    ("group", "catalog/default/group/bridge/index.html"),
    ("user", "catalog/default/user/sigrid.aas/index.html"),
    ("location", "catalog/default/location/company/index.html"),
    ("template", "catalog/default/template/new-service/index.html"),
    ("airesource", "catalog/default/airesource/deckhand/index.html"),
    ("docs-home", "docs/index.html"),
    ("docs-dialect", "docs/default/component/skl/writing-docs/index.html"),
    ("docs-runbook", "docs/default/component/sailing-planner/runbooks/fog/index.html"),
    ("docs-monorepo", "docs/default/component/booking-api/booking-api/holds/index.html"),
    ("docs-auto-nav", "docs/default/component/manifest-service/index.html"),
    ("docs-awesome-nav", "docs/default/component/berth-service/linkspans/winter/index.html"),
    ("api-docs", "api-docs/index.html"),
    ("create", "create/index.html"),
    ("graph", "catalog-graph/index.html"),
    ("health", "health/index.html"),
];

/// What is found in `example-org`, and nothing else. Each is a deliberate mistake with a comment on it, or follows from
/// one, but for `api-without-consumers` and `templated-file`, which are true of an API on its way out and of a skeleton.
const FINDINGS: &[&str] = &[
    "api-without-consumers booking/catalog-info.yaml:98",
    "dangling-reference paper-tickets/catalog-info.yaml:16",
    "duplicate-entity paper-tickets/catalog-info.yaml:24",
    "field-format paper-tickets/catalog-info.yaml:37",
    "link-anchor fleet-telemetry/docs/retention.md:14",
    "link-dead booking/fare-rules/docs/testing.md:23",
    "location-stops fleet-telemetry/catalog/vessels.yaml:51",
    "misspelt-field harbour/catalog-info.yaml:47",
    "nav-not-found booking/fare-rules/mkdocs.yml:8",
    "templated-file platform/templates/new-service/skeleton/catalog-info.yaml:4",
    "unknown-kind fleet-telemetry/catalog/vessels.yaml:51",
];

/// The `<main>` element of a page, one line for every line of the page.
fn main_of(html: &str) -> &str {
    let start = html.find("<main").expect("a page has a main part");
    let end = html.find("</main>").expect("the main part ends") + "</main>".len();
    &html[start..end]
}

#[test]
fn pages_are_what_they_were() {
    let site = built_example();
    let goldens = root().join("tests/it/goldens");
    let bless = bless();
    let mut wrong = Vec::new();
    for (name, page) in PAGES {
        let Ok(html) = fs::read_to_string(site.join(page)) else {
            wrong.push(format!("{page}: no such page"));
            continue;
        };
        let actual = format!("{}\n", main_of(&html));
        let golden = goldens.join(format!("{name}.html"));
        if bless {
            fs::create_dir_all(&goldens).unwrap();
            fs::write(&golden, &actual).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        if let Some(line) = first_difference(&expected, &actual) {
            wrong.push(format!("{name}.html ({page}), {line}"));
        }
    }
    let names: BTreeSet<String> = PAGES.iter().map(|(name, _)| format!("{name}.html")).collect();
    for orphan in tree(&goldens).keys().filter(|file| !names.contains(*file)) {
        if bless {
            fs::remove_file(goldens.join(orphan)).unwrap();
        } else {
            wrong.push(format!("{orphan}: a golden without a page"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nif that is meant: BACKLOT_BLESS=1 cargo test --test it example_org",
        wrong.join("\n")
    );
}

#[test]
fn findings_are_the_deliberate_mistakes() {
    let org = example();
    let output = backlot(&["check", org.to_str().unwrap(), "--format", "json"]);
    let found = String::from_utf8(output.stdout).unwrap();
    let report: serde_json::Value = serde_json::from_str(&found).unwrap();
    let mut lines: Vec<String> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            format!(
                "{} {}:{}",
                finding["name"].as_str().unwrap(),
                finding["place"]["path"].as_str().unwrap_or("-").trim_start_matches("example-org/"),
                finding["place"]["line"]
            )
        })
        .collect();
    lines.sort();
    assert_eq!(lines, FINDINGS, "\n{}", lines.join("\n"));
}

/// Each build is a process of its own, with hash seeds of its own: what is iterated in their order would differ.
#[test]
fn bytes_depend_on_nothing_but_the_input() {
    let files = tree(&example());
    let moved: Vec<_> =
        files.iter().map(|(path, bytes)| (format!("x/y/other place/{path}"), bytes.as_slice())).collect();
    let moved: Vec<_> = moved.iter().map(|(path, bytes)| (path.as_str(), *bytes)).collect();
    let folder = Folder::new("same-bytes", &moved);
    let here = example().to_str().unwrap().to_owned();
    let elsewhere = folder.join("x/y/other place");
    let runs = [
        ("one", &here, "1", "C"),
        ("eight", &here, "8", "C"),
        ("again", &here, "8", "tr_TR.UTF-8"),
        ("moved", &elsewhere, "8", "C"),
    ];
    let built = runs.map(|(name, org, jobs, locale)| {
        let site = folder.join(name);
        let output = command()
            .args(["build", org, "-o", &site, "--jobs", jobs])
            .env("LC_ALL", locale)
            .env("TZ", if locale == "C" { "UTC" } else { "Pacific/Kiritimati" })
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        tree(Path::new(&site))
    });
    let [one, others @ ..] = &built;
    assert!(one.len() > 100, "{}", one.len());
    for (other, (name, ..)) in others.iter().zip(&runs[1..]) {
        for (file, bytes) in one {
            assert!(other.get(file) == Some(bytes), "{file} of `{name}` is another");
        }
        assert_eq!(one.len(), other.len(), "{name}");
    }
}
