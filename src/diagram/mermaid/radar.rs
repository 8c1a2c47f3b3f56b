//! Radar charts.
//!
//! In: a [`Source`]: axes and curves over them. Out: SVG with a legend. Never: tells curves apart by colour alone: dots,
//! tooltips and the legend's order do too.

use std::fmt::Write as _;

use super::super::canvas::{Anchor, Canvas, FONT, Num, SMALL, colour};
use super::super::problem::{Drawing, Problem};
use super::axis::{number, parse};
use super::label;
use super::source::{Line, Source, excerpt, title, word};

#[derive(Default)]
struct Chart {
    axes: Vec<(String, String)>,
    curves: Vec<(String, Vec<f64>)>,
    polygon: bool,
    ticks: usize,
    least: f64,
    most: Option<f64>,
    legend: bool,
}

const AXES: usize = 40;
const CURVES: usize = 24;
const RADIUS: f64 = 170.0;
/// A statement over lines ends here at the latest, in bytes.
const JOINED: usize = 4000;

/// SVG of a radar chart.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let mut heading = title(source.head()).unwrap_or_default();
    let mut chart = Chart { ticks: 5, legend: true, ..Chart::default() };
    for (row, line) in joined(source.body()) {
        let (first, rest) = word(&line);
        let wrong = || row.problem(format!("`{}` is not understood", excerpt(&line)));
        match first {
            "axis" => {
                for item in items(rest) {
                    let (name, text, _) = named(item).ok_or_else(wrong)?;
                    chart.axes.push((name.to_owned(), text));
                }
            }
            "curve" => {
                for item in items(rest) {
                    let (_, text, values) = named(item).ok_or_else(wrong)?;
                    let values = curve(&chart.axes, values.ok_or_else(wrong)?).ok_or_else(wrong)?;
                    chart.curves.push((text, values));
                }
            }
            "graticule" => chart.polygon = rest == "polygon",
            "ticks" => chart.ticks = rest.parse::<usize>().map_err(|_| wrong())?.clamp(1, 20),
            "min" => chart.least = parse(rest).ok_or_else(wrong)?,
            "max" => chart.most = Some(parse(rest).ok_or_else(wrong)?),
            "showLegend" => chart.legend = rest != "false",
            _ => heading = title(&line).ok_or_else(wrong)?,
        }
        if chart.axes.len() > AXES || chart.curves.len() > CURVES {
            return Err(Problem::new(format!(
                "a chart of more than {AXES} axes or {CURVES} curves is not drawn"
            )));
        }
    }
    if chart.axes.len() < 3 {
        return Err(Problem::new("a radar chart has three axes at least"));
    }
    if let Some((name, _)) = chart.curves.iter().find(|(_, values)| values.len() != chart.axes.len()) {
        return Err(Problem::new(format!("the curve `{}` stands before its axes", excerpt(name))));
    }
    let about = source.about(&heading, "Radar chart");
    Ok(Drawing { svg: draw(&chart).svg("g--diagram g-radar", &about), left_out: Vec::new() })
}

/// Lines that go on until a brace is closed, or behind a comma.
fn joined<'t>(lines: &[Line<'t>]) -> Vec<(Line<'t>, String)> {
    let mut out: Vec<(Line<'t>, String)> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some((_, before))
                if before.len() < JOINED
                    && (before.matches('{').count() > before.matches('}').count()
                        || before.ends_with(',')) =>
            {
                before.push(' ');
                before.push_str(line.text());
            }
            _ => out.push((*line, line.text().to_owned())),
        }
    }
    out
}

/// Items apart at commas outside quotes, brackets and braces.
fn items(text: &str) -> Vec<&str> {
    let (mut depth, mut quoted) = (0_i32, false);
    text.split(|c| {
        match c {
            '"' => quoted = !quoted,
            '[' | '{' if !quoted => depth += 1,
            ']' | '}' if !quoted => depth -= 1,
            _ => {}
        }
        c == ',' && depth <= 0 && !quoted
    })
    .map(str::trim)
    .filter(|item| !item.is_empty())
    .collect()
}

/// `name["Label"]{values}`: the name, its label, what stands in the braces.
fn named(item: &str) -> Option<(&str, String, Option<&str>)> {
    let (head, values) = match item.split_once('{') {
        Some((head, values)) => (head.trim(), Some(values.trim_end().strip_suffix('}')?)),
        None => (item, None),
    };
    let (name, text) = match head.split_once('[') {
        Some((name, text)) => (name.trim(), label::clean(text.trim_end().strip_suffix(']')?)),
        None => (head, label::clean(head)),
    };
    (!name.is_empty()).then_some((name, text, values))
}

/// `1, 2, 3` in the order of the axes, or `axis: 1, other: 2`.
fn curve(axes: &[(String, String)], text: &str) -> Option<Vec<f64>> {
    let mut values = vec![0.0; axes.len()];
    for (at, part) in text.split(',').map(str::trim).filter(|part| !part.is_empty()).enumerate() {
        let (slot, value) = match part.split_once(':') {
            Some((name, value)) => (axes.iter().position(|(axis, _)| axis == name.trim())?, value),
            None => (at, part),
        };
        *values.get_mut(slot)? = parse(value)?;
    }
    Some(values)
}

fn draw(chart: &Chart) -> Canvas {
    let mut canvas = Canvas::default();
    let count = chart.axes.len();
    let most = chart.most.unwrap_or_else(|| {
        chart.curves.iter().flat_map(|(_, values)| values).fold(0.0, |a: f64, b| a.max(*b))
    });
    let spread = if most > chart.least { most - chart.least } else { 1.0 };
    let at = |axis: usize, radius: f64| {
        let angle = std::f64::consts::TAU * axis as f64 / count as f64 - std::f64::consts::FRAC_PI_2;
        (angle.cos() * radius, angle.sin() * radius)
    };
    for tick in 1..=chart.ticks {
        let radius = RADIUS * tick as f64 / chart.ticks as f64;
        if chart.polygon {
            let points: Vec<(f64, f64)> = (0..count).map(|axis| at(axis, radius)).collect();
            canvas.polygon("g-grid", &points);
        } else {
            canvas.circle("g-grid", 0.0, 0.0, radius);
        }
    }
    for (axis, (_, name)) in chart.axes.iter().enumerate() {
        canvas.line("g-grid", &[(0.0, 0.0), at(axis, RADIUS)]);
        let (x, y) = at(axis, RADIUS + 14.0);
        let anchor = match x {
            x if x > 8.0 => Anchor::Start,
            x if x < -8.0 => Anchor::End,
            _ => Anchor::Middle,
        };
        canvas.text("", (x, y + 4.0), anchor, FONT, name);
    }
    for (number_of, (name, values)) in chart.curves.iter().enumerate() {
        let place = |axis: usize| at(axis, ((values[axis] - chart.least) / spread).clamp(0.0, 1.0) * RADIUS);
        canvas.open(&colour(number_of));
        let written: Vec<String> = values
            .iter()
            .zip(&chart.axes)
            .map(|(value, (_, axis))| format!("{axis} {}", number(*value)))
            .collect();
        canvas.tooltip(&format!("{name}: {}", written.join(", ")));
        let points: Vec<(f64, f64)> = (0..count.min(values.len())).map(place).collect();
        if chart.polygon {
            canvas.polygon("g-area", &points);
        } else {
            canvas.path("g-area", &smooth(&points));
        }
        for &(x, y) in &points {
            canvas.circle("g-solid", x, y, 3.0);
        }
        canvas.close("g");
        if chart.legend {
            let (x, y) = (RADIUS + 90.0, -RADIUS + number_of as f64 * 20.0);
            canvas.open(&colour(number_of));
            canvas.rect("g-solid", [x, y - 10.0, 12.0, 12.0], 0.0);
            canvas.close("g");
            canvas.text("", (x + 18.0, y), Anchor::Start, FONT, name);
        }
    }
    canvas.text("g-small", (4.0, -RADIUS - 2.0 + 14.0), Anchor::Start, SMALL, &number(chart.least + spread));
    canvas
}

/// A closed curve through points (Catmull and Rom's, flattened a little).
fn smooth(points: &[(f64, f64)]) -> String {
    let count = points.len();
    let point = |at: usize| points[at % count];
    let mut d = format!("M{} {}", Num(points[0].0), Num(points[0].1));
    for at in 0..count {
        let (before, from, to, after) = (point(at + count - 1), point(at), point(at + 1), point(at + 2));
        let tension = 0.17;
        let (a, b) = (
            (from.0 + (to.0 - before.0) * tension, from.1 + (to.1 - before.1) * tension),
            (to.0 - (after.0 - from.0) * tension, to.1 - (after.1 - from.1) * tension),
        );
        let _ = write!(d, "C{} {} {} {} {} {}", Num(a.0), Num(a.1), Num(b.0), Num(b.1), Num(to.0), Num(to.1));
    }
    d + "Z"
}
