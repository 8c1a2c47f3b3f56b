//! Pie charts.
//!
//! In: a [`Source`]. Out: SVG with a legend that names every share. Never: tells shares apart by colour alone.

use super::super::canvas::colour;
use super::super::colour::Colour;
use super::super::markup::{Markup, open_svg};
use super::super::problem::{Drawing, Problem};
use super::super::text;
use super::label;
use super::source::{Source, excerpt, title};

const RADIUS: f64 = 90.0;

/// SVG of a pie chart.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let head = source.head().trim_start_matches("showData").trim();
    let mut heading = title(head).unwrap_or_default();
    if !head.is_empty() && title(head).is_none() {
        return Err(source.lines[0].unknown());
    }
    let mut parts: Vec<(String, f64)> = Vec::new();
    for row in source.body() {
        let line = row.text();
        if let Some(text) = title(line) {
            heading = text;
            continue;
        }
        if line == "showData" {
            continue;
        }
        let (name, value) = line
            .rsplit_once(':')
            .ok_or_else(|| row.problem(format!("`{}` is not `\"name\" : number`", excerpt(line))))?;
        let value: f64 = value
            .trim()
            .parse()
            .map_err(|_| row.problem(format!("`{}` is not a number", excerpt(value.trim()))))?;
        if !value.is_finite() || value <= 0.0 {
            return Err(row.problem(format!("`{value}` is no share")));
        }
        parts.push((label::clean(name), value));
        if parts.len() > 40 {
            return Err(Problem::new("a pie has 1 to 40 parts"));
        }
    }
    if parts.is_empty() {
        return Err(Problem::new("a pie has 1 to 40 parts"));
    }
    let about = source.about(&heading, "Pie chart");
    let own = |at: usize| {
        let colour = Colour::parse(source.config.get(&format!("themeVariables.pie{}", at + 1))?)?;
        Some(format!(" fill=\"{}\"", colour.css()))
    };
    let total: f64 = parts.iter().map(|(_, value)| value).sum();
    let legends: Vec<String> = parts
        .iter()
        .map(|(name, value)| {
            format!("{} · {value} ({:.0} %)", text::shorten(name, 12, 260), value / total * 100.0)
        })
        .collect();
    let widest = legends.iter().map(|line| text::width(line, 12)).max().unwrap_or(0);
    let width = 240 + widest + 20;
    let height = (parts.len() as i32 * 22 + 60).max(240);
    let mut svg = Markup::default();
    let width = width.max(text::title_width(&about.title) + 16);
    open_svg(&mut svg, "g--diagram g-pie", &about, width, height);
    if !about.title.is_empty() {
        svg.open("text", format_args!("class=\"g-title\" x=\"8\" y=\"20\" font-size=\"14\""));
        svg.text(&about.title);
        svg.close("text");
    }
    let (cx, cy) = (110.0, 134.0);
    let mut angle = -std::f64::consts::FRAC_PI_2;
    for (at, ((_, value), legend)) in parts.iter().zip(&legends).enumerate() {
        let (share, own) = match own(at) {
            Some(own) => ("g-own".to_owned(), own),
            None => (colour(at), String::new()),
        };
        let from = angle;
        angle += value / total * std::f64::consts::TAU;
        if parts.len() == 1 {
            svg.empty(
                "circle",
                format_args!("class=\"g-share {share}\"{own} cx=\"110\" cy=\"134\" r=\"90\""),
            );
        } else {
            let (x0, y0) = (cx + RADIUS * from.cos(), cy + RADIUS * from.sin());
            let (x1, y1) = (cx + RADIUS * angle.cos(), cy + RADIUS * angle.sin());
            let large = u8::from(angle - from > std::f64::consts::PI);
            svg.empty(
                "path",
                format_args!("class=\"g-share {share}\"{own} d=\"M110 134L{x0:.1} {y0:.1}A90 90 0 {large} 1 {x1:.1} {y1:.1}Z\""),
            );
        }
        let y = 50 + at as i32 * 22;
        svg.empty(
            "rect",
            format_args!(
                "class=\"g-share {share}\"{own} x=\"232\" y=\"{}\" width=\"12\" height=\"12\"",
                y - 10
            ),
        );
        svg.open("text", format_args!("x=\"252\" y=\"{y}\""));
        svg.text(legend);
        svg.close("text");
    }
    svg.close("svg");
    Ok(Drawing { svg: svg.finish(), left_out: Vec::new() })
}
