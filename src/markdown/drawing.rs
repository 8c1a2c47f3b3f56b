//! Step 10: diagrams drawn.
//!
//! In: the tree, with diagrams as figures that hold their source. Out: the host's drawings before the folded sources;
//! what is not drawn, with its line. Never: puts an SVG into a page that did not pass the allow-list.

use super::document::{Finding, FindingKind};
use super::host::{Host, Link, LinkKind};
use super::text::Source;
use super::tree::{Element, MAX_DEPTH, Node, Ours, text_of};
use crate::diagram::Problem;

/// Draws the diagrams among siblings and below.
pub(super) fn draw(tree: &mut [Node<'_>], host: &dyn Host, source: &Source<'_>, findings: &mut Vec<Finding>) {
    let mut all = Vec::new();
    find(tree, host, &mut all, 0);
    for (place, drawn) in all {
        for (problem, whole) in drawn
            .undrawn
            .iter()
            .map(|problem| (problem, true))
            .chain(drawn.left_out.iter().map(|problem| (problem, false)))
        {
            let (kind, message, help) = match (problem.unsafe_url, whole) {
                (true, _) => (
                    FindingKind::Unsafe,
                    problem.message.clone(),
                    "link to http, https, mailto, tel or a page",
                ),
                (false, true) => (
                    FindingKind::Diagram,
                    format!("the diagram is not drawn: {}", problem.message),
                    "its source is shown in its place",
                ),
                (false, false) => (
                    FindingKind::Diagram,
                    format!("a part of the diagram is not drawn: {}", problem.message),
                    "the source is shown below the drawing",
                ),
            };
            let span = line_of(&source.text, place, &drawn.source, problem.line);
            findings.push(Finding { kind, message, span: source.origins(span), help: Some(help.to_owned()) });
        }
    }
}

/// Where a line of a diagram stands in the page: it is looked for behind the place where the diagram begins.
fn line_of(text: &str, place: u32, diagram: &str, line: Option<usize>) -> std::ops::Range<u32> {
    let whole = place..place;
    let Some(number) = line.and_then(|line| line.checked_sub(1)) else { return whole };
    let Some(wanted) = diagram.lines().nth(number).map(str::trim).filter(|wanted| !wanted.is_empty()) else {
        return whole;
    };
    // The same line may stand there more than once; the one meant has as many before it.
    let skipped = diagram.lines().take(number).filter(|line| line.contains(wanted)).count();
    let Some(rest) = text.get(place as usize..) else { return whole };
    rest.match_indices(wanted)
        .nth(skipped)
        .map_or(whole, |(at, _)| place + at as u32..place + (at + wanted.len()) as u32)
}

/// Puts the host's drawings in place of diagrams' sources, and labels what stays source.
fn find(nodes: &mut [Node<'_>], host: &dyn Host, drawn: &mut Vec<(u32, Drawn)>, depth: usize) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        let kind = element
            .get("data-diagram")
            .filter(|_| element.name == "figure" && !element.raw)
            .map(str::to_owned);
        if let Some(kind) = kind {
            drawn.push((element.pos, figure(element, &kind, host)));
        } else if depth < MAX_DEPTH {
            find(&mut element.children, host, drawn, depth + 1);
        }
    }
}

/// What a diagram's drawing came to.
struct Drawn {
    /// Its source, of which problems name lines.
    source: String,
    /// Why there is no drawing.
    undrawn: Option<Problem>,
    /// What the drawing leaves out.
    left_out: Vec<Problem>,
}

/// Puts the host's drawing of a diagram before its source, which folds; without a drawing the source stands
/// there, labelled. Answers with what is wrong with the diagram.
fn figure(figure: &mut Element<'_>, kind: &str, host: &dyn Host) -> Drawn {
    let pos = figure.pos;
    let mut source = String::new();
    text_of(&figure.children, &mut source);
    let title = figure.get("data-title").map(str::to_owned);
    let label = match kind {
        "mermaid" => "Mermaid diagram",
        "plantuml" => "PlantUML diagram",
        "graphviz" => "Graphviz diagram",
        "d2" => "D2 diagram",
        _ => "Diagram",
    };
    let name = title.unwrap_or_else(|| label.to_owned());
    let words = |text: String| vec![Node::Text(text.into(), pos)];
    let (drawing, undrawn) = match host.diagram(kind, &source) {
        Ok(drawing) => (drawing, None),
        Err(problem) => (None, Some(problem)),
    };
    let (svg, left_out) = drawing.map(|drawing| (drawing.svg, drawing.left_out)).unwrap_or_default();
    let resolve = |url: &str| {
        let link = Link { url, kind: LinkKind::HtmlLink, span: pos as usize..pos as usize };
        host.resolve(&link).url
    };
    match super::svg::clean(&svg, &resolve).filter(|_| !svg.is_empty()) {
        Some(clean) => {
            let html = clean.svg;
            let drawing = Element::new("div", pos)
                .with("class", "drawing")
                // A wide drawing scrolls; the keyboard must reach it.
                .with("tabindex", "0")
                // Links inside are to be found by those who only hear the page.
                .with("role", if html.contains("<a ") { "group" } else { "img" })
                .with("aria-label", name)
                .holding(vec![Node::Ours(Box::new(Ours { html, text: String::new() }))]);
            let summary = Element::new("summary", pos).holding(words("Source".to_owned()));
            let mut inner = vec![summary.node()];
            inner.append(&mut figure.children);
            figure.children = vec![drawing.node(), Element::new("details", pos).holding(inner).node()];
        }
        None => figure.children.push(Element::new("figcaption", pos).holding(words(name)).node()),
    }
    Drawn { source, undrawn, left_out }
}
