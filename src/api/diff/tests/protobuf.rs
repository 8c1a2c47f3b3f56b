//! Rules on protocol buffers.

use super::check;

const FRAME: &str = "syntax = \"proto3\";\npackage p;\nmessage M { int32 a = 1; HOLE }\n";

#[test]
fn fields() {
    check(
        "proto",
        FRAME,
        &[
            ("", "string b = 2;", &[". FIELD_ADDED M.b"]),
            ("string b = 2;", "", &["! FIELD_NO_DELETE M.b"]),
            ("string b = 2;", "reserved 2; reserved \"b\";", &["! FIELD_NO_DELETE M.b"]),
            ("string b = 2;", "string c = 2;", &["! FIELD_SAME_NAME M.b"]),
            ("string b = 2;", "string b = 3;", &["! FIELD_NO_DELETE M.b", ". FIELD_ADDED M.b"]),
            ("string b = 2;", "bytes b = 2;", &["! FIELD_SAME_TYPE M.b"]),
            ("string b = 2;", "repeated string b = 2;", &["! FIELD_SAME_CARDINALITY M.b"]),
            ("string b = 2;", "optional string b = 2;", &["! FIELD_SAME_CARDINALITY M.b"]),
            ("string b = 2;", "string b = 2 [json_name = \"x\"];", &["! FIELD_SAME_JSON_NAME M.b"]),
            ("string b_c = 2;", "string b_c = 2 [json_name = \"bC\"];", &[]),
            (
                "oneof o { string b = 2; }",
                "string b = 2;",
                &["! FIELD_SAME_ONEOF M.b", "! ONEOF_NO_DELETE M.o"],
            ),
            ("map<string, int32> b = 2;", "map<string, int64> b = 2;", &["! FIELD_SAME_TYPE M.b"]),
            ("string b = 2;", "string b = 2 [deprecated = true];", &[". FIELD_DEPRECATED M.b"]),
            ("reserved 5 to 7;", "reserved 5;", &["! RESERVED_MESSAGE_NO_DELETE M"]),
        ],
    );
    check(
        "proto",
        "syntax = \"proto2\";\nmessage M { HOLE }\n",
        &[
            ("optional int32 a = 1;", "required int32 a = 1;", &["! MESSAGE_SAME_REQUIRED_FIELDS M.a"]),
            ("", "required int32 a = 1;", &["! MESSAGE_SAME_REQUIRED_FIELDS M.a"]),
            (
                "optional int32 a = 1 [default = 1];",
                "optional int32 a = 1 [default = 2];",
                &["! FIELD_SAME_DEFAULT M.a"],
            ),
            ("extensions 100 to 200;", "extensions 100 to 150;", &["! EXTENSION_MESSAGE_NO_DELETE M"]),
        ],
    );
}

#[test]
fn types_and_services() {
    check(
        "proto",
        "syntax = \"proto3\";\npackage p;\nmessage M { int32 a = 1; }\nmessage N {}\nHOLE\n",
        &[
            ("message O {}", "", &["! MESSAGE_NO_DELETE O"]),
            ("enum E { A = 0; B = 1; }", "enum E { A = 0; }", &["! ENUM_VALUE_NO_DELETE E.B"]),
            ("enum E { A = 0; B = 1; }", "enum E { A = 0; C = 1; }", &["! ENUM_VALUE_SAME_NAME E.B"]),
            ("enum E { A = 0; }", "enum E { A = 0; B = 1; }", &[". ENUM_VALUE_ADDED E.B"]),
            ("enum E { A = 0; }", "", &["! ENUM_NO_DELETE E"]),
            ("service S { rpc R(M) returns (M); }", "service S {}", &["! RPC_NO_DELETE S.R"]),
            ("service S {}", "service S { rpc R(M) returns (M); }", &[". RPC_ADDED S.R"]),
            ("service S {}", "", &["! SERVICE_NO_DELETE S"]),
            (
                "service S { rpc R(M) returns (M); }",
                "service S { rpc R(N) returns (N); }",
                &["! RPC_SAME_REQUEST_TYPE S.R", "! RPC_SAME_RESPONSE_TYPE S.R"],
            ),
            (
                "service S { rpc R(M) returns (M); }",
                "service S { rpc R(stream M) returns (stream M); }",
                &["! RPC_SAME_CLIENT_STREAMING S.R", "! RPC_SAME_SERVER_STREAMING S.R"],
            ),
            (
                "service S { rpc R(M) returns (M); }",
                "service S { rpc R(M) returns (M) { option idempotency_level = IDEMPOTENT; } }",
                &["! RPC_SAME_IDEMPOTENCY_LEVEL S.R"],
            ),
            (
                "option go_package = \"a\";",
                "option go_package = \"b\";",
                &["! FILE_SAME_GO_PACKAGE go_package"],
            ),
        ],
    );
    check(
        "proto",
        "syntax = \"HOLE\";\nmessage M {}\n",
        &[("proto2", "proto3", &["! FILE_SAME_SYNTAX syntax"])],
    );
    // A new package is one change, not one of every type.
    check(
        "proto",
        "syntax = \"proto3\";\npackage HOLE;\nmessage M { M m = 1; }\nenum E { A = 0; }\n",
        &[("p", "q", &["! FILE_SAME_PACKAGE p"])],
    );
}
