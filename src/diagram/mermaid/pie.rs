//! Pie charts.
//!
//! In: prepared text. Out: SVG with a legend that names every share. Never: tells shares apart by colour alone.

use super::super::markup::{Markup, open_svg};
use super::super::text;
use super::label;

const RADIUS: f64 = 90.0;

/// SVG of a pie chart.
pub(super) fn render(source: &str) -> Result<String, String> {
    let head = source.lines().next().unwrap_or_default();
    let mut title = head.split_once("title").map_or(String::new(), |(_, title)| label::clean(title));
    let mut parts: Vec<(String, f64)> = Vec::new();
    for line in source.lines().skip(1).map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(text) = line.strip_prefix("title ") {
            title = label::clean(text);
            continue;
        }
        if line == "showData" {
            continue;
        }
        let (name, value) =
            line.rsplit_once(':').ok_or_else(|| format!("`{line}` is not `\"name\" : number`"))?;
        let value: f64 = value.trim().parse().map_err(|_| format!("`{}` is not a number", value.trim()))?;
        if !value.is_finite() || value <= 0.0 {
            return Err(format!("`{value}` is no share"));
        }
        parts.push((label::clean(name), value));
    }
    if parts.is_empty() || parts.len() > 40 {
        return Err("a pie has 1 to 40 parts".to_owned());
    }
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
    let name = if title.is_empty() { "Pie chart" } else { &title };
    open_svg(&mut svg, "g--diagram g-pie", name, width, height);
    if !title.is_empty() {
        svg.open("text", format_args!("class=\"g-head\" x=\"8\" y=\"18\""));
        svg.text(&title);
        svg.close("text");
    }
    let (cx, cy) = (110.0, 134.0);
    let mut angle = -std::f64::consts::FRAC_PI_2;
    for (at, ((_, value), legend)) in parts.iter().zip(&legends).enumerate() {
        let share = at % 8;
        let from = angle;
        angle += value / total * std::f64::consts::TAU;
        if parts.len() == 1 {
            svg.empty(
                "circle",
                format_args!("class=\"g-share g-share--{share}\" cx=\"110\" cy=\"134\" r=\"90\""),
            );
        } else {
            let (x0, y0) = (cx + RADIUS * from.cos(), cy + RADIUS * from.sin());
            let (x1, y1) = (cx + RADIUS * angle.cos(), cy + RADIUS * angle.sin());
            let large = u8::from(angle - from > std::f64::consts::PI);
            svg.empty(
                "path",
                format_args!("class=\"g-share g-share--{share}\" d=\"M110 134L{x0:.1} {y0:.1}A90 90 0 {large} 1 {x1:.1} {y1:.1}Z\""),
            );
        }
        let y = 50 + at as i32 * 22;
        svg.empty(
            "rect",
            format_args!(
                "class=\"g-share g-share--{share}\" x=\"232\" y=\"{}\" width=\"12\" height=\"12\"",
                y - 10
            ),
        );
        svg.open("text", format_args!("x=\"252\" y=\"{y}\""));
        svg.text(legend);
        svg.close("text");
    }
    svg.close("svg");
    Ok(svg.finish())
}
