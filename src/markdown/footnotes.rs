//! References and the list of footnotes.
//!
//! In: the tree with references by number, the footnotes. Out: numbered references, the list at the end or where
//! `///Footnotes Go Here///` stands. Source: Python-Markdown's `footnotes`: numbered in the order of
//! definition, all of them listed. Never: a reference to a footnote that is not there.

use super::block::Footnote;
use super::tree::{Element, MAX_DEPTH, Node, Role};

/// The place of the list, where its author gives it one.
pub(super) fn place<'a>(pos: u32) -> Node<'a> {
    Element::new("div", pos).with("class", "footnote").in_role(Role::FootnoteList).node()
}

/// Numbers references and puts the list in.
pub(super) fn list<'a>(nodes: &mut Vec<Node<'a>>, mut footnotes: Vec<Footnote<'a>>) {
    if footnotes.is_empty() {
        return;
    }
    let mut seen = vec![0usize; footnotes.len() + 1];
    let labels: Vec<String> = footnotes.iter().map(|footnote| footnote.label.clone()).collect();
    refer(nodes, &labels, &mut seen, 0);
    for footnote in &mut footnotes {
        refer(&mut footnote.children, &labels, &mut seen, 0);
    }
    let mut list = Element::new("ol", 0);
    for (index, footnote) in footnotes.into_iter().enumerate() {
        let number = index + 1;
        let mut item =
            Element::new("li", 0).with("id", format!("fn:{}", footnote.label)).holding(footnote.children);
        // (The reference leads back even from a footnote that nothing refers to.)
        for count in 1..=seen.get(number).copied().unwrap_or(0).min(26) {
            let link = Element::new("a", 0)
                .with("class", "footnote-backref")
                .with("href", format!("#{}", reference_id(&footnote.label, count)))
                .with("role", "doc-backlink")
                .with("title", format!("Jump back to footnote {number} in the text"))
                .in_role(Role::FootnoteBacklink)
                .holding(vec![Node::Text("\u{21a9}\u{fe0e}".into(), 0)])
                .node();
            let into = match item.children.last_mut() {
                Some(Node::Element(last)) if last.name == "p" => &mut last.children,
                _ => &mut item.children,
            };
            into.push(Node::Text("\u{a0}".into(), 0));
            into.push(link);
        }
        list.children.push(item.node());
    }
    let content = vec![Element::new("hr", 0).node(), list.node()];
    match marker(nodes, 0) {
        Some(spot) => spot.children = content,
        None => nodes.push(Element::new("div", 0).with("class", "footnote").holding(content).node()),
    }
}

fn reference_id(label: &str, count: usize) -> String {
    if count == 1 { format!("fnref:{label}") } else { format!("fnref{count}:{label}") }
}

fn refer(nodes: &mut [Node<'_>], labels: &[String], seen: &mut [usize], depth: usize) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if let Role::FootnoteReference(number) = element.role {
            let number = number as usize;
            let Some(label) = number.checked_sub(1).and_then(|index| labels.get(index)) else { continue };
            if let Some(count) = seen.get_mut(number) {
                *count += 1;
                element.attrs = vec![("id".into(), reference_id(label, *count).into())];
            }
            let link = Element::new("a", element.pos)
                .with("class", "footnote-ref")
                .with("href", format!("#fn:{label}"))
                .with("role", "doc-noteref")
                .in_role(Role::FootnoteLink)
                .holding(vec![Node::Text(number.to_string().into(), element.pos)]);
            element.children = vec![link.node()];
        } else if depth < MAX_DEPTH {
            refer(&mut element.children, labels, seen, depth + 1);
        }
    }
}

fn marker<'n, 'a>(nodes: &'n mut [Node<'a>], depth: usize) -> Option<&'n mut Element<'a>> {
    for node in nodes {
        if let Node::Element(element) = node {
            if element.role == Role::FootnoteList && element.children.is_empty() {
                return Some(element);
            }
            if depth < MAX_DEPTH
                && let Some(found) = marker(&mut element.children, depth + 1)
            {
                return Some(found);
            }
        }
    }
    None
}
