//! Errors about quotes, and text behind a value that is complete already.
//!
//! In: the kind of error and its lines. Out: what is said of it. Never: decides that quotes are unclosed by counting a file.

use granit_parser::ErrorKind;

use super::lines::{Lines, quoted, shortened, with_quotes};
use super::{Explained, explained};

/// Errors of values in quotes.
pub(super) fn explain(kind: &ErrorKind, lines: &Lines<'_>) -> Explained {
    match kind {
        ErrorKind::InvalidTrailingSingleQuotedScalar => inside(lines, '\''),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => inside(lines, '"'),
        ErrorKind::DocumentIndicatorInQuotedScalar
        | ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent => unclosed(lines),
        _ => explained(
            "`\\` in double quotes begins an escape, and this one is not known",
            "write `\\\\` for a backslash, or put single quotes round the value",
            escape(lines),
        ),
    }
}

/// The backslash at the place or behind it on the line.
fn escape(lines: &Lines<'_>) -> std::ops::Range<usize> {
    let line = lines.line();
    let known = ['\\', '"', '/', 'n', 't', 'r', '0', 'a', 'b', 'e', 'f', 'v', ' ', 'N', '_', 'L', 'P', '\n'];
    let mut rest = lines.at..line.end;
    while let Some(at) = lines.text[rest.clone()].find('\\') {
        let at = rest.start + at;
        let next = lines.text[at + 1..line.end].chars().next();
        if !next.is_some_and(|next| known.contains(&next)) {
            return at..(at + 1 + next.map_or(0, char::len_utf8));
        }
        rest = (at + 2).min(line.end)..line.end;
    }
    lines.character()
}

/// The value goes on behind the quote that closes it.
fn inside(lines: &Lines<'_>, quote: char) -> Explained {
    let content = lines.content();
    let start = lines.value_start();
    let value = &lines.text[start..content.end];
    let key = &lines.text[content.start..start];
    let message = "text follows the quote that ends the value";
    let other = if quote == '"' { '\'' } else { '"' };
    // `'Shop's best'` and `"Shop "x" best"` are one value with quotes in it, `"Shop" is best` a value with a word in quotes.
    let inner = value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote)).unwrap_or(value);
    let is_inside = inner
        .split_once(quote)
        .is_some_and(|(before, after)| before.ends_with(' ') || after.starts_with(char::is_alphanumeric));
    let whole = if is_inside && inner.len() + 2 == value.len() { inner } else { value };
    let help = match quoted(whole).filter(|_| !whole.contains(other) && value.len() <= 70) {
        Some(text) => format!("put other quotes round the whole value: `{key}{text}`"),
        None if quote == '\'' => "write a quote inside single quotes twice: `''`".to_owned(),
        None => "write a quote inside double quotes as `\\\"`".to_owned(),
    };
    explained(message, help, lines.character())
}

/// A quote that nothing closes.
fn unclosed(lines: &Lines<'_>) -> Explained {
    let before = &lines.text[..lines.at];
    let opening = [": \"", ": '", "- \"", "- '", "[\"", "['", ", \"", ", '", "{\"", "{'"]
        .iter()
        .filter_map(|opening| before.rfind(opening).map(|at| at + opening.len() - 1))
        .max();
    let span = opening.map_or_else(|| lines.character(), |at| at..at + 1);
    let quote = &lines.text[span.clone()];
    explained(
        "the quote that opens here is never closed",
        format!("write `{quote}` at the end of the value too"),
        span,
    )
}

/// Text behind brackets or quotes that ended the value.
pub(super) fn after_value(lines: &Lines<'_>) -> Option<Explained> {
    let value = &lines.text[lines.value_start().min(lines.at)..lines.at];
    let open = value.chars().next().filter(|open| matches!(open, '[' | '{' | '"' | '\''))?;
    if lines.value_start() >= lines.at {
        return None;
    }
    let what = match open {
        '[' => "the bracket `]` that ends the list",
        '{' => "the brace `}` that ends the mapping",
        _ => "the quote that ends the value",
    };
    let rest = lines.text[lines.at..lines.content().end.max(lines.at)].trim();
    Some(explained(
        format!("`{}` follows {what}", shortened(rest)),
        if matches!(open, '[' | '{') {
            with_quotes(lines)
        } else {
            "put all of it into one pair of quotes".to_owned()
        },
        lines.character(),
    ))
}
