//! `!!! note "Title"` and `??? note`.
//!
//! In: a header and the indented lines below it. Out: `div.admonition`, `details`.
//! Never: takes a header with words that are neither type nor quoted title: the reference leaves it as text.

use super::{Blocks, Place, Run};
use crate::markdown::tree::{Element, Node};

/// Types and title of a header, after its marks.
struct Header {
    classes: Vec<String>,
    /// Range in the line's text.
    title: Option<(usize, usize)>,
}

fn header(text: &str, from: usize) -> Option<Header> {
    let rest = text[from..].trim_end();
    let quote = rest.find('"');
    let words = quote.map_or(rest, |at| &rest[..at]);
    let word = |word: &str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let classes: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    if !classes.iter().all(|name| word(name)) {
        return None;
    }
    let title = match quote {
        Some(at) => {
            let inner = &rest[at + 1..];
            let length = inner.strip_suffix('"')?.len();
            if !words.is_empty() && !words.ends_with([' ', '\t']) {
                return None;
            }
            Some((from + at + 1, from + at + 1 + length))
        }
        None => None,
    };
    Some(Header { classes, title })
}

impl<'a> Blocks<'a, '_> {
    pub(super) fn admonition(&mut self, run: &mut Run<'a>) -> bool {
        let line = run.lines[run.at];
        let text = line.text(self.text);
        if !text.starts_with("!!!") {
            return false;
        }
        let Some(header) = header(text, 3).filter(|header| !header.classes.is_empty()) else { return false };
        if run.place == Place::Item && !run.prose.is_empty() {
            self.mended(
                "an admonition right below the text of a list item",
                line,
                "put a blank line above it",
            );
        }
        self.flush(run);
        let kind = header.classes[0].to_lowercase();
        let mut children = Vec::new();
        let title = match header.title {
            Some((from, to)) if from == to => None,
            Some((from, to)) => {
                Some(Node::Leaf(self.slice(line.start + from as u32, line.start + to as u32)))
            }
            None => Some(Node::Text(capital(&kind).into(), line.start)),
        };
        if let Some(title) = title {
            children.push(
                Element::new("p", line.start).with("class", "admonition-title").holding(vec![title]).node(),
            );
        }
        let mut class = format!("admonition {kind}");
        for extra in &header.classes[1..] {
            class.push(' ');
            class.push_str(extra);
        }
        let (end, columns) = run.body(run.at + 1, line.indent);
        children.extend(self.inside(run.dedented(run.at + 1, end, columns), Place::Flow));
        run.out.push(Element::new("div", line.start).with("class", class).holding(children).node());
        run.at = end.max(run.at + 1);
        true
    }

    pub(super) fn details(&mut self, run: &mut Run<'a>) -> bool {
        let line = run.lines[run.at];
        let text = line.text(self.text);
        let Some(rest) = text.strip_prefix("???") else { return false };
        let open = rest.starts_with('+');
        let Some(header) = header(text, 3 + usize::from(open)) else { return false };
        if header.classes.is_empty() && header.title.is_none() {
            return false;
        }
        self.flush(run);
        let title = match header.title {
            Some((from, to)) => Node::Leaf(self.slice(line.start + from as u32, line.start + to as u32)),
            None => Node::Text(capital(&header.classes[0].to_lowercase()).into(), line.start),
        };
        let mut element = Element::new("details", line.start);
        if !header.classes.is_empty() {
            element = element.with("class", header.classes.join(" ").to_lowercase());
        }
        if open {
            element = element.with("open", "");
        }
        element.children.push(Element::new("summary", line.start).holding(vec![title]).node());
        let (end, columns) = run.body(run.at + 1, line.indent);
        element.children.extend(self.inside(run.dedented(run.at + 1, end, columns), Place::Flow));
        run.out.push(element.node());
        run.at = end.max(run.at + 1);
        true
    }
}

/// With a capital in front, as Python's `capitalize` does.
pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
