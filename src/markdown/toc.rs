//! Ids of headings and the table of contents.
//!
//! In: the tree. Out: every Markdown heading has an id, unique on the page; the headings, nested; `[TOC]` filled;
//! tabs named by their titles where asked for. Source: Python-Markdown's `toc`.
//! Never: changes an id that an attribute list gives; lists a heading written as HTML.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::document::TocEntry;
use super::options::{Options, Toc};
use super::repeated;
use super::slug::Slug;
use super::steps::{ELEMENT, Steps};
use super::tree::{Element, MAX_DEPTH, Node, Role, Syntax, is_id, text_of};

/// The place of the table of contents.
pub(super) fn place<'a>(pos: u32) -> Node<'a> {
    Element::new("div", pos).with("class", "toc").in_role(Role::TableOfContents).node()
}

/// Ids taken on a page.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: BTreeSet<String>,
    /// Where counting goes on for a stem.
    next: HashMap<String, u64>,
}

impl Ids {
    /// Makes an id unique: `a`, `a_1`, `a_2`; a number that is there already is counted up.
    pub(super) fn unique(&mut self, id: String) -> String {
        let mut id = if id.is_empty() { "_1".to_owned() } else { id };
        if self.taken.contains(&id) {
            let stem_end = id.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let (stem, number) = match id[..stem_end].strip_suffix('_') {
                Some(stem) if stem_end < id.len() => {
                    (stem.to_owned(), id[stem_end..].parse::<u64>().unwrap_or(0))
                }
                _ => (id.clone(), 0),
            };
            let mut number = number.max(self.next.get(&stem).copied().unwrap_or(0));
            loop {
                number += 1;
                id = format!("{stem}_{number}");
                if !self.taken.contains(&id) {
                    break;
                }
            }
            self.next.insert(stem, number);
        }
        self.taken.insert(id.clone());
        id
    }
}

/// Gives ids, returns the headings.
pub(super) fn headings(nodes: &mut [Node<'_>], options: &Options, steps: &Steps) -> Vec<TocEntry> {
    let mut ids = Ids::default();
    reserve(nodes, &mut ids, 0);
    let mut flat = Vec::new();
    name(nodes, options, &mut ids, &mut flat, 0);
    // Tabs take what headings leave, wherever they stand.
    if let Some(slug) = options.tab_slug {
        tabs(
            nodes,
            &mut TabNames { slug, with_heading: options.tab_with_heading, last: None, ids: &mut ids },
            0,
        );
    }
    let headed: HashSet<&str> = flat.iter().map(|entry| entry.id.as_str()).collect();
    yield_to(nodes, &headed, 0);
    if options.unique_ids {
        repeated::resolve(nodes, &mut flat);
    }
    let (first, last) = options.toc.levels;
    let shown = flat.into_iter().filter(|entry| (first..=last).contains(&entry.level)).collect();
    let entries = nest(shown);
    fill(nodes, &entries, options, steps, 0);
    entries
}

fn reserve(nodes: &[Node<'_>], ids: &mut Ids, depth: usize) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        // As in the reference, ids in raw HTML are not known here: a heading may take one from it.
        if element.syntax != Syntax::Html {
            ids.taken.extend(element.get("id").map(str::to_owned));
        }
        if depth < MAX_DEPTH {
            reserve(&element.children, ids, depth + 1);
        }
    }
}

/// Raw HTML gives up the ids that headings have: the anchor stays, and stays one.
fn yield_to(nodes: &mut [Node<'_>], headed: &HashSet<&str>, depth: usize) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if element.is_html() {
            let anchor = element.name == "a";
            element.attrs.retain(|(key, value)| {
                !(key == "id" || key == "name" && anchor) || !headed.contains(value.as_ref())
            });
        }
        if depth < MAX_DEPTH {
            yield_to(&mut element.children, headed, depth + 1);
        }
    }
}

fn name(nodes: &mut [Node<'_>], options: &Options, ids: &mut Ids, flat: &mut Vec<TocEntry>, depth: usize) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if let Some(level) = element.heading().filter(|_| !element.is_html()) {
            let mut title = String::new();
            text_of(&element.children, &mut title);
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            let id = if let Some(id) = element.get("id").filter(|id| !id.is_empty()) {
                id.to_owned()
            } else {
                let mut spoken = String::new();
                heard(&element.children, &mut spoken);
                let id = ids.unique(options.toc.slug.of(&spoken, options.toc.separator));
                element.attrs.insert(0, ("id".into(), id.clone().into()));
                id
            };
            let title = element.get("data-toc-label").map_or(title, str::to_owned);
            flat.push(TocEntry { level, id, title, children: Vec::new() });
        }
        if depth < MAX_DEPTH {
            name(&mut element.children, options, ids, flat, depth + 1);
        }
    }
}

/// Text that an id is made of: images are silent here.
fn heard(nodes: &[Node<'_>], out: &mut String) {
    for node in nodes {
        match node {
            Node::Element(element) if element.name == "img" || element.role.is_chrome() => {}
            // An emoji is an image in the reference, so it is silent.
            Node::Element(element) if element.role == Role::Pictograph => {}
            Node::Element(element) => heard(&element.children, out),
            other => text_of(std::slice::from_ref(other), out),
        }
    }
}

/// What ids of tabs are made from.
struct TabNames<'i> {
    slug: Slug,
    /// The heading above is in the id.
    with_heading: bool,
    /// Id of the heading above.
    last: Option<String>,
    ids: &'i mut Ids,
}

fn tabs(nodes: &mut [Node<'_>], names: &mut TabNames<'_>, depth: usize) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if element.heading().is_some() && !element.is_html() {
            names.last = element.get("id").map(str::to_owned);
        } else if element.role == Role::TabSet {
            name_tabs(element, names);
        }
        if depth < MAX_DEPTH {
            tabs(&mut element.children, names, depth + 1);
        }
    }
}

fn name_tabs(set: &mut Element<'_>, of: &mut TabNames<'_>) {
    let mut names: Vec<(String, String)> = Vec::new();
    for child in &set.children {
        let Node::Element(labels) = child else { continue };
        if labels.role != Role::TabLabels {
            continue;
        }
        for label in &labels.children {
            let Node::Element(label) = label else { continue };
            let mut title = String::new();
            heard(&label.children, &mut title);
            let mut id = of.slug.of(&title, '-');
            if let Some(heading) = of.last.as_ref().filter(|_| of.with_heading) {
                id = format!("{heading}-{id}");
            }
            names.push((label.get("for").unwrap_or("").to_owned(), of.ids.unique(id)));
        }
    }
    let rename = |element: &mut Element<'_>, key: &str| {
        let new = names.iter().find(|(old, _)| element.get(key) == Some(old)).map(|(_, new)| new.clone());
        if let Some(new) = new {
            element.set(key.to_owned(), new);
        }
    };
    for child in &mut set.children {
        let Node::Element(child) = child else { continue };
        rename(child, "id");
        if child.role == Role::TabLabels {
            for label in &mut child.children {
                if let Node::Element(label) = label {
                    rename(label, "for");
                }
            }
        }
    }
}

/// Deeper headings nest below the last shallower one, whatever the jump.
fn nest(flat: Vec<TocEntry>) -> Vec<TocEntry> {
    let mut root: Vec<TocEntry> = Vec::new();
    let mut path: Vec<TocEntry> = Vec::new();
    let settle = |path: &mut Vec<TocEntry>, root: &mut Vec<TocEntry>| {
        if let Some(done) = path.pop() {
            match path.last_mut() {
                Some(parent) => parent.children.push(done),
                None => root.push(done),
            }
        }
    };
    for entry in flat {
        while path.last().is_some_and(|last| last.level >= entry.level) {
            settle(&mut path, &mut root);
        }
        path.push(entry);
    }
    while !path.is_empty() {
        settle(&mut path, &mut root);
    }
    root
}

fn fill(nodes: &mut [Node<'_>], entries: &[TocEntry], options: &Options, steps: &Steps, depth: usize) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if element.role == Role::TableOfContents {
            if !steps.take(2 * ELEMENT * count(entries), element.pos) {
                continue;
            }
            if let Some(title) = &options.toc.title {
                let title = Element::new("span", 0)
                    .with("class", "toctitle")
                    .holding(vec![Node::Text(title.clone().into(), 0)]);
                element.children.push(title.node());
            }
            element.children.push(listed(entries));
        } else if depth < MAX_DEPTH {
            fill(&mut element.children, entries, options, steps, depth + 1);
        }
    }
}

fn count(entries: &[TocEntry]) -> u64 {
    entries.iter().map(|entry| 1 + count(&entry.children)).sum()
}

fn listed<'a>(entries: &[TocEntry]) -> Node<'a> {
    let mut list = Element::new("ul", 0);
    for entry in entries {
        let link = Element::new("a", 0)
            .with("href", format!("#{}", entry.id))
            .in_role(Role::TableOfContentsLink)
            .holding(vec![Node::Text(entry.title.clone().into(), 0)]);
        let mut item = Element::new("li", 0).holding(vec![link.node()]);
        if !entry.children.is_empty() {
            item.children.push(listed(&entry.children));
        }
        list.children.push(item.node());
    }
    list.node()
}

/// Headings link to themselves: the whole of them, or by a mark behind.
pub(super) fn self_links(nodes: &mut [Node<'_>], toc: &Toc) {
    link_below(nodes, toc, 0);
}

fn link_below(nodes: &mut [Node<'_>], toc: &Toc, depth: usize) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if element.heading().is_none() {
            if depth < MAX_DEPTH {
                link_below(&mut element.children, toc, depth + 1);
            }
            continue;
        }
        let Some(id) = element.get("id").filter(|id| !element.is_html() && is_id(id)) else { continue };
        let href = format!("#{id}");
        if toc.anchorlink && !links(&element.children, 0) {
            let link = Element::new("a", 0)
                .with("class", "toclink")
                .with("href", href.clone())
                .in_role(Role::HeadingLink);
            let title = std::mem::take(&mut element.children);
            element.children.push(link.holding(title).node());
        }
        if toc.permalink {
            let link = Element::new("a", 0)
                .with("class", "headerlink")
                .with("href", href)
                .with("title", "Permanent link")
                .in_role(Role::Permalink)
                .holding(vec![Node::Text("#".into(), 0)]);
            element.children.push(link.node());
        }
    }
}

/// Whether there is a link, within which no other may stand.
fn links(nodes: &[Node<'_>], depth: usize) -> bool {
    nodes.iter().any(|node| match node {
        Node::Element(element) => {
            element.name == "a" || depth < MAX_DEPTH && links(&element.children, depth + 1)
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn repeated_ids() {
        let mut ids = Ids::default();
        let given: Vec<_> = ["heading", "heading", "heading", "x_3", "x_3", "", ""]
            .into_iter()
            .map(|id| ids.unique(id.to_owned()))
            .collect();
        assert_eq!(given, ["heading", "heading_1", "heading_2", "x_3", "x_4", "_1", "_2"]);
    }
}
