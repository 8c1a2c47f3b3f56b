//! Sections that lead to a page themselves: the section-index plugin, Material's `navigation.indexes`.
//!
//! In: a navigation. Out: the same, a section's first page in place of the section. Never: takes a page that has a title of
//! its own in nav.

use crate::docs::address::is_index;
use crate::docs::{NavItem, NavTarget, Page};

/// Which first page becomes its section's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::docs) enum SectionIndex {
    /// Any without a title in nav (section-index).
    FirstPage,
    /// The folder's index only (`navigation.indexes`).
    Index,
}

/// Gives sections their pages.
pub(in crate::docs) fn section_index(items: &mut [NavItem], pages: &[Page], rule: SectionIndex) {
    for item in items {
        section_index(&mut item.children, pages, rule);
        let Some(first) = item.children.first().filter(|first| first.children.is_empty()) else { continue };
        if let (NavTarget::Section, &NavTarget::Page(id, None)) = (&item.target, &first.target)
            && match rule {
                SectionIndex::FirstPage => first.title.is_empty(),
                SectionIndex::Index => is_index(&pages[id.0].src),
            }
        {
            item.target = NavTarget::Page(id, None);
            item.children.remove(0);
        }
    }
}
