//! Outlines of nodes: how large, how drawn.
//!
//! In: a node. Out: its size; its outline and text as SVG. Never: places it.

use super::graph::{Node, Shape, State};
use super::layout::{Rect, Size};
use super::markup::Markup;
use super::text;

/// Font size of node texts, in pixels.
pub(super) const FONT: i32 = 12;
const LINE: i32 = 16;
/// A card's text is cut where it is wider; its title says all.
const CARD_TEXT: i32 = 170;

/// The lines a node shows.
pub(super) fn lines(node: &Node) -> Vec<String> {
    match node.shape {
        // The root is set in bold, which takes more room.
        Shape::Card if node.state == State::Root => vec![text::shorten(&node.label, FONT, CARD_TEXT - 16)],
        Shape::Card => vec![text::shorten(&node.label, FONT, CARD_TEXT)],
        Shape::Start | Shape::End | Shape::Bar => Vec::new(),
        Shape::Table => node.label.lines().map(|line| text::shorten(line, FONT, 360)).collect(),
        _ => text::wrap(&node.label, FONT, 200)
            .into_iter()
            .map(|line| text::shorten(&line, FONT, 360))
            .collect(),
    }
}

/// Size of a node that shows these lines.
pub(super) fn size(node: &Node, lines: &[String], flat: bool) -> Size {
    let w = lines.iter().map(|line| text::width(line, FONT)).max().unwrap_or(0);
    let w = if node.state == State::Root { w * 11 / 10 } else { w };
    let h = LINE * lines.len().max(1) as i32;
    let (w, h) = match node.shape {
        Shape::Card => (w + if node.icon.is_some() { 46 } else { 24 }, 32),
        Shape::Box | Shape::Rounded | Shape::Note | Shape::Flag => (w + 28, h + 18),
        Shape::Stadium | Shape::Subroutine => (w + 40, h + 18),
        Shape::Cylinder => (w + 28, h + 30),
        Shape::Circle | Shape::DoubleCircle => {
            let across = f64::from(w * w + h * h).sqrt() as i32 + 16;
            (across, across)
        }
        Shape::Ellipse => (w * 7 / 5 + 20, h * 7 / 5 + 16),
        Shape::Diamond => (w * 8 / 5 + 30, h * 2 + 24),
        Shape::Hexagon => (w + h + 28, h + 18),
        Shape::LeanRight | Shape::LeanLeft | Shape::Trapezoid | Shape::TrapezoidDown => (w + h + 32, h + 18),
        Shape::Text => (w + 8, h + 8),
        Shape::Start => (16, 16),
        Shape::End => (20, 20),
        Shape::Bar if flat => (6, 60),
        Shape::Bar => (60, 6),
        Shape::Table => {
            let rules = lines.iter().filter(|line| *line == "--").count() as i32;
            (w + 24, LINE * (lines.len() as i32 - rules) + rules * 9 + 14)
        }
    };
    Size {
        w: w.max(match node.shape {
            Shape::Start | Shape::End | Shape::Bar => 0,
            _ => 32,
        }),
        h,
    }
}

/// Draws outline, icon and text.
pub(super) fn draw(svg: &mut Markup, node: &Node, lines: &[String], rect: Rect) {
    let Rect { x, y, w, h } = rect;
    let (cx, cy) = (x + w / 2, y + h / 2);
    let (r, b) = (x + w, y + h);
    let look = node.style.outline();
    match node.shape {
        Shape::Card => {
            svg.empty(
                "rect",
                format_args!("x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"8\"{look}"),
            );
        }
        Shape::Box => {
            svg.empty(
                "rect",
                format_args!("x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"2\"{look}"),
            );
        }
        Shape::Rounded | Shape::Table => {
            svg.empty(
                "rect",
                format_args!("x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"6\"{look}"),
            );
        }
        Shape::Stadium => {
            svg.empty(
                "rect",
                format_args!("x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{}\"{look}", h / 2),
            );
        }
        Shape::Subroutine => {
            svg.empty("rect", format_args!("x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"{look}"));
            svg.empty("path", format_args!("d=\"M{} {y}V{b}M{} {y}V{b}\"{look}", x + 8, r - 8));
        }
        Shape::Cylinder => {
            let (rx, top) = (w / 2, y + 8);
            svg.empty(
                "path",
                format_args!(
                    "d=\"M{x} {top}A{rx} 7 0 0 1 {r} {top}V{0}A{rx} 7 0 0 1 {x} {0}ZM{x} {top}A{rx} 7 0 0 0 {r} {top}\"{look}",
                    b - 8
                ),
            );
        }
        Shape::Circle | Shape::DoubleCircle => {
            svg.empty("circle", format_args!("cx=\"{cx}\" cy=\"{cy}\" r=\"{}\"{look}", w / 2));
            if node.shape == Shape::DoubleCircle {
                svg.empty("circle", format_args!("cx=\"{cx}\" cy=\"{cy}\" r=\"{}\"{look}", w / 2 - 4));
            }
        }
        Shape::Ellipse => {
            svg.empty(
                "ellipse",
                format_args!("cx=\"{cx}\" cy=\"{cy}\" rx=\"{}\" ry=\"{}\"{look}", w / 2, h / 2),
            );
        }
        Shape::Diamond => {
            svg.empty("path", format_args!("d=\"M{cx} {y}L{r} {cy}L{cx} {b}L{x} {cy}Z\"{look}"));
        }
        Shape::Hexagon => {
            let d = h / 2;
            svg.empty(
                "path",
                format_args!("d=\"M{} {y}H{}L{r} {cy}L{1} {b}H{0}L{x} {cy}Z\"{look}", x + d, r - d),
            );
        }
        Shape::LeanRight => {
            let d = h / 3;
            svg.empty("path", format_args!("d=\"M{} {y}H{r}L{} {b}H{x}Z\"{look}", x + d, r - d));
        }
        Shape::LeanLeft => {
            let d = h / 3;
            svg.empty("path", format_args!("d=\"M{x} {y}H{}L{r} {b}H{}Z\"{look}", r - d, x + d));
        }
        Shape::Trapezoid => {
            let d = h / 3;
            svg.empty("path", format_args!("d=\"M{} {y}H{}L{r} {b}H{x}Z\"{look}", x + d, r - d));
        }
        Shape::TrapezoidDown => {
            let d = h / 3;
            svg.empty("path", format_args!("d=\"M{x} {y}H{r}L{} {b}H{}Z\"{look}", r - d, x + d));
        }
        Shape::Flag => svg.empty("path", format_args!("d=\"M{x} {y}H{r}V{b}H{x}L{} {cy}Z\"{look}", x + 10)),
        Shape::Note => {
            svg.empty(
                "path",
                format_args!("d=\"M{x} {y}H{}L{r} {}V{b}H{x}ZM{0} {y}V{1}H{r}\"{look}", r - 8, y + 8),
            );
        }
        Shape::Text => {}
        Shape::Start => {
            svg.empty("circle", format_args!("class=\"g-dot\" cx=\"{cx}\" cy=\"{cy}\" r=\"{}\"", w / 2));
        }
        Shape::End => {
            svg.empty("circle", format_args!("cx=\"{cx}\" cy=\"{cy}\" r=\"{}\"{look}", w / 2));
            svg.empty("circle", format_args!("class=\"g-dot\" cx=\"{cx}\" cy=\"{cy}\" r=\"{}\"", w / 2 - 5));
        }
        Shape::Bar => {
            svg.empty(
                "rect",
                format_args!("class=\"g-dot\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\""),
            );
        }
    }
    match node.shape {
        Shape::Card => draw_card_text(svg, node, lines, rect),
        Shape::Table => draw_table_text(svg, node, lines, rect, &look),
        _ => draw_centred(svg, node, lines, rect),
    }
}

fn draw_card_text(svg: &mut Markup, node: &Node, lines: &[String], rect: Rect) {
    let (x, y) = (rect.x, rect.y);
    let mut at = x + 12;
    if let Some(icon) = node.icon {
        svg.empty(
            "path",
            format_args!("class=\"g-icon\" transform=\"translate({} {})\" d=\"{icon}\"", x + 10, y + 8),
        );
        at = x + 33;
    }
    for line in lines {
        svg.open("text", format_args!("x=\"{at}\" y=\"{}\"", y + 20));
        svg.text(line);
        svg.close("text");
    }
}

fn draw_centred(svg: &mut Markup, node: &Node, lines: &[String], rect: Rect) {
    let words = words(node, "");
    let centre = rect.centre();
    let mut y = centre.y - (lines.len() as i32 - 1) * LINE / 2 + 4;
    for line in lines {
        svg.open("text", format_args!("x=\"{}\" y=\"{y}\" text-anchor=\"middle\"{words}", centre.x));
        svg.text(line);
        svg.close("text");
        y += LINE;
    }
}

/// The first compartment is the head, centred; the others stand left.
fn draw_table_text(svg: &mut Markup, node: &Node, lines: &[String], rect: Rect, look: &str) {
    let (heading, words) = (words(node, "g-head"), words(node, ""));
    let mut y = rect.y + 7;
    let mut head = true;
    for line in lines {
        if line == "--" {
            svg.empty("path", format_args!("d=\"M{} {}H{}\"{look}", rect.x, y + 4, rect.x + rect.w));
            y += 9;
            head = false;
            continue;
        }
        if head {
            let x = rect.x + rect.w / 2;
            svg.open("text", format_args!("x=\"{x}\" y=\"{}\" text-anchor=\"middle\"{heading}", y + 12));
        } else {
            svg.open("text", format_args!("x=\"{}\" y=\"{}\"{words}", rect.x + 10, y + 12));
        }
        svg.text(line);
        svg.close("text");
        y += LINE;
    }
}

/// Attributes of a node's texts: a class of the theme, or what the author wished.
fn words(node: &Node, class: &str) -> String {
    let own = node.style.words();
    match (own.is_empty(), class) {
        (true, "") => String::new(),
        (true, class) => format!(" class=\"{class}\""),
        (false, "") => format!(" class=\"g-own\"{own}"),
        (false, class) => format!(" class=\"{class} g-own\"{own}"),
    }
}
