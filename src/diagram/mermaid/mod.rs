//! Mermaid.
//!
//! In: the text of a `mermaid` block. Out: SVG and what of it is not drawn, or why there is none.
//! Never: runs anything, writes a colour or a link as it was written, or passes over a statement in silence: what
//! Mermaid refuses too refuses the diagram, because half a diagram misleads; what only Mermaid draws is told.

mod architecture;
mod axis;
mod bands;
mod block;
mod build;
mod c4;
mod class;
mod config;
mod entity;
mod flowchart;
mod gantt;
mod git;
mod journey;
mod kanban;
mod label;
mod link;
mod looks;
mod mindmap;
mod packet;
mod pie;
mod quadrant;
mod radar;
mod requirement;
mod sankey;
mod sequence;
mod source;
mod state;
mod timeline;
mod tree;
mod treemap;
mod xychart;

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
        "requirementDiagram" | "requirement" => draw(requirement::read(&source)?),
        "C4Context" | "C4Container" | "C4Component" | "C4Dynamic" | "C4Deployment" => {
            draw(c4::read(&source)?)
        }
        "architecture-beta" | "architecture" => architecture::render(&source),
        "block-beta" | "block" => block::render(&source),
        "gantt" => gantt::render(&source),
        "gitGraph" => git::render(&source),
        "journey" => journey::render(&source),
        "kanban" => kanban::render(&source),
        "mindmap" => mindmap::render(&source),
        "packet-beta" | "packet" => packet::render(&source),
        "pie" => pie::render(&source),
        "quadrantChart" => quadrant::render(&source),
        "radar-beta" | "radar" => radar::render(&source),
        "sankey-beta" | "sankey" => sankey::render(&source),
        "timeline" => timeline::render(&source),
        "treemap-beta" | "treemap" => treemap::render(&source),
        "xychart-beta" | "xychart" => xychart::render(&source),
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

#[cfg(test)]
mod tests;
