//! `docs/reference.md` against the program: every list of it names what there is, and nothing else.
//!
//! In: the page, the program's sources and themes, the built example. Out: names that only one of the two has. Never: prose.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{backlot, built_example, example, root, stdout, tree};

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between a heading of the page and the next.
fn section(heading: &str) -> String {
    let page = read("docs/reference.md");
    let (_, rest) =
        page.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no section {heading}"));
    rest.split("\n## ").next().unwrap().to_owned()
}

/// Names between backticks in the first column of tables, or in all of a text without one.
fn names(text: &str) -> BTreeSet<String> {
    let rows: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next()).collect();
    let text = if rows.is_empty() { text.to_owned() } else { rows.join("\n") };
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Names that follow `mark` in a text.
fn after(text: &str, mark: &str, is_name: fn(char) -> bool) -> BTreeSet<String> {
    let rest = text.split(mark).skip(1);
    rest.map(|rest| rest.split(|c| !is_name(c)).next().unwrap_or_default().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

fn word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}

#[track_caller]
fn same(what: &str, documented: &BTreeSet<String>, there: &BTreeSet<String>) {
    let missing: Vec<_> = there.difference(documented).collect();
    let gone: Vec<_> = documented.difference(there).collect();
    assert!(missing.is_empty() && gone.is_empty(), "{what}: not documented {missing:?}, not there {gone:?}");
}

#[test]
fn annotations() {
    let source = read("src/catalog/annotations.rs");
    let is_key = |text: &&str| {
        text.contains('/')
            && !text.contains([' ', '{', ':', '`', '\n'])
            && text.chars().all(|c| word(c) || matches!(c, '.' | '/'))
    };
    let mut there: BTreeSet<String> =
        source.split('"').skip(1).step_by(2).filter(is_key).map(str::to_owned).collect();
    let (_, own) = source.split_once("OWN: &[&str] = &[").unwrap();
    let own = own.split("];").next().unwrap().split('"').skip(1).step_by(2);
    there.extend(own.map(|name| format!("backstage.io/{name}")));
    let text = section("Annotations");
    let documented: BTreeSet<String> =
        text.split('`').skip(1).step_by(2).filter(is_key).map(str::to_owned).collect();
    same("annotations", &documented, &there);
}

#[test]
fn icons_blocks_and_variables() {
    let styles: String = ["themes/default/assets/css", "themes/default/assets"]
        .into_iter()
        .flat_map(|folder| fs::read_dir(root().join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "css"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    same(
        "icons",
        &names(&section("Icons").replace("`icon` of `annotations`", "").replace("`metadata.links`", "")),
        &after(&styles, ".i-", word),
    );

    let templates = fs::read_dir(root().join("themes/default/templates")).unwrap();
    let templates: String =
        templates.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    let documented = names(&section("Templates"));
    let (variables, blocks): (BTreeSet<String>, BTreeSet<String>) =
        documented.into_iter().partition(|name| name.contains('.'));
    same("blocks", &blocks, &after(&templates, "{% block ", word));
    let base = read("themes/default/templates/base.html");
    let mut used = BTreeSet::new();
    for top in ["page", "portal"] {
        let of_base = after(&base, &format!("{top}."), word);
        used.extend(of_base.into_iter().map(|name| format!("{top}.{name}")));
    }
    let missing: Vec<_> = used.difference(&variables).collect();
    assert!(missing.is_empty(), "variables that are not documented: {missing:?}");
    let gone: Vec<_> = variables.iter().filter(|name| !templates.contains(name.as_str())).collect();
    assert!(gone.is_empty(), "variables that no template uses: {gone:?}");
}

#[test]
fn fields_of_filters() {
    let script = read("themes/default/assets/catalog.js");
    let (_, titles) = script.split_once("var TITLES = {").unwrap();
    let fields = titles.split('}').next().unwrap().split(',').filter_map(|pair| pair.split(':').next());
    let fields: BTreeSet<String> = fields.map(|name| name.trim().to_owned()).collect();
    let text = section("Filters");
    let known: BTreeSet<String> = names(&text);
    let missing: Vec<_> = fields.difference(&known).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let (_, alias) = script.split_once("var ALIAS = {").unwrap();
    for pair in alias.split('}').next().unwrap().split(',') {
        let (from, to) = pair.split_once(':').unwrap();
        for name in [from.trim(), to.trim().trim_matches('\'')] {
            assert!(text.contains(&format!("`{name}`")), "{name}");
        }
    }
}

#[test]
fn files_for_programs() {
    let forms = names(&section("Files for programs"));
    let files = tree(built_example());
    let of_form = |form: &str, path: &str| {
        let (form, path): (Vec<_>, Vec<_>) = (form.split('/').collect(), path.split('/').collect());
        let fits = |(form, path): (&&str, &&str)| form == path || form.starts_with('<');
        form.len() == path.len() && form.iter().zip(&path).all(fits)
    };
    for path in files.keys().filter(|path| path.starts_with("api/")) {
        assert!(forms.iter().any(|form| of_form(form, path)), "{path} is not documented");
    }
    for form in &forms {
        assert!(files.keys().any(|path| of_form(form, path)), "there is no {form}");
    }
}

#[test]
fn diagnostics_as_json() {
    fn keys(value: &serde_json::Value, found: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(map) => {
                found.extend(map.keys().cloned());
                map.values().for_each(|value| keys(value, found));
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
            _ => {}
        }
    }
    let output = backlot(&["check", example().to_str().unwrap(), "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let mut there = BTreeSet::new();
    keys(&report, &mut there);
    let text = section("Diagnostics as JSON");
    let documented: BTreeSet<String> = names(&text);
    for name in &there {
        assert!(text.contains(&format!("`{name}`")), "{name} is not documented");
    }
    for name in &documented {
        // What only some diagnostics have need not be among the example's.
        assert!(there.contains(name) || name == "notes", "{name} is not there");
    }
}
