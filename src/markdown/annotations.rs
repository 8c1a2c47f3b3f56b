//! Annotations: `(1)` in code or in a block marked `annotate`, explained by the list that follows.
//!
//! In: the tree when its links are settled. Out: each mark a link to its item of the list, each item one back: no script
//! is needed, and what the author wrote stays in the page for those who copy or search it. Never: a mark without an item.

use std::fmt::Write as _;

use super::tree::{Element, MAX_DEPTH, Node, Ours};

/// Numbers the page's annotated lists.
#[derive(Default)]
pub(super) struct Annotations {
    lists: usize,
}

/// A list that explains marks, while its block is searched for them.
struct List {
    number: usize,
    items: usize,
    found: Vec<bool>,
}

impl Annotations {
    /// Links every mark below `nodes`.
    pub(super) fn link(&mut self, nodes: &mut [Node<'_>], depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for at in 0..nodes.len() {
            let (before, after) = nodes.split_at_mut(at + 1);
            let Some(Node::Element(block)) = before.last_mut() else { continue };
            if block.has_class("annotate") || block.has_class("highlight") {
                if let Some(list) = following_list(after) {
                    self.explain(std::slice::from_mut(&mut before[at]), list);
                } else if block.name == "li"
                    && let Some(inner) = block.children.iter().position(is_list)
                {
                    let (text, list) = block.children.split_at_mut(inner);
                    if let Some(Node::Element(list)) = list.first_mut() {
                        self.explain(text, list);
                    }
                }
            }
            if let Some(Node::Element(block)) = nodes.get_mut(at) {
                self.link(&mut block.children, depth + 1);
            }
        }
    }

    fn explain(&mut self, block: &mut [Node<'_>], list: &mut Element<'_>) {
        let items = list.children.iter().filter(|node| is_item(node)).count();
        let mut marks = List { number: self.lists + 1, items, found: vec![false; items] };
        marks.mark(block, 0);
        if !marks.found.contains(&true) {
            return;
        }
        self.lists += 1;
        list.class("annotations");
        let mut number = 0;
        for node in &mut list.children {
            let Node::Element(item) = node else { continue };
            if item.name != "li" {
                continue;
            }
            number += 1;
            if marks.found[number - 1] {
                if item.get("id").is_none() {
                    item.set("id", marks.item_id(number));
                }
                let html = format!(
                    "<a data-docs-chrome class=\"note-back\" href=\"#{}\" aria-label=\"Back to mark {number}\">↩</a>",
                    marks.mark_id(number)
                );
                item.children.insert(0, Node::Ours(Box::new(Ours { html, text: String::new() })));
            }
        }
    }
}

fn is_list(node: &Node<'_>) -> bool {
    matches!(node, Node::Element(element) if element.name == "ol")
}

fn is_item(node: &Node<'_>) -> bool {
    matches!(node, Node::Element(element) if element.name == "li")
}

/// The list right behind a block.
fn following_list<'n, 'a>(after: &'n mut [Node<'a>]) -> Option<&'n mut Element<'a>> {
    let next =
        after.iter_mut().find(|node| !matches!(node, Node::Text(text, _) if text.trim().is_empty()))?;
    match next {
        Node::Element(element) if element.name == "ol" => Some(element),
        _ => None,
    }
}

impl List {
    fn item_id(&self, number: usize) -> String {
        format!("note-{}-{number}", self.number)
    }

    fn mark_id(&self, number: usize) -> String {
        format!("mark-{}-{number}", self.number)
    }

    /// Finds marks in text and in the comments of code.
    fn mark(&mut self, nodes: &mut [Node<'_>], depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for node in nodes {
            match node {
                Node::Text(text, _) => {
                    if let Some(html) = self.in_text(text) {
                        let text = text.to_string();
                        *node = Node::Ours(Box::new(Ours { html, text }));
                    }
                }
                Node::Element(element) if element.name == "code" => {
                    // Highlighted code is one piece; `code` in a line holds none, and its text is no mark.
                    for child in &mut element.children {
                        if let Node::Ours(ours) = child
                            && let Some(html) = self.in_code(&ours.html)
                        {
                            ours.html = html;
                        }
                    }
                }
                Node::Element(element) => self.mark(&mut element.children, depth + 1),
                _ => {}
            }
        }
    }

    fn in_text(&mut self, text: &str) -> Option<String> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, number, after)) = self.next(rest) {
            crate::html::escape(before, &mut out);
            self.write(number, &rest[before.len()..rest.len() - after.len()], &mut out);
            rest = after;
        }
        if rest.len() == text.len() {
            return None;
        }
        crate::html::escape(rest, &mut out);
        Some(out)
    }

    /// Marks in comments. A `!` behind the mark takes the comment's own sign away with it.
    fn in_code(&mut self, html: &str) -> Option<String> {
        const COMMENT: &str = "<span class=\"hc\">";
        let mut out = String::new();
        let mut rest = html;
        while let Some(at) = rest.find(COMMENT) {
            let (before, comment) = rest.split_at(at + COMMENT.len());
            out.push_str(before);
            let end = comment.find("</span>").unwrap_or(comment.len());
            let (mut comment, after) = comment.split_at(end);
            while let Some((before, number, after)) = self.next(comment) {
                let behind = after.strip_prefix('!');
                let shown = if behind.is_some() { "" } else { before };
                let mut after = behind.unwrap_or(after);
                // ` -->` and ` */` go as well; words stay.
                if behind.is_some() && !after.replace("&gt;", "").contains(|c: char| c.is_alphanumeric()) {
                    after = "";
                }
                out.push_str(shown);
                self.write_escaped(number, &comment[shown.len()..comment.len() - after.len()], &mut out);
                comment = after;
            }
            out.push_str(comment);
            rest = after;
        }
        if rest.len() == html.len() || !self.found.contains(&true) {
            return None;
        }
        out.push_str(rest);
        Some(out)
    }

    /// The next `(n)` that has an item: what stands before it, its number, what stands behind it.
    fn next<'t>(&self, text: &'t str) -> Option<(&'t str, usize, &'t str)> {
        text.match_indices('(').find_map(|(at, _)| {
            let (number, after) = text[at + 1..].split_once(')')?;
            let number: usize = number.parse().ok().filter(|number| (1..=self.items).contains(number))?;
            Some((&text[..at], number, after))
        })
    }

    fn write(&mut self, number: usize, source: &str, out: &mut String) {
        let mut escaped = String::new();
        crate::html::escape(source, &mut escaped);
        self.write_escaped(number, &escaped, out);
    }

    fn write_escaped(&mut self, number: usize, source: &str, out: &mut String) {
        // One place is enough to come back to.
        let first = !std::mem::replace(&mut self.found[number - 1], true);
        let id = if first { format!(" id=\"{}\"", self.mark_id(number)) } else { String::new() };
        let _ = write!(
            out,
            "<span class=\"note-src\">{source}</span><a data-docs-chrome class=\"note-mark\"{id} href=\"#{}\" aria-label=\"Note \
             {number}\">{number}</a>",
            self.item_id(number)
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::{NoHost, Options, render};

    fn check(text: &str, parts: &[&str]) {
        let html = render(text, &Options::default(), &NoHost).html;
        for part in parts {
            assert!(html.contains(part), "{part}\n{html}");
        }
    }

    #[test]
    fn marks_and_items_lead_to_each_other() {
        check(
            "```yaml\nx: 1 # (1)!\ny: 2 # see (2)\n```\n\n1.  one\n2.  two\n",
            &[
                "<span class=\"hc\"><span class=\"note-src\"># (1)!</span><a data-docs-chrome class=\"note-mark\" id=\"mark-1-1\" \
                 href=\"#note-1-1\" aria-label=\"Note 1\">1</a></span>",
                "# see <span class=\"note-src\">(2)</span>",
                "<ol class=\"annotations\"><li id=\"note-1-1\"><a data-docs-chrome class=\"note-back\" href=\"#mark-1-1\"",
            ],
        );
        check(
            "```html\n<p> <!-- (1)! -->\n```\n\n1.  one\n",
            &[
                "<span class=\"note-src\">&lt;!-- (1)! --&gt;</span><a data-docs-chrome class=\"note-mark\"",
                "</a></span>",
            ],
        );
        // Without a list, without an item, without a comment, without the class nothing is a mark.
        for text in [
            "```yaml\nx: 1 # (1)!\n```\n\ntext\n",
            "```yaml\nx: 1 # (3)!\n```\n\n1.  one\n",
            "```yaml\nx: (1)\n```\n\n1.  one\n",
            "text (1)\n\n1.  one\n",
        ] {
            assert!(!render(text, &Options::default(), &NoHost).html.contains("note-mark"), "{text}");
        }
    }

    #[test]
    fn annotations_in_annotations() {
        check(
            "Text (1) & (7).\n{ .annotate }\n\n1.  more (1)\n    { .annotate }\n\n    1.  inner\n",
            &[
                "href=\"#note-1-1\" aria-label=\"Note 1\">1</a> &amp; (7).",
                "href=\"#note-2-1\"",
                "<li id=\"note-2-1\">",
            ],
        );
    }
}
