//! Headings, rules, paragraphs, link targets, abbreviations.
//!
//! In: lines. Out: leaves in `h1` … `h6`, `p`, `hr`; targets and abbreviations into [`Gathered`](super::Gathered).
//! Never: makes a heading of `#12` or `#!`: an issue's number and a shebang are text.

use super::{Blocks, Place, Run, Target};
use crate::markdown::extensions::WIKILINKS;
use crate::markdown::text::Line;
use crate::markdown::toc;
use crate::markdown::tree::{Element, Leaf, Node};

/// Steps that a heading takes beyond those of a block.
const HEADING: u64 = 400;

const LEVELS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// Level of an ATX heading. Python-Markdown wants no blank after the `#`, but none before it either; we want one
/// before the digits of an issue's number and before a shebang's `!`. `strict` asks for a blank after the `#`.
pub(super) fn heading_level(text: &str, strict: bool) -> Option<usize> {
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    if level == 0 {
        return None;
    }
    let level = level.min(6);
    match text[level..].chars().next() {
        None => Some(level),
        Some(c) if c.is_whitespace() => Some(level),
        Some(c) => (!strict && !c.is_ascii_digit() && c != '!').then_some(level),
    }
}

/// Whether a line is `---`, `* * *`, `___` …
pub(in crate::markdown) fn is_rule(text: &str) -> bool {
    let Some(mark @ (b'-' | b'*' | b'_')) = text.bytes().next() else { return false };
    let mut count = 0;
    for byte in text.bytes() {
        match byte {
            b' ' | b'\t' => {}
            byte if byte == mark => count += 1,
            _ => return false,
        }
    }
    count >= 3
}

impl<'a> Blocks<'a, '_> {
    pub(super) fn heading(&mut self, run: &mut Run<'a>) -> bool {
        let line = run.lines[run.at];
        let text = line.text(self.text);
        // Below an item's text `  #topic` is text too: nothing is taken from such a line in the reference.
        let continues = run.place == Place::Item && !run.prose.is_empty() && line.raw < line.start;
        let strict = self.strict_headings(line) || continues;
        let Some(level) = heading_level(text, strict) else { return false };
        // A heading stands in the table of contents, among the anchors and in the search as well.
        self.steps.take(HEADING, line.start);
        self.flush(run);
        let body = text[level..].trim();
        // A closing run of `#` goes, but for one that is escaped, and, as in the reference, one that blanks follow.
        let bare = if text.ends_with(' ') { body } else { body.trim_end_matches('#') };
        let escaped = bare.len() < body.len() && (bare.len() - bare.trim_end_matches('\\').len()) % 2 == 1;
        let body = if escaped { &body[..=bare.len()] } else { bare.trim_end() };
        let from = line.start + (text.len() - text[level..].trim_start().len()) as u32;
        let leaf = self.slice(from, from + body.len() as u32);
        run.out.push(self.headed(level, line.start, leaf));
        run.at += 1;
        true
    }

    /// Whether a heading needs a blank behind its `#`: an indented `#topic` is text.
    pub(super) fn strict_headings(&self, line: Line) -> bool {
        self.options.sane_headers || line.indent > 0
    }

    fn headed(&self, level: usize, pos: u32, leaf: Leaf<'a>) -> Node<'a> {
        let level = (level + usize::from(self.options.toc.shift)).clamp(1, 6);
        Element::new(LEVELS[level - 1], pos).holding(vec![Node::Leaf(leaf)]).node()
    }

    /// `===` or `---` below a single line of text.
    pub(super) fn underline(&mut self, run: &mut Run<'a>) -> bool {
        let line = run.lines[run.at];
        let text = line.text(self.text).trim_end();
        let mark = text.as_bytes()[0];
        if run.prose.len() != 1 || !text.bytes().all(|byte| byte == mark) {
            return false;
        }
        let prose = std::mem::take(&mut run.prose);
        if prose[0].text(self.text).starts_with('{') {
            run.prose = prose;
            return false;
        }
        let leaf = self.leaf(&prose);
        run.out.push(self.headed(if mark == b'=' { 1 } else { 2 }, prose[0].start, leaf));
        run.at += 1;
        true
    }

    pub(super) fn rule(&mut self, run: &mut Run<'a>) -> bool {
        let line = run.lines[run.at];
        if !is_rule(line.text(self.text)) {
            return false;
        }
        self.flush(run);
        run.out.push(Element::new("hr", line.start).node());
        run.at += 1;
        true
    }

    /// Ends the open paragraph.
    pub(in crate::markdown) fn flush(&mut self, run: &mut Run<'a>) {
        if run.prose.is_empty() {
            return;
        }
        let lines = std::mem::take(&mut run.prose);
        if lines.len() == 1 {
            let text = lines[0].text(self.text).trim_end();
            // Glued to the end of code, a last line of attributes is the paragraph's that holds the code: nothing's.
            let is_last = run.lines.get(run.at).is_none_or(|next| next.blank());
            let is_glued = run.behind_fence.is_some_and(|(at, _)| at + 1 == run.at);
            if is_glued && is_last && super::super::attr::whole(text) {
                return;
            }
            if text == self.options.toc.marker
                || matches!(text, "[[_TOC_]]" | "[[TOC]]") && !self.options.extensions.is_on(WIKILINKS)
            {
                run.out.push(toc::place(lines[0].start));
                return;
            }
        }
        // `{% endfor %}` would be taken for an attribute list; inside HTML the reference shows it.
        if let [head @ .., last] = lines.as_slice()
            && run.at <= run.raw_until
            && !head.is_empty()
            && last.text(self.text).starts_with("{%")
        {
            let parts = vec![
                Node::Leaf(self.leaf(head)),
                Node::Text("\n".into(), last.start),
                Node::Leaf(self.leaf(&[*last])),
            ];
            run.out.push(Element::new("p", lines[0].start).holding(parts).node());
            return;
        }
        run.out.push(self.plain(&lines));
    }

    /// Ends the open paragraph right above a fence: two blanks at its end are a line break there, since to the
    /// reference code is one more line of the paragraph.
    pub(super) fn flush_broken(&mut self, run: &mut Run<'a>) {
        let broken = run.prose.last().filter(|line| line.text(self.text).ends_with("  ")).copied();
        self.flush(run);
        if let (Some(line), Some(Node::Element(last))) = (broken, run.out.last_mut())
            && last.name == "p"
        {
            // The reference takes two blanks for the break and keeps the others.
            if line.text(self.text).ends_with("   ") {
                last.children.push(Node::Text(" ".into(), line.end));
            }
            last.children.push(Element::new("br", line.end).node());
        }
    }

    /// `[label]: address "title"`.
    pub(super) fn target(&mut self, run: &mut Run<'a>) -> bool {
        let line = run.lines[run.at];
        let text = line.text(self.text);
        let Some(close) = closing(text) else { return false };
        let label = &text[1..close];
        let Some(rest) = text[close + 1..].strip_prefix(':') else { return false };
        if label.trim().is_empty() || label.starts_with('^') || label.contains('[') {
            return false;
        }
        let mut taken = 1;
        let mut rest = rest.trim();
        let next = |index: usize| {
            run.lines.get(run.at + index).filter(|line| !line.blank()).map(|line| line.text(self.text).trim())
        };
        if rest.is_empty() {
            let Some(below) = next(1) else { return false };
            rest = below;
            taken = 2;
        }
        let (url, after) = match rest.strip_prefix('<').and_then(|inner| inner.split_once('>')) {
            Some((url, after)) if url.contains(' ') || after.is_empty() || after.starts_with([' ', '\t']) => {
                (url, after)
            }
            _ => rest.split_once([' ', '\t']).unwrap_or((rest, "")),
        };
        let url = url.trim_start_matches('<').trim_end_matches('>');
        let mut title = String::new();
        let after = after.trim();
        if !after.is_empty() {
            let Some(inner) = titled(after) else { return false };
            inner.clone_into(&mut title);
        } else if let Some(inner) = next(taken).and_then(titled) {
            inner.clone_into(&mut title);
            taken += 1;
        }
        self.flush(run);
        let key = fold_label(label);
        // The last definition counts in Python-Markdown.
        self.got.targets.insert(key, Target { url: url.to_owned(), title });
        run.at += taken;
        true
    }

    /// `*[HTML]: Hyper Text Markup Language`.
    pub(super) fn abbreviation(&mut self, run: &mut Run<'a>) -> bool {
        let text = run.lines[run.at].text(self.text);
        let Some(inner) = text.strip_prefix("*[") else { return false };
        let Some((word, meaning)) = inner.split_once(']') else { return false };
        let Some(meaning) = meaning.trim_start_matches(' ').strip_prefix(':') else { return false };
        if word.trim().is_empty() || word.contains('\\') {
            return false;
        }
        let mut meaning = meaning.trim().to_owned();
        let word = word.trim().to_owned();
        let mut taken = 1;
        if meaning.is_empty() {
            // The meaning may stand on the line below; without any the line is text.
            let Some(line) = run.lines.get(run.at + 1).filter(|line| !line.blank()) else { return false };
            line.text(self.text).trim().clone_into(&mut meaning);
            taken = 2;
        }
        self.flush(run);
        run.at += taken;
        if meaning == "''" || meaning == "\"\"" {
            meaning.clear();
        }
        if meaning.is_empty() {
            self.got.abbreviations.remove(&word);
        } else {
            self.got.abbreviations.insert(word, meaning);
        }
        true
    }

    /// `$$ … $$`, `\[ … \]`, `\begin{x} … \end{x}` as blocks.
    pub(super) fn math(&mut self, run: &mut Run<'a>) -> bool {
        let line = run.lines[run.at];
        let text = line.text(self.text);
        let (skip, close): (usize, String) = if text.starts_with("$$") {
            (2, "$$".to_owned())
        } else if text.starts_with("\\[") {
            (2, "\\]".to_owned())
        } else if let Some((name, _)) = text.strip_prefix("\\begin{").and_then(|rest| rest.split_once('}')) {
            (0, format!("\\end{{{name}}}"))
        } else {
            return false;
        };
        if !run.prose.is_empty() {
            return false;
        }
        let mut tex = String::new();
        for index in 0..run.lines.len() - run.at {
            let line = run.lines[run.at + index];
            if line.blank() {
                return false;
            }
            let body = line.text(self.text).trim_end();
            let body = if index == 0 { &body[skip..] } else { body };
            if let Some(head) = body.strip_suffix(close.as_str()) {
                tex.push_str(head);
                if skip == 0 {
                    tex.push_str(&close);
                }
                self.flush(run);
                run.out.push(super::super::math::display(tex.trim(), line.start));
                run.at += index + 1;
                return true;
            }
            tex.push_str(body);
            tex.push('\n');
        }
        false
    }
}

/// The `]` that closes a `[` at the start.
pub(super) fn closing(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (offset, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b']' => return Some(offset),
            b'[' => return None,
            _ => {}
        }
    }
    None
}

fn titled(text: &str) -> Option<&str> {
    let close = match text.as_bytes().first()? {
        b'"' => '"',
        b'\'' => '\'',
        b'(' => ')',
        _ => return None,
    };
    (text.len() > 1).then(|| text[1..].strip_suffix(close)).flatten()
}

/// Labels are the same whatever their case and blanks.
pub(in crate::markdown) fn fold_label(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    for word in label.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}
