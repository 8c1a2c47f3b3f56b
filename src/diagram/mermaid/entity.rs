//! Entity relationship diagrams.
//!
//! In: a [`Source`]. Out: a [`Graph`] of tables with crow's feet. Never: guesses a cardinality.

use super::super::graph::{Edge, Graph, Line, Shape, Tip};
use super::super::layout::Direction;
use super::super::problem::{Notes, Problem};
use super::build::Build;
use super::label;
use super::source::{Source, title, word};

/// Reads an entity relationship diagram.
pub(super) fn read(source: &Source<'_>) -> Result<(Graph, Notes), Problem> {
    let mut build = Build::default();
    build.graph.direction = Direction::Down;
    let mut inside: Option<usize> = None;
    let mut heading = String::new();
    for row in source.body() {
        let line = row.text();
        if let Some(slot) = inside {
            if line == "}" {
                inside = None;
            } else {
                let node = &mut build.graph.nodes[slot];
                if !node.label.contains("\n--\n") {
                    node.label.push_str("\n--");
                }
                node.label.push('\n');
                node.label.push_str(&label::decoded(&line.replace('"', "")));
            }
            continue;
        }
        let (first, rest) = word(line);
        match first {
            "style" => {
                let (names, written) = word(rest);
                for name in names.split(',') {
                    let slot = table(&mut build, name);
                    build.looks.dress(slot, written, row.number, &mut build.notes);
                }
            }
            "classDef" => build.looks.define(rest, row.number, &mut build.notes),
            "class" => {
                let (names, classes) = rest.rsplit_once(char::is_whitespace).unwrap_or((rest, ""));
                for name in names.split(',') {
                    let slot = table(&mut build, name.trim());
                    build.looks.wear(slot, classes);
                }
            }
            "direction" => {
                build.graph.direction = Direction::from_text(rest).unwrap_or(Direction::Down);
            }
            "title" if title(line).is_some() => heading = title(line).unwrap_or_default(),
            _ => {
                if let Some(edge) = relation(&mut build, line) {
                    build.edges.push(edge);
                    build.check(0)?;
                    continue;
                }
                let (name, opens) = line.strip_suffix('{').map_or((line, false), |name| (name, true));
                let name = name.trim_end_matches("{}").trim();
                if name.is_empty() || name.contains(char::is_whitespace) && !name.contains(['"', '[']) {
                    return Err(row.unknown());
                }
                let slot = table(&mut build, name);
                inside = opens.then_some(slot);
            }
        }
        build.check(0)?;
    }
    if inside.is_some() {
        return Err(Problem::new("an entity is not closed by `}`"));
    }
    Ok(build.finish(source.about(&heading, "Entity relationship diagram")))
}

/// `NAME`, `"odd name"`, `name[Label]`.
fn table(build: &mut Build, written: &str) -> usize {
    let (written, looks) = written.split_once(":::").unwrap_or((written, ""));
    let (name, text) = written.split_once('[').map_or((written, None), |(name, text)| (name, Some(text)));
    let name = name.trim().trim_matches('"');
    let slot = build.slot(name, Shape::Table);
    if let Some(text) = text {
        build.graph.nodes[slot].label = label::clean(text.trim_end_matches(']'));
    }
    build.looks.wear(slot, looks.trim());
    slot
}

/// `A ||--o{ B : text`, `A one or many to zero or one B : text`.
fn relation(build: &mut Build, line: &str) -> Option<Edge> {
    let (ends, text) = apart(line);
    let (left, tail, line, head, right) = marks(ends).or_else(|| words(ends))?;
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let from = table(build, left);
    let to = table(build, right);
    Some(Edge { from, to, label: label::clean(text), line, head, tail, ..Edge::default() })
}

/// The relation and its text: a colon outside quotes parts them, but not `:::`, which names a class.
fn apart(line: &str) -> (&str, &str) {
    let mut quoted = false;
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        if c == '"' {
            quoted = !quoted;
        } else if c == ':' && !quoted {
            if !line[at..].starts_with(":::") {
                return (&line[..at], &line[at + 1..]);
            }
            at += 2;
        }
        at += c.len_utf8();
    }
    (line, "")
}

type Relation<'t> = (&'t str, Tip, Line, Tip, &'t str);

/// `A ||--o{ B`.
fn marks(ends: &str) -> Option<Relation<'_>> {
    let bodies = [("--", Line::Solid), ("..", Line::Dashed), (".-", Line::Dashed), ("-.", Line::Dashed)];
    let (at, line) = bodies
        .into_iter()
        .filter_map(|(body, line)| {
            Some((ends.match_indices(body).find(|&(at, _)| left_mark(&ends[..at]).is_some())?.0, line))
        })
        .min_by_key(|(at, _)| *at)?;
    let (left, tail) = left_mark(&ends[..at])?;
    let right = &ends[at + 2..];
    let head = tip(right.get(..2)?, false)?;
    Some((left, tail, line, head, right[2..].trim()))
}

/// What stands before the mark of the first entity's cardinality.
fn left_mark(text: &str) -> Option<(&str, Tip)> {
    let at = text.len().checked_sub(2).filter(|&at| text.is_char_boundary(at))?;
    Some((text[..at].trim(), tip(&text[at..], true)?))
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

/// Cardinalities in words, as Mermaid's grammar lists them; the longest come first.
const WORDS: &[(&str, Tip)] = &[
    ("one or zero", Tip::ZeroOrOne),
    ("zero or one", Tip::ZeroOrOne),
    ("one or more", Tip::OneOrMore),
    ("one or many", Tip::OneOrMore),
    ("zero or more", Tip::ZeroOrMore),
    ("zero or many", Tip::ZeroOrMore),
    ("only one", Tip::One),
    ("many(0)", Tip::ZeroOrMore),
    ("many(1)", Tip::OneOrMore),
    ("many", Tip::ZeroOrMore),
    ("0+", Tip::ZeroOrMore),
    ("1+", Tip::OneOrMore),
    ("one", Tip::One),
    ("1", Tip::One),
];

/// `A only one to zero or more B`; `optionally to` is a relation that identifies nothing.
fn words(ends: &str) -> Option<Relation<'_>> {
    let (name, rest) = name(ends)?;
    let (tail, rest) = cardinality(rest)?;
    let (line, rest) = match rest.strip_prefix("optionally to ") {
        Some(rest) => (Line::Dashed, rest),
        None => (Line::Solid, rest.strip_prefix("to ")?),
    };
    let (head, right) = cardinality(rest.trim_start())?;
    Some((name, tail, line, head, right.trim()))
}

/// An entity's name at the start, which may be quoted, and what follows.
fn name(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let from = match text.strip_prefix('"') {
        Some(quoted) => quoted.find('"')? + 2,
        None => 0,
    };
    let end = from + text[from..].find(char::is_whitespace)?;
    Some((&text[..end], text[end..].trim_start()))
}

fn cardinality(text: &str) -> Option<(Tip, &str)> {
    WORDS.iter().find_map(|(words, tip)| {
        let rest = text.strip_prefix(words)?;
        rest.starts_with(char::is_whitespace).then(|| (*tip, rest.trim_start()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(text: &str) -> Graph {
        read(&Source::new(text)).unwrap().0
    }

    #[test]
    fn tables_and_crows_feet() {
        let wrong = read(&Source::new("erDiagram\n A ||--|| B : x\n A }|..|o B : x\n LONE\n")).unwrap_err();
        assert!(wrong.message.contains("A }|..|o B") && wrong.line == Some(3), "{wrong:?}");
        let graph = graph(
            "erDiagram\n CUSTOMER ||--o{ LINE-ITEM : \"places it\"\n CUSTOMER {\n string name PK \"c\"\n }\n A }|..o| B : x\n",
        );
        assert_eq!((graph.edges[0].tail, graph.edges[0].head), (Tip::One, Tip::ZeroOrMore));
        assert_eq!(graph.edges[0].label, "places it");
        assert_eq!(graph.nodes[0].label, "CUSTOMER\n--\nstring name PK c");
        assert_eq!((graph.edges[1].tail, graph.edges[1].line), (Tip::OneOrMore, Line::Dashed));
    }

    #[test]
    fn cardinalities_in_words() {
        for (text, tail, line, head) in [
            ("C only one to zero or more D : has", Tip::One, Line::Solid, Tip::ZeroOrMore),
            ("C one or many to 1 D : has", Tip::OneOrMore, Line::Solid, Tip::One),
            ("C zero or one optionally to many(1) D : has", Tip::ZeroOrOne, Line::Dashed, Tip::OneOrMore),
            ("C 1+ to 0+ D : has", Tip::OneOrMore, Line::Solid, Tip::ZeroOrMore),
            ("C many(0) optionally to one or zero D", Tip::ZeroOrMore, Line::Dashed, Tip::ZeroOrOne),
            ("C one to many D : has", Tip::One, Line::Solid, Tip::ZeroOrMore),
            ("\"C\" 1 to 1+ D:::hot : has", Tip::One, Line::Solid, Tip::OneOrMore),
        ] {
            let graph = graph(&format!("erDiagram\n {text}\n"));
            let edge = &graph.edges[0];
            assert_eq!((edge.tail, edge.line, edge.head), (tail, line, head), "{text}");
            assert_eq!(
                graph.nodes.iter().map(|node| node.label.as_str()).collect::<Vec<_>>(),
                ["C", "D"],
                "{text}"
            );
        }
        assert!(read(&Source::new("erDiagram\n C only two to many D : x\n")).is_err());
    }
}
