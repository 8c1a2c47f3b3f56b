//! Lint rules beyond Backstage that need more than the catalog: codes `BL3xx`. The others stand with their rules in `catalog/lint/`.
//!
//! In: nothing. Out: codes. Never: a rule that the catalog alone can check.

use super::Code;
use crate::diag::Severity;

pub(super) static ALL: &[&Code] = &[&NO_DOCS];

/// A component without docs.
pub(crate) static NO_DOCS: Code = Code {
    id: "BL304",
    name: "no-docs",
    severity: Severity::Note,
    summary: "a component has no documentation",
    explain: "\
The component has neither `backstage.io/techdocs-ref` nor `backstage.io/techdocs-entity`, and no README.md lies beside its
catalog file, so its page has no Docs tab.

A README.md is enough to begin with: without an mkdocs.yml the `docs` folder is rendered as TechDocs does.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: shop
      annotations: {backstage.io/techdocs-ref: \"dir:.\"}
    spec: {type: service, lifecycle: production, owner: team-a}

With: `docs/index.md`

    # Shop
",
};
