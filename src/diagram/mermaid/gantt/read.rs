//! The statements of a Gantt chart.
//!
//! In: a [`Source`]. Out: a [`Chart`] whose tasks have their times. Never: loops over a circle of tasks that wait for
//! each other.

use std::collections::{HashMap, HashSet};

use super::super::super::problem::Problem;
use super::super::label;
use super::super::source::{Line, Source, excerpt, title, word};
use super::time::{self, DAY};
use super::{Chart, Task};

const TASKS: usize = 500;
/// Days that a task is moved over at most.
const EXCLUDED: usize = 5000;

/// A task before its times are known.
struct Draft<'t> {
    line: Line<'t>,
    task: Task,
    start: Option<String>,
    end: String,
}

#[derive(Default)]
struct Rules {
    format: String,
    exclusive_end: bool,
    excludes: Vec<String>,
    includes: Vec<String>,
    /// The first day of the weekend.
    weekend: i64,
    /// The two lists, read.
    off: Days,
    on: Days,
}

/// Days by their weekdays and by their numbers since 1970.
#[derive(Default)]
struct Days {
    weekdays: [bool; 7],
    dates: HashSet<i64>,
}

impl Days {
    fn read(words: &[String], format: &str, weekend: i64) -> Self {
        let mut days = Self::default();
        for word in words {
            if word == "weekends" {
                days.weekdays[weekend as usize] = true;
                days.weekdays[(weekend as usize + 1) % 7] = true;
            } else if let Some(day) = time::weekday_named(word) {
                days.weekdays[day as usize] = true;
            } else if let Some(date) = time::parse(word, format) {
                days.dates.insert(date.div_euclid(DAY));
            }
        }
        days
    }

    fn hold(&self, time: i64) -> bool {
        self.weekdays[time::weekday(time) as usize] || self.dates.contains(&time.div_euclid(DAY))
    }
}

/// Reads a chart.
pub(super) fn read(source: &Source<'_>) -> Result<Chart, Problem> {
    let mut chart = Chart { axis_format: "%Y-%m-%d".to_owned(), ..Chart::default() };
    if let Some(format) = source.config.get("gantt.axisFormat") {
        format.clone_into(&mut chart.axis_format);
    }
    let mut rules =
        Rules { format: "YYYY-MM-DD".to_owned(), exclusive_end: true, weekend: 6, ..Rules::default() };
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    let mut clicks: Vec<(Line<'_>, String)> = Vec::new();
    for row in source.body() {
        let line = row.text();
        let (first, rest) = word(line);
        match first {
            "dateFormat" => rest.clone_into(&mut rules.format),
            "axisFormat" => rest.clone_into(&mut chart.axis_format),
            "tickInterval" => chart.tick = Some(interval(rest).ok_or_else(|| row.unknown())?),
            "weekday" => chart.week_start = time::weekday_named(rest).ok_or_else(|| row.unknown())?,
            "weekend" => rules.weekend = time::weekday_named(rest).ok_or_else(|| row.unknown())?,
            "excludes" => rules.excludes.extend(listed(rest)),
            "includes" => rules.includes.extend(listed(rest)),
            "inclusiveEndDates" => rules.exclusive_end = false,
            "topAxis" => chart.top_axis = true,
            // The line of today would make each day's build another.
            "todayMarker" => {}
            "section" => chart.sections.push(label::clean(rest)),
            "click" => clicks.push((*row, rest.to_owned())),
            _ => {
                if let Some(text) = title(line) {
                    chart.title = text;
                } else {
                    let section = chart.sections.len().saturating_sub(1);
                    drafts.push(draft(*row, section)?);
                }
            }
        }
        if drafts.len() > TASKS || chart.sections.len() > TASKS {
            return Err(Problem::new(format!("a chart of more than {TASKS} tasks is not drawn")));
        }
    }
    rules.off = Days::read(&rules.excludes, &rules.format, rules.weekend);
    rules.on = Days::read(&rules.includes, &rules.format, rules.weekend);
    chart.tasks = resolved(drafts, &rules)?;
    for (row, text) in clicks {
        click(&mut chart, row, &text);
    }
    Ok(chart)
}

fn listed(text: &str) -> impl Iterator<Item = String> {
    text.split([',', ' ']).map(|word| word.trim().to_ascii_lowercase()).filter(|word| !word.is_empty())
}

/// `1day`, `2week`, `3month`.
fn interval(text: &str) -> Option<i64> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let count: i64 = text[..end].parse().ok().filter(|count| (1..=1000).contains(count))?;
    Some(match text[end..].trim_end_matches('s') {
        "millisecond" => count,
        "second" => count * time::SECOND,
        "minute" => count * time::MINUTE,
        "hour" => count * time::HOUR,
        "day" => count * DAY,
        "week" => count * 7 * DAY,
        "month" => -count,
        _ => return None,
    })
}

/// `Name :crit, done, id, start, end`.
fn draft(row: Line<'_>, section: usize) -> Result<Draft<'_>, Problem> {
    let line = row.text();
    let (name, data) = line.split_once(':').ok_or_else(|| row.unknown())?;
    let mut task = Task { name: label::clean(name), section, ..Task::default() };
    let mut fields: Vec<&str> = data.split(',').map(str::trim).collect();
    while let Some(first) = fields.first() {
        match *first {
            "active" => task.active = true,
            "done" => task.done = true,
            "crit" => task.critical = true,
            "milestone" => task.milestone = true,
            "vert" => task.vertical = true,
            _ => break,
        }
        fields.remove(0);
    }
    let (id, start, end) = match fields[..] {
        [end] => ("", None, end),
        [start, end] => ("", Some(start), end),
        [id, start, end] => (id, Some(start), end),
        _ => return Err(row.problem(format!("`{}` is not `id, start, end`", excerpt(data.trim())))),
    };
    id.clone_into(&mut task.id);
    Ok(Draft { line: row, task, start: start.map(str::to_owned), end: end.to_owned() })
}

/// Gives each task its times; those that wait for others in as many rounds as that takes.
fn resolved(drafts: Vec<Draft<'_>>, rules: &Rules) -> Result<Vec<Task>, Problem> {
    let ids: HashMap<&str, usize> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| !draft.task.id.is_empty())
        .map(|(at, draft)| (draft.task.id.as_str(), at))
        .collect();
    let mut times: Vec<Option<(i64, i64)>> = vec![None; drafts.len()];
    loop {
        let mut progress = false;
        for at in 0..drafts.len() {
            if times[at].is_none() {
                times[at] = one(&drafts, at, &ids, &times, rules)?;
                progress |= times[at].is_some();
            }
        }
        if times.iter().all(Option::is_some) {
            break;
        }
        if !progress {
            let stuck = times.iter().position(Option::is_none).unwrap_or(0);
            return Err(drafts[stuck].line.problem("tasks wait for each other in a circle"));
        }
    }
    drop(ids);
    let tasks = drafts.into_iter().zip(times);
    Ok(tasks
        .map(|(draft, time)| {
            let (start, end) = time.unwrap_or_default();
            Task { start, end, ..draft.task }
        })
        .collect())
}

type Times = [Option<(i64, i64)>];

/// Start and end of a task; `None` while it waits for another.
fn one(
    drafts: &[Draft<'_>],
    at: usize,
    ids: &HashMap<&str, usize>,
    times: &Times,
    rules: &Rules,
) -> Result<Option<(i64, i64)>, Problem> {
    let draft = &drafts[at];
    let known = |names: &str| -> Result<Vec<Option<(i64, i64)>>, Problem> {
        names
            .split_whitespace()
            .map(|name| match ids.get(name) {
                Some(&other) => Ok(times[other]),
                None => Err(draft.line.problem(format!("there is no task `{}`", excerpt(name)))),
            })
            .collect()
    };
    let start = match draft.start.as_deref() {
        None => {
            let Some(before) = at.checked_sub(1) else {
                return Err(draft.line.problem("the first task names no start"));
            };
            let Some((_, end)) = times[before] else { return Ok(None) };
            end
        }
        Some(text) => match text.strip_prefix("after ") {
            Some(names) => {
                let ends = known(names)?;
                match ends.iter().map(|time| time.map(|(_, end)| end)).collect::<Option<Vec<i64>>>() {
                    Some(ends) => ends.into_iter().max().unwrap_or_default(),
                    None => return Ok(None),
                }
            }
            None if text.starts_with("until ") => {
                let Some(starts) = known(&text[6..])?
                    .into_iter()
                    .map(|time| time.map(|(start, _)| start))
                    .collect::<Option<Vec<i64>>>()
                else {
                    return Ok(None);
                };
                starts.into_iter().min().unwrap_or_default()
            }
            None => time::parse(text, &rules.format).ok_or_else(|| {
                draft.line.problem(format!(
                    "`{}` is no date of the form `{}`",
                    excerpt(text),
                    excerpt(&rules.format)
                ))
            })?,
        },
    };
    if let Some(names) = draft.end.strip_prefix("until ") {
        let starts =
            known(names)?.into_iter().map(|time| time.map(|(start, _)| start)).collect::<Option<Vec<i64>>>();
        return Ok(starts.map(|starts| (start, starts.into_iter().min().unwrap_or(start).max(start))));
    }
    if let Some(end) = time::parse(&draft.end, &rules.format) {
        let end = if rules.exclusive_end { end } else { end + DAY };
        return Ok(Some((start, end.max(start))));
    }
    let end = time::later(start, &draft.end).ok_or_else(|| {
        draft.line.problem(format!("`{}` is neither a date nor a duration", excerpt(&draft.end)))
    })?;
    Ok(Some((start, rules.moved(start, end))))
}

impl Rules {
    /// The end, later by the days between that do not count.
    fn moved(&self, start: i64, mut end: i64) -> i64 {
        if self.excludes.is_empty() {
            return end;
        }
        let mut day = start + DAY;
        for _ in 0..EXCLUDED {
            if day > end {
                break;
            }
            if self.off.hold(day) && !self.on.hold(day) {
                end += DAY;
            }
            day += DAY;
        }
        end
    }
}

/// `click id href "url"`; a call runs nothing here.
fn click(chart: &mut Chart, row: Line<'_>, text: &str) {
    let (names, rest) = word(text);
    let Some(at) = rest.find("href") else { return };
    let Some(url) = rest[at..].split('"').nth(1) else { return };
    for name in names.split(',') {
        let link = chart.notes.url(row.number, &label::decoded(url));
        match chart.tasks.iter_mut().find(|task| task.id == name.trim()) {
            Some(task) => task.link = link,
            None => chart.notes.tell(row.number, format!("there is no task `{}`", excerpt(name))),
        }
    }
}
