//! Inline SVG by a strict allow-list.
//!
//! In: `<svg …>…</svg>` as an author or a tool wrote it. Out: the same drawing, nothing else.
//! Never: a script, a style, a reference to anything but a place in the same drawing, foreign content, animation.

use super::tags::{self, TagKind};
use crate::html::{escape, escape_attribute};

const ELEMENTS: &[&str] = &[
    "svg",
    "g",
    "path",
    "circle",
    "ellipse",
    "rect",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "title",
    "desc",
    "defs",
    "lineargradient",
    "radialgradient",
    "stop",
    "clippath",
    "marker",
    "symbol",
];

/// Small letters → as SVG wants it.
const CASED: &[(&str, &str)] = &[
    ("lineargradient", "linearGradient"),
    ("radialgradient", "radialGradient"),
    ("clippath", "clipPath"),
    ("viewbox", "viewBox"),
    ("preserveaspectratio", "preserveAspectRatio"),
    ("gradientunits", "gradientUnits"),
    ("gradienttransform", "gradientTransform"),
    ("refx", "refX"),
    ("refy", "refY"),
    ("markerwidth", "markerWidth"),
    ("markerheight", "markerHeight"),
    ("pathlength", "pathLength"),
    ("textlength", "textLength"),
    ("lengthadjust", "lengthAdjust"),
    ("markerunits", "markerUnits"),
    ("clippathunits", "clipPathUnits"),
];

const ATTRIBUTES: &[&str] = &[
    "viewbox",
    "width",
    "height",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "d",
    "points",
    "transform",
    "fill",
    "stroke",
    "fill-rule",
    "clip-rule",
    "fill-opacity",
    "stroke-opacity",
    "opacity",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-miterlimit",
    "font-size",
    "font-family",
    "font-weight",
    "font-style",
    "text-anchor",
    "dominant-baseline",
    "alignment-baseline",
    "dx",
    "dy",
    "offset",
    "stop-color",
    "stop-opacity",
    "gradientunits",
    "gradienttransform",
    "preserveaspectratio",
    "refx",
    "refy",
    "orient",
    "markerwidth",
    "markerheight",
    "markerunits",
    "marker-end",
    "marker-start",
    "marker-mid",
    "clip-path",
    "clippathunits",
    "class",
    "role",
    "aria-label",
    "aria-hidden",
    "aria-labelledby",
    "id",
    "pathlength",
    "textlength",
    "lengthadjust",
    "rotate",
    "color",
    "xmlns",
];

fn cased(name: &str) -> &str {
    CASED.iter().find(|(lower, _)| *lower == name).map_or(name, |(_, cased)| cased)
}

/// The drawing, clean; `None` if it is too large to be looked at.
pub(super) fn clean(text: &str) -> Option<String> {
    if text.len() > 1 << 20 {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut open: Vec<String> = Vec::new();
    // Depth at which a refused element began: all in it goes.
    let mut refused: Option<(String, usize)> = None;
    let mut at = 0;
    for tag in tags::scan(text) {
        if (tag.from as usize) < at {
            continue;
        }
        let name = text[tag.name.0 as usize..tag.name.1 as usize].to_ascii_lowercase();
        if refused.is_none()
            && open.last().is_some_and(|last| matches!(last.as_str(), "text" | "tspan" | "title" | "desc"))
        {
            escape(&tags::decode(&text[at..tag.from as usize]), &mut out);
        }
        at = tag.to as usize;
        if let Some((waited, depth)) = &mut refused {
            if *waited == name {
                match tag.kind {
                    TagKind::Open => *depth += 1,
                    TagKind::Close if *depth <= 1 => refused = None,
                    TagKind::Close => *depth -= 1,
                    TagKind::Empty => {}
                }
            }
            continue;
        }
        if tag.kind == TagKind::Close {
            if let Some(index) = open.iter().rposition(|opened| *opened == name) {
                while open.len() > index {
                    if let Some(name) = open.pop() {
                        out.push_str("</");
                        out.push_str(cased(&name));
                        out.push('>');
                    }
                }
            }
            continue;
        }
        if !ELEMENTS.contains(&name.as_str()) || open.len() > 64 {
            if tag.kind == TagKind::Open {
                refused = Some((name, 1));
            }
            continue;
        }
        out.push('<');
        out.push_str(cased(&name));
        for (key, value) in attributes(&text[tag.name.1 as usize..at - 1]) {
            out.push(' ');
            out.push_str(cased(&key));
            out.push_str("=\"");
            escape_attribute(&value, &mut out);
            out.push('"');
        }
        if tag.kind == TagKind::Empty {
            out.push_str("/>");
        } else {
            out.push('>');
            open.push(name);
        }
    }
    while let Some(name) = open.pop() {
        out.push_str("</");
        out.push_str(cased(&name));
        out.push('>');
    }
    Some(out)
}

/// What may stay of an element's attributes, once each. Tools write looks into `style`, which the portal's security
/// policy forbids; the same looks are attributes of SVG too.
fn attributes(written: &str) -> Vec<(String, String)> {
    let mut kept: Vec<(String, String)> = Vec::new();
    let mut keep = |key: &str, value: &str| {
        if !allowed(key, value) {
            return;
        }
        match kept.iter_mut().find(|(known, _)| known == key) {
            Some((_, before)) => value.clone_into(before),
            None => kept.push((key.to_owned(), value.to_owned())),
        }
    };
    let mut style = None;
    for (key, value) in tags::attributes(written) {
        if key == "style" {
            style = Some(value);
        } else {
            keep(&key, &value);
        }
    }
    // What stands in `style` goes over an attribute of the same name.
    for declaration in style.iter().flat_map(|style| style.split(';')) {
        if let Some((key, value)) = declaration.split_once(':') {
            keep(&key.trim().to_ascii_lowercase(), value.trim());
        }
    }
    kept
}

fn allowed(key: &str, value: &str) -> bool {
    if !ATTRIBUTES.contains(&key) || value.contains('\\') {
        return false;
    }
    if key == "xmlns" {
        return value == "http://www.w3.org/2000/svg";
    }
    // A reference leads to a place in the drawing.
    let lower = value.to_ascii_lowercase();
    let mut rest = lower.as_str();
    while let Some(at) = rest.find("url") {
        let inner = rest[at + 3..].trim_start();
        if !inner
            .strip_prefix('(')
            .is_some_and(|inner| inner.trim_start_matches([' ', '"', '\'']).starts_with('#'))
        {
            return false;
        }
        rest = &rest[at + 3..];
    }
    !lower.contains("javascript:") && !lower.contains("data:")
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn only_the_drawing_is_left() {
        for (text, expected) in [
            (
                "<svg viewBox='0 0 1 1' onload=alert(1)><path d='M0 0'/></svg>",
                "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>",
            ),
            ("<svg><script>alert(1)</script><g></g></svg>", "<svg><g></g></svg>"),
            ("<svg><foreignObject><svg><a></a></svg></foreignObject></svg>", "<svg></svg>"),
            ("<svg><a href='javascript:x'><text>t</text></a></svg>", "<svg></svg>"),
            (
                "<svg><rect fill='url(http://x)' clip-path=\"url(#c)\"/></svg>",
                "<svg><rect clip-path=\"url(#c)\"/></svg>",
            ),
            (
                "<svg><rect fill='#fff' style='Fill:#eee; stroke:red;background:url(http://x);behavior:url(#x)'/></svg>",
                "<svg><rect fill=\"#eee\" stroke=\"red\"/></svg>",
            ),
            ("<svg><animate onbegin=x></animate><text>a&lt;b</text>", "<svg><text>a&lt;b</text></svg>"),
        ] {
            assert_eq!(clean(text).as_deref(), Some(expected), "{text}");
        }
    }
}
