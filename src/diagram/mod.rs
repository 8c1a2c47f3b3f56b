//! Graphs to SVG: relation graphs, organisation charts, DOT blocks.
//!
//! In: nodes and edges with plain text and links that the caller made. Out: SVG text, the same for the same
//! input. Never: knows entities; runs a program; lets text into the SVG unescaped.

mod arrange;
pub mod graph;
pub mod layout;
mod markup;
mod shape;
mod svg;
mod text;

pub use graph::{Cluster, Edge, Graph, Hidden, Line, Node, Shape, State, Tip};
pub use layout::Direction;
pub use svg::svg;
