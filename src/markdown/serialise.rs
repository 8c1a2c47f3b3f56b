//! Step 12: the tree to HTML.
//!
//! In: the tree. Out: HTML, every text and value escaped. The only place where tags are written.
//! Never: decides anything.

use super::names;
use super::tree::Node;
use crate::html::{escape, escape_attribute};

/// A table wider than its page scrolls in a box of its own, which the keyboard reaches too.
const SCROLLS: &str = "<div class=\"md-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">";

/// Writes siblings.
pub(super) fn write(nodes: &[Node<'_>], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text, _) => escape(text, out),
            Node::Ours(ours) => out.push_str(&ours.html),
            Node::Element(element) => {
                let scrolls = element.name == "table";
                if scrolls {
                    out.push_str(SCROLLS);
                }
                out.push('<');
                out.push_str(element.name);
                for (name, value) in &element.attrs {
                    out.push(' ');
                    out.push_str(name);
                    if !value.is_empty()
                        || matches!(name.as_ref(), "alt" | "href" | "src" | "title" | "value")
                    {
                        out.push_str("=\"");
                        escape_attribute(value, out);
                        out.push('"');
                    }
                }
                if element.name == "th" && element.children.is_empty() && element.get("role").is_none() {
                    // An empty corner heads nothing.
                    out.push_str(" role=\"cell\"");
                }
                out.push('>');
                if names::is_void_name(element.name) {
                    continue;
                }
                // A first line end in `pre` is not shown, so one that is meant needs another before it.
                if element.name == "pre"
                    && matches!(element.children.first(), Some(Node::Text(text, _)) if text.starts_with('\n'))
                {
                    out.push('\n');
                }
                write(&element.children, out);
                out.push_str("</");
                out.push_str(element.name);
                out.push('>');
                if scrolls {
                    out.push_str("</div>");
                }
                if !names::is_phrasing(element.name) {
                    out.push('\n');
                }
            }
            Node::Leaf(_) | Node::Html(..) | Node::Comment => {}
        }
    }
}
