//! Files, crawl and YAML: codes `BL1xx`.

use super::Code;
use crate::diag::Severity;

pub(super) static ALL: &[&Code] =
    &[&UNREADABLE, &NOT_UTF8, &YAML_SYNTAX, &YAML_DUPLICATE_KEY, &YAML_ALIAS, &YAML_LIMIT];

/// A file or folder could not be read.
pub(crate) static UNREADABLE: Code = Code {
    id: "BL101",
    name: "unreadable",
    severity: Severity::Error,
    summary: "a file or folder cannot be read",
    explain: "\
A file or folder below the crawled paths could not be opened, so nothing in it is part of the portal.
The message gives the operating system's own reason.

Common causes: a CI checkout made by another user, a symlink that leaves the repository (refused on purpose:
no path of a repository may reach outside it), a file of more than 64 MiB, a name that is not UTF-8.
",
};

/// A text file is not UTF-8.
pub(crate) static NOT_UTF8: Code = Code {
    id: "BL102",
    name: "not-utf8",
    severity: Severity::Error,
    summary: "a text file is not UTF-8",
    explain: "\
Catalog files and Markdown pages are UTF-8. A byte order mark is fine, and UTF-16 with a byte order mark is
read as what it is; other bytes are shown as U+FFFD so that the page still stands.

Save the file as UTF-8: `iconv -f WINDOWS-1252 -t UTF-8 old.md > new.md`.
",
};

/// The text is not YAML.
pub(crate) static YAML_SYNTAX: Code = Code {
    id: "BL111",
    name: "yaml-syntax",
    severity: Severity::Error,
    summary: "a document is not valid YAML",
    explain: "\
The document cannot be read, so nothing of it is in the portal; other documents of the file are. Common causes: a tab in the
indentation, a colon in a value without quotes, a bracket or quote that is never closed.

In Backstage, one broken document keeps every new entity of its Location out of the catalog.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: shop
      description: Orders: new ones
    spec: {type: service, lifecycle: production, owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: shop
      description: \"Orders: new ones\"
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

/// A key stands twice in one mapping.
pub(crate) static YAML_DUPLICATE_KEY: Code = Code {
    id: "BL112",
    name: "yaml-duplicate-key",
    severity: Severity::Error,
    summary: "duplicate key in a mapping",
    explain: "\
One of the two values would be lost. Backstage's parser refuses the document, and so does Backlot for catalog files; for mkdocs.yml
the last one counts, as in MkDocs.

Merge the two, or delete one.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}
    kind: Component

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

/// An alias names no anchor.
pub(crate) static YAML_ALIAS: Code = Code {
    id: "BL113",
    name: "yaml-alias",
    severity: Severity::Error,
    summary: "an alias refers to no anchor",
    explain: "\
`*name` repeats the node that `&name` marks, which must stand before it in the same document. Anchors do not reach across `---`.

A plain value that begins with an asterisk needs quotes: `pattern: \"*.md\"`.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop, description: *all orders*}
    spec: {type: service, lifecycle: production, owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop, description: \"*all* orders\"}
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

/// A document is beyond what is read.
pub(crate) static YAML_LIMIT: Code = Code {
    id: "BL114",
    name: "yaml-limit",
    severity: Severity::Error,
    summary: "a document exceeds the limits of nesting or size",
    explain: "\
Documents are read up to 128 levels of nesting and two million values, and in catalog files an anchor may be repeated a hundred
times in all (Backstage's own limit). A file beyond that is a mistake of a generator, or an attack (a \"YAML bomb\").
",
};
