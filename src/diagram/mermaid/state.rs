//! State diagrams.
//!
//! In: prepared text. Out: a [`Graph`]; composite states are frames. Never: draws concurrent regions apart.

use super::super::graph::{Edge, Graph, Line, Shape, Tip};
use super::super::layout::Direction;
use super::build::Build;
use super::flowchart::excerpt;
use super::label;

/// Reads a state diagram.
pub(super) fn read(text: &str) -> Result<Graph, String> {
    let mut build = Build::default();
    build.graph.direction = Direction::Down;
    let mut lines = text.lines().skip(1).map(str::trim).filter(|line| !line.is_empty());
    let mut notes = 0;
    while let Some(line) = lines.next() {
        let line = line.trim_end_matches(';');
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        match word {
            "classDef" | "class" | "style" | "hide" | "scale" | "--" | "accTitle:" | "accDescr:" => {}
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
                    return Err("`}` closes nothing".to_owned());
                }
            }
            "note" => {
                let place = rest.split_once(" of ").map_or(rest, |(_, name)| name);
                let (name, written) = if let Some((name, text)) = place.split_once(':') {
                    (name.trim().to_owned(), text.to_owned())
                } else {
                    let text: Vec<&str> =
                        lines.by_ref().take_while(|line| !line.starts_with("end note")).collect();
                    (place.trim().to_owned(), text.join("\n"))
                };
                notes += 1;
                let to = build.slot(&name, Shape::Rounded);
                let from = build.slot(&format!("note {notes}"), Shape::Note);
                build.graph.nodes[from].label = label::clean(&written);
                build.edges.push(Edge { from, to, line: Line::Dashed, head: Tip::None, ..Edge::default() });
            }
            _ => transition(&mut build, line)?,
        }
        if build.is_full() {
            break;
        }
    }
    Ok(build.finish("State diagram"))
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

fn transition(build: &mut Build, line: &str) -> Result<(), String> {
    let Some((from, rest)) = line.split_once("-->") else {
        let (name, text) = line.split_once(':').unwrap_or((line, ""));
        let name = name.trim();
        if name.is_empty() || name.contains(char::is_whitespace) {
            return Err(format!("`{}` is not understood", excerpt(line)));
        }
        let slot = build.slot(name, Shape::Rounded);
        if !text.trim().is_empty() {
            let node = &mut build.graph.nodes[slot];
            let text = label::clean(text);
            node.label = if node.label == node.key { text } else { format!("{}\n{text}", node.label) };
        }
        return Ok(());
    };
    let (to, text) = rest.split_once(':').unwrap_or((rest, ""));
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
    let name = name.split(":::").next().unwrap_or(name);
    build.slot(name, Shape::Rounded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_forks_composites_notes() {
        let graph = read(
            "stateDiagram-v2\n [*] --> First\n state First {\n [*] --> second: go\n second --> [*]\n }\n \
             state f <<fork>>\n First --> f\n f : never shown\n note right of f\n text\n end note\n",
        )
        .unwrap();
        assert_eq!(graph.clusters[0].label, "First");
        assert_eq!(graph.edges[0].to, graph.nodes.len());
        assert_eq!(graph.edges[1].label, "go");
        assert_eq!(graph.nodes.iter().filter(|node| node.shape == Shape::Start).count(), 2);
        assert!(graph.nodes.iter().any(|node| node.shape == Shape::Note && node.label == "text"));
        assert!(read("stateDiagram\n}\n").is_err());
    }
}
