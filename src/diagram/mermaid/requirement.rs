//! Requirement diagrams.
//!
//! In: a [`Source`]. Out: a [`Graph`] of tables, joined by named relations. Never: checks whether a requirement is met.

use super::super::graph::{Edge, Graph, Line, Shape, Tip};
use super::super::layout::Direction;
use super::super::problem::{Notes, Problem};
use super::build::Build;
use super::label;
use super::source::{Source, word};

/// How each kind of block is headed.
const KINDS: &[(&str, &str)] = &[
    ("requirement", "Requirement"),
    ("functionalRequirement", "Functional Requirement"),
    ("interfaceRequirement", "Interface Requirement"),
    ("performanceRequirement", "Performance Requirement"),
    ("physicalRequirement", "Physical Requirement"),
    ("designConstraint", "Design Constraint"),
    ("element", "Element"),
];

const RELATIONS: &[&str] = &["contains", "copies", "derives", "satisfies", "verifies", "refines", "traces"];

/// Reads a requirement diagram.
pub(super) fn read(source: &Source<'_>) -> Result<(Graph, Notes), Problem> {
    let mut build = Build::default();
    build.graph.direction = Direction::Down;
    let mut inside: Option<usize> = None;
    for row in source.body() {
        let line = row.text();
        if let Some(slot) = inside {
            if line == "}" {
                inside = None;
                continue;
            }
            let (key, value) = line.split_once(':').ok_or_else(|| row.unknown())?;
            let name = match key.trim().to_ascii_lowercase().as_str() {
                "id" => "ID",
                "text" => "Text",
                "risk" => "Risk",
                "verifymethod" => "Verification",
                "type" => "Type",
                "docref" => "Doc Ref",
                _ => return Err(row.unknown()),
            };
            let text = super::super::text::wrap(&format!("{name}: {}", label::clean(value)), 12, 260);
            let node = &mut build.graph.nodes[slot];
            if !node.label.contains("\n--\n") {
                node.label.push_str("\n--");
            }
            for line in text {
                node.label.push('\n');
                node.label.push_str(&line);
            }
            continue;
        }
        let (first, rest) = word(line);
        match first {
            "direction" => build.graph.direction = Direction::from_text(rest).unwrap_or(Direction::Down),
            "classDef" => build.looks.define(rest, row.number, &mut build.notes),
            "class" | "style" => {
                let (names, looks) = word(rest);
                for name in names.split(',') {
                    let slot = build.slot(&key(name), Shape::Table);
                    if first == "class" {
                        build.looks.wear(slot, looks);
                    } else {
                        build.looks.dress(slot, looks, row.number, &mut build.notes);
                    }
                }
            }
            _ => {
                if let Some((_, heading)) = KINDS.iter().find(|(kind, _)| *kind == first) {
                    let (name, opens) =
                        rest.strip_suffix('{').map_or((rest, false), |name| (name.trim(), true));
                    let (name, class) = name.split_once(":::").unwrap_or((name, ""));
                    let slot = build.slot(&key(name), Shape::Table);
                    build.looks.wear(slot, class);
                    build.graph.nodes[slot].label = format!("«{heading}»\n{}", label::clean(name));
                    inside = opens.then_some(slot);
                } else if let Some((from, relation, to)) = relation(line) {
                    let from = build.slot(&key(from), Shape::Table);
                    let to = build.slot(&key(to), Shape::Table);
                    let tail = if relation == "contains" { Tip::Circle } else { Tip::None };
                    let (line, head) = if relation == "contains" {
                        (Line::Solid, Tip::None)
                    } else {
                        (Line::Dashed, Tip::Arrow)
                    };
                    build.edges.push(Edge {
                        from,
                        to,
                        label: format!("«{relation}»"),
                        line,
                        head,
                        tail,
                        ..Edge::default()
                    });
                } else if let Some((name, class)) = line.split_once(":::") {
                    let slot = build.slot(&key(name), Shape::Table);
                    build.looks.wear(slot, class);
                } else {
                    return Err(row.unknown());
                }
            }
        }
        build.check(0)?;
    }
    if inside.is_some() {
        return Err(Problem::new("a block is not closed by `}`"));
    }
    Ok(build.finish(source.about("", "Requirement diagram")))
}

fn key(name: &str) -> String {
    name.trim().trim_matches('"').to_owned()
}

/// `a - satisfies -> b`, `b <- satisfies - a`.
fn relation(line: &str) -> Option<(&str, &str, &str)> {
    let (first, rest, last, turned) = if let Some((left, last)) = line.split_once("->") {
        let (first, middle) = left.rsplit_once(" -").or_else(|| left.split_once('-'))?;
        (first, middle, last, false)
    } else {
        let (first, right) = line.split_once("<-")?;
        let (middle, last) = right.split_once("- ").or_else(|| right.split_once('-'))?;
        (first, middle, last, true)
    };
    let relation = RELATIONS.iter().find(|known| **known == rest.trim())?;
    if first.trim().is_empty() || last.trim().is_empty() {
        return None;
    }
    Some(if turned { (last, relation, first) } else { (first, relation, last) })
}
