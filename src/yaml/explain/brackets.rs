//! Errors about `[…]` and `{…}`.
//!
//! In: the kind of error and its lines. Out: what is said of it, at the bracket that is to blame. Never: looks further back than
//! a few thousand bytes.

use granit_parser::ErrorKind;

use super::lines::Lines;
use super::{Explained, explained};

/// How far back an opening bracket is looked for, in bytes.
const FAR: usize = 20_000;

pub(super) fn explain(kind: &ErrorKind, lines: &Lines<'_>) -> Explained {
    match kind {
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            let right = closing(*open);
            let line = lines.line();
            let at = lines.text[lines.at..line.end].find(*close).map_or(lines.at, |at| lines.at + at);
            return explained(
                format!("`{open}` is closed by `{close}`"),
                format!("write `{right}`"),
                at..at + close.len_utf8().min(lines.text.len() - at),
            );
        }
        ErrorKind::MisplacedFlowCollectionEnd => {
            let close = &lines.text[lines.character()];
            return explained(
                format!("`{close}` closes nothing"),
                "delete it, write the bracket that opens, or put quotes round the value",
                lines.character(),
            );
        }
        _ => {}
    }
    let line = lines.line();
    let around = &lines.text[line.clone()];
    if let Some(comma) = empty_item(around) {
        let at = line.start + comma;
        return explained("there is nothing before this comma", "delete the comma", at..at + 1);
    }
    match opening(lines) {
        Some((at, open)) if !closes_on_its_line(lines.text, at, open) => explained(
            format!("the bracket `{open}` that opens here is never closed"),
            format!("write `{}` at the end", closing(open)),
            at..at + 1,
        ),
        Some(_) if lines.text[lines.at..].starts_with(':') => explained(
            "a value within brackets holds a colon and a space, which would begin another key",
            "put quotes round that value",
            lines.character(),
        ),
        Some((_, open)) => explained(
            format!("a comma is missing within `{open}…{}`", closing(open)),
            "write a comma between two items, or put quotes round the one that holds brackets, quotes or `: `",
            lines.character(),
        ),
        None => explained(
            "this is not YAML within brackets",
            "put quotes round values that hold brackets, commas or `: `",
            lines.character(),
        ),
    }
}

fn closing(open: char) -> char {
    if open == '[' { ']' } else { '}' }
}

/// The innermost bracket that is open at the place, its byte and itself. Quotes are passed over roughly: by the line.
fn opening(lines: &Lines<'_>) -> Option<(usize, char)> {
    let mut depth = 0usize;
    let from = lines.at.saturating_sub(FAR);
    for (at, byte) in lines.text.as_bytes()[..lines.at].iter().enumerate().skip(from).rev() {
        match byte {
            b']' | b'}' => depth += 1,
            b'[' | b'{' if depth == 0 => return Some((at, char::from(*byte))),
            b'[' | b'{' => depth -= 1,
            _ => {}
        }
    }
    // The parser may stop at the bracket itself.
    let here = lines.text[lines.at..].chars().next().filter(|open| matches!(open, '[' | '{'));
    here.map(|open| (lines.at, open))
}

fn closes_on_its_line(text: &str, at: usize, open: char) -> bool {
    let line = text[at..].split('\n').next().unwrap_or_default();
    line.matches(closing(open)).count() >= line.matches(open).count()
}

/// The first comma of a line with nothing before it.
fn empty_item(line: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, character) in line.char_indices() {
        if character == ',' && matches!(before, '[' | '{' | ',') {
            return Some(at);
        }
        if !character.is_whitespace() {
            before = character;
        }
    }
    None
}
