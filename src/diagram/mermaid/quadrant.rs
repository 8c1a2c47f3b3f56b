//! Quadrant charts.
//!
//! In: a [`Source`]: four names, two axes, points from 0 to 1. Out: SVG. Never: puts a point outside the chart.

use std::collections::HashMap;

use super::super::canvas::{Anchor, Canvas, FONT, Look, SMALL};
use super::super::problem::{Drawing, Notes, Problem};
use super::super::style::Style;
use super::super::text;
use super::label;
use super::source::{Source, excerpt, title, word};

#[derive(Default)]
struct Chart {
    x: (String, String),
    y: (String, String),
    names: [String; 4],
    points: Vec<Point>,
    classes: HashMap<String, (Style, Option<f64>)>,
}

struct Point {
    name: String,
    at: (f64, f64),
    class: String,
    style: Style,
    radius: Option<f64>,
}

const SIDE: f64 = 440.0;
const LIMIT: usize = 300;

/// SVG of a quadrant chart.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let mut heading = String::new();
    let mut chart = Chart::default();
    let mut notes = Notes::default();
    for row in source.body() {
        let line = row.text();
        let (first, rest) = word(line);
        let ends = || {
            let (low, high) = rest.split_once("-->").unwrap_or((rest, ""));
            (label::clean(low), label::clean(high))
        };
        match first {
            "x-axis" => chart.x = ends(),
            "y-axis" => chart.y = ends(),
            "quadrant-1" => chart.names[0] = label::clean(rest),
            "quadrant-2" => chart.names[1] = label::clean(rest),
            "quadrant-3" => chart.names[2] = label::clean(rest),
            "quadrant-4" => chart.names[3] = label::clean(rest),
            "classDef" => {
                let (name, written) = word(rest);
                let look = looks(written, row.number, &mut notes);
                chart.classes.insert(name.to_owned(), look);
            }
            _ => {
                if let Some(text) = title(line) {
                    heading = text;
                } else {
                    let point = point(line, row.number, &mut notes).ok_or_else(|| {
                        row.problem(format!(
                            "`{}` is not `name: [x, y]` with numbers from 0 to 1",
                            excerpt(line)
                        ))
                    })?;
                    chart.points.push(point);
                }
            }
        }
        if chart.points.len() > LIMIT {
            return Err(Problem::new(format!("a chart of more than {LIMIT} points is not drawn")));
        }
    }
    let about = source.about(&heading, "Quadrant chart");
    Ok(Drawing { svg: draw(&chart).svg("g--diagram g-quadrant", &about), left_out: notes.left_out })
}

/// `Name:::class: [0.3, 0.6] radius: 12, color: #f00`.
fn point(line: &str, number: usize, notes: &mut Notes) -> Option<Point> {
    let open = line.rfind(": [").or_else(|| line.rfind(":[")).or_else(|| line.rfind('['))?;
    let inner = line[open..].trim_start_matches([':', ' ']).strip_prefix('[')?;
    let (numbers, look) = inner.split_once(']')?;
    let (x, y) = numbers.split_once(',')?;
    let share = |text: &str| text.trim().parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
    let at = (share(x)?, share(y)?);
    let (name, class) =
        line[..open].trim_end_matches([':', ' ']).split_once(":::").unwrap_or((line[..open].trim_end(), ""));
    let (style, radius) = looks(look, number, notes);
    Some(Point { name: label::clean(name), at, class: class.trim().to_owned(), style, radius })
}

/// `radius: 10, color: #f00, stroke-color: #0f0, stroke-width: 5px`.
fn looks(text: &str, line: usize, notes: &mut Notes) -> (Style, Option<f64>) {
    let mut style = Style::default();
    let mut radius = None;
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once(':').unwrap_or((part, ""));
        let written = match name.trim() {
            "radius" => {
                radius = value.trim().parse::<f64>().ok().filter(|r| (0.0..=60.0).contains(r));
                continue;
            }
            "color" => format!("fill:{value}"),
            "stroke-color" => format!("stroke:{value}"),
            other => format!("{other}:{value}"),
        };
        for unknown in style.read(&written) {
            notes.tell(line, format!("the style `{}` is not understood", excerpt(&unknown)));
        }
    }
    (style, radius)
}

fn draw(chart: &Chart) -> Canvas {
    let mut canvas = Canvas::default();
    let half = SIDE / 2.0;
    // As Mermaid counts them: right above, left above, left below, right below.
    let corners = [(half, 0.0), (0.0, 0.0), (0.0, half), (half, half)];
    for (at, ((x, y), name)) in corners.into_iter().zip(&chart.names).enumerate() {
        canvas.open(&format!("g-k--{at}"));
        canvas.rect("g-pale", [x, y, half, half], 0.0);
        canvas.close("g");
        let name = text::wrap(name, FONT, half as i32 - 24);
        // With points the names make room at the top.
        for (row, line) in name.iter().enumerate() {
            let first = if chart.points.is_empty() { y + half / 2.0 } else { y + 20.0 };
            canvas.text("g-strong", (x + half / 2.0, first + row as f64 * 16.0), Anchor::Middle, FONT, line);
        }
    }
    canvas.rect("g-axis", [0.0, 0.0, SIDE, SIDE], 0.0);
    canvas.line("g-axis", &[(half, 0.0), (half, SIDE)]);
    canvas.line("g-axis", &[(0.0, half), (SIDE, half)]);
    let (low, high) = &chart.x;
    if high.is_empty() {
        canvas.text("g-small", (half, SIDE + 20.0), Anchor::Middle, FONT, low);
    } else {
        canvas.text("g-small", (half / 2.0, SIDE + 20.0), Anchor::Middle, FONT, low);
        canvas.text("g-small", (half * 1.5, SIDE + 20.0), Anchor::Middle, FONT, high);
    }
    let (low, high) = &chart.y;
    if high.is_empty() {
        canvas.turned("g-small", (-10.0, half), FONT, low);
    } else {
        canvas.turned("g-small", (-10.0, half * 1.5), FONT, low);
        canvas.turned("g-small", (-10.0, half / 2.0), FONT, high);
    }
    for point in &chart.points {
        let (mut style, mut radius) = chart.classes.get(&point.class).cloned().unwrap_or_default();
        style.over(&point.style);
        radius = point.radius.or(radius);
        let r = radius.unwrap_or(5.0);
        let (x, y) = (point.at.0 * SIDE, (1.0 - point.at.1) * SIDE);
        canvas.open("g-k--0");
        canvas.circle(Look::of(&style, "g-solid"), x, y, r);
        canvas.close("g");
        canvas.text("g-label", (x, y + r + 13.0), Anchor::Middle, SMALL, &point.name);
    }
    canvas
}
