//! CSS, SCSS, Less.
//!
//! In: code. Out: tokens. Never: tells a nested selector from a declaration by more than the colon.

use super::super::{Class, Lines};
use super::scan;

/// Runs over `code`.
pub(super) fn run(code: &str, out: &mut Lines) {
    let mut rest = code;
    let mut depth = 0_usize;
    let mut in_value = false;
    while let Some(&byte) = rest.as_bytes().first() {
        let (class, length) = match byte {
            b'/' if rest.starts_with("/*") => (Class::Comment, scan::through(rest, "*/")),
            b'/' if rest.starts_with("//") => (Class::Comment, scan::line(rest)),
            b'"' => (Class::String, scan::quoted(rest, "\"", "\"", true, false)),
            b'\'' => (Class::String, scan::quoted(rest, "'", "'", true, false)),
            b'@' => (Class::Keyword, 1 + scan::word(&rest[1..], b"-")),
            b'$' => (Class::Variable, 1 + scan::word(&rest[1..], b"-")),
            b'#' if in_value => (Class::Number, 1 + scan::word(&rest[1..], b"")),
            b'0'..=b'9' => {
                (Class::Number, scan::number(rest) + usize::from(rest[scan::number(rest)..].starts_with('%')))
            }
            b'.' | b'#' if !in_value => (Class::Type, 1 + scan::word(&rest[1..], b"-")),
            b'-' | b'_' | b'a'..=b'z' | b'A'..=b'Z' => {
                let length = scan::word(rest, b"-").max(1);
                let after = rest[length..].trim_start_matches(' ');
                let class = if in_value && after.starts_with('(') {
                    Class::Function
                } else if in_value {
                    Class::Plain
                } else if depth > 0 && after.starts_with(':') {
                    Class::Attribute
                } else {
                    Class::Type
                };
                (class, length)
            }
            _ => (Class::Plain, scan::first(rest)),
        };
        match byte {
            b'{' => (depth, in_value) = (depth + 1, false),
            b'}' => (depth, in_value) = (depth.saturating_sub(1), false),
            b':' if depth > 0 => in_value = true,
            b';' => in_value = false,
            _ => {}
        }
        out.push(class, &rest[..length]);
        rest = &rest[length..];
    }
}
