//! Which file imports from which: no folder holds a circle of files.
//!
//! In: `use` declarations and paths (`super::x::f()`) of the program, re-exports followed. Out: the circles. Never: what macros make.

use std::collections::{BTreeMap, BTreeSet};

/// A module's path: `["render", "view", "docs"]`.
type Module = Vec<String>;

/// A file of the program.
struct File {
    /// Its path below the repository.
    path: String,
    /// Its program without tests and comments.
    text: String,
}

/// The program's files by module.
pub(crate) struct Program {
    files: BTreeMap<Module, File>,
    /// Of each file that other modules are declared in: names it gives on, and the paths they stand for.
    given_on: BTreeMap<Module, BTreeMap<String, Module>>,
}

impl Program {
    /// Reads files: their paths below the repository, and their program without tests.
    pub(crate) fn new<'f>(files: impl Iterator<Item = (&'f str, &'f str)>) -> Self {
        let mut program = Self { files: BTreeMap::new(), given_on: BTreeMap::new() };
        for (path, text) in files {
            let Some(below) = path.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs")) else {
                continue;
            };
            let mut module: Module = below.split('/').map(str::to_owned).collect();
            module.pop_if(|last| last == "mod");
            let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let text = lines.collect::<Vec<_>>().join("\n");
            program.files.insert(module, File { path: path.to_owned(), text });
        }
        for (module, file) in &program.files {
            for path in uses(&file.text).into_iter().filter(|found| found.is_public).map(|found| found.path) {
                let name = path.last().cloned().unwrap_or_default();
                if let Some(full) =
                    absolute(module, &path).or_else(|| Some([&module[..], &path[..]].concat()))
                {
                    program.given_on.entry(module.clone()).or_default().insert(name, full);
                }
            }
        }
        program
    }

    /// The module that a full path leads into: the deepest file on its way, re-exports followed.
    fn target(&self, path: &[String], depth: usize) -> Module {
        let mut at = Module::new();
        for name in path {
            at.push(name.clone());
            if self.files.contains_key(&at) {
                continue;
            }
            at.pop();
            let further = self.given_on.get(&at).and_then(|names| names.get(name));
            return match further.filter(|_| depth < 8) {
                Some(path) => self.target(path, depth + 1),
                None => at,
            };
        }
        at
    }

    /// The modules of the same folder that a file imports from.
    fn imports(&self, module: &Module, file: &File) -> BTreeSet<Module> {
        let declares = file.path.ends_with("/mod.rs");
        let child = |path: &[String]| {
            let full = [&module[..], path].concat();
            let is_child = declares && self.files.contains_key(&full[..=module.len()]);
            is_child.then_some(full)
        };
        let mut paths = Vec::new();
        // What a folder's `mod.rs` gives on it does not use.
        for found in uses(&file.text).into_iter().filter(|found| !(found.is_public && declares)) {
            paths.extend(absolute(module, &found.path).or_else(|| child(&found.path)));
        }
        for path in paths_in(&without_uses(&file.text)) {
            paths.extend(absolute(module, &path).or_else(|| child(&path)));
        }
        let targets = paths.into_iter().map(|path| self.target(&path, 0));
        targets.filter(|target| target != module && target.first() == module.first()).collect()
    }

    /// Files of `folder` that import from each other in a circle; one circle for each such group.
    pub(crate) fn circles(&self, folder: &str) -> Vec<String> {
        let inside = self.files.iter().filter(|(module, _)| module.first().is_some_and(|top| top == folder));
        let imports: BTreeMap<&Module, BTreeSet<Module>> =
            inside.map(|(module, file)| (module, self.imports(module, file))).collect();
        let mut told: BTreeSet<&Module> = BTreeSet::new();
        let mut circles = Vec::new();
        for &start in imports.keys() {
            if told.contains(start) {
                continue;
            }
            if let Some(way) = way_round(&imports, start) {
                let shown: Vec<_> = way.iter().map(|&module| self.files[module].path.as_str()).collect();
                circles.push(format!("{} → {}", shown.join(" → "), shown[0]));
                told.extend(way);
            }
        }
        circles
    }
}

/// The shortest way from a module over its imports back to it.
fn way_round<'m>(
    imports: &BTreeMap<&'m Module, BTreeSet<Module>>,
    start: &'m Module,
) -> Option<Vec<&'m Module>> {
    let mut from: BTreeMap<&Module, &'m Module> = BTreeMap::new();
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for next in &imports[at] {
            if next == start {
                let mut way = vec![at];
                while *way.last()? != start {
                    way.push(from[*way.last()?]);
                }
                way.reverse();
                return Some(way);
            }
            let Some((&key, _)) = imports.get_key_value(next) else { continue };
            if !from.contains_key(key) {
                from.insert(key, at);
                queue.push_back(key);
            }
        }
    }
    None
}

/// A path that a `use` declaration names.
struct Used {
    path: Module,
    is_public: bool,
}

/// Every path of every `use` declaration.
fn uses(text: &str) -> Vec<Used> {
    let mut out = Vec::new();
    for (start, end) in declarations(text) {
        let declaration = &text[start..end];
        let Some(at) = declaration.find("use ") else { continue };
        let is_public = declaration.trim_start().starts_with("pub");
        let tree: String =
            declaration[at + 4..].trim_end_matches(';').split_whitespace().collect::<Vec<_>>().join(" ");
        let mut paths = Vec::new();
        leaves("", &tree, &mut paths);
        out.extend(paths.into_iter().map(|path| Used { path, is_public }));
    }
    out
}

/// Where `use` declarations start and end.
fn declarations(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let bare = words.strip_prefix("pub").map_or(words, |rest| {
            let rest = rest.trim_start();
            rest.strip_prefix('(')
                .and_then(|rest| rest.split_once(')'))
                .map_or(rest, |(_, rest)| rest)
                .trim_start()
        });
        if bare.starts_with("use ")
            && let Some(end) = text[at..].find(';')
        {
            out.push((at, at + end + 1));
        }
        at += line.len();
    }
    out
}

fn without_uses(text: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    for (start, end) in declarations(text) {
        out.push_str(text.get(from..start).unwrap_or_default());
        from = end;
    }
    out + &text[from..]
}

/// The leaves of a tree of paths: `a::{b, c::{self, d}}`.
fn leaves(before: &str, tree: &str, out: &mut Vec<Module>) {
    let Some(open) = tree.find('{') else {
        let path = format!("{before}{}", tree.split(" as ").next().unwrap_or(tree));
        let parts = path.split("::").map(|part| part.trim().to_owned());
        let mut parts: Module = parts.filter(|part| !part.is_empty()).collect();
        if parts.len() > 1 {
            parts.pop_if(|last| last == "self");
        }
        out.push(parts);
        return;
    };
    let (front, rest) = tree.split_at(open);
    let inner = rest[1..].rsplit_once('}').map_or("", |(inner, _)| inner);
    let (mut depth, mut from) = (0, 0);
    for (at, c) in inner.char_indices().chain([(inner.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let part = inner[from..at].trim();
                if !part.is_empty() {
                    leaves(&format!("{before}{front}"), part, out);
                }
                from = at + 1;
            }
            _ => {}
        }
    }
}

/// Paths in running code: `super::x::f`, `crate::a::b`, `child::f`.
fn paths_in(text: &str) -> Vec<Module> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut out = Vec::new();
    for word in text.split(|c: char| !(is_name(c) || c == ':')) {
        let word = word.trim_matches(':');
        if word.contains("::") {
            out.push(word.split("::").map(str::to_owned).filter(|part| !part.is_empty()).collect());
        }
    }
    out
}

/// A path from the crate's root; `None` for one that starts elsewhere.
fn absolute(module: &Module, path: &[String]) -> Option<Module> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    let start = match path.first()?.as_str() {
        "crate" => return Some(path[1..].to_vec()),
        "self" => module.clone(),
        "super" => module[..module.len().checked_sub(ups)?].to_vec(),
        _ => return None,
    };
    let rest = if ups > 0 { &path[ups..] } else { &path[1..] };
    Some([&start[..], rest].concat())
}

#[test]
fn circles_are_found() {
    let program = Program::new(
        [
            ("src/a/mod.rs", "mod b;\nmod c;\nmod d;\npub(crate) use b::B;\nfn f() { d::g() }"),
            ("src/a/b.rs", "use super::c::C;\npub struct B;"),
            ("src/a/c.rs", "use super::B;\npub struct C;"),
            ("src/a/d.rs", "use crate::{e, a::{b, c::C}};\n// use super::f;\n"),
            ("src/e.rs", "use crate::a::B;"),
        ]
        .into_iter(),
    );
    assert_eq!(program.circles("a"), ["src/a/b.rs → src/a/c.rs → src/a/b.rs"]);
    assert!(program.circles("e").is_empty());
}
