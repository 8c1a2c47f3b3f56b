//! State diagrams.
//!
//! In: a [`Source`]. Out: a [`Graph`]; composite states are frames. Concurrent regions are frames within
//! theirs. Never: guesses which region a state belongs to that another one mentions first.

use super::super::graph::{Edge, Graph, Line, Shape, Tip};
use super::super::layout::Direction;
use super::super::problem::{Notes, Problem};
use super::build::Build;
use super::label;
use super::source::{Line as Row, Source, word};

/// Reads a state diagram.
pub(super) fn read(source: &Source<'_>) -> Result<(Graph, Notes), Problem> {
    let mut build = Build::default();
    build.graph.direction = Direction::Down;
    let mut rows = source.body().iter();
    let mut notes = 0;
    while let Some(row) = rows.next() {
        let line = row.text();
        let (first, rest) = word(line);
        match first {
            "" | "hide" | "scale" => {}
            "--" => {
                if !build.divide() {
                    return Err(row.problem("`--` divides regions of a composite state"));
                }
            }
            "classDef" => build.looks.define(rest, row.number, &mut build.notes),
            "class" => {
                let (names, classes) = rest.rsplit_once(char::is_whitespace).unwrap_or((rest, ""));
                for name in names.split(',') {
                    let slot = build.slot(name.trim(), Shape::Rounded);
                    build.looks.wear(slot, classes);
                }
            }
            "style" => {
                let (names, written) = word(rest);
                for name in names.split(',') {
                    let slot = build.slot(name, Shape::Rounded);
                    build.looks.dress(slot, written, row.number, &mut build.notes);
                }
            }
            "click" => {
                let (name, rest) = word(rest);
                let slot = build.slot(name, Shape::Rounded);
                let quoted: Vec<&str> = rest.split('"').skip(1).step_by(2).collect();
                if let Some(url) = quoted.first() {
                    build.graph.nodes[slot].link = build.notes.link(row.number, &label::decoded(url));
                }
                if let Some(tooltip) = quoted.get(1) {
                    build.graph.nodes[slot].title = label::clean(tooltip);
                }
            }
            "direction" => {
                let direction = Direction::from_text(rest);
                match build.current() {
                    Some(frame) => build.graph.clusters[frame].direction = direction,
                    None => build.graph.direction = direction.unwrap_or(Direction::Down),
                }
            }
            "state" => state(&mut build, rest),
            "}" => {
                if !build.close() {
                    return Err(row.problem("`}` closes nothing"));
                }
            }
            "note" => {
                let place = rest.split_once(" of ").map_or(rest, |(_, name)| name);
                let (name, written) = if let Some((name, text)) = place.split_once(':') {
                    (name.trim().to_owned(), text.to_owned())
                } else {
                    let text: Vec<&str> = rows
                        .by_ref()
                        .map(|row| row.raw.trim())
                        .take_while(|line| !line.starts_with("end note"))
                        .collect();
                    (place.trim().to_owned(), text.join("\n"))
                };
                notes += 1;
                let to = build.slot(&name, Shape::Rounded);
                let from = build.slot(&format!("note {notes}"), Shape::Note);
                build.graph.nodes[from].label = label::clean(&written);
                build.edges.push(Edge { from, to, line: Line::Dashed, head: Tip::None, ..Edge::default() });
            }
            _ => transition(&mut build, row)?,
        }
        build.check(0)?;
    }
    Ok(build.finish(source.about("", "State diagram")))
}

/// `"text" as name`, `name <<fork>>`, `name {`, `name : text`.
fn state(build: &mut Build, text: &str) {
    let (text, opens) = match text.strip_suffix('{') {
        Some(text) => (text.trim(), true),
        None => (text, false),
    };
    let (name, written) = match text.split_once(" as ") {
        Some((written, name)) => (name.trim(), label::clean(written)),
        None => (text, String::new()),
    };
    let (name, mark) = match name.find("<<").or_else(|| name.find("[[")) {
        Some(at) => (name[..at].trim(), name[at + 2..].trim_end_matches(['>', ']'])),
        None => (name, ""),
    };
    let (name, written) = match name.split_once(':') {
        Some((name, text)) => (name.trim(), label::clean(text)),
        None => (name, written),
    };
    if opens {
        let label = if written.is_empty() { name.to_owned() } else { written };
        build.open(name.to_owned(), label);
        return;
    }
    let shape = match mark {
        "fork" | "join" => Shape::Bar,
        "choice" => Shape::Diamond,
        _ => Shape::Rounded,
    };
    let slot = build.slot(name, shape);
    let node = &mut build.graph.nodes[slot];
    node.shape = shape;
    if shape == Shape::Diamond {
        node.label = String::new();
    }
    if !written.is_empty() {
        node.label = written;
    }
}

fn transition(build: &mut Build, row: &Row<'_>) -> Result<(), Problem> {
    let line = row.text();
    let Some((from, rest)) = line.split_once("-->") else {
        let (name, text) = apart(line);
        let name = name.trim();
        if name.is_empty() || name.contains(char::is_whitespace) || name == "[*]" {
            return Err(row.unknown());
        }
        let slot = end(build, name, "", Shape::Rounded);
        if !text.trim().is_empty() {
            let node = &mut build.graph.nodes[slot];
            let text = label::clean(text);
            node.label = if node.label == node.key { text } else { format!("{}\n{text}", node.label) };
        }
        return Ok(());
    };
    let (to, text) = apart(rest);
    let from = end(build, from.trim(), "start", Shape::Start);
    let to = end(build, to.trim(), "end", Shape::End);
    build.edges.push(Edge { from, to, label: label::clean(text), ..Edge::default() });
    Ok(())
}

/// A state, or the start or end of the frame it stands in.
fn end(build: &mut Build, name: &str, role: &str, shape: Shape) -> usize {
    if name == "[*]" {
        let frame = build.current().map_or(String::new(), |frame| frame.to_string());
        return build.slot(&format!("[*] {role} {frame}"), shape);
    }
    let (name, class) =
        name.split_once(":::").map_or((name, ""), |(name, class)| (name.trim(), class.trim()));
    let slot = build.slot(name, Shape::Rounded);
    build.looks.wear(slot, class);
    slot
}

/// A state, with the class it may wear, and the text behind it.
fn apart(text: &str) -> (&str, &str) {
    let from = text.find(":::").map_or(0, |at| at + 3);
    match text[from..].find(':') {
        Some(at) => (&text[..from + at], &text[from + at + 1..]),
        None => (text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_forks_composites_notes() {
        let graph = read(&Source::new(
            "stateDiagram-v2\n [*] --> First\n state First {\n [*] --> second: go\n second --> [*]\n }\n \
             state f <<fork>>\n First --> f\n f : never shown\n note right of f\n text\n end note\n First --> x:::hot : go\n",
        ))
        .unwrap()
        .0;
        assert_eq!(graph.clusters[0].label, "First");
        assert_eq!(graph.edges[0].to, graph.nodes.len());
        assert_eq!(graph.edges[1].label, "go");
        assert_eq!(graph.nodes.iter().filter(|node| node.shape == Shape::Start).count(), 2);
        assert!(graph.nodes.iter().any(|node| node.shape == Shape::Note && node.label == "text"));
        assert_eq!(graph.edges.last().unwrap().label, "go");
        assert!(read(&Source::new("stateDiagram\n}\n")).is_err());
    }
}
