//! Rules on schemas, in the direction of requests and in that of responses.

use super::{between, check, lines};

/// A schema as the property `x` of a request and of a response: pairs of what the rules say of either.
fn both(cases: &[(&str, &str, &[&str], &[&str])]) {
    let request = "openapi: 3.1.0\npaths: {/a: {post: {requestBody: {content: {application/json: {schema: \
                   {type: object, properties: {x: HOLE}}}}}, responses: {'204': {description: d}}}}}\n";
    let response = "openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {description: d, content: {application/json: \
                    {schema: {type: object, properties: {x: HOLE}}}}}}}}}\n";
    for (before, after, of_request, of_response) in cases {
        let named = |side: &str, rules: &[&str]| -> Vec<String> {
            let named = |rule: &&str| format!("{} {side}-property-{} x", &rule[..1], &rule[2..]);
            rules.iter().map(named).collect()
        };
        let (asked, given) = (named("request", of_request), named("response", of_response));
        let refs = |lines: &[String]| -> Vec<String> { lines.to_vec() };
        for (frame, expected) in [(request, refs(&asked)), (response, refs(&given))] {
            let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
            check("openapi", frame, &[(before, after, &expected)]);
        }
    }
}

#[test]
fn types_and_formats() {
    both(&[
        ("{type: string}", "{type: integer}", &["! type-changed"], &["! type-changed"]),
        ("{type: integer}", "{type: number}", &[". type-generalized"], &["! type-generalized"]),
        ("{type: number}", "{type: integer}", &["! type-changed"], &[". type-specialized"]),
        ("{type: string}", "{}", &[". type-generalized"], &["! type-generalized"]),
        (
            "{type: string}",
            "{type: [string, integer]}",
            &[". list-of-types-widened"],
            &["! list-of-types-widened"],
        ),
        (
            "{type: [string, integer]}",
            "{type: string}",
            &["! list-of-types-narrowed"],
            &[". list-of-types-narrowed"],
        ),
        ("{type: string}", "{type: string, format: uuid}", &["! type-changed"], &[". type-specialized"]),
        ("{type: string, format: uuid}", "{type: string}", &[". type-generalized"], &["! type-generalized"]),
        (
            "{type: integer, format: int32}",
            "{type: integer, format: int64}",
            &[". type-generalized"],
            &["! type-generalized"],
        ),
        ("{type: string}", "{type: [string, 'null']}", &[". became-nullable"], &["! became-nullable"]),
        (
            "{type: [string, 'null']}",
            "{type: string}",
            &["! became-not-nullable"],
            &[". became-not-nullable"],
        ),
        (
            "{type: string}",
            "{oneOf: [{type: string}, {type: 'null'}]}",
            &[". became-nullable"],
            &["! became-nullable"],
        ),
        ("{type: string, nullable: true}", "{type: [string, 'null']}", &[], &[]),
        ("{properties: {}}", "{type: object, properties: {}}", &["! type-changed"], &[". type-specialized"]),
    ]);
}

#[test]
fn values() {
    both(&[
        ("{enum: [a, b]}", "{enum: [a]}", &["! enum-value-removed"], &[". enum-value-removed"]),
        ("{enum: [a]}", "{enum: [a, b]}", &[". enum-value-added"], &["? enum-value-added"]),
        ("{type: string}", "{type: string, enum: [a]}", &["! became-enum"], &[". became-enum"]),
        ("{type: string, enum: [a]}", "{type: string}", &[". enum-removed"], &["? enum-removed"]),
        ("{const: a}", "{const: b}", &["! const-changed"], &["! const-changed"]),
        ("{type: string}", "{type: string, const: a}", &["! const-added"], &[". const-added"]),
        ("{type: string, const: a}", "{type: string}", &[". const-removed"], &["! const-removed"]),
        ("{enum: [a, b]}", "{enum: [b, a]}", &[], &[]),
        ("{default: 1}", "{default: 2}", &[". default-value-changed"], &[". default-value-changed"]),
    ]);
}

#[test]
fn limits() {
    both(&[
        ("{maxLength: 5}", "{maxLength: 4}", &["! max-length-decreased"], &[". max-length-decreased"]),
        ("{maxLength: 5}", "{maxLength: 6}", &[". max-length-increased"], &["! max-length-increased"]),
        ("{maxLength: 5}", "{}", &[". max-length-unset"], &["! max-length-unset"]),
        ("{}", "{maxLength: 5}", &["? max-length-set"], &[". max-length-set"]),
        ("{}", "{minLength: 5}", &["! min-length-increased"], &[". min-length-increased"]),
        ("{}", "{minLength: 0}", &[], &[]),
        ("{minimum: 0}", "{minimum: 1}", &["! min-increased"], &[". min-increased"]),
        (
            "{minimum: 1}",
            "{minimum: 1, exclusiveMinimum: true}",
            &["? exclusive-min-set", ". min-unset"],
            &[". exclusive-min-set", "! min-unset"],
        ),
        ("{minItems: 1}", "{minItems: 2}", &["! min-items-increased"], &[". min-items-increased"]),
        ("{}", "{pattern: a}", &["! pattern-added"], &[". pattern-added"]),
        ("{pattern: a}", "{pattern: b}", &["? pattern-changed"], &[". pattern-changed"]),
        ("{pattern: a}", "{pattern: .*}", &[". pattern-generalized"], &[". pattern-generalized"]),
        ("{multipleOf: 4}", "{multipleOf: 2}", &[". multiple-of-changed"], &["! multiple-of-changed"]),
        ("{}", "{uniqueItems: true}", &["! unique-items-set"], &[". unique-items-set"]),
    ]);
}

#[test]
fn compositions() {
    both(&[
        (
            "{oneOf: [{type: string}, {type: integer}]}",
            "{oneOf: [{type: string}]}",
            &["! one-of-removed"],
            &[". one-of-removed"],
        ),
        (
            "{anyOf: [{title: A, type: string}, {title: B, type: integer}]}",
            "{anyOf: [{title: A, type: string}, {title: C, type: integer}, {title: B, type: integer}]}",
            &[". any-of-added"],
            &[". any-of-added"],
        ),
        (
            "{oneOf: [{type: string}, {type: integer}]}",
            "{oneOf: [{type: integer}, {type: string}]}",
            &[],
            &[],
        ),
        (
            "{type: string}",
            "{oneOf: [{type: string}, {type: integer}]}",
            &["! wrapped-in-one-of"],
            &["! wrapped-in-one-of"],
        ),
        ("{allOf: [{type: string}, {maxLength: 5}]}", "{type: string, maxLength: 5}", &[], &[]),
        ("{type: string}", "{type: string, not: {const: a}}", &["! not-added"], &[". not-added"]),
        (
            "{type: object, if: {required: [a]}, then: {required: [b]}}",
            "{type: object}",
            &[". if-removed", ". then-removed"],
            &["! if-removed", "! then-removed"],
        ),
        (
            "{type: object, additionalProperties: {type: string}}",
            "{type: object, additionalProperties: false}",
            &["! additional-properties-disallowed"],
            &[". additional-properties-disallowed"],
        ),
        ("{type: array, items: {type: string}}", "{type: array}", &[". items-removed"], &["! items-removed"]),
        (
            "{type: array, prefixItems: [{}, {}]}",
            "{type: array, prefixItems: [{}]}",
            &["! prefix-items-removed"],
            &[". prefix-items-removed"],
        ),
    ]);
}

const REQUEST: &str = "openapi: 3.1.0\npaths: {/a: {post: {requestBody: {content: {application/json: {schema: {$ref: \
                       '#/components/schemas/A'}}}}, responses: {}}}}\ncomponents: {schemas: {A: HOLE, B: {type: object, \
                       properties: {z: {type: string}}}}}\n";
const RESPONSE: &str = "openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {description: d, content: {application/json: \
                        {schema: {$ref: '#/components/schemas/A'}}}}}}}}\ncomponents: {schemas: {A: HOLE}}\n";

#[test]
fn members_of_requests() {
    check(
        "openapi",
        REQUEST,
        &[
            (
                "{properties: {b: {}}}",
                "{properties: {b: {}, c: {}}}",
                &[". new-optional-request-property A.c"],
            ),
            (
                "{properties: {b: {}}}",
                "{properties: {b: {}, c: {}}, required: [c]}",
                &["! new-required-request-property A.c"],
            ),
            (
                "{properties: {b: {}}}",
                "{properties: {b: {}, c: {default: 1}}, required: [c]}",
                &["! new-required-request-property-with-default A.c"],
            ),
            ("{properties: {b: {}, c: {}}}", "{properties: {b: {}}}", &["? request-property-removed A.c"]),
            (
                "{properties: {b: {}, c: {}}, additionalProperties: false}",
                "{properties: {b: {}}, additionalProperties: false}",
                &["! request-property-removed A.c"],
            ),
            (
                "{properties: {b: {}}}",
                "{properties: {b: {}}, required: [b]}",
                &["! request-property-became-required A.b"],
            ),
            // What the caller does not write cannot hit it.
            (
                "{properties: {b: {readOnly: true, type: string}}}",
                "{properties: {b: {readOnly: true, type: integer}}, required: [b]}",
                &[". request-property-became-required A.b", ". request-property-type-changed A.b"],
            ),
            // The same, said otherwise.
            (
                "{type: object, properties: {b: {}, z: {type: string}}}",
                "{allOf: [{$ref: '#/components/schemas/B'}, {properties: {b: {}}}]}",
                &[],
            ),
            (
                "{properties: {b: {type: array, items: {type: object, properties: {c: {type: string}}}}}}",
                "{properties: {b: {type: array, items: {type: object, properties: {c: {type: boolean}}}}}}",
                &["! request-property-type-changed A.b[].c"],
            ),
            // A circle.
            (
                "{properties: {a: {$ref: '#/components/schemas/A'}, b: {maxLength: 2}}}",
                "{properties: {a: {$ref: '#/components/schemas/A'}, b: {maxLength: 1}}}",
                &["! request-property-max-length-decreased A.b"],
            ),
        ],
    );
}

#[test]
fn members_of_responses() {
    check(
        "openapi",
        RESPONSE,
        &[
            (
                "{properties: {b: {}}}",
                "{properties: {b: {}, c: {}}}",
                &[". response-optional-property-added A.c"],
            ),
            (
                "{properties: {b: {}, c: {}}}",
                "{properties: {b: {}}}",
                &["? response-optional-property-removed A.c"],
            ),
            (
                "{properties: {b: {}, c: {}}, required: [c]}",
                "{properties: {b: {}}}",
                &["! response-required-property-removed A.c"],
            ),
            (
                "{properties: {b: {}}, required: [b]}",
                "{properties: {b: {}}}",
                &["! response-property-became-optional A.b"],
            ),
            (
                "{properties: {b: {writeOnly: true}}}",
                "{properties: {}}",
                &[". response-optional-write-only-property-removed A.b"],
            ),
            (
                "{properties: {b: {}}}",
                "{properties: {b: {deprecated: true}}}",
                &[". response-property-deprecated A.b"],
            ),
        ],
    );
}

/// A change of a schema that two operations share is one change that reaches both.
#[test]
fn shared_schemas() {
    let text = |limit: u32| {
        let body = "{content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}";
        format!(
            "openapi: 3.1.0\npaths: {{/a: {{post: {{requestBody: {body}}}}}, /b: {{post: {{requestBody: {body}}}}}}}\n\
             components: {{schemas: {{A: {{properties: {{b: {{maxLength: {limit}}}}}}}}}}}\n"
        )
    };
    let changes = between("openapi", &text(2), &text(1));
    assert_eq!(lines(&changes), ["! request-property-max-length-decreased A.b"]);
    assert_eq!(changes[0].operations, ["POST /a", "POST /b"]);
    assert_eq!(changes[0].message, "the maximum length of `A.b` was lowered from 2 to 1");
}

#[test]
fn documents_of_a_json_schema() {
    check(
        "json-schema",
        "{$schema: 'https://json-schema.org/draft/2020-12/schema', type: object, properties: {a: HOLE}}",
        &[
            ("{type: string}", "{type: integer}", &["! schema-property-type-changed a"]),
            ("{type: integer}", "{type: number}", &[". schema-property-type-generalized a"]),
        ],
    );
}
