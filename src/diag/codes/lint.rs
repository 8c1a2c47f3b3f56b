//! Lint rules beyond Backstage: codes `BL3xx`.
//!
//! Each can be switched off or made graver: `rules: {no-docs: off, dependency-cycle: error}` in backlot.yaml.

use super::Code;
use crate::diag::Severity;

pub(super) static ALL: &[&Code] = &[
    &NO_OWNER,
    &OWNER_IS_NOBODY,
    &DEPRECATED_DEPENDENCY,
    &NO_DOCS,
    &NO_CONSUMERS,
    &NO_DOMAIN,
    &DEPENDENCY_CYCLE,
    &TARGET_KIND,
    &ANNOTATION,
    &MERGE_KEY,
];

/// An entity without an owner.
pub(crate) static NO_OWNER: Code = Code {
    id: "BL301",
    name: "no-owner",
    severity: Severity::Warning,
    summary: "an entity without an owner",
    explain: "\
Nobody can be asked about it. Components, APIs, Resources, Systems and Domains must have an owner in Backstage; Templates and kinds
of your own need not, and then belong to nobody.

    # bad                          # good
    kind: Template                 kind: Template
    spec:                          spec:
      type: service                  type: service
                                     owner: platform

With `catalog.codeowners: true` the owner that CODEOWNERS names is filled in, marked as inferred.
",
};

/// An owner that is no group of people and no person.
pub(crate) static OWNER_IS_NOBODY: Code = Code {
    id: "BL302",
    name: "owner-is-nobody",
    severity: Severity::Warning,
    summary: "an owner that is not anybody",
    explain: "\
`owner` may refer to anything, and Backstage takes it: `owner: component:shop` is a relation like any other. People look for a group
or a person there. A group that neither has members nor groups with members is nobody either (asked only where the catalog holds
Users). An owner that does not exist is a `dangling-reference`.

    # bad                          # good
    owner: component:shop          owner: team-shop
",
};

/// A production component needs a deprecated one.
pub(crate) static DEPRECATED_DEPENDENCY: Code = Code {
    id: "BL303",
    name: "deprecated-dependency",
    severity: Severity::Warning,
    summary: "something in production needs something deprecated",
    explain: "\
An entity with `lifecycle: production` depends on, or consumes an API of, one with `lifecycle: deprecated`. Backstage shows both and
says nothing.

    kind: Component                kind: API
    spec:                          metadata: {name: orders-v1}
      lifecycle: production        spec:
      consumesApis: [orders-v1]      lifecycle: deprecated

Move to what replaces it, or say that the dependency is no longer deprecated.
",
};

/// A component without docs.
pub(crate) static NO_DOCS: Code = Code {
    id: "BL304",
    name: "no-docs",
    severity: Severity::Note,
    summary: "a component without documentation",
    explain: "\
The component has neither `backstage.io/techdocs-ref` nor `backstage.io/techdocs-entity`, and no README.md lies beside its
catalog file, so its page has no Docs tab.

    metadata:
      annotations:
        backstage.io/techdocs-ref: dir:.

A README.md is enough to begin with: without an mkdocs.yml the `docs` folder is rendered as TechDocs does.
",
};

/// An API that nobody consumes.
pub(crate) static NO_CONSUMERS: Code = Code {
    id: "BL305",
    name: "api-without-consumers",
    severity: Severity::Note,
    summary: "an API that nobody consumes",
    explain: "\
No component names the API in `consumesApis`. Either it is not used and can go, or those who use it do not say so, and nobody can tell
whom a change of it would hurt.

    kind: Component
    spec:
      consumesApis: [orders]
",
};

/// A system outside every domain.
pub(crate) static NO_DOMAIN: Code = Code {
    id: "BL306",
    name: "system-without-domain",
    severity: Severity::Note,
    summary: "a system that belongs to no domain",
    explain: "\
`spec.domain` of a System is optional in Backstage; without it the system is missing from every picture that starts at a domain.

    kind: System
    spec:
      owner: team-a
      domain: payments
",
};

/// Entities that depend on one another.
pub(crate) static DEPENDENCY_CYCLE: Code = Code {
    id: "BL307",
    name: "dependency-cycle",
    severity: Severity::Warning,
    summary: "entities that depend on one another",
    explain: "\
A chain of `dependsOn` (or `dependencyOf`) leads back to where it began: none of these entities can be changed, moved or started
without the others. Backstage takes it. Each knot is reported once, with the shortest way round it.

    # a: dependsOn: [component:b]      b: dependsOn: [component:a]

Turn one of the dependencies round, or take out what both need.
",
};

/// A field refers to an entity of another kind than it is meant for.
pub(crate) static TARGET_KIND: Code = Code {
    id: "BL308",
    name: "target-kind",
    severity: Severity::Warning,
    summary: "a field refers to a kind it is not meant for",
    explain: "\
Backstage checks no target: `system: domain:payments` makes a `partOf` relation to a domain, and the System page never shows the
entity. The fields mean: `system` a System, `domain` and `subdomainOf` a Domain, `subcomponentOf` a Component, `providesApis` and
`consumesApis` APIs, `memberOf`, `parent` and `children` Groups, `members` Users.

    # bad                          # good
    system: domain:payments        system: checkout
",
};

/// An annotation that nothing reads.
pub(crate) static ANNOTATION: Code = Code {
    id: "BL309",
    name: "annotation-unread",
    severity: Severity::Warning,
    summary: "an annotation that is misspelt or out of use",
    explain: "\
Annotations may have any key, so a misspelt one is without effect and without a message. Keys below `backstage.io/` that are close to
a well-known one are reported, and those that something else has taken the place of.

    # without effect                       # meant
    backstage.io/techdoc-ref: dir:.        backstage.io/techdocs-ref: dir:.
    backstage.io/github-actions-id: a/b    github.com/project-slug: a/b
",
};

/// A merge key that merges nothing.
pub(crate) static MERGE_KEY: Code = Code {
    id: "BL310",
    name: "merge-key",
    severity: Severity::Warning,
    summary: "`<<` in a catalog file",
    explain: "\
Backstage reads YAML 1.2, which has no merge keys: `<<: *base` is a field called `<<`, and what it was to bring is missing
(<https://github.com/backstage/backstage/issues/31063>). Aliases for whole values work.

    # without effect               # good
    annotations:                   annotations: *common
      <<: *common
",
};
