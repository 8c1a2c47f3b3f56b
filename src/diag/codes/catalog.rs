//! The catalog as Backstage reads it: codes `BL2xx`.

use super::Code;
use crate::diag::Severity;

pub(super) static ALL: &[&Code] = &[
    &ENVELOPE,
    &FIELD_FORMAT,
    &SPEC,
    &UNKNOWN_KIND,
    &REFERENCE,
    &PLACEHOLDER,
    &LOCATION_TARGET,
    &DUPLICATE,
    &DANGLING,
    &TEMPLATED,
    &NOT_ALLOWED,
    &NO_ENTITY,
    &MISSPELT,
    &LOCATION_STOPS,
    &FILE_IN_URL,
    &NOT_CHECKED,
    &REMOVED_IN_USE,
    &LINK_URL,
    &PICTURE_URL,
    &ENTITY_LIMIT,
];

/// The envelope is not that of an entity.
pub(crate) static ENVELOPE: Code = Code {
    id: "BL201",
    name: "envelope",
    severity: Severity::Error,
    summary: "a document does not have the shape of an entity",
    explain: "\
Every entity has `apiVersion`, `kind`, `metadata` with a `name`, and usually `spec`; nothing else may stand at the root.
Backstage refuses the document (`SchemaValidEntityPolicy`, `NoForeignRootFieldsEntityPolicy`), and so does Backlot.
All problems of a document are reported at once; Backstage shows the first.

A field without a value is `null`, which is not the same as leaving it out: `tags:` alone is refused.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    name: shop
    metadata: {title: Shop, name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata:
      name: shop
      title: Shop
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

/// A name, key or value is not of the format that Backstage demands.
pub(crate) static FIELD_FORMAT: Code = Code {
    id: "BL202",
    name: "field-format",
    severity: Severity::Error,
    summary: "invalid name, key, tag or URL",
    explain: "\
Names are `[A-Za-z0-9]` with `-`, `_` and `.` between, at most 63 characters. Namespaces are lower case with `-`. Tags are lower
case with `:`, `+`, `#` and single `-`. Keys of labels and annotations may have a DNS name and `/` in front. Link
URLs are written in full. Backstage refuses the entity (`FieldFormatEntityPolicy`).

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: Shop Backend, tags: [Java]}
    spec: {type: service, lifecycle: production, owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop-backend, title: Shop Backend, tags: [java]}
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

/// `spec` does not fit its kind.
pub(crate) static SPEC: Code = Code {
    id: "BL203",
    name: "spec",
    severity: Severity::Error,
    summary: "`spec` does not match the schema of its kind",
    explain: "\
Each kind has a schema: which fields of `spec` must be there and of what type. Unknown fields are fine. Backstage refuses the
entity and names the first problem only.

Groups need `children`, Users `memberOf`, even if empty: `children: []`.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

/// No such kind, or not in this version.
pub(crate) static UNKNOWN_KIND: Code = Code {
    id: "BL204",
    name: "unknown-kind",
    severity: Severity::Error,
    summary: "unknown kind, or unknown in this `apiVersion`",
    explain: "\
A stock Backstage knows Component, API, Resource, System, Domain, Group, User and Location in `backstage.io/v1alpha1` (and
`v1beta1`), Template in `scaffolder.backstage.io/v1beta3`, and AiResource. The spelling counts: `component` and `Api` are
foreign kinds. Backstage says `No processor recognized the entity`.

Kinds of your own are let in by configuration:

    catalog:
      kinds:
        Product:
          required: [owner]
          relations:
            owner: {relation: ownedBy, inverse: ownerOf, kind: Group}

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

/// A reference cannot be read.
pub(crate) static REFERENCE: Code = Code {
    id: "BL205",
    name: "reference",
    severity: Severity::Error,
    summary: "invalid entity reference",
    explain: "\
References are `[<kind>:][<namespace>/]<name>`. Most fields have a default kind (`owner` a Group, `system` a System), so the name
alone is enough; `dependsOn` and `dependencyOf` have none, and Backstage refuses the whole entity when the kind is missing.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a, dependsOn: [orders-db]}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a, dependsOn: [\"resource:orders-db\"]}
",
};

/// A placeholder cannot be read.
pub(crate) static PLACEHOLDER: Code = Code {
    id: "BL206",
    name: "placeholder",
    severity: Severity::Error,
    summary: "the target of `$text`, `$json` or `$yaml` cannot be read",
    explain: "\
An object with the single key `$text`, `$json` or `$yaml` is replaced by the content of the file it names, relative to the
catalog file, within the same repository. Backstage refuses an entity whose placeholder cannot be read.

Absolute URLs are read where they lead into a repository of the crawl; nothing is fetched from the network.
`$yaml` and `$json` give structures: for `spec.definition`, which must be text, use `$text`.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata: {name: holds}
    spec:
      type: openapi
      lifecycle: production
      owner: team-a
      definition:
        $text: ./openapi.yml

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata: {name: holds}
    spec:
      type: openapi
      lifecycle: production
      owner: team-a
      definition:
        $text: ./openapi.yaml

With: `openapi.yaml`

    openapi: 3.1.0
    info: {title: Holds, version: '1'}
    paths: {}
",
};

/// The target of a Location cannot be read.
pub(crate) static LOCATION_TARGET: Code = Code {
    id: "BL207",
    name: "location-target",
    severity: Severity::Error,
    summary: "the target of a Location cannot be read",
    explain: "\
The targets of a Location are catalog files: relative to its own file, globs (`./services/*/catalog-info.yaml`), or URLs into a
repository of the crawl. In Backstage one bad target keeps every new entity of that Location out of the catalog; Backlot reads
the others. `presence: optional` says that a target may be missing.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Location
    metadata: {name: all}
    spec: {targets: [./service/shop.yaml]}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Location
    metadata: {name: all}
    spec: {targets: [./services/shop.yaml]}

With: `services/shop.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

/// Two documents are one entity.
pub(crate) static DUPLICATE: Code = Code {
    id: "BL208",
    name: "duplicate-entity",
    severity: Severity::Warning,
    summary: "two documents define the same entity",
    explain: "\
An entity is its kind, namespace and name, whatever their case. Where two documents have the same, Backstage keeps whichever its
processing met first, which differs from run to run, and shows nothing. Backlot keeps the first in the order of repositories
and paths (within one file the last, as Backstage does), and names both places. A document that is refused for its `spec` or
for a format still holds its name, in Backstage and here.

Delete one, or give one another name or namespace.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop-worker}
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

/// A reference leads to no entity.
pub(crate) static DANGLING: Code = Code {
    id: "BL209",
    name: "dangling-reference",
    severity: Severity::Warning,
    summary: "entity not found",
    explain: "\
The target of a relation is not in the catalog. Backstage keeps the relation and shows a link to a page that is not there. Backlot
reports each missing target once, with every place that names it, and shows it as missing on the pages. Where a document describes the
target but was refused, that is said instead, with the reason.

Correct the reference, add the entity, or add the repository that describes it to the crawl. A reference without a namespace means
the namespace of the entity that holds it, not `default`.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-b}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: Group
    metadata: {name: team-a}
    spec: {type: team, children: []}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: Group
    metadata: {name: team-a}
    spec: {type: team, children: []}
",
};

/// A file is a scaffolder skeleton.
pub(crate) static TEMPLATED: Code = Code {
    id: "BL210",
    name: "templated-file",
    severity: Severity::Note,
    summary: "a catalog file is a template and is skipped",
    explain: "\
The name, namespace or kind of the document is an expression (`${{ values.name }}`, `{{cookiecutter.name}}`, `{% … %}`): the file is the
skeleton of a scaffolder template, not an entity. Backstage would refuse it. It is passed over.

To leave such folders out without a note:

    exclude: [\"**/skeleton/**\"]

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: \"${{ values.name }}\"}
    spec: {type: service, lifecycle: production, owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

/// Rules do not allow the kind here.
pub(crate) static NOT_ALLOWED: Code = Code {
    id: "BL211",
    name: "kind-not-allowed",
    severity: Severity::Error,
    summary: "`catalog.rules` does not allow this kind here",
    explain: "\
`catalog.rules` says which kinds may come from where. Without any, Backlot allows all; Backstage allows Component, API and
Location only, and refuses Group, User, System, Domain, Resource and Template (`NotAllowedError`). With an `app-config.yaml`, or
`catalog.rules: backstage`, Backlot does as Backstage.

    catalog:
      rules:
        - allow: [Component, System, API, Resource, Location, Group, User, Domain, Template]

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Group
    metadata: {name: team-a}
    spec: {type: team, children: []}

Bad: `backlot.yaml`

    catalog: {rules: backstage}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Group
    metadata: {name: team-a}
    spec: {type: team, children: []}

Good: `backlot.yaml`

    catalog:
      rules:
        - allow: [Component, API, Location, Group]
",
};

/// A catalog file holds no entity.
pub(crate) static NO_ENTITY: Code = Code {
    id: "BL212",
    name: "no-entity",
    severity: Severity::Warning,
    summary: "a catalog file contains no entity",
    explain: "\
The file is called `catalog-info.yaml`, or a Location names it, and there is no document in it that begins with `apiVersion` and
`kind`. Backstage passes an empty file over in silence.

Fill it in, or delete it. Other files, found by a wide `catalog.discover`, may hold what they like.

Bad: `catalog-info.yaml`

    # shop

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

/// A field looks misspelt.
pub(crate) static MISSPELT: Code = Code {
    id: "BL213",
    name: "misspelt-field",
    severity: Severity::Warning,
    summary: "possibly misspelled field",
    explain: "\
Backstage lets unknown fields of `spec` and `metadata` pass, so a misspelt one is silently without effect. Backlot says so where the
name is close to one that the kind knows.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a, consumesApi: []}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a, consumesApis: []}
",
};

/// One document stops the others of its file in Backstage.
pub(crate) static LOCATION_STOPS: Code = Code {
    id: "BL214",
    name: "location-stops",
    severity: Severity::Warning,
    summary: "Backstage rejects the whole file",
    explain: "\
Backstage reads a location as a whole: one document that is no YAML, that has no `kind` or `metadata.name`, or whose kind no rule
allows, and no new or changed entity of the file is stored. Backlot keeps the sound ones and says so, because they would be missing
in Backstage (<https://github.com/backstage/backstage/issues/7884>).

Correct the document that is named, or move it into a file of its own.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {title: Stock}
    spec: {type: service, lifecycle: production, owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}

Good: `stock.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {title: Stock}
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

/// A `file` Location in a hosted repository.
pub(crate) static FILE_IN_URL: Code = Code {
    id: "BL215",
    name: "file-in-url",
    severity: Severity::Warning,
    summary: "a `file` Location in a hosted repository",
    explain: "\
A Location that Backstage reads from a URL may only lead to `url` targets: with `type: file` it is refused (`Registered locations
must be of an allowed type [\"url\"]`), and nothing it names is in the catalog. Backlot reads the targets from the checkout.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Location
    metadata: {name: all}
    spec: {type: file, targets: [./shop.yaml]}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Location
    metadata: {name: all}
    spec: {targets: [./shop.yaml]}

With: `shop.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}

With: `backlot.yaml`

    remote: https://github.com/acme/{repo}
",
};

/// References that leave a repository which is checked alone.
pub(crate) static NOT_CHECKED: Code = Code {
    id: "BL216",
    name: "not-checked",
    severity: Severity::Note,
    summary: "references that leave the repository were not checked",
    explain: "\
One repository is checked alone, and its owners, systems and APIs may be described in others. Such references are neither right nor
wrong as far as this repository tells.

Check against the organisation's catalog, and they are judged as in the portal:

    backlot check . --catalog https://portal.example.com

SOURCE is a portal's URL or folder, the URL of a Backstage, or an `entities.json`. Where one repository describes the whole organisation,
`rules: {dangling-reference: warning}` in its backlot.yaml has every reference judged.
",
};

/// An entity that is gone while others name it.
pub(crate) static REMOVED_IN_USE: Code = Code {
    id: "BL217",
    name: "removed-in-use",
    severity: Severity::Error,
    summary: "an entity is gone that other repositories refer to",
    explain: "\
The organisation's catalog has an entity from this repository that is not described here any more, and entities of other repositories
name it. Once this change is merged, their references dangle. Backstage says nothing of it: the entity becomes an orphan or
vanishes, and relations lead to a page that is not there.

Keep the entity, with `lifecycle: deprecated`, until its users no longer name it; or change them first. The users are listed with the
field that names it.
",
};

/// An entry of `metadata.links` is left out of the entity's page.
pub(crate) static LINK_URL: Code = Code {
    id: "BL221",
    name: "link-url",
    severity: Severity::Warning,
    summary: "a link of an entity is left out of its page",
    explain: "\
Links of entities lead to the web, to `mailto:` and `tel:` addresses, to entities and to places of the portal. Backstage shows every URL
but `javascript:`; the schemes of applications have to be allowed here, since their URLs start programs on the reader's machine:
`urlSchemes: [slack, vscode]` in the portal's configuration.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: shop
      links:
        - url: \"javascript:alert(1)\"
    spec: {type: service, lifecycle: production, owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: shop
      links:
        - url: \"https://www.example.org\"
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

/// The picture of a user or group is not loaded.
pub(crate) static PICTURE_URL: Code = Code {
    id: "BL222",
    name: "picture-url",
    severity: Severity::Note,
    summary: "the picture of a user or group is not loaded from its host",
    explain: "\
A picture on another host tells that host who reads which page. Pictures of `spec.profile.picture` are shown where they are written into
the file (`data:image/png;base64,…`), or come over https from a host that the portal's configuration lists under
`catalog.pictureHosts`; in place of any other stand the initials.

```yaml
catalog:
  pictureHosts: [avatars.githubusercontent.com]
```

Bad: `backlot.yaml`

    title: Acme

Good: `backlot.yaml`

    catalog: {pictureHosts: [pictures.example.org]}

With: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: User
    metadata: {name: ann}
    spec:
      memberOf: []
      profile: {displayName: Ann, picture: 'https://pictures.example.org/ann.png'}
",
};

/// An entity holds more than the portal takes of one.
pub(crate) static ENTITY_LIMIT: Code = Code {
    id: "BL223",
    name: "entity-limit",
    severity: Severity::Warning,
    summary: "an entity holds more than the portal takes of one",
    explain: "\
So that one file cannot cost a build its memory, the portal lists the first 500 tags of an entity, shows the first 64 KiB of a description,
and cuts any other text but a definition at 1 MiB. The rest of the entity is shown; Backstage takes what its database takes.

```yaml
metadata:
  description: The whole handbook, on one line …               # bad
  description: Takes orders. The handbook is in the docs.      # good
  annotations: {backstage.io/techdocs-ref: \"dir:.\"}
```
",
};
