//! Tags in text.
//!
//! In: text with HTML in it. Out: where its tags are, and their attributes, entities decoded.
//! Never: builds anything; takes more than linear time, however broken the text.

use memchr::{memchr, memmem};

use super::names;

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagKind {
    /// `<a>`.
    Open,
    /// `</a>`.
    Close,
    /// `<a/>`.
    Empty,
}

/// A tag; offsets are into the text that was scanned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag {
    /// Its `<`.
    pub from: u32,
    /// Behind its `>`.
    pub to: u32,
    /// Its name.
    pub name: (u32, u32),
    /// What it does.
    pub kind: TagKind,
}

/// The name that begins at an offset; empty if none does.
pub(super) fn name_at(text: &str, from: usize) -> &str {
    let bytes = text.as_bytes();
    if !bytes.get(from).is_some_and(u8::is_ascii_alphabetic) {
        return "";
    }
    let length = bytes[from..]
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
        .count();
    &text[from..from + length]
}

/// The tag that begins at an offset.
pub(super) fn tag_at(text: &str, from: usize) -> Option<Tag> {
    let bytes = text.as_bytes();
    let close = bytes.get(from + 1) == Some(&b'/');
    let begin = from + 1 + usize::from(close);
    let name = name_at(text, begin);
    if name.is_empty() {
        return None;
    }
    let end = begin + name.len();
    if !matches!(bytes.get(end), Some(b'>' | b'/' | b' ' | b'\t' | b'\n')) {
        return None;
    }
    let mut at = end;
    loop {
        match *bytes.get(at)? {
            b'>' => break,
            b'<' => return None,
            quote @ (b'"' | b'\'')
                if bytes[..at].iter().rev().find(|b| !b.is_ascii_whitespace()) == Some(&b'=') =>
            {
                at += 1 + memchr(quote, &bytes[at + 1..])?;
            }
            _ => {}
        }
        at += 1;
    }
    let kind = match (close, bytes[at - 1] == b'/') {
        (true, _) => TagKind::Close,
        (false, true) => TagKind::Empty,
        (false, false) => TagKind::Open,
    };
    Some(Tag { from: from as u32, to: at as u32 + 1, name: (begin as u32, end as u32), kind })
}

/// End of a comment, declaration, CDATA section or instruction that begins at an offset.
pub(super) fn marked_end(text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..];
    let ending = |skip: usize, mark: &str| {
        memmem::find(rest.get(skip..)?.as_bytes(), mark.as_bytes()).map(|at| from + skip + at + mark.len())
    };
    if rest.starts_with("<!-->") || rest.starts_with("<!--->") {
        return Some(from + rest.find('>')? + 1);
    }
    if rest.starts_with("<!--") {
        ending(4, "-->")
    } else if rest.starts_with("<![CDATA[") {
        ending(9, "]]>")
    } else if rest.get(..9).is_some_and(|head| head.eq_ignore_ascii_case("<!doctype")) {
        ending(9, ">")
    } else if rest.starts_with("<?") {
        ending(2, "?>")
    } else {
        None
    }
}

/// Every tag, comments and verbatim elements skipped.
pub(super) fn scan(text: &str) -> Vec<Tag> {
    let bytes = text.as_bytes();
    let mut out: Vec<Tag> = Vec::new();
    let mut at = 0;
    // A kind of mark that never ends is looked for once.
    let mut endless = [false; 2];
    let mut quotes_lost = false;
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        let from = at + found;
        at = from + 1;
        match bytes.get(from + 1) {
            Some(b'!' | b'?') => {
                let kind = usize::from(bytes[from + 1] == b'?');
                if endless[kind] {
                    continue;
                }
                match marked_end(text, from) {
                    Some(end) => at = end,
                    None => endless[kind] = text[from..].starts_with("<!--") || kind == 1,
                }
            }
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'/') if !quotes_lost => {
                let Some(tag) = tag_at(text, from) else {
                    // A quote that never closes would be searched for again from every tag.
                    quotes_lost = text.len() - from > 1 << 16 && memchr(b'>', &bytes[from..]).is_none();
                    continue;
                };
                at = tag.to as usize;
                let name = &text[tag.name.0 as usize..tag.name.1 as usize];
                out.push(tag);
                if tag.kind == TagKind::Open
                    && names::is_text_only(name)
                    && let Some(end) = close_of(text, at, name)
                {
                    at = end;
                }
            }
            _ => {}
        }
    }
    out
}

/// Where `</name` begins after an offset.
pub(super) fn close_of(text: &str, from: usize, name: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(found) = memmem::find(&bytes[at..], b"</") {
        let begin = at + found;
        if name_at(text, begin + 2).eq_ignore_ascii_case(name) {
            return Some(begin);
        }
        at = begin + 2;
    }
    None
}

/// Attributes of the text between a tag's name and its `>`: names in small letters, values decoded.
pub(super) fn attributes(inner: &str) -> Vec<(String, String)> {
    let bytes = inner.as_bytes();
    let mut out: Vec<(String, String)> = Vec::new();
    let mut at = 0;
    let blank = |b: u8| b.is_ascii_whitespace() || b == b'/';
    while at < bytes.len() {
        while at < bytes.len() && blank(bytes[at]) {
            at += 1;
        }
        let begin = at;
        while at < bytes.len() && !blank(bytes[at]) && !matches!(bytes[at], b'=' | b'>') {
            at += 1;
        }
        let name = inner[begin..at].to_ascii_lowercase();
        let mut next = at;
        while next < bytes.len() && bytes[next].is_ascii_whitespace() {
            next += 1;
        }
        let mut value = String::new();
        if bytes.get(next) == Some(&b'=') {
            at = next + 1;
            while at < bytes.len() && bytes[at].is_ascii_whitespace() {
                at += 1;
            }
            let (from, to, after) = if let Some(quote @ (b'"' | b'\'')) = bytes.get(at) {
                let end = memchr(*quote, &bytes[at + 1..]).map_or(bytes.len(), |found| at + 1 + found);
                (at + 1, end, end + 1)
            } else {
                let length =
                    bytes[at..].iter().take_while(|b| !b.is_ascii_whitespace() && **b != b'>').count();
                (at, at + length, at + length)
            };
            value = decode(&inner[from..to]);
            at = after;
        } else if bytes.get(at) == Some(&b'>') {
            break;
        }
        if name.is_empty() {
            at = at.max(begin + 1);
        } else if !out.iter().any(|(known, _)| *known == name) {
            out.push((name, value));
        }
        if out.len() > 64 {
            break;
        }
    }
    out
}

/// Decodes character references: numbers, and the names that occur in documentation.
pub(super) fn decode(text: &str) -> String {
    let Some(first) = memchr(b'&', text.as_bytes()) else { return text.to_owned() };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = reference(rest).map(|(decoded, length)| {
            out.push_str(&decoded);
            length
        });
        if let Some(length) = length {
            rest = &rest[length..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// The character reference at the front of a text, and its length.
fn reference(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(34).position(|byte| byte == b';')?;
    let body = &text[1..end];
    let code = if let Some(number) = body.strip_prefix('#') {
        match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        }
    } else {
        // pulldown-cmark knows all of HTML's names; a reference alone is a text event.
        let name = &text[..=end];
        if !body.bytes().all(|byte| byte.is_ascii_alphanumeric()) || body.is_empty() {
            return None;
        }
        let mut decoded = String::new();
        for event in pulldown_cmark::Parser::new(name) {
            if let pulldown_cmark::Event::Text(text) = event {
                decoded.push_str(&text);
            }
        }
        return (decoded != name).then_some((decoded, end + 1));
    };
    let c = char::from_u32(code).filter(|c| *c != '\0').unwrap_or('\u{fffd}');
    Some((c.to_string(), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_a_text() {
        let text = "a <b c='>'>x</b> <br/> < d <e f <g> <!-- <i> --> <script><j></script>";
        let names: Vec<_> = scan(text).iter().map(|tag| &text[tag.from as usize..tag.to as usize]).collect();
        assert_eq!(names, ["<b c='>'>", "</b>", "<br/>", "<g>", "<script>", "</script>"]);
    }

    #[test]
    fn attributes_of_a_tag() {
        let pairs = attributes(" A=1 b='x y' c D = \"&quot;&#65;&eacute;&\" a=2 /");
        let expected = [("a", "1"), ("b", "x y"), ("c", ""), ("d", "\"Aé&")];
        assert_eq!(pairs.len(), expected.len());
        for ((name, value), (n, v)) in pairs.iter().zip(expected) {
            assert_eq!((name.as_str(), value.as_str()), (n, v));
        }
    }
}
