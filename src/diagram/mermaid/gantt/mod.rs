//! Gantt charts.
//!
//! In: a [`Source`]. Out: SVG: a row for each task over an axis of days. Never: marks today, which another day's build
//! would draw elsewhere.

mod draw;
mod read;
mod time;

use super::super::problem::{Drawing, Problem};
use super::source::Source;

/// SVG of a chart.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let chart = read::read(source)?;
    if chart.tasks.is_empty() {
        return Err(Problem::new("the chart has no tasks"));
    }
    let about = source.about(&chart.title, "Gantt chart");
    Ok(Drawing { svg: draw::draw(&chart).svg("g--diagram g-gantt", &about), left_out: chart.notes.left_out })
}

/// What is to be drawn; times are milliseconds since 1970.
#[derive(Default)]
struct Chart {
    title: String,
    sections: Vec<String>,
    tasks: Vec<Task>,
    axis_format: String,
    /// Milliseconds, or months where they are negative.
    tick: Option<i64>,
    /// The first day of a week of ticks.
    week_start: i64,
    top_axis: bool,
    notes: super::super::problem::Notes,
}

#[derive(Default)]
struct Task {
    id: String,
    name: String,
    section: usize,
    start: i64,
    end: i64,
    active: bool,
    done: bool,
    critical: bool,
    milestone: bool,
    /// A line over all rows.
    vertical: bool,
    link: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_in_time() {
        let text = "gantt\n title A plan\n dateFormat YYYY-MM-DD\n excludes weekends\n section S\n \
                    A :done, a1, 2014-01-06, 3d\n B :crit, after a1, 5d\n C : 2014-01-13, 2014-01-15\n D: milestone, m, until a1, 0d\n \
                    click a1 href \"https://x.y\"\n";
        let source = Source::new(text);
        let chart = read::read(&source).unwrap();
        let shown: Vec<(String, String)> = chart
            .tasks
            .iter()
            .map(|task| (time::written(task.start, "%m-%d"), time::written(task.end, "%m-%d")))
            .collect();
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        // Five days from Thursday the 9th, two of which are a weekend.
        assert_eq!(shown[..3], [pair("01-06", "01-09"), pair("01-09", "01-16"), pair("01-13", "01-15")]);
        assert!(chart.tasks[0].done && chart.tasks[1].critical && chart.tasks[3].milestone);
        assert_eq!(chart.tasks[0].link.as_deref(), Some("https://x.y"));
        let svg = render(&source).unwrap().svg;
        for part in ["A plan", ">A<", ">B<", "href=\"https://x.y\"", ">S<"] {
            assert!(svg.contains(part), "{part} in {svg}");
        }
        for (bad, line) in [
            ("gantt\n A : 3d", 2),
            ("gantt\n A : after b, 3d", 2),
            ("gantt\n dateFormat YYYY-MM-DD\n A : 2014-01-01, x", 3),
            ("gantt\n what", 2),
        ] {
            assert_eq!(read::read(&Source::new(bad)).err().unwrap().line, Some(line), "{bad}");
        }
    }
}
