//! Entity references: `[<kind>:][<namespace>/]<name>`.
//!
//! In: text and defaults. Out: a canonical reference. Never: checks characters (Backstage's
//! `parseEntityRef` does not) or trims.

use std::fmt;
use std::sync::Arc;

use crate::url::SitePath;

/// The identity of an entity: kind, namespace and name, all lower case. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct EntityRef {
    text: Arc<str>,
    namespace_at: u32,
    name_at: u32,
}

impl EntityRef {
    /// From parts of any case.
    pub(crate) fn new(kind: &str, namespace: &str, name: &str) -> Self {
        let text = format!("{kind}:{namespace}/{name}").to_lowercase();
        let namespace_at = kind.to_lowercase().len() + 1;
        let name_at = namespace_at + namespace.to_lowercase().len() + 1;
        Self { text: text.into(), namespace_at: namespace_at as u32, name_at: name_at as u32 }
    }

    /// Parses a reference with Backstage's algorithm (`parseEntityRef` of `@backstage/catalog-model`): the
    /// first `:` ends the kind unless a `/` comes before it, the first `/` ends the namespace, the rest is
    /// the name. `None` where a part that is there is empty, or where the kind is missing and there is no
    /// default.
    pub(crate) fn parse(text: &str, default_kind: Option<&str>, default_namespace: &str) -> Option<Self> {
        let colon = text.find(':');
        let slash = text.find('/');
        let (kind, rest) = match (colon, slash) {
            (Some(colon), slash) if slash.is_none_or(|slash| colon < slash) => {
                (Some(&text[..colon]), &text[colon + 1..])
            }
            _ => (None, text),
        };
        let (namespace, name) = match rest.find('/') {
            Some(slash) => (Some(&rest[..slash]), &rest[slash + 1..]),
            None => (None, rest),
        };
        if kind == Some("") || namespace == Some("") || name.is_empty() {
            return None;
        }
        Some(Self::new(kind.or(default_kind)?, namespace.unwrap_or(default_namespace), name))
    }

    /// `kind:namespace/name`.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The kind, lower case.
    pub(crate) fn kind(&self) -> &str {
        &self.text[..self.namespace_at as usize - 1]
    }

    /// Whether it names an entity of this kind.
    pub(crate) fn is_of(&self, kind: &super::kinds::KindDefinition) -> bool {
        self.kind() == kind.key
    }

    /// The namespace, lower case.
    pub(crate) fn namespace(&self) -> &str {
        &self.text[self.namespace_at as usize..self.name_at as usize - 1]
    }

    /// The name, lower case.
    pub(crate) fn name(&self) -> &str {
        &self.text[self.name_at as usize..]
    }

    /// What belongs to the entity below a place of the portal: `<place>/<namespace>/<kind>/<name>/`, as in Backstage.
    pub(crate) fn below(&self, place: &SitePath) -> SitePath {
        place.join(format!("{}/{}/{}/", self.namespace(), self.kind(), self.name()))
    }
}

impl fmt::Display for EntityRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Section 2.1 of Backstage's own grammar, run against the real `parseEntityRef`.
    #[test]
    fn grammar() {
        for (text, expected) in [
            ("a", Some("group:ns/a")),
            ("k:a", Some("k:ns/a")),
            ("n/a", Some("group:n/a")),
            ("k:n/a", Some("k:n/a")),
            ("k:n/a/b", Some("k:n/a/b")),
            ("n/a:b", Some("group:n/a:b")),
            ("a:b/c:d", Some("a:b/c:d")),
            ("group:b:c", Some("group:ns/b:c")),
            ("team a", Some("group:ns/team a")),
            ("foo@bar.com", Some("group:ns/foo@bar.com")),
            ("@org/team", Some("group:@org/team")),
            ("MyComp", Some("group:ns/mycomp")),
            (":b", None),
            ("k:", None),
            ("/a", None),
            ("n/", None),
            ("", None),
        ] {
            let parsed = EntityRef::parse(text, Some("Group"), "ns");
            assert_eq!(parsed.as_ref().map(EntityRef::as_str), expected, "{text:?}");
        }
        assert_eq!(EntityRef::parse("foo", None, "ns"), None);
        let parts = EntityRef::parse("k:n/a/b", None, "ns").unwrap();
        assert_eq!((parts.kind(), parts.namespace(), parts.name()), ("k", "n", "a/b"));
    }
}
