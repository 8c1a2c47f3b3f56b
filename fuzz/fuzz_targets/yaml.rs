//! YAML never panics, and its spans are those of the text.
#![no_main]

use backlot::yaml::{Limits, Node, Schema, Value, parse};

libfuzzer_sys::fuzz_target!(|text: &str| {
    for schema in [Schema::Core, Schema::Mkdocs] {
        for document in parse(text, schema, Limits::default()).documents {
            if let Some(root) = document.root {
                check(&root, text);
            }
            for problem in document.problems {
                assert!(problem.span.end as usize <= text.len());
            }
        }
    }
});

fn check(node: &Node, text: &str) {
    assert!(text.get(node.range()).is_some(), "{:?}", node.span);
    match &node.value {
        Value::Seq(items) => items.iter().for_each(|item| check(item, text)),
        Value::Map(map) => map.iter().for_each(|entry| {
            check(&entry.key, text);
            check(&entry.value, text);
        }),
        _ => {}
    }
}
