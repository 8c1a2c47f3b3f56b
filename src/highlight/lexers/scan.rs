//! What all lexers need: how far a token reaches.
//!
//! In: text that begins with a token. Out: its length in bytes, on a character boundary. Never: reads past the text.

/// Length of the run of bytes that fit.
pub(super) fn run_of(text: &str, fits: impl Fn(u8) -> bool) -> usize {
    text.bytes().position(|byte| !fits(byte)).unwrap_or(text.len())
}

/// Length of a word: letters, digits, `_`, what `extra` names, and everything beyond ASCII.
pub(super) fn word(text: &str, extra: &[u8]) -> usize {
    run_of(text, |byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80 || extra.contains(&byte))
}

/// Length of a number that begins with a digit: digits, letters (`0x1f`, `10ms`, `1e9`), `_` and single points.
pub(super) fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let fits = bytes[at].is_ascii_alphanumeric()
            || bytes[at] == b'_'
            || (bytes[at] == b'.' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
            || (matches!(bytes[at], b'+' | b'-')
                && at > 0
                && matches!(bytes[at - 1], b'e' | b'E')
                && !text.starts_with("0x"));
        if !fits {
            break;
        }
        at += 1;
    }
    at
}

/// Length of a quoted text, quotes included. It ends at `close`, or (unless it may span lines) at the line's end.
pub(super) fn quoted(text: &str, open: &str, close: &str, escapes: bool, spans_lines: bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = open.len();
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if escapes => at += 2,
            b'\n' if !spans_lines => return at,
            _ if text.as_bytes()[at..].starts_with(close.as_bytes()) => return at + close.len(),
            _ => at += 1,
        }
    }
    boundary(text, at)
}

/// Length up to the end of the line, without it.
pub(super) fn line(text: &str) -> usize {
    memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len())
}

/// Length up to and with `end`, or all of it.
pub(super) fn through(text: &str, end: &str) -> usize {
    memchr::memmem::find(text.as_bytes(), end.as_bytes()).map_or(text.len(), |at| at + end.len())
}

/// The nearest boundary at or after an offset.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Length of the first character.
pub(super) fn first(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}
