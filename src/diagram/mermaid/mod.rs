//! Mermaid, as far as it is drawn here: flowcharts, sequences, states, classes, entity relations, pies.
//!
//! In: the text of a `mermaid` block. Out: SVG, or why there is none. Never: runs anything, follows a directive
//! that colours or configures, or writes a link that is not safe; an unknown statement refuses the diagram,
//! because half a diagram misleads.

mod build;
mod class;
mod entity;
mod flowchart;
mod label;
mod link;
mod pie;
mod sequence;
mod state;

use super::graph::Graph;

/// Diagrams beyond these sizes are not drawn.
const NODES: usize = 200;
const EDGES: usize = 500;

/// SVG of a diagram.
pub(super) fn render(source: &str) -> Result<String, String> {
    let text = prepare(source);
    let first = text.split_whitespace().next().unwrap_or_default().trim_end_matches([';', ':']);
    let graph = match first {
        "graph" | "flowchart" | "flowchart-elk" => flowchart::read(&text)?,
        "stateDiagram" | "stateDiagram-v2" => state::read(&text)?,
        "classDiagram" | "classDiagram-v2" => class::read(&text)?,
        "erDiagram" => entity::read(&text)?,
        "sequenceDiagram" => return sequence::render(&text),
        "pie" => return pie::render(&text),
        "" => return Err("the diagram is empty".to_owned()),
        other => return Err(format!("mermaid diagrams of the type `{other}` are not drawn")),
    };
    draw(graph)
}

fn draw(graph: Graph) -> Result<String, String> {
    if graph.nodes.is_empty() {
        return Err("the diagram has no nodes".to_owned());
    }
    if graph.nodes.len() > NODES || graph.edges.len() > EDGES || graph.clusters.len() > NODES {
        return Err(format!("the diagram has more than {NODES} nodes or {EDGES} edges"));
    }
    Ok(super::svg(&graph, &str::to_owned))
}

/// Without front matter, comments and directives.
fn prepare(source: &str) -> String {
    let mut lines: Vec<&str> = source.lines().collect();
    let start = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(0);
    lines.drain(..start);
    if lines.first().is_some_and(|line| line.trim() == "---")
        && let Some(end) = lines.iter().skip(1).position(|line| line.trim() == "---")
    {
        lines.drain(..end + 2);
    }
    let mut out = String::with_capacity(source.len());
    for line in lines {
        let bare = line.trim_start();
        if bare.starts_with("%%") || bare.starts_with("accTitle") || bare.starts_with("accDescr") {
            continue;
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}
