//! Mind maps.
//!
//! In: a [`Source`], a tree by indentation. Out: SVG: the root in the middle, its branches to both sides.
//! Never: draws icons of fonts, which are not here.

#![allow(clippy::many_single_char_names, reason = "coordinates of rectangles")]

use super::super::canvas::{Canvas, FONT, LINE, Look, Num, colour, widest};
use super::super::problem::{Drawing, Notes, Problem};
use super::super::text;
use super::label;
use super::source::{Line, Source};
use super::tree;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outline {
    /// A line below the text.
    Plain,
    Square,
    Rounded,
    Circle,
    Bang,
    Cloud,
    Hexagon,
}

struct Topic {
    lines: Vec<String>,
    outline: Outline,
    parent: Option<usize>,
    depth: usize,
    size: (f64, f64),
}

/// SVG of a mind map.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let mut notes = Notes::default();
    let texts: Vec<(Line<'_>, String)> = joined(source.body());
    let own = texts.iter().filter(|(line, text)| {
        if text.starts_with("::icon") {
            notes.tell(line.number, "icons of fonts are not drawn");
        }
        !text.starts_with("::")
    });
    let (lines, texts): (Vec<Line<'_>>, Vec<&String>) = own.map(|(line, text)| (*line, text)).unzip();
    let items = tree::items(lines.into_iter())?;
    if items.is_empty() {
        return Err(Problem::new("the mind map has no root"));
    }
    let mut topics: Vec<Topic> = Vec::new();
    for (item, text) in items.iter().zip(texts) {
        if item.depth == 0 && !topics.is_empty() {
            return Err(item.line.problem("a mind map has one root"));
        }
        let (outline, written) = outline(text).ok_or_else(|| item.line.unknown())?;
        let mut lines = text::wrap(&label::clean(written), FONT, 200);
        if lines.is_empty() {
            lines.push(String::new());
        }
        let (w, h) = (widest(&lines, FONT), lines.len() as f64 * LINE);
        let size = match outline {
            Outline::Plain => (w + 16.0, h + 12.0),
            Outline::Square | Outline::Rounded => (w + 24.0, h + 14.0),
            Outline::Circle => {
                let across = w.hypot(h) + 16.0;
                (across, across)
            }
            Outline::Bang | Outline::Cloud => (w + 44.0, h + 30.0),
            Outline::Hexagon => (w + h + 20.0, h + 14.0),
        };
        topics.push(Topic { lines, outline, parent: item.parent, depth: item.depth, size });
    }
    let about = source.about("", "Mind map");
    Ok(Drawing { svg: draw(&topics).svg("g--diagram g-mindmap", &about), left_out: notes.left_out })
}

/// Lines whose quoted text goes on over the next ones, made one.
fn joined<'t>(lines: &[Line<'t>]) -> Vec<(Line<'t>, String)> {
    let mut out: Vec<(Line<'t>, String)> = Vec::new();
    let mut open = false;
    for line in lines {
        let text = line.raw.trim();
        match out.last_mut().filter(|_| open) {
            Some((_, before)) => {
                before.push('\n');
                before.push_str(text);
            }
            None => out.push((*line, text.to_owned())),
        }
        open ^= text.matches('"').count() % 2 == 1;
    }
    out
}

/// `id[text]`, `(text)`, `id((text))`, `))text((`, `)text(`, `{{text}}`, or text alone; a class behind it is a look of Mermaid's.
fn outline(text: &str) -> Option<(Outline, &str)> {
    let text = text.split(":::").next().unwrap_or(text).trim();
    const FORMS: &[(&str, &str, Outline)] = &[
        ("((", "))", Outline::Circle),
        ("{{", "}}", Outline::Hexagon),
        ("))", "((", Outline::Bang),
        ("[", "]", Outline::Square),
        ("(-", "-)", Outline::Cloud),
        ("(", ")", Outline::Rounded),
        (")", "(", Outline::Cloud),
    ];
    let at = text.find(['(', '[', '{', ')']);
    let Some(at) = at else { return (!text.is_empty()).then_some((Outline::Plain, text)) };
    for &(open, close, outline) in FORMS {
        if let Some(inner) = text[at..].strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) {
            return Some((outline, inner));
        }
    }
    // A bracket somewhere in plain words.
    Some((Outline::Plain, text))
}

/// From a topic's end to the next level's.
const STEP: f64 = 46.0;
const GAP: f64 = 14.0;

fn draw(topics: &[Topic]) -> Canvas {
    let count = topics.len();
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (at, topic) in topics.iter().enumerate() {
        if let Some(parent) = topic.parent {
            children[parent].push(at);
        }
    }
    // Heights from the leaves: children stand behind their parents.
    let mut height = vec![0.0_f64; count];
    for at in (0..count).rev() {
        let below: f64 = children[at].iter().map(|&child| height[child]).sum();
        height[at] = (topics[at].size.1 + GAP).max(below);
    }
    // Branches to the right until half of the height is there, the others to the left.
    let total: f64 = children[0].iter().map(|&child| height[child]).sum();
    let (mut used, mut sides) = (0.0, vec![1.0_f64; count]);
    for &child in &children[0] {
        sides[child] = if used < total / 2.0 { 1.0 } else { -1.0 };
        used += height[child];
    }
    let mut branch = vec![0_usize; count];
    for (order, &child) in children[0].iter().enumerate() {
        branch[child] = order;
    }
    // Middles; a parent comes before its children.
    let mut place = vec![(0.0_f64, 0.0_f64); count];
    for at in 0..count {
        let spread = |side: f64| -> f64 {
            children[at]
                .iter()
                .filter(|&&child| at > 0 || sides[child] * side > 0.0)
                .map(|&child| height[child])
                .sum()
        };
        let mut next = [place[at].1 - spread(1.0) / 2.0, place[at].1 - spread(-1.0) / 2.0];
        for &child in &children[at] {
            if at > 0 {
                sides[child] = sides[at];
                branch[child] = branch[at];
            }
            let cursor = if sides[child] > 0.0 { &mut next[0] } else { &mut next[1] };
            let y = *cursor + height[child] / 2.0;
            *cursor += height[child];
            let x =
                place[at].0 + sides[child] * (topics[at].size.0 / 2.0 + STEP + topics[child].size.0 / 2.0);
            place[child] = (x, y);
        }
    }
    let mut canvas = Canvas::default();
    for at in 1..count {
        let Some(parent) = topics[at].parent else { continue };
        let side = sides[at];
        let from =
            (place[parent].0 + side * topics[parent].size.0 / 2.0, foot(&topics[parent], place[parent].1));
        let to = (place[at].0 - side * topics[at].size.0 / 2.0, foot(&topics[at], place[at].1));
        let middle = Num(f64::midpoint(from.0, to.0));
        canvas.open(&colour(branch[at]));
        canvas.path(
            "g-line",
            &format!(
                "M{} {}C{middle} {} {middle} {} {} {}",
                Num(from.0),
                Num(from.1),
                Num(from.1),
                Num(to.1),
                Num(to.0),
                Num(to.1)
            ),
        );
        canvas.close("g");
    }
    for (at, topic) in topics.iter().enumerate() {
        canvas.open(&if at == 0 { "g-mind-root".to_owned() } else { colour(branch[at]) });
        shape(&mut canvas, topic, place[at], at == 0);
        canvas.close("g");
    }
    canvas
}

/// A plain topic's branches go on along the line below its text.
fn foot(topic: &Topic, y: f64) -> f64 {
    if topic.outline == Outline::Plain && topic.depth > 0 { y + topic.size.1 / 2.0 } else { y }
}

fn shape(canvas: &mut Canvas, topic: &Topic, (x, y): (f64, f64), root: bool) {
    let (w, h) = topic.size;
    let rect = [x - w / 2.0, y - h / 2.0, w, h];
    let class = if root { "g-solid" } else { "g-tint" };
    match topic.outline {
        Outline::Plain if root => canvas.rect(class, rect, h / 2.0),
        Outline::Plain => {
            canvas.reach(rect[0], rect[1]);
            canvas.line("g-line", &[(rect[0], y + h / 2.0), (rect[0] + w, y + h / 2.0)]);
        }
        Outline::Square => canvas.rect(class, rect, 2.0),
        Outline::Rounded => canvas.rect(class, rect, 10.0),
        Outline::Circle => canvas.circle(class, x, y, w / 2.0),
        Outline::Hexagon => {
            let d = h / 2.0;
            let (l, r) = (rect[0], rect[0] + w);
            canvas.polygon(
                class,
                &[(l, y), (l + d, y - d), (r - d, y - d), (r, y), (r - d, y + d), (l + d, y + d)],
            );
        }
        Outline::Bang | Outline::Cloud => {
            let points: Vec<(f64, f64)> = (0..48)
                .map(|at| {
                    let angle = f64::from(at) * std::f64::consts::TAU / 48.0;
                    let wave = match topic.outline {
                        Outline::Bang if at % 2 == 0 => 0.86,
                        Outline::Bang => 1.0,
                        _ => 0.93 + 0.07 * (angle * 8.0).sin().abs(),
                    };
                    (x + angle.cos() * w / 2.0 * wave, y + angle.sin() * h / 2.0 * wave)
                })
                .collect();
            canvas.polygon(class, &points);
        }
    }
    let look = if root { Look::Class("g-inverse") } else { Look::Class("") };
    canvas.centred(&look, rect, FONT, &topic.lines);
}
