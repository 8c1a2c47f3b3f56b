//! Front matter.
//!
//! In: a page's text. Out: its metadata, and where the body begins. Source: `mkdocs.utils.meta`: YAML between
//! `---` and `---` or `...`, else MultiMarkdown `key: value` lines at the very top.
//! Never: takes prose for metadata: lines without dashes around them count only if every key is one that is known.

use std::ops::Range;

use super::document::{self, ProblemKind};
use super::text::Source;
use crate::yaml::{self, Entry, Limits, Map, Node, Schema, Style, Value};

/// Metadata and what is wrong with it.
#[derive(Debug, Default)]
struct FrontMatter {
    /// A mapping.
    meta: Option<Node>,
    /// Where the body begins.
    end: usize,
    /// What is wrong with it.
    problem: Option<Problem>,
}

/// Why it is not read.
#[derive(Debug)]
struct Problem {
    message: String,
    span: Range<usize>,
    help: &'static str,
}

/// Keys that stand in MultiMarkdown metadata; a page that begins `Note: …` is prose.
const KEYS: &[&str] = &[
    "title",
    "description",
    "author",
    "authors",
    "date",
    "tags",
    "template",
    "summary",
    "status",
    "hide",
    "icon",
    "subtitle",
    "version",
    "keywords",
    "category",
    "categories",
    "copyright",
    "email",
    "slug",
    "weight",
    "layout",
    "language",
    "updated",
    "created",
    "revision_date",
    "owner",
    "audience",
    "id",
    "sidebar_label",
    "review",
    "reviewed",
    "last_reviewed",
    "last_reviewed_on",
    "review_in",
    "order",
    "comments",
    "draft",
    "source",
    "sources",
    "affiliation",
    "level",
    "topic",
    "type",
    "contributors",
    "doc_status",
    "nav_order",
    "parent",
    "published",
];

/// The metadata at the top of a page's text, and the text behind it. `None` where there is none, or where it cannot be
/// read.
pub(crate) fn front_matter(text: &str) -> (Option<Node>, &str) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let front = read(text);
    (front.meta, &text[front.end..])
}

/// Takes the front matter off the top of a text: what is left, and the metadata. Places in what is left still lead back to
/// the author's text.
pub(super) fn take<'t>(
    source: Source<'t>,
    problems: &mut Vec<document::Problem>,
) -> (Source<'t>, Option<Node>) {
    let front = read(&source.text);
    if let Some(problem) = front.problem {
        problems.push(document::Problem {
            kind: ProblemKind::FrontMatter,
            message: problem.message,
            span: source.origins(problem.span.start as u32..problem.span.end as u32),
            help: Some(problem.help.to_owned()),
        });
    }
    let source = if front.end == 0 { source } else { source.behind(front.end) };
    (source, front.meta)
}

/// A page that is nothing but a snippet begins with the snippet's front matter, which is not to be shown.
pub(super) fn drop_included(source: Source<'_>) -> Source<'_> {
    let start = source.text.len() - source.text.trim_start().len();
    if !source.is_included(start as u32) || !source.text[start..].starts_with("---") {
        return source;
    }
    match read(&source.text[start..]).end {
        0 => source,
        end => source.behind(start + end),
    }
}

/// Reads the front matter of a text.
fn read(text: &str) -> FrontMatter {
    if let Some(rest) = text.strip_prefix("---") {
        return dashed(text, rest).unwrap_or_default();
    }
    multimarkdown(text).unwrap_or_default()
}

fn dashed(text: &str, rest: &str) -> Option<FrontMatter> {
    let first = rest.find('\n')?;
    if !rest[..first].trim().is_empty() {
        return None;
    }
    let begin = 3 + first + 1;
    let mut at = begin;
    for line in text[begin..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            let body = &text[begin..at];
            return yaml_block(body, begin, at + line.len());
        }
        at += line.len();
    }
    None
}

fn yaml_block(body: &str, begin: usize, end: usize) -> Option<FrontMatter> {
    let stream = yaml::parse(body, Schema::Mkdocs, Limits::default());
    let document = stream.documents.into_iter().next();
    let Some(document) = document else { return Some(FrontMatter { end, ..FrontMatter::default() }) };
    match document.root {
        Some(root) if root.as_map().is_some() => Some(FrontMatter { meta: Some(root), end, problem: None }),
        Some(root) if root.is_null() => Some(FrontMatter { end, ..FrontMatter::default() }),
        None if document.problems.is_empty() => Some(FrontMatter { end, ..FrontMatter::default() }),
        root => {
            // Not a mapping: the lines stay in the text, as in MkDocs.
            if is_text(body) {
                let problem = Problem {
                    message: "this `---` opens front matter, but what follows is text".to_owned(),
                    span: 0..3,
                    help: "remove the line, or write `key: value` lines between it and the next `---`",
                };
                return Some(FrontMatter { meta: None, end: 0, problem: Some(problem) });
            }
            let problem = match (root, document.problems.into_iter().next()) {
                (Some(node), _) => Problem {
                    message: format!("the front matter is {}, not a mapping", node.describe()),
                    span: begin..end,
                    help: "write `key: value` lines between the dashes",
                },
                (None, Some(problem)) => Problem {
                    message: format!("the front matter is not YAML: {}", problem.message),
                    span: begin + problem.span.start as usize..begin + problem.span.end as usize,
                    // A title with a colon is what mostly goes wrong.
                    help: if problem.message.contains("a colon and a space") {
                        "put quotes round the value: a colon and a space end a key"
                    } else {
                        "write `key: value` lines between the dashes"
                    },
                },
                (None, None) => return None,
            };
            Some(FrontMatter { meta: None, end: 0, problem: Some(problem) })
        }
    }
}

/// Whether what stands between two `---` was never meant as metadata: its first line is neither a key nor a remark.
fn is_text(body: &str) -> bool {
    let first = body.lines().map(str::trim).find(|line| !line.is_empty());
    first.is_some_and(|line| {
        let is_key = line.split_once(':').is_some_and(|(key, _)| !key.trim().contains(' '));
        !is_key
            && (!line.starts_with(['{', '[', '-', '#', '?', '&', '!', '@', '*']) || line.starts_with("# "))
    })
}

fn multimarkdown(text: &str) -> Option<FrontMatter> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare.is_empty() {
            at += line.len();
            break;
        }
        let blanks = line.len() - line.trim_start().len();
        let pair = bare.split_once(':').filter(|(key, _)| {
            blanks < 4
                && !key.trim().is_empty()
                && key.trim().chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
        });
        match pair {
            Some((key, value)) => {
                let key = key.trim().to_ascii_lowercase();
                if !KEYS.contains(&key.as_str()) || !(value.is_empty() || value.starts_with([' ', '\t'])) {
                    return None;
                }
                let begin = at as u32;
                let span = begin..(at + bare.len()) as u32;
                entries.push(Entry { key: string(&key, span.clone()), value: string(value.trim(), span) });
            }
            None if blanks >= 4 && !entries.is_empty() => {
                if let Some(Entry { value: Node { value: Value::String(old), .. }, .. }) = entries.last_mut()
                {
                    *old = format!("{old}\n{}", bare.trim()).into();
                }
            }
            None => return None,
        }
        at += line.len();
    }
    if entries.is_empty() {
        return None;
    }
    let span = 0..at as u32;
    let meta = Node { value: Value::Map(Map(entries)), span, tag: None, style: Style::Plain };
    Some(FrontMatter { meta: Some(meta), end: at, problem: None })
}

fn string(text: &str, span: std::ops::Range<u32>) -> Node {
    Node { value: Value::String(text.into()), span, tag: None, style: Style::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multimarkdown_only_with_known_keys() {
        assert_eq!(read("Title: A\nDate: b\n\nText").end, 18);
        assert_eq!(read("Note: hello\n\nText").end, 0);
        assert_eq!(read("https://a.b\n\nText").end, 0);
        assert_eq!(read("Title: A\nText\n").end, 0);
    }

    #[test]
    fn what_is_wrong_is_shown_where_it_is() {
        let problem = |text: &str| read(text).problem.map(|problem| (problem.span.start, problem.help));
        let quote = "put quotes round the value: a colon and a space end a key";
        assert_eq!(problem("---\ntitle: A: b\n---\n"), Some((12, quote)));
        assert_eq!(problem("---\n- a\n---\n"), Some((4, "write `key: value` lines between the dashes")));
        assert_eq!(problem("---\ntitle: A\n---\n"), None);
    }
}
