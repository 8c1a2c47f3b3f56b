//! Graphs to SVG: relation graphs, organisation charts, DOT and Mermaid blocks.
//!
//! In: nodes and edges with plain text and links that the caller made; the text of a diagram block. Out: SVG text,
//! the same for the same input. Never: knows entities; runs a program; lets text into the SVG unescaped.

mod arrange;
mod canvas;
mod colour;
mod dot;
pub(crate) mod graph;
pub(crate) mod layout;
mod markup;
mod mermaid;
mod problem;
mod shape;
mod style;
mod svg;
mod text;

pub(crate) use graph::{Cluster, Edge, Graph, Hidden, Node, NodeLink, State};
pub(crate) use layout::Direction;
pub(crate) use problem::{Drawing, Problem};
pub(crate) use svg::svg;

/// A diagram block longer than this is not drawn.
const SOURCE_LIMIT: usize = 64 * 1024;

/// A diagram block by the word behind its fence; `Ok(None)` where diagrams of that word are not drawn here,
/// an error with the reason where this one cannot be.
pub(crate) fn render(kind: &str, source: &str) -> Result<Option<Drawing>, Problem> {
    let draw: fn(&str) -> Result<Drawing, Problem> = match kind {
        "mermaid" => mermaid::render,
        "dot" | "graphviz" | "gv" => dot::render,
        _ => return Ok(None),
    };
    if source.len() > SOURCE_LIMIT {
        return Err(Problem::new("the diagram is longer than 64 KiB"));
    }
    draw(source).map(Some)
}

#[cfg(test)]
mod tests {
    use super::render;

    const SOURCES: &[(&str, &str)] = &[
        (
            "mermaid",
            "graph LR\nsubgraph s[\"a\"]\nA[\"<script>alert(1)</script>\"] -- \"x\" --> B{é}\nend\nclick A \"javascript:alert(1)\"\nclick B \"x\\\" onload=\"alert(1)\"\nB --> s",
        ),
        (
            "mermaid",
            "sequenceDiagram\nparticipant A as <img src=x onerror=alert(1)>\nA->>A: </text><script>\nloop é\nNote over A: \"]]>\"\nend",
        ),
        ("mermaid", "stateDiagram-v2\n[*] --> A: <b>\nstate A {\n[*] --> é\n}\nnote right of A : </svg>"),
        ("mermaid", "classDiagram\nA \"<\" <|-- \"1\" B : <svg>\nclass A{\n+x(é)\n}\nA: <i>y"),
        ("mermaid", "erDiagram\nA ||--o{ B : \"<é>\"\nA {\nstring <x>\n}"),
        ("mermaid", "pie title <x>\n\"<é>\" : 1\n\"b\" : 2"),
        (
            "dot",
            "digraph { a [label=<<b>x</b>é>, URL=\"javascript:alert(1)\"]; subgraph cluster_a { label=\"</svg><script>\"; a -> b [label=\"<i>\"] } }",
        ),
    ];

    #[test]
    fn hostile_text_stays_text() {
        for (kind, source) in SOURCES {
            let svg = render(kind, source).unwrap().unwrap().svg;
            for bad in
                ["<script", "url(", "javascript:", "<img", "onerror=\"", "onload=\"", " style=", "<b>", "<i>"]
            {
                assert!(!svg.contains(bad), "{bad} in {svg}");
            }
            assert_eq!(svg.matches("<svg").count(), 1);
            assert_eq!(svg.matches("</svg>").count(), 1);
        }
    }

    #[test]
    fn cut_off_anywhere_nothing_panics() {
        for (kind, source) in SOURCES {
            for (at, _) in source.char_indices() {
                let _ = render(kind, &source[..at]);
                let _ = render(
                    kind,
                    &format!("{}\n{}", source.lines().next().unwrap_or_default(), &source[at..]),
                );
            }
        }
    }

    #[test]
    fn large_ones_are_refused_or_drawn_in_time() {
        let chain: Vec<String> = (0..5000).map(|at| format!("n{at} --> n{}", at + 1)).collect();
        assert!(render("mermaid", &format!("graph LR\n{}", chain.join("\n"))).is_err());
        let dense: Vec<String> = (0..490).map(|at| format!("n{} --> n{}", at % 60, at * 7 % 59)).collect();
        assert!(render("mermaid", &format!("graph LR\n{}", dense.join("\n"))).is_ok());
        assert_eq!(render("plantuml", "@startuml"), Ok(None));
    }
}
