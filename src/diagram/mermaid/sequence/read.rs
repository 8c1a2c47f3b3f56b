//! The statements of a sequence diagram.
//!
//! In: a [`Source`]. Out: a [`Sequence`]. Never: passes over a statement it does not know.

use std::collections::HashMap;

use super::super::super::colour::Colour;
use super::super::super::problem::Problem;
use super::super::label::{clean, decoded};
use super::super::source::{Source, excerpt, title, word};
use super::{ACTORS, Actor, EVENTS, Event, Group, Head, Sequence};

/// Arrows, longest first.
const ARROWS: &[(&str, bool, Head, bool)] = &[
    ("<<-->>", true, Head::Full, true),
    ("<<->>", false, Head::Full, true),
    ("-->>", true, Head::Full, false),
    ("->>", false, Head::Full, false),
    ("--x", true, Head::Cross, false),
    ("--)", true, Head::Open, false),
    ("-->", true, Head::None, false),
    ("-x", false, Head::Cross, false),
    ("-)", false, Head::Open, false),
    ("->", false, Head::None, false),
];

#[derive(Default)]
struct Reader {
    sequence: Sequence,
    slots: HashMap<String, usize>,
    /// The next number, and the step to the one behind it.
    number: Option<(f64, f64)>,
    open: Vec<Block>,
    line: usize,
}

/// What `end` closes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    Rows,
    /// A box around participants, by its number.
    Actors(usize),
}

/// Reads the diagram.
pub(super) fn read(source: &Source<'_>) -> Result<Sequence, Problem> {
    let mut reader = Reader::default();
    for row in source.body() {
        reader.line = row.number;
        for line in row.raw.split(';').map(str::trim).filter(|line| !line.is_empty()) {
            reader.statement(line).map_err(|message| Problem::at(row.number, message))?;
            let sequence = &reader.sequence;
            if sequence.actors.len() > ACTORS || sequence.events.len() > EVENTS {
                return Err(Problem::new(format!(
                    "the diagram has more than {ACTORS} participants or {EVENTS} rows"
                )));
            }
            if reader.open.len() > super::super::DEPTH {
                return Err(Problem::at(row.number, "blocks are nested too deeply"));
            }
        }
    }
    if !reader.open.is_empty() {
        return Err(Problem::new("a block is not closed by `end`"));
    }
    Ok(reader.sequence)
}

impl Reader {
    fn statement(&mut self, line: &str) -> Result<(), String> {
        let (first, rest) = word(line);
        match first {
            "participant" | "actor" => self.declare(rest, first == "actor"),
            "create" => {
                let (kind, rest) = word(rest);
                self.declare(rest, kind == "actor");
            }
            "activate" | "deactivate" | "destroy" => {
                self.slot(rest);
            }
            "link" => self.link(rest),
            "links" | "properties" | "details" => {
                self.sequence.notes.tell(self.line, format!("`{first}` of a participant are not drawn"));
            }
            "title" | "title:" => self.sequence.title = title(line).unwrap_or_else(|| clean(rest)),
            "autonumber" => {
                let mut numbers = rest.split_whitespace().filter_map(|word| word.parse::<f64>().ok());
                let (start, step) = (numbers.next().unwrap_or(1.0), numbers.next().unwrap_or(1.0));
                self.number = (rest != "off").then_some((start, step));
            }
            "loop" | "alt" | "opt" | "par" | "critical" | "break" => {
                self.open.push(Block::Rows);
                self.sequence.events.push(Event::Open { word: first.to_owned(), text: clean(rest) });
            }
            "par_over" => {
                self.open.push(Block::Rows);
                self.sequence.events.push(Event::Open { word: "par".to_owned(), text: clean(rest) });
            }
            "rect" => {
                self.open.push(Block::Rows);
                let fill = Colour::parse(rest);
                if fill.is_none() && !rest.is_empty() {
                    self.sequence.notes.tell(self.line, format!("`{}` is no colour", excerpt(rest)));
                }
                self.sequence.events.push(Event::Shade { fill });
            }
            "box" => {
                let (fill, label) = colour_first(rest);
                self.open.push(Block::Actors(self.sequence.boxes.len()));
                self.sequence.boxes.push(Group { label: clean(label), fill, actors: Vec::new() });
            }
            "else" | "and" | "option" => self.sequence.events.push(Event::Divider { text: clean(rest) }),
            "end" => match self.open.pop() {
                Some(Block::Rows) => self.sequence.events.push(Event::Close),
                Some(Block::Actors(_)) => {}
                None => return Err("`end` closes nothing".to_owned()),
            },
            "Note" | "note" => self.note(rest)?,
            _ => self.message(line)?,
        }
        Ok(())
    }

    /// `link A: Dashboard @ https://…`: the first one is where the participant leads.
    fn link(&mut self, text: &str) {
        if let Some((name, rest)) = text.split_once(':')
            && let Some((_, url)) = rest.split_once('@')
        {
            let slot = self.slot(name.trim());
            let url = self.sequence.notes.url(self.line, &decoded(url));
            let actor = &mut self.sequence.actors[slot];
            actor.link = actor.link.take().or(url);
        }
    }

    fn declare(&mut self, text: &str, person: bool) {
        // `A@{ "type": "database" }` says how its head looks.
        let (name, rest) = match text.split_once("@{") {
            Some((name, rest)) => (name, rest.split_once('}').map_or("", |(_, rest)| rest)),
            None => (text, ""),
        };
        let whole = format!("{}{rest}", name.trim_end());
        let text = whole.as_str();
        let (name, label) = text.split_once(" as ").unwrap_or((text, text));
        let slot = self.slot(name.trim());
        let actor = &mut self.sequence.actors[slot];
        actor.label = clean(label);
        actor.person = person;
    }

    fn slot(&mut self, name: &str) -> usize {
        if let Some(&slot) = self.slots.get(name) {
            return slot;
        }
        let slot = self.sequence.actors.len();
        self.slots.insert(name.to_owned(), slot);
        self.sequence.actors.push(Actor { label: clean(name), ..Actor::default() });
        if let Some(&Block::Actors(number)) = self.open.last() {
            self.sequence.boxes[number].actors.push(slot);
        }
        slot
    }

    fn note(&mut self, text: &str) -> Result<(), String> {
        let (place, text) = text.split_once(':').ok_or_else(|| "a note has no `:`".to_owned())?;
        let (side, names) = if let Some(names) = place.strip_prefix("left of ") {
            (-1, names)
        } else if let Some(names) = place.strip_prefix("right of ") {
            (1, names)
        } else if let Some(names) = place.strip_prefix("over ") {
            (0, names)
        } else {
            return Err(format!("`{}` is no place of a note", excerpt(place)));
        };
        let slots: Vec<usize> = names.split(',').map(|name| self.slot(name.trim())).collect();
        let first = slots.iter().copied().min().unwrap_or(0);
        let last = slots.iter().copied().max().unwrap_or(0);
        self.sequence.events.push(Event::Note { first, last, side, text: clean(text) });
        Ok(())
    }

    fn message(&mut self, line: &str) -> Result<(), String> {
        let (ends, text) = line.split_once(':').unwrap_or((line, ""));
        let found = ARROWS
            .iter()
            .filter_map(|arrow| Some((ends.find(arrow.0)?, arrow)))
            .min_by_key(|(at, arrow)| (*at, std::cmp::Reverse(arrow.0.len())));
        let Some((at, &(mark, dashed, tip, both))) = found else {
            return Err(format!("`{}` is not understood", excerpt(line)));
        };
        let from = ends[..at].trim();
        let to = ends[at + mark.len()..].trim().trim_start_matches(['+', '-']).trim();
        if from.is_empty() || to.is_empty() {
            return Err(format!("`{}` lacks a participant", excerpt(line)));
        }
        let (from, to) = (self.slot(from), self.slot(to));
        let mut text = clean(text);
        if let Some((number, step)) = &mut self.number {
            text = format!("{number}. {text}");
            *number += *step;
        }
        self.sequence.events.push(Event::Message { from, to, text, dashed, tip, both });
        Ok(())
    }
}

/// A colour at the start, as one word or as `rgb(…)`, and what follows; without one all is text.
fn colour_first(text: &str) -> (Option<Colour>, &str) {
    let end = match text.find('(').filter(|&at| text[..at].chars().all(|c| c.is_ascii_alphabetic())) {
        Some(_) => text.find(')').map_or(text.len(), |at| at + 1),
        None => text.find(char::is_whitespace).unwrap_or(text.len()),
    };
    match Colour::parse(&text[..end]) {
        Some(colour) => (Some(colour), text[end..].trim()),
        None => (None, text),
    }
}
