//! The include-markdown plugin: `{% include-markdown "path" … %}` and `{% include "path" … %}`.
//!
//! In: what stands between the percent signs. Out: the chosen part of the file, its headings shifted and its links
//! read from where it lies. Never: fetches a URL; includes the page in itself.

use super::directive::Directive;
use crate::docs::mkdocs::Base;
use crate::docs::sources::Sources;
use crate::path::folder;

/// Reads the text of an included file, its own directives replaced; or says why not, and whether that is a circle.
type Nested<'n> = &'n mut dyn FnMut(&str) -> Result<String, (String, bool)>;

pub(super) fn directive(
    sources: &Sources<'_>,
    nested: Nested<'_>,
    inner: &str,
    length: usize,
    indent: &str,
) -> Option<Directive> {
    let (rest, is_markdown) = match inner.strip_prefix("include-markdown") {
        Some(rest) => (rest, true),
        None => (inner.strip_prefix("include")?, false),
    };
    if !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let (path, options) = quoted(rest.trim_start())?;
    let options = Options::new(options);
    // A path with dots starts at the file it stands in, any other at the docs folder.
    let docs = Base::Folder(sources.docs.to_owned());
    let bases = if path.starts_with('.') { [Base::Page, docs] } else { [docs, Base::Page] };
    let file = match sources.find(&bases, path) {
        Ok(file) => file,
        Err(why) => {
            return Some(Directive { length, instead: None, trims: false, problem: Some((why, false)) });
        }
    };
    let text = match nested(&file) {
        Ok(text) => text,
        Err(problem) => {
            return Some(Directive { length, instead: None, trims: false, problem: Some(problem) });
        }
    };
    let text = without_front_matter(&text);
    let mut part = options.part(text).to_owned();
    if is_markdown {
        if options.heading_offset != 0 {
            part = shifted(&part, options.heading_offset);
        }
        if options.rewrite {
            part = rebased(&part, folder(&file), folder(sources.page));
        }
    }
    if !options.trailing_newlines {
        part.truncate(part.trim_end_matches('\n').len());
    }
    if options.keep_indent && !indent.is_empty() {
        part = part.replace('\n', &format!("\n{indent}"));
    }
    Some(Directive { length, instead: Some(part), trims: false, problem: None })
}

/// `"path" rest` or `'path' rest`.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text[1..].split_once(quote)
}

struct Options<'o> {
    start: Option<&'o str>,
    end: Option<&'o str>,
    heading_offset: i8,
    rewrite: bool,
    trailing_newlines: bool,
    keep_indent: bool,
}

impl<'o> Options<'o> {
    fn new(mut rest: &'o str) -> Self {
        let mut out = Self {
            start: None,
            end: None,
            heading_offset: 0,
            rewrite: true,
            trailing_newlines: true,
            keep_indent: true,
        };
        while let Some((name, after)) = rest.trim_start().split_once('=') {
            let (value, next) = match quoted(after) {
                Some(parts) => parts,
                None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            };
            match name.trim() {
                "start" => out.start = Some(value),
                "end" => out.end = Some(value),
                "heading-offset" => out.heading_offset = value.parse().unwrap_or(0),
                "rewrite-relative-urls" => out.rewrite = value != "false",
                "trailing-newlines" => out.trailing_newlines = value != "false",
                "preserve-includer-indent" => out.keep_indent = value != "false",
                _ => {}
            }
            rest = next;
        }
        out
    }

    /// From after `start` to before `end`.
    fn part<'t>(&self, text: &'t str) -> &'t str {
        let unescape = |text: &str| text.replace("\\n", "\n");
        let from = self.start.and_then(|start| {
            let start = unescape(start);
            text.find(&start).map(|at| at + start.len())
        });
        let text = &text[from.unwrap_or(0)..];
        let to = self.end.and_then(|end| text.find(&unescape(end)));
        &text[..to.unwrap_or(text.len())]
    }
}

fn without_front_matter(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("---\n") else { return text };
    match rest.find("\n---\n") {
        Some(end) => rest[end + 5..].trim_start_matches('\n'),
        None => text,
    }
}

/// Headings of every line that is not in a fence, moved by `offset` levels.
fn shifted(text: &str, offset: i8) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut fence: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let body = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| body.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            _ => {}
        }
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if fence.is_none() && (1..=6).contains(&level) && line[level..].starts_with(' ') {
            let level = (level as i8).saturating_add(offset).clamp(1, 6) as usize;
            out.push_str(&"#".repeat(level));
            out.push_str(line.trim_start_matches('#'));
        } else {
            out.push_str(line);
        }
    }
    out
}

/// Relative targets of links, from the included file's folder to the page's.
fn rebased(text: &str, from: &str, to: &str) -> String {
    if from == to {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        let (before, after) = rest.split_at(at + 2);
        out.push_str(before);
        let end = after.find([')', ' ', '\n']).unwrap_or(after.len());
        let target = &after[..end];
        let relative = !target.is_empty()
            && !target.starts_with(['#', '/', '<'])
            && !target.contains("://")
            && !target.starts_with("mailto:");
        match relative.then(|| moved(target, from, to)).flatten() {
            Some(moved) => out.push_str(&moved),
            None => out.push_str(target),
        }
        rest = &after[end..];
    }
    out.push_str(rest);
    out
}

fn moved(target: &str, from: &str, to: &str) -> Option<String> {
    let full = crate::path::normalise(from, target)?;
    let to_parts: Vec<&str> = to.split('/').filter(|part| !part.is_empty()).collect();
    let parts: Vec<&str> = full.split('/').collect();
    let shared = parts.iter().zip(&to_parts).take_while(|(a, b)| a == b).count();
    let mut out = "../".repeat(to_parts.len() - shared);
    out.push_str(&parts[shared..].join("/"));
    if target.ends_with('/') {
        out.push('/');
    }
    Some(out)
}
