//! `/// note | Title` … `///` (`pymdownx.blocks`).
//!
//! In: a header of three or more slashes, options as indented YAML-like lines, content, the same run of
//! slashes. Out: what the classic forms give. Never: without `pymdownx.blocks.*` in mkdocs.yml.

use super::{Blocks, Place, Run, admonition, tabs};
use crate::markdown::attr;
use crate::markdown::extensions::{Block, Extension};
use crate::markdown::text::Line;
use crate::markdown::tree::{Element, Node};

pub(in crate::markdown) static EXTENSION: Extension = Extension {
    names: &[
        "pymdownx.blocks.admonition",
        "pymdownx.blocks.caption",
        "pymdownx.blocks.definition",
        "pymdownx.blocks.details",
        "pymdownx.blocks.html",
        "pymdownx.blocks.tab",
    ],
    block: Some(Block { sign: b'/', read: slashes }),
    ..Extension::NONE
};

fn slashes<'a>(blocks: &mut Blocks<'a, '_>, run: &mut Run<'a>) -> bool {
    blocks.slashes(run)
}

const TYPES: &[&str] = &[
    "new",
    "settings",
    "note",
    "abstract",
    "info",
    "tip",
    "success",
    "question",
    "warning",
    "failure",
    "danger",
    "bug",
    "example",
    "quote",
    "attention",
    "hint",
    "caution",
    "error",
];

struct Header {
    slashes: usize,
    /// In lower case: the reference does not mind the case.
    name: String,
    /// Range in the line's text.
    argument: Option<(usize, usize)>,
}

fn header(text: &str) -> Option<Header> {
    let slashes = text.bytes().take_while(|byte| *byte == b'/').count();
    let rest = text.get(slashes..).filter(|rest| slashes >= 3 && rest.starts_with(' '))?;
    let (name, argument) = match rest.find('|') {
        Some(at) => (&rest[..at], Some((slashes + at + 1, text.trim_end().len()))),
        None => (rest, None),
    };
    let name = name.trim();
    let known = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    known.then(|| Header { slashes, name: name.to_ascii_lowercase(), argument })
}

fn is_end(text: &str, slashes: usize) -> bool {
    let text = text.trim_end();
    text.len() == slashes && text.bytes().all(|byte| byte == b'/')
}

/// Options of a block: `key: value`, `attrs: {class: x, id: y}`.
#[derive(Default)]
struct Settings {
    kind: Option<String>,
    open: bool,
    select: bool,
    new: bool,
    attrs: Vec<(String, String)>,
}

impl<'a> Blocks<'a, '_> {
    fn slashes(&mut self, run: &mut Run<'a>) -> bool {
        let line = run.lines[run.at];
        let whole: &'a str = self.text;
        let Some(head) = header(line.text(whole)) else { return false };
        let details = head.name.strip_prefix("details-").filter(|kind| TYPES.contains(kind));
        let admonition = TYPES.contains(&head.name.as_str());
        let other = [
            "admonition",
            "details",
            "tab",
            "html",
            "define",
            "definition",
            "caption",
            "figure-caption",
            "table-caption",
        ];
        if details.is_none() && !admonition && !other.contains(&head.name.as_str()) {
            return false;
        }
        let Some((body, end)) = self.extent(run, head.slashes) else { return false };
        self.flush(run);
        let (settings, skip) = self.settings(&body);
        let lines = body[skip..].to_vec();
        let title =
            head.argument.map(|(from, to)| self.slice(line.start + from as u32, line.start + to as u32));
        run.at = end;
        if head.name == "tab" {
            self.tab(run, head.slashes, line, title, &settings, lines);
            return true;
        }
        let mut children = self.inside(lines, Place::Flow);
        let mut node = match head.name.as_str() {
            "html" => {
                let tag = title.map(|leaf| leaf.text.into_owned()).unwrap_or_default();
                html_element(&tag, line.start).holding(children)
            }
            "define" | "definition" => define(children, line.start),
            "caption" | "figure-caption" | "table-caption" => {
                self.caption(run, &head.name, children, line.start);
                return true;
            }
            _ => {
                let given = settings.kind.clone().or_else(|| details.map(str::to_owned));
                let folds = details.is_some() || head.name == "details";
                let kind = given.or_else(|| admonition.then(|| head.name.clone()));
                let title = if let Some(leaf) = title {
                    Some(Node::Leaf(leaf))
                } else {
                    let word = kind.clone().unwrap_or_else(|| head.name.clone());
                    Some(Node::Text(admonition::capital(&word).into(), line.start))
                };
                let (name, class, part) = if folds {
                    ("details", kind.unwrap_or_default(), Element::new("summary", line.start))
                } else {
                    let class = kind.map_or("admonition".to_owned(), |kind| format!("admonition {kind}"));
                    ("div", class, Element::new("p", line.start).with("class", "admonition-title"))
                };
                children.insert(0, part.holding(title.into_iter().collect()).node());
                let mut element = Element::new(name, line.start);
                if !class.is_empty() {
                    element = element.with("class", class);
                }
                if folds && settings.open {
                    element = element.with("open", "");
                }
                element.holding(children)
            }
        };
        for (key, value) in settings.attrs {
            if key == "class" { node.class(&value) } else { node.set(key, value) }
        }
        run.out.push(node.node());
        true
    }

    /// Lines of the block's body and the line after its end.
    fn extent(&self, run: &Run<'a>, slashes: usize) -> Option<(Vec<Line>, usize)> {
        let mut fenced = None;
        for (index, line) in run.lines.iter().enumerate().skip(run.at + 1) {
            let text = line.text(self.text);
            if let Some((mark, length)) = fenced {
                if super::fence::closes(text, mark, length) {
                    fenced = None;
                }
            } else if is_end(text, slashes) {
                return Some((run.lines[run.at + 1..index].to_vec(), index + 1));
            } else {
                fenced = super::fence::open(text);
            }
        }
        None
    }

    fn settings(&self, body: &[Line]) -> (Settings, usize) {
        let mut out = Settings::default();
        let mut used = 0;
        for line in body {
            let text = line.text(self.text);
            let Some((key, value)) = text.split_once(':').filter(|_| line.indent >= 4) else { break };
            let value = value.trim();
            let yes = matches!(value, "true" | "True" | "yes");
            match key.trim() {
                "type" => out.kind = Some(value.trim_matches(['\'', '"']).to_owned()),
                "open" => out.open = yes,
                "select" => out.select = yes,
                "new" => out.new = yes,
                "attrs" => {
                    let inner = value.trim_start_matches('{').trim_end_matches('}');
                    for pair in inner.split(',') {
                        if let Some((key, value)) = pair.split_once(':') {
                            let value = value.trim().trim_matches(['\'', '"']);
                            out.attrs.push((key.trim().to_owned(), value.to_owned()));
                        }
                    }
                }
                _ => {}
            }
            used += 1;
        }
        (out, used)
    }

    fn tab(
        &mut self,
        run: &mut Run<'a>,
        slashes: usize,
        first: Line,
        title: Option<super::Leaf<'a>>,
        settings: &Settings,
        lines: Vec<Line>,
    ) {
        self.got.tab_sets += 1;
        let set = self.got.tab_sets;
        let empty = || super::Leaf { text: "".into(), map: Vec::new() };
        let children = self.inside(lines, Place::Flow);
        let mut all =
            vec![tabs::Tab { title: title.unwrap_or_else(empty), selected: settings.select, children }];
        loop {
            let mut peek = run.at;
            while run.lines.get(peek).is_some_and(|line| line.blank()) {
                peek += 1;
            }
            let Some(&line) = run.lines.get(peek) else { break };
            let Some(head) =
                header(line.text(self.text)).filter(|head| head.name == "tab" && head.slashes == slashes)
            else {
                break;
            };
            run.at = peek;
            let Some((body, end)) = self.extent(run, slashes) else { break };
            let (settings, skip) = self.settings(&body);
            if settings.new {
                break;
            }
            let title =
                head.argument.map(|(from, to)| self.slice(line.start + from as u32, line.start + to as u32));
            let children = self.inside(body[skip..].to_vec(), Place::Flow);
            all.push(tabs::Tab { title: title.unwrap_or_else(empty), selected: settings.select, children });
            run.at = end;
        }
        run.out.push(tabs::tab_set(set, all, first.start));
    }

    /// Puts the block before into a figure with this caption.
    fn caption(&mut self, run: &mut Run<'a>, name: &str, mut children: Vec<Node<'a>>, pos: u32) {
        let Some(before) = run.out.pop() else { return };
        let mut figure = Element::new("figure", pos);
        let kind = match name {
            "figure-caption" => Some("Figure"),
            "table-caption" => Some("Table"),
            _ => None,
        };
        if let Some(word) = kind {
            let number = self.got.captions.entry(name.to_owned()).or_insert(0);
            *number += 1;
            let prefix = Element::new("span", pos)
                .with("class", "caption-prefix")
                .holding(vec![Node::Text(format!("{word} {number}.").into(), pos)]);
            figure = figure.with("id", format!("__{name}_{number}"));
            match children.first_mut() {
                Some(Node::Element(first)) if first.name == "p" => {
                    first.children.insert(0, Node::Text(" ".into(), pos));
                    first.children.insert(0, prefix.node());
                }
                _ => children.insert(0, prefix.node()),
            }
        }
        figure.children = vec![before, Element::new("figcaption", pos).holding(children).node()];
        run.out.push(figure.node());
    }
}

/// `div.class#id[key=value]`.
fn html_element(text: &str, pos: u32) -> Element<'static> {
    let end = text.find(['.', '#', '[']).unwrap_or(text.len());
    let name = crate::markdown::names::known(text[..end].trim()).unwrap_or("div");
    let mut element = Element::new(name, pos);
    let marks = text[end..].replace('.', " .").replace('#', " #").replace(['[', ']'], " ");
    attr::apply(&mut element, &format!("{{{}}}", marks.trim()));
    element
}

/// A paragraph and a bullet list in turn: term and definitions.
fn define(children: Vec<Node<'_>>, pos: u32) -> Element<'_> {
    let mut list = Element::new("dl", pos);
    for node in children {
        match node {
            Node::Element(element) if element.name == "ul" => {
                for item in element.children {
                    if let Node::Element(item) = item {
                        list.children.push(Element { name: "dd", ..*item }.node());
                    }
                }
            }
            Node::Element(element) if element.name == "p" => {
                list.children.push(Element { name: "dt", ..*element }.node());
            }
            other => list.children.push(other),
        }
    }
    list
}
