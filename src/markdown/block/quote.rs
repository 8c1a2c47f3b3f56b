//! Quotes, and GitHub's alerts.
//!
//! In: lines that begin with `>`. Out: `blockquote`; with `[!NOTE]` on its first line an admonition, wherever it
//! stands (the reference converts it at the left margin only). GitLab's `>>> [!tip]` … `>>>` too.
//! Never: joins two quotes that a blank line parts with prose between them.

use super::{Blocks, Place, Run};
use crate::markdown::text::Line;
use crate::markdown::tree::{Element, Leaf, Node};

/// GitHub's types, and what Material calls them.
const ALERTS: &[(&str, &str, &str)] = &[
    ("note", "note", "Note"),
    ("tip", "tip", "Tip"),
    ("important", "warning", "Important"),
    ("caution", "danger", "Caution"),
    ("warning", "warning", "Warning"),
];

impl<'a> Blocks<'a, '_> {
    pub(super) fn quote(&mut self, run: &mut Run<'a>) -> bool {
        if self.fenced_quote(run) {
            return true;
        }
        self.flush(run);
        let pos = run.lines[run.at].start;
        let mut inner: Vec<Line> = Vec::new();
        let mut open = false;
        let mut fenced: Option<(u8, usize)> = None;
        let mut at = run.at;
        while let Some(&line) = run.lines.get(at) {
            let text = line.text(self.text);
            if let Some(rest) = text.strip_prefix('>').filter(|_| line.indent < 4) {
                let mut body = line.after(self.text, 1, line.indent);
                // Only an alert at the front begins a new quote right after another one.
                if !inner.is_empty()
                    && fenced.is_none()
                    && body.indent <= 4
                    && alert(body.text(self.text)).is_some()
                {
                    break;
                }
                body = body.dedent(u32::from(rest.starts_with([' ', '\t'])));
                let content = body.text(self.text);
                if let Some((mark, length)) = fenced {
                    if super::fence::closes(content, mark, length) {
                        fenced = None;
                    }
                    open = false;
                } else {
                    fenced = super::fence::open(content);
                    open = !body.blank()
                        && fenced.is_none()
                        && super::prose::heading_level(content, false).is_none();
                }
                inner.push(body);
            } else if line.blank()
                || !open
                || fenced.is_some()
                || self.interrupts(line)
                || self.marker(line).is_some()
            {
                // A blank line between two quotes joins them, as the reference does.
                let next = run.lines.get(at + 1).filter(|_| line.blank());
                let joins = next.is_some_and(|next| {
                    next.indent < 4 && next.text(self.text).starts_with('>') && !self.alert_line(*next)
                });
                if !joins || fenced.is_some() {
                    break;
                }
                inner.push(line);
                open = false;
            } else {
                inner.push(line);
            }
            at += 1;
        }
        // The reference makes an admonition of an alert, so that what is indented below it belongs to it.
        let alerts =
            inner.iter().find(|line| !line.blank()).is_some_and(|line| alert(line.text(self.text)).is_some());
        if alerts && run.place == Place::Flow {
            let end = run.indented(at, 4);
            inner.extend(run.dedented(at, end, 4));
            at = end.max(at);
        }
        run.at = at;
        let node = self.quoted(inner, pos);
        run.out.push(node);
        true
    }

    fn alert_line(&self, line: Line) -> bool {
        line.text(self.text).strip_prefix('>').is_some_and(|rest| alert(rest.trim_start()).is_some())
    }

    fn quoted(&mut self, mut inner: Vec<Line>, pos: u32) -> Node<'a> {
        let first = inner.iter().position(|line| !line.blank());
        if let Some(index) = first
            && let Some((kind, name, title)) = alert(inner[index].text(self.text))
        {
            let title = self.alert_title(inner[index], title, name);
            inner.drain(..=index);
            let children = self.inside(inner, Place::Flow);
            return alerted(kind, title, pos, children);
        }
        let children = self.inside(inner, Place::Flow);
        Element::new("blockquote", pos).holding(children).node()
    }

    /// What follows the type on its line, else the type's own name.
    fn alert_title(&self, line: Line, title: &str, name: &'static str) -> Leaf<'a> {
        if title.trim().is_empty() {
            return Leaf { text: name.into(), map: vec![(0, line.start)] };
        }
        self.slice(line.end - title.len() as u32, line.end)
    }

    fn fenced_quote(&mut self, run: &mut Run<'a>) -> bool {
        let line = run.lines[run.at];
        let Some(rest) = line.text(self.text).strip_prefix(">>>") else { return false };
        let Some((kind, name, title)) = alert(rest.trim_start()) else { return false };
        let Some(length) = run.end_of(self.text, run.at + 1, ">>>") else { return false };
        self.flush(run);
        let inner = run.lines[run.at + 1..run.at + 1 + length].to_vec();
        let title = self.alert_title(line, title, name);
        let children = self.inside(inner, Place::Flow);
        let node = alerted(kind, title, line.start, children);
        run.out.push(node);
        run.at += length + 2;
        true
    }
}

fn alerted<'a>(kind: &str, title: Leaf<'a>, pos: u32, children: Vec<Node<'a>>) -> Node<'a> {
    let head =
        Element::new("p", pos).with("class", "admonition-title").holding(vec![Node::Leaf(title)]).node();
    let mut all = vec![head];
    all.extend(children);
    Element::new("div", pos).with("class", format!("admonition {kind}")).holding(all).node()
}

/// Type, title and rest of `[!NOTE] rest`.
fn alert(text: &str) -> Option<(&'static str, &'static str, &str)> {
    let inner = text.strip_prefix("[!")?;
    let (name, rest) = inner.split_once(']')?;
    let (_, kind, title) = ALERTS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name))?;
    Some((kind, title, rest))
}
