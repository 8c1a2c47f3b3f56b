//! Graphs to SVG: relation graphs, organisation charts, DOT and Mermaid blocks.
//!
//! In: nodes and edges with plain text and links that the caller made; the text of a diagram block. Out: SVG text,
//! the same for the same input. Never: knows entities; runs a program; lets text into the SVG unescaped.

mod arrange;
mod dot;
pub mod graph;
pub mod layout;
mod markup;
mod mermaid;
mod shape;
mod svg;
mod text;

pub use graph::{Cluster, Edge, Graph, Hidden, Line, Node, Shape, State, Tip};
pub use layout::Direction;
pub use svg::svg;

/// A diagram block longer than this is not drawn.
const SOURCE_LIMIT: usize = 64 * 1024;

/// SVG of a diagram block by the word behind its fence; `Ok(None)` where diagrams of that word are not drawn here,
/// an error with the reason where this one cannot be.
pub fn render(kind: &str, source: &str) -> Result<Option<String>, String> {
    let draw: fn(&str) -> Result<String, String> = match kind {
        "mermaid" => mermaid::render,
        "dot" | "graphviz" | "gv" => dot::render,
        _ => return Ok(None),
    };
    if source.len() > SOURCE_LIMIT {
        return Err("the diagram is longer than 64 KiB".to_owned());
    }
    draw(source).map(Some)
}
