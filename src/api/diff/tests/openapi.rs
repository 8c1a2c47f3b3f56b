//! Rules on operations, parameters, bodies, responses, security.

use super::check;

#[test]
fn operations() {
    check(
        "openapi",
        "openapi: 3.1.0\npaths: {'/a/{id}': {get: {}HOLE}}\n",
        &[
            (", delete: {}", "", &["! api-removed-without-deprecation DELETE /a/{id}"]),
            (", delete: {deprecated: true}", "", &[". api-removed-with-deprecation DELETE /a/{id}"]),
            (
                ", delete: {deprecated: true, x-sunset: 2026-05-01}",
                "",
                &[". api-removed-with-deprecation DELETE /a/{id}"],
            ),
            (
                ", delete: {deprecated: true, x-sunset: 2026-07-01}",
                "",
                &["! api-removed-before-sunset DELETE /a/{id}"],
            ),
            (
                ", delete: {deprecated: true, x-sunset: 2026-09-01}",
                ", delete: {deprecated: true, x-sunset: 2026-07-01}",
                &["! api-sunset-date-changed-too-small DELETE /a/{id}"],
            ),
            ("", ", put: {}", &[". endpoint-added PUT /a/{id}"]),
            (", put: {}", ", put: {deprecated: true}", &[". endpoint-deprecated PUT /a/{id}"]),
            ("}, /b: {get: {}", "", &["! api-path-removed-without-deprecation GET /b"]),
            ("}, '/b/{x}': {get: {}", "}, '/b/{y}': {get: {}", &[]),
        ],
    );
    check(
        "openapi",
        "openapi: 3.1.0\nwebhooks: {a: {post: {requestBody: {content: {application/json: {schema: {properties: {x: HOLE}}}}}}}}\n",
        // A webhook is called by the provider: its request is what users read.
        &[("{enum: [a]}", "{enum: [a, b]}", &["? response-property-enum-value-added x"])],
    );
}

#[test]
fn parameters() {
    check(
        "openapi",
        "openapi: 3.1.0\npaths: {/a: {get: {parameters: [{name: p, in: query}HOLE]}}}\n",
        &[
            ("", ", {name: q, in: query}", &[". new-optional-request-parameter q"]),
            ("", ", {name: q, in: query, required: true}", &["! new-required-request-parameter q"]),
            (", {name: q, in: query}", "", &["? request-parameter-removed q"]),
            (
                ", {name: q, in: query, deprecated: true}",
                "",
                &[". request-parameter-removed-with-deprecation q"],
            ),
            (
                ", {name: q, in: query}",
                ", {name: q, in: header}",
                &["? request-parameter-removed q", ". new-optional-request-parameter q"],
            ),
            (
                ", {name: q, in: query}",
                ", {name: q, in: query, required: true}",
                &["! request-parameter-became-required q"],
            ),
            (", {name: q, in: query}", ", {name: q, in: query, style: form, explode: true}", &[]),
            (
                ", {name: q, in: query}",
                ", {name: q, in: query, explode: false}",
                &["! request-parameter-style-changed q"],
            ),
            (
                ", {name: q, in: query, schema: {type: integer}}",
                ", {name: q, in: query, schema: {type: string}}",
                &[". request-parameter-type-generalized q"],
            ),
            (
                ", {name: q, in: query, schema: {default: 1}}",
                ", {name: q, in: query, schema: {default: 2}}",
                &["! request-parameter-default-value-changed q"],
            ),
            (
                ", {name: q, in: query, schema: {enum: [a, b]}}",
                ", {name: q, in: query, schema: {enum: [a]}}",
                &["! request-parameter-enum-value-removed q"],
            ),
            (", {name: X-A, in: header}", ", {name: x-a, in: header}", &[]),
        ],
    );
}

#[test]
fn bodies() {
    check(
        "openapi",
        "openapi: 3.1.0\npaths: {/a: {post: {HOLE}}}\n",
        &[
            ("", "requestBody: {content: {a/b: {}}}", &[". request-body-added-optional request body"]),
            (
                "",
                "requestBody: {required: true, content: {a/b: {}}}",
                &["! request-body-added-required request body"],
            ),
            ("requestBody: {content: {a/b: {}}}", "", &["! request-body-removed request body"]),
            (
                "requestBody: {content: {a/b: {}}}",
                "requestBody: {required: true, content: {a/b: {}}}",
                &["! request-body-became-required request body"],
            ),
            (
                "requestBody: {content: {a/b: {}, c/d: {}}}",
                "requestBody: {content: {a/b: {}, e/f: {}}}",
                &["! request-body-media-type-removed c/d", ". request-body-media-type-added e/f"],
            ),
            (
                "requestBody: {content: {application/json: {}}}",
                "requestBody: {content: {application/json; charset=utf-8: {}}}",
                &[". request-body-media-type-name-changed application/json"],
            ),
        ],
    );
}

#[test]
fn responses() {
    check(
        "openapi",
        "openapi: 3.1.0\npaths: {/a: {get: {responses: {'200': {content: {a/b: {}HOLE}}}}}}\n",
        &[
            (", c/d: {}", "", &["! response-media-type-removed c/d"]),
            ("", ", c/d: {}", &[". response-media-type-added c/d"]),
            ("}}, '202': {content: {", "", &["! response-success-status-removed 202"]),
            ("}}, '404': {content: {", "", &[". response-non-success-status-removed 404"]),
            ("", "}}, '404': {content: {", &[". response-non-success-status-added 404"]),
            (
                "}, headers: {X-A: {required: true}}, links: {",
                "}, headers: {}, links: {",
                &["! required-response-header-removed X-A"],
            ),
            (
                "}, headers: {X-A: {}}, links: {",
                "}, headers: {}, links: {",
                &["? optional-response-header-removed X-A"],
            ),
        ],
    );
}

#[test]
fn security() {
    check(
        "openapi",
        "openapi: 3.1.0\npaths: {/a: {get: {security: HOLE}}}\n",
        &[
            ("[{a: []}]", "[{a: []}, {b: []}]", &[". api-security-added `b`"]),
            ("[{a: []}, {b: []}]", "[{a: []}]", &["! api-security-removed `b`"]),
            (
                "[{a: [x]}]",
                "[{a: [x, y]}]",
                &["! api-security-scope-added `a` (x)", ". api-security-added `a` (x, y)"],
            ),
            ("[]", "[{a: []}]", &["! api-security-added no authentication"]),
            ("[{a: []}]", "[{}]", &[". api-security-removed security"]),
            ("[{a: []}, {b: []}]", "[{b: []}, {a: []}]", &[]),
        ],
    );
}
