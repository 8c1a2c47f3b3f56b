//! The examples of every code: the bad one earns the code, and the good one does not.
//!
//! In: `backlot explain CODE`, whose examples are files of a small repository. Out: what a build says of them. Never: a code without
//! examples that could have some.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{Folder, backlot, stderr, stdout};

/// Makes the bad example in a folder, or the good one.
type Make = fn(&Folder, bool);

/// Codes whose examples are no text that stands in a file, and what makes them.
const MADE: &[(&str, Make)] = &[
    ("BL101", unreadable),
    ("BL102", not_utf8),
    ("BL114", too_deep),
    ("BL604", old_base),
    ("BL223", too_many_tags),
    ("BL690", unwritable),
    ("BL804", too_large),
];

/// Codes that no repository is known to earn: what wants one URL is told apart before pages are planned (BL431, BL208), and BL691 is a fault
/// of the program.
const NEVER: &[&str] = &["BL601", "BL691"];

/// Codes that a build of files does not earn, but a check of one repository against the catalog of all; `against_catalog.rs` does.
const AGAINST_OTHERS: &[&str] = &["BL216", "BL217"];

const COMPONENT: &str = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: shop}\nspec: {type: service, \
                         lifecycle: production, owner: team-a}\n";

/// More than is read of one file.
fn unreadable(folder: &Folder, bad: bool) {
    folder.write("catalog-info.yaml", COMPONENT);
    if bad {
        let file = fs::File::options().write(true).open(folder.path().join("catalog-info.yaml")).unwrap();
        file.set_len(65 << 20).unwrap();
    }
}

fn not_utf8(folder: &Folder, bad: bool) {
    folder.write("mkdocs.yml", "site_name: Shop\n");
    folder.write("docs/index.md", if bad { &b"Gr\xfc\xdfe\n"[..] } else { "Grüße\n".as_bytes() });
}

fn too_deep(folder: &Folder, bad: bool) {
    let depth = if bad { 200 } else { 20 };
    let spec = format!("{COMPONENT}---\n{}", COMPONENT.replace("shop", "stock"));
    let nested = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    folder.write("catalog-info.yaml", spec.replace("spec: {type", &format!("spec: {{notes: {nested}, type")));
}

/// More tags than are taken of one entity.
fn too_many_tags(folder: &Folder, bad: bool) {
    let count = if bad { 501 } else { 500 };
    let tags: Vec<String> = (0..count).map(|number| format!("t{number}")).collect();
    folder.write(
        "catalog-info.yaml",
        COMPONENT.replace("name: shop", &format!("name: shop, tags: [{}]", tags.join(", "))),
    );
}

fn old_base(folder: &Folder, bad: bool) {
    folder.write("backlot.yaml", "theme: {dir: theme}\n");
    let output = folder.run(&["theme", "eject", "templates/home.html"]);
    assert!(output.status.success(), "{}", stderr(&output));
    if bad {
        let text = folder.read("theme/templates/home.html");
        let (line, rest) = text.split_once('\n').unwrap();
        let old: String = line.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
        folder.write("theme/templates/home.html", format!("{old}\n{rest}"));
    }
}

/// A name that no file of a site can have.
fn unwritable(folder: &Folder, bad: bool) {
    folder.write("mkdocs.yml", "site_name: Shop\n");
    folder.write("docs/index.md", "# Shop\n");
    folder.write(if bad { "docs/first\u{1}steps.md" } else { "docs/first-steps.md" }, "# First steps\n");
}

fn too_large(folder: &Folder, bad: bool) {
    let api = "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: holds}\nspec:\n  type: openapi\n  lifecycle: \
               production\n  owner: team-a\n  definition: {$text: ./openapi.yaml}\n";
    folder.write("catalog-info.yaml", api);
    let comment = if bad { "# much\n".repeat(8_000_000) } else { String::new() };
    folder.write(
        "openapi.yaml",
        format!("openapi: 3.1.0\ninfo: {{title: Holds, version: '1'}}\npaths: {{}}\n{comment}"),
    );
}

/// The example files of an explanation below a heading: paths with their text.
fn files(explanation: &str, heading: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut is_open = false;
    for line in explanation.lines() {
        let named = line
            .strip_prefix(heading)
            .and_then(|rest| rest.strip_prefix(": `"))
            .and_then(|rest| rest.strip_suffix('`'));
        if let Some(path) = named {
            found.push((path.to_owned(), String::new()));
            is_open = true;
        } else if let (true, Some((_, text))) = (is_open, found.last_mut()) {
            match line.strip_prefix("    ") {
                Some(line) => text.extend([line, "\n"]),
                None if line.is_empty() => text.push_str(if text.is_empty() { "" } else { "\n" }),
                None => is_open = false,
            }
        }
    }
    for (_, text) in &mut found {
        // Blank lines at the end stand between the example and what follows.
        *text = format!("{}\n", text.trim_end_matches('\n'));
    }
    found
}

/// The codes that a build of the folder earns.
fn earned(folder: &Folder) -> BTreeSet<String> {
    let crawled = if folder.path().join("repos").is_dir() { "repos" } else { "." };
    let site = folder.path().with_extension("site");
    let output = folder.run(&["build", crawled, "-o", site.to_str().unwrap(), "--format", "json"]);
    let _ = fs::remove_dir_all(site);
    if let Ok(report) = serde_json::from_str::<serde_json::Value>(&stdout(&output)) {
        let list = report["diagnostics"].as_array().unwrap();
        return list.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect();
    }
    // A configuration that is not understood ends the run, and its diagnostics are talk.
    let said = stderr(&output);
    let ids = said.split('[').skip(1).filter_map(|rest| rest.get(..5));
    ids.filter(|id| id.starts_with("BL")).map(str::to_owned).collect()
}

fn staged(id: &str, side: &str, files: &[(String, String)]) -> Folder {
    let folder = Folder::new::<&str>(&format!("code-{id}-{side}"), &[]);
    for (path, text) in files {
        folder.write(path, text);
    }
    // A page of docs is a site's, and the site's configuration is as small as can be where the example has none.
    let has = |name: &str| files.iter().any(|(path, _)| path == name);
    if files.iter().any(|(path, _)| path.starts_with("docs/"))
        && !has("mkdocs.yml")
        && !has("catalog-info.yaml")
    {
        folder.write("mkdocs.yml", "site_name: Shop\n");
    }
    folder
}

#[test]
fn every_code_is_earned_by_its_bad_example_alone() {
    let list = stdout(&backlot(&["explain"]));
    let mut wrong = Vec::new();
    for id in list.lines().filter_map(|line| line.split_whitespace().next()) {
        if NEVER.contains(&id) || AGAINST_OTHERS.contains(&id) {
            continue;
        }
        let (bad, good) = if let Some((_, make)) = MADE.iter().find(|(made, _)| *made == id) {
            let [bad, good] = [true, false].map(|bad| {
                let folder = staged(id, if bad { "bad" } else { "good" }, &[]);
                make(&folder, bad);
                folder
            });
            (bad, good)
        } else {
            let explanation = stdout(&backlot(&["explain", id]));
            let [bad, good, with] = ["Bad", "Good", "With"].map(|heading| files(&explanation, heading));
            if bad.is_empty() || good.is_empty() {
                wrong.push(format!("{id} has no example"));
                continue;
            }
            let all = |side: Vec<(String, String)>| [with.clone(), side].concat();
            (staged(id, "bad", &all(bad)), staged(id, "good", &all(good)))
        };
        let (bad, good) = (earned(&bad), earned(&good));
        let more: Vec<&String> = bad.difference(&good).collect();
        if more != [id] || good.contains(id) {
            wrong.push(format!(
                "{id}: the bad example earns {more:?} more than the good one, which earns {good:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
