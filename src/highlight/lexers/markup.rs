//! HTML and XML.
//!
//! In: code. Out: tokens. Never: follows into scripts and styles.

use super::super::{Class, Lines};
use super::scan;

/// Runs over `code`.
pub(super) fn run(code: &str, out: &mut Lines) {
    let mut rest = code;
    while !rest.is_empty() {
        let length = if rest.starts_with("<!--") {
            let length = scan::through(rest, "-->");
            out.push(Class::Comment, &rest[..length]);
            length
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            let length = scan::through(rest, ">");
            out.push(Class::Meta, &rest[..length]);
            length
        } else if is_tag(rest) {
            tag(rest, out)
        } else if rest.starts_with('&') && entity(rest) > 0 {
            let length = entity(rest);
            out.push(Class::Number, &rest[..length]);
            length
        } else {
            let length = scan::first(rest)
                + scan::run_of(&rest[scan::first(rest)..], |byte| !matches!(byte, b'<' | b'&'));
            out.push(Class::Plain, &rest[..length]);
            length
        };
        rest = &rest[length..];
    }
}

fn is_tag(rest: &str) -> bool {
    let name = rest.strip_prefix("</").or_else(|| rest.strip_prefix('<'));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

fn entity(rest: &str) -> usize {
    let length = scan::run_of(&rest[1..], |byte| byte.is_ascii_alphanumeric() || byte == b'#') + 1;
    if length > 1 && rest[length..].starts_with(';') { length + 1 } else { 0 }
}

/// A tag with its attributes. Its length.
fn tag(text: &str, out: &mut Lines) -> usize {
    let open = if text.starts_with("</") { 2 } else { 1 };
    let name = scan::word(&text[open..], b"-:.");
    out.push(Class::Plain, &text[..open]);
    out.push(Class::Type, &text[open..open + name]);
    let mut at = open + name;
    while let Some(&byte) = text.as_bytes().get(at) {
        let rest = &text[at..];
        let (class, length) = match byte {
            b'>' => {
                out.push(Class::Plain, ">");
                return at + 1;
            }
            b'"' => (Class::String, scan::quoted(rest, "\"", "\"", false, true)),
            b'\'' => (Class::String, scan::quoted(rest, "'", "'", false, true)),
            b'<' => return at,
            _ if byte.is_ascii_alphabetic() || matches!(byte, b'@' | b':' | b'_') => {
                (Class::Attribute, scan::first(rest) + scan::word(&rest[scan::first(rest)..], b"-:.@"))
            }
            _ => (Class::Plain, scan::first(rest)),
        };
        out.push(class, &rest[..length]);
        at += length;
    }
    at
}
