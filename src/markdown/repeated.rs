//! Ids that an author gave twice.
//!
//! In: the tree, its headings in order. Out: the same, each id once: a second heading counts on, as Python-Markdown does where it
//! makes ids itself; anything else loses its second id, which no link could reach. Never: touches the first.

use std::collections::HashSet;

use super::document::TocEntry;
use super::tree::{MAX_DEPTH, Node, is_id};

/// Makes ids unique. `headings` are those of Markdown, in the order of the tree; they follow.
pub(super) fn resolve(nodes: &mut [Node<'_>], headings: &mut [TocEntry]) {
    let mut taken = HashSet::new();
    if collect(nodes, &mut taken, 0) {
        let mut resolver = Resolver { taken, met: HashSet::new(), headings: headings.iter_mut() };
        resolver.walk(nodes, 0);
    }
}

/// Gathers all ids; whether one stands twice.
fn collect(nodes: &[Node<'_>], ids: &mut HashSet<String>, depth: usize) -> bool {
    let mut repeated = false;
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if let Some(id) = element.get("id").filter(|id| is_id(id)) {
            repeated |= !ids.insert(id.to_owned());
        }
        if depth < MAX_DEPTH {
            repeated |= collect(&element.children, ids, depth + 1);
        }
    }
    repeated
}

struct Resolver<'h> {
    taken: HashSet<String>,
    met: HashSet<String>,
    headings: std::slice::IterMut<'h, TocEntry>,
}

impl Resolver<'_> {
    fn walk(&mut self, nodes: &mut [Node<'_>], depth: usize) {
        for node in nodes {
            let Node::Element(element) = node else { continue };
            let is_heading = element.heading().is_some();
            let heading = if is_heading && !element.is_html() { self.headings.next() } else { None };
            if let Some(id) = element.get("id").filter(|id| is_id(id)).map(str::to_owned)
                && !self.met.insert(id.clone())
            {
                if is_heading {
                    let new = self.free(&id);
                    if let Some(heading) = heading {
                        heading.id.clone_from(&new);
                    }
                    element.set("id", new);
                } else {
                    element.attrs.retain(|(name, _)| name != "id");
                }
            }
            if depth < MAX_DEPTH {
                self.walk(&mut element.children, depth + 1);
            }
        }
    }

    /// The next free id that counts on.
    fn free(&mut self, id: &str) -> String {
        let mut number = 1;
        loop {
            let new = format!("{id}_{number}");
            if self.taken.insert(new.clone()) {
                self.met.insert(new.clone());
                return new;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::{NoHost, Options, render};

    fn check(text: &str, html: &str, toc: &[&str]) {
        let options = Options { unique_ids: true, ..Options::default() };
        let document = render(text, &options, &NoHost);
        let body = document.body.as_written().replace('\n', "");
        assert!(body.contains(html), "{body}");
        assert_eq!(document.toc.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), toc);
    }

    #[test]
    fn each_id_once() {
        check("<p id=\"a\">x</p><p id=\"a\">y</p>", "<p id=\"a\">x</p><p>y</p>", &[]);
        check("# A {#a}\n\n# B {#a}\n\n# C {#a}\n", "id=\"a_2\">C", &["a", "a_1", "a_2"]);
        check("`b id=\"c\"` `b id=\"c\"`", "<code>b id=\"c\"</code> <code>b id=\"c\"</code>", &[]);
        // Links of the table of contents follow.
        check("[TOC]\n\n# A {#a}\n\n# B {#a}\n", "<a href=\"#a_1\">B</a>", &["a", "a_1"]);
        // Two drawings with one id.
        let svg = "<svg><path id=\"p\" d=\"M0 0\"/></svg>";
        check(&format!("{svg} {svg}"), "<svg><path d=\"M0 0\"/></svg>", &[]);
    }
}
