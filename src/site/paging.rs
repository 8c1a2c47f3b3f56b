//! Lists that go over several pages, so that each stays light and all can be walked without JavaScript.
//!
//! In: how long a list is. Out: its pages. Never: no page: an empty list says so on its first.

use crate::url::PageNumber;

/// Rows of an index table that stay on one page.
const WHOLE: usize = 100;

/// Rows on each page of a longer one: enough to scroll, few enough for a slow machine's first look.
const ROWS: usize = 50;

/// Cards on one page, of doc sites or templates.
pub(crate) const CARDS: usize = 60;

/// Findings on one page of a list.
pub(crate) const FINDINGS: usize = 50;

/// Rows on one page of an index table that has `size` in all.
pub(crate) const fn rows_of(size: usize) -> usize {
    if size <= WHOLE { WHOLE } else { ROWS }
}

/// Pages of a list of `size` members with at most `each` on one.
pub(super) fn pages(size: usize, each: usize) -> impl Iterator<Item = PageNumber> {
    (0..size.div_ceil(each).max(1)).map(PageNumber::at)
}
