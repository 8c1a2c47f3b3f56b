//! MathML by a strict allow-list.
//!
//! In: MathML as the renderer of TeX wrote it. Out: the same formula without inline style, which the pages' content
//! security policy refuses: colours become attributes, a frame a class. Never: an element or attribute that is not listed.

use std::fmt::Write as _;

use super::tags::{self, TagKind};
use crate::html::{escape, escape_attribute};

/// MathML Core, and what the renderer writes beyond it.
const ELEMENTS: &[&str] = &[
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "none",
    "mtable",
    "mtr",
    "mtd",
    "mpadded",
    "mphantom",
    "mstyle",
    "menclose",
];

const ATTRIBUTES: &[&str] = &[
    "display",
    "displaystyle",
    "scriptlevel",
    "mathvariant",
    "stretchy",
    "symmetric",
    "largeop",
    "movablelimits",
    "form",
    "fence",
    "separator",
    "lspace",
    "rspace",
    "minsize",
    "maxsize",
    "accent",
    "accentunder",
    "linethickness",
    "width",
    "height",
    "depth",
    "voffset",
    "columnalign",
    "rowspacing",
    "columnspacing",
    "columnlines",
    "rowlines",
    "notation",
    "class",
];

/// The formula, clean; `None` where something is in it that no formula holds.
pub(super) fn clean(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut open: Vec<&'static str> = Vec::new();
    let mut at = 0;
    for tag in tags::scan(text) {
        escape(&tags::decode(&text[at..tag.from as usize]), &mut out);
        at = tag.to as usize;
        let written = &text[tag.name.0 as usize..tag.name.1 as usize];
        let name = *ELEMENTS.iter().find(|known| **known == written)?;
        if tag.kind == TagKind::Close {
            if open.pop() != Some(name) {
                return None;
            }
            let _ = write!(out, "</{name}>");
            continue;
        }
        let _ = write!(out, "<{name}");
        for (key, value) in tags::attributes(&text[tag.name.1 as usize..at - 1]) {
            if key == "style" {
                style(&value, &mut out);
            } else if ATTRIBUTES.contains(&key.as_str()) {
                attribute(&key, &value, &mut out);
            }
        }
        out.push('>');
        if tag.kind == TagKind::Empty {
            let _ = write!(out, "</{name}>");
        } else {
            open.push(name);
        }
    }
    escape(&tags::decode(&text[at..]), &mut out);
    open.is_empty().then_some(out)
}

fn attribute(key: &str, value: &str, out: &mut String) {
    let _ = write!(out, " {key}=\"");
    escape_attribute(value, out);
    out.push('"');
}

/// What of an inline style MathML has attributes for.
fn style(style: &str, out: &mut String) {
    for (key, value) in style.split(';').filter_map(|part| part.split_once(':')) {
        let name = match key.trim() {
            "color" => "mathcolor",
            "background-color" => "mathbackground",
            "border" => {
                attribute("class", "boxed", out);
                continue;
            }
            _ => continue,
        };
        let numbers = value.trim().strip_prefix("rgb(").and_then(|rest| rest.strip_suffix(')'));
        let parts: Option<Vec<u8>> =
            numbers.map(|numbers| numbers.split(' ').filter_map(|part| part.parse().ok()).collect());
        if let Some([r, g, b]) = parts.as_deref() {
            attribute(name, &format!("#{r:02x}{g:02x}{b:02x}"), out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn only_math_is_left() {
        for (text, expected) in [
            (
                "<math display=\"inline\"><mi>x</mi></math>",
                Some("<math display=\"inline\"><mi>x</mi></math>"),
            ),
            ("<math><mspace width=\"1em\" /></math>", Some("<math><mspace width=\"1em\"></mspace></math>")),
            (
                "<math><mi style=\"color: rgb(255 0 1)\">x</mi></math>",
                Some("<math><mi mathcolor=\"#ff0001\">x</mi></math>"),
            ),
            ("<math><mi onclick=\"x\">x &lt; y</mi></math>", Some("<math><mi>x &lt; y</mi></math>")),
            ("<math><script>x</script></math>", None),
            ("<math><annotation-xml encoding=\"text/html\"></annotation-xml></math>", None),
            ("<math><mi>x</math>", None),
        ] {
            assert_eq!(clean(text).as_deref(), expected, "{text}");
        }
    }
}
