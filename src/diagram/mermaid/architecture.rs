//! Architecture diagrams.
//!
//! In: a [`Source`]: groups, services, junctions, and edges that say on which side they leave and enter. Out: SVG on a grid
//! that keeps to those sides as far as they agree. Never: draws an icon of a collection, which is not here: its name is
//! told, its service drawn without.

#![allow(clippy::many_single_char_names, reason = "coordinates of rectangles")]

use std::collections::{HashMap, VecDeque};

use super::super::canvas::{Anchor, Canvas, FONT, LINE, Look, Num, SMALL};
use super::super::problem::{Drawing, Notes, Problem};
use super::super::text;
use super::label;
use super::source::{Line, Source, excerpt, title, word};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

impl Side {
    fn read(text: &str) -> Option<Self> {
        Some(match text.trim() {
            "L" => Self::Left,
            "R" => Self::Right,
            "T" => Self::Top,
            "B" => Self::Bottom,
            _ => return None,
        })
    }

    fn step(self) -> (i32, i32) {
        match self {
            Self::Left => (-1, 0),
            Self::Right => (1, 0),
            Self::Top => (0, -1),
            Self::Bottom => (0, 1),
        }
    }
}

struct Service {
    name: String,
    icon: String,
    lines: Vec<String>,
    group: Option<usize>,
    junction: bool,
}

struct Group {
    label: String,
    parent: Option<usize>,
}

struct Edge {
    ends: [usize; 2],
    sides: [Side; 2],
    arrows: [bool; 2],
    /// From the border of the group around the service.
    of_group: [bool; 2],
    label: String,
}

#[derive(Default)]
struct Plan {
    services: Vec<Service>,
    groups: Vec<Group>,
    edges: Vec<Edge>,
    names: HashMap<String, usize>,
    group_names: HashMap<String, usize>,
}

const LIMIT: usize = 200;
/// Side of a service, and of a grid's cell.
const SIDE: f64 = 64.0;
const CELL: (f64, f64) = (170.0, 150.0);

/// SVG of an architecture diagram.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let mut plan = Plan::default();
    let mut notes = Notes::default();
    let mut heading = title(source.head()).unwrap_or_default();
    for row in source.body() {
        let line = row.text();
        let (first, rest) = word(line);
        match first {
            "group" | "service" | "junction" => plan.declare(row, first, rest, &mut notes)?,
            "align" => notes.tell(row.number, "alignments are the layout's affair"),
            _ => match title(line) {
                Some(text) => heading = text,
                None => plan.edge(row, line)?,
            },
        }
        if plan.services.len() > LIMIT || plan.groups.len() > LIMIT || plan.edges.len() > super::EDGES {
            return Err(Problem::new(format!("a diagram of more than {LIMIT} services is not drawn")));
        }
    }
    if plan.services.is_empty() {
        return Err(Problem::new("the diagram has no services"));
    }
    let about = source.about(&heading, "Architecture diagram");
    Ok(Drawing { svg: plan.draw().svg("g--diagram g-architecture", &about), left_out: notes.left_out })
}

impl Plan {
    /// `service id(icon)[Title] in parent`.
    fn declare(&mut self, row: &Line<'_>, kind: &str, text: &str, notes: &mut Notes) -> Result<(), Problem> {
        let end = text.find(|c: char| c.is_whitespace() || c == '(' || c == '[').unwrap_or(text.len());
        let (name, mut rest) = text.split_at(end);
        let mut icon = String::new();
        if let Some(inner) = rest.trim_start().strip_prefix('(') {
            let (written, after) = inner.split_once(')').ok_or_else(|| row.unknown())?;
            written.trim().clone_into(&mut icon);
            rest = after;
        } else if let Some(inner) = rest.trim_start().strip_prefix('"') {
            // Letters in place of an icon.
            rest = inner.split_once('"').ok_or_else(|| row.unknown())?.1;
        }
        let mut text = label::decoded(name);
        if let Some(inner) = rest.trim_start().strip_prefix('[') {
            let (written, after) = inner.rsplit_once(']').ok_or_else(|| row.unknown())?;
            text = label::clean(written);
            rest = after;
        }
        let parent = match rest.trim().strip_prefix("in ") {
            Some(parent) => Some(
                *self
                    .group_names
                    .get(parent.trim())
                    .ok_or_else(|| row.problem(format!("there is no group `{}`", excerpt(parent.trim()))))?,
            ),
            None if rest.trim().is_empty() => None,
            None => return Err(row.unknown()),
        };
        if name.is_empty() || self.names.contains_key(name) || self.group_names.contains_key(name) {
            return Err(row.problem(format!("the name `{}` is taken", excerpt(name))));
        }
        if !icon.is_empty() && glyph(&icon).is_none() {
            notes.tell(row.number, format!("the icon `{}` is not drawn", excerpt(&icon)));
        }
        if kind == "group" {
            self.group_names.insert(name.to_owned(), self.groups.len());
            self.groups.push(Group { label: text, parent });
            return Ok(());
        }
        self.names.insert(name.to_owned(), self.services.len());
        let junction = kind == "junction";
        let lines = if junction { Vec::new() } else { text::wrap(&text, FONT, 140) };
        self.services.push(Service { name: name.to_owned(), icon, lines, group: parent, junction });
        Ok(())
    }

    /// `a:R --> L:b`, `a{group}:B <-[label]-> T:b`.
    fn edge(&mut self, row: &Line<'_>, line: &str) -> Result<(), Problem> {
        let wrong = || row.unknown();
        let (head, rest) = line.split_once(':').ok_or_else(wrong)?;
        let (middle, tail) = rest.rsplit_once(':').ok_or_else(wrong)?;
        let middle = middle.trim();
        let side = |text: &str| Side::read(text);
        let first = middle.get(..1).and_then(side).ok_or_else(wrong)?;
        let last = middle.get(middle.len().saturating_sub(1)..).and_then(side).ok_or_else(wrong)?;
        let inner = middle[1..middle.len() - 1].trim();
        let (inner, start) = inner.strip_prefix('<').map_or((inner, false), |inner| (inner, true));
        let (inner, end) = inner.strip_suffix('>').map_or((inner, false), |inner| (inner, true));
        let text = match inner {
            "--" => String::new(),
            inner => {
                let inner =
                    inner.strip_prefix("-[").and_then(|inner| inner.strip_suffix("]-")).ok_or_else(wrong)?;
                label::clean(inner)
            }
        };
        let mut ends = [0; 2];
        let mut of_group = [false; 2];
        for (at, name) in [head, tail].into_iter().enumerate() {
            let name = name.trim();
            let (name, whole) = name.strip_suffix("{group}").map_or((name, false), |name| (name, true));
            ends[at] = *self
                .names
                .get(name.trim())
                .ok_or_else(|| row.problem(format!("there is no service `{}`", excerpt(name))))?;
            of_group[at] = whole;
        }
        self.edges.push(Edge { ends, sides: [first, last], arrows: [start, end], of_group, label: text });
        Ok(())
    }

    /// Cells of the grid: each service beside the one it is joined to, on the side that the edge says.
    fn cells(&self) -> Vec<(i32, i32)> {
        let count = self.services.len();
        let mut cells: Vec<Option<(i32, i32)>> = vec![None; count];
        let mut taken: HashMap<(i32, i32), usize> = HashMap::new();
        let mut right = 0;
        for start in 0..count {
            if cells[start].is_some() {
                continue;
            }
            let mut at = (right, 0);
            while taken.contains_key(&at) {
                at.0 += 1;
            }
            cells[start] = Some(at);
            taken.insert(at, start);
            let mut queue = VecDeque::from([start]);
            while let Some(from) = queue.pop_front() {
                let here = cells[from].unwrap_or_default();
                for edge in self.edges.iter().filter(|edge| edge.ends.contains(&from)) {
                    let turned = usize::from(edge.ends[1] == from);
                    let other = edge.ends[1 - turned];
                    if cells[other].is_some() {
                        continue;
                    }
                    let (leave, enter) = (edge.sides[turned].step(), edge.sides[1 - turned].step());
                    // The way out, and the way in backwards; opposite sides say the same thing twice.
                    let step = ((leave.0 - enter.0).signum(), (leave.1 - enter.1).signum());
                    let step = if step == (0, 0) { leave } else { step };
                    let mut place = (here.0 + step.0, here.1 + step.1);
                    let mut sideways = 0;
                    while taken.contains_key(&place) {
                        // Past the ones that stand there: across the way first, then along it.
                        sideways += 1;
                        let shift = (sideways + 1) / 2 * if sideways % 2 == 0 { -1 } else { 1 };
                        let base = (here.0 + step.0, here.1 + step.1);
                        place = if step.0 != 0 { (base.0, base.1 + shift) } else { (base.0 + shift, base.1) };
                    }
                    cells[other] = Some(place);
                    taken.insert(place, other);
                    queue.push_back(other);
                }
            }
            right = taken.keys().map(|cell| cell.0).max().unwrap_or(0) + 1;
        }
        let mut cells: Vec<(i32, i32)> = cells.into_iter().map(Option::unwrap_or_default).collect();
        self.clear_groups(&mut cells);
        cells
    }

    /// Whether a service stands in a group, or in one of the groups within.
    fn is_in(&self, service: usize, group: usize) -> bool {
        let mut at = self.services[service].group;
        for _ in 0..=self.groups.len() {
            match at {
                Some(here) if here == group => return true,
                Some(here) => at = self.groups[here].parent,
                None => break,
            }
        }
        false
    }

    /// Moves services out of the frames of groups that they are not in: to the side that keeps most of their edges' sides,
    /// and is nearest. A service moves a few times at most.
    fn clear_groups(&self, cells: &mut [(i32, i32)]) {
        for _ in 0..4 {
            let mut moved = false;
            for group in 0..self.groups.len() {
                let members: Vec<usize> = (0..cells.len()).filter(|&at| self.is_in(at, group)).collect();
                let bound = |pick: fn((i32, i32)) -> i32, most: bool| {
                    let all = members.iter().map(|&at| pick(cells[at]));
                    if most { all.max() } else { all.min() }.unwrap_or(0)
                };
                let (left, right) = (bound(|cell| cell.0, false), bound(|cell| cell.0, true));
                let (top, bottom) = (bound(|cell| cell.1, false), bound(|cell| cell.1, true));
                for at in 0..cells.len() {
                    let (x, y) = cells[at];
                    let inside = (left..=right).contains(&x) && (top..=bottom).contains(&y);
                    if members.is_empty() || !inside || members.contains(&at) {
                        continue;
                    }
                    let sides = [(left - 1, y), (right + 1, y), (x, top - 1), (x, bottom + 1)];
                    let best = sides.into_iter().filter(|cell| !cells.contains(cell)).min_by_key(|&cell| {
                        (self.broken(cells, at, cell), (cell.0 - x).abs() + (cell.1 - y).abs())
                    });
                    if let Some(cell) = best {
                        cells[at] = cell;
                        moved = true;
                    }
                }
            }
            if !moved {
                return;
            }
        }
    }

    /// How many edges of a service would run against their sides if it stood in a cell.
    fn broken(&self, cells: &[(i32, i32)], service: usize, cell: (i32, i32)) -> usize {
        let place = |at: usize| if at == service { cell } else { cells[at] };
        let against = |edge: &&Edge| {
            let (from, to) = (place(edge.ends[0]), place(edge.ends[1]));
            let ways = [(edge.sides[0].step(), from, to), (edge.sides[1].step(), to, from)];
            ways.iter().any(|&((dx, dy), from, to)| {
                dx != 0 && (to.0 - from.0).signum() != dx || dy != 0 && (to.1 - from.1).signum() != dy
            })
        };
        self.edges.iter().filter(|edge| edge.ends.contains(&service)).filter(against).count()
    }

    /// Nested groups need room for their borders on the way out.
    fn depth(&self, group: Option<usize>) -> usize {
        let mut depth = 0;
        let mut at = group;
        while let Some(group) = at.filter(|_| depth <= self.groups.len()) {
            depth += 1;
            at = self.groups[group].parent;
        }
        depth
    }

    fn draw(&self) -> Canvas {
        let mut canvas = Canvas::default();
        let cells = self.cells();
        let deepest =
            self.services.iter().map(|service| self.depth(service.group)).max().unwrap_or(0).min(6) as f64;
        let step = (CELL.0 + deepest * 24.0, CELL.1 + deepest * 34.0);
        let rect = |at: usize| {
            let (x, y) = (f64::from(cells[at].0) * step.0, f64::from(cells[at].1) * step.1);
            if self.services[at].junction {
                [x - 4.0, y - 4.0, 8.0, 8.0]
            } else {
                [x - SIDE / 2.0, y - SIDE / 2.0, SIDE, SIDE]
            }
        };
        // Frames of groups around their services, the inner ones first.
        let mut frames: Vec<Option<[f64; 4]>> = vec![None; self.groups.len()];
        let join = |frame: &mut Option<[f64; 4]>, [l, t, r, b]: [f64; 4]| {
            let old = frame.unwrap_or([l, t, r, b]);
            *frame = Some([old[0].min(l), old[1].min(t), old[2].max(r), old[3].max(b)]);
        };
        for (at, service) in self.services.iter().enumerate() {
            if let Some(group) = service.group {
                let [x, y, w, h] = rect(at);
                let below = service.lines.len() as f64 * LINE + 8.0;
                let half =
                    f64::from(service.lines.iter().map(|line| text::width(line, FONT)).max().unwrap_or(0))
                        / 2.0;
                let centre = x + w / 2.0;
                join(
                    &mut frames[group],
                    [x.min(centre - half), y, (x + w).max(centre + half), y + h + below],
                );
            }
        }
        for group in (0..self.groups.len()).rev() {
            if let Some([l, t, r, b]) = frames[group] {
                let name = f64::from(text::width(&self.groups[group].label, FONT)) + 24.0;
                let frame = [l - 18.0, t - 32.0, (r + 18.0).max(l - 18.0 + name), b + 14.0];
                frames[group] = Some(frame);
                if let Some(parent) = self.groups[group].parent {
                    join(&mut frames[parent], frame);
                }
            }
        }
        for (group, frame) in self.groups.iter().zip(&frames) {
            let Some([l, t, r, b]) = *frame else { continue };
            canvas.open("g-cluster");
            canvas.rect("", [l, t, r - l, b - t], 8.0);
            canvas.text("", (l + 12.0, t + 20.0), Anchor::Start, FONT, &group.label);
            canvas.close("g");
        }
        for edge in &self.edges {
            self.draw_edge(&mut canvas, edge, &rect, &frames);
        }
        for (at, service) in self.services.iter().enumerate() {
            let [x, y, w, h] = rect(at);
            if service.junction {
                canvas.circle("g-ink", x + w / 2.0, y + h / 2.0, 4.0);
                continue;
            }
            canvas.open("g-node");
            canvas.tooltip(&service.name);
            canvas.rect("", [x, y, w, h], 8.0);
            if let Some(d) = glyph(&service.icon) {
                canvas.path(
                    Look::Own(format!(
                        " class=\"g-icon\" transform=\"translate({} {})scale(2.5)\"",
                        Num(x + 12.0),
                        Num(y + 12.0)
                    )),
                    d,
                );
            }
            for (row, line) in service.lines.iter().enumerate() {
                let y = y + h + 17.0 + row as f64 * LINE;
                canvas.text("g-label", (x + w / 2.0, y), Anchor::Middle, FONT, line);
            }
            canvas.close("g");
        }
        canvas
    }

    fn draw_edge(
        &self,
        canvas: &mut Canvas,
        edge: &Edge,
        rect: &dyn Fn(usize) -> [f64; 4],
        frames: &[Option<[f64; 4]>],
    ) {
        let end = |which: usize| {
            let at = edge.ends[which];
            let [x, y, w, h] = rect(at);
            let (cx, cy) = (x + w / 2.0, y + h / 2.0);
            let frame =
                self.services[at].group.filter(|_| edge.of_group[which]).and_then(|group| frames[group]);
            let [l, t, r, b] = frame.unwrap_or([x, y, x + w, y + h]);
            match edge.sides[which] {
                Side::Left => (l, cy),
                Side::Right => (r, cy),
                Side::Top => (cx, t),
                Side::Bottom if frame.is_none() && !self.services[at].junction => {
                    // Below the name, which would be struck through.
                    (cx, b + self.services[at].lines.len() as f64 * LINE + 8.0)
                }
                Side::Bottom => (cx, b),
            }
        };
        let (from, to) = (end(0), end(1));
        let level = |side: Side| matches!(side, Side::Left | Side::Right);
        let mut points = vec![from];
        match (level(edge.sides[0]), level(edge.sides[1])) {
            (true, true) if (from.1 - to.1).abs() > 1.0 => {
                let middle = f64::midpoint(from.0, to.0);
                points.extend([(middle, from.1), (middle, to.1)]);
            }
            (false, false) if (from.0 - to.0).abs() > 1.0 => {
                let middle = f64::midpoint(from.1, to.1);
                points.extend([(from.0, middle), (to.0, middle)]);
            }
            (true, false) => points.push((to.0, from.1)),
            (false, true) => points.push((from.0, to.1)),
            _ => {}
        }
        points.push(to);
        canvas.line("g-edge", &points);
        let count = points.len();
        if edge.arrows[0] {
            canvas.arrow_head("g-tip g-full", points[1], from);
        }
        if edge.arrows[1] {
            canvas.arrow_head("g-tip g-full", points[count - 2], to);
        }
        let (a, b) = (points[(count - 1) / 2], points[count / 2]);
        let at = if count % 2 == 0 { (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1)) } else { a };
        canvas.text("g-label", (at.0, at.1 - 4.0), Anchor::Middle, SMALL, &edge.label);
    }
}

/// Mermaid's own five icons, drawn in strokes on a canvas of 16 × 16.
fn glyph(name: &str) -> Option<&'static str> {
    Some(match name {
        "cloud" => "M4.5 12.5a3 3 0 0 1-.3-6 4 4 0 0 1 7.6-1 3.5 3.5 0 0 1-.3 7z",
        "database" => {
            "M3 4c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2zv8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2"
        }
        "disk" => "M3 2h10v12H3zM8 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 7v-1M5 12h2",
        "internet" => "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM2 8h12M8 2c-4 4-4 8 0 12M8 2c4 4 4 8 0 12",
        "server" => "M3 2h10v5H3zM3 9h10v5H3zM5.5 4.5h1M5.5 11.5h1",
        _ => return None,
    })
}
