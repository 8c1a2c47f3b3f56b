//! Mermaid.
//!
//! In: the text of a `mermaid` block. Out: SVG and what of it is not drawn, or why there is none.
//! Never: runs anything, writes a colour or a link as it was written, or passes over a statement in silence: what
//! Mermaid refuses too refuses the diagram, because half a diagram misleads; what only Mermaid draws is told.

mod build;
mod class;
mod config;
mod entity;
mod flowchart;
mod label;
mod link;
mod looks;
mod pie;
mod sequence;
mod source;
mod state;

use super::graph::Graph;
use super::problem::{Drawing, Notes, Problem};
use crate::url::SitePath;
use source::Source;

/// Diagrams beyond these sizes are not drawn: no reader could follow them, and the layout's work grows with their
/// square. Mermaid itself draws 500 edges.
const NODES: usize = 500;
const EDGES: usize = 500;
/// Frames within frames.
const DEPTH: usize = 24;

/// SVG of a diagram.
pub(super) fn render(text: &str) -> Result<Drawing, Problem> {
    let text = label::encode(text);
    let source = Source::new(&text);
    match source.kind() {
        "graph" | "flowchart" | "flowchart-elk" => draw(flowchart::read(&source)?),
        "stateDiagram" | "stateDiagram-v2" => draw(state::read(&source)?),
        "classDiagram" | "classDiagram-v2" => draw(class::read(&source)?),
        "erDiagram" => draw(entity::read(&source)?),
        "sequenceDiagram" => sequence::render(&source),
        "pie" => pie::render(&source),
        "" => Err(Problem::new("the diagram is empty")),
        other => {
            let line = source.lines.first().map_or(1, |line| line.number);
            let kind = source::excerpt(other);
            Err(Problem::at(line, format!("Mermaid diagrams of the type `{kind}` are not drawn")))
        }
    }
}

fn draw((graph, notes): (Graph, Notes)) -> Result<Drawing, Problem> {
    if graph.nodes.is_empty() && graph.clusters.is_empty() {
        return Err(Problem::new("the diagram has no nodes"));
    }
    Ok(Drawing { svg: super::svg(&graph, &SitePath::HOME), left_out: notes.left_out })
}

fn too_large() -> Problem {
    Problem::new(format!("the diagram has more than {NODES} nodes or {EDGES} edges"))
}
