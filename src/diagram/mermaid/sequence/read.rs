//! The statements of a sequence diagram.
//!
//! In: prepared text. Out: a [`Sequence`]. Never: passes over a statement it does not know.

use std::collections::HashMap;

use super::super::flowchart::excerpt;
use super::super::label::clean;
use super::{Actor, Event, Head, Sequence};

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
    number: Option<usize>,
    /// Open blocks; `true` for those that show.
    open: Vec<bool>,
}

/// Reads the diagram.
pub(super) fn read(text: &str) -> Result<Sequence, String> {
    let mut reader = Reader::default();
    for line in text.lines().skip(1).flat_map(|line| line.split(';')) {
        let line = line.trim();
        if !line.is_empty() {
            reader.statement(line)?;
        }
    }
    if !reader.open.is_empty() {
        return Err("a block is not closed by `end`".to_owned());
    }
    Ok(reader.sequence)
}

impl Reader {
    fn statement(&mut self, line: &str) -> Result<(), String> {
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        match word {
            "participant" | "actor" => self.declare(rest, word == "actor"),
            "create" => {
                let (word, rest) = rest.split_once(' ').unwrap_or((rest, ""));
                self.declare(rest, word == "actor");
            }
            "activate" | "deactivate" | "destroy" | "link" | "links" | "properties" | "details" => {}
            "title" | "title:" => self.sequence.title = clean(rest),
            "autonumber" => self.number = (rest != "off").then_some(0),
            "loop" | "alt" | "opt" | "par" | "critical" | "break" => {
                self.open.push(true);
                self.sequence.events.push(Event::Open { word: word.to_owned(), text: clean(rest) });
            }
            // Backgrounds and boxes carry colour, which the theme keeps to itself.
            "rect" | "box" => self.open.push(false),
            "else" | "and" | "option" => self.sequence.events.push(Event::Divider { text: clean(rest) }),
            "end" => match self.open.pop() {
                Some(true) => self.sequence.events.push(Event::Close),
                Some(false) => {}
                None => return Err("`end` closes nothing".to_owned()),
            },
            "Note" | "note" => self.note(rest)?,
            _ => self.message(line)?,
        }
        Ok(())
    }

    fn declare(&mut self, text: &str, person: bool) {
        let text = text.split_once("@{").map_or(text, |(name, _)| name);
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
        self.sequence.actors.push(Actor { label: clean(name), person: false });
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
        if let Some(number) = &mut self.number {
            *number += 1;
            text = format!("{number}. {text}");
        }
        self.sequence.events.push(Event::Message { from, to, text, dashed, tip, both });
        Ok(())
    }
}
