//! `{++added++}`, `{--gone--}`, `{~~old~>new~~}`, `{==marked==}`, `{>>comment<<}`.
//!
//! In: siblings. Out: siblings, some of them wrapped, or taken out as `mode` says.
//! Never: in code, where the reference does it by mistake.

use std::borrow::Cow;

use super::super::options::Critic;
use crate::markdown::tree::{Element, Node};

const MARKS: [(&str, &str, &str); 5] = [
    ("{++", "++}", "ins"),
    ("{--", "--}", "del"),
    ("{~~", "~~}", "del"),
    ("{==", "==}", "mark"),
    ("{>>", "<<}", "span"),
];

/// Wraps what stands between critic marks.
pub(super) fn apply(nodes: &mut Vec<Node<'_>>, mode: Critic) {
    let mut from = 0;
    let mut tries = 0;
    while let Some((index, at, mark)) = find_open(nodes, from) {
        tries += 1;
        let (open, close, name) = MARKS[mark];
        let Some((last, end)) = find(nodes, index, at + open.len(), close).filter(|_| tries < 2000) else {
            from = index + 1;
            continue;
        };
        let mut inner = take(nodes, index, at, last, end, open.len(), close.len());
        let at = index + usize::from(at > 0);
        let mut put: Vec<Node<'_>> = Vec::new();
        if mark == 2 {
            let new = match find(&inner, 0, 0, "~>") {
                Some((index, offset)) => split(&mut inner, index, offset, 2),
                None => Vec::new(),
            };
            if mode != Critic::Accept {
                put.extend(wrapped("del", inner, mode));
            }
            if mode != Critic::Reject {
                put.extend(wrapped("ins", new, mode));
            }
        } else {
            let gone = match name {
                "ins" => mode == Critic::Reject,
                "del" => mode == Critic::Accept,
                "span" => mode != Critic::View,
                _ => false,
            };
            if !gone {
                put = wrapped(name, inner, mode);
            }
        }
        let count = put.len();
        nodes.splice(at..at, put);
        from = at + count;
    }
}

fn wrapped<'a>(name: &'static str, inner: Vec<Node<'a>>, mode: Critic) -> Vec<Node<'a>> {
    if mode != Critic::View {
        return inner;
    }
    let class = if name == "span" { "critic comment" } else { "critic" };
    vec![Element::new(name, 0).with("class", class).holding(inner).node()]
}

fn find_open(nodes: &[Node<'_>], from: usize) -> Option<(usize, usize, usize)> {
    for (index, node) in nodes.iter().enumerate().skip(from) {
        let Node::Text(text, _) = node else { continue };
        for at in memchr::memchr_iter(b'{', text.as_bytes()) {
            if let Some(mark) = MARKS.iter().position(|(open, ..)| text[at..].starts_with(open)) {
                return Some((index, at, mark));
            }
        }
    }
    None
}

fn find(nodes: &[Node<'_>], index: usize, from: usize, mark: &str) -> Option<(usize, usize)> {
    for (offset, node) in nodes[index..].iter().enumerate() {
        let Node::Text(text, _) = node else { continue };
        let begin = if offset == 0 { from } else { 0 };
        if let Some(at) = text.get(begin..).and_then(|text| text.find(mark)) {
            return Some((index + offset, begin + at));
        }
    }
    None
}

/// Cuts a list of siblings in two at a place in a text; what stood there goes.
fn split<'a>(nodes: &mut Vec<Node<'a>>, index: usize, at: usize, skip: usize) -> Vec<Node<'a>> {
    let mut rest = nodes.split_off(index);
    if let Some(Node::Text(text, pos)) = rest.first_mut() {
        let (head, tail) = (part(text, 0, at), part(text, at + skip, text.len()));
        let place = *pos;
        *text = tail;
        *pos += (at + skip) as u32;
        if !head.is_empty() {
            nodes.push(Node::Text(head, place));
        }
    }
    rest
}

fn take<'a>(
    nodes: &mut Vec<Node<'a>>,
    index: usize,
    at: usize,
    last: usize,
    end: usize,
    open: usize,
    close: usize,
) -> Vec<Node<'a>> {
    let after = split(nodes, last, end, close);
    // The head of the last text was pushed back by `split`.
    let inner = split(nodes, index, at, open);
    nodes.extend(after.into_iter().filter(|node| !matches!(node, Node::Text(text, _) if text.is_empty())));
    inner.into_iter().filter(|node| !matches!(node, Node::Text(text, _) if text.is_empty())).collect()
}

fn part<'a>(text: &Cow<'a, str>, from: usize, to: usize) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[from..to]),
        Cow::Owned(text) => Cow::Owned(text[from..to].to_owned()),
    }
}
