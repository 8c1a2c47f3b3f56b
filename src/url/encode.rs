//! Percent-encoding of paths.
//!
//! In: a path as file systems name it. Out: the path as a link writes it. Never: a query or a fragment: a `?` or `#` in a path
//! is part of a name.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Characters that cannot stand in the path of a link as they are, in HTML or, for parentheses, in Markdown.
const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// What the path of any URI cannot hold as it is (RFC 3986, `pchar`), but for the slash.
pub(crate) const URI_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A path as a link writes it; borrowed where nothing is to be encoded.
pub(crate) fn encoded(path: &str) -> Cow<'_, str> {
    utf8_percent_encode(path, IN_PATH).into()
}

/// A path as a person writes it into a Markdown link: only what would end the link, or its path, is encoded.
pub(crate) fn for_markdown(path: &str) -> Cow<'_, str> {
    let ends = |c: char| matches!(c, ' ' | '#' | '%' | '(' | ')' | '<' | '>' | '?');
    if !path.contains(ends) {
        return Cow::Borrowed(path);
    }
    let encode = |c: char| if ends(c) { format!("%{:02X}", u32::from(c)) } else { c.to_string() };
    Cow::Owned(path.chars().map(encode).collect())
}

#[cfg(test)]
mod tests {
    use super::{encoded, for_markdown};

    #[test]
    fn paths_in_links() {
        assert_eq!(encoded("a b/c%d/ü.png"), "a%20b/c%25d/%C3%BC.png");
        assert_eq!(encoded("what?.md"), "what%3F.md");
        assert_eq!(for_markdown("ü b/c#(1)?.md"), "ü%20b/c%23%281%29%3F.md");
        assert_eq!(encoded("catalog/tag/c~23/"), "catalog/tag/c~23/");
    }
}
