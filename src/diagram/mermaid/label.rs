//! Texts of Mermaid diagrams.
//!
//! In: a label as written. Out: plain text with `\n` between lines. Never: keeps markup.

/// Without quotes, HTML tags, Markdown marks and icon names; with character references decoded.
pub(super) fn clean(written: &str) -> String {
    let mut text = written.trim();
    for quote in ['"', '`'] {
        text = text.strip_prefix(quote).and_then(|inner| inner.strip_suffix(quote)).unwrap_or(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let starts_word = out.is_empty() || out.ends_with([' ', '\n']);
        rest = if let Some((name, after)) = tag(rest) {
            if name == "br" {
                out.push('\n');
            }
            after
        } else if let Some((c, after)) = reference(rest) {
            out.push(c);
            after
        } else if let Some(after) = rest.strip_prefix("\\n") {
            out.push('\n');
            after
        } else if let Some(after) = rest.strip_prefix("**") {
            after
        } else if let Some(after) = icon(rest).filter(|_| starts_word) {
            after
        } else {
            out.push(c);
            &rest[c.len_utf8()..]
        };
    }
    let lines: Vec<&str> = out.lines().map(str::trim).collect();
    lines.join("\n").trim().to_owned()
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

/// `#name;`, `#35;`, `&name;` at the start.
fn reference(text: &str) -> Option<(char, &str)> {
    let text = text.strip_prefix(['#', '&'])?;
    let end = text.bytes().take(11).position(|byte| byte == b';')?;
    let name = text[..end].trim_start_matches('#');
    let c = match name {
        "quot" => '"',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "apos" => '\'',
        "nbsp" => ' ',
        "colon" => ':',
        "semi" => ';',
        "dagger" => '†',
        "ddagger" => '‡',
        "hearts" => '♥',
        "infin" => '∞',
        "rarr" => '→',
        "larr" => '←',
        "hellip" => '…',
        "mdash" => '—',
        "ndash" => '–',
        "copy" => '©',
        "reg" => '®',
        _ => {
            let code = match name.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => name.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, &text[end + 1..]))
}

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
    use super::clean;

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
        ] {
            assert_eq!(clean(written), expected, "{written}");
        }
    }
}
