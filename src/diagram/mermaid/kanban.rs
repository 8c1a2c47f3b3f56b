//! Kanban boards.
//!
//! In: a [`Source`]: columns, and tasks indented below them. Out: SVG; a task with a ticket links to it where the
//! configuration says how. Never: moves a task.

use super::super::canvas::{Anchor, Canvas, FONT, LINE, SMALL, colour};
use super::super::problem::{Drawing, Notes, Problem};
use super::super::text;
use super::label;
use super::source::{Line, Source};
use super::tree;

struct Card {
    lines: Vec<String>,
    assigned: String,
    ticket: String,
    priority: String,
    link: Option<String>,
}

const WIDTH: f64 = 200.0;
const GAP: f64 = 14.0;
/// Attributes over lines end here at the latest, in bytes.
const JOINED: usize = 4000;

/// SVG of a board.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let mut notes = Notes::default();
    let base = source.config.get("kanban.ticketBaseUrl");
    let mut columns: Vec<(String, Vec<Card>)> = Vec::new();
    let (lines, texts): (Vec<Line<'_>>, Vec<String>) = joined(source.body()).into_iter().unzip();
    for (item, written) in tree::items(lines.into_iter())?.iter().zip(texts) {
        let (name, data) = written.split_once("@{").unwrap_or((&written, ""));
        let name = name.trim();
        let text = match name.find('[').filter(|_| name.ends_with(']')) {
            Some(at) => &name[at + 1..name.len() - 1],
            None => name,
        };
        let text = label::clean(text);
        if item.depth == 0 {
            columns.push((text, Vec::new()));
            continue;
        }
        let value = |key: &str| attribute(data, key).map(label::clean).unwrap_or_default();
        let ticket = value("ticket");
        let link = base
            .filter(|_| !ticket.is_empty())
            .and_then(|base| notes.url(item.line.number, &base.replace("#TICKET#", &ticket)));
        let lines = text::wrap(if value("label").is_empty() { &text } else { "" }, FONT, WIDTH as i32 - 44);
        let lines =
            if lines.is_empty() { text::wrap(&value("label"), FONT, WIDTH as i32 - 44) } else { lines };
        let card = Card { lines, assigned: value("assigned"), ticket, priority: value("priority"), link };
        if let Some((_, cards)) = columns.last_mut() {
            cards.push(card);
        }
    }
    if columns.is_empty() {
        return Err(Problem::new("the board has no columns"));
    }
    let about = source.about("", "Kanban board");
    Ok(Drawing { svg: draw(&columns).svg("g--diagram g-kanban", &about), left_out: notes.left_out })
}

/// Attributes in braces may go on over lines.
fn joined<'t>(lines: &[Line<'t>]) -> Vec<(Line<'t>, String)> {
    let mut out: Vec<(Line<'t>, String)> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some((_, before)) if before.len() < JOINED && before.contains("@{") && !before.contains('}') => {
                before.push(' ');
                before.push_str(line.raw.trim());
            }
            // Attributes on a line of their own go with the line before.
            Some((_, before)) if line.raw.trim().starts_with("@{") => before.push_str(line.raw.trim()),
            _ => out.push((*line, line.raw.trim().to_owned())),
        }
    }
    out
}

/// The value of `key: 'value'` in `{ … }`.
fn attribute<'t>(data: &'t str, key: &str) -> Option<&'t str> {
    let at = data
        .match_indices(key)
        .find(|(at, _)| data[..*at].trim_end().ends_with([',', '{']) || data[..*at].trim().is_empty())?;
    let rest = data[at.0 + key.len()..].trim_start().strip_prefix(':')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'));
    match quote {
        Some(quote) => rest[1..].split(quote).next(),
        None => rest.split([',', '}']).next().map(str::trim),
    }
}

fn draw(columns: &[(String, Vec<Card>)]) -> Canvas {
    let mut canvas = Canvas::default();
    let height = |card: &Card| {
        let meta = !(card.ticket.is_empty() && card.assigned.is_empty());
        card.lines.len().max(1) as f64 * LINE + if meta { 36.0 } else { 16.0 }
    };
    let tallest = columns
        .iter()
        .map(|(_, cards)| cards.iter().map(|card| height(card) + 8.0).sum::<f64>())
        .fold(40.0, f64::max);
    for (at, (name, cards)) in columns.iter().enumerate() {
        let x = at as f64 * (WIDTH + GAP);
        canvas.open(&colour(at));
        canvas.rect("g-pale", [x, 0.0, WIDTH, tallest + 44.0], 8.0);
        let name = text::shorten(name, FONT, WIDTH as i32 - 50);
        canvas.text("g-strong", (x + 12.0, 23.0), Anchor::Start, FONT, &name);
        canvas.text("g-small", (x + WIDTH - 12.0, 23.0), Anchor::End, SMALL, &cards.len().to_string());
        let mut y = 36.0;
        for card in cards {
            let h = height(card);
            let open = canvas.open_link(card.link.as_deref(), "g-node");
            if !card.priority.is_empty() {
                canvas.tooltip(&format!("Priority: {}", card.priority));
            }
            canvas.rect("", [x + 10.0, y, WIDTH - 20.0, h], 6.0);
            if let Some(class) = priority(&card.priority) {
                canvas.rect(class, [x + 10.0, y + 3.0, 4.0, h - 6.0], 2.0);
            }
            for (row, line) in card.lines.iter().enumerate() {
                canvas.text("", (x + 22.0, y + 20.0 + row as f64 * LINE), Anchor::Start, FONT, line);
            }
            let foot = y + h - 10.0;
            canvas.text(
                "g-small",
                (x + 22.0, foot),
                Anchor::Start,
                SMALL,
                &text::shorten(&card.ticket, SMALL, 80),
            );
            let who = text::shorten(&card.assigned, SMALL, 80);
            canvas.text("g-small", (x + WIDTH - 20.0, foot), Anchor::End, SMALL, &who);
            canvas.close(open);
            y += h + 8.0;
        }
        canvas.close("g");
    }
    canvas
}

/// The mark of a priority; what it is stands in the tooltip too.
fn priority(name: &str) -> Option<&'static str> {
    match name.to_ascii_lowercase().as_str() {
        "very high" => Some("g-solid g-danger"),
        "high" => Some("g-solid g-k--2"),
        "low" => Some("g-solid g-k--5"),
        "very low" => Some("g-solid g-k--1"),
        _ => None,
    }
}
