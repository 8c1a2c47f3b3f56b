//! A directive in the text of a page.
//!
//! In: built by what reads it. Out: how long it is and what stands in its place. Never: the text around it.

/// A directive that was found.
pub(super) struct Directive {
    /// Its length in the text.
    pub(super) length: usize,
    /// What stands in its place; `None` leaves it as it is.
    pub(super) instead: Option<String>,
    /// The blanks before it go too (`{{-`).
    pub(super) trims: bool,
    /// What is wrong with it.
    pub(super) problem: Option<(String, bool)>,
}
