//! Lists that go over several pages, so that each stays light and all can be walked without JavaScript.
//!
//! In: the site path of a list's first page, how long it is. Out: its pages. Never: no page: an empty list says so on its first.

/// Rows of an index table on one page: enough to scroll, few enough for a phone's first visit.
pub const ROWS: usize = 100;

/// Cards on one page, of doc sites or templates.
pub const CARDS: usize = 60;

/// Findings on one page of a list.
pub const FINDINGS: usize = 50;

/// Site path of a page, from 0, of the list that begins at `first`.
pub fn page_path(first: &str, number: usize) -> String {
    match number {
        0 => first.to_owned(),
        more => format!("{first}page/{}/", more + 1),
    }
}

/// Pages of a list of `size` members with at most `each` on one.
pub(super) fn page_count(size: usize, each: usize) -> usize {
    size.div_ceil(each).max(1)
}
