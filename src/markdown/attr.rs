//! `{: #id .class key="value" }`.
//!
//! In: an attribute list as written. Out: attributes on an element. Source: Python-Markdown's `attr_list`.
//! Never: decides whether an attribute is safe (`clean` does).

use super::tree::Element;

/// Whether a line is nothing but an attribute list.
pub(super) fn whole(line: &str) -> bool {
    let line = line.trim();
    length(line) == Some(line.len())
}

/// Length of the attribute list at the front of a text. `{{…}}`, `{%…%}`, `{!…!}` and `{*…*}` are none.
pub(super) fn length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('{')?;
    let body = inner.strip_prefix(':').unwrap_or(inner);
    let first = body.trim_start_matches(' ').chars().next()?;
    if matches!(first, '{' | '%' | '}' | '\n' | '+' | '-' | '~' | '=' | '>' | '*' | '!') {
        return None;
    }
    let mut quote = None;
    for (offset, c) in text.char_indices().skip(1) {
        match (quote, c) {
            (_, '\n') | (None, '{') => return None,
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') if text[..offset].ends_with('=') => quote = Some(c),
            (None, '}') => return Some(offset + 1),
            _ => {}
        }
    }
    None
}

/// Length of an attribute list after an inline element: only one that looks like one, so that braces in
/// running text stay.
pub(super) fn inline_length(text: &str) -> Option<usize> {
    length(text)
}

/// Keys and values. A class has the key `.`, an id `id`; a bare word is its own value.
pub(super) fn pairs(text: &str) -> Vec<(&str, &str)> {
    let mut rest = text.trim_start_matches([':', ' ', '\t']);
    let mut out = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ', '\t']).unwrap_or(rest.len());
        let word = &rest[..end];
        if rest[end..].starts_with('=') && !word.is_empty() {
            let after = &rest[end + 1..];
            let quoted = ['"', '\''].into_iter().find(|quote| after.starts_with(*quote));
            let (value, next) = match quoted {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => after.split_once([' ', '\t']).unwrap_or((after, "")),
            };
            out.push((word, value));
            rest = next;
        } else {
            if let Some(class) = word.strip_prefix('.') {
                out.push((".", class));
            } else if let Some(id) = word.strip_prefix('#') {
                out.push(("id", id));
            } else if !word.is_empty() {
                out.push((word, word));
            }
            rest = rest.get(end + 1..).unwrap_or("");
        }
        rest = rest.trim_start();
        if out.len() > 64 {
            break;
        }
    }
    out
}

/// Puts an attribute list, braces and all, on an element.
pub(super) fn apply(element: &mut Element<'_>, written: &str) {
    let inner = written.trim().trim_start_matches('{').trim_end_matches('}').trim_start_matches(':').trim();
    for (key, value) in pairs(inner) {
        match key {
            "." => element.class(value),
            "class" => element.set("class", unescaped(value)),
            key if is_name(key) => element.set(key.to_ascii_lowercase(), unescaped(value)),
            _ => {}
        }
    }
}

/// A value without the backslashes that shield Markdown's marks.
fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value.chars().peekable();
    while let Some(c) = rest.next() {
        let shields = c == '\\' && rest.peek().is_some_and(|next| "\\`*_{}[]()>#+-.!".contains(*next));
        out.extend(if shields { rest.next() } else { Some(c) });
    }
    out
}

fn is_name(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
}

/// `2 4-5`, `1,3`: line numbers from 1.
pub(super) fn line_ranges(text: &str) -> Vec<(usize, usize)> {
    text.split([' ', ',', '\t'])
        .filter_map(|part| {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
        })
        .filter(|(from, to)| from <= to)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        for (text, expected) in [
            (
                "{: #a .b c=d e='f g' h }",
                Some(vec![("id", "a"), (".", "b"), ("c", "d"), ("e", "f g"), ("h", "h")]),
            ),
            ("{.x}", Some(vec![(".", "x")])),
            ("{{ x }}", None),
            ("{% x %}", None),
            ("{}", None),
            ("{++x++}", None),
            ("{* ../x.py hl[1] *}", None),
            ("{!x.md!}", None),
        ] {
            let found = length(text).map(|length| pairs(text[1..length - 1].trim_start_matches(':').trim()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
