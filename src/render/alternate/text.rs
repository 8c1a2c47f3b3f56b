//! What Markdown alternates are put together from.
//!
//! In: texts of authors, entities, findings. Out: lines of Markdown. Never: HTML of an author: text is escaped where it could
//! be taken for markup.

use std::fmt::Write as _;

use crate::catalog::EntityId;
use crate::render::links::Here;
use crate::render::text::summary;

/// An entity as an entry of a list.
pub(super) fn entry(out: &mut String, here: Here<'_>, id: EntityId) {
    let entity = here.model.catalog.entity(id);
    let href = here.to(&entity.site_path().alternate());
    let about = about(entity.metadata.description.as_deref());
    let _ = write!(out, "- [{}]({href})", line(entity.title()));
    if !about.is_empty() {
        let _ = write!(out, ": {about}");
    }
    out.push('\n');
}

/// A finding as an entry of a list.
pub(super) fn found(out: &mut String, finding: &crate::diag::Resolved) {
    let severity = finding.severity.as_str();
    let _ = write!(out, "- {severity} {}: {}", finding.location(), line(&finding.message));
    if let Some(help) = &finding.help {
        let _ = write!(out, " ({})", line(help));
    }
    out.push('\n');
}

/// What an entity's description says, for a line.
fn about(description: Option<&str>) -> String {
    line(&summary(description, 160))
}

/// One line in which nothing is markup.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '[' | ']' | '<' | '*' | '_' | '`' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
