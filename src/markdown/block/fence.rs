//! Fenced code.
//!
//! In: lines from a run of backticks or tildes to its like. Out: a code block, a diagram, or what
//! `custom_fences` names. Never: gives a block up for words after its language, as the reference does.

use super::tabs::{Tab, tab_set};
use super::{Blocks, Place, Run};
use crate::markdown::codeblock::{self, Block};
use crate::markdown::tree::{Leaf, Node};
use crate::markdown::{ProblemKind, attr};

/// Mark and length of a fence that opens.
pub(in crate::markdown) fn open(text: &str) -> Option<(u8, usize)> {
    let mark = *text.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = text.bytes().take_while(|byte| *byte == mark).count();
    let open_and_closed = mark == b'~' && text.len() > 2 * length && text.trim_end().ends_with("~~~");
    if length < 3
        || open_and_closed
        || mark == b'`' && memchr::memchr(b'`', &text.as_bytes()[length..]).is_some()
    {
        return None;
    }
    Some((mark, length))
}

/// Whether a line closes a fence.
pub(super) fn closes(text: &str, mark: u8, length: usize) -> bool {
    let text = text.trim_end();
    text.len() >= length && text.bytes().all(|byte| byte == mark)
}

/// What stands after the fence: language and options.
fn header<'h>(info: &'h str, block: &mut Block<'h>) {
    let mut rest = info.trim();
    if let Some(inner) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        let (braced, after) = inner;
        let mut words = attr::pairs(braced);
        if let Some(index) = words.iter().position(|(key, _)| *key == ".") {
            block.language = words.remove(index).1;
        }
        attributes(words, block);
        rest = after.trim();
        if !rest.is_empty() && !braced.contains(['.', '#', '=']) {
            // ```{directive} argument, as MyST has it: shown, as nothing here acts on it.
            block.title = Some(info.trim());
            return;
        }
    } else {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || "_#.+-".contains(c))).unwrap_or(rest.len());
        let language = rest[..end].trim_start_matches('.');
        if rest[end..].starts_with('=') {
            // ```title="x" without a language.
        } else {
            block.language = language;
            rest = rest[end..].trim_start();
        }
    }
    if let Some((braced, after)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        if braced.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
            block.lines = attr::line_ranges(braced);
        } else {
            attributes(attr::pairs(braced), block);
        }
        rest = after;
    }
    options(attr::pairs(rest), block);
}

/// Whether words stand after the language that are neither `key="value"` nor in braces.
fn has_words(info: &str) -> bool {
    if info.starts_with('{') {
        return false;
    }
    let mut rest = match info.split_once([' ', '\t']) {
        Some((language, rest)) if !language.contains('=') => rest,
        Some(_) => info,
        None => return false,
    };
    loop {
        rest = rest.trim_start();
        let key = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
        let quote = rest[key..].strip_prefix('=').and_then(|value| value.chars().next());
        let Some(quote) = quote.filter(|quote| key > 0 && matches!(quote, '"' | '\'')) else {
            return !rest.is_empty() && !rest.starts_with('{');
        };
        let Some(end) = rest[key + 2..].find(quote) else { return true };
        rest = &rest[key + 2 + end + 1..];
    }
}

/// What stands in braces.
fn attributes<'h>(pairs: Vec<(&'h str, &'h str)>, block: &mut Block<'h>) {
    for (key, value) in pairs {
        match key {
            "." => block.classes.push(value),
            "id" => block.id = Some(value),
            key if key.starts_with("data-") => block.data.push((key, value)),
            _ => options(vec![(key, value)], block),
        }
    }
}

/// What stands without braces; others (`exec`, `session`, even `id`) are for plugins that run code.
fn options<'h>(pairs: Vec<(&'h str, &'h str)>, block: &mut Block<'h>) {
    for (key, value) in pairs {
        match key {
            "title" => block.title = Some(value),
            "tab" => block.tab = Some(value),
            "hl_lines" => block.lines = attr::line_ranges(value),
            "linenums" => block.numbers = Some(value),
            _ => {}
        }
    }
}

impl<'a> Blocks<'a, '_> {
    pub(super) fn fence(&mut self, run: &mut Run<'a>) -> bool {
        let pos = run.lines[run.at].start;
        let Some((node, title)) = self.fenced(run) else { return false };
        let Some(title) = title else {
            run.out.push(node);
            return true;
        };
        let mut tabs = vec![Tab { title, selected: false, children: vec![node] }];
        while let Some(next) = self.next_tab(run) {
            let behind = std::mem::replace(&mut run.at, next);
            let Some((node, Some(title))) = self.fenced(run) else {
                run.at = behind;
                break;
            };
            tabs.push(Tab { title, selected: false, children: vec![node] });
        }
        self.got.tab_sets += 1;
        run.out.push(tab_set(self.got.tab_sets, tabs, pos));
        true
    }

    /// The line of a fence with `tab=` that nothing but blank lines part from the last.
    fn next_tab(&self, run: &Run<'a>) -> Option<usize> {
        let next = run.at + run.lines.get(run.at..)?.iter().position(|line| !line.blank())?;
        let text = run.lines[next].text(self.text);
        let (_, length) = open(text)?;
        let mut block = Block::default();
        header(text[length..].trim(), &mut block);
        block.tab.map(|_| next)
    }

    /// One block of code, and the title of its tab if it is one.
    fn fenced(&mut self, run: &mut Run<'a>) -> Option<(Node<'a>, Option<Leaf<'a>>)> {
        let head = run.lines[run.at];
        let whole: &'a str = self.text;
        let text = head.text(whole);
        let (mark, length) = open(text)?;
        let mut end = run.at + 1;
        let mut closed = false;
        // Indented like code, a fence goes on a paragraph; it is one only if its code is indented too.
        let stray = head.indent >= 4 && run.place == Place::Flow && !run.prose.is_empty();
        while let Some(line) = run.lines.get(end) {
            if stray && !line.blank() && line.indent < head.indent {
                break;
            }
            if line.indent < 4 + head.indent && closes(line.text(whole), mark, length) {
                closed = true;
                break;
            }
            end += 1;
        }
        if !closed {
            self.problem(
                ProblemKind::OpenFence,
                "the code block is never closed",
                head.start,
                head.end,
                Some("close it with the same run of marks on a line of its own"),
            );
            // One without a language is rather the end of code whose beginning is missing: what follows is
            // text, as in the reference.
            if stray || text[length..].trim().is_empty() {
                return None;
            }
            // Authors repeat the language behind the marks that close.
            let again = |line: &super::Line| {
                line.indent == head.indent && line.text(whole).trim_end() == text.trim_end()
            };
            if let Some(distance) = run.lines[run.at + 1..].iter().position(again) {
                end = run.at + 1 + distance;
                closed = true;
            }
        }
        if !closed {
            // Nothing says where it ends: at the end of its container, without the blank lines there.
            while end > run.at + 1 && run.lines[end - 1].blank() {
                end -= 1;
            }
        }
        self.flush_broken(run);
        let mut block = Block::default();
        header(text[length..].trim(), &mut block);
        if has_words(text[length..].trim()) {
            let help = "leave only the language and `key=\"value\"` on the line of the fence";
            self.mended("a code block with words after its language", head, help);
        }
        let lines = run.dedented(run.at + 1, end, head.indent);
        let code = gather(&lines, whole);
        block.code = &code;
        let pos = head.start;
        let node = codeblock::build(&block, self.options, pos);
        run.at = end + usize::from(closed);
        run.behind_fence = Some((run.at, head.indent));
        let tab = block.tab.map(|title| {
            let shown = if title.is_empty() { block.language } else { title };
            Leaf { text: shown.to_owned().into(), map: vec![(0, pos)] }
        });
        Some((node, tab))
    }

    /// `::uml:: …` to `::end-uml::`.
    pub(super) fn uml(&mut self, run: &mut Run<'a>) -> bool {
        let head = run.lines[run.at];
        if !head.text(self.text).starts_with("::uml::") {
            return false;
        }
        let Some(length) = run.end_of(self.text, run.at, "::end-uml::") else { return false };
        self.flush(run);
        let lines = run.dedented(run.at + 1, run.at + length, head.indent);
        let code = gather(&lines, self.text);
        run.out.push(codeblock::diagram("plantuml", &code, None, head.start));
        run.at += length + 1;
        true
    }

    /// `{% dot name.svg` … `%}`.
    pub(super) fn graph(&mut self, run: &mut Run<'a>) -> bool {
        let head = run.lines[run.at];
        let Some(rest) = head.text(self.text).strip_prefix("{%") else { return false };
        let command = rest.split_whitespace().next().unwrap_or("");
        if !matches!(command, "dot" | "neato" | "fdp" | "sfdp" | "twopi" | "circo") {
            return false;
        }
        let Some(length) = run.end_of(self.text, run.at, "%}") else { return false };
        self.flush(run);
        let lines = run.dedented(run.at + 1, run.at + length, head.indent);
        let code = gather(&lines, self.text);
        run.out.push(codeblock::diagram("graphviz", &code, None, head.start));
        run.at += length + 1;
        true
    }
}

fn gather(lines: &[super::Line], text: &str) -> String {
    let mut code = String::with_capacity(lines.len() * 32);
    for line in lines {
        if !line.blank() {
            code.push_str(&line.code(text));
        }
        code.push('\n');
    }
    code
}
