//! Annotations: `(1)` in code or in a block marked `annotate`, explained by the list that follows.
//!
//! In: the tree. Out: each mark a link to its item of the list, each item one back: no script
//! is needed, and what the author wrote stays in the page for those who copy or search it. Never: a mark without an item.

use super::tree::{Element, MAX_DEPTH, Node, Role};
use super::weave;
use crate::highlight::Class;

/// Links the marks of a page and its lists.
pub(super) fn link(nodes: &mut [Node<'_>]) {
    Annotations::default().link(nodes, 0);
}

/// Numbers the page's annotated lists.
#[derive(Default)]
struct Annotations {
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
    fn link(&mut self, nodes: &mut [Node<'_>], depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for at in 0..nodes.len() {
            let (before, after) = nodes.split_at_mut(at + 1);
            let Some(Node::Element(block)) = before.last_mut() else { continue };
            if block.has_class("annotate") || block.has_class("highlight") {
                if let Some(list) = following_list(after) {
                    self.explain(&mut block.children, list);
                } else if block.name == "li"
                    && let Some(inner) = block.children.iter().position(is_list)
                {
                    let mut rest = block.children.split_off(inner);
                    if let Some(Node::Element(list)) = rest.first_mut() {
                        self.explain(&mut block.children, list);
                    }
                    block.children.append(&mut rest);
                }
            }
            if let Some(Node::Element(block)) = nodes.get_mut(at) {
                self.link(&mut block.children, depth + 1);
            }
        }
    }

    fn explain(&mut self, block: &mut Vec<Node<'_>>, list: &mut Element<'_>) {
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
                let back = Element::new("a", item.pos)
                    .in_role(Role::Annotation)
                    .with("class", "note-back")
                    .with("href", format!("#{}", marks.mark_id(number)))
                    .with("aria-label", format!("Back to mark {number}"))
                    .holding(vec![Node::Text("↩".into(), item.pos)]);
                item.children.insert(0, back.node());
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
    fn mark(&mut self, nodes: &mut Vec<Node<'_>>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        let mut at = 0;
        while at < nodes.len() {
            let marked = match &mut nodes[at] {
                Node::Text(text, pos) => self.in_text(text, *pos),
                Node::Element(element) if element.name == "code" => {
                    self.in_code(element);
                    None
                }
                Node::Element(element) => {
                    self.mark(&mut element.children, depth + 1);
                    None
                }
                _ => None,
            };
            let count = marked.as_ref().map_or(1, Vec::len);
            if let Some(marked) = marked {
                nodes.splice(at..=at, marked);
            }
            at += count;
        }
    }

    fn in_text<'a>(&mut self, text: &str, pos: u32) -> Option<Vec<Node<'a>>> {
        let mut out = Vec::new();
        let mut rest = text;
        while let Some((before, number, after)) = self.next(rest) {
            out.push(Node::Text(before.to_owned().into(), pos));
            self.put(number, &rest[before.len()..rest.len() - after.len()], pos, &mut out);
            rest = after;
        }
        if rest.len() == text.len() {
            return None;
        }
        out.push(Node::Text(rest.to_owned().into(), pos));
        Some(out)
    }

    /// Marks in highlighted code. `code` in a line of text is not highlighted, and its text is no mark.
    fn in_code(&mut self, element: &mut Element<'_>) {
        let [Node::Code(code)] = element.children.as_slice() else { return };
        if self.next(&code.text).is_none() {
            return;
        }
        let before = self.found.clone();
        let mut nodes = weave::woven(&code.html, element.pos);
        self.in_comments(&mut nodes);
        if self.found != before {
            element.children = nodes;
            element.role = Role::Highlighted;
        }
    }

    fn in_comments(&mut self, nodes: &mut [Node<'_>]) {
        for node in nodes {
            let Node::Element(span) = node else { continue };
            match span.children.as_slice() {
                [Node::Text(text, pos)] if span.get("class") == Class::Comment.css() => {
                    if let Some(children) = self.in_comment(text, *pos) {
                        span.children = children;
                    }
                }
                _ => self.in_comments(&mut span.children),
            }
        }
    }

    /// Marks in a comment. A `!` behind the mark takes the comment's own sign away with it.
    fn in_comment<'a>(&mut self, comment: &str, pos: u32) -> Option<Vec<Node<'a>>> {
        let mut out = Vec::new();
        let mut rest = comment;
        while let Some((before, number, after)) = self.next(rest) {
            let behind = after.strip_prefix('!');
            let shown = if behind.is_some() { "" } else { before };
            let mut after = behind.unwrap_or(after);
            // ` -->` and ` */` go as well; words stay.
            if behind.is_some() && !after.contains(char::is_alphanumeric) {
                after = "";
            }
            out.push(Node::Text(shown.to_owned().into(), pos));
            self.put(number, &rest[shown.len()..rest.len() - after.len()], pos, &mut out);
            rest = after;
        }
        if rest.len() == comment.len() {
            return None;
        }
        out.push(Node::Text(rest.to_owned().into(), pos));
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

    /// What the author wrote, for those who copy or search it, and the mark in its place.
    fn put(&mut self, number: usize, written: &str, pos: u32, out: &mut Vec<Node<'_>>) {
        let source = Element::new("span", pos)
            .with("class", "note-src")
            .holding(vec![Node::Text(written.to_owned().into(), pos)]);
        out.push(source.node());
        let mut mark = Element::new("a", pos).in_role(Role::Annotation).with("class", "note-mark");
        // One place is enough to come back to.
        if !std::mem::replace(&mut self.found[number - 1], true) {
            mark = mark.with("id", self.mark_id(number));
        }
        let mark = mark
            .with("href", format!("#{}", self.item_id(number)))
            .with("aria-label", format!("Note {number}"))
            .holding(vec![Node::Text(number.to_string().into(), pos)]);
        out.push(mark.node());
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::{NoHost, Options, render};

    fn check(text: &str, parts: &[&str]) {
        let html = render(text, &Options::default(), &NoHost).body.as_written();
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
            assert!(
                !render(text, &Options::default(), &NoHost).body.as_written().contains("note-mark"),
                "{text}"
            );
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
