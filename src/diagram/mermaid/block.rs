//! Block diagrams.
//!
//! In: a [`Source`]: blocks in rows of columns, blocks within blocks, links between them. Out: SVG.
//! Never: moves a block from where its author put it.

#![allow(clippy::many_single_char_names, reason = "coordinates of rectangles")]

use std::collections::HashMap;

use super::super::canvas::{Anchor, Canvas, Look, SMALL};
use super::super::graph::{Line, Node, Shape, Tip};
use super::super::layout::Rect;
use super::super::problem::{Drawing, Notes, Problem};
use super::super::{shape, text};
use super::link::{self, Link};
use super::looks::Looks;
use super::source::{Line as Row, Source, excerpt, word};
use super::{flowchart, label};

/// A cell of the grid.
struct Cell {
    what: What,
    span: usize,
    /// As wide and high as it has to be, and then as it is.
    size: (f64, f64),
    rect: [f64; 4],
    slot: usize,
}

enum What {
    Node(Box<Node>, Vec<String>),
    /// An arrow with a text in it.
    Arrow(String, String),
    Space,
    Group {
        columns: Option<usize>,
        children: Vec<usize>,
    },
}

struct Edge {
    from: usize,
    to: usize,
    link: Link,
    number: usize,
}

const CELLS: usize = 500;
const GAP: f64 = 14.0;
const PAD: f64 = 10.0;

#[derive(Default)]
struct Reader {
    cells: Vec<Cell>,
    /// Open groups, the outermost first.
    open: Vec<usize>,
    names: HashMap<String, usize>,
    edges: Vec<Edge>,
    looks: Looks,
    notes: Notes,
}

/// SVG of a block diagram.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let mut reader = Reader::default();
    reader.add(What::Group { columns: None, children: Vec::new() }, 1);
    reader.open.push(0);
    for row in source.body() {
        reader.statement(row)?;
        if reader.cells.len() > CELLS || reader.edges.len() > super::EDGES {
            return Err(Problem::new(format!("a diagram of more than {CELLS} blocks is not drawn")));
        }
    }
    if reader.open.len() > 1 {
        return Err(Problem::new("a block is not closed by `end`"));
    }
    if reader.cells.len() < 2 {
        return Err(Problem::new("the diagram has no blocks"));
    }
    let about = source.about("", "Block diagram");
    let left_out = std::mem::take(&mut reader.notes.left_out);
    Ok(Drawing { svg: reader.draw().svg("g--diagram g-block-diagram", &about), left_out })
}

impl Reader {
    /// Puts a new cell into the open group.
    fn add(&mut self, what: What, span: usize) -> usize {
        let at = self.cells.len();
        self.cells.push(Cell { what, span, size: (0.0, 0.0), rect: [0.0; 4], slot: at });
        if let Some(&group) = self.open.last()
            && let What::Group { children, .. } = &mut self.cells[group].what
        {
            children.push(at);
        }
        at
    }

    fn statement(&mut self, row: &Row<'_>) -> Result<(), Problem> {
        let line = row.text();
        let (first, rest) = word(line);
        match first {
            "columns" => {
                let count = match rest {
                    "auto" => None,
                    rest => Some(rest.parse::<usize>().map_err(|_| row.unknown())?.clamp(1, 100)),
                };
                if let Some(&group) = self.open.last()
                    && let What::Group { columns, .. } = &mut self.cells[group].what
                {
                    *columns = count;
                }
            }
            "classDef" => self.looks.define(rest, row.number, &mut self.notes),
            "class" | "style" => {
                let (names, looks) = word(rest);
                for name in names.split(',') {
                    let Some(&at) = self.names.get(name.trim()) else {
                        self.notes.tell(row.number, format!("there is no block `{}`", excerpt(name)));
                        continue;
                    };
                    if first == "class" {
                        self.looks.wear(at, looks);
                    } else {
                        self.looks.dress(at, looks, row.number, &mut self.notes);
                    }
                }
            }
            "end" => {
                if self.open.len() < 2 {
                    return Err(row.problem("`end` closes nothing"));
                }
                self.open.pop();
            }
            _ if first == "block" || first.starts_with("block:") => {
                let mut parts = first.split(':').skip(1);
                let name = parts.next().unwrap_or_default().to_owned();
                let span = parts.next().and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, 100);
                if self.open.len() > super::DEPTH {
                    return Err(row.problem("blocks are nested too deeply"));
                }
                let at = self.add(What::Group { columns: None, children: Vec::new() }, span);
                if !name.is_empty() {
                    self.names.insert(name, at);
                }
                self.open.push(at);
                if !rest.is_empty() {
                    self.blocks(row, rest)?;
                }
            }
            _ => self.blocks(row, line)?,
        }
        Ok(())
    }

    /// Blocks beside each other, which may be linked: `a["A"]:2 space b --> c`.
    fn blocks(&mut self, row: &Row<'_>, line: &str) -> Result<(), Problem> {
        let mut rest = line.trim();
        let mut pending: Option<(usize, Link)> = None;
        while !rest.is_empty() {
            let (at, after) = self.block(row, rest)?;
            rest = after.trim_start();
            if let Some((from, link)) = pending.take() {
                self.edges.push(Edge { from, to: at, link, number: self.edges.len() });
            }
            if link::starts(rest, true) {
                let (link, after) = link::read(rest).ok_or_else(|| row.unknown())?;
                pending = Some((at, link));
                rest = after.trim_start();
                if rest.is_empty() {
                    return Err(row.problem("a link leads nowhere"));
                }
            }
        }
        Ok(())
    }

    fn block<'t>(&mut self, row: &Row<'_>, text: &'t str) -> Result<(usize, &'t str), Problem> {
        let stop = |c: char| c.is_whitespace() || "[({<>:".contains(c);
        let mut end = text.find(stop).unwrap_or(text.len());
        // `A-->B` without blanks.
        end =
            (1..end).find(|&at| text.is_char_boundary(at) && link::starts(&text[at..], false)).unwrap_or(end);
        let (name, mut rest) = text.split_at(end);
        if name.is_empty() {
            return Err(row.problem(format!("`{}` is not understood", excerpt(text))));
        }
        let mut what = None;
        if let Some(inner) = rest.strip_prefix('<')
            && inner.starts_with('[')
        {
            let (written, after) = inner[1..].split_once("]>(").ok_or_else(|| row.unknown())?;
            let (direction, after) = after.split_once(')').ok_or_else(|| row.unknown())?;
            what = Some(What::Arrow(label::clean(written), direction.trim().to_owned()));
            rest = after;
        } else if let Some((shape, written, after)) = flowchart::outline(rest) {
            what = Some(node(shape, label::clean(written)));
            rest = after;
        } else if rest.starts_with(['[', '(', '{']) {
            return Err(row.problem(format!("`{}` is not closed", excerpt(rest))));
        }
        let mut span = 1;
        if let Some(digits) = rest.strip_prefix(':').filter(|rest| !rest.starts_with("::")) {
            let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
            span = digits[..end].parse().unwrap_or(1).clamp(1, 100);
            rest = &digits[end..];
        }
        let mut class = "";
        if let Some(after) = rest.strip_prefix(":::") {
            let end = after.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(after.len());
            (class, rest) = after.split_at(end);
        }
        if name == "space" && what.is_none() {
            return Ok((self.add(What::Space, span), rest));
        }
        let known = self.names.get(name).copied();
        let at = match (known, what) {
            (Some(at), None) => at,
            (Some(at), Some(what)) => {
                self.cells[at].what = what;
                at
            }
            (None, what) => {
                let at = self.add(what.unwrap_or_else(|| node(Shape::Box, label::decoded(name))), span);
                self.names.insert(name.to_owned(), at);
                at
            }
        };
        self.looks.wear(at, class);
        Ok((at, rest))
    }

    fn draw(mut self) -> Canvas {
        let order: Vec<usize> = (0..self.cells.len()).collect();
        // Children stand behind their groups: sizes from the back, places from the front.
        for &at in order.iter().rev() {
            self.cells[at].size = self.wanted(at);
        }
        let (w, h) = self.cells[0].size;
        self.cells[0].rect = [0.0, 0.0, w, h];
        for &at in &order {
            self.place_children(at);
        }
        let mut canvas = Canvas::default();
        for &at in &order {
            self.draw_cell(&mut canvas, at);
        }
        for edge in &self.edges {
            self.draw_edge(&mut canvas, edge);
        }
        canvas
    }

    fn wanted(&self, at: usize) -> (f64, f64) {
        match &self.cells[at].what {
            What::Node(node, lines) => {
                let size = shape::size(node, lines, false);
                (f64::from(size.w).max(60.0), f64::from(size.h))
            }
            What::Arrow(text, _) => (f64::from(text::width(text, 12)) + 60.0, 56.0),
            What::Space => (20.0, 20.0),
            What::Group { .. } => {
                let grid = self.grid(at);
                let cell = grid.cell_width;
                let w = cell * grid.columns as f64 + GAP * (grid.columns - 1) as f64;
                let h: f64 =
                    grid.heights.iter().sum::<f64>() + GAP * grid.heights.len().saturating_sub(1) as f64;
                let pad = if at == 0 { 0.0 } else { 2.0 * PAD };
                (w.max(40.0) + pad, h.max(20.0) + pad)
            }
        }
    }

    fn grid(&self, at: usize) -> Grid {
        let What::Group { columns, children } = &self.cells[at].what else {
            return Grid { columns: 1, cell_width: 0.0, heights: Vec::new(), places: Vec::new() };
        };
        let all: usize = children.iter().map(|&child| self.cells[child].span).sum();
        let columns = columns.unwrap_or(all).clamp(1, all.max(1));
        let mut grid = Grid { columns, cell_width: 0.0, heights: Vec::new(), places: Vec::new() };
        let (mut column, mut row) = (0, 0);
        for &child in children {
            let cell = &self.cells[child];
            let span = cell.span.min(columns);
            if column + span > columns {
                column = 0;
                row += 1;
            }
            if grid.heights.len() <= row {
                grid.heights.resize(row + 1, 0.0);
            }
            grid.places.push((child, row, column, span));
            grid.heights[row] = grid.heights[row].max(cell.size.1);
            let own = (cell.size.0 - GAP * (span - 1) as f64) / span as f64;
            grid.cell_width = grid.cell_width.max(own);
            column += span;
        }
        grid
    }

    fn place_children(&mut self, at: usize) {
        let grid = self.grid(at);
        if grid.places.is_empty() {
            return;
        }
        let pad = if at == 0 { 0.0 } else { PAD };
        let [x, y, w, h] = self.cells[at].rect;
        let cell = (w - 2.0 * pad - GAP * (grid.columns - 1) as f64) / grid.columns as f64;
        let rows = grid.heights.len() as f64;
        // What is left over in height goes to all rows.
        let spare = ((h - 2.0 * pad - GAP * (rows - 1.0) - grid.heights.iter().sum::<f64>()) / rows).max(0.0);
        let tops: Vec<f64> = grid
            .heights
            .iter()
            .scan(y + pad, |top, height| {
                let here = *top;
                *top += height + spare + GAP;
                Some(here)
            })
            .collect();
        for &(child, row, column, span) in &grid.places {
            let left = x + pad + column as f64 * (cell + GAP);
            let width = cell * span as f64 + GAP * (span - 1) as f64;
            self.cells[child].rect = [left, tops[row], width, grid.heights[row] + spare];
        }
    }

    fn draw_cell(&self, canvas: &mut Canvas, at: usize) {
        let cell = &self.cells[at];
        let style = match cell.what {
            What::Group { .. } => self.looks.of_frame(cell.slot),
            _ => self.looks.of_node(cell.slot),
        };
        match &cell.what {
            What::Node(node, lines) => {
                let mut node = node.clone();
                node.style = style;
                let [x, y, w, h] = cell.rect;
                let rect = Rect {
                    x: x.round() as i32,
                    y: y.round() as i32,
                    w: w.round() as i32,
                    h: h.round() as i32,
                };
                canvas.open("g-node");
                canvas.node(&node, lines, round(node.shape, rect));
                canvas.close("g");
            }
            What::Arrow(text, direction) => {
                canvas.open("g-node");
                canvas.polygon(Look::of(&style, ""), &arrow(cell.rect, direction));
                canvas.centred(&Look::words(&style, ""), cell.rect, 12, std::slice::from_ref(text));
                canvas.close("g");
            }
            What::Group { .. } if at > 0 => {
                canvas.open("g-cluster");
                canvas.rect(Look::of(&style, ""), cell.rect, 6.0);
                canvas.close("g");
            }
            What::Group { .. } | What::Space => {}
        }
    }

    fn draw_edge(&self, canvas: &mut Canvas, edge: &Edge) {
        let (a, b) = (self.cells[edge.from].rect, self.cells[edge.to].rect);
        let middle = |r: [f64; 4]| (r[0] + r[2] / 2.0, r[1] + r[3] / 2.0);
        let (from, to) = (border(a, middle(b)), border(b, middle(a)));
        let style = self.looks.of_link(edge.number);
        let class = match edge.link.line {
            Line::Invisible => return,
            Line::Dashed => "g-edge g-dashed",
            Line::Thick => "g-edge g-thick",
            Line::Solid => "g-edge",
        };
        let own = style.line();
        let look = if own.is_empty() {
            Look::Class(class)
        } else {
            Look::Own(format!(" class=\"{class} g-own\"{own}"))
        };
        canvas.line(look, &[from, to]);
        if edge.link.head == Tip::Arrow {
            canvas.arrow_head("g-tip g-full", from, to);
        }
        if edge.link.tail == Tip::Arrow {
            canvas.arrow_head("g-tip g-full", to, from);
        }
        let at = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1) + 4.0);
        canvas.text("g-label", at, Anchor::Middle, SMALL, &edge.link.label.replace('\n', " "));
    }
}

struct Grid {
    columns: usize,
    cell_width: f64,
    heights: Vec<f64>,
    /// Cell, row, column, columns it takes.
    places: Vec<(usize, usize, usize, usize)>,
}

fn node(shape: Shape, text: String) -> What {
    let node = Node { label: text, shape, ..Node::default() };
    let lines = shape::lines(&node);
    What::Node(Box::new(node), lines)
}

/// Circles stay round in a wide cell.
fn round(shape: Shape, rect: Rect) -> Rect {
    if !matches!(shape, Shape::Circle | Shape::DoubleCircle) {
        return rect;
    }
    let side = rect.w.min(rect.h);
    Rect { x: rect.x + (rect.w - side) / 2, y: rect.y + (rect.h - side) / 2, w: side, h: side }
}

/// Where the line from a rectangle's middle to a place leaves the rectangle.
pub(super) fn border([x, y, w, h]: [f64; 4], to: (f64, f64)) -> (f64, f64) {
    let (cx, cy) = (x + w / 2.0, y + h / 2.0);
    let (dx, dy) = (to.0 - cx, to.1 - cy);
    let share = (w / 2.0 / dx.abs().max(1e-6)).min(h / 2.0 / dy.abs().max(1e-6)).min(1.0);
    (cx + dx * share, cy + dy * share)
}

/// A thick arrow that fills a rectangle.
fn arrow([x, y, w, h]: [f64; 4], direction: &str) -> Vec<(f64, f64)> {
    // In a wide cell an arrow upwards stays one.
    let upright = ["up", "down", "y"].iter().any(|name| direction.contains(name));
    let (x, w) = if upright && w > 140.0 { (x + w / 2.0 - 70.0, 140.0) } else { (x, w) };
    let (r, b, cx, cy) = (x + w, y + h, x + w / 2.0, y + h / 2.0);
    let head = (h.min(w) * 0.45).min(26.0);
    let (top, bottom) = (y + h * 0.18, b - h * 0.18);
    let (near, far) = (x + w * 0.22, r - w * 0.22);
    let has = |name: &str| direction.split(',').any(|part| part.trim() == name);
    let (left, right, up, down) =
        (has("left") || has("x"), has("right") || has("x"), has("up") || has("y"), has("down") || has("y"));
    if up || down {
        let mut points = Vec::new();
        if up {
            points.extend([(near, y + head), (x, y + head), (cx, y), (r, y + head), (far, y + head)]);
        } else {
            points.extend([(near, y), (far, y)]);
        }
        if down {
            points.extend([(far, b - head), (r, b - head), (cx, b), (x, b - head), (near, b - head)]);
        } else {
            points.extend([(far, b), (near, b)]);
        }
        return points;
    }
    let mut points = Vec::new();
    if left {
        points.extend([(x + head, bottom), (x + head, b), (x, cy), (x + head, y), (x + head, top)]);
    } else {
        points.extend([(x, bottom), (x, top)]);
    }
    if right || !left {
        points.extend([(r - head, top), (r - head, y), (r, cy), (r - head, b), (r - head, bottom)]);
    } else {
        points.extend([(r, top), (r, bottom)]);
    }
    points
}
