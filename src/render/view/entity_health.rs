//! What is wrong, as pages show it.
//!
//! In: resolved findings. Out: cards with rule, place, source line and remedy. Never: a place outside the
//! crawled repositories.

use serde::Serialize;

use crate::catalog::EntityRef;
use crate::render::links::{EntityLink, Here};

/// A finding.
#[derive(Serialize)]
pub(in crate::render) struct Finding {
    pub code: &'static str,
    pub name: &'static str,
    pub severity: &'static str,
    pub message: String,
    pub place: String,
    /// The place on the repository's web host; empty where it is not known.
    pub href: String,
    pub before: String,
    pub marked: String,
    pub after: String,
    pub line: usize,
    pub help: String,
    pub notes: Vec<String>,
    pub also: Vec<String>,
    pub entity: Option<EntityLink>,
    /// Its fragment, where others lead to it; mostly empty.
    pub anchor: String,
}

/// A finding, by its index, as it is shown on the page at `here`.
pub(in crate::render) fn finding(here: Here<'_>, at: usize, with_entity: bool) -> Finding {
    let model = here.model;
    let finding = &model.findings[at];
    let mut shown = Finding {
        code: finding.code,
        name: finding.name,
        severity: finding.severity.as_str(),
        message: finding.message.clone(),
        place: finding.location().into_owned(),
        href: String::new(),
        before: String::new(),
        marked: String::new(),
        after: String::new(),
        line: 0,
        help: finding.help.clone().unwrap_or_default(),
        notes: finding.notes.clone(),
        also: finding.secondary.iter().take(5).map(crate::diag::Place::location).collect(),
        entity: None,
        anchor: model.refusals.anchor(at, finding).to_owned(),
    };
    if let Some(place) = &finding.place {
        shown.href = model.web_place(place.file, place.line).unwrap_or_default();
        shown.line = place.line;
        let from = (place.column - 1).saturating_sub(place.source_from);
        let to = if place.end_line == place.line {
            (place.end_column - 1).saturating_sub(place.source_from)
        } else {
            usize::MAX
        };
        for (index, c) in place.source.chars().enumerate() {
            if index < from {
                shown.before.push(c);
            } else if index < to {
                shown.marked.push(c);
            } else {
                shown.after.push(c);
            }
        }
    }
    if with_entity {
        let named = finding.entity.as_deref().and_then(|text| EntityRef::parse(text, None, "default"));
        // Another document of an entity's name is not that entity.
        let lost = named.filter(|reference| model.catalog.find(reference).is_none());
        shown.entity = match model.concerned(at) {
            Some(id) => Some(here.entity(id)),
            None => lost.map(|reference| here.named(&reference)),
        };
    }
    shown
}
