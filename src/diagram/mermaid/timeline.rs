//! Timelines.
//!
//! In: a [`Source`]: periods with their events, in sections. Out: SVG, a column for each period.
//! Never: tells sections apart by colour alone: each has its name above its columns.

use super::super::canvas::{Canvas, FONT, LINE, Look, SMALL, colour};
use super::super::problem::{Drawing, Problem};
use super::super::text;
use super::bands::Columns;
use super::label;
use super::source::{Source, title};

struct Period {
    section: usize,
    name: String,
    events: Vec<String>,
}

/// Width of a column, and the room between two.
const WIDTH: f64 = 150.0;
const GAP: f64 = 14.0;
const LIMIT: usize = 200;

/// SVG of a timeline.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let mut heading = String::new();
    let mut sections: Vec<String> = Vec::new();
    let mut periods: Vec<Period> = Vec::new();
    let mut events = 0;
    for row in source.body() {
        let line = row.text();
        if let Some(text) = title(line) {
            heading = text;
        } else if let Some(name) = line.strip_prefix("section") {
            sections.push(label::clean(name.trim_start_matches(':')));
        } else if let Some(more) = line.strip_prefix(':') {
            let period =
                periods.last_mut().ok_or_else(|| row.problem("an event stands before any period"))?;
            period.events.extend(parts(more));
        } else {
            let (name, rest) = line.split_once(" :").or(line.split_once(':')).unwrap_or((line, ""));
            let period = Period {
                section: sections.len().saturating_sub(1),
                name: label::clean(name),
                events: parts(rest).collect(),
            };
            periods.push(period);
        }
        events += 1;
        if events > LIMIT {
            return Err(Problem::new(format!("a timeline of more than {LIMIT} lines is not drawn")));
        }
    }
    if periods.is_empty() {
        return Err(Problem::new("the timeline has no periods"));
    }
    let about = source.about(&heading, "Timeline");
    Ok(Drawing { svg: draw(&sections, &periods).svg("g--diagram g-timeline", &about), left_out: Vec::new() })
}

fn parts(text: &str) -> impl Iterator<Item = String> {
    text.split(" :").flat_map(|part| part.split(": ")).map(label::clean).filter(|event| !event.is_empty())
}

fn draw(sections: &[String], periods: &[Period]) -> Canvas {
    let mut canvas = Canvas::default();
    let names: Vec<Vec<String>> =
        periods.iter().map(|period| text::wrap(&period.name, FONT, WIDTH as i32 - 20)).collect();
    let head = names.iter().map(Vec::len).max().unwrap_or(1) as f64 * LINE + 16.0;
    let mut top = 0.0;
    if !sections.is_empty() {
        let section_of: Vec<usize> = periods.iter().map(|period| period.section).collect();
        Columns { width: WIDTH, gap: GAP }.bands(&mut canvas, sections, &section_of);
        top = 38.0;
    }
    let axis = top + head + 14.0;
    let width = periods.len() as f64 * (WIDTH + GAP);
    canvas.line("g-axis", &[(-8.0, axis), (width, axis)]);
    canvas.arrow_head("g-tip g-full", (0.0, axis), (width + 6.0, axis));
    for (at, (period, lines)) in periods.iter().zip(&names).enumerate() {
        let x = at as f64 * (WIDTH + GAP);
        let k = colour(if sections.is_empty() { at } else { period.section });
        canvas.open(&k);
        canvas.rect("g-tint", [x, top, WIDTH, head], 6.0);
        canvas.centred(&Look::Class("g-strong"), [x, top, WIDTH, head], FONT, lines);
        let mut y = axis + 16.0;
        if !period.events.is_empty() {
            let boxes: Vec<Vec<String>> =
                period.events.iter().map(|event| text::wrap(event, SMALL, WIDTH as i32 - 16)).collect();
            let last: f64 =
                boxes[..boxes.len() - 1].iter().map(|lines| lines.len() as f64 * LINE + 20.0).sum();
            canvas.line(
                "g-edge g-axis g-dashed",
                &[(x + WIDTH / 2.0, top + head), (x + WIDTH / 2.0, y + last)],
            );
            for lines in &boxes {
                let h = lines.len() as f64 * LINE + 12.0;
                canvas.rect("g-tint", [x, y, WIDTH, h], 4.0);
                canvas.centred(&Look::Class(""), [x, y, WIDTH, h], SMALL, lines);
                y += h + 8.0;
            }
        }
        canvas.close("g");
    }
    canvas
}
