//! Inline SVG by a strict allow-list.
//!
//! In: `<svg …>…</svg>` as an author or a tool wrote it. Out: the same drawing, nothing else.
//! Never: a script, a style, a reference to anything but a place in the same drawing or what a link may lead to, foreign
//! content, animation; loses a shape or a text because of an element around it that is not known.

use std::collections::HashSet;

use super::tags::{self, TagKind};
use crate::html::{escape, escape_attribute};
use crate::url::{SafeUrl, UrlPolicy};

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
    "pattern",
    "mask",
    "a",
];

/// What goes with all it holds: it runs, loads, moves, or is no part of the picture where it stands. Any other element
/// that is not in [`ELEMENTS`] goes alone.
const REFUSED: &[&str] = &[
    "script",
    "style",
    "foreignobject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "canvas",
    "template",
    "noscript",
    "math",
    "animate",
    "animatecolor",
    "animatemotion",
    "animatetransform",
    "set",
    "handler",
    "listener",
    "filter",
    "metadata",
];

/// Of [`REFUSED`] and of the others, what a reader or the author may miss.
const TOLD: &[&str] =
    &["script", "foreignobject", "iframe", "object", "embed", "audio", "video", "canvas", "image", "use"];

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
    ("patternunits", "patternUnits"),
    ("patterncontentunits", "patternContentUnits"),
    ("patterntransform", "patternTransform"),
    ("maskunits", "maskUnits"),
    ("maskcontentunits", "maskContentUnits"),
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
    "patternunits",
    "patterncontentunits",
    "patterntransform",
    "maskunits",
    "maskcontentunits",
    "mask",
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

/// Bytes of the largest drawing that is looked at.
const LARGEST: usize = 1 << 20;

/// Whether a drawing is small enough to be looked at; a larger one does not get into the tree.
pub(super) fn fits(text: &str) -> bool {
    text.len() <= LARGEST
}

/// A clean drawing, and what it lost.
pub(super) struct Clean {
    pub svg: String,
    /// Addresses of its links, and where in `svg` their attributes go.
    pub links: Vec<(usize, String)>,
    /// Names of elements that went with all they held, or that showed something.
    pub elements: Vec<String>,
    /// Schemes of addresses that went.
    pub schemes: Vec<String>,
}

/// Elements beyond this depth go alone.
const DEPTH: usize = 64;

/// The drawing, clean. An id that is among `ids` already goes; where ids may stand twice, there are none.
pub(super) fn clean(text: &str, policy: &UrlPolicy, mut ids: Option<&mut HashSet<String>>) -> Clean {
    let mut kept = Clean {
        svg: String::with_capacity(text.len()),
        links: Vec::new(),
        elements: Vec::new(),
        schemes: Vec::new(),
    };
    let mut open: Vec<String> = Vec::new();
    // Depth at which a refused element began: all in it goes.
    let mut refused: Option<(String, usize)> = None;
    let mut at = 0;
    for tag in tags::scan(text) {
        if (tag.from as usize) < at {
            continue;
        }
        let name = text[tag.name.0 as usize..tag.name.1 as usize].to_ascii_lowercase();
        if refused.is_none() && open.iter().any(|name| is_text(name)) {
            escape(&tags::decode(&text[at..tag.from as usize]), &mut kept.svg);
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
                    close(&mut open, &mut kept.svg);
                }
            }
            continue;
        }
        if !ELEMENTS.contains(&name.as_str()) || open.len() > DEPTH {
            if TOLD.contains(&name.as_str()) && !kept.elements.contains(&name) {
                kept.elements.push(name.clone());
            }
            if tag.kind == TagKind::Open && REFUSED.contains(&name.as_str()) {
                refused = Some((name, 1));
            }
            continue;
        }
        kept.svg.push('<');
        kept.svg.push_str(cased(&name));
        let written = &text[tag.name.1 as usize..at - 1];
        for (key, value) in attributes(written) {
            if key == "id" && ids.as_deref_mut().is_some_and(|ids| !ids.insert(value.clone())) {
                continue;
            }
            attribute(cased(&key), &value, &mut kept.svg);
        }
        if name == "a" {
            match href(written).map(|url| policy.safe_url(&url)) {
                Some(SafeUrl::Relative(url) | SafeUrl::Web(url)) => kept.links.push((kept.svg.len(), url)),
                Some(SafeUrl::Other(url)) => attribute("href", &url, &mut kept.svg),
                Some(SafeUrl::Refused(scheme)) => kept.schemes.push(scheme),
                Some(SafeUrl::Entity(_) | SafeUrl::Image(_)) | None => {}
            }
        }
        if tag.kind == TagKind::Empty {
            kept.svg.push_str("/>");
        } else {
            kept.svg.push('>');
            open.push(name);
        }
    }
    while !open.is_empty() {
        close(&mut open, &mut kept.svg);
    }
    kept
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_attribute(value, out);
    out.push('"');
}

fn close(open: &mut Vec<String>, out: &mut String) {
    if let Some(name) = open.pop() {
        out.push_str("</");
        out.push_str(cased(&name));
        out.push('>');
    }
}

/// Whether what stands in an element is words, and not blanks between shapes.
fn is_text(name: &str) -> bool {
    matches!(name, "text" | "tspan" | "title" | "desc")
}

/// The address of a link: `href`, or `xlink:href` as SVG had it before.
fn href(written: &str) -> Option<String> {
    let all = tags::attributes(written);
    let url = ["href", "xlink:href"].iter().find_map(|name| all.iter().find(|(key, _)| key == name))?;
    Some(url.1.clone())
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
    use crate::url::UrlPolicy;

    #[test]
    fn only_the_drawing_is_left() {
        for (text, expected) in [
            (
                "<svg viewBox='0 0 1 1' onload=alert(1)><path d='M0 0'/></svg>",
                "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>",
            ),
            ("<svg><script>alert(1)</script><g></g></svg>", "<svg><g></g></svg>"),
            ("<svg><foreignObject><svg><a></a></svg></foreignObject></svg>", "<svg></svg>"),
            ("<svg><a href='javascript:x'><text>t</text></a></svg>", "<svg><a><text>t</text></a></svg>"),
            (
                "<svg><a xlink:href='https://x.y' onclick=alert(1)><text>t <a href='z'>u</a></text></a></svg>",
                "<svg><a href=\"https://x.y\"><text>t <a href=\"z\">u</a></text></a></svg>",
            ),
            (
                "<svg><switch><foreignObject><b>x</b></foreignObject><text>y</text></switch></svg>",
                "<svg><text>y</text></svg>",
            ),
            ("<svg><blink><text>y<wbr>z</text></blink><image href='x'/></svg>", "<svg><text>yz</text></svg>"),
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
            let mut clean = clean(text, &UrlPolicy::default(), None);
            for (at, url) in clean.links.into_iter().rev() {
                clean.svg.insert_str(at, &format!(" href=\"{url}\""));
            }
            assert_eq!(clean.svg, expected, "{text}");
        }
    }
}
