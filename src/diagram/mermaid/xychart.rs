//! Charts of bars and lines over two axes.
//!
//! In: a [`Source`]. Out: SVG. Never: tells series apart by colour alone where they have names: a legend lists them.

use super::super::canvas::{Anchor, Canvas, FONT, SMALL, colour};
use super::super::colour::Colour;
use super::super::problem::{Drawing, Problem};
use super::super::text;
use super::axis::{number, parse, ticks};
use super::label;
use super::source::{Line, Source, title, word};

#[derive(Default)]
struct Chart {
    x_title: String,
    y_title: String,
    names: Vec<String>,
    x_range: Option<(f64, f64)>,
    y_range: Option<(f64, f64)>,
    series: Vec<Series>,
    /// Bars lie, and lines fall.
    lying: bool,
    labels: bool,
    palette: Vec<Colour>,
}

struct Series {
    bars: bool,
    name: String,
    values: Vec<f64>,
}

const VALUES: usize = 400;
const SERIES: usize = 16;

/// SVG of a chart.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let mut chart = Chart {
        lying: source.head().contains("horizontal")
            || source.config.get("xyChart.chartOrientation") == Some("horizontal"),
        labels: source.config.flag("xyChart.showDataLabel", false),
        ..Chart::default()
    };
    if let Some(colours) = source.config.get("themeVariables.xyChart.plotColorPalette") {
        chart.palette = colours.split(',').filter_map(Colour::parse).collect();
    }
    let mut heading = String::new();
    for row in source.body() {
        let line = row.text();
        let (first, rest) = word(line);
        match first {
            "x-axis" => {
                let (title, names, range) = axis(row, rest)?;
                (chart.x_title, chart.names, chart.x_range) = (title, names, range);
            }
            "y-axis" => {
                let (title, _, range) = axis(row, rest)?;
                (chart.y_title, chart.y_range) = (title, range);
            }
            "bar" | "line" => chart.series.push(series(row, first == "bar", rest)?),
            _ => heading = title(line).ok_or_else(|| row.unknown())?,
        }
        if chart.series.len() > SERIES
            || chart.series.last().is_some_and(|series| series.values.len() > VALUES)
        {
            return Err(Problem::new(format!(
                "a chart of more than {SERIES} series or {VALUES} values is not drawn"
            )));
        }
    }
    if chart.series.iter().all(|series| series.values.is_empty()) {
        return Err(Problem::new("the chart has no values"));
    }
    let about = source.about(&heading, "Chart");
    Ok(Drawing { svg: draw(&chart).svg("g--diagram g-xychart", &about), left_out: Vec::new() })
}

type Axis = (String, Vec<String>, Option<(f64, f64)>);

/// `"title" [a, "b c"]`, `title 0 --> 10`.
fn axis(row: &Line<'_>, text: &str) -> Result<Axis, Problem> {
    if let Some((title, list)) = text.split_once('[') {
        let names = list.trim_end().strip_suffix(']').ok_or_else(|| row.problem("`]` is missing"))?;
        return Ok((label::clean(title), items(names), None));
    }
    let Some((before, high)) = text.split_once("-->") else {
        return Ok((label::clean(text), Vec::new(), None));
    };
    let before = before.trim_end();
    let at = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let range = (parse(&before[at..]), parse(high));
    let (Some(low), Some(high)) = range else { return Err(row.problem("the range is not of two numbers")) };
    Ok((label::clean(&before[..at]), Vec::new(), Some((low.min(high), low.max(high)))))
}

/// Items apart at commas outside quotes.
fn items(text: &str) -> Vec<String> {
    let mut quoted = false;
    text.split(|c| {
        quoted ^= c == '"';
        c == ',' && !quoted
    })
    .take(VALUES)
    .map(label::clean)
    .collect()
}

fn series(row: &Line<'_>, bars: bool, text: &str) -> Result<Series, Problem> {
    let (name, list) = text.split_once('[').ok_or_else(|| row.problem("`[` is missing"))?;
    let list = list.trim_end().strip_suffix(']').ok_or_else(|| row.problem("`]` is missing"))?;
    let values: Option<Vec<f64>> = list.split(',').map(parse).collect();
    let values = values.ok_or_else(|| row.problem("the values are not all numbers"))?;
    Ok(Series { bars, name: label::clean(name), values })
}

fn draw(chart: &Chart) -> Canvas {
    let mut canvas = Canvas::default();
    let count = chart
        .series
        .iter()
        .map(|series| series.values.len())
        .max()
        .unwrap_or(0)
        .max(chart.names.len())
        .max(1);
    let values = || chart.series.iter().flat_map(|series| series.values.iter().copied());
    let (least, most) = values().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
    let (low, high) = chart.y_range.unwrap_or_else(|| {
        let base = if chart.series.iter().any(|series| series.bars) { least.min(0.0) } else { least };
        let spread = if most > base { most - base } else { 1.0 };
        (base, most + spread * 0.05)
    });
    let high = if high > low { high } else { low + 1.0 };
    // Along the categories, and across them.
    let step = (640.0 / count as f64).clamp(14.0, 110.0);
    let length = step * count as f64;
    let across = 320.0;
    let scale = |value: f64| (value.clamp(low, high) - low) / (high - low) * across;
    let place = |along: f64, value: f64| {
        if chart.lying { (scale(value), along) } else { (along, across - scale(value)) }
    };

    for tick in ticks(low, high, 8) {
        canvas.line("g-grid", &[place(0.0, tick), place(length, tick)]);
        let (x, y) = place(if chart.lying { length } else { 0.0 }, tick);
        if chart.lying {
            canvas.text("g-small", (x, y + 16.0), Anchor::Middle, SMALL, &number(tick));
        } else {
            canvas.text("g-small", (x - 8.0, y + 4.0), Anchor::End, SMALL, &number(tick));
        }
    }
    let names: Vec<String> = match chart.x_range {
        Some((from, to)) if chart.names.is_empty() => {
            let step = (to - from) / (count.max(2) - 1) as f64;
            (0..count).map(|at| number(from + step * at as f64)).collect()
        }
        _ => (0..count)
            .map(|at| chart.names.get(at).cloned().unwrap_or_else(|| (at + 1).to_string()))
            .collect(),
    };
    let widest = names.iter().map(|name| text::width(name, SMALL)).max().unwrap_or(0);
    // Every so many names fit beside each other.
    let every =
        if chart.lying { 1 } else { (f64::from(widest.min(120) + 8) / step).ceil().max(1.0) as usize };
    for (at, name) in names.iter().enumerate().filter(|(at, _)| at % every == 0) {
        let along = (at as f64 + 0.5) * step;
        if chart.lying {
            canvas.text("g-small", (-8.0, along + 4.0), Anchor::End, SMALL, &text::shorten(name, SMALL, 160));
        } else {
            let name = text::shorten(name, SMALL, (step * every as f64) as i32);
            canvas.text("g-small", (along, across + 17.0), Anchor::Middle, SMALL, &name);
        }
    }
    let bars: Vec<usize> = (0..chart.series.len()).filter(|&at| chart.series[at].bars).collect();
    let thick = step * 0.76 / bars.len().max(1) as f64;
    for (number_of, series) in chart.series.iter().enumerate() {
        canvas.open(&colour(number_of));
        let own = chart.palette.get(number_of);
        if let Some(slot) = bars.iter().position(|&at| at == number_of) {
            for (at, &value) in series.values.iter().enumerate() {
                let from = (at as f64 + 0.12) * step + slot as f64 * thick;
                let (a, b) = (place(from, value), place(from + thick, low.max(0.0).min(high)));
                let rect = [a.0.min(b.0), a.1.min(b.1), (a.0 - b.0).abs(), (a.1 - b.1).abs()];
                let look = own.map(|own| {
                    super::super::canvas::Look::Own(format!(" class=\"g-own\" fill=\"{}\"", own.css()))
                });
                canvas.rect(look.unwrap_or("g-solid".into()), rect, 1.0);
                if chart.labels {
                    let (x, y) = place(from + thick / 2.0, value);
                    let at = if chart.lying { (x + 4.0, y + 4.0) } else { (x, y - 5.0) };
                    let anchor = if chart.lying { Anchor::Start } else { Anchor::Middle };
                    canvas.text("g-small", at, anchor, SMALL, &number(value));
                }
            }
        } else {
            let points: Vec<(f64, f64)> = series
                .values
                .iter()
                .enumerate()
                .map(|(at, &value)| place((at as f64 + 0.5) * step, value))
                .collect();
            let look = own.map(|own| {
                super::super::canvas::Look::Own(format!(
                    " class=\"g-own\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"",
                    own.line()
                ))
            });
            canvas.line(look.unwrap_or("g-line".into()), &points);
            if points.len() <= 40 {
                for &(x, y) in &points {
                    canvas.circle("g-solid", x, y, 3.0);
                }
            }
        }
        canvas.close("g");
    }
    let corner = if chart.lying { (0.0, length) } else { (0.0, across) };
    let (right, bottom) = if chart.lying { (across, length) } else { (length, across) };
    canvas.line("g-axis", &[(0.0, 0.0), corner, (right, bottom)]);
    let [below, beside] =
        if chart.lying { [&chart.y_title, &chart.x_title] } else { [&chart.x_title, &chart.y_title] };
    canvas.text("", (right / 2.0, bottom + 38.0), Anchor::Middle, FONT, below);
    let left = if chart.lying { f64::from(widest.min(160)) } else { 40.0 };
    canvas.turned("g-axis-title", (-left - 16.0, bottom / 2.0), FONT, beside);
    if chart.series.iter().any(|series| !series.name.is_empty()) {
        legend(&mut canvas, chart, right + 24.0);
    }
    canvas
}

fn legend(canvas: &mut Canvas, chart: &Chart, x: f64) {
    for (at, series) in chart.series.iter().enumerate() {
        let y = 10.0 + at as f64 * 20.0;
        canvas.open(&colour(at));
        if series.bars {
            canvas.rect("g-solid", [x, y - 9.0, 12.0, 12.0], 0.0);
        } else {
            canvas.line("g-line", &[(x, y - 3.0), (x + 12.0, y - 3.0)]);
        }
        canvas.close("g");
        let name = if series.name.is_empty() { format!("Series {}", at + 1) } else { series.name.clone() };
        canvas.text("", (x + 18.0, y + 1.0), Anchor::Start, FONT, &name);
    }
}
