//! Definitions of APIs: codes `BL8xx`.

use super::Code;
use crate::diag::Severity;

pub(super) static ALL: &[&Code] = &[
    &DEFINITION_SYNTAX,
    &DEFINITION_TYPE,
    &DEFINITION_REFERENCE,
    &DEFINITION_LIMIT,
    &OPERATION_ID,
    &UNDECLARED_TAG,
    &UNDECLARED_SCHEME,
    &PATH_PARAMETER,
    &EXAMPLE_MISMATCH,
];

/// Whether a code is about what a definition says.
pub(crate) fn is_of_definition(id: &str) -> bool {
    ALL.iter().any(|code| code.id == id)
}

/// The text of a definition does not parse.
pub(crate) static DEFINITION_SYNTAX: Code = Code {
    id: "BL801",
    name: "definition-syntax",
    severity: Severity::Error,
    summary: "an API definition cannot be parsed",
    explain: "\
The text of `spec.definition` is not what its format demands: broken YAML or JSON, a GraphQL schema or a protobuf file with an
error of syntax. Its page shows the text instead of a reference. Backstage shows an error or an empty page.
A key that stands twice in one mapping is named too; the last one counts.

Bad: `openapi.yaml`

    openapi: 3.1.0
    info: {title: Holds, version: '1'}
    paths: {/holds: [

Good: `openapi.yaml`

    openapi: 3.1.0
    info: {title: Holds, version: '1'}
    paths: {/holds: {}}

With: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata: {name: holds}
    spec:
      type: openapi
      lifecycle: production
      owner: team-a
      definition:
        $text: ./openapi.yaml
",
};

/// The text is not what `spec.type` announces.
pub(crate) static DEFINITION_TYPE: Code = Code {
    id: "BL802",
    name: "definition-type",
    severity: Severity::Error,
    summary: "an API definition does not match `spec.type`",
    explain: "\
`spec.type` says how `spec.definition` is read. Backstage hands an AsyncAPI document that is declared `openapi` to Swagger UI, which
shows an error. A URL in place of the text is shown as text: Backstage does not fetch it, and neither does Backlot.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata: {name: holds}
    spec:
      type: openapi
      lifecycle: production
      owner: team-a
      definition: ./openapi.yaml

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

/// A `$ref` leads nowhere.
pub(crate) static DEFINITION_REFERENCE: Code = Code {
    id: "BL803",
    name: "definition-reference",
    severity: Severity::Error,
    summary: "a `$ref` of an API definition cannot be resolved",
    explain: "\
References lead to a place in the same file (`#/components/schemas/Pet`), or in another file of the same repository, relative to the
file that holds the reference. What is on the network is not fetched. The rest of the definition is shown.
Backstage resolves references between files with `$openapi` and `$asyncapi` only, and against the catalog file.

Bad: `openapi.yaml`

    openapi: 3.1.0
    info: {title: Holds, version: '1'}
    paths:
      /holds:
        get:
          responses:
            '200':
              description: Holds.
              content: {application/json: {schema: {$ref: '#/components/schema/Hold'}}}
    components: {schemas: {Hold: {type: object}}}

Good: `openapi.yaml`

    openapi: 3.1.0
    info: {title: Holds, version: '1'}
    paths:
      /holds:
        get:
          responses:
            '200':
              description: Holds.
              content: {application/json: {schema: {$ref: '#/components/schemas/Hold'}}}
    components: {schemas: {Hold: {type: object}}}

With: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata: {name: holds}
    spec:
      type: openapi
      lifecycle: production
      owner: team-a
      definition:
        $text: ./openapi.yaml
",
};

/// A definition is beyond a bound.
pub(crate) static DEFINITION_LIMIT: Code = Code {
    id: "BL804",
    name: "definition-limit",
    severity: Severity::Warning,
    summary: "an API definition is too large to be shown in full",
    explain: "\
A definition of more than 48 MiB is shown as text only; of one with more than a million schemas the rest is left out. The raw
definition is on its page all the same. Such definitions are usually bundled with everything that they refer to: keep shared schemas in
files of their own.
",
};

/// Two operations have one id.
pub(crate) static OPERATION_ID: Code = Code {
    id: "BL805",
    name: "operation-id",
    severity: Severity::Warning,
    summary: "duplicate `operationId` in an API definition",
    explain: "\
`operationId` is unique in a definition: links between operations, generated clients and the addresses that Swagger UI makes depend on
it. Both operations are shown.

Bad: `openapi.yaml`

    openapi: 3.1.0
    info: {title: Holds, version: '1'}
    paths:
      /holds:
        get: {operationId: listHolds, responses: {'200': {description: Holds.}}}
        post: {operationId: listHolds, responses: {'201': {description: A hold.}}}

Good: `openapi.yaml`

    openapi: 3.1.0
    info: {title: Holds, version: '1'}
    paths:
      /holds:
        get: {operationId: listHolds, responses: {'200': {description: Holds.}}}
        post: {operationId: createHold, responses: {'201': {description: A hold.}}}

With: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata: {name: holds}
    spec:
      type: openapi
      lifecycle: production
      owner: team-a
      definition:
        $text: ./openapi.yaml
",
};

/// A tag is used and not declared.
pub(crate) static UNDECLARED_TAG: Code = Code {
    id: "BL806",
    name: "undeclared-tag",
    severity: Severity::Note,
    summary: "an operation uses an undeclared tag",
    explain: "\
Tags group operations, and `tags` at the root gives them an order and a description. A definition that declares none is fine; in one
that declares some, another is often a misspelt one: its operations stand in a group of their own.

Bad: `openapi.yaml`

    openapi: 3.1.0
    info: {title: Holds, version: '1'}
    tags: [{name: holds}]
    paths:
      /holds:
        get: {tags: [hold], responses: {'200': {description: Holds.}}}

Good: `openapi.yaml`

    openapi: 3.1.0
    info: {title: Holds, version: '1'}
    tags: [{name: holds}]
    paths:
      /holds:
        get: {tags: [holds], responses: {'200': {description: Holds.}}}

With: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata: {name: holds}
    spec:
      type: openapi
      lifecycle: production
      owner: team-a
      definition:
        $text: ./openapi.yaml
",
};

/// A security scheme is used and not declared.
pub(crate) static UNDECLARED_SCHEME: Code = Code {
    id: "BL807",
    name: "undeclared-scheme",
    severity: Severity::Warning,
    summary: "an operation uses an undeclared security scheme",
    explain: "\
`security` names schemes of `components.securitySchemes` (2.0: `securityDefinitions`). Without a declaration nobody knows how to
authenticate, and tools refuse the definition.

Bad: `openapi.yaml`

    openapi: 3.1.0
    info: {title: Holds, version: '1'}
    paths:
      /holds:
        get: {security: [{token: []}], responses: {'200': {description: Holds.}}}

Good: `openapi.yaml`

    openapi: 3.1.0
    info: {title: Holds, version: '1'}
    paths:
      /holds:
        get: {security: [{token: []}], responses: {'200': {description: Holds.}}}
    components: {securitySchemes: {token: {type: http, scheme: bearer}}}

With: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata: {name: holds}
    spec:
      type: openapi
      lifecycle: production
      owner: team-a
      definition:
        $text: ./openapi.yaml
",
};

/// A path and its parameters differ.
pub(crate) static PATH_PARAMETER: Code = Code {
    id: "BL808",
    name: "path-parameter",
    severity: Severity::Warning,
    summary: "a path does not match its declared parameters",
    explain: "\
Each `{name}` in a path is declared as a parameter `in: path` of the operation or its path, and each such parameter stands in the path.
Otherwise nobody can tell what to put there.

Bad: `openapi.yaml`

    openapi: 3.1.0
    info: {title: Holds, version: '1'}
    paths:
      /holds/{id}:
        get:
          operationId: getHold
          parameters: [{name: holdId, in: path, required: true, schema: {type: string}}]
          responses: {'200': {description: A hold.}}

Good: `openapi.yaml`

    openapi: 3.1.0
    info: {title: Holds, version: '1'}
    paths:
      /holds/{id}:
        get:
          operationId: getHold
          parameters: [{name: id, in: path, required: true, schema: {type: string}}]
          responses: {'200': {description: A hold.}}

With: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata: {name: holds}
    spec:
      type: openapi
      lifecycle: production
      owner: team-a
      definition:
        $text: ./openapi.yaml
",
};

/// An example or a default does not fit its schema.
pub(crate) static EXAMPLE_MISMATCH: Code = Code {
    id: "BL809",
    name: "example-mismatch",
    severity: Severity::Warning,
    summary: "an example in an API definition does not match its schema",
    explain: "\
Readers copy examples, and mock servers answer with them. An `example`, `examples` or `default` has to fit the schema beside it: types,
`required`, `enum`, bounds and lengths are checked; patterns and formats are not. Of `oneOf` and `anyOf` one choice has to fit, and what is
`readOnly` or `writeOnly` may be missing.

Bad: `openapi.yaml`

    openapi: 3.1.0
    info: {title: Holds, version: '1'}
    paths:
      /holds:
        get:
          operationId: listHolds
          parameters: [{name: year, in: query, schema: {type: string}, example: 2026}]
          responses: {'200': {description: All holds.}}

Good: `openapi.yaml`

    openapi: 3.1.0
    info: {title: Holds, version: '1'}
    paths:
      /holds:
        get:
          operationId: listHolds
          parameters: [{name: year, in: query, schema: {type: string}, example: '2026'}]
          responses: {'200': {description: All holds.}}

With: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata: {name: holds}
    spec:
      type: openapi
      lifecycle: production
      owner: team-a
      definition:
        $text: ./openapi.yaml
",
};
