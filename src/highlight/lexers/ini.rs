//! Keys and values in sections: TOML, INI, properties, `.env`.
//!
//! In: code. Out: tokens. Never: tells the dialects apart: what they share is what a reader sees.

use super::super::{Class, Lines};
use super::scan;

/// Runs over `code`.
pub(super) fn run(code: &str, out: &mut Lines) {
    // The quotes of a text that goes over lines.
    let mut open: Option<&str> = None;
    for line in code.split_inclusive('\n') {
        let body = line.trim_end_matches('\n');
        if let Some(quote) = open {
            let length = scan::through(body, quote);
            let closed = memchr::memmem::find(body.as_bytes(), quote.as_bytes()).is_some();
            out.push(Class::String, &body[..length]);
            if closed {
                open = None;
                values(&body[length..], out);
            }
        } else {
            open = content(body, out);
        }
        out.push(Class::Plain, &line[body.len()..]);
    }
}

/// One line; the quotes that it leaves open.
fn content(body: &str, out: &mut Lines) -> Option<&'static str> {
    let indent = body.len() - body.trim_start().len();
    let text = &body[indent..];
    out.push(Class::Plain, &body[..indent]);
    if text.starts_with(['#', ';']) {
        out.push(Class::Comment, text);
    } else if text.starts_with('[')
        && (text.trim_end().ends_with(']') || text.contains("] #"))
        && !text.contains(',')
    {
        let end = text.rfind(']').map_or(text.len(), |at| at + 1);
        out.push(Class::Type, &text[..end]);
        values(&text[end..], out);
    } else if let Some(sign) = text.find(['=', ':']).filter(|at| is_key(&text[..*at])) {
        out.push(Class::Attribute, text[..sign].trim_end());
        out.push(Class::Plain, &text[text[..sign].trim_end().len()..=sign]);
        return values(&text[sign + 1..], out);
    } else {
        return values(text, out);
    }
    None
}

fn is_key(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.bytes().all(|byte| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'_' | b'-' | b'.' | b'"' | b'\'' | b' ' | b'/' | b'@' | b'*')
        })
}

fn values(text: &str, out: &mut Lines) -> Option<&'static str> {
    let mut rest = text;
    let mut before = b' ';
    while let Some(&byte) = rest.as_bytes().first() {
        for quote in ["\"\"\"", "'''"] {
            if rest.starts_with(quote) && !rest[3..].contains(quote) {
                out.push(Class::String, rest);
                return Some(quote);
            }
        }
        let begins = matches!(before, b' ' | b'=' | b'[' | b',' | b'{' | b'\t');
        let (class, length) = match byte {
            b'#' if matches!(before, b' ' | b'\t') => (Class::Comment, rest.len()),
            b'"' => (Class::String, scan::quoted(rest, "\"", "\"", true, false)),
            b'\'' => (Class::String, scan::quoted(rest, "'", "'", false, false)),
            b'0'..=b'9' if begins => (Class::Number, scan::number(rest)),
            _ if byte.is_ascii_alphabetic() || byte == b'_' => {
                let length = scan::word(rest, b"-");
                let is_constant = matches!(&rest[..length], "true" | "false" | "null");
                let is_key = rest[length..].trim_start_matches(' ').starts_with('=') && begins;
                let class = if is_constant {
                    Class::Number
                } else if is_key {
                    Class::Attribute
                } else {
                    Class::Plain
                };
                (class, length)
            }
            _ => (Class::Plain, scan::first(rest)),
        };
        out.push(class, &rest[..length]);
        before = rest.as_bytes()[length - 1];
        rest = &rest[length..];
    }
    None
}
