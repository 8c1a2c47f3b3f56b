//! Markdown, shown as source.
//!
//! In: code. Out: headings, fences, quotes, code and link targets marked. Never: more than a line at a time.

use super::super::{Class, Lines};
use super::scan;

/// Runs over `code`.
pub(super) fn run(code: &str, out: &mut Lines) {
    let mut fence: Option<&str> = None;
    for line in code.split_inclusive('\n') {
        let body = line.trim_end_matches('\n');
        let text = body.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| text.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => {
                fence = Some(mark);
                out.push(Class::Meta, body);
            }
            (Some(open), Some(mark)) if open == mark => {
                fence = None;
                out.push(Class::Meta, body);
            }
            (Some(_), _) => out.push(Class::String, body),
            (None, None) if text.starts_with('#') => out.push(Class::Meta, body),
            (None, None) if ["!!!", "???", "===", "---", ":::"].iter().any(|mark| text.starts_with(mark)) => {
                out.push(Class::Keyword, body);
            }
            (None, None) if text.starts_with('>') => out.push(Class::Comment, body),
            (None, None) => inline(body, out),
        }
        out.push(Class::Plain, &line[body.len()..]);
    }
}

fn inline(text: &str, out: &mut Lines) {
    let mut rest = text;
    while let Some(&byte) = rest.as_bytes().first() {
        let (class, length) = match byte {
            b'`' => (Class::String, scan::quoted(rest, "`", "`", false, false)),
            b'*' if rest.starts_with("**") => (Class::Keyword, scan::quoted(rest, "**", "**", true, false)),
            b']' if rest.starts_with("](") => (Class::Attribute, scan::through(rest, ")")),
            _ => (Class::Plain, scan::first(rest)),
        };
        out.push(class, &rest[..length]);
        rest = &rest[length..];
    }
}
