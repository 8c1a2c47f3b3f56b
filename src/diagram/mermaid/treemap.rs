//! Tree maps.
//!
//! In: a [`Source`]: names by indentation, leaves with a value. Out: SVG: rectangles as large as their values.
//! Never: shows a name that does not fit its rectangle: the tooltip says it.

use super::super::canvas::{Anchor, Canvas, FONT, Look, SMALL, colour};
use super::super::problem::{Drawing, Notes, Problem};
use super::super::style::Style;
use super::super::text;
use super::axis::{number, parse};
use super::label;
use super::looks::Looks;
use super::source::{Line, Source, word};
use super::tree;

struct Tile {
    name: String,
    value: f64,
    children: Vec<usize>,
    branch: usize,
    depth: usize,
    style: Style,
}

const HEAD: f64 = 24.0;

/// SVG of a tree map.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let mut notes = Notes::default();
    let mut looks = Looks::default();
    let mut heading = String::new();
    let mut rows: Vec<Line<'_>> = Vec::new();
    for row in source.body() {
        let (first, rest) = word(row.text());
        match first {
            "classDef" => looks.define(rest, row.number, &mut notes),
            "title" => heading = label::clean(rest),
            _ => rows.push(*row),
        }
    }
    let items = tree::items(rows.into_iter())?;
    if items.is_empty() {
        return Err(Problem::new("the tree map is empty"));
    }
    let mut tiles: Vec<Tile> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let line = item.line.text();
        let (line, class) = line.rsplit_once(":::").unwrap_or((line, ""));
        looks.wear(at, class.trim());
        let (name, value) = match line.trim_end().rfind(['"', '\'']) {
            Some(end) => (&line[..=end], line[end + 1..].trim().trim_start_matches([':', ',']).trim()),
            None => line.rsplit_once(':').map_or((line, ""), |(name, value)| (name, value.trim())),
        };
        let value = if value.is_empty() {
            0.0
        } else {
            parse(value)
                .filter(|value| *value >= 0.0)
                .ok_or_else(|| item.line.problem(format!("`{}` is no size", super::source::excerpt(value))))?
        };
        let name = label::clean(name.trim().trim_matches('\''));
        tiles.push(Tile {
            name,
            value,
            children: Vec::new(),
            branch: 0,
            depth: item.depth,
            style: Style::default(),
        });
    }
    let mut roots: Vec<usize> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        tiles[at].style = looks.of_frame(at);
        match item.parent {
            Some(parent) => tiles[parent].children.push(at),
            None => roots.push(at),
        }
    }
    // One root is the frame of all; its children are told apart.
    let top = if let [root] = roots[..] { tiles[root].children.clone() } else { roots.clone() };
    for (branch, &at) in top.iter().enumerate() {
        tiles[at].branch = branch;
    }
    for at in 0..tiles.len() {
        if let Some(parent) = items[at].parent.filter(|_| !top.contains(&at)) {
            tiles[at].branch = tiles[parent].branch;
        }
    }
    for at in (0..tiles.len()).rev() {
        if !tiles[at].children.is_empty() {
            tiles[at].value = tiles[at].children.iter().map(|&child| tiles[child].value).sum();
        }
    }
    if tiles.iter().all(|tile| tile.value <= 0.0) {
        return Err(Problem::new("nothing in the tree map has a size"));
    }
    let about = source.about(&heading, "Tree map");
    let mut canvas = Canvas::default();
    let mut waiting = vec![(roots, [0.0, 0.0, 720.0, 420.0])];
    while let Some((siblings, area)) = waiting.pop() {
        for (at, rect) in squares(&tiles, &siblings, area) {
            draw(&mut canvas, &tiles[at], rect);
            let [x, y, w, h] = rect;
            if !tiles[at].children.is_empty() && w > 12.0 && h > HEAD + 8.0 {
                let inner = [x + 5.0, y + HEAD, w - 10.0, h - HEAD - 5.0];
                waiting.push((tiles[at].children.clone(), inner));
            }
        }
    }
    Ok(Drawing { svg: canvas.svg("g--diagram g-treemap", &about), left_out: notes.left_out })
}

/// Rectangles nearly as wide as high (Bruls, Huizing, van Wijk: squarified tree maps).
fn squares(tiles: &[Tile], siblings: &[usize], area: [f64; 4]) -> Vec<(usize, [f64; 4])> {
    let mut order: Vec<usize> = siblings.iter().copied().filter(|&at| tiles[at].value > 0.0).collect();
    order.sort_by(|&a, &b| tiles[b].value.total_cmp(&tiles[a].value).then(a.cmp(&b)));
    let total: f64 = order.iter().map(|&at| tiles[at].value).sum();
    let [mut x, mut y, mut w, mut h] = area;
    let scale = w * h / if total > 0.0 { total } else { 1.0 };
    let mut out = Vec::with_capacity(order.len());
    let mut from = 0;
    while from < order.len() {
        let side = w.min(h).max(1.0);
        let worst = |count: usize| {
            let sizes = || order[from..from + count].iter().map(|&at| tiles[at].value * scale);
            let sum: f64 = sizes().sum();
            let thick = sum / side;
            sizes().map(|size| (size / thick / thick).max(thick * thick / size)).fold(0.0, f64::max)
        };
        let mut count = 1;
        while from + count < order.len() && worst(count + 1) <= worst(count) {
            count += 1;
        }
        let sum: f64 = order[from..from + count].iter().map(|&at| tiles[at].value * scale).sum();
        let thick = sum / side;
        let mut along = 0.0;
        for &at in &order[from..from + count] {
            let length = tiles[at].value * scale / thick;
            let rect = if w >= h { [x, y + along, thick, length] } else { [x + along, y, length, thick] };
            out.push((at, rect));
            along += length;
        }
        if w >= h {
            x += thick;
            w -= thick;
        } else {
            y += thick;
            h -= thick;
        }
        from += count;
    }
    out
}

fn draw(canvas: &mut Canvas, tile: &Tile, [x, y, w, h]: [f64; 4]) {
    let rect = [x + 1.0, y + 1.0, w - 2.0, h - 2.0];
    canvas.open(&colour(tile.branch));
    canvas.tooltip(&format!("{}: {}", tile.name, number(tile.value)));
    let leaf = tile.children.is_empty();
    let class = if leaf || tile.depth > 0 { "g-tint" } else { "g-pale" };
    canvas.rect(Look::of(&tile.style, class), rect, 3.0);
    let words = Look::words(&tile.style, if leaf { "" } else { "g-strong" });
    if leaf {
        let name = text::shorten(&tile.name, FONT, w as i32 - 8);
        if w > 24.0 && h > 18.0 {
            let shift = if h > 40.0 { -4.0 } else { 4.0 };
            canvas.text(words, (x + w / 2.0, y + h / 2.0 + shift), Anchor::Middle, FONT, &name);
            if h > 40.0 {
                let value = number(tile.value);
                canvas.text(
                    "g-small",
                    (x + w / 2.0, y + h / 2.0 + 14.0),
                    Anchor::Middle,
                    SMALL,
                    &text::shorten(&value, SMALL, w as i32 - 6),
                );
            }
        }
    } else if w > 24.0 && h > HEAD {
        let value = number(tile.value);
        let room = w as i32 - 24 - text::width(&value, SMALL);
        canvas.text(
            words,
            (x + 8.0, y + 17.0),
            Anchor::Start,
            FONT,
            &text::shorten(&tile.name, FONT, room.max(20)),
        );
        if room > 40 {
            canvas.text("g-small", (x + w - 8.0, y + 17.0), Anchor::End, SMALL, &value);
        }
    }
    canvas.close("g");
}
