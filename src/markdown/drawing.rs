//! Diagrams, drawn.
//!
//! In: the tree, with diagrams as figures that hold their source. Out: the host's drawings before the folded sources;
//! what is not drawn, with its line. Never: lets an SVG through: `clean` does.

use super::codeblock;
use super::document::{Problem, ProblemKind};
use super::host::Host;
use super::svg;
use super::tags;
use super::text::Source;
use super::tree::{Element, Foreign, MAX_DEPTH, Node, Role, Svg, text_of};
use crate::diagram;

/// Draws the diagrams among siblings and below.
pub(super) fn draw(tree: &mut [Node<'_>], host: &dyn Host, source: &Source<'_>, problems: &mut Vec<Problem>) {
    let mut all = Vec::new();
    find(tree, host, &source.text, &mut all, 0);
    for (place, drawn) in all {
        for (problem, whole) in drawn
            .undrawn
            .iter()
            .map(|problem| (problem, true))
            .chain(drawn.left_out.iter().map(|problem| (problem, false)))
        {
            let (kind, message, help) = match (problem.unsafe_url, whole) {
                (true, _) => (
                    ProblemKind::Unsafe,
                    problem.message.clone(),
                    "link to http, https, mailto, tel or a page",
                ),
                (false, true) => (
                    ProblemKind::Diagram,
                    format!("the diagram is not drawn: {}", problem.message),
                    "its source is shown in its place",
                ),
                (false, false) => (
                    ProblemKind::Diagram,
                    format!("a part of the diagram is not drawn: {}", problem.message),
                    "the source is shown below the drawing",
                ),
            };
            let span = line_of(&source.text, place, &drawn.source, problem.line);
            problems.push(Problem { kind, message, span: source.origins(span), help: Some(help.to_owned()) });
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
fn find(nodes: &mut [Node<'_>], host: &dyn Host, text: &str, drawn: &mut Vec<(u32, Drawn)>, depth: usize) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        adopt(element, text);
        if let Role::Diagram(kind) = element.role {
            drawn.push((element.pos, figure(element, kind, host)));
        } else if depth < MAX_DEPTH {
            find(&mut element.children, host, text, drawn, depth + 1);
        }
    }
}

/// Makes a diagram of the author's `<div class="mermaid">` or `<pre class="mermaid">`, which Mermaid's script draws where it
/// runs. What stands in it is no Markdown and no HTML, whatever the dialect made of it: it is taken from the page's text.
fn adopt(element: &mut Element<'_>, text: &str) {
    let is_mermaid = element.is_html()
        && matches!(element.name, "div" | "pre")
        && element.get("class").is_some_and(|class| class.split_whitespace().any(|name| name == "mermaid"));
    if !is_mermaid {
        return;
    }
    let Some(rest) = text.get(element.pos as usize..) else { return };
    let end = format!("</{}", element.name);
    let Some((_, inside)) = rest.split_once('>') else { return };
    let Some((inside, _)) = inside.split_once(&end) else { return };
    let inside = tags::decode(inside);
    if inside.trim().is_empty() {
        return;
    }
    if let Node::Element(figure) = codeblock::diagram("mermaid", &inside, None, element.pos) {
        *element = *figure;
    }
}

/// What a diagram's drawing came to.
struct Drawn {
    /// Its source, of which problems name lines.
    source: String,
    /// Why there is no drawing.
    undrawn: Option<diagram::Problem>,
    /// What the drawing leaves out.
    left_out: Vec<diagram::Problem>,
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
    let (markup, left_out) = drawing.map(|drawing| (drawing.svg, drawing.left_out)).unwrap_or_default();
    match Some(markup).filter(|markup| !markup.is_empty() && svg::fits(markup)) {
        Some(markup) => {
            let drawing = Element::new("div", pos)
                .with("class", "drawing")
                // A wide drawing scrolls; the keyboard must reach it.
                .with("tabindex", "0")
                // Links inside are to be found by those who only hear the page.
                .with("role", if markup.contains("<a ") { "group" } else { "img" })
                .with("aria-label", name)
                .holding(vec![Node::Foreign(Foreign::Svg(Box::new(Svg::new(markup, pos, false))))]);
            let summary = Element::new("summary", pos).holding(words("Source".to_owned()));
            let mut inner = vec![summary.node()];
            inner.append(&mut figure.children);
            figure.children = vec![drawing.node(), Element::new("details", pos).holding(inner).node()];
        }
        None => figure.children.push(Element::new("figcaption", pos).holding(words(name)).node()),
    }
    Drawn { source, undrawn, left_out }
}
