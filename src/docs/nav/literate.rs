//! literate-nav: the navigation as a Markdown list.
//!
//! In: the text of a `SUMMARY.md`. Out: drafts. Never: reads Markdown beyond lists and links.

use super::{Draft, What};
use crate::path::{folder, join, normalise};
use crate::source::{FileId, Span};

/// Reads the lists of `text`, which stands at `path` below the docs folder.
pub(in crate::docs) fn literate(text: &str, path: &str, file: FileId) -> Vec<Draft> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let indent = line.len() - line.trim_start().len();
        let body = line.trim();
        let Some(body) = body.strip_prefix(['*', '-', '+']).filter(|body| body.starts_with([' ', '\t']))
        else {
            continue;
        };
        lines.push(Line {
            indent,
            body: body.trim(),
            span: Span::new(file, start + indent..start + line.trim_end().len()),
        });
    }
    level(&lines, folder(path))
}

struct Line<'t> {
    indent: usize,
    body: &'t str,
    span: Span,
}

fn level(lines: &[Line<'_>], base: &str) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut rest = lines;
    while let Some((first, after)) = rest.split_first() {
        let end = after.iter().position(|line| line.indent <= first.indent).unwrap_or(after.len());
        let children = level(&after[..end], base);
        let (title, target) = link(first.body);
        let span = Some(first.span);
        let page = target.map(|target| {
            let full = if target.contains("://") { None } else { normalise("", &join(base, target)) };
            let full = full.map_or_else(
                || target.to_owned(),
                |full| if target.ends_with('/') { full + "/" } else { full },
            );
            What::Path(full, 0)
        });
        match (page, children.is_empty()) {
            (Some(what), true) => out.push(Draft { title: Some(title.to_owned()), what, span }),
            (page, _) => {
                let own = page.map(|what| Draft { title: None, what, span });
                let children = own.into_iter().chain(children).collect();
                out.push(Draft { title: Some(title.to_owned()), what: What::Section(children), span });
            }
        }
        rest = &after[end..];
    }
    out
}

/// `[Title](target)`, or a title alone.
fn link(body: &str) -> (&str, Option<&str>) {
    let parts = body.strip_prefix('[').and_then(|rest| {
        let (title, rest) = rest.split_once("](")?;
        Some((title, rest.strip_suffix(')')?.trim_matches(['<', '>'])))
    });
    match parts {
        Some((title, target)) => (title, Some(target)),
        None => (body.trim_matches('*'), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Files, Memory};
    use std::path::Path;

    #[test]
    fn lists() {
        let files = Files::memory(Memory::from([("r/a", "")]));
        let root = files.root(Path::new("r"), "r").unwrap();
        let file = files.id(&root, "a");
        let drafts = literate(
            "# Nav\n\n* [Home](index.md)\n* Guide\n    * [Install](guide/install.md)\n* [X](https://e.org)\n",
            "SUMMARY.md",
            file,
        );
        assert_eq!(drafts.len(), 3);
        assert!(matches!(&drafts[0].what, What::Path(path, 0) if path == "index.md"));
        assert!(matches!(&drafts[1].what, What::Section(children) if children.len() == 1));
        assert!(matches!(&drafts[2].what, What::Path(path, 0) if path == "https://e.org"));
    }
}
