//! Texts of Mermaid diagrams.
//!
//! In: a label as written. Out: plain text with `\n` between lines. Never: keeps markup.

use std::borrow::Cow;

/// Character references stand in the text as characters of a plane that nobody writes in, so that a quote or a bracket
/// among them is no syntax; [`decoded`] brings them back.
const PLANE: u32 = 0xF_0000;

/// Replaces Mermaid's character references, `#9829;` and `#quot;`, and those of HTML, before statements are looked for.
/// Lines that set colours keep theirs: `fill:#333;` is one.
pub(super) fn encode(text: &str) -> Cow<'_, str> {
    if !text.contains(['#', '&']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let word = line.trim_start();
        if ["style", "classDef", "linkStyle", "Update", "%%"].iter().any(|start| word.starts_with(start)) {
            out.push_str(line);
            continue;
        }
        let mut rest = line;
        while let Some(at) = rest.find(['#', '&']) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            if let Some((c, after)) = reference(rest) {
                let hidden = char::from_u32(PLANE + c as u32).filter(|_| (c as u32) < 0xFFFE);
                out.push(hidden.unwrap_or(c));
                rest = after;
            } else {
                out.push_str(&rest[..1]);
                rest = &rest[1..];
            }
        }
        out.push_str(rest);
    }
    Cow::Owned(out)
}

/// A text with the characters that its references mean.
pub(super) fn decoded(text: &str) -> String {
    let back = |c: char| match c as u32 {
        code @ PLANE..=0xF_FFFF => char::from_u32(code - PLANE).unwrap_or(c),
        _ => c,
    };
    text.chars().map(back).collect()
}

/// Without quotes, HTML tags, Markdown marks and icon names; with character references decoded.
pub(super) fn clean(written: &str) -> String {
    let mut text = written.trim();
    let mut markdown = false;
    for quote in ['"', '`'] {
        if let Some(inner) = text.strip_prefix(quote).and_then(|inner| inner.strip_suffix(quote)) {
            text = inner.trim();
            markdown = quote == '`';
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Two asterisks are bold where another two follow.
    let mut bold = false;
    while let Some(c) = rest.chars().next() {
        let starts_word = out.is_empty() || out.ends_with([' ', '\n']);
        rest = if let Some((name, after)) = tag(rest) {
            if name == "br" {
                out.push('\n');
            }
            after
        } else if let Some(after) = rest.strip_prefix("\\n") {
            out.push('\n');
            after
        } else if let Some(after) = rest.strip_prefix("**").filter(|after| bold || after.contains("**")) {
            bold = !bold;
            after
        } else if let Some(after) = rest.strip_prefix('*').filter(|_| markdown) {
            after
        } else if let Some(after) = icon(rest).filter(|_| starts_word) {
            after
        } else {
            out.push(c);
            &rest[c.len_utf8()..]
        };
    }
    let lines: Vec<&str> = out.lines().map(str::trim).collect();
    decoded(lines.join("\n").trim())
}

/// `<name …>` or `</name>` at the start: its name and what follows.
fn tag(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('<')?;
    let end = inside.bytes().take(200).position(|byte| byte == b'>')?;
    let inner = inside[..end].trim_start_matches('/').trim_end_matches('/').trim();
    let name = inner.split_whitespace().next()?.to_ascii_lowercase();
    let known = [
        "br", "b", "i", "u", "em", "strong", "code", "sub", "sup", "small", "span", "div", "p", "center",
        "font", "img", "a", "pre", "h1", "h2", "h3", "h4", "ul", "ol", "li", "hr",
    ];
    known.contains(&name.as_str()).then_some((name, &inside[end + 1..]))
}

/// `#name;`, `#35;`, `#x2665;`, `&name;`, `&#35;` at the start.
fn reference(text: &str) -> Option<(char, &str)> {
    let html = text.starts_with('&');
    let text = text.strip_prefix(['#', '&'])?;
    let end = text.bytes().take(11).position(|byte| byte == b';')?;
    let name = text[..end].strip_prefix('#').filter(|_| html).unwrap_or(&text[..end]);
    let numeric = !html || text.starts_with('#');
    let c = match NAMES.iter().find(|(known, _)| *known == name) {
        Some((_, c)) => *c,
        None if numeric => {
            let code = match name.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => name.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())?
        }
        None => return None,
    };
    Some((c, &text[end + 1..]))
}

/// The names that are met in diagrams, of those of HTML.
#[rustfmt::skip]
const NAMES: &[(&str, char)] = &[
    ("quot", '"'), ("amp", '&'), ("lt", '<'), ("gt", '>'), ("apos", '\''), ("nbsp", ' '), ("colon", ':'), ("semi", ';'),
    ("comma", ','), ("num", '#'), ("excl", '!'), ("quest", '?'), ("lpar", '('), ("rpar", ')'), ("lsqb", '['),
    ("rsqb", ']'), ("lcub", '{'), ("rcub", '}'), ("lbrace", '{'), ("rbrace", '}'), ("lbrack", '['), ("rbrack", ']'),
    ("sol", '/'), ("bsol", '\\'), ("vert", '|'), ("lowbar", '_'), ("equals", '='), ("plus", '+'), ("ast", '*'),
    ("percnt", '%'), ("dollar", '$'), ("commat", '@'), ("grave", '`'), ("Hat", '^'), ("dagger", '†'),
    ("ddagger", '‡'), ("hearts", '♥'), ("diams", '♦'), ("clubs", '♣'), ("spades", '♠'), ("infin", '∞'), ("rarr", '→'),
    ("larr", '←'), ("uarr", '↑'), ("darr", '↓'), ("harr", '↔'), ("rArr", '⇒'), ("lArr", '⇐'), ("hellip", '…'),
    ("mdash", '—'), ("ndash", '–'), ("copy", '©'), ("reg", '®'), ("trade", '™'), ("deg", '°'), ("micro", 'µ'),
    ("middot", '·'), ("bull", '•'), ("times", '×'), ("divide", '÷'), ("minus", '−'), ("plusmn", '±'), ("ne", '≠'),
    ("le", '≤'), ("ge", '≥'), ("asymp", '≈'), ("sum", '∑'), ("radic", '√'), ("euro", '€'), ("pound", '£'), ("yen", '¥'),
    ("cent", '¢'), ("sect", '§'), ("para", '¶'), ("laquo", '«'), ("raquo", '»'), ("lsquo", '‘'), ("rsquo", '’'),
    ("ldquo", '“'), ("rdquo", '”'), ("check", '✓'), ("cross", '✗'), ("star", '☆'), ("starf", '★'), ("alpha", 'α'),
    ("beta", 'β'), ("gamma", 'γ'), ("delta", 'δ'), ("Delta", 'Δ'), ("lambda", 'λ'), ("mu", 'μ'), ("pi", 'π'),
    ("sigma", 'σ'), ("Sigma", 'Σ'), ("omega", 'ω'), ("Omega", 'Ω'), ("auml", 'ä'), ("ouml", 'ö'), ("uuml", 'ü'),
    ("Auml", 'Ä'), ("Ouml", 'Ö'), ("Uuml", 'Ü'), ("szlig", 'ß'), ("eacute", 'é'), ("egrave", 'è'), ("ccedil", 'ç'),
    ("frac12", '½'), ("frac14", '¼'), ("sup2", '²'), ("sup3", '³'), ("ordm", 'º'), ("thinsp", ' '), ("ensp", ' '), ("emsp", ' '),
];

/// `fa:fa-name`, `fab:fa-name`: an icon of a font that is not here.
fn icon(text: &str) -> Option<&str> {
    let colon = text.bytes().take(5).position(|byte| byte == b':').filter(|&at| text.is_char_boundary(at))?;
    let (family, rest) = (&text[..colon], &text[colon + 1..]);
    if !matches!(family, "fa" | "fas" | "far" | "fab" | "fal" | "fad") || !rest.starts_with("fa-") {
        return None;
    }
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(rest.len());
    Some(rest[end..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::{clean, decoded, encode};

    #[test]
    fn plain_text_remains() {
        for (written, expected) in [
            ("\"a <b>bold</b> word\"", "a bold word"),
            ("two<br/>lines<BR>three", "two\nlines\nthree"),
            ("a\\nb", "a\nb"),
            ("\"`**x** y`\"", "x y"),
            ("B#dagger; #35; &nbsp;x", "B† #  x"),
            ("fa:fa-car Cars", "Cars"),
            ("1 < 2 > 0", "1 < 2 > 0"),
            ("<script>alert(1)</script>", "<script>alert(1)</script>"),
            ("a # b; c", "a # b; c"),
            ("I #9829; you! #x2665;", "I ♥ you! ♥"),
            ("say #quot;hi#quot; &amp; &#35;&bogus;", "say \"hi\" & #&bogus;"),
            ("#128512;", "😀"),
            ("`a *b* **c**`", "a b c"),
            ("db*** x8", "db*** x8"),
            ("a **bold** word", "a bold word"),
        ] {
            assert_eq!(clean(&encode(written)), expected, "{written}");
        }
    }

    #[test]
    fn references_are_no_syntax() {
        let text = encode("A[\"x #quot; ] y\"]\nstyle A fill:#333;\n#semi;#1;");
        assert_eq!(text.matches('"').count(), 2);
        assert!(text.contains("fill:#333;") && text.ends_with("#1;"), "{text}");
        assert_eq!(decoded(&text).matches('"').count(), 3);
    }
}
