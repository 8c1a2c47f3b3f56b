//! Rules on GraphQL schemas.

use super::check;

#[test]
fn fields_and_arguments() {
    check(
        "graphql",
        "type Query { a: A }\ntype A { b: IntHOLE }\n",
        &[
            ("", " c: Int", &[". FIELD_ADDED A.c"]),
            (" c: Int", "", &["! FIELD_REMOVED A.c"]),
            (" c: Int", " c: Int!", &[". FIELD_TYPE_CHANGED A.c"]),
            (" c: Int!", " c: Int", &["! FIELD_TYPE_CHANGED A.c"]),
            (" c: Int", " c: Int @deprecated", &[". FIELD_DEPRECATION_ADDED A.c"]),
            (" c: Int", " c: Int @x", &["? DIRECTIVE_USAGE_FIELD_DEFINITION_ADDED A.c"]),
            (" c: Int", " c(d: Int): Int", &["? FIELD_ARGUMENT_ADDED A.c(d)"]),
            (" c: Int", " c(d: Int! = 1): Int", &["? FIELD_ARGUMENT_ADDED A.c(d)"]),
            (" c: Int", " c(d: Int!): Int", &["! FIELD_ARGUMENT_ADDED A.c(d)"]),
            (" c(d: Int): Int", " c: Int", &["! FIELD_ARGUMENT_REMOVED A.c(d)"]),
            (" c(d: Int): Int", " c(d: Int!): Int", &["! FIELD_ARGUMENT_TYPE_CHANGED A.c(d)"]),
            (" c(d: Int!): Int", " c(d: Int): Int", &[". FIELD_ARGUMENT_TYPE_CHANGED A.c(d)"]),
            (" c(d: Int = 1): Int", " c(d: Int = 2): Int", &["? FIELD_ARGUMENT_DEFAULT_CHANGED A.c(d)"]),
            (" } type B { c: Int", "", &["! TYPE_REMOVED B"]),
            (" } type B { c: Int", " } input B { c: Int", &["! TYPE_KIND_CHANGED B"]),
            (" } enum B { C D", " } enum B { C", &["! ENUM_VALUE_REMOVED B.D"]),
            (" } enum B { C", " } enum B { C D", &["? ENUM_VALUE_ADDED B.D"]),
            (
                " } type Mutation { m: Int",
                "",
                &["! FIELD_REMOVED Mutation.m", "! SCHEMA_MUTATION_TYPE_CHANGED Mutation"],
            ),
        ],
    );
}

#[test]
fn inputs_unions_interfaces_directives() {
    check(
        "graphql",
        "type Query { a: A }\ntype A { b: Int }\ntype B { b: Int }\ninterface I { b: Int }\nHOLE\n",
        &[
            ("input C { d: Int }", "input C { d: Int e: Int }", &[". INPUT_FIELD_ADDED C.e"]),
            ("input C { d: Int }", "input C { d: Int e: Int! }", &["! INPUT_FIELD_ADDED C.e"]),
            ("input C { d: Int }", "input C { d: Int e: Int! = 1 }", &["? INPUT_FIELD_ADDED C.e"]),
            ("input C { d: Int e: Int }", "input C { d: Int }", &["! INPUT_FIELD_REMOVED C.e"]),
            ("input C { d: Int! }", "input C { d: Int }", &[". INPUT_FIELD_TYPE_CHANGED C.d"]),
            ("input C { d: Int }", "input C { d: Int! }", &["! INPUT_FIELD_TYPE_CHANGED C.d"]),
            ("input C { d: Int = 1 }", "input C { d: Int }", &["? INPUT_FIELD_DEFAULT_VALUE_CHANGED C.d"]),
            ("input C { d: Int }", "input C @oneOf { d: Int }", &["! DIRECTIVE_USAGE_INPUT_OBJECT_ADDED C"]),
            ("union C = A | B", "union C = A", &["! UNION_MEMBER_REMOVED C.B"]),
            ("union C = A", "union C = A | B", &["? UNION_MEMBER_ADDED C.B"]),
            ("type C implements I { b: Int }", "type C { b: Int }", &["! OBJECT_TYPE_INTERFACE_REMOVED C.I"]),
            ("type C { b: Int }", "type C implements I { b: Int }", &["? OBJECT_TYPE_INTERFACE_ADDED C.I"]),
            ("directive @d on FIELD | ENUM", "directive @d on FIELD", &["! DIRECTIVE_LOCATION_REMOVED @d"]),
            (
                "directive @d repeatable on FIELD",
                "directive @d on FIELD",
                &["? DIRECTIVE_REPEATABLE_REMOVED @d"],
            ),
            (
                "directive @d on FIELD",
                "directive @d(a: Int!) on FIELD",
                &["! DIRECTIVE_ARGUMENT_ADDED @d(a)"],
            ),
            (
                "directive @d(a: Int) on FIELD",
                "directive @d on FIELD",
                &["! DIRECTIVE_ARGUMENT_REMOVED @d(a)"],
            ),
            ("directive @d on FIELD", "", &["! DIRECTIVE_REMOVED @d"]),
            // Said in an extension or in one piece.
            ("input C { d: Int }\nextend input C { e: Int }", "input C { d: Int e: Int }", &[]),
        ],
    );
}
