//! Where a page stands in a list that goes over several.
//!
//! In: the list's address and length, the page's number. Out: which members are on it, and its neighbours. Never: a page
//! beyond the last.

use std::ops::Range;

use serde::Serialize;

use crate::render::links::Here;
use crate::url::{PageNumber, SitePath};

/// Context of the component `pager`.
#[derive(Serialize)]
pub(in crate::render) struct Pager {
    /// Members of the whole list.
    pub size: usize,
    /// The first member on the page, from 1.
    from: usize,
    /// The last one.
    to: usize,
    /// Link to the page before; empty on the first.
    previous: String,
    /// Link to the page after; empty on the last.
    next: String,
}

impl Pager {
    /// Page `number` of a list of `size` members that begins at `first` and has `each` on a page.
    pub(in crate::render) fn new(
        here: Here<'_>,
        first: &SitePath,
        number: PageNumber,
        size: usize,
        each: usize,
    ) -> Self {
        let from = (number.index() * each).min(size);
        let to = (from + each).min(size);
        Self {
            size,
            from: from + 1,
            to,
            previous: number.previous().map_or_else(String::new, |number| here.to(&first.page(number))),
            next: if to < size { here.to(&first.page(number.next())) } else { String::new() },
        }
    }

    /// The places of its members in the list.
    pub(in crate::render) fn range(&self) -> Range<usize> {
        self.from - 1..self.to
    }
}

/// `title` as that of a page.
pub(in crate::render) fn numbered(title: &str, number: PageNumber) -> String {
    if number.is_first() { title.to_owned() } else { format!("{title}, page {number}") }
}
