//! What a machine can hold of the house style: layers, headers, lengths. See ARCHITECTURE.md, invariants.

use std::path::{Path, PathBuf};

use crate::imports::Program;

/// Modules from the bottom up. A module imports from its own row and from rows above it in this list.
const LAYERS: &[&[&str]] = &[
    &["calendar", "path", "gitignore", "hex", "html", "language", "suggest"],
    &["source", "url", "artifact", "forge"],
    &["diag", "yaml"],
    &["config"],
    &["fetch"],
    &["highlight", "diagram"],
    &["markdown"],
    &["crawl"],
    &["catalog"],
    &["graph", "docs", "api", "rules"],
    &["site"],
    &["render", "search"],
    &["output"],
    &["pipeline", "publish"],
    &["serve", "fuzzing"],
    &["cli"],
];

const LONGEST: usize = 800;

struct Source {
    path: String,
    text: String,
}

impl Source {
    fn is(&self, ending: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|found| found == ending)
    }
}

/// The text files below a folder, or the one file.
fn sources(folder: &str) -> Vec<Source> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, out);
            } else {
                out.push(path);
            }
        }
    }
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    if top.join(folder).is_file() {
        paths.push(top.join(folder));
    }
    walk(&top.join(folder), &mut paths);
    paths.sort();
    let ours = |path: &PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        matches!(ending, "rs" | "js" | "mjs" | "css" | "html" | "md" | "yaml" | "yml" | "toml" | "py")
            && !path.components().any(|part| part.as_os_str() == "node_modules")
    };
    paths
        .into_iter()
        .filter(ours)
        .map(|path| Source {
            text: std::fs::read_to_string(&path).unwrap(),
            path: path.strip_prefix(top).unwrap().to_string_lossy().replace('\\', "/"),
        })
        .collect()
}

/// The part of a file that is the program: without its tests.
fn program(text: &str) -> &str {
    text.find("#[cfg(test)]\nmod ").or_else(|| text.find("#[cfg(test)]\npub(")).map_or(text, |at| &text[..at])
}

/// Rust that is no file of tests.
fn is_program(source: &Source) -> bool {
    source.is("rs") && !source.path.ends_with("/tests.rs") && !source.path.contains("/tests/")
}

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|row| row.contains(&module))
}

fn fail_with(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_module_knows_only_what_lies_below_it() {
    let mut faults = Vec::new();
    for source in sources("src") {
        let Some(module) = source.path.strip_prefix("src/").and_then(|path| path.split(['/', '.']).next())
        else {
            continue;
        };
        if matches!(module, "lib" | "main") {
            continue;
        }
        let Some(own) = layer(module) else {
            faults.push(format!("{}: `{module}` has no layer: give it one in LAYERS", source.path));
            continue;
        };
        for (number, line) in program(&source.text).lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for (at, _) in line.match_indices("crate::") {
                let rest = &line[at + "crate::".len()..];
                let name =
                    rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
                if layer(name).is_some_and(|layer| layer > own) {
                    faults.push(format!("{}:{}: `{module}` imports `{name}`", source.path, number + 1));
                }
            }
        }
    }
    fail_with(faults);
}

#[test]
fn no_folder_holds_a_circle_of_files() {
    let sources = sources("src");
    let program = sources.iter().filter(|source| is_program(source));
    let program = Program::new(program.map(|source| (source.path.as_str(), self::program(&source.text))));
    fail_with(["cli", "docs", "render"].iter().flat_map(|folder| program.circles(folder)).collect());
}

#[test]
fn every_module_says_what_goes_in_and_out() {
    let mut faults = Vec::new();
    for source in sources("src").iter().filter(|source| is_program(source)) {
        let header: String = source.text.lines().take_while(|line| line.starts_with("//!")).collect();
        let exempt = ["src/lib.rs", "src/main.rs"].contains(&&*source.path)
            || ["/codes/", "/kinds/"].iter().any(|folder| source.path.contains(folder));
        let whole = ["In:", "Out:", "Never:"].iter().all(|word| header.contains(word));
        if !(whole || exempt) {
            faults.push(format!("{}: the header has no In, Out, Never", source.path));
        }
    }
    fail_with(faults);
}

/// A file that no `mod` names is not compiled: its tests pass because they never run.
#[test]
fn every_file_belongs_to_the_crate() {
    let sources = sources("src");
    let text = |path: &str| sources.iter().find(|one| one.path == path).map(|one| one.text.as_str());
    let mut faults = Vec::new();
    for source in sources.iter().filter(|source| source.is("rs")) {
        let own = source.path.strip_suffix("/mod.rs").or(source.path.strip_suffix(".rs")).unwrap_or_default();
        let Some((folder, name)) =
            own.rsplit_once('/').filter(|_| !own.ends_with("/lib") && !own.ends_with("/main"))
        else {
            continue;
        };
        let parent = if folder == "src" {
            text("src/lib.rs")
        } else {
            text(&format!("{folder}/mod.rs")).or_else(|| text(&format!("{folder}.rs")))
        };
        let declared = |parent: &str| {
            parent.lines().any(|line| {
                let words: Vec<_> = line.trim().trim_end_matches([';', '{', ' ']).split(' ').collect();
                matches!(words[..], ["mod", found] | [_, "mod", found] | [_, _, "mod", found] if found == name)
            })
        };
        if !parent.is_some_and(declared) {
            faults.push(format!("{}: no `mod {name}` in {folder}", source.path));
        }
    }
    fail_with(faults);
}

/// Lists of kinds that say something else than what a kind is.
const LISTS_OF_KINDS: &[&str] = &[
    // Backstage's default for `catalog.rules`.
    "src/config/ours.rs",
];

/// What CONTRIBUTING.md says of a kind holds: a file that spells several kinds would have to be changed for a new one.
#[test]
fn a_kind_stands_in_one_file() {
    let sources = sources("src");
    let kinds: Vec<String> = sources
        .iter()
        .filter(|source| source.path.starts_with("src/catalog/kinds/"))
        .filter_map(|source| Some(source.text.split_once("\n    name: \"")?.1.split_once('"')?.0.to_owned()))
        .filter(|name| !name.is_empty())
        .collect();
    assert!(kinds.len() >= 10, "{kinds:?}");
    let mut faults = Vec::new();
    for source in sources.iter().filter(|source| is_program(source)) {
        // These know no entities: what they spell is something else.
        let elsewhere = ["src/catalog/kinds/", "src/markdown/", "src/highlight/", "src/diagram/"];
        if elsewhere.iter().any(|folder| source.path.starts_with(folder))
            || LISTS_OF_KINDS.contains(&&*source.path)
        {
            continue;
        }
        let text = program(&source.text);
        let spelt = |kind: &&String| {
            text.contains(&format!("\"{kind}\"")) || text.contains(&format!("\"{}\"", kind.to_lowercase()))
        };
        let spelt: Vec<_> = kinds.iter().filter(spelt).collect();
        if spelt.len() > 2 {
            faults.push(format!("{}: spells {spelt:?}: ask their definitions", source.path));
        }
    }
    for source in self::sources("themes").iter().filter(|source| source.is("css")) {
        for key in kinds.iter().map(|kind| kind.to_lowercase()) {
            for rule in [format!(".k-{key} "), format!(".g-node--{key}"), format!("--{key}:")] {
                if source.text.contains(&rule) {
                    faults.push(format!("{}: `{rule}` is made from the kind's definition", source.path));
                }
            }
        }
    }
    fail_with(faults);
}

/// The files that a recipe names are there, or are the reader's to make.
#[test]
fn recipes_name_files_that_are_there() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(top.join("CONTRIBUTING.md")).unwrap();
    let (_, recipes) = text.split_once("\n## Recipes\n").unwrap();
    let (recipes, _) = recipes.split_once("\n## ").unwrap();
    let mut faults = Vec::new();
    for name in recipes.split('`').skip(1).step_by(2).filter(|name| name.contains('/') && !name.contains(' '))
    {
        let made = name.contains('<') || name.contains("://");
        if !made && !top.join(name).exists() {
            faults.push(format!("CONTRIBUTING.md: there is no `{name}`"));
        }
    }
    fail_with(faults);
}

#[test]
fn no_file_is_too_long() {
    let folders = ["src", "tests", "themes", "benches"];
    let long = folders.iter().flat_map(|folder| sources(folder)).filter(|source| {
        let code =
            !source.is("md") && !source.path.contains("/fixtures/") && !source.path.contains("/goldens/");
        code && program(&source.text).lines().count() > LONGEST
    });
    fail_with(long.map(|source| format!("{}: more than {LONGEST} lines", source.path)).collect());
}

#[test]
fn work_in_parallel_stands_in_one_place() {
    let mut faults = Vec::new();
    for source in sources("src").iter().filter(|source| !source.path.starts_with("src/pipeline")) {
        for word in ["rayon::", "par_iter", "par_sort", "par_bridge"] {
            if program(&source.text)
                .lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains(word))
            {
                faults.push(format!("{}: `{word}` stands only in pipeline.rs", source.path));
            }
        }
    }
    fail_with(faults);
}

#[test]
fn imports_are_by_name() {
    let mut faults = Vec::new();
    for source in sources("src").iter().filter(|source| is_program(source)) {
        for line in program(&source.text).lines().filter(|line| line.trim_start().starts_with("use ")) {
            if line.contains("::*") && !line.contains("rayon::prelude") {
                faults.push(format!("{}: {}", source.path, line.trim()));
            }
        }
    }
    fail_with(faults);
}

#[test]
fn nothing_names_the_machine_it_was_written_on() {
    // Put together here, so that this file does not hold them either.
    let names = [["/wo", "rk/"], ["NOTE", "-FROM-"], ["../sha", "red/"]];
    let mut faults = Vec::new();
    let folders = ["src", "tests", "themes", "benches", "docs", "example-org", ".ci", ".github"];
    for source in folders.iter().flat_map(|folder| sources(folder)) {
        for (number, line) in source.text.lines().enumerate() {
            if let Some(name) = names.iter().map(|name| name.concat()).find(|name| line.contains(name)) {
                faults.push(format!("{}:{}: {name}", source.path, number + 1));
            }
        }
    }
    fail_with(faults);
}

/// The names of the dependencies in a section of a `Cargo.toml`.
fn dependencies<'t>(manifest: &'t str, section: &str) -> Vec<&'t str> {
    let body = manifest.split_once(&format!("\n[{section}]\n")).map_or("", |(_, rest)| rest);
    let lines = body.lines().take_while(|line| !line.starts_with('['));
    lines
        .filter_map(|line| line.split_once(" = ").map(|(name, _)| name))
        .filter(|name| !name.starts_with('#'))
        .collect()
}

#[test]
fn every_dependency_is_named() {
    let manifest = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let mut faults = Vec::new();
    for (section, folders) in [
        ("dependencies", &["src"][..]),
        ("target.'cfg(target_os = \"linux\")'.dependencies", &["src"]),
        ("dev-dependencies", &["src", "tests"]),
        ("build-dependencies", &["build.rs"]),
    ] {
        let code: Vec<String> = folders
            .iter()
            .flat_map(|folder| sources(folder))
            .filter(|source| source.is("rs"))
            .map(|source| source.text)
            .collect();
        let names = dependencies(&manifest, section);
        assert!(!names.is_empty() || section == "build-dependencies", "[{section}] is read");
        for name in names {
            let krate = name.replace('-', "_");
            let named = |text: &String| {
                let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
                code.flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
                    .any(|word| word == krate)
            };
            if !code.iter().any(named) {
                faults.push(format!("Cargo.toml: [{section}] has `{name}`, which nothing names"));
            }
        }
    }
    fail_with(faults);
}

#[test]
fn every_fuzz_target_runs_in_ci() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workflow = std::fs::read_to_string(root.join(".github/workflows/ci.yml")).unwrap();
    let list = workflow.split_once("target: [").and_then(|(_, rest)| rest.split_once(']')).unwrap().0;
    let mut run: Vec<_> = list.split(", ").map(str::to_owned).collect();
    run.sort();
    let targets = sources("fuzz/fuzz_targets").into_iter();
    let targets = targets.filter_map(|source| {
        let stem = Path::new(&source.path).file_stem()?;
        Some(stem.to_str()?.to_owned())
    });
    assert_eq!(run, targets.collect::<Vec<_>>());
}
