//! Whose a diagnostic is.
//!
//! In: the catalog, a diagnostic that names an entity. Out: that entity, unless the diagnostic is about another document
//! of the same name, which is not in the catalog. Never: joins by the name alone.

use super::{Catalog, EntityId, EntityRef};
use crate::diag::Diagnostic;
use crate::source::Span;

impl Catalog {
    /// The entity that a diagnostic concerns; `None` where it names none, or none that is in the catalog.
    pub(crate) fn concerned(&self, found: &Diagnostic) -> Option<EntityId> {
        let reference = EntityRef::parse(found.entity.as_deref()?, None, "default")?;
        let id = self.find(&reference)?;
        let own = self.entity(id).origin.span;
        let mut places = found.primary.iter().chain(&found.secondary).map(|label| label.span);
        if places.any(|place| is_within(place, own)) {
            return Some(id);
        }
        let others = self.namesakes.get(&reference).map_or(&[][..], Vec::as_slice);
        let elsewhere = found
            .primary
            .as_ref()
            .is_some_and(|label| others.iter().any(|&document| is_within(label.span, document)));
        (!elsewhere).then_some(id)
    }
}

fn is_within(place: Span, document: Span) -> bool {
    place.file == document.file && document.start <= place.start && place.end <= document.end
}
