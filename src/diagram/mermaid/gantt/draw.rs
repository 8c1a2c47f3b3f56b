//! Draws a [`Chart`].
//!
//! In: tasks with their times. Out: shapes. Never: lets a name run over its bar: it stands beside where it is longer.

#![allow(clippy::many_single_char_names, reason = "coordinates of rectangles")]

use super::super::super::canvas::{Anchor, Canvas, FONT, SMALL, colour};
use super::super::super::text;
use super::time::{self, DAY, HOUR, MINUTE};
use super::{Chart, Task};

const WIDTH: f64 = 580.0;
const ROW: f64 = 28.0;
const BAR: f64 = 20.0;
/// More lines than that are no help.
const TICKS: usize = 60;

/// Draws a chart.
pub(super) fn draw(chart: &Chart) -> Canvas {
    let mut canvas = Canvas::default();
    let start = chart.tasks.iter().map(|task| task.start).min().unwrap_or(0);
    let end = chart.tasks.iter().map(|task| task.end).max().unwrap_or(0).max(start + 1);
    let x = |time: i64| (time - start) as f64 / (end - start) as f64 * WIDTH;
    let rows: Vec<&Task> = chart.tasks.iter().filter(|task| !task.vertical).collect();
    let height = rows.len() as f64 * ROW + 6.0;
    let left = chart
        .sections
        .iter()
        .map(|name| text::width(name, FONT))
        .max()
        .map_or(0.0, |w| f64::from(w.min(170)) + 16.0);
    // Sections lie behind all.
    for (at, name) in chart.sections.iter().enumerate() {
        let own = || (0..rows.len()).filter(|&row| rows[row].section == at);
        let (Some(first), Some(last)) = (own().next(), own().next_back()) else { continue };
        let (top, h) = (first as f64 * ROW + 3.0, (last - first + 1) as f64 * ROW);
        canvas.open(&colour(at));
        canvas.rect("g-pale", [-left, top, left + WIDTH + 4.0, h], 0.0);
        canvas.close("g");
        for (line, words) in text::wrap(name, FONT, 160).iter().enumerate() {
            let y = top + 19.0 + line as f64 * 15.0;
            canvas.text("g-strong", (-left + 8.0, y), Anchor::Start, FONT, &text::shorten(words, FONT, 170));
        }
    }
    axis(&mut canvas, chart, start, end, &x, height);
    for (row, task) in rows.iter().enumerate() {
        bar(&mut canvas, chart, task, row as f64 * ROW + 7.0, &x);
    }
    for task in chart.tasks.iter().filter(|task| task.vertical) {
        let at = x(task.start);
        canvas.line("g-stop g-dashed", &[(at, -4.0), (at, height)]);
        canvas.text("g-label", (at, -8.0), Anchor::Middle, SMALL, &task.name);
    }
    canvas
}

fn axis(canvas: &mut Canvas, chart: &Chart, start: i64, end: i64, x: &dyn Fn(i64) -> f64, height: f64) {
    let ticks = ticks(chart, start, end);
    let names: Vec<String> = ticks.iter().map(|&tick| time::written(tick, &chart.axis_format)).collect();
    let widest = names.iter().map(|name| text::width(name, SMALL)).max().unwrap_or(0);
    let mut free = f64::NEG_INFINITY;
    for (&tick, name) in ticks.iter().zip(&names) {
        let at = x(tick);
        canvas.line("g-grid", &[(at, 0.0), (at, height)]);
        let half = f64::from(widest) / 2.0;
        if at - half >= free {
            canvas.text("g-small", (at, height + 16.0), Anchor::Middle, SMALL, name);
            if chart.top_axis {
                canvas.text("g-small", (at, -8.0), Anchor::Middle, SMALL, name);
            }
            free = at + half + 8.0;
        }
    }
    canvas.line("g-axis", &[(0.0, height), (WIDTH, height)]);
}

/// Round times between start and end.
fn ticks(chart: &Chart, start: i64, end: i64) -> Vec<i64> {
    const STEPS: [i64; 17] = [
        1000,
        5000,
        15_000,
        30_000,
        MINUTE,
        5 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        7 * DAY,
        -1,
        -3,
    ];
    let about = |step: i64| if step < 0 { -step * 30 * DAY } else { step };
    let fits = |step: &i64, most: usize| (end - start) / about(*step).max(1) <= most as i64;
    let auto = STEPS.iter().copied().find(|step| fits(step, 9));
    let years = -12 * ((end - start) / (9 * 365 * DAY) + 1);
    let step = chart.tick.filter(|step| fits(step, TICKS)).or(auto).unwrap_or(years);
    let mut out = Vec::new();
    if step < 0 {
        let (year, month, _) = time::date(start);
        let months = (year * 12 + month - 1).div_euclid(-step) * -step;
        let first = time::parse(
            &format!("{:04}-{:02}", months.div_euclid(12).clamp(0, 9999), months.rem_euclid(12) + 1),
            "YYYY-MM",
        );
        let mut at = first.unwrap_or(start);
        while at <= end && out.len() < TICKS {
            if at >= start {
                out.push(at);
            }
            let Some(next) = time::step_months(at, -step) else { break };
            at = next;
        }
        return out;
    }
    let origin = if step % (7 * DAY) == 0 { (chart.week_start - time::weekday(0)) * DAY } else { 0 };
    let mut at = (start - origin).div_euclid(step) * step + origin;
    while at <= end && out.len() < TICKS {
        if at >= start {
            out.push(at);
        }
        at += step;
    }
    out
}

fn bar(canvas: &mut Canvas, chart: &Chart, task: &Task, y: f64, x: &dyn Fn(i64) -> f64) {
    let (from, to) = (x(task.start), x(task.end));
    let k = if task.critical {
        "g-danger".to_owned()
    } else {
        colour(if chart.sections.is_empty() { 0 } else { task.section })
    };
    let state: Vec<&str> = [
        (task.done, "done"),
        (task.active, "active"),
        (task.critical, "critical"),
        (task.milestone, "milestone"),
    ]
    .into_iter()
    .filter(|(is, _)| *is)
    .map(|(_, name)| name)
    .collect();
    let open = canvas.open_link(task.link.as_deref(), &k);
    let span = format!(
        "{} to {}",
        time::written(task.start, &chart.axis_format),
        time::written(task.end, &chart.axis_format)
    );
    canvas.tooltip(&if state.is_empty() {
        format!("{}: {span}", task.name)
    } else {
        format!("{}: {span} ({})", task.name, state.join(", "))
    });
    let w = text::width(&task.name, SMALL);
    if task.milestone {
        let (cx, cy, r) = (f64::midpoint(from, to), y + BAR / 2.0, BAR / 2.0);
        canvas.polygon("g-solid", &[(cx, cy - r), (cx + r, cy), (cx, cy + r), (cx - r, cy)]);
        canvas.text("g-label", (cx + r + 5.0, cy + 4.0), Anchor::Start, SMALL, &task.name);
    } else {
        let class = match (task.done, task.active) {
            (true, _) => "g-tint g-done",
            (_, true) => "g-solid",
            _ => "g-tint",
        };
        canvas.rect(class, [from, y, (to - from).max(2.0), BAR], 3.0);
        let inside = class == "g-solid";
        if f64::from(w) + 10.0 <= to - from {
            let look = if inside { "g-inverse" } else { "" };
            canvas.text(look, (f64::midpoint(from, to), y + 14.0), Anchor::Middle, SMALL, &task.name);
        } else if to + f64::from(w) + 6.0 > WIDTH && from > f64::from(w) {
            canvas.text("g-label", (from - 5.0, y + 14.0), Anchor::End, SMALL, &task.name);
        } else {
            canvas.text("g-label", (to + 5.0, y + 14.0), Anchor::Start, SMALL, &task.name);
        }
    }
    canvas.close(open);
}
