//! Entity relationship diagrams.
//!
//! In: prepared text. Out: a [`Graph`] of tables with crow's feet. Never: guesses a cardinality.

use super::super::graph::{Edge, Graph, Line, Shape, Tip};
use super::super::layout::Direction;
use super::build::Build;
use super::flowchart::excerpt;
use super::label;

/// Reads an entity relationship diagram.
pub(super) fn read(text: &str) -> Result<Graph, String> {
    let mut build = Build::default();
    build.graph.direction = Direction::Down;
    let mut inside: Option<usize> = None;
    for line in text.lines().skip(1).map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(slot) = inside {
            if line == "}" {
                inside = None;
            } else {
                let node = &mut build.graph.nodes[slot];
                if !node.label.contains("\n--\n") {
                    node.label.push_str("\n--");
                }
                node.label.push('\n');
                node.label.push_str(&line.replace('"', ""));
            }
            continue;
        }
        let word = line.split_whitespace().next().unwrap_or_default();
        if matches!(word, "style" | "classDef" | "class") {
            continue;
        }
        if word == "direction" {
            build.graph.direction =
                Direction::from_text(line[word.len()..].trim()).unwrap_or(Direction::Down);
        } else if let Some(edge) = relation(&mut build, line) {
            build.edges.push(edge);
        } else {
            let (name, opens) = line.strip_suffix('{').map_or((line, false), |name| (name, true));
            let name = name.trim_end_matches("{}").trim();
            if name.is_empty() || name.contains(char::is_whitespace) && !name.contains(['"', '[']) {
                return Err(format!("`{}` is not understood", excerpt(line)));
            }
            let slot = table(&mut build, name);
            inside = opens.then_some(slot);
        }
        if build.is_full() {
            break;
        }
    }
    Ok(build.finish("Entity relationship diagram"))
}

/// `NAME`, `"odd name"`, `name[Label]`.
fn table(build: &mut Build, written: &str) -> usize {
    let written = written.split(":::").next().unwrap_or(written);
    let (name, text) = written.split_once('[').map_or((written, None), |(name, text)| (name, Some(text)));
    let name = name.trim().trim_matches('"');
    let slot = build.slot(name, Shape::Table);
    if let Some(text) = text {
        build.graph.nodes[slot].label = label::clean(text.trim_end_matches(']'));
    }
    slot
}

/// `A ||--o{ B : text`.
fn relation(build: &mut Build, line: &str) -> Option<Edge> {
    let (ends, text) = match line.find(" : ").or_else(|| line.find(':')) {
        Some(at) => (&line[..at], line[at..].trim_start_matches([' ', ':'])),
        None => (line, ""),
    };
    let (at, body) = ["--", ".."]
        .iter()
        .filter_map(|body| Some((ends.match_indices(body).find(|&(at, _)| is_tip(&ends[..at]))?.0, *body)))
        .min()?;
    let (left, right) = (&ends[..at], &ends[at + 2..]);
    let tail = tip(&left[left.len().checked_sub(2)?..], true)?;
    let head = tip(right.get(..2)?, false)?;
    let from = table(build, left[..left.len() - 2].trim());
    let to = table(build, right[2..].trim());
    let line = if body == "--" { Line::Solid } else { Line::Dashed };
    Some(Edge { from, to, label: label::clean(text), line, head, tail, ..Edge::default() })
}

fn is_tip(text: &str) -> bool {
    text.len() >= 2 && text.is_char_boundary(text.len() - 2) && tip(&text[text.len() - 2..], true).is_some()
}

fn tip(mark: &str, left: bool) -> Option<Tip> {
    Some(match (mark, left) {
        ("||", _) => Tip::One,
        ("|o", true) | ("o|", false) => Tip::ZeroOrOne,
        ("}o", true) | ("o{", false) => Tip::ZeroOrMore,
        ("}|", true) | ("|{", false) => Tip::OneOrMore,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_crows_feet() {
        let graph = read(
            "erDiagram\n CUSTOMER ||--o{ LINE-ITEM : \"places it\"\n CUSTOMER {\n string name PK \"c\"\n int n\n }\n A }|..|o B : x\n LONE\n",
        )
        .unwrap_err();
        assert!(graph.contains("A }|..|o B"), "{graph}");
        let graph =
            read("erDiagram\n CUSTOMER ||--o{ LINE-ITEM : \"places it\"\n CUSTOMER {\n string name PK \"c\"\n }\n A }|..o| B : x\n").unwrap();
        assert_eq!((graph.edges[0].tail, graph.edges[0].head), (Tip::One, Tip::ZeroOrMore));
        assert_eq!(graph.edges[0].label, "places it");
        assert_eq!(graph.nodes[0].label, "CUSTOMER\n--\nstring name PK c");
        assert_eq!((graph.edges[1].tail, graph.edges[1].line), (Tip::OneOrMore, Line::Dashed));
    }
}
