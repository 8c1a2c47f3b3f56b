//! User journeys.
//!
//! In: a [`Source`]: sections of tasks with a score and who takes part. Out: SVG: a face for each task, higher for a
//! better score. Never: tells scores apart by the face alone: the number stands beside it.

use super::super::canvas::{Anchor, Canvas, FONT, LINE, Look, SMALL, colour};
use super::super::problem::{Drawing, Problem};
use super::super::text;
use super::bands::Columns;
use super::label;
use super::source::{Source, title};

struct Task {
    section: usize,
    name: String,
    score: f64,
    actors: Vec<usize>,
}

const WIDTH: f64 = 128.0;
const GAP: f64 = 12.0;
const LIMIT: usize = 200;
/// From one score to the next.
const STEP: f64 = 30.0;

/// SVG of a journey.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let mut heading = String::new();
    let mut sections: Vec<String> = Vec::new();
    let mut tasks: Vec<Task> = Vec::new();
    let mut actors: Vec<String> = Vec::new();
    for row in source.body() {
        let line = row.text();
        if let Some(text) = title(line) {
            heading = text;
        } else if let Some(name) = line.strip_prefix("section ") {
            sections.push(label::clean(name));
        } else {
            let mut parts = line.split(':');
            let name = label::clean(parts.next().unwrap_or_default());
            let score: f64 = parts
                .next()
                .and_then(|score| score.trim().parse().ok())
                .filter(|score: &f64| (0.0..=10.0).contains(score))
                .ok_or_else(|| {
                    row.problem(format!(
                        "the task `{}` has no score from 0 to 5",
                        super::source::excerpt(&name)
                    ))
                })?;
            let mut task =
                Task { section: sections.len().saturating_sub(1), name, score, actors: Vec::new() };
            for actor in
                parts.next().unwrap_or_default().split(',').map(label::clean).filter(|name| !name.is_empty())
            {
                let at = actors.iter().position(|known| *known == actor).unwrap_or_else(|| {
                    actors.push(actor);
                    actors.len() - 1
                });
                task.actors.push(at);
            }
            tasks.push(task);
        }
        if tasks.len() > LIMIT || sections.len() > LIMIT || actors.len() > 40 {
            return Err(Problem::new(format!(
                "a journey of more than {LIMIT} tasks or 40 people is not drawn"
            )));
        }
    }
    if tasks.is_empty() {
        return Err(Problem::new("the journey has no tasks"));
    }
    let about = source.about(&heading, "User journey");
    let canvas = draw(&sections, &tasks, &actors);
    Ok(Drawing { svg: canvas.svg("g--diagram g-journey", &about), left_out: Vec::new() })
}

fn draw(sections: &[String], tasks: &[Task], actors: &[String]) -> Canvas {
    let mut canvas = Canvas::default();
    // Who is who.
    let mut x = 0.0;
    for (at, actor) in actors.iter().enumerate() {
        canvas.open(&colour(at));
        canvas.circle("g-solid", x + 6.0, -18.0, 6.0);
        canvas.close("g");
        canvas.text("", (x + 18.0, -14.0), Anchor::Start, FONT, actor);
        x += f64::from(text::width(actor, FONT)) + 38.0;
    }
    let names: Vec<Vec<String>> =
        tasks.iter().map(|task| text::wrap(&task.name, FONT, WIDTH as i32 - 16)).collect();
    let head = names.iter().map(Vec::len).max().unwrap_or(1) as f64 * LINE + 26.0;
    let mut top = 0.0;
    if !sections.is_empty() {
        let section_of: Vec<usize> = tasks.iter().map(|task| task.section).collect();
        Columns { width: WIDTH, gap: GAP }.bands(&mut canvas, sections, &section_of);
        top = 36.0;
    }
    let best = tasks.iter().fold(5.0_f64, |best, task| best.max(task.score));
    let high = top + head + 34.0;
    let floor = high + best * STEP + 16.0;
    for (at, (task, lines)) in tasks.iter().zip(&names).enumerate() {
        let x = at as f64 * (WIDTH + GAP);
        let centre = x + WIDTH / 2.0;
        let y = high + (best - task.score) * STEP;
        canvas.line("g-edge g-axis g-dashed", &[(centre, top + head), (centre, floor)]);
        canvas.open(&colour(task.section));
        canvas.rect("g-tint", [x, top, WIDTH, head], 6.0);
        canvas.close("g");
        canvas.centred(&Look::Class("g-strong"), [x, top, WIDTH, head - 14.0], FONT, lines);
        for (place, &actor) in task.actors.iter().enumerate() {
            canvas.open(&colour(actor));
            canvas.tooltip(&actors[actor]);
            canvas.circle("g-solid", x + 14.0 + place as f64 * 14.0, top + head - 12.0, 5.0);
            canvas.close("g");
        }
        face(&mut canvas, centre, y, task.score / best * 5.0);
        canvas.text("g-small", (centre + 22.0, y + 4.0), Anchor::Start, SMALL, &format!("{}", task.score));
    }
    let right = tasks.len() as f64 * (WIDTH + GAP);
    canvas.line("g-axis", &[(0.0, floor), (right, floor)]);
    canvas.arrow_head("g-tip g-full", (0.0, floor), (right + 6.0, floor));
    canvas
}

/// Glad above the middle, sad below it.
fn face(canvas: &mut Canvas, x: f64, y: f64, score: f64) {
    canvas.circle("g-face", x, y, 15.0);
    canvas.circle("g-ink", x - 5.0, y - 4.0, 1.7);
    canvas.circle("g-ink", x + 5.0, y - 4.0, 1.7);
    let bend = ((score - 3.0) * 3.5).clamp(-7.0, 7.0);
    let corner = y + 6.0 - bend / 3.0;
    let num = super::super::canvas::Num;
    canvas.path(
        "g-mouth",
        &format!(
            "M{} {}Q{} {} {} {}",
            num(x - 7.0),
            num(corner),
            num(x),
            num(corner + bend),
            num(x + 7.0),
            num(corner)
        ),
    );
}
