//! Class diagrams.
//!
//! In: a [`Source`]. Out: a [`Graph`] of classes with their members, and notes. Never: draws namespaces as more than
//! frames.

use std::collections::BTreeMap;

use super::super::graph::{Edge, Graph, Line, Shape, Tip};
use super::super::layout::Direction;
use super::super::problem::{Notes, Problem};
use super::build::Build;
use super::label;
use super::source::{Line as Row, Source, word};

/// Compartments of one class: marks such as `<<interface>>`, attributes, methods.
#[derive(Default)]
struct Members {
    marks: Vec<String>,
    attributes: Vec<String>,
    methods: Vec<String>,
}

/// Reads a class diagram.
pub(super) fn read(source: &Source<'_>) -> Result<(Graph, Notes), Problem> {
    let mut build = Build::default();
    build.graph.direction = Direction::Down;
    let mut members: BTreeMap<usize, Members> = BTreeMap::new();
    let mut inside: Option<usize> = None;
    let mut notes = 0;
    let mut rows = source.body().iter();
    while let Some(row) = rows.next() {
        // A note's text may go on over lines.
        let mut whole = row.text().to_owned();
        let mut open = whole.starts_with("note") && whole.matches('"').count() % 2 == 1;
        while open && let Some(next) = rows.next() {
            whole.push('\n');
            whole.push_str(next.text());
            open = next.text().matches('"').count() % 2 == 0;
        }
        let line = whole.as_str();
        if let Some(slot) = inside {
            if line == "}" {
                inside = None;
            } else {
                add(members.entry(slot).or_default(), line);
            }
            continue;
        }
        let (first, rest) = word(line);
        match first {
            "" => {}
            "classDef" => build.looks.define(rest, row.number, &mut build.notes),
            "cssClass" => {
                let (names, classes) = match rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                    Some(split) => split,
                    None => word(rest),
                };
                for name in names.split(',') {
                    let slot = class(&mut build, name.trim());
                    build.looks.wear(slot, classes.trim());
                }
            }
            "style" => {
                let (name, written) = word(rest);
                let slot = class(&mut build, name);
                build.looks.dress(slot, written, row.number, &mut build.notes);
            }
            "link" | "callback" | "click" => click(&mut build, row, first, rest),
            "note" => {
                notes += 1;
                note(&mut build, row, rest, notes)?;
            }
            "direction" => {
                build.graph.direction = Direction::from_text(rest.trim()).unwrap_or(Direction::Down);
            }
            "namespace" => {
                let name = rest.trim_end_matches('{').trim();
                build.open(format!("namespace {name}"), name.to_owned());
            }
            "}" => {
                if !build.close() {
                    return Err(row.problem("`}` closes nothing"));
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
            _ if first.starts_with("<<") => {
                let (mark, name) = line.split_once(">>").ok_or_else(|| row.unknown())?;
                let slot = class(&mut build, name.trim());
                add(members.entry(slot).or_default(), &format!("{mark}>>"));
            }
            _ => {
                if !relation(&mut build, line) {
                    let Some((name, member)) =
                        line.split_once(':').filter(|(name, _)| !name.trim().contains(' '))
                    else {
                        // A class alone.
                        if line.contains(char::is_whitespace) {
                            return Err(row.unknown());
                        }
                        class(&mut build, line);
                        continue;
                    };
                    let slot = class(&mut build, name.trim());
                    add(members.entry(slot).or_default(), member.trim());
                }
            }
        }
        build.check(0)?;
    }
    if inside.is_some() {
        return Err(Problem::new("a class is not closed by `}`"));
    }
    for (slot, node) in
        build.graph.nodes.iter_mut().enumerate().filter(|(_, node)| node.shape == Shape::Table)
    {
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
    Ok(build.finish(source.about("", "Class diagram")))
}

/// `note "text"`, `note for Class "text"`.
fn note(build: &mut Build, row: &Row<'_>, text: &str, number: usize) -> Result<(), Problem> {
    let (place, written) = text
        .split_once('"')
        .and_then(|(place, rest)| Some((place, rest.rsplit_once('"')?.0)))
        .ok_or_else(|| row.unknown())?;
    let from = build.slot(&format!("note {number}"), Shape::Note);
    build.graph.nodes[from].label = label::clean(written);
    match place.trim().strip_prefix("for ") {
        Some(name) => {
            let to = class(build, name.trim());
            build.edges.push(Edge { from, to, line: Line::Dashed, head: Tip::None, ..Edge::default() });
        }
        None if place.trim().is_empty() => {}
        None => return Err(row.unknown()),
    }
    Ok(())
}

/// `link Class "url" "tooltip"`, `click Class href "url" "tooltip"`, `callback Class "function"`: a call runs nothing here.
fn click(build: &mut Build, row: &Row<'_>, kind: &str, text: &str) {
    let (name, rest) = word(text);
    let slot = class(build, name);
    let is_link = kind == "link" || kind == "click" && rest.starts_with("href");
    let mut quoted = rest.split('"').skip(1).step_by(2);
    if is_link && let Some(url) = quoted.next() {
        build.graph.nodes[slot].link = build.notes.link(row.number, &label::decoded(url));
    } else if kind == "callback" {
        quoted.next();
    }
    if let Some(tooltip) = quoted.next() {
        build.graph.nodes[slot].title = label::clean(tooltip);
    }
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
    let (written, looks) =
        written.split_once(":::").map_or((written.trim(), ""), |(name, looks)| (name.trim(), looks));
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
    build.looks.wear(slot, looks.trim());
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
    let from = right.find(":::").map_or(0, |at| at + 3);
    let (right, text) = match right[from..].find(':') {
        Some(at) => (&right[..from + at], &right[from + at + 1..]),
        None => (right, ""),
    };
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
            ':' if !quoted && !line[..at].ends_with(':') && !line[at + 1..].starts_with(':') => return None,
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
        let graph = read(&Source::new(
            "classDiagram\n Animal <|-- Duck\n Animal : +int age\n Animal: +run()\n class Duck{\n +swim()\n }\n \
             Address \"1\" <-- \"0..1\" Person:lives at\n class Box~T~\n A ..> B\n C o-- D\n <<interface>> A\n \
             note for Duck \"can fly\"\n note \"alone\"\n click A href \"https://x.y\" \"t\"\n style B fill:#f00\n",
        ))
        .unwrap()
        .0;
        assert_eq!(graph.nodes[0].label, "Animal\n--\n+int age\n--\n+run()");
        assert_eq!((graph.edges[0].tail, graph.edges[0].head), (Tip::Triangle, Tip::None));
        assert_eq!(graph.edges[1].ends, ("1".to_owned(), "0..1".to_owned()));
        assert_eq!(graph.edges[1].label, "lives at");
        assert_eq!(graph.edges[2].line, Line::Dashed);
        assert_eq!(graph.edges[3].tail, Tip::Diamond);
        assert!(graph.nodes.iter().any(|node| node.label == "Box<T>"));
        assert!(graph.nodes.iter().any(|node| node.label == "«interface»\nA" && node.link.is_some()));
        let notes: Vec<&str> = graph
            .nodes
            .iter()
            .filter(|node| node.shape == Shape::Note)
            .map(|node| node.label.as_str())
            .collect();
        assert_eq!(notes, ["can fly", "alone"]);
        assert!(graph.nodes.iter().any(|node| node.key == "B" && node.style.fill.is_some()));
    }
}
