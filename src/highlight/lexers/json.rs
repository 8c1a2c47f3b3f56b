//! JSON, with comments and bare keys.
//!
//! In: code. Out: tokens. Never: refuses what is not JSON.

use super::super::{Class, Lines};
use super::scan;

/// Runs over `code`.
pub(super) fn run(code: &str, out: &mut Lines) {
    let mut rest = code;
    while let Some(&byte) = rest.as_bytes().first() {
        let (class, length) = match byte {
            b'"' => {
                let length = scan::quoted(rest, "\"", "\"", true, false);
                (key_or(rest, length, Class::String), length)
            }
            b'/' if rest.starts_with("//") => (Class::Comment, scan::line(rest)),
            b'/' if rest.starts_with("/*") => (Class::Comment, scan::through(rest, "*/")),
            b'0'..=b'9' => (Class::Number, scan::number(rest)),
            b'-' if rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) => {
                (Class::Number, 1 + scan::number(&rest[1..]))
            }
            _ if byte.is_ascii_alphabetic() => {
                let length = scan::word(rest, b"$");
                let class = if matches!(&rest[..length], "true" | "false" | "null") {
                    Class::Number
                } else {
                    Class::Plain
                };
                (key_or(rest, length, class), length)
            }
            _ => (Class::Plain, scan::first(rest)),
        };
        out.push(class, &rest[..length]);
        rest = &rest[length..];
    }
}

fn key_or(rest: &str, length: usize, otherwise: Class) -> Class {
    if rest[length..].trim_start_matches([' ', '\t']).starts_with(':') { Class::Attribute } else { otherwise }
}
