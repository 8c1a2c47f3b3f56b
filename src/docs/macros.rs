//! Macros that are more than variables, once a site.
//!
//! In: rendered pages. Out: a note for each site that has some, at the first of them. Never: one for each page.

use std::collections::BTreeMap;

use super::{RenderedPage, SiteId};
use crate::diag::{Diagnostic, Diagnostics, codes};

/// Says which sites hold macros that stand as they were written.
pub(crate) fn report_macros(pages: &[RenderedPage]) -> Diagnostics {
    let mut sites: BTreeMap<SiteId, (usize, crate::source::Span)> = BTreeMap::new();
    for page in pages {
        if let Some(span) = page.not_evaluated {
            sites.entry(page.site).or_insert((0, span)).0 += 1;
        }
    }
    let mut found = Diagnostics::new();
    for (count, span) in sites.into_values() {
        let pages = if count == 1 { "a page holds".to_owned() } else { format!("{count} pages hold") };
        found.push(
            Diagnostic::new(
                &codes::docs::NOT_RUN,
                format!("{pages} macros that are not evaluated; here is the first"),
            )
            .at(span)
            .help(
                "write the result into the page; variables of `extra`, of the configuration and of the front matter are filled in",
            ),
        );
    }
    found
}
