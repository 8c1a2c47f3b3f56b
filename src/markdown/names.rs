//! Names of elements and what is known of them.
//!
//! In: a tag's name. Out: whether it may stand in a page, and how its content is read.
//! Never: knows a name that may run something: what is not listed here does not reach a page.

/// Block-level for Python-Markdown: begins a block of HTML at the front of a line.
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "canvas",
    "center",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "group",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "main",
    "map",
    "math",
    "menu",
    "nav",
    "noscript",
    "object",
    "ol",
    "output",
    "p",
    "pre",
    "progress",
    "script",
    "section",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "video",
];

/// What may stand in a page.
const ALLOWED: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "button",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "li",
    "main",
    "mark",
    "menu",
    "meter",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// What stands in for an element that HTML gave up.
const MODERN: &[(&str, &str)] =
    &[("center", "div"), ("strike", "s"), ("tt", "code"), ("big", "span"), ("main", "div"), ("font", "span")];

/// Gone with everything in them.
const DROPPED: &[&str] = &[
    "script",
    "style",
    "object",
    "embed",
    "applet",
    "noscript",
    "template",
    "noembed",
    "noframes",
    "frameset",
    "xmp",
    "plaintext",
    "title",
    "textarea",
    "math",
    "head",
    "canvas",
];

const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// The name as it is written in a page, if it may stand there.
pub(super) fn known(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    if let Some((_, modern)) = MODERN.iter().find(|(old, _)| *old == lower) {
        return Some(modern);
    }
    ALLOWED.iter().find(|known| **known == lower).copied()
}

/// Whether an element goes with its content.
pub(super) fn is_dropped(name: &str) -> bool {
    DROPPED.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether a tag begins a block.
pub(super) fn is_block(name: &str) -> bool {
    !name.is_empty() && BLOCK.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether an element has no content and no closing tag.
pub(super) fn is_void_name(name: &str) -> bool {
    VOID.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether nothing in an element is Markdown, blank lines or not.
pub(super) fn is_verbatim(name: &str) -> bool {
    matches!(name, "pre" | "script" | "style" | "textarea" | "svg" | "math" | "canvas" | "iframe" | "object")
}

/// Whether the content of an element is text up to its closing tag.
pub(super) fn is_text_only(name: &str) -> bool {
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether an element marked `markdown` holds a line's worth rather than blocks.
pub(super) fn holds_spans(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "dd"
            | "dt"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "legend"
            | "li"
            | "p"
            | "summary"
            | "td"
            | "th"
            | "figcaption"
            | "caption"
            | "label"
    )
}

/// Whether an element may stand in a paragraph.
pub(super) fn is_phrasing(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "audio"
            | "b"
            | "bdi"
            | "bdo"
            | "br"
            | "button"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "i"
            | "iframe"
            | "img"
            | "input"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "meter"
            | "picture"
            | "progress"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "source"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "svg"
            | "time"
            | "track"
            | "u"
            | "var"
            | "video"
            | "wbr"
    )
}
