//! Which relations a field declares.
//!
//! In: an accepted document. Out: pairs with the place of each declaration. Never: asks whether the target
//! exists, or whether its kind makes sense: Backstage does not.
//! Source: `BuiltinKindsEntityProcessor.postProcessEntity`, `ScaffolderEntitiesProcessor`, the AI model module.

use super::fault::Fault;
use super::{EntityRef, Kind, RelationType};
use crate::diag::codes::catalog::REFERENCE;
use crate::yaml::{Node, Value};

/// A relation as a field declares it.
#[derive(Debug, Clone)]
pub(super) struct Declared {
    pub(super) kind: RelationType,
    pub(super) target: EntityRef,
    /// Byte range of the reference in its file.
    pub(super) span: std::ops::Range<u32>,
    /// The field, for messages.
    pub(super) field: &'static str,
}

struct Rule(&'static str, Option<&'static str>, RelationType);

use RelationType::{
    ChildOf, ConsumesApi, DependencyOf, DependsOn, HasMember, HasPart, MemberOf, OwnedBy, ParentOf, PartOf,
    ProvidesApi,
};

const OWNER: Rule = Rule("owner", Some("Group"), OwnedBy);
const SYSTEM: Rule = Rule("system", Some("System"), PartOf);
const DEPENDS_ON: Rule = Rule("dependsOn", None, DependsOn);
const DEPENDENCY_OF: Rule = Rule("dependencyOf", None, DependencyOf);

fn rules(kind: &Kind) -> &'static [Rule] {
    match kind {
        Kind::Component => &[
            OWNER,
            SYSTEM,
            Rule("subcomponentOf", Some("Component"), PartOf),
            Rule("providesApis", Some("API"), ProvidesApi),
            Rule("consumesApis", Some("API"), ConsumesApi),
            DEPENDS_ON,
            DEPENDENCY_OF,
        ],
        Kind::Api => &[OWNER, SYSTEM],
        Kind::Resource => &[OWNER, SYSTEM, DEPENDS_ON, DEPENDENCY_OF],
        Kind::System => &[OWNER, Rule("domain", Some("Domain"), PartOf)],
        Kind::Domain => &[OWNER, Rule("subdomainOf", Some("Domain"), PartOf)],
        Kind::Group => &[
            Rule("parent", Some("Group"), ChildOf),
            Rule("children", Some("Group"), ParentOf),
            Rule("members", Some("User"), HasMember),
        ],
        Kind::User => &[Rule("memberOf", Some("Group"), MemberOf)],
        Kind::Template => &[OWNER],
        Kind::AiResource => &[
            OWNER,
            SYSTEM,
            Rule("dependsOn", Some("AiResource"), DependsOn),
            Rule("skills", Some("AiResource"), HasPart),
            Rule("plugins", Some("AiResource"), HasPart),
        ],
        Kind::Location | Kind::Other(_) => &[],
    }
}

/// The relations that the document declares, and a fault for each reference that cannot be read; one such
/// reference keeps the whole entity out, as in Backstage.
pub(super) fn declared(
    document: &Node,
    kind: &Kind,
    namespace: &str,
    faults: &mut Vec<Fault>,
) -> Vec<Declared> {
    let mut out = Vec::new();
    for Rule(field, default_kind, relation) in rules(kind) {
        let Some(node) = document.at(["spec", field]) else { continue };
        // A lone string counts as a list of one: Backstage coerces `dependencyOf`, which no schema checks.
        let items = match &node.value {
            Value::Seq(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        for (index, item) in items.iter().enumerate() {
            let Some(text) = item.as_str() else { continue };
            if let Some(target) = EntityRef::parse(text, *default_kind, namespace) {
                out.push(Declared { kind: *relation, target, span: item.span.clone(), field });
            } else if !text.is_empty() {
                let index = index.to_string();
                let path: &[&str] =
                    if node.as_seq().is_some() { &["spec", field, &index] } else { &["spec", field] };
                let fault = Fault::new(&REFERENCE, path, format!("`{text}` is not a reference to an entity"));
                let needs_kind = default_kind.is_none() && EntityRef::parse(text, Some("x"), "x").is_some();
                faults.push(if needs_kind {
                    fault.help(format!(
                        "`{field}` needs the kind: write `component:{text}` or `resource:{text}`"
                    ))
                } else {
                    fault.help("write it as `[<kind>:][<namespace>/]<name>`")
                });
            }
        }
    }
    out
}

/// The string lists that Backstage sorts before anything else (`BuiltinKindsEntityProcessor.preProcessEntity`).
pub(super) const SORTED: &[&str] =
    &["providesApis", "consumesApis", "dependsOn", "dependencyOf", "memberOf", "children", "members"];
