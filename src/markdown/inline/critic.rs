//! `{++added++}`, `{--gone--}`, `{~~old~>new~~}`, `{==marked==}`, `{>>comment<<}`.
//!
//! In: siblings. Out: siblings, some of them wrapped, or taken out as `mode` says.
//! Never: in code, where the reference does it by mistake; looks at a sign more than a few times.

use std::borrow::Cow;

use super::super::options::Critic;
use crate::markdown::steps::{ELEMENT, Steps};
use crate::markdown::tree::{Element, Node};

const MARKS: [(&str, &str, &str); 5] = [
    ("{++", "++}", "ins"),
    ("{--", "--}", "del"),
    ("{~~", "~~}", "del"),
    ("{==", "==}", "mark"),
    ("{>>", "<<}", "span"),
];
/// Length of every mark.
const LENGTH: usize = 3;
/// Which of them has two sides.
const SUBSTITUTION: usize = 2;

/// A place: the number of a sibling, an offset in its text.
type Place = (usize, usize);

/// Wraps what stands between critic marks.
pub(super) fn apply(nodes: &mut Vec<Node<'_>>, mode: Critic, steps: &Steps) {
    let Some(marks) = Marks::find(nodes) else { return };
    let mut rest = Rest { nodes: std::mem::take(nodes).into_iter().enumerate().collect(), done: (0, 0) };
    let mut next = [0; MARKS.len()];
    for (open, kind) in marks.opens {
        let begin = (open.0, open.1 + LENGTH);
        if open < rest.done {
            continue;
        }
        // Marks come in order, so do the ones that close them.
        let closes = &marks.closes[kind];
        while closes.get(next[kind]).is_some_and(|close| *close < begin) {
            next[kind] += 1;
        }
        let Some(close) = closes.get(next[kind]).copied() else { continue };
        if !steps.take(ELEMENT, 0) {
            break;
        }
        rest.up_to(open, nodes);
        rest.skip(begin);
        let mut inner = Vec::new();
        rest.up_to(close, &mut inner);
        rest.skip((close.0, close.1 + LENGTH));
        change(kind, inner, mode, nodes);
    }
    rest.all(nodes);
}

/// What a change shows.
fn change<'a>(kind: usize, mut inner: Vec<Node<'a>>, mode: Critic, out: &mut Vec<Node<'a>>) {
    let name = MARKS[kind].2;
    if kind == SUBSTITUTION {
        let new = part_at(&mut inner, "~>");
        if mode != Critic::Accept {
            out.extend(wrapped("del", inner, mode));
        }
        if mode != Critic::Reject {
            out.extend(wrapped("ins", new, mode));
        }
        return;
    }
    let gone = match name {
        "ins" => mode == Critic::Reject,
        "del" => mode == Critic::Accept,
        "span" => mode != Critic::View,
        _ => false,
    };
    if !gone {
        out.extend(wrapped(name, inner, mode));
    }
}

fn wrapped<'a>(name: &'static str, inner: Vec<Node<'a>>, mode: Critic) -> Vec<Node<'a>> {
    if mode != Critic::View {
        return inner;
    }
    let class = if name == "span" { "critic comment" } else { "critic" };
    vec![Element::new(name, 0).with("class", class).holding(inner).node()]
}

/// The marks of siblings, in order.
struct Marks {
    opens: Vec<(Place, usize)>,
    closes: [Vec<Place>; MARKS.len()],
}

impl Marks {
    /// `None` where nothing opens.
    fn find(nodes: &[Node<'_>]) -> Option<Self> {
        let mut out = Self { opens: Vec::new(), closes: Default::default() };
        for (index, node) in nodes.iter().enumerate() {
            let Node::Text(text, _) = node else { continue };
            for at in memchr::memchr2_iter(b'{', b'}', text.as_bytes()) {
                let kind =
                    |mark: &str, of: fn(&(&'static str, &'static str, &'static str)) -> &'static str| {
                        MARKS.iter().position(|marks| of(marks) == mark)
                    };
                if text.as_bytes()[at] == b'{' {
                    let mark = text.get(at..at + LENGTH).unwrap_or("");
                    out.opens.extend(kind(mark, |marks| marks.0).map(|kind| ((index, at), kind)));
                } else if let Some(from) = (at + 1).checked_sub(LENGTH) {
                    let mark = text.get(from..=at).unwrap_or("");
                    if let Some(kind) = kind(mark, |marks| marks.1) {
                        out.closes[kind].push((index, from));
                    }
                }
            }
        }
        (!out.opens.is_empty()).then_some(out)
    }
}

/// Siblings that are still to come.
struct Rest<'a> {
    nodes: std::collections::VecDeque<(usize, Node<'a>)>,
    done: Place,
}

impl<'a> Rest<'a> {
    /// Moves what stands before a place.
    fn up_to(&mut self, place: Place, out: &mut Vec<Node<'a>>) {
        while let Some((index, _)) = self.nodes.front()
            && *index < place.0
        {
            let Some((index, node)) = self.nodes.pop_front() else { return };
            let from = if index == self.done.0 { self.done.1 } else { 0 };
            push(out, piece(node, from));
        }
        if let Some((index, node)) = self.nodes.front()
            && let Node::Text(text, pos) = node
        {
            let from = if *index == self.done.0 { self.done.1 } else { 0 };
            push(out, Node::Text(cut(text, from, place.1), pos + from as u32));
        }
        self.done = place;
    }

    fn skip(&mut self, to: Place) {
        self.done = to;
    }

    fn all(mut self, out: &mut Vec<Node<'a>>) {
        while let Some((index, node)) = self.nodes.pop_front() {
            let from = if index == self.done.0 { self.done.1 } else { 0 };
            push(out, piece(node, from));
        }
    }
}

fn push<'a>(out: &mut Vec<Node<'a>>, node: Node<'a>) {
    if !matches!(&node, Node::Text(text, _) if text.is_empty()) {
        out.push(node);
    }
}

/// A node, or a text from an offset on.
fn piece(node: Node<'_>, from: usize) -> Node<'_> {
    match node {
        Node::Text(text, pos) if from > 0 => Node::Text(cut(&text, from, text.len()), pos + from as u32),
        other => other,
    }
}

/// Cuts siblings in two at the first `mark`, which goes.
fn part_at<'a>(nodes: &mut Vec<Node<'a>>, mark: &str) -> Vec<Node<'a>> {
    let found = nodes.iter().enumerate().find_map(|(index, node)| match node {
        Node::Text(text, _) => Some((index, text.find(mark)?)),
        _ => None,
    });
    let Some((index, at)) = found else { return Vec::new() };
    let mut after = nodes.split_off(index).into_iter();
    let mut out = Vec::new();
    if let Some(Node::Text(text, pos)) = after.next() {
        push(nodes, Node::Text(cut(&text, 0, at), pos));
        let from = at + mark.len();
        push(&mut out, Node::Text(cut(&text, from, text.len()), pos + from as u32));
    }
    out.extend(after);
    out
}

fn cut<'a>(text: &Cow<'a, str>, from: usize, to: usize) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[from..to]),
        Cow::Owned(text) => Cow::Owned(text[from..to].to_owned()),
    }
}
