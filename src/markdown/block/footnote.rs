//! Footnotes, as they are defined.
//!
//! In: `[^label]: text` and what is indented below it. Out: a [`Footnote`] in [`Gathered`](super::Gathered).
//! Never: in the tree; `footnotes` puts them at the end of the page or at the marker.

use super::{Blocks, Footnote, Place, Run, prose};
use crate::markdown::footnotes;
use crate::markdown::text::Line;

impl<'a> Blocks<'a, '_> {
    pub(super) fn footnote(&mut self, run: &mut Run<'a>) -> bool {
        let head = run.lines[run.at];
        let Some((label, skip)) = label(head.text(self.text)) else { return false };
        self.flush(run);
        let body = head.after(self.text, skip, head.indent);
        let mut lines = vec![Line { indent: 0, ..body }];
        let mut blank = false;
        let mut at = run.at + 1;
        while let Some(&line) = run.lines.get(at) {
            if line.blank() {
                blank = true;
                lines.push(line);
            } else if line.indent >= head.indent + 2 {
                lines.push(line.dedent(head.indent + 4));
                blank = false;
            } else if blank || label_of(line, self.text) || self.interrupts(line) {
                break;
            } else {
                lines.push(line);
            }
            at += 1;
        }
        while lines.last().is_some_and(|line| line.blank()) && lines.len() > 1 {
            lines.pop();
            at -= 1;
        }
        let label = label.to_owned();
        let index = self.got.footnotes.len();
        self.got.footnotes.push(Footnote { label, children: Vec::new() });
        let children = self.inside(lines, Place::Flow);
        if let Some(footnote) = self.got.footnotes.get_mut(index) {
            footnote.children = children;
        }
        run.at = at;
        true
    }

    /// `///Footnotes Go Here///`.
    pub(super) fn footnotes_here(&mut self, run: &mut Run<'a>) -> bool {
        let line = run.lines[run.at];
        if line.text(self.text).trim_end() != "///Footnotes Go Here///" {
            return false;
        }
        self.flush(run);
        run.out.push(footnotes::place(line.start));
        run.at += 1;
        true
    }
}

/// Label of a definition and where its text begins.
fn label(text: &str) -> Option<(&str, usize)> {
    let close = text.starts_with("[^").then(|| prose::closing(text)).flatten()?;
    let label = &text[2..close];
    (!label.is_empty() && text[close + 1..].starts_with(':')).then_some((label, close + 2))
}

fn label_of(line: Line, text: &str) -> bool {
    line.indent < 4 && label(line.text(text)).is_some()
}
