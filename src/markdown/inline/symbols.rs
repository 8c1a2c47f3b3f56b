//! `(c)`, `-->`, `+/-`, `1/2`, `1st`.
//!
//! In: a text and a place in it. Out: what stands there as a symbol, and how much of the text it takes.
//! Source: `pymdownx.smartsymbols`. Never: in code or addresses.

use super::super::options::Symbols;

/// A symbol found.
pub(super) enum Symbol {
    /// Characters in its place.
    Text(&'static str),
    /// An ordinal: the letters are raised.
    Ordinal,
}

/// Length and meaning of the symbol at a place.
pub(super) fn at(text: &str, at: usize, wanted: Symbols) -> Option<(usize, Symbol)> {
    let rest = &text[at..];
    let before = text[..at].chars().next_back();
    let starts = |mark: &str| rest.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
    let simple = [
        (wanted.trademark, "(tm)", "\u{2122}"),
        (wanted.copyright, "(c)", "\u{a9}"),
        (wanted.registered, "(r)", "\u{ae}"),
        (wanted.plusminus, "+/-", "\u{b1}"),
        (wanted.notequal, "=/=", "\u{2260}"),
        (wanted.arrows, "<-->", "\u{2194}"),
    ];
    for (on, mark, symbol) in simple {
        if on && rest.starts_with(mark) {
            return Some((mark.len(), Symbol::Text(symbol)));
        }
    }
    if wanted.arrows && rest.starts_with("-->") && before != Some('-') {
        return Some((3, Symbol::Text("\u{2192}")));
    }
    if wanted.arrows && rest.starts_with("<--") && !rest[3..].starts_with('-') {
        return Some((3, Symbol::Text("\u{2190}")));
    }
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if wanted.care_of && starts("c/o") && !word(before) && !word(rest[3..].chars().next()) {
        return Some((3, Symbol::Text("\u{2105}")));
    }
    number(rest, before, wanted)
}

fn number(rest: &str, before: Option<char>, wanted: Symbols) -> Option<(usize, Symbol)> {
    let bytes = rest.as_bytes();
    if !bytes.first()?.is_ascii_digit() {
        return None;
    }
    let digit_before = before.is_some_and(|c| c.is_ascii_digit());
    if wanted.fractions
        && !digit_before
        && bytes.get(1) == Some(&b'/')
        && !bytes.get(3).is_some_and(u8::is_ascii_digit)
    {
        let sign = match rest.get(..3) {
            Some("1/4") => "\u{bc}",
            Some("1/2") => "\u{bd}",
            Some("3/4") => "\u{be}",
            Some("1/3") => "\u{2153}",
            Some("2/3") => "\u{2154}",
            Some("1/5") => "\u{2155}",
            Some("2/5") => "\u{2156}",
            Some("3/5") => "\u{2157}",
            Some("4/5") => "\u{2158}",
            Some("1/6") => "\u{2159}",
            Some("5/6") => "\u{215a}",
            Some("1/8") => "\u{215b}",
            Some("3/8") => "\u{215c}",
            Some("5/8") => "\u{215d}",
            Some("7/8") => "\u{215e}",
            _ => return None,
        };
        return Some((3, Symbol::Text(sign)));
    }
    if !wanted.ordinals || before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let ending = rest.get(digits..digits + 2)?;
    let after = rest[digits + 2..].chars().next();
    if after.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let teen = digits > 1 && bytes[digits - 2] == b'1';
    let expected = match bytes[digits - 1] {
        b'1' if !teen => "st",
        b'2' if !teen => "nd",
        b'3' if !teen => "rd",
        _ => "th",
    };
    (ending == expected).then_some((digits + 2, Symbol::Ordinal))
}
