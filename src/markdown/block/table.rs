//! Tables.
//!
//! In: a row and a delimiter row below it, then rows. Out: `table` with head and body.
//! Never: needs a blank line before it; splits a cell at a pipe inside a code span.

use super::{Blocks, Run};
use crate::markdown::steps::ELEMENT;
use crate::markdown::text::Line;
use crate::markdown::tree::{Element, Node};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Align {
    None,
    Left,
    Center,
    Right,
}

/// Alignments of a delimiter row.
fn delimiters(text: &str) -> Option<Vec<Align>> {
    let text = text.trim();
    if !text.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
        || !text.contains('-')
        || !text.contains('|')
    {
        return None;
    }
    let inner = text.strip_prefix('|').unwrap_or(text);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner
        .split('|')
        .map(|cell| {
            let cell = cell.trim();
            let (left, right) = (cell.starts_with(':'), cell.len() > 1 && cell.ends_with(':'));
            let dashes = cell.trim_matches(':');
            (!dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')).then_some(match (left, right) {
                (true, true) => Align::Center,
                (true, false) => Align::Left,
                (false, true) => Align::Right,
                (false, false) => Align::None,
            })
        })
        .collect()
}

/// Ranges of the cells of a row. In a table with a border the pipes at both ends are none between cells.
fn cells(text: &str, border: bool) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let end = text.trim_end().len();
    let mut at = usize::from(border && bytes.first() == Some(&b'|'));
    let mut from = at;
    while at < end {
        match bytes[at] {
            b'\\' => at += 1,
            b'`' => {
                let length = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
                at = code_end(bytes, at + length, length).unwrap_or(at + length) - 1;
            }
            b'|' => {
                out.push((from, at));
                from = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    if from < end || !border && from > 0 {
        out.push((from, end));
    }
    out
}

/// Whether a pipe stands at an end of a table's head, and so at the ends of its rows.
fn bordered(head: &str) -> bool {
    let head = head.trim_end();
    head.starts_with('|') || head.ends_with('|') && !head.ends_with("\\|")
}

/// End of a code span whose opening run ends at `from`.
fn code_end(bytes: &[u8], from: usize, length: usize) -> Option<usize> {
    let mut at = from;
    while let Some(found) = memchr::memchr(b'`', &bytes[at..]) {
        let start = at + found;
        let run = bytes[start..].iter().take_while(|byte| **byte == b'`').count();
        if run == length {
            return Some(start + run);
        }
        at = start + run;
    }
    None
}

impl<'a> Blocks<'a, '_> {
    /// A table that begins on this line, or whose head is the last line of the open paragraph.
    pub(super) fn table(&mut self, run: &mut Run<'a>) -> bool {
        let line = run.lines[run.at];
        let text = line.text(self.text);
        let Some(below) = run.lines.get(run.at + 1).filter(|next| !next.blank() && next.indent < 4) else {
            return false;
        };
        if !matches!(below.text(self.text).as_bytes()[0], b'|' | b'-' | b':') {
            return false;
        }
        let Some(aligns) = delimiters(below.text(self.text)) else { return false };
        let border = bordered(text);
        let head = cells(text, border);
        if head.len() != aligns.len() || !text.contains('|') {
            return false;
        }
        if !self.steps.take(ELEMENT * aligns.len() as u64, line.start) {
            return false;
        }
        self.flush(run);
        let mut rows = Vec::new();
        let mut at = run.at + 2;
        while let Some(&row) = run.lines.get(at) {
            if row.blank() || row.indent >= 4 || self.ends_table(row) {
                break;
            }
            if !self.steps.take(ELEMENT * aligns.len() as u64, row.start) {
                break;
            }
            rows.push(self.row(row, "td", &aligns, border));
            at += 1;
        }
        let head = Element::new("thead", line.start).holding(vec![self.row(line, "th", &aligns, border)]);
        let mut table = Element::new("table", line.start).holding(vec![head.node()]);
        if !rows.is_empty() {
            table.children.push(Element::new("tbody", line.start).holding(rows).node());
        }
        run.out.push(table.node());
        run.at = at;
        true
    }

    /// Whether a line is no row: a comment, or another block without a pipe. `{% if x %}` is a row.
    fn ends_table(&self, row: Line) -> bool {
        let text = row.text(self.text);
        let attributes = || !text.starts_with("{%") && super::super::attr::whole(text.trim());
        text.starts_with("<!--")
            || !text.contains('|') && (self.interrupts(row) || self.marker(row).is_some() || attributes())
    }

    fn row(&self, line: Line, name: &'static str, aligns: &[Align], border: bool) -> Node<'a> {
        let text = line.text(self.text);
        let ranges = cells(text, border);
        let mut row = Element::new("tr", line.start);
        for (index, align) in aligns.iter().enumerate() {
            let mut cell = Element::new(name, line.start);
            match align {
                Align::None => {}
                Align::Left => cell = cell.with("class", "align-left"),
                Align::Center => cell = cell.with("class", "align-center"),
                Align::Right => cell = cell.with("class", "align-right"),
            }
            if let Some((from, to)) = ranges.get(index) {
                let mut leaf = self.slice(line.start + *from as u32, line.start + *to as u32);
                if leaf.text.contains("\\|") {
                    leaf.text = leaf.text.replace("\\|", "|").into();
                }
                if !leaf.text.is_empty() {
                    cell.children.push(Node::Leaf(leaf));
                }
            }
            row.children.push(cell.node());
        }
        row.node()
    }
}
