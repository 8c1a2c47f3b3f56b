//! Sankey diagrams.
//!
//! In: a [`Source`]: rows of `from,to,amount` as CSV writes them. Out: SVG: bands as thick as their amounts.
//! Never: draws a circle of flows, which has no layers.

use std::collections::HashMap;

use super::super::canvas::{Anchor, Canvas, FONT, Num, colour};
use super::super::problem::{Drawing, Problem};
use super::super::text;
use super::axis::{number, parse};
use super::label;
use super::source::{Source, excerpt};

#[derive(Default)]
struct Flow {
    names: Vec<String>,
    links: Vec<(usize, usize, f64)>,
}

const NODES: usize = 200;
const LINKS: usize = 500;
const WIDTH: f64 = 16.0;
const HEIGHT: f64 = 400.0;

/// SVG of a Sankey diagram.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let mut flow = Flow::default();
    let mut slots: HashMap<String, usize> = HashMap::new();
    for row in source.body() {
        let wrong = || row.problem(format!("`{}` is not `from,to,amount`", excerpt(row.raw.trim())));
        let cells = cells(row.raw.trim());
        let [from, to, amount] = &cells[..] else { return Err(wrong()) };
        let amount = parse(amount).filter(|amount| *amount >= 0.0).ok_or_else(wrong)?;
        let mut slot = |name: &String| {
            *slots.entry(name.clone()).or_insert_with(|| {
                flow.names.push(label::decoded(name));
                flow.names.len() - 1
            })
        };
        let (from, to) = (slot(from), slot(to));
        flow.links.push((from, to, amount));
        if flow.names.len() > NODES || flow.links.len() > LINKS {
            return Err(Problem::new(format!(
                "a diagram of more than {NODES} nodes or {LINKS} flows is not drawn"
            )));
        }
    }
    if flow.links.is_empty() {
        return Err(Problem::new("the diagram has no flows"));
    }
    let layers = layers(&flow).ok_or_else(|| Problem::new("the flows run in a circle"))?;
    let values = source.config.flag("sankey.showValues", true);
    let affix = |key: &str| source.config.get(key).map(label::clean).unwrap_or_default();
    let written = |value: f64| {
        if values {
            format!(" {}{}{}", affix("sankey.prefix"), number(value), affix("sankey.suffix"))
        } else {
            String::new()
        }
    };
    let about = source.about("", "Sankey diagram");
    let canvas = draw(&flow, &layers, &written);
    Ok(Drawing { svg: canvas.svg("g--diagram g-sankey", &about), left_out: Vec::new() })
}

/// Cells apart at commas; quotes hold commas, and quotes when doubled.
fn cells(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quoted = false;
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                out.last_mut().map(|cell| cell.push('"')).unwrap_or_default();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => out.push(String::new()),
            c => out.last_mut().map(|cell| cell.push(c)).unwrap_or_default(),
        }
    }
    out.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// The longest way from a source to each node; what leads nowhere stands in the last layer. `None` for a circle.
fn layers(flow: &Flow) -> Option<Vec<usize>> {
    let count = flow.names.len();
    let mut waiting = vec![0; count];
    for &(_, to, _) in &flow.links {
        waiting[to] += 1;
    }
    let mut ready: Vec<usize> = (0..count).filter(|&node| waiting[node] == 0).collect();
    let mut layer = vec![0; count];
    let mut at = 0;
    while at < ready.len() {
        let node = ready[at];
        at += 1;
        for &(_, to, _) in flow.links.iter().filter(|link| link.0 == node) {
            layer[to] = layer[to].max(layer[node] + 1);
            waiting[to] -= 1;
            if waiting[to] == 0 {
                ready.push(to);
            }
        }
    }
    if ready.len() < count {
        return None;
    }
    let last = layer.iter().copied().max().unwrap_or(0);
    for (node, layer) in layer.iter_mut().enumerate() {
        if !flow.links.iter().any(|link| link.0 == node) {
            *layer = last;
        }
    }
    Some(layer)
}

fn draw(flow: &Flow, layer: &[usize], written: &dyn Fn(f64) -> String) -> Canvas {
    let count = flow.names.len();
    let sum = |node: usize, out: bool| -> f64 {
        flow.links
            .iter()
            .filter(|link| if out { link.0 == node } else { link.1 == node })
            .map(|link| link.2)
            .sum()
    };
    let value: Vec<f64> = (0..count).map(|node| sum(node, true).max(sum(node, false))).collect();
    let last = layer.iter().copied().max().unwrap_or(0);
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); last + 1];
    for node in 0..count {
        columns[layer[node]].push(node);
    }
    let tallest = columns.iter().map(Vec::len).max().unwrap_or(1) as f64;
    let height = HEIGHT.max(tallest * 26.0);
    let gap = (height * 0.4 / tallest).clamp(8.0, 18.0);
    let scale = columns
        .iter()
        .map(|column| {
            let sum: f64 = column.iter().map(|&node| value[node]).sum();
            (height - gap * (column.len() - 1) as f64) / if sum > 0.0 { sum } else { 1.0 }
        })
        .fold(f64::INFINITY, f64::min);
    let thick = |node: usize| (value[node] * scale).max(1.0);
    // Nodes move to where their flows draw them, layer by layer, without coming too close.
    let mut top = vec![0.0_f64; count];
    for column in &columns {
        let mut y = 0.0;
        for &node in column {
            top[node] = y;
            y += thick(node) + gap;
        }
    }
    for round in 0..12 {
        let order: Vec<usize> =
            if round % 2 == 0 { (0..=last).collect() } else { (0..=last).rev().collect() };
        for at in order {
            let wish: HashMap<usize, f64> = columns[at]
                .iter()
                .map(|&node| {
                    let (mut sum, mut weight) = (0.0, 0.0);
                    for &(from, to, amount) in &flow.links {
                        let other = match (from == node, to == node) {
                            (true, false) if round % 2 == 1 => to,
                            (false, true) if round % 2 == 0 => from,
                            _ => continue,
                        };
                        sum += (top[other] + thick(other) / 2.0) * amount;
                        weight += amount;
                    }
                    (node, if weight > 0.0 { sum / weight - thick(node) / 2.0 } else { top[node] })
                })
                .collect();
            columns[at].sort_by(|a, b| wish[a].total_cmp(&wish[b]).then(a.cmp(b)));
            let mut free = 0.0_f64;
            for &node in &columns[at] {
                top[node] = wish[&node].max(free);
                free = top[node] + thick(node) + gap;
            }
            let mut limit = height;
            for &node in columns[at].iter().rev() {
                top[node] = top[node].min(limit - thick(node));
                limit = top[node] - gap;
            }
        }
    }
    let label_of = |node: usize| format!("{}{}", flow.names[node], written(value[node]));
    let widest =
        |at: usize| columns[at].iter().map(|&node| text::width(&label_of(node), FONT)).max().unwrap_or(0);
    let mut x = vec![0.0_f64; last + 1];
    for at in 1..=last {
        // The last layer's texts stand to its left.
        let here = if at == last { widest(at - 1) + widest(at) } else { widest(at - 1) };
        x[at] = x[at - 1] + (f64::from(here) + 60.0).max(150.0);
    }
    let mut canvas = Canvas::default();
    let mut order: Vec<usize> = (0..flow.links.len()).collect();
    order.sort_by(|&a, &b| {
        let key = |link: usize| (top[flow.links[link].0], top[flow.links[link].1]);
        key(a).0.total_cmp(&key(b).0).then(key(a).1.total_cmp(&key(b).1)).then(a.cmp(&b))
    });
    let mut leaves = top.clone();
    let mut enters = vec![0.0_f64; flow.links.len()];
    let mut arrive = top.clone();
    let mut coming = order.clone();
    coming.sort_by(|&a, &b| top[flow.links[a].0].total_cmp(&top[flow.links[b].0]).then(a.cmp(&b)));
    for &link in &coming {
        let (_, to, amount) = flow.links[link];
        enters[link] = arrive[to];
        arrive[to] += amount * scale;
    }
    for &link in &order {
        let (from, to, amount) = flow.links[link];
        let h = (amount * scale).max(0.7);
        let (x0, x1) = (x[layer[from]] + WIDTH, x[layer[to]]);
        let (y0, y1) = (leaves[from], enters[link]);
        leaves[from] += amount * scale;
        let middle = Num(f64::midpoint(x0, x1));
        canvas.open(&colour(from));
        canvas.tooltip(&format!("{} → {}: {}", flow.names[from], flow.names[to], number(amount)));
        canvas.path(
            "g-flow",
            &format!(
                "M{} {}C{middle} {} {middle} {} {} {}V{}C{middle} {} {middle} {} {} {}Z",
                Num(x0),
                Num(y0),
                Num(y0),
                Num(y1),
                Num(x1),
                Num(y1),
                Num(y1 + h),
                Num(y1 + h),
                Num(y0 + h),
                Num(x0),
                Num(y0 + h)
            ),
        );
        canvas.close("g");
    }
    for node in 0..count {
        let (left, y, h) = (x[layer[node]], top[node], thick(node));
        canvas.open(&colour(node));
        canvas.rect("g-solid", [left, y, WIDTH, h], 1.0);
        canvas.close("g");
        let (at, anchor) = if layer[node] == last && last > 0 {
            ((left - 6.0, y + h / 2.0 + 4.0), Anchor::End)
        } else {
            ((left + WIDTH + 6.0, y + h / 2.0 + 4.0), Anchor::Start)
        };
        canvas.text("g-label", at, anchor, FONT, &label_of(node));
    }
    canvas
}
