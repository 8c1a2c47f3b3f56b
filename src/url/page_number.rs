//! Which page of a list that goes over several.
//!
//! In: a place, counted from 0. Out: the number that people and addresses give it, from 1, and its neighbours. Never: a page before the first.

use std::fmt;

/// The number of a page of a list. Shown from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PageNumber(usize);

impl PageNumber {
    /// The list's beginning.
    pub(crate) const FIRST: Self = Self(0);

    /// The page that has `index` pages before it.
    pub(crate) const fn at(index: usize) -> Self {
        Self(index)
    }

    /// How many pages stand before it.
    pub(crate) const fn index(self) -> usize {
        self.0
    }

    /// Whether the list begins on it.
    pub(crate) const fn is_first(self) -> bool {
        self.0 == 0
    }

    /// The page after it, whether there is one or not.
    pub(crate) const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The page before it; `None` for the first.
    pub(crate) fn previous(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }
}

impl fmt::Display for PageNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0 + 1).fmt(f)
    }
}
