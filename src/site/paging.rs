//! Lists that go over several pages, so that each stays light and all can be walked without JavaScript.
//!
//! In: the site path of a list's first page, how long it is. Out: its pages. Never: no page: an empty list says so on its first.

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

/// Site path of a page, from 0, of the list that begins at `first`.
pub(crate) fn page_path(first: &str, number: usize) -> String {
    match number {
        0 => first.to_owned(),
        more => format!("{first}page/{}/", more + 1),
    }
}

/// Pages of a list of `size` members with at most `each` on one.
pub(super) fn page_count(size: usize, each: usize) -> usize {
    size.div_ceil(each).max(1)
}
