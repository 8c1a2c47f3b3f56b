//! API references: what the pages of a definition say, whatever it is written in.

use super::{Site, holds, lacks};

/// An organisation with one API whose definition is the file `api/main`, and files beside it.
fn site(kind: &str, main: &str, more: &[(&str, &str)]) -> Site {
    let catalog = format!(
        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {{name: a}}\nspec:\n  type: {kind}\n  lifecycle: production\n  \
         owner: red\n  definition: {{$text: ./api/main}}\n---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {{name: \
         caller}}\nspec: {{type: service, lifecycle: production, owner: red, consumesApis: [a]}}\n"
    );
    let mut tree = vec![("org/r/catalog-info.yaml", catalog.as_str()), ("org/r/api/main", main)];
    tree.extend(more);
    Site::of(&tree)
}

const PAGE: &str = "catalog/default/api/a/api/";

#[test]
fn openapi_over_files() {
    let definition = "openapi: 3.1.0
info: {title: Pets, version: '2', description: 'Has **bold** words'}
servers: [{url: 'https://pets.example/{stage}', variables: {stage: {default: live}}}]
security: [{token: []}]
tags: [{name: pets, description: All of them}]
paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string, format: uuid}}]
    get:
      tags: [pets]
      operationId: getPet
      summary: One pet
      deprecated: true
      responses:
        200:
          description: The pet
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
        404: {$ref: 'parts.yaml#/missing'}
    put:
      operationId: getPet
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {204: {description: Done}}
webhooks:
  newPet: {post: {summary: A pet came, responses: {}}}
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: [string, 'null'], maxLength: 20, description: What it is called}
        kind: {enum: [cat, 7, null]}
        owner: {$ref: 'parts.yaml#/Owner'}
        parent: {$ref: '#/components/schemas/Pet'}
        'a.b': {oneOf: [{type: string}, {type: object, properties: {deep: {type: integer}}}]}
";
    let parts =
        "missing: {description: 'No such pet'}\nOwner: {type: object, properties: {email: {type: string}}}\n";
    let site = site("openapi", definition, &[("org/r/api/parts.yaml", parts)]);
    let page = site.text(PAGE);
    for part in [
        "data-api=\"api:default/a\"",
        "data-api-source download",
        "data-api-server=\"https://pets.example/{stage}\"",
        "data-api-scheme=\"token\"",
        "data-api-operation=\"GET /pets/{id}\" data-api-deprecated",
        "data-api-operation=\"webhook newPet POST\"",
        "data-api-parameter=\"path:id\" data-api-type=\"string\" data-api-required",
        "data-api-response=\"404\"",
        "No such pet",
        "data-api-property=\"name\" data-api-type=\"null|string\" data-api-required",
        "data-api-value=\"cat\"",
        "data-api-value=\"null\"",
        "data-api-property=\"owner.email\"",
        "data-api-property=\"a\\.b.deep\"",
        "data-api-ref=\"Pet\" href=\"#type-pet\"",
        "id=\"type-pet\" data-api-schema=\"Pet\"",
        "at most 20 characters",
        "Has <strong>bold</strong> words",
        "curl &#x27;https://pets.example/live/pets/",
        "Authorization: Bearer $TOKEN",
        "data-api-problem=\"BL805\"",
        ">caller</a>",
    ] {
        holds(&page.replace("&#39;", "&#x27;"), part);
    }
    holds(&site.text("catalog/default/api/a/api/openapi.yaml"), "openapi: 3.1.0");
}

#[test]
fn asyncapi() {
    let definition = "asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: 'orders.{region}'
    parameters: {region: {enum: [eu, us]}}
    messages: {placed: {$ref: '#/components/messages/Placed'}}
operations:
  onPlaced: {action: receive, channel: {$ref: '#/channels/orders'}}
components:
  messages:
    Placed:
      headers: {type: object, properties: {trace: {type: string}}}
      payload: {type: object, properties: {id: {type: integer}}}
";
    let page = site("asyncapi", definition, &[]).text(PAGE);
    for part in [
        "data-api-channel=\"orders\"",
        "data-api-parameter=\"channel:region\"",
        "data-api-value=\"us\"",
        "data-api-operation=\"receive onPlaced\"",
        "data-api-message=\"Placed\"",
        "data-api-schema=\"message Placed\"",
        "data-api-header=\"trace\"",
        "data-api-property=\"id\" data-api-type=\"integer\"",
    ] {
        holds(&page, part);
    }
}

#[test]
fn graphql() {
    let definition = "\"A pet\" type Pet implements Node { id: ID! name(upper: Boolean = false): String @deprecated(reason: \"Gone\") }
interface Node { id: ID! }
extend type Pet { kind: Kind }
enum Kind { CAT \"Barks\" DOG }
type Query { pets(first: Int!): [Pet!]! }
";
    let page = site("graphql", definition, &[]).text(PAGE);
    for part in [
        "data-api-operation=\"query pets\" data-api-type=\"[Pet!]!\"",
        "data-api-parameter=\"arg:first\" data-api-type=\"Int!\" data-api-required",
        "data-api-schema=\"Pet\"",
        "data-api-property=\"name\" data-api-type=\"String\" data-api-deprecated",
        "data-api-property=\"kind\" data-api-type=\"Kind\"",
        "data-api-value=\"DOG\"",
        "A pet",
    ] {
        holds(&page, part);
    }
    lacks(&page, "data-api-problem");
}

#[test]
fn protobuf_with_imports() {
    let definition = "syntax = \"proto3\";
package pets.v1;
import \"pets/v1/kind.proto\";
// Keeps pets.
service Pets {
  // Finds one.
  rpc Find(FindRequest) returns (stream Pet);
}
message FindRequest { string id = 1; }
message Pet { repeated Kind kinds = 1; map<string, Pet> friends = 2; string old = 3 [deprecated = true]; }
";
    let kind = "syntax = \"proto3\";\npackage pets.v1;\nenum Kind { KIND_UNSPECIFIED = 0; }\n";
    let page = site("grpc", definition, &[("org/r/pets/v1/kind.proto", kind)]).text(PAGE);
    for part in [
        "data-api-operation=\"rpc pets.v1.Pets/Find\" data-api-type=\"pets.v1.FindRequest -&gt; stream pets.v1.Pet\"",
        "data-api-property=\"kinds\" data-api-type=\"repeated pets.v1.Kind\"",
        "data-api-property=\"friends\" data-api-type=\"map&lt;string, pets.v1.Pet&gt;\"",
        "data-api-property=\"old\" data-api-type=\"string\" data-api-deprecated",
        "data-api-schema=\"pets.v1.Kind\"",
        "Keeps pets.",
        "Finds one.",
    ] {
        holds(&page, part);
    }
}

#[test]
fn what_is_wrong_is_told() {
    for (kind, definition, code) in [
        ("openapi", "openapi: 3.0.0\npaths:\n  /a: [\n", "BL801"),
        ("graphql", "type Query {", "BL801"),
        ("grpc", "syntax = \"proto3\"; message {", "BL801"),
        ("openapi", "asyncapi: 2.0.0\nchannels: {a: {subscribe: {}}}\n", "BL802"),
        ("openapi", "https://example.org/openapi.yaml\n", "BL802"),
        ("openapi", "just words\n", "BL802"),
        ("openapi", "openapi: 3.0.0\npaths: {/a: {$ref: '../../../secret.yaml'}}\n", "BL803"),
        ("openapi", "openapi: 3.0.0\npaths: {/a: {$ref: 'https://x.example/a.yaml'}}\n", "BL803"),
        ("openapi", "openapi: 3.0.0\npaths: {/a: {$ref: '#/paths/~1a'}}\n", "BL803"),
        ("openapi", "openapi: 3.0.0\nsecurity: [{x: []}]\npaths: {/a: {get: {}}}\n", "BL807"),
        ("openapi", "openapi: 3.0.0\npaths: {'/a/{id}': {get: {}}}\n", "BL808"),
    ] {
        let page = site(kind, definition, &[]).text(PAGE);
        holds(&page, &format!("data-api-problem=\"{code}\""));
        holds(&page, "data-api-source");
    }
}

#[test]
fn circles_and_depth_end() {
    let mut deep = String::from("{type: string}");
    for _ in 0..200 {
        deep = format!("{{type: object, properties: {{a: {deep}}}}}");
    }
    let definition = format!(
        "openapi: 3.0.0\npaths: {{/a: {{get: {{responses: {{200: {{description: x, content: {{application/json: {{schema: {{allOf: \
         [{{$ref: '#/components/schemas/A'}}]}}}}}}}}}}}}}}}}\ncomponents:\n  schemas:\n    A: {{allOf: [{{$ref: '#/components/schemas/B'}}], properties: {{x: {{type: string}}}}}}\n    \
         B: {{oneOf: [{{$ref: '#/components/schemas/A'}}], $ref: '#/components/schemas/B'}}\n    C: {{$ref: '#/components/schemas/C'}}\n    D: {deep}\n"
    );
    let page = site("openapi", &definition, &[]).text(PAGE);
    holds(&page, "data-api-operation=\"GET /a\"");
    holds(&page, "data-api-property=\"a.a.a.a.a\"");
}

#[test]
fn a_long_definition_is_cut_by_tag() {
    use std::fmt::Write as _;
    let mut definition = String::from("openapi: 3.0.0\npaths:\n");
    for number in 0..400 {
        let _ = writeln!(
            definition,
            "  /t{0}/p{number}: {{get: {{tags: [t{0}], summary: Operation {number}, responses: {{200: {{description: x}}}}}}}}",
            number % 4
        );
    }
    let site = site("openapi", &definition, &[]);
    let first = site.text(PAGE);
    lacks(&first, "data-api-operation");
    holds(&first, "Operation 399");
    let second = site.text("catalog/default/api/a/api/t1/");
    holds(&second, "data-api-operation=\"GET /t1/p1\"");
    lacks(&second, "data-api-operation=\"GET /t0/p0\"");
}

/// Operations, types and messages are results of their own, with the section that they lead to.
#[test]
fn parts_of_an_api_are_in_the_search_index() {
    let site = Site::of(&[(
        "org/r/catalog-info.yaml",
        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: shop}\nspec:\n  type: openapi\n  lifecycle: x\n  owner: \
         t\n  definition: |\n    openapi: 3.1.0\n    paths:\n      /holds: {post: {operationId: placeHold, summary: Place a \
         hold}}\n    components: {schemas: {Hold: {type: object}}}\n",
    )]);
    let index = site.text("assets/search/index.js");
    holds(&index, "[\"operation\",\"API operations\",\"run\"]");
    holds(&index, "[\"type\",\"Types\",\"code\"]");
    lacks(&index, "[\"message\"");
}
