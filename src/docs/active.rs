//! Files of docs folders that a browser could run: SVG, HTML and XML.
//!
//! In: a file's name and its bytes. Out: whether it is published as it is, without what runs, or not at all. Never: takes a file for harmless because
//! of where in it something stands: a parser of ours and a browser's may disagree on what is a comment; changes a file that holds
//! nothing active.

use std::ops::Range;
use std::sync::Arc;

use memchr::{memchr_iter, memmem};

/// What becomes of a file of the docs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Publication {
    /// It is copied.
    AsIs,
    /// An SVG picture, without what it could run.
    Sanitised(Arc<[u8]>),
    /// It is not published.
    Withheld,
}

/// Something in a file that could run, and where it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Active {
    pub(super) what: &'static str,
    pub(super) place: Range<usize>,
}

/// How a browser reads a file, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    Svg,
    /// HTML, or XML that may hold it.
    Page,
}

/// The markup of a file that browsers show as a page of its own; `None` for any other file.
pub(super) fn markup(path: &str) -> Option<Markup> {
    let name = crate::path::file_name(path);
    let (_, ending) = name.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "svg" | "svgz" => Some(Markup::Svg),
        "html" | "htm" | "shtml" | "xhtml" | "xht" | "xml" | "xsl" | "xslt" | "xsd" | "wsdl" | "wadl"
        | "rss" | "atom" | "rdf" | "mathml" | "mml" | "kml" | "gpx" | "plist" | "hta" | "mht" | "mhtml" => {
            Some(Markup::Page)
        }
        _ => None,
    }
}

/// Elements that run something, frame another page or send what a reader writes, whatever their prefix.
const ELEMENTS: &[(&str, &str)] = &[
    ("script", "a script"),
    ("handler", "a script"),
    ("listener", "a script"),
    ("iframe", "a frame"),
    ("frame", "a frame"),
    ("frameset", "a frame"),
    ("fencedframe", "a frame"),
    ("portal", "a frame"),
    ("object", "an embedded object"),
    ("embed", "an embedded object"),
    ("applet", "an embedded object"),
    ("form", "a form"),
];

/// The first thing in a file that could run; `None` for a harmless one.
pub(super) fn find(bytes: &[u8]) -> Option<Active> {
    let at = |what, place| Some(Active { what, place });
    // Encodings in which other bytes than `<` open a tag, and compressed files.
    let is_plain = !bytes.starts_with(&[0xfe, 0xff]) && !bytes.starts_with(&[0xff, 0xfe]);
    if let Some(odd) = memchr::memchr2(0, 0x1b, bytes).or((!is_plain).then_some(0)) {
        return at("text in an encoding that cannot be looked through", odd..odd + 1);
    }
    tag(bytes).or_else(|| handler(bytes)).or_else(|| {
        let folded = folded(bytes);
        let runs = ["javascript:", "vbscript:"]
            .iter()
            .any(|scheme| memmem::find(&folded, scheme.as_bytes()).is_some());
        let whole = memmem::find(bytes, b"script:").map_or(0..0, |found| found..found + 7);
        if runs { at("an address that runs a script", whole) } else { None }
    })
}

/// The first tag, declaration or instruction that is active.
fn tag(bytes: &[u8]) -> Option<Active> {
    for open in memchr_iter(b'<', bytes) {
        let rest = &bytes[open + 1..];
        let end = rest.iter().position(|byte| !is_name(*byte)).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        let name = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
        let place = open..open + 1 + end;
        if let Some((_, what)) = ELEMENTS.iter().find(|(element, _)| element.as_bytes() == name) {
            return Some(Active { what, place });
        }
        if name == b"meta" && starts_within(rest, b"refresh") {
            return Some(Active { what: "a redirect", place });
        }
        if let Some(declaration) = strip(rest, b"!entity")
            && !is_harmless_entity(declaration)
        {
            return Some(Active { what: "an entity declaration", place: open..open + 8 });
        }
        if strip(rest, b"?xml-stylesheet").is_some() {
            return Some(Active { what: "a stylesheet that transforms it", place: open..open + 16 });
        }
    }
    None
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'_' | b'.') || byte >= 0x80
}

fn strip<'b>(bytes: &'b [u8], start: &[u8]) -> Option<&'b [u8]> {
    bytes.get(..start.len()).filter(|found| found.eq_ignore_ascii_case(start)).map(|_| &bytes[start.len()..])
}

/// Whether a tag holds a word.
fn starts_within(tag: &[u8], word: &[u8]) -> bool {
    let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
    tag[..end].windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}

/// Entities that drawing programs declare stand for the names of namespaces: `<!ENTITY ns_svg "http://www.w3.org/2000/svg">`.
fn is_harmless_entity(declaration: &[u8]) -> bool {
    let end = memchr::memchr(b'>', declaration).unwrap_or(declaration.len());
    let Ok(text) = std::str::from_utf8(&declaration[..end]) else { return false };
    let mut parts = text.splitn(3, ['"', '\'']);
    let (name, value, rest) = (parts.next(), parts.next(), parts.next());
    let is_name = name.is_some_and(|name| {
        name.trim().bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    });
    let is_url = value.is_some_and(|value| value.starts_with("http") && !value.contains(['&', '%', '<']));
    is_name && is_url && rest.is_some_and(|rest| rest.trim().is_empty())
}

/// The first attribute that handles an event.
fn handler(bytes: &[u8]) -> Option<Active> {
    for equals in memchr_iter(b'=', bytes) {
        let before = bytes[..equals].trim_ascii_end();
        let letters = before.iter().rev().take(40).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let name = &before[before.len() - letters..];
        let front = before.len().checked_sub(letters + 1).map(|at| before[at]);
        let is_attribute = front.is_some_and(|byte| byte <= b' ' || matches!(byte, b'"' | b'\'' | b'/'));
        if name.len() > 4 && name[..2].eq_ignore_ascii_case(b"on") && is_attribute {
            return Some(Active { what: "an event handler", place: before.len() - letters..before.len() });
        }
    }
    None
}

/// A text as a browser reads the schemes of addresses in it: small letters, no blanks, references to characters replaced.
fn folded(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        rest = after;
        if *first == b'&' {
            let (byte, length) = reference(after);
            rest = &after[length..];
            out.extend(byte.filter(|byte| *byte > b' ').map(|byte| byte.to_ascii_lowercase()));
        } else if *first > b' ' {
            out.push(first.to_ascii_lowercase());
        }
    }
    out
}

/// The ASCII character that a reference after `&` stands for, and the reference's length.
fn reference(after: &[u8]) -> (Option<u8>, usize) {
    for (name, byte) in [(&b"colon;"[..], b':'), (b"tab;", b' '), (b"newline;", b' ')] {
        if strip(after, name).is_some() {
            return (Some(byte), name.len());
        }
    }
    let Some(digits) = after.strip_prefix(b"#") else { return (Some(b'&'), 0) };
    let (digits, radix, front) = match digits {
        [b'x' | b'X', hex @ ..] => (hex, 16, 2),
        _ => (digits, 10, 1),
    };
    let length = digits.iter().take_while(|byte| (**byte as char).is_digit(radix)).count();
    let value = digits[..length].iter().fold(0_u32, |value, byte| {
        value.saturating_mul(radix).saturating_add((*byte as char).to_digit(radix).unwrap_or(0))
    });
    let ends = usize::from(digits.get(length) == Some(&b';'));
    (u8::try_from(value).ok().filter(u8::is_ascii), front + length + ends)
}

/// An SVG picture without what runs or loads something; `None` where it is not XML to the end.
pub(super) fn sanitised(bytes: &[u8]) -> Option<Arc<[u8]>> {
    let mut filter = svg_hush::Filter::new();
    filter.set_data_url_filter(svg_hush::data_url_filter::allow_standard_images);
    let mut out = Vec::with_capacity(bytes.len());
    filter.filter(&mut &bytes[..], &mut out).ok()?;
    // What is left is looked through again: two readers of XML may disagree.
    find(&out).is_none().then(|| out.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(text: &str) -> Option<&'static str> {
        find(text.as_bytes()).map(|active| active.what)
    }

    #[test]
    fn what_runs_is_found() {
        for (text, expected) in [
            ("<svg><SCRIPT>x</SCRIPT></svg>", "a script"),
            ("<svg xmlns:x='y'><x:script/></svg>", "a script"),
            ("<!-- <script> -->", "a script"),
            ("<svg onload = 'x'>", "an event handler"),
            ("<svg/onload=x>", "an event handler"),
            ("<svg width='1'onload=x>", "an event handler"),
            ("<a href='java\nscript:x'>", "an address that runs a script"),
            ("<a href='&#106;&#x61;vascript&colon;x'>", "an address that runs a script"),
            ("<a href='&#0000106avascript:x'>", "an address that runs a script"),
            ("<set attributeName='href' to='JavaScript:x'/>", "an address that runs a script"),
            ("<iframe src=x>", "a frame"),
            ("<meta http-equiv='Refresh' content='0;url=x'>", "a redirect"),
            ("<!DOCTYPE a [<!ENTITY x '&#60;script>'>]><a>&x;</a>", "an entity declaration"),
            ("<!DOCTYPE a [<!ENTITY a 'java'><!ENTITY b 'script:x'>]>", "an entity declaration"),
            ("<?xml-stylesheet href='x.xsl'?><a/>", "a stylesheet that transforms it"),
            ("<\0s\0c\0", "text in an encoding that cannot be looked through"),
        ] {
            assert_eq!(what(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_harmless_stays() {
        for text in [
            "<svg xmlns='http://www.w3.org/2000/svg'><style>a{fill:red}</style><path d='M0 0'/></svg>",
            "<svg><switch><foreignObject><div xmlns='http://www.w3.org/1999/xhtml'>one = two</div></foreignObject></switch></svg>",
            "<!DOCTYPE svg [<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">]><svg xmlns='&ns_svg;'/>",
            "<html><meta http-equiv='Content-Type' content='text/html; charset=utf-8'><p>A description: on = off</p></html>",
            "<project><version>1.0 & more</version><on>x</on></project>",
        ] {
            assert_eq!(find(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_picture_keeps_its_looks() {
        let text = "<svg xmlns='http://www.w3.org/2000/svg' width='20' onload='x()'><script>x</script>\
                    <style>.a{fill:red}</style><rect class='a' width='5' height='5'/><a href='javascript:x'><text>t</text></a></svg>";
        let clean = sanitised(text.as_bytes()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let clean = clean.unwrap_or_default();
        for kept in ["<rect", "fill", "<text>t</text>", "width=\"20\""] {
            assert!(clean.contains(kept), "{kept}: {clean}");
        }
        assert!(!clean.contains("script") && !clean.contains("onload"), "{clean}");
        assert_eq!(sanitised(b"<svg onload=x"), None);
    }
}
