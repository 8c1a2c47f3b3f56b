//! Class diagrams.
//!
//! In: prepared text. Out: a [`Graph`] of classes with their members. Never: draws namespaces as more than frames.

use std::collections::BTreeMap;

use super::super::graph::{Edge, Graph, Line, Shape, Tip};
use super::super::layout::Direction;
use super::build::Build;
use super::flowchart::excerpt;
use super::label;

/// Compartments of one class: marks such as `<<interface>>`, attributes, methods.
#[derive(Default)]
struct Members {
    marks: Vec<String>,
    attributes: Vec<String>,
    methods: Vec<String>,
}

/// Reads a class diagram.
pub(super) fn read(text: &str) -> Result<Graph, String> {
    let mut build = Build::default();
    build.graph.direction = Direction::Down;
    let mut members: BTreeMap<usize, Members> = BTreeMap::new();
    let mut inside: Option<usize> = None;
    for line in text.lines().skip(1).map(str::trim).filter(|line| !line.is_empty()) {
        let line = line.trim_end_matches(';');
        if let Some(slot) = inside {
            if line == "}" {
                inside = None;
            } else {
                add(members.entry(slot).or_default(), line);
            }
            continue;
        }
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        match word {
            "classDef" | "cssClass" | "style" | "link" | "callback" | "click" | "note" | "accTitle:"
            | "accDescr:" => {}
            "direction" => {
                build.graph.direction = Direction::from_text(rest.trim()).unwrap_or(Direction::Down);
            }
            "namespace" => {
                let name = rest.trim_end_matches('{').trim();
                build.open(format!("namespace {name}"), name.to_owned());
            }
            "}" => {
                if !build.close() {
                    return Err("`}` closes nothing".to_owned());
                }
            }
            "class" => {
                let (head, body) =
                    rest.split_once('{').map_or((rest, None), |(head, body)| (head, Some(body)));
                let slot = class(&mut build, head.trim());
                members.entry(slot).or_default();
                if let Some(body) = body {
                    let (body, open) = body.split_once('}').map_or((body, true), |(body, _)| (body, false));
                    for member in body.split(';').map(str::trim).filter(|member| !member.is_empty()) {
                        add(members.entry(slot).or_default(), member);
                    }
                    inside = open.then_some(slot);
                }
            }
            _ if word.starts_with("<<") => {
                let (mark, name) =
                    line.split_once(">>").ok_or_else(|| format!("`{}` is not understood", excerpt(line)))?;
                let slot = class(&mut build, name.trim());
                add(members.entry(slot).or_default(), &format!("{mark}>>"));
            }
            _ => {
                if !relation(&mut build, line) {
                    let (name, member) = line
                        .split_once(':')
                        .ok_or_else(|| format!("`{}` is not understood", excerpt(line)))?;
                    let slot = class(&mut build, name.trim());
                    add(members.entry(slot).or_default(), member.trim());
                }
            }
        }
        if build.is_full() {
            break;
        }
    }
    for (slot, node) in build.graph.nodes.iter_mut().enumerate() {
        let mut parts = vec![node.label.clone()];
        if let Some(members) = members.get(&slot) {
            parts.splice(0..0, members.marks.iter().cloned());
            for group in [&members.attributes, &members.methods] {
                if !group.is_empty() {
                    parts.push("--".to_owned());
                    parts.extend(group.iter().cloned());
                }
            }
        }
        node.label = parts.join("\n");
    }
    Ok(build.finish("Class diagram"))
}

fn add(members: &mut Members, written: &str) {
    if let Some(mark) = written.strip_prefix("<<").and_then(|text| text.strip_suffix(">>")) {
        members.marks.push(format!("«{}»", mark.trim()));
        return;
    }
    let text = generics(&label::clean(written.trim_end_matches(['*', '$'])));
    if text.is_empty() || text == "--" {
        return;
    }
    if text.contains('(') { members.methods.push(text) } else { members.attributes.push(text) }
}

/// `List~int~` is `List<int>`.
fn generics(text: &str) -> String {
    let mut open = false;
    let swap = |c: char| match c {
        '~' => {
            open = !open;
            if open { '<' } else { '>' }
        }
        c => c,
    };
    text.chars().map(swap).collect()
}

/// The slot of a class; `Name["label"]`, `` `odd name` ``, `Name~T~`, `Name:::style`.
fn class(build: &mut Build, written: &str) -> usize {
    let written = written.split(":::").next().unwrap_or(written).trim();
    let (name, text) = match written.split_once('[') {
        Some((name, text)) => (name, Some(text.trim_end_matches(']'))),
        None => (written, None),
    };
    let name = name.trim_matches('`');
    let key = name.split('~').next().unwrap_or(name);
    let slot = build.slot(key, Shape::Table);
    if let Some(text) = text {
        build.graph.nodes[slot].label = label::clean(text);
    } else if key != name {
        build.graph.nodes[slot].label = generics(name);
    }
    slot
}

/// `A "1" <|-- "0..*" B : text`.
fn relation(build: &mut Build, line: &str) -> bool {
    let Some((at, body)) = ["--", ".."].iter().filter_map(|body| Some((find_body(line, body)?, *body))).min()
    else {
        return false;
    };
    let (left, right) = (&line[..at], &line[at + body.len()..]);
    let (left, tail) = tip_before(left.trim_end());
    let (right, head) = tip_after(right);
    let (right, text) = right.split_once(':').unwrap_or((right, ""));
    let (left, first) = cardinality(left.trim(), true);
    let (right, last) = cardinality(right.trim(), false);
    if left.is_empty() || right.is_empty() {
        return false;
    }
    let from = class(build, left);
    let to = class(build, right);
    build.edges.push(Edge {
        from,
        to,
        label: label::clean(text),
        line: if body == "--" { Line::Solid } else { Line::Dashed },
        head,
        tail,
        ends: (first, last),
        ..Edge::default()
    });
    true
}

/// Where the line of a relation stands, outside quotes and before any text.
fn find_body(line: &str, body: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ':' if !quoted => return None,
            _ if !quoted && line[at..].starts_with(body) => return Some(at),
            _ => {}
        }
    }
    None
}

fn tip_before(text: &str) -> (&str, Tip) {
    for (mark, tip) in
        [("<|", Tip::Triangle), ("<", Tip::Arrow), ("*", Tip::FilledDiamond), ("()", Tip::Circle)]
    {
        if let Some(rest) = text.strip_suffix(mark) {
            return (rest, tip);
        }
    }
    match text.strip_suffix('o') {
        Some(rest) if rest.ends_with([' ', '"']) => (rest, Tip::Diamond),
        _ => (text, Tip::None),
    }
}

fn tip_after(text: &str) -> (&str, Tip) {
    for (mark, tip) in
        [("|>", Tip::Triangle), (">", Tip::Arrow), ("*", Tip::FilledDiamond), ("()", Tip::Circle)]
    {
        if let Some(rest) = text.strip_prefix(mark) {
            return (rest, tip);
        }
    }
    match text.strip_prefix('o') {
        Some(rest) if rest.starts_with([' ', '"']) => (rest, Tip::Diamond),
        _ => (text, Tip::None),
    }
}

/// The quoted text at the inner end of a side.
fn cardinality(text: &str, left: bool) -> (&str, String) {
    let quotes: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
    match quotes[..] {
        [open, close] if left && close + 1 == text.len() => {
            (text[..open].trim(), text[open + 1..close].to_owned())
        }
        [0, close] if !left => (text[close + 1..].trim(), text[1..close].to_owned()),
        _ => (text, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_members_relations() {
        let graph = read(
            "classDiagram\n Animal <|-- Duck\n Animal : +int age\n Animal: +run()\n class Duck{\n +swim()\n }\n \
             Address \"1\" <-- \"0..1\" Person:lives at\n class Box~T~\n A ..> B\n C o-- D\n <<interface>> A\n",
        )
        .unwrap();
        assert_eq!(graph.nodes[0].label, "Animal\n--\n+int age\n--\n+run()");
        assert_eq!((graph.edges[0].tail, graph.edges[0].head), (Tip::Triangle, Tip::None));
        assert_eq!(graph.edges[1].ends, ("1".to_owned(), "0..1".to_owned()));
        assert_eq!(graph.edges[1].label, "lives at");
        assert_eq!(graph.edges[2].line, Line::Dashed);
        assert_eq!(graph.edges[3].tail, Tip::Diamond);
        assert!(graph.nodes.iter().any(|node| node.label == "Box<T>"));
        assert!(graph.nodes.iter().any(|node| node.label == "«interface»\nA"));
    }
}
