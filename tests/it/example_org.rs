//! The invented company in `example-org/`, built by the program as a user would build it.
//!
//! In: `example-org/`, `goldens/`. Out: the main part of one page of every kind is what it was, the findings are exactly
//! the deliberate mistakes, the bytes do not depend on threads or place. `BACKLOT_BLESS=1` writes the goldens anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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
    "no-docs paper-tickets/catalog-info.yaml:6",
    "templated-file platform/templates/new-service/skeleton/catalog-info.yaml:4",
    "unknown-kind fleet-telemetry/catalog/vessels.yaml:51",
];

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("example-org")
}

fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("example-org").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    folder
}

fn backlot(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_backlot"))
        .args(arguments)
        .env_remove("GITHUB_ACTIONS")
        .env_remove("GITHUB_STEP_SUMMARY")
        .output()
        .unwrap()
}

/// Builds `org` into a fresh folder. 1 is the exit status: the mistakes in it are errors, and the site stands.
fn build(name: &str, org: &Path, jobs: &str) -> PathBuf {
    let site = fresh(name);
    let output = backlot(&["build", org.to_str().unwrap(), "-o", site.to_str().unwrap(), "--jobs", jobs]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    site
}

/// Path → bytes of every file of a tree.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in tree(from) {
        let target = to.join(name);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, bytes).unwrap();
    }
}

/// The `<main>` element of a page, one line for every line of the page.
fn main_of(html: &str) -> &str {
    let start = html.find("<main").expect("a page has a main part");
    let end = html.find("</main>").expect("the main part ends") + "</main>".len();
    &html[start..end]
}

#[test]
fn pages_are_what_they_were() {
    let site = build("goldens", &example(), "2");
    let goldens = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/goldens");
    let bless = std::env::var_os("BACKLOT_BLESS").is_some();
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

fn first_difference(expected: &str, actual: &str) -> Option<String> {
    if expected == actual {
        return None;
    }
    let mut actual_lines = actual.lines();
    for (index, line) in expected.lines().enumerate() {
        let new = actual_lines.next();
        if new != Some(line) {
            return Some(format!("line {}:\n  - {line}\n  + {}", index + 1, new.unwrap_or("(end)")));
        }
    }
    Some(format!("line {}: more than the golden holds", expected.lines().count() + 1))
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

#[test]
fn bytes_depend_on_nothing_but_the_input() {
    let elsewhere = fresh("another place");
    copy(&example(), &elsewhere);
    let one = tree(&build("one", &example(), "1"));
    let eight = tree(&build("eight", &example(), "8"));
    let moved = tree(&build("moved", &elsewhere, "8"));
    for (name, bytes) in &one {
        assert!(eight.get(name) == Some(bytes), "{name} depends on the number of threads");
        assert!(moved.get(name) == Some(bytes), "{name} depends on the place of the input");
    }
    assert_eq!(one.len(), eight.len());
    assert_eq!(one.len(), moved.len());
}
