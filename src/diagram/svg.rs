//! Draws a [`Graph`].
//!
//! In: a graph; how its links are to be written. Out: one `<svg>` element for a page, coloured by the theme's
//! classes only. Never: scales text below its size: a wide graph scrolls.

use std::fmt::Write as _;

use super::arrange::{Arranged, Gaps, arrange};
use super::colour::Colour;
use super::graph::{Cluster, Edge, Graph, Line, Node, Shape, State, Tip};
use super::layout::{Direction, Point, Rect, Route, Size};
use super::markup::{About, Markup, open_svg};
use super::style::Style;
use super::{shape, text};
use crate::url::SitePath;

/// Font size of edge labels: the least that is readable.
const LABEL_FONT: i32 = 11;
const MARGIN: i32 = 8;
/// Room above for a title.
const TITLE: i32 = 28;

/// SVG of a graph, for the page of the site that shows it.
pub(crate) fn svg(graph: &Graph, page: &SitePath) -> String {
    let entities = graph.nodes.iter().all(|node| node.shape == Shape::Card);
    let gaps = if entities {
        Gaps { rank: 56, node: 12, stretch: true }
    } else {
        Gaps { rank: 44, node: 28, stretch: false }
    };
    let lines: Vec<Vec<String>> = graph.nodes.iter().map(shape::lines).collect();
    let flat = graph.direction.is_horizontal();
    let sizes: Vec<Size> =
        graph.nodes.iter().zip(&lines).map(|(node, lines)| shape::size(node, lines, flat)).collect();
    let labels: Vec<Vec<String>> =
        graph.edges.iter().map(|edge| text::wrap(&edge.label, LABEL_FONT, 180)).collect();
    let label_sizes: Vec<Size> = labels
        .iter()
        .map(|lines| {
            let w = lines.iter().map(|line| text::width(line, LABEL_FONT)).max().unwrap_or(0);
            Size { w, h: 14 * lines.len() as i32 }
        })
        .collect();
    let arranged = arrange(graph, &sizes, &label_sizes, gaps);

    let mut out = Markup::default();
    let hidden = match graph.hidden.edges {
        0 => String::new(),
        1 => "Not shown: 1 relation between neighbours".to_owned(),
        count => format!("Not shown: {count} relations between neighbours"),
    };
    let (mut width, mut height) = (arranged.width + 2 * MARGIN, arranged.height + 2 * MARGIN);
    if !hidden.is_empty() {
        width = width.max(text::width(&hidden, LABEL_FONT) + 2 * MARGIN);
        height += 24;
    }
    let class = if entities { "g--entities" } else { "g--diagram" };
    let about = graph.about.clone().unwrap_or_else(|| About::named(&graph.label));
    let mut top = MARGIN;
    if !about.title.is_empty() {
        width = width.max(text::title_width(&about.title) + 2 * MARGIN);
        height += TITLE;
        top += TITLE;
    }
    open_svg(&mut out, class, &about, width, height);
    if !about.title.is_empty() {
        // At the left, where it is seen before a wide drawing is scrolled.
        let size = text::TITLE;
        out.open("text", format_args!("class=\"g-title\" x=\"{MARGIN}\" y=\"20\" font-size=\"{size}\""));
        out.text(&about.title);
        out.close("text");
    }
    out.open("g", format_args!("transform=\"translate({MARGIN} {top})\""));
    draw_frames(&mut out, graph, &arranged);
    out.open("g", format_args!("class=\"g-edges\" fill=\"none\""));
    for (edge, (route, direction)) in graph.edges.iter().zip(&arranged.routes) {
        draw_edge(&mut out, edge, route, *direction);
    }
    out.close("g");
    draw_frame_names(&mut out, graph, &arranged, page);
    draw_labels(&mut out, graph, &labels, &arranged);
    for &index in &arranged.order {
        draw_node(&mut out, &graph.nodes[index], &lines[index], arranged.nodes[index], page);
    }
    if !hidden.is_empty() {
        let y = arranged.height + 24;
        out.open("text", format_args!("class=\"g-note-text\" y=\"{y}\" font-size=\"{LABEL_FONT}\""));
        out.text(&hidden);
        out.close("text");
    }
    out.close("g");
    out.close("svg");
    out.finish()
}

fn draw_frames(out: &mut Markup, graph: &Graph, arranged: &Arranged) {
    for (cluster, rect) in frames(graph, arranged) {
        let look = cluster.style.outline();
        out.open("g", format_args!("class=\"g-cluster\""));
        out.empty(
            "rect",
            format_args!(
                "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\"{look}",
                rect.x, rect.y, rect.w, rect.h
            ),
        );
        out.close("g");
    }
}

/// Above the edges, which would strike them through.
fn draw_frame_names(out: &mut Markup, graph: &Graph, arranged: &Arranged, page: &SitePath) {
    for (cluster, rect) in frames(graph, arranged).filter(|(cluster, _)| !cluster.label.is_empty()) {
        let x = rect.x + rect.w / 2;
        let url = cluster.link.as_ref().map(|link| link.href(page));
        out.open("g", format_args!("class=\"g-cluster\""));
        let name = out.open_link(url.as_deref(), "g-cluster-name");
        out.title(&cluster.title);
        let words = cluster.style.words();
        let own = if words.is_empty() { "" } else { " class=\"g-own\"" };
        out.open("text", format_args!("x=\"{x}\" y=\"{}\" text-anchor=\"middle\"{own}{words}", rect.y + 19));
        out.text(&text::shorten(&cluster.label, shape::FONT, rect.w.max(60)));
        out.close("text");
        out.close(name);
        out.close("g");
    }
}

/// The clusters that have something in them, each with its place.
fn frames<'a>(graph: &'a Graph, arranged: &'a Arranged) -> impl Iterator<Item = (&'a Cluster, &'a Rect)> {
    graph.clusters.iter().zip(&arranged.clusters).filter(|(_, rect)| rect.w > 0)
}

fn draw_node(out: &mut Markup, node: &Node, lines: &[String], rect: Rect, page: &SitePath) {
    let mut class = String::from("g-node");
    let kind: String = node.kind.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    if !kind.is_empty() {
        let _ = write!(class, " g-node--{}", kind.to_ascii_lowercase());
    }
    class.push_str(match node.state {
        State::Plain => "",
        State::Root => " g-root",
        State::Missing => " g-missing",
        State::Stub => " g-stub",
    });
    let url = node.link.as_ref().map(|link| link.href(page));
    let name = out.open_link(url.as_deref(), &class);
    out.title(&node.title);
    shape::draw(out, node, lines, rect);
    out.close(name);
}

fn draw_labels(out: &mut Markup, graph: &Graph, labels: &[Vec<String>], arranged: &Arranged) {
    out.open("g", format_args!("class=\"g-labels\" font-size=\"{LABEL_FONT}\" text-anchor=\"middle\""));
    for ((edge, lines), (route, direction)) in graph.edges.iter().zip(labels).zip(&arranged.routes) {
        if let Some(at) = route.label {
            let mut y = at.y - (lines.len() as i32 - 1) * 7 + 4;
            // Between words, and inside of an O, the line would shine through.
            if edge.line != Line::Invisible {
                let w = lines.iter().map(|line| text::width(line, LABEL_FONT)).max().unwrap_or(0);
                let h = 14 * lines.len() as i32;
                let (x, y) = (at.x - w / 2, at.y - h / 2);
                out.empty(
                    "rect",
                    format_args!("class=\"g-label-back\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\""),
                );
            }
            for line in lines {
                let words = edge.style.words();
                let own = if words.is_empty() { "" } else { " g-own" };
                out.open("text", format_args!("class=\"g-label{own}\" x=\"{}\" y=\"{y}\"{words}", at.x));
                out.text(line);
                out.close("text");
                y += 14;
            }
        }
        draw_end_labels(out, edge, route, *direction);
    }
    out.close("g");
}

fn draw_end_labels(out: &mut Markup, edge: &Edge, route: &Route, direction: Direction) {
    let (Some(&first), Some(&last)) = (route.points.first(), route.points.last()) else { return };
    for (label, at, end) in [(&edge.ends.0, first, false), (&edge.ends.1, last, true)] {
        if label.is_empty() {
            continue;
        }
        let (dx, dy) = heading(route, direction, end);
        let half = text::width(label, LABEL_FONT) / 2;
        // Beside the line, a little away from the node.
        let (x, y) =
            if dy == 0 { (at.x - dx * (half + 14), at.y - 6) } else { (at.x + half + 6, at.y - dy * 14 + 4) };
        out.open("text", format_args!("class=\"g-label\" x=\"{x}\" y=\"{y}\""));
        out.text(label);
        out.close("text");
    }
}

/// The direction in which an edge meets its node: at its `end` forwards, at its beginning backwards.
fn heading(route: &Route, direction: Direction, end: bool) -> (i32, i32) {
    let points = &route.points;
    let count = points.len();
    if count == 4 && is_loop(route, direction) {
        return if direction.is_horizontal() { (0, -1) } else { (-1, 0) };
    }
    let forwards = matches!(direction, Direction::Right | Direction::Down) != route.reversed;
    let sign = if forwards == end { 1 } else { -1 };
    if direction.is_horizontal() { (sign, 0) } else { (0, sign) }
}

/// A loop leaves and enters on the same side.
fn is_loop(route: &Route, direction: Direction) -> bool {
    let (first, last) = (route.points[0], route.points[3]);
    if direction.is_horizontal() {
        first.y == last.y && route.points[1].x == first.x && route.points[1].y != first.y
    } else {
        first.x == last.x && route.points[1].y == first.y && route.points[1].x != first.x
    }
}

fn draw_edge(out: &mut Markup, edge: &Edge, route: &Route, direction: Direction) {
    if edge.line == Line::Invisible || route.points.len() < 2 {
        return;
    }
    let own = edge.style.line();
    let class = match edge.line {
        Line::Dashed if edge.style.dashes.is_none() => "g-edge g-dashed",
        Line::Thick if edge.style.width.is_none() => "g-edge g-thick",
        _ => "g-edge",
    };
    let class = if own.is_empty() { class.to_owned() } else { format!("{class} g-own") };
    let mut d = path(route, direction);
    let ends = [(edge.tail, route.points[0], false), (edge.head, route.points[route.points.len() - 1], true)];
    for (tip, at, end) in ends {
        if let Some(open) = open_tip(tip, at, heading(route, direction, end)) {
            d.push_str(&open);
        }
    }
    if edge.title.is_empty() {
        out.empty("path", format_args!("class=\"{class}\" d=\"{d}\"{own}"));
    } else {
        out.open("path", format_args!("class=\"{class}\" d=\"{d}\"{own}"));
        out.title(&edge.title);
        out.close("path");
    }
    for (tip, at, end) in ends {
        draw_closed_tip(out, &edge.style, tip, at, heading(route, direction, end));
    }
}

/// Straight along a layer, smooth between layers.
fn path(route: &Route, direction: Direction) -> String {
    let points = &route.points;
    let mut d = format!("M{} {}", points[0].x, points[0].y);
    if points.len() == 4 && is_loop(route, direction) {
        let [_, a, b, c] = points[..] else { return d };
        let _ = write!(d, "C{} {} {} {} {} {}", a.x, a.y, b.x, b.y, c.x, c.y);
        return d;
    }
    for pair in points.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let _ = if a.x == b.x && a.y == b.y {
            Ok(())
        } else if a.y == b.y {
            write!(d, "H{}", b.x)
        } else if a.x == b.x {
            write!(d, "V{}", b.y)
        } else if direction.is_horizontal() {
            let middle = i32::midpoint(a.x, b.x);
            write!(d, "C{middle} {} {middle} {} {} {}", a.y, b.y, b.x, b.y)
        } else {
            let middle = i32::midpoint(a.y, b.y);
            write!(d, "C{} {middle} {} {middle} {} {}", a.x, b.x, b.x, b.y)
        };
    }
    d
}

/// Where a point `along` back from the tip and `aside` of the line lies.
fn beside(at: Point, (dx, dy): (i32, i32), along: i32, aside: i32) -> Point {
    Point { x: at.x - dx * along - dy * aside, y: at.y - dy * along + dx * aside }
}

/// Tips made of strokes are part of the edge's own path.
fn open_tip(tip: Tip, at: Point, heading: (i32, i32)) -> Option<String> {
    let point = |along, aside| beside(at, heading, along, aside);
    let stroke = |a: Point, b: Point| format!("M{} {}L{} {}", a.x, a.y, b.x, b.y);
    Some(match tip {
        Tip::Arrow => {
            let (a, b) = (point(6, 4), point(6, -4));
            format!("M{} {}L{} {}L{} {}", a.x, a.y, at.x, at.y, b.x, b.y)
        }
        Tip::Cross => stroke(point(3, 4), point(11, -4)) + &stroke(point(3, -4), point(11, 4)),
        Tip::One => stroke(point(6, 6), point(6, -6)) + &stroke(point(11, 6), point(11, -6)),
        Tip::ZeroOrOne => stroke(point(6, 6), point(6, -6)),
        Tip::ZeroOrMore => crow(at, heading),
        Tip::OneOrMore => crow(at, heading) + &stroke(point(15, 6), point(15, -6)),
        _ => return None,
    })
}

fn crow(at: Point, heading: (i32, i32)) -> String {
    let (root, a, b) = (beside(at, heading, 11, 0), beside(at, heading, 0, 6), beside(at, heading, 0, -6));
    format!("M{} {}L{} {}M{} {}L{} {}", root.x, root.y, a.x, a.y, root.x, root.y, b.x, b.y)
}

/// Tips with an inside are elements of their own, above the line.
fn draw_closed_tip(out: &mut Markup, style: &Style, tip: Tip, at: Point, heading: (i32, i32)) {
    let point = |along, aside| beside(at, heading, along, aside);
    let own = style.line();
    let look = match (own.is_empty(), tip == Tip::FilledDiamond) {
        (true, false) => "class=\"g-tip\"".to_owned(),
        (true, true) => "class=\"g-tip g-full\"".to_owned(),
        (false, false) => format!("class=\"g-own\" fill=\"var(--g-surface)\"{own}"),
        (false, true) => {
            let fill = style.stroke.map_or_else(|| "var(--g-line)".to_owned(), Colour::line);
            format!("class=\"g-own\" fill=\"{fill}\"{own}")
        }
    };
    match tip {
        Tip::Triangle => {
            let (a, b) = (point(11, 6), point(11, -6));
            out.empty(
                "path",
                format_args!("{look} d=\"M{} {}L{} {}L{} {}Z\"", at.x, at.y, a.x, a.y, b.x, b.y),
            );
        }
        Tip::Diamond | Tip::FilledDiamond => {
            let (a, b, c) = (point(8, 5), point(16, 0), point(8, -5));
            out.empty(
                "path",
                format_args!(
                    "{look} d=\"M{} {}L{} {}L{} {}L{} {}Z\"",
                    at.x, at.y, a.x, a.y, b.x, b.y, c.x, c.y
                ),
            );
        }
        Tip::Circle | Tip::ZeroOrOne | Tip::ZeroOrMore => {
            let c = point(
                match tip {
                    Tip::Circle => 5,
                    Tip::ZeroOrOne => 14,
                    _ => 16,
                },
                0,
            );
            out.empty("circle", format_args!("{look} cx=\"{}\" cy=\"{}\" r=\"4\"", c.x, c.y));
        }
        _ => {}
    }
}
