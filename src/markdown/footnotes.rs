//! Step 7: references and the list of footnotes.
//!
//! In: the tree with `sup[data-note]`, the footnotes. Out: numbered references, the list at the end or where
//! `///Footnotes Go Here///` stands. Source: Python-Markdown's `footnotes`: numbered in the order of
//! definition, all of them listed. Never: a reference to a note that is not there.

use super::block::Note;
use super::tree::{Element, MAX_DEPTH, Node};

/// Numbers references and puts the list in.
pub(super) fn place<'a>(nodes: &mut Vec<Node<'a>>, mut notes: Vec<(usize, Note<'a>)>) {
    if notes.is_empty() {
        return;
    }
    let mut seen = vec![0usize; notes.len() + 1];
    let labels: Vec<String> = notes.iter().map(|(_, note)| note.label.clone()).collect();
    refer(nodes, &labels, &mut seen, 0);
    for (_, note) in &mut notes {
        refer(&mut note.children, &labels, &mut seen, 0);
    }
    let mut list = Element::new("ol", 0);
    for (number, note) in notes {
        let mut item = Element::new("li", 0).with("id", format!("fn:{}", note.label)).holding(note.children);
        // (The reference leads back even from a note that nothing refers to.)
        for count in 1..=seen.get(number).copied().unwrap_or(0).min(26) {
            let link = Element::new("a", 0)
                .with("class", "footnote-backref")
                .with("href", format!("#{}", reference_id(&note.label, count)))
                .with("role", "doc-backlink")
                .with("title", format!("Jump back to footnote {number} in the text"))
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
        let number = element.get("data-note").and_then(|number| number.parse::<usize>().ok());
        if let Some(number) = number.filter(|_| element.name == "sup") {
            let Some(label) = number.checked_sub(1).and_then(|index| labels.get(index)) else { continue };
            if let Some(count) = seen.get_mut(number) {
                *count += 1;
                element.attrs = vec![("id".into(), reference_id(label, *count).into())];
            }
            let link = Element::new("a", element.pos)
                .with("class", "footnote-ref")
                .with("href", format!("#fn:{label}"))
                .with("role", "doc-noteref")
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
            if element.name == "div"
                && element.children.is_empty()
                && element.get("class") == Some("footnote")
            {
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
