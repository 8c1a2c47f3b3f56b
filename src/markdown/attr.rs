//! `{: #id .class key="value" }`.
//!
//! In: an attribute list as written. Out: attributes on an element. Source: Python-Markdown's `attr_list`.
//! Never: decides whether an attribute is safe (`clean` does).

use super::tree::Element;

/// Bytes of the longest attribute list: braces that are never closed are not looked for through a whole page.
const LONGEST: usize = 1024;

/// Whether a line is nothing but an attribute list.
pub(super) fn whole(line: &str) -> bool {
    let line = line.trim();
    length(line) == Some(line.len())
}

/// Where the attribute list begins that ends a line: behind a blank.
pub(super) fn at_end(line: &str) -> Option<usize> {
    let line = line.trim_end_matches(' ');
    let begins = |at: &usize| *at > 0 && line.as_bytes()[at - 1] == b' ';
    memchr::memchr_iter(b'{', line.as_bytes())
        .take(16)
        .filter(begins)
        .find(|at| length(&line[*at..]) == Some(line.len() - at))
}

/// Length of the attribute list at the front of a text: to the brace that closes it on the same line. As in
/// the reference nearly anything goes for one, `{% endraw %}` too, which so is not shown. Critic marks,
/// which the reference takes out before, do not, and neither does `{{ name }}`.
pub(super) fn length(text: &str) -> Option<usize> {
    let mut most = LONGEST.min(text.len());
    while !text.is_char_boundary(most) {
        most -= 1;
    }
    let text = &text[..most];
    let inner = text.strip_prefix('{')?;
    memchr::memchr2(b'}', b'\n', inner.as_bytes())?;
    let body = inner.strip_prefix(':').unwrap_or(inner).trim_start_matches(' ');
    let critic = ["++", "--", "~~", "==", ">>"].iter().any(|mark| inner.starts_with(mark));
    if critic || inner.starts_with('{') || body.starts_with(['}', '\n']) || body.is_empty() {
        return None;
    }
    let mut at = text.len() - body.len();
    let bytes = text.as_bytes();
    loop {
        match bytes.get(at)? {
            b'}' => return Some(at + 1),
            b' ' => at += 1,
            // What cannot be read up to the next brace is left out.
            b'=' => {
                let rest = text[at..].find(['}', '\n'])?;
                return text[at + rest..].starts_with('}').then_some(at + rest + 1);
            }
            b'\n' => return None,
            _ => at += word(&text[at..])?,
        }
    }
}

/// Length of `key="value"`, `key=value` or `word`.
fn word(text: &str) -> Option<usize> {
    let key = text.find(['=', ' ', '}', '\n'])?;
    if !text[key..].starts_with('=') {
        return Some(key);
    }
    let value = &text[key + 1..];
    for quote in ['"', '\''] {
        let closed = value.strip_prefix(quote).and_then(|inner| inner.find([quote, '\n']));
        if let Some(end) = closed.filter(|end| value[end + 1..].starts_with(quote)) {
            return Some(key + end + 3);
        }
    }
    let end = value.find(['=', ' ', '}', '\n'])?;
    Some(key + 1 + end)
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
            ("{% x %}", Some(vec![("%", "%"), ("x", "x"), ("%", "%")])),
            (
                "{% for a in b %}",
                Some(vec![("%", "%"), ("for", "for"), ("a", "a"), ("in", "in"), ("b", "b"), ("%", "%")]),
            ),
            ("{foo=\"bar}", Some(vec![("foo", "bar")])),
            ("{a==b}", Some(vec![("a", "=b")])),
            ("{}", None),
            ("{++x++}", None),
        ] {
            let found = length(text).map(|length| pairs(text[1..length - 1].trim_start_matches(':').trim()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
