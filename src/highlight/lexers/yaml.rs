//! YAML.
//!
//! In: code. Out: tokens. Never: parses: a key is what stands before `: ` on its line.

use super::super::{Class, Lines};
use super::scan;

/// Runs over `code`.
pub(super) fn run(code: &str, out: &mut Lines) {
    // Indentation of the line whose value is a block scalar: deeper lines are its text.
    let mut block: Option<usize> = None;
    for line in code.split_inclusive('\n') {
        let indent = scan::run_of(line, |byte| byte == b' ');
        let body = line[indent..].trim_end_matches(['\n', '\r']);
        let end = &line[indent + body.len()..];
        out.push(Class::Plain, &line[..indent]);
        match block {
            Some(outer) if indent > outer || body.is_empty() => out.push(Class::String, body),
            _ => {
                block = content(body, out).then_some(indent);
            }
        }
        out.push(Class::Plain, end);
    }
}

/// One line. Whether a block scalar begins at its end.
fn content(body: &str, out: &mut Lines) -> bool {
    let mut rest = body;
    if rest.starts_with("---") || rest.starts_with("...") || rest.starts_with('%') {
        out.push(Class::Meta, rest);
        return false;
    }
    while let Some(after) = rest.strip_prefix("- ") {
        out.push(Class::Plain, "- ");
        rest = after;
    }
    if let Some(colon) = key(rest) {
        out.push(Class::Attribute, &rest[..colon]);
        out.push(Class::Plain, ":");
        rest = &rest[colon + 1..];
    }
    values(rest, out);
    let value = rest.split(" #").next().unwrap_or(rest).trim();
    let mark = value.rsplit(' ').next().unwrap_or(value);
    mark.starts_with(['|', '>']) && mark[1..].bytes().all(|byte| matches!(byte, b'+' | b'-' | b'0'..=b'9'))
}

/// Where the colon of a key stands.
fn key(text: &str) -> Option<usize> {
    let from = match text.as_bytes().first()? {
        b'"' => scan::quoted(text, "\"", "\"", true, false),
        b'\'' => scan::quoted(text, "'", "'", false, false),
        b'#' | b'[' | b'{' | b'|' | b'>' | b'&' | b'*' | b'!' => return None,
        _ => 0,
    };
    let mut at = from;
    loop {
        at += memchr::memchr(b':', text.as_bytes().get(at..)?)?;
        match text.as_bytes().get(at + 1) {
            None | Some(b' ' | b'\t') => return (!text[from..at].contains(" #")).then_some(at),
            _ if from > 0 => return None,
            _ => at += 1,
        }
    }
}

fn values(text: &str, out: &mut Lines) {
    let mut rest = text;
    let mut before = b' ';
    while let Some(&byte) = rest.as_bytes().first() {
        let begins = matches!(before, b' ' | b'[' | b'{' | b',' | b':' | b'(');
        let (class, length) = match byte {
            b' ' => (Class::Plain, scan::run_of(rest, |byte| byte == b' ')),
            b'#' if before == b' ' => (Class::Comment, rest.len()),
            b'"' if begins => (Class::String, scan::quoted(rest, "\"", "\"", true, false)),
            b'\'' if begins => (Class::String, scan::quoted(rest, "'", "'", false, false)),
            b'&' | b'*' if begins => (Class::Variable, 1 + scan::word(&rest[1..], b"-")),
            b'!' if begins => (Class::Meta, scan::run_of(rest, |byte| byte != b' ')),
            b'[' | b']' | b'{' | b'}' | b',' => (Class::Plain, 1),
            _ => scalar(rest),
        };
        out.push(class, &rest[..length]);
        before = rest.as_bytes()[length - 1];
        rest = &rest[length..];
    }
}

/// A plain scalar, as far as it reaches.
fn scalar(rest: &str) -> (Class, usize) {
    let mut end = 0;
    let bytes = rest.as_bytes();
    while end < bytes.len() {
        let stops = matches!(bytes[end], b',' | b']' | b'}' | b'[' | b'{')
            || (bytes[end] == b' ' && bytes.get(end + 1) == Some(&b'#'))
            || (bytes[end] == b':' && bytes.get(end + 1) == Some(&b' '));
        if stops && end > 0 {
            break;
        }
        end += 1;
    }
    let end = scan::boundary(rest, end.max(1));
    let word = rest[..end].trim_end();
    let is_number = word.bytes().next().is_some_and(|byte| byte.is_ascii_digit() || byte == b'-')
        && word.bytes().any(|byte| byte.is_ascii_digit())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'x' | b'_'));
    let is_constant =
        matches!(word, "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "~" | "True" | "False");
    let is_key = bytes.get(end) == Some(&b':');
    let class = if is_key {
        Class::Attribute
    } else if is_number || is_constant {
        Class::Number
    } else {
        Class::Plain
    };
    (class, end)
}
