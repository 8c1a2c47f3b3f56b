//! Colours that a diagram's author gives: `classDef`, `class`, `:::name`, `style`, `linkStyle`.
//!
//! In: the statements, in any order. Out: the style of each node and edge. Never: writes an author's text: see [`Style`].

use std::collections::HashMap;

use super::super::problem::Notes;
use super::super::style::Style;
use super::source::word;

/// What has been said about looks so far; nodes by their slots, edges by their numbers.
#[derive(Debug, Default)]
pub(super) struct Looks {
    classes: HashMap<String, Style>,
    of: HashMap<usize, Dress>,
    links: HashMap<usize, Style>,
    all_links: Style,
}

/// What one node wears.
#[derive(Debug, Default)]
struct Dress {
    classes: Vec<String>,
    own: Style,
}

/// More edges than are drawn need no style.
const LINKS: usize = 1000;

impl Looks {
    /// `classDef a,b fill:#f00,color:#fff`.
    pub(super) fn define(&mut self, text: &str, line: usize, notes: &mut Notes) {
        let (names, written) = word(text);
        let mut style = Style::default();
        tell(style.read(written), line, notes);
        for name in names.split(',') {
            self.classes.entry(name.trim().to_owned()).or_default().over(&style);
        }
    }

    /// A node wears a class, whether that is defined or will be.
    pub(super) fn wear(&mut self, slot: usize, classes: &str) {
        let of = &mut self.of.entry(slot).or_default().classes;
        of.extend(classes.split([',', ' ']).filter(|name| !name.is_empty()).take(16).map(str::to_owned));
    }

    /// `style A fill:#f00`.
    pub(super) fn dress(&mut self, slot: usize, written: &str, line: usize, notes: &mut Notes) {
        tell(self.of.entry(slot).or_default().own.read(written), line, notes);
    }

    /// `linkStyle 0,2 stroke:#f00`, `linkStyle default …`.
    pub(super) fn link(&mut self, text: &str, line: usize, notes: &mut Notes) {
        let (numbers, written) = word(text);
        let written = match written.strip_prefix("interpolate") {
            // How a line curves is the layout's affair.
            Some(rest) => word(rest.trim_start()).1,
            None => written,
        };
        let mut style = Style::default();
        tell(style.read(written), line, notes);
        for number in numbers.split(',') {
            if number == "default" {
                self.all_links.over(&style);
            } else if let Some(number) = number.trim().parse().ok().filter(|&number: &usize| number < LINKS) {
                self.links.entry(number).or_default().over(&style);
            }
        }
    }

    /// How a node looks.
    pub(super) fn of_node(&self, slot: usize) -> Style {
        let mut style = self.classes.get("default").cloned().unwrap_or_default();
        style.over(&self.of_frame(slot));
        style
    }

    /// How a frame looks, which the default class does not mean.
    pub(super) fn of_frame(&self, slot: usize) -> Style {
        let mut style = Style::default();
        if let Some(dress) = self.of.get(&slot) {
            for class in dress.classes.iter().filter_map(|class| self.classes.get(class)) {
                style.over(class);
            }
            style.over(&dress.own);
        }
        style
    }

    /// How an edge looks.
    pub(super) fn of_link(&self, number: usize) -> Style {
        let mut style = self.all_links.clone();
        if let Some(own) = self.links.get(&number) {
            style.over(own);
        }
        style
    }
}

fn tell(unknown: Vec<String>, line: usize, notes: &mut Notes) {
    for written in unknown {
        notes.tell(line, format!("the style `{}` is not understood", super::source::excerpt(&written)));
    }
}
