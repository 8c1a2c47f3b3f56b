//! Rules on channels and messages.

use super::check;

#[test]
fn channels_and_operations() {
    check(
        "asyncapi",
        "asyncapi: 3.0.0\nchannels: {a: {address: a.b, messages: {m: {payload: {type: object}}}}HOLE\n",
        &[
            (", c: {address: c}}", "}", &["! channel-removed c"]),
            ("}", ", c: {address: c}}", &[". channel-added c"]),
            (", c: {address: c}}", ", c: {address: d}}", &["! channel-address-changed c"]),
            (
                ", c: {messages: {n: {payload: {}}}}}",
                ", c: {messages: {}}}",
                &["! channel-message-removed n"],
            ),
            (
                "}\noperations: {o: {action: send, channel: {$ref: '#/channels/a'}}}",
                "}",
                &["! operation-removed send o"],
            ),
            (
                "}\noperations: {o: {action: send, channel: {$ref: '#/channels/a'}}}",
                "}\noperations: {o: {action: receive, channel: {$ref: '#/channels/a'}}}",
                &["! operation-action-changed receive o"],
            ),
            (
                "}\nservers: {s: {host: h, protocol: kafka}}",
                "}\nservers: {s: {host: h, protocol: amqp}}",
                &["! server-protocol-changed s"],
            ),
        ],
    );
}

#[test]
fn payloads() {
    let frame = |action: &str| {
        format!(
            "asyncapi: 3.0.0\nchannels: {{a: {{messages: {{m: {{contentType: a/b, payload: HOLE}}}}}}}}\n\
             operations: {{o: {{action: {action}, channel: {{$ref: '#/channels/a'}}}}}}\n"
        )
    };
    let lost =
        ("{properties: {b: {}, c: {}}}", "{properties: {b: {}}}", &["! message-property-removed m.c"][..]);
    let new = ("{properties: {b: {}}}", "{properties: {b: {}, c: {}}, required: [c]}");
    check(
        "asyncapi",
        &frame("receive"),
        &[
            (lost.0, lost.1, &["! message-property-removed m.c"]),
            (new.0, new.1, &["! new-required-message-property m.c"]),
            ("{enum: [a, b]}", "{enum: [a]}", &["! message-payload-enum-value-removed m"]),
        ],
    );
    check(
        "asyncapi",
        &frame("send"),
        &[
            (lost.0, lost.1, &["! message-property-removed m.c"]),
            (new.0, new.1, &[". response-required-property-added m.c"]),
            ("{enum: [a, b]}", "{enum: [a]}", &[". message-payload-enum-value-removed m"]),
        ],
    );
}
