//! Names of types over files, and the files that hold them.
//!
//! In: files of one definition. Out: full names. Never: reads outside the repository.

use std::collections::HashSet;

use prost_types::{DescriptorProto, EnumDescriptorProto, FileDescriptorProto};

use crate::api::definition::Definition;
use crate::crawl::Inventory;
use crate::source::{Files, decode};

/// Most files that a definition brings in, over imports of imports.
const FILES: usize = 300;

/// Full names of every message and enum.
#[derive(Debug, Default)]
pub(super) struct Known(HashSet<String>);

impl Known {
    pub(super) fn of<'f>(files: impl Iterator<Item = &'f FileDescriptorProto>) -> Self {
        let mut known = Self::default();
        for file in files {
            for message in &file.message_type {
                known.message(file.package(), message, 0);
            }
            known.0.extend(file.enum_type.iter().map(|one| qualified(file.package(), one.name())));
        }
        known
    }

    fn message(&mut self, scope: &str, message: &DescriptorProto, depth: usize) {
        let name = qualified(scope, message.name());
        if depth < 64 {
            for nested in &message.nested_type {
                self.message(&name, nested, depth + 1);
            }
        }
        self.0.extend(message.enum_type.iter().map(|one| qualified(&name, one.name())));
        self.0.insert(name);
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.contains(name)
    }

    /// The full name of a type as it is named in `scope`: innermost scope first, as protoc looks it up; as written where no
    /// file defines it.
    pub(super) fn resolve(&self, scope: &str, name: &str) -> String {
        if let Some(full) = name.strip_prefix('.') {
            return full.to_owned();
        }
        let mut scope = scope;
        loop {
            let full = qualified(scope, name);
            if self.0.contains(&full) {
                return full;
            }
            match scope.rsplit_once('.') {
                Some((outer, _)) => scope = outer,
                None if scope.is_empty() => return name.to_owned(),
                None => scope = "",
            }
        }
    }
}

/// A name within a scope.
pub(super) fn qualified(scope: &str, name: &str) -> String {
    if scope.is_empty() { name.to_owned() } else { format!("{scope}.{name}") }
}

/// A text that the parser takes: editions are read as proto3, of which they are a superset but for what edition 2024 writes
/// before definitions. Lines stay where they are.
pub(super) fn readable(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    if edition(text).is_none() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 1);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start();
        let indent = &line[..line.len() - bare.len()];
        out.push_str(indent);
        let rest = bare.strip_prefix("export ").or_else(|| bare.strip_prefix("local "));
        if let Some(rest) = bare.strip_prefix("edition") {
            out.push_str("syntax");
            let quote = |c| c == '"' || c == '\'';
            let mut parts = rest.splitn(3, quote);
            out.push_str(parts.next().unwrap_or_default());
            out.push_str("\"proto3\"");
            out.push_str(parts.nth(1).unwrap_or_default());
        } else if let Some(rest) = rest {
            out.push_str(rest);
        } else if let Some(rest) = bare.strip_prefix("import option ") {
            out.push_str("import ");
            out.push_str(rest);
        } else if let Some(names) = bare.strip_prefix("reserved ").and_then(identifiers) {
            out.push_str("reserved ");
            out.push_str(&names);
        } else {
            out.push_str(bare);
        }
    }
    out
}

/// Names of a `reserved` statement of one line, which editions write bare and proto3 in quotes; `None` where it reserves numbers.
fn identifiers(rest: &str) -> Option<String> {
    let (names, tail) = rest.split_once(';')?;
    let is_name = |name: &str| name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let names: Vec<&str> = names.split(',').map(str::trim).collect();
    let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    names.iter().all(|name| is_name(name)).then(|| format!("{};{tail}", quoted.join(", ")))
}

/// The edition that a file declares.
fn edition(text: &str) -> Option<&str> {
    let mut statements = text.lines().map(str::trim);
    let line = statements
        .find(|line| line.strip_prefix("edition").is_some_and(|rest| rest.trim_start().starts_with('=')))?;
    line.split(['"', '\'']).nth(1)
}

/// `proto3`, `proto2`, `edition 2023`.
pub(super) fn dialect(text: &str, file: &FileDescriptorProto) -> String {
    match edition(text) {
        Some(edition) => format!("Protocol buffers, edition {edition}"),
        None if file.syntax().is_empty() => "Protocol buffers, proto2".to_owned(),
        None => format!("Protocol buffers, {}", file.syntax()),
    }
}

/// The files that a file imports, directly and over others, with their texts. What cannot be read is left out.
pub(super) fn imports(
    files: &Files,
    inventory: &Inventory,
    definition: &Definition<'_>,
    main: &FileDescriptorProto,
) -> Vec<(String, FileDescriptorProto)> {
    let root = &inventory.repo(definition.repo).root;
    let mut found: HashSet<String> = HashSet::new();
    let mut all: Vec<(String, FileDescriptorProto)> = Vec::new();
    let mut waiting: Vec<String> = main.dependency.clone();
    waiting.reverse();
    while let Some(import) = waiting.pop() {
        if !found.insert(import.clone()) || all.len() >= FILES {
            continue;
        }
        // The root that imports are relative to is not written anywhere: the nearest folder that has the file is it.
        let mut folder = definition.path.as_str();
        let read = loop {
            folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
            if let Ok(path) = files.locate(root, folder, &import)
                && files.is_file(root, &path)
            {
                break files.read(root, &path).ok();
            }
            if folder.is_empty() {
                break None;
            }
        };
        let Some(bytes) = read else { continue };
        let text = decode(&bytes).0.trim_start_matches('\u{feff}').to_owned();
        if let Ok(file) = protox_parse::parse(&import, &readable(&text)) {
            waiting.extend(file.dependency.iter().rev().cloned());
            all.push((text, file));
        }
    }
    all
}

/// The name that a field has in JSON where nothing else is said.
pub(super) fn json(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut upper = false;
    for c in name.chars() {
        match c {
            '_' => upper = true,
            c => {
                out.push(if upper { c.to_ascii_uppercase() } else { c });
                upper = false;
            }
        }
    }
    out
}

/// What a path of numbers leads to.
pub(super) enum Found<'f> {
    Message(&'f DescriptorProto),
    Enum(&'f EnumDescriptorProto),
}

/// The file that defines a type, and the path of numbers to it, as descriptors count.
pub(super) fn find<'f>(
    files: impl Iterator<Item = &'f FileDescriptorProto>,
    name: &str,
) -> Option<(usize, Vec<i32>)> {
    for (number, file) in files.enumerate() {
        let Some(rest) = name.strip_prefix(file.package()) else { continue };
        let rest = if file.package().is_empty() {
            rest
        } else if let Some(rest) = rest.strip_prefix('.') {
            rest
        } else {
            continue;
        };
        let (mut messages, mut enums) = (file.message_type.as_slice(), file.enum_type.as_slice());
        let (mut of_message, mut of_enum) = (4, 5);
        let mut path = Vec::new();
        let mut parts = rest.split('.').peekable();
        while let Some(part) = parts.next() {
            if let Some(at) = messages.iter().position(|one| one.name() == part) {
                path.extend([of_message, at as i32]);
                if parts.peek().is_none() {
                    return Some((number, path));
                }
                (enums, messages) = (&messages[at].enum_type, &messages[at].nested_type);
                (of_message, of_enum) = (3, 4);
            } else if let Some(at) = enums.iter().position(|one| one.name() == part) {
                path.extend([of_enum, at as i32]);
                return Some((number, path));
            } else {
                break;
            }
        }
    }
    None
}

/// What a path of [`find`] leads to.
pub(super) fn at<'f>(file: &'f FileDescriptorProto, path: &[i32]) -> Option<Found<'f>> {
    let (mut messages, mut enums) = (file.message_type.as_slice(), file.enum_type.as_slice());
    let (mut of_message, mut found) = (4, None);
    for pair in path.chunks(2) {
        let [kind, number] = pair else { return None };
        if *kind == of_message {
            let message = messages.get(*number as usize)?;
            (enums, messages, of_message) = (&message.enum_type, &message.nested_type, 3);
            found = Some(Found::Message(message));
        } else {
            found = enums.get(*number as usize).map(Found::Enum);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_are_readable() {
        let text =
            "edition = \"2024\";\npackage a;\nexport message M {\n  reserved a, b;\n  reserved 2;\n}\n";
        let expected =
            "syntax = \"proto3\";\npackage a;\nmessage M {\n  reserved \"a\", \"b\";\n  reserved 2;\n}\n";
        assert_eq!(readable(text), expected);
        assert_eq!(readable("syntax = \"proto3\";\n"), "syntax = \"proto3\";\n");
    }

    #[test]
    fn names_are_looked_up_from_the_inside() {
        let known = Known(["a.b.M", "a.N", "a.b.M.N"].map(str::to_owned).into());
        assert_eq!(known.resolve("a.b.M", "N"), "a.b.M.N");
        assert_eq!(known.resolve("a.b", "N"), "a.N");
        assert_eq!(known.resolve("a.b", ".a.N"), "a.N");
        assert_eq!(known.resolve("a.b", "google.protobuf.Any"), "google.protobuf.Any");
    }
}
