//! How much work a page may make.
//!
//! In: what a step is about to do, counted. Out: whether it may; where the page first asked for more than it may.
//! Never: looks at a clock or at memory, so that a page becomes the same on every machine.
//!
//! What is left of a page when its steps are spent is shown as it is written.

use std::cell::Cell;

use super::document::{Problem, ProblemKind};
use super::text::Source;

/// Steps that a page may take. One is about what it takes to look at a byte.
const PAGE: u64 = 70_000_000;

/// Steps that an element takes: it is made, walked over and written, and its place is kept.
pub(super) const ELEMENT: u64 = 80;

/// The steps of a page.
#[derive(Debug)]
pub(super) struct Steps {
    most: u64,
    taken: Cell<u64>,
    /// Place in the working text where the first was refused.
    refused: Cell<Option<u32>>,
}

impl Default for Steps {
    fn default() -> Self {
        Self::up_to(PAGE)
    }
}

impl Steps {
    /// Steps of which there are `most`.
    pub(super) fn up_to(most: u64) -> Self {
        Self { most, taken: Cell::new(0), refused: Cell::new(None) }
    }

    /// Steps taken so far.
    #[cfg(test)]
    pub(super) fn taken(&self) -> u64 {
        self.taken.get()
    }

    /// Takes steps for what stands at a place; `false` where the page has not as many left, then and ever after.
    pub(super) fn take(&self, count: u64, pos: u32) -> bool {
        if self.refused.get().is_some() {
            return false;
        }
        self.taken.set(self.taken.get().saturating_add(count));
        if self.taken.get() > self.most {
            self.refused.set(Some(pos));
        }
        self.refused.get().is_none()
    }

    /// Tells of a page that asked for more than it may.
    pub(super) fn tell(&self, source: &Source<'_>, problems: &mut Vec<Problem>) {
        let Some(pos) = self.refused.get() else { return };
        problems.push(Problem {
            kind: ProblemKind::Limit,
            message: "the page is too large or too intricate to be rendered to its end".to_owned(),
            span: source.origins(pos..pos),
            help: Some("split the page; what follows is shown as it is written".to_owned()),
        });
    }
}
