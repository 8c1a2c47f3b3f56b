//! Lines to blocks.
//!
//! In: the working text as lines. Out: a tree whose text is still [`Leaf`]s, footnotes, link targets,
//! abbreviations. Every block of the dialect is one file beside this one, and each may stand in any other.
//! Never: looks inside a line of prose; goes deeper than [`DEPTH`] containers.
//!
//! CommonMark's block rules hold, softened where TechDocs authors mean more than CommonMark sees: children
//! of a list item need two columns, a list's block may interrupt, HTML ends where its element ends.

mod admonition;
mod change;
mod code;
mod definition;
mod fence;
mod footnote;
mod html;
mod list;
mod prose;
mod quote;
mod slashes;
mod table;
mod tabs;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::steps::{ELEMENT, Steps};
use super::text::{Line, Source, lines};
use super::tree::{Element, Leaf, Node};
use super::{Options, Problem, ProblemKind};

pub(super) use fence::open as fence_open;
pub(super) use prose::fold_label;
pub(super) use slashes::EXTENSION as SLASHES;

/// Deepest nesting of containers.
pub(super) const DEPTH: u32 = 40;

/// Where a reference link leads.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// The address as written.
    pub url: String,
    /// The title.
    pub title: String,
}

/// A footnote.
#[derive(Debug)]
pub(super) struct Footnote<'a> {
    /// As written, without `^`.
    pub label: String,
    /// What it says.
    pub children: Vec<Node<'a>>,
}

/// What the blocks of a page amount to, apart from the tree.
#[derive(Debug, Default)]
pub(super) struct Gathered<'a> {
    /// Reference links, by folded label.
    pub targets: HashMap<String, Target>,
    /// Footnotes in the order of definition.
    pub footnotes: Vec<Footnote<'a>>,
    /// Abbreviations and their meanings.
    pub abbreviations: BTreeMap<String, String>,
    /// What is wrong; the spans are places in the working text.
    pub problems: Vec<Problem>,
    /// Tab sets so far.
    pub tab_sets: usize,
    /// Fences that stand as code blocks, for the author's `linenums`.
    pub captions: BTreeMap<String, usize>,
}

/// The blocks of a page, and what they amount to beside the tree.
pub(super) fn parse<'a>(
    source: &'a Source<'_>,
    options: &Options,
    steps: &Steps,
    problems: &mut Vec<Problem>,
) -> (Vec<Node<'a>>, Gathered<'a>) {
    let mut blocks = Blocks::new(&source.text, options, steps);
    let tree = blocks.inside(lines(&source.text, 0), Place::Flow);
    for problem in std::mem::take(&mut blocks.got.problems) {
        let span = source.origins(problem.span.start as u32..problem.span.end as u32);
        problems.push(Problem { span, ..problem });
    }
    (tree, blocks.got)
}

/// Parses blocks.
pub(super) struct Blocks<'a, 'o> {
    /// The working text.
    pub text: &'a str,
    /// What mkdocs.yml sets.
    pub options: &'o Options,
    /// What the page may still do.
    pub steps: &'o Steps,
    /// What is gathered beside the tree.
    pub got: Gathered<'a>,
    depth: u32,
    /// Elements around whose `markdown` attribute asked for what stands here.
    marked_up_depth: u32,
}

/// What surrounds a run of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The page, or any block that is no list item.
    Flow,
    /// A list item: bodies of blocks may be indented by two or three.
    Item,
}

impl<'a, 'o> Blocks<'a, 'o> {
    /// A parser for one page.
    fn new(text: &'a str, options: &'o Options, steps: &'o Steps) -> Self {
        Self { text, options, steps, got: Gathered::default(), depth: 0, marked_up_depth: 0 }
    }

    /// The blocks of a container one deeper.
    pub(super) fn inside(&mut self, lines: Vec<Line>, place: Place) -> Vec<Node<'a>> {
        if self.depth >= DEPTH {
            if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
                self.limit("blocks are nested too deeply to be shown as such", first.start, last.end);
            }
            let kept: Vec<Line> = lines.into_iter().filter(|line| !line.blank()).collect();
            return if kept.is_empty() { Vec::new() } else { vec![self.plain(&kept)] };
        }
        self.depth += 1;
        let nodes = self.run(lines, place);
        self.depth -= 1;
        nodes
    }

    fn run(&mut self, lines: Vec<Line>, place: Place) -> Vec<Node<'a>> {
        let mut run = Run {
            lines,
            at: 0,
            out: Vec::new(),
            prose: Vec::new(),
            place,
            html: None,
            endless: Vec::new(),
            behind_fence: None,
            raw_until: 0,
        };
        while run.at < run.lines.len() {
            self.block(&mut run);
        }
        self.flush(&mut run);
        run.out
    }

    /// One block, or one line of prose.
    fn block(&mut self, run: &mut Run<'a>) {
        let line = run.lines[run.at];
        if line.blank() {
            self.flush(run);
            run.at += 1;
            return;
        }
        // A line that goes on with a paragraph is looked at, no more.
        let count = if run.prose.is_empty() { ELEMENT } else { 1 };
        if !self.steps.take(count, line.start) {
            self.as_written(run);
            return;
        }
        let raw = run.at < run.raw_until;
        // Text glued to the end of code that is itself indented is no code.
        let glued = run.place == Place::Item
            && run.behind_fence.is_some_and(|(at, indent)| at == run.at && line.indent <= indent);
        if glued {
            run.behind_fence = Some((run.at + 1, line.indent));
        }
        if line.indent >= 4 && !raw && !glued {
            let fenced = run.place == Place::Item && fence::open(line.text(self.text)).is_some();
            if run.prose.is_empty() && !fenced {
                self.indented_code(run);
            } else if !self.fence(run) {
                run.prose.push(line);
                run.at += 1;
            }
            return;
        }
        let text = line.text(self.text);
        let sign = text.as_bytes()[0];
        if self.options.extensions.blocks(sign).any(|block| (block.read)(self, run)) {
            return;
        }
        let done = match sign {
            b'`' | b'~' => self.fence(run),
            b'#' => self.heading(run),
            b'>' => self.quote(run),
            b'!' => self.admonition(run),
            b'?' => self.details(run),
            b'=' => self.underline(run) || self.tabs(run),
            b'/' => self.footnotes_here(run),
            b':' => self.definition(run) || self.uml(run),
            b'[' => self.footnote(run) || self.target(run),
            b'<' => self.html(run),
            b'*' => self.rule(run) || self.abbreviation(run) || self.list(run),
            b'-' => self.underline(run) || self.rule(run) || self.list(run),
            b'_' => self.rule(run),
            b'+' | b'0'..=b'9' => self.list(run),
            b'$' | b'\\' => self.options.math.is_some() && self.math(run),
            b'{' => self.graph(run) || self.change(run),
            _ => false,
        };
        if !done && !self.table(run) {
            run.prose.push(line);
            run.at += 1;
        }
    }

    /// What is left of a container when the steps of the page are spent: text.
    fn as_written(&mut self, run: &mut Run<'a>) {
        self.flush(run);
        let (Some(first), Some(last)) = (run.lines.get(run.at), run.lines.last()) else { return };
        let text: &'a str = self.text;
        let rest = &text[first.start as usize..last.end as usize];
        let code = Element::new("code", first.start).holding(vec![Node::Text(rest.into(), first.start)]);
        run.out.push(Element::new("pre", first.start).holding(vec![code.node()]).node());
        run.at = run.lines.len();
    }

    /// Whether a line begins a block that ends a paragraph before it.
    fn interrupts(&self, line: Line) -> bool {
        if line.indent >= 4 {
            return false;
        }
        let text = line.text(self.text);
        match text.as_bytes().first() {
            Some(b'`' | b'~') => fence::open(text).is_some(),
            Some(b'#') => prose::heading_level(text, self.strict_headings(line)).is_some(),
            Some(b'>') => true,
            Some(b'!') => text.starts_with("!!!"),
            Some(b'?') => text.starts_with("???"),
            Some(b'=') => text.starts_with("=== \"") || text.starts_with("===! \""),
            Some(b'*' | b'-' | b'_') => prose::is_rule(text),
            Some(b'<') => html::starts_block(text),
            _ => false,
        }
    }

    /// A leaf of several lines.
    pub(super) fn leaf(&self, lines: &[Line]) -> Leaf<'a> {
        let text: &'a str = self.text;
        let Some((first, rest)) = lines.split_first() else {
            return Leaf { text: Cow::Borrowed(""), map: Vec::new() };
        };
        // Lines that follow each other without anything between them are a slice of the page.
        let mut end = first.end;
        let whole = rest.iter().all(|line| {
            let follows = line.start == end + 1;
            end = line.end;
            follows
        });
        if whole {
            let piece = text[first.start as usize..end as usize].trim_end();
            return Leaf { text: Cow::Borrowed(piece), map: vec![(0, first.start)] };
        }
        let mut out = String::with_capacity((end - first.start) as usize);
        let mut map = Vec::with_capacity(lines.len());
        for line in lines {
            if !out.is_empty() {
                out.push('\n');
            }
            map.push((out.len() as u32, line.start));
            out.push_str(line.text(text));
        }
        out.truncate(out.trim_end().len());
        Leaf { text: Cow::Owned(out), map }
    }

    /// A leaf that is a slice of the page.
    pub(super) fn slice(&self, from: u32, to: u32) -> Leaf<'a> {
        let text: &'a str = self.text;
        let piece = &text[from as usize..to as usize];
        let trimmed = piece.trim_start();
        let start = from + (piece.len() - trimmed.len()) as u32;
        Leaf { text: Cow::Borrowed(trimmed.trim_end()), map: vec![(0, start)] }
    }

    /// A paragraph.
    fn plain(&self, lines: &[Line]) -> Node<'a> {
        let pos = lines.first().map_or(0, |line| line.start);
        Element::new("p", pos).holding(vec![Node::Leaf(self.leaf(lines))]).node()
    }

    /// Something that real TechDocs shows as literal text was read as what it must mean.
    fn mended(&mut self, what: &str, line: Line, help: &str) {
        let message = format!("{what} is literal text in TechDocs");
        self.problem(ProblemKind::Mended, message, line.start, line.end, Some(help));
    }

    fn problem(
        &mut self,
        kind: ProblemKind,
        message: impl Into<String>,
        from: u32,
        to: u32,
        help: Option<&str>,
    ) {
        let span = from as usize..to as usize;
        self.got.problems.push(Problem {
            kind,
            message: message.into(),
            span,
            help: help.map(str::to_owned),
        });
    }

    fn limit(&mut self, message: &str, from: u32, to: u32) {
        let known =
            self.got.problems.iter().any(|old| old.kind == ProblemKind::Limit && old.message == message);
        if !known {
            self.problem(ProblemKind::Limit, message, from, to.min(from + 80), Some("nest less deeply"));
        }
    }
}

/// One container being read.
pub(super) struct Run<'a> {
    /// Its lines.
    pub lines: Vec<Line>,
    /// The next line.
    pub at: usize,
    /// Blocks so far.
    pub out: Vec<Node<'a>>,
    /// Lines of the paragraph that is open.
    pub prose: Vec<Line>,
    /// What surrounds it.
    pub place: Place,
    /// Tags of this container, once asked for.
    pub html: Option<Box<html::Index>>,
    /// Marks whose end was looked for to the last line and is not there: none that follows has one.
    pub endless: Vec<&'static str>,
    /// The line behind the last fenced code, and the code's indentation.
    pub behind_fence: Option<(usize, u32)>,
    /// Lines before this one stand inside an HTML element: indentation makes no code there.
    pub raw_until: usize,
}

impl Run<'_> {
    /// The distance from `from` to the line that ends a block whose end is `mark`.
    pub(super) fn end_of(&mut self, text: &str, from: usize, mark: &'static str) -> Option<usize> {
        if self.endless.contains(&mark) {
            return None;
        }
        let found = self.lines.get(from..)?.iter().position(|line| line.text(text).trim_end() == mark);
        if found.is_none() {
            self.endless.push(mark);
        }
        found
    }

    /// Lines from `from` that are blank or indented by `least`; the line after the last that is not blank.
    pub(super) fn indented(&self, from: usize, least: u32) -> usize {
        let mut end = from;
        for (index, line) in self.lines.iter().enumerate().skip(from) {
            if line.blank() {
                continue;
            }
            if line.indent < least {
                break;
            }
            end = index + 1;
        }
        end
    }

    /// The body of a block whose header stands on the line before `from`: its end and its indentation. Four
    /// columns; two are enough where there is nothing at four, which the reference shows as an empty block.
    pub(super) fn body(&self, from: usize, header: u32) -> (usize, u32) {
        let end = self.indented(from, header + 4);
        if end > from {
            return (end, header + 4);
        }
        match self.lines.get(from..).and_then(|rest| rest.iter().find(|line| !line.blank())) {
            Some(line) if line.indent >= header + 2 => {
                (self.indented(from, header + 2), line.indent.min(header + 4))
            }
            _ => (from, header + 4),
        }
    }

    /// Lines `from..to` with `columns` taken from each.
    pub(super) fn dedented(&self, from: usize, to: usize, columns: u32) -> Vec<Line> {
        self.lines[from..to].iter().map(|line| line.dedent(columns)).collect()
    }
}
