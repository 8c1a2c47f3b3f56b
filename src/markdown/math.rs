//! Math to elements that carry their TeX.
//!
//! In: TeX. Out: `span.math`, `div.math` with `data-tex` and a readable text; MathML where it is simple enough.
//! Never: a script.

use super::tree::{Element, Node};

/// A formula on lines of its own.
pub(super) fn display<'a>(tex: &str, pos: u32) -> Node<'a> {
    element("div", tex, pos)
}

/// A formula in a line.
pub(super) fn inline<'a>(tex: &str, pos: u32) -> Node<'a> {
    element("span", tex, pos)
}

fn element<'a>(name: &'static str, tex: &str, pos: u32) -> Node<'a> {
    Element::new(name, pos)
        .with("class", "math")
        .with("data-tex", tex.to_owned())
        .holding(vec![Node::Text(tex.to_owned().into(), pos)])
        .node()
}
