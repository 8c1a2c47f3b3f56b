//! `=== "Title"`.
//!
//! In: headers that follow each other, each with the indented lines below it. Out: one tab set: radio buttons,
//! labels, panels; it works by CSS alone. Never: joins sets that prose parts.

use super::{Blocks, Place, Run};
use crate::markdown::tree::{Element, Leaf, Node, Role};

/// A tab before its set is built.
pub(super) struct Tab<'a> {
    pub title: Leaf<'a>,
    pub selected: bool,
    pub children: Vec<Node<'a>>,
}

/// (starts a new set, is selected, title's range in the line)
fn header(text: &str) -> Option<(bool, bool, (usize, usize))> {
    let rest = text.strip_prefix("===")?;
    let flags = rest.len() - rest.trim_start_matches(['!', '+']).len();
    let quoted = rest[flags..].trim();
    if !quoted.starts_with('"') || quoted.len() < 2 || !quoted.ends_with('"') {
        return None;
    }
    let from = text.find('"')?;
    let to = text.rfind('"')?;
    (from < to).then(|| (rest[..flags].contains('!'), rest[..flags].contains('+'), (from + 1, to)))
}

impl<'a> Blocks<'a, '_> {
    pub(super) fn tabs(&mut self, run: &mut Run<'a>) -> bool {
        let first = run.lines[run.at];
        if header(first.text(self.text)).is_none() {
            return false;
        }
        self.flush(run);
        self.got.tab_sets += 1;
        let set = self.got.tab_sets;
        let mut tabs = Vec::new();
        while let Some(&line) = run.lines.get(run.at) {
            let Some((new, selected, (from, to))) = header(line.text(self.text)).filter(|_| line.indent < 4)
            else {
                break;
            };
            if new && !tabs.is_empty() {
                break;
            }
            let title = self.slice(line.start + from as u32, line.start + to as u32);
            let (end, columns) = run.body(run.at + 1, line.indent);
            let lines = run.dedented(run.at + 1, end, columns);
            let children = self.inside(lines, Place::Flow);
            tabs.push(Tab { title, selected, children });
            run.at = end.max(run.at + 1);
            self.unseen(run);
        }
        run.out.push(tab_set(set, tabs, first.start));
        true
    }
}

impl<'a> Blocks<'a, '_> {
    /// Goes on behind what shows nothing and so parts no set: blank lines, link targets, footnotes, abbreviations.
    fn unseen(&mut self, run: &mut Run<'a>) {
        while let Some(&line) = run.lines.get(run.at) {
            let text = line.text(self.text);
            let taken = match text.as_bytes().first() {
                None => {
                    run.at += 1;
                    true
                }
                Some(b'[') if line.indent < 4 => self.footnote(run) || self.target(run),
                Some(b'*') if line.indent < 4 => self.abbreviation(run),
                _ => false,
            };
            if !taken {
                break;
            }
        }
    }
}

/// Material's markup of a tab set.
pub(super) fn tab_set(set: usize, tabs: Vec<Tab<'_>>, pos: u32) -> Node<'_> {
    let count = tabs.len();
    let chosen = tabs.iter().position(|tab| tab.selected).unwrap_or(0);
    let mut root = Element::new("div", pos)
        .with("class", "tabbed-set tabbed-alternate")
        .with("data-tabs", format!("{set}:{count}"))
        .in_role(Role::TabSet);
    let mut labels = Element::new("div", pos).with("class", "tabbed-labels").in_role(Role::TabLabels);
    let mut content = Element::new("div", pos).with("class", "tabbed-content");
    for (index, tab) in tabs.into_iter().enumerate() {
        let id = format!("__tabbed_{set}_{}", index + 1);
        let mut input = Element::new("input", pos);
        if index == chosen {
            input = input.with("checked", "");
        }
        input = input.with("id", id.clone()).with("name", format!("__tabbed_{set}")).with("type", "radio");
        root.children.push(input.node());
        labels
            .children
            .push(Element::new("label", pos).with("for", id).holding(vec![Node::Leaf(tab.title)]).node());
        content
            .children
            .push(Element::new("div", pos).with("class", "tabbed-block").holding(tab.children).node());
    }
    root.children.push(labels.node());
    root.children.push(content.node());
    root.node()
}
