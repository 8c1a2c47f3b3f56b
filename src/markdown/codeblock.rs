//! Code blocks and diagrams as HTML.
//!
//! In: code, its language, title, lines to mark. Out: `div.highlight > pre > code`, highlighted at build time.
//! Never: writes line numbers that nobody asked for; holds more spans than the colours need.

use std::fmt::Write as _;

use super::Options;
use super::tree::{Code, Element, Node, Role};
use crate::highlight;

/// A code block as its header describes it.
#[derive(Debug, Default)]
pub(super) struct Block<'h> {
    /// As the author spelt it.
    pub language: &'h str,
    /// Code, each line ended.
    pub code: &'h str,
    /// `title=`.
    pub title: Option<&'h str>,
    /// `tab=`, as SuperFences had it before `===`: the title of a tab that holds nothing but the code.
    pub tab: Option<&'h str>,
    /// `linenums=`: start, step, special.
    pub numbers: Option<&'h str>,
    /// `hl_lines=`.
    pub lines: Vec<(usize, usize)>,
    /// Further classes.
    pub classes: Vec<&'h str>,
    /// Id of the block.
    pub id: Option<&'h str>,
    /// `data-` attributes.
    pub data: Vec<(&'h str, &'h str)>,
}

/// Languages whose code is a picture.
fn drawn(language: &str, options: &Options) -> Option<&'static str> {
    Some(match language {
        "mermaid" | "mermaid-js" => "mermaid",
        "plantuml" | "uml" | "c4plantuml" | "puml" => "plantuml",
        "graphviz" => "graphviz",
        "d2" => "d2",
        _ if language.starts_with("kroki-") => "kroki",
        _ if options.fences.get(language).is_some_and(|fence| fence.class == "mermaid") => "mermaid",
        _ => return None,
    })
}

/// The block.
pub(super) fn build<'a>(block: &Block<'_>, options: &Options, pos: u32) -> Node<'a> {
    let language = if block.language.is_empty() {
        options.code.default_language.as_deref().unwrap_or("")
    } else {
        block.language
    };
    if let Some(kind) = drawn(language, options) {
        return diagram(kind, block.code, block.title, pos);
    }
    if let Some(fence) = options.fences.get(language) {
        let name = if fence.div { "div" } else { "pre" };
        let text = Node::Text(block.code.trim_end_matches('\n').to_owned().into(), pos);
        let children =
            if fence.div { vec![text] } else { vec![Element::new("code", pos).holding(vec![text]).node()] };
        return Element::new(name, pos).with("class", fence.class.clone()).holding(children).node();
    }
    // Blank lines around code are layout of the page, not of the code.
    let code = block.code.trim_end();
    let code = code.trim_start_matches('\n');
    let plain = matches!(language, "" | "text" | "txt" | "plain" | "plaintext" | "none" | "nohighlight");
    let lines = if plain { None } else { highlight::highlight(language, code) };
    let lines: Vec<String> = lines.unwrap_or_else(|| code.split('\n').map(escaped).collect());

    let wanted = block.numbers.map_or(options.code.line_numbers, |numbers| numbers.trim() != "0");
    let start =
        block.numbers.and_then(|text| text.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or(1);
    let mut classes: Vec<&str> = vec!["highlight"];
    classes.extend(&block.classes);
    let mut html = String::with_capacity(lines.iter().map(|line| line.len() + 1).sum::<usize>() + 64);
    let numbered = wanted && !code.is_empty();
    if numbered || !block.lines.is_empty() {
        for (index, line) in lines.iter().enumerate() {
            let marked = block.lines.iter().any(|(from, to)| (*from..=*to).contains(&(index + 1)));
            html.push_str(if marked { "<span class=\"line hll\"" } else { "<span class=\"line\"" });
            if numbered {
                let _ = write!(html, " data-line=\"{}\"", start.saturating_add(index));
            }
            html.push('>');
            html.push_str(line);
            html.push_str("\n</span>");
        }
    } else {
        for line in &lines {
            html.push_str(line);
            html.push('\n');
        }
    }
    let text = code.to_owned();
    let mut inner = Element::new("code", pos).holding(vec![Node::Code(Box::new(Code { html, text }))]);
    if !language.is_empty() {
        inner = inner.with("class", format!("language-{language}"));
    }
    // A block that scrolls must be reachable by keyboard.
    let pre = Element::new("pre", pos).with("tabindex", "0").holding(vec![inner.node()]);
    let mut root = Element::new("div", pos).with("class", classes.join(" "));
    if let Some(id) = block.id {
        root = root.with("id", id.to_owned());
    }
    for (key, value) in &block.data {
        root.set((*key).to_owned(), (*value).to_owned());
    }
    let title = block.title.map(str::to_owned).or_else(|| {
        (options.code.auto_title && !plain).then(|| highlight::title(language).unwrap_or(language).to_owned())
    });
    if let Some(title) = title.filter(|title| !title.is_empty()) {
        root.children.push(
            Element::new("div", pos)
                .with("class", "filename")
                .holding(vec![Node::Text(title.into(), pos)])
                .node(),
        );
    }
    root.children.push(pre.node());
    root.node()
}

/// A diagram: its source, readable and labelled; the step that knows the host may put a drawing in its place.
pub(super) fn diagram<'a>(kind: &'static str, code: &str, title: Option<&str>, pos: u32) -> Node<'a> {
    let text = Node::Text(code.trim_matches('\n').trim_end().to_owned().into(), pos);
    let source = Element::new("pre", pos).with("tabindex", "0").holding(vec![
        Element::new("code", pos).with("class", format!("language-{kind}")).holding(vec![text]).node(),
    ]);
    let mut figure = Element::new("figure", pos)
        .with("class", "diagram")
        .with("data-diagram", kind)
        .in_role(Role::Diagram(kind));
    if let Some(title) = title {
        figure = figure.with("data-title", title.to_owned());
    }
    figure.holding(vec![source.node()]).node()
}

/// Text escaped for HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    crate::html::escape(text, &mut out);
    out
}
