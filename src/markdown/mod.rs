//! Text to [`Document`]: the TechDocs dialect of Markdown as numbered steps over one tree.
//!
//! In: the text of a page, [`Options`], and a [`Host`] that answers what a page cannot know.
//! Out: clean HTML, toc, anchors, links, sections for search. Never: fails; knows entities or sites;
//! lets through HTML that is not on the allow-list.
//!
//! | step | file | |
//! |---|---|---|
//! | 1 | `front_matter` | metadata off the top |
//! | 2 | `snippets` | `--8<--` expanded |
//! | 2b | `changes` | critic marks put within their paragraphs |
//! | 3 | `block` | lines to blocks, a file for each kind |
//! | 4 | `footnotes`, `words` | what the whole page knows |
//! | 5 | `inline` | leaves to inline nodes: CommonMark by pulldown-cmark, the dialect by passes beside it |
//! | 6 | `weave` | pieces of HTML to elements |
//! | 7 | `footnotes` | references and list |
//! | 8 | `toc` | ids, nesting, `[TOC]` |
//! | 9 | `clean` | attributes by allow-list, links by the host |
//! | 10 | `sections` | what search wants |
//! | 11 | `toc` | permalinks |
//! | 12 | `serialise` | HTML |

mod annotations;
mod attr;
mod block;
mod brief;
mod changes;
mod clean;
mod codeblock;
mod document;
mod drawing;
mod footnotes;
mod front_matter;
mod host;
mod inline;
mod math;
mod mathml;
mod names;
mod options;
mod outline;
mod sections;
mod serialise;
mod slug;
mod snippets;
mod svg;
mod tags;
mod text;
mod toc;
mod tree;
mod weave;

use std::collections::{BTreeMap, HashMap};

pub(crate) use brief::{brief, is_plain, plain};
pub(crate) use document::{Document, Finding, FindingKind, Section, TocEntry};
pub(crate) use host::{Host, Link, LinkKind, NoHost, Resolved, Snippet};
pub(crate) use options::{Options, Symbols};

/// Renders a page.
pub(crate) fn render(text: &str, options: &Options, host: &dyn Host) -> Document {
    let mut document = Document::default();
    let source = text::Source::new(text);

    let front = front_matter::read(&source.text);
    document.meta = front.meta;
    if let Some(problem) = front.problem {
        document.findings.push(Finding {
            kind: FindingKind::FrontMatter,
            message: problem.message,
            span: source.origins(problem.span.start as u32..problem.span.end as u32),
            help: Some(problem.help.to_owned()),
        });
    }
    let source = without(source, front.end);
    let source = snippets::expand(source, options, host, &mut document.findings);
    let source = without_included_front_matter(source);
    let source = changes::parted(source);
    let working: &str = &source.text;

    let mut blocks = block::Blocks::new(working, options);
    let mut tree = blocks.inside(text::lines(working, 0), block::Place::Flow);
    let got = blocks.got;

    let (numbers, notes) = numbered(got.notes);
    let mut words: BTreeMap<String, String> = options.glossary.clone();
    words.extend(got.words);
    let words = inline::Words::new(&words);
    let inline = inline::Inline { options, targets: &got.targets, notes: &numbers, words: &words };
    inline.fill(&mut tree);
    let mut notes = notes;
    for (_, note) in &mut notes {
        inline.fill(&mut note.children);
    }

    let mut dropped = weave::Dropped::default();
    weave::weave(&mut tree, &mut dropped);
    for (_, note) in &mut notes {
        weave::weave(&mut note.children, &mut dropped);
    }
    footnotes::place(&mut tree, notes);
    document.toc = toc::headings(&mut tree, options);

    let mut clean =
        clean::Clean { host, source: &source, links: Vec::new(), findings: Vec::new(), text: working };
    clean.run(&mut tree);
    document.links = clean.links;
    let cleaned = clean.findings;
    drawing::draw(&mut tree, host, &source, &mut document.findings);
    if options.math.is_some() {
        math::set(&mut tree, &source, &mut document.findings, 0);
    }

    outline::levels(&mut tree);

    sections::gather(&tree, &mut document);
    annotations::Annotations::default().link(&mut tree, 0);
    toc::self_links(&mut tree, &options.toc, 0);
    let mut html = String::with_capacity(working.len() * 2);
    serialise::write(&tree, &mut html);
    document.html = html;

    for (name, place) in dropped.elements {
        let message = format!("`<{name}>` was taken out");
        let help = Some("what runs or frames other pages is not shown".to_owned());
        let span = source.origins(place..place);
        document.findings.push(Finding { kind: FindingKind::Unsafe, message, span, help });
    }
    for (scheme, place) in dropped.schemes {
        let message = format!("an address of the scheme `{scheme}:` was taken out");
        let help = Some("link to http, https, mailto, tel or a page".to_owned());
        let span = source.origins(place..place);
        document.findings.push(Finding { kind: FindingKind::Unsafe, message, span, help });
    }
    for (name, place) in dropped.placeholders {
        let name = as_written(working, place).unwrap_or(&name);
        let message = format!("`<{name}>` is taken for an HTML element, and readers do not see it");
        let help = Some(format!("write `` `<{name}>` `` or `\\<{name}>`"));
        let span = source.origins(place..place + name.len() as u32 + 2);
        document.findings.push(Finding { kind: FindingKind::Placeholder, message, span, help });
    }
    for finding in got.findings {
        let span = source.origins(finding.span.start as u32..finding.span.end as u32);
        document.findings.push(Finding { span, ..finding });
    }
    document.findings.extend(cleaned);
    document.findings.sort_by_key(|finding| (finding.span.start, finding.kind));
    document
}

/// What stands between the angle brackets that open at a place.
fn as_written(text: &str, place: u32) -> Option<&str> {
    let inner = text.get(place as usize..)?.strip_prefix('<')?;
    inner.split_once(['>', '\n']).map(|(name, _)| name).filter(|name| name.len() < 100)
}

/// The text behind its front matter; places still lead back to the author's text.
fn without(source: text::Source<'_>, end: usize) -> text::Source<'_> {
    if end == 0 { source } else { source.behind(end) }
}

/// A page that is nothing but a snippet begins with the snippet's front matter, which is not to be shown.
fn without_included_front_matter(source: text::Source<'_>) -> text::Source<'_> {
    let start = source.text.len() - source.text.trim_start().len();
    if !source.is_included(start as u32) || !source.text[start..].starts_with("---") {
        return source;
    }
    let end = front_matter::read(&source.text[start..]).end;
    without(source, if end == 0 { 0 } else { start + end })
}

/// Footnotes with their numbers: the first definition of a label gives the place, the last the text.
fn numbered<'a>(notes: Vec<block::Note<'a>>) -> (HashMap<String, usize>, Vec<(usize, block::Note<'a>)>) {
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut out: Vec<(usize, block::Note<'a>)> = Vec::new();
    for note in notes {
        if let Some(number) = numbers.get(&note.label) {
            if let Some((_, old)) = out.get_mut(number - 1) {
                *old = note;
            }
        } else {
            let number = out.len() + 1;
            numbers.insert(note.label.clone(), number);
            out.push((number, note));
        }
    }
    (numbers, out)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests;
