//! The documentation in `docs/` against the program: what exists is documented, what is documented exists.
//!
//! In: `docs/*.md`, the program's own help, schema and list of rules. Out: nothing is left out. `BACKLOT_BLESS=1`
//! writes the table of rules anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{backlot as run, bless, stdout};

fn page(name: &str) -> (PathBuf, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = fs::read_to_string(&path).unwrap();
    (path, text)
}

fn backlot(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments:?}");
    stdout(&output)
}

/// Commands as `--help` lists them.
fn commands() -> Vec<String> {
    let help = backlot(&["--help"]);
    let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let first = |line: &str| line.split_whitespace().next().map(str::to_owned);
    list.lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(first)
        .filter(|name| name != "help")
        .collect()
}

#[test]
fn every_command_and_option() {
    let (_, text) = page("docs/cli.md");
    let mut missing = Vec::new();
    let mut headings = Vec::new();
    for command in commands() {
        let heading = format!("## backlot {command}\n");
        if !text.contains(&heading) {
            missing.push(heading.trim().to_owned());
        }
        headings.push(heading);
        for word in backlot(&[&command, "--help"]).split_whitespace() {
            let option = word.trim_end_matches(',');
            let known = ["--help", "--version"].contains(&option);
            if option.starts_with("--") && option.len() > 2 && !known && !text.contains(&format!("`{option}"))
            {
                missing.push(format!("{option} of {command}"));
            }
        }
    }
    for line in text.lines().filter(|line| line.starts_with("## backlot ")) {
        if !headings.contains(&format!("{line}\n")) {
            missing.push(format!("{line}: there is no such command"));
        }
    }
    assert!(missing.is_empty(), "docs/cli.md: {missing:#?}");
}

#[test]
fn every_key_of_the_configuration() {
    let (_, text) = page("docs/configuration.md");
    let schema: serde_json::Value = serde_json::from_str(&backlot(&["schema"])).unwrap();
    let mut missing = Vec::new();
    for (key, value) in schema["properties"].as_object().unwrap() {
        let inner = value["properties"].as_object();
        let names: Vec<String> = match inner {
            Some(inner) => inner.keys().map(|name| format!("{key}.{name}")).collect(),
            None => vec![key.clone()],
        };
        for name in names {
            let written =
                [format!("`{name}`"), format!("`{name}."), format!("`{name}, `"), format!("### `{name}`")];
            if !written.iter().any(|form| text.contains(form)) {
                missing.push(name);
            }
        }
    }
    assert!(missing.is_empty(), "docs/configuration.md: {missing:?}");
}

#[test]
fn every_rule() {
    let (path, text) = page("docs/diagnostics.md");
    let (before, rest) = text.split_once("<!-- rules:").unwrap();
    let (note, rest) = rest.split_once("-->\n").unwrap();
    let (old, after) = rest.split_once("<!-- /rules -->").unwrap();
    let mut table = "\n| Code | Name | Severity | What |\n|---|---|---|---|\n".to_owned();
    for line in backlot(&["explain"]).lines() {
        let mut words = line.split_whitespace();
        let (code, gravity, name) = (words.next().unwrap(), words.next().unwrap(), words.next().unwrap());
        let what = words.collect::<Vec<_>>().join(" ");
        writeln!(table, "| {code} | `{name}` | {gravity} | {what} |").unwrap();
    }
    table.push('\n');
    if old == table {
        return;
    }
    assert!(bless(), "the table of rules is old: BACKLOT_BLESS=1 cargo test --test it documentation");
    fs::write(path, format!("{before}<!-- rules:{note}-->\n{table}<!-- /rules -->{after}")).unwrap();
}

/// Relative links of the project's own documents lead to files.
#[test]
fn links_between_documents() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents =
        vec!["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md", "benches/README.md"]
            .into_iter()
            .map(|name| root.join(name))
            .collect::<Vec<_>>();
    for entry in fs::read_dir(root.join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            documents.push(path);
        }
    }
    let mut dead = Vec::new();
    for document in documents {
        let text = fs::read_to_string(&document).unwrap();
        let mut code = false;
        for line in text.lines() {
            code ^= line.trim_start().starts_with("```");
            // Examples of links stand in code, and in the tables of docs/markdown.md.
            if code || line.starts_with("| `") || document.ends_with("docs/markdown.md") {
                continue;
            }
            for part in line.split("](").skip(1) {
                let target = part.split([')', '#', ' ']).next().unwrap();
                if target.is_empty() || target.contains("://") || target.starts_with("mailto:") {
                    continue;
                }
                if !document.parent().unwrap().join(target).exists() {
                    dead.push(format!("{}: {target}", document.strip_prefix(root).unwrap().display()));
                }
            }
        }
    }
    assert!(dead.is_empty(), "{dead:#?}");
}
