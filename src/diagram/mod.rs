//! Graphs to SVG: relation graphs, organisation charts, DOT blocks.
//!
//! In: nodes and edges with plain text and links that the caller made. Out: SVG text, the same for the same
//! input. Never: knows entities; runs a program; lets text into the SVG unescaped.
