//! Elements between runs of a mark: `*`, `_`, `^`, `~`, `=`.
//!
//! In: siblings, what they stand in, and the patterns of a mark. Out: siblings, some of them wrapped. Source: `PatternSequenceProcessor` of
//! `pymdownx.util`: at every run of the mark the patterns are tried in their order, what one of them holds is searched
//! by those behind it, and after a match the search starts again with the match for one sign.
//! Never: takes more steps than the page has left.
//!
//! The patterns are regular expressions that only ever stop at a mark. So a text is cut at its marks into gaps, and a
//! place is a number: `2 * i` before the gap that ends at mark `i`, `2 * i + 1` behind it.

use std::borrow::Cow;
use std::collections::VecDeque;

use crate::markdown::steps::{ELEMENT, Steps};
use crate::markdown::tree::{Element, Node, Role};

/// A blank.
pub(super) const BLANK: u8 = 1;
/// A letter or digit.
pub(super) const WORD: u8 = 2;
/// `_`, where it is not the mark.
pub(super) const UNDERSCORE: u8 = 4;
/// The mark itself.
pub(super) const MARK: u8 = 8;

/// A mark and what it makes.
#[derive(Debug)]
pub(super) struct Family {
    /// The mark.
    pub mark: char,
    /// The same where it had to be hidden from the CommonMark parser.
    pub hidden: Option<char>,
    /// Runs between blanks are text.
    pub lone_is_text: bool,
    /// Tried in this order.
    pub patterns: &'static [Pattern],
}

/// One expression.
#[derive(Debug)]
pub(super) struct Pattern {
    /// Its parts.
    pub parts: &'static [Part],
    /// What becomes of what it holds.
    pub build: Build,
    /// Every pattern is tried on what it holds, not only those behind it.
    pub again: bool,
}

/// A part of an expression.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// The sign before is none of these.
    Behind(u8),
    /// The sign after is none of these.
    Ahead(u8),
    /// So many marks.
    Marks(usize),
    /// One sign or more, as few as will do.
    Lazy(Content),
}

/// What may stand between marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// Anything.
    Any,
    /// Anything but blanks.
    Dense,
    /// Marks only within a word or between blanks.
    Limited,
    /// Marks only in runs of two and more.
    Runs,
    /// The same, and no blanks.
    DenseRuns,
}

/// What becomes of a match.
#[derive(Debug, Clone, Copy)]
pub(super) enum Build {
    /// One element.
    One(&'static str),
    /// The second holds the first part and stands at the front of the first, before the rest.
    Front(&'static str, &'static str),
    /// The second holds the rest and stands at the end of the first.
    Back(&'static str, &'static str),
}

/// Wraps what stands between the marks of a family.
pub(super) fn apply(nodes: &mut Vec<Node<'_>>, family: &Family, within: Role, steps: &Steps) {
    if within == Role::Between(family.mark) {
        return;
    }
    let is_mark = |c: char| c == family.mark || family.hidden == Some(c);
    let marked = |node: &Node<'_>| matches!(node, Node::Text(text, _) if text.contains(is_mark));
    if !nodes.iter().any(marked) {
        return;
    }
    let mut text = Sequence::cut(std::mem::take(nodes), family);
    let mut at = 0;
    while at < text.marks.len() {
        let pos = text.marks[at].pos;
        let whole = Range { from: 0, to: text.marks.len() };
        let found = if steps.take(1, pos) { text.first(2 * at + 1, whole, None, steps) } else { None };
        let Some((index, found)) = found.filter(|_| steps.take(ELEMENT, pos)) else {
            at += 1;
            continue;
        };
        let until = found.end / 2;
        let built = text.build(index, &found, steps);
        let node = text.element(built, pos);
        text.replace(at, until, node);
        // What failed before may fit now that this is one sign.
        at = 0;
    }
    *nodes = text.join();
}

/// Marks `from..to` and the gaps around them, both ends included.
#[derive(Debug, Clone, Copy)]
struct Range {
    from: usize,
    to: usize,
}

/// A mark in the text.
#[derive(Debug, Clone, Copy)]
struct Mark {
    pos: u32,
}

/// What stands before a mark.
#[derive(Debug, Default)]
struct Gap<'a> {
    nodes: Vec<Node<'a>>,
    /// What its first sign is, and its last.
    first: u8,
    last: u8,
    blank: bool,
}

impl<'a> Gap<'a> {
    fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    fn push(&mut self, node: Node<'a>, first: u8, last: u8, blank: bool) {
        if self.nodes.is_empty() {
            self.first = first;
        }
        self.last = last;
        self.blank |= blank;
        match (self.nodes.last_mut(), node) {
            (Some(Node::Text(old, _)), Node::Text(text, _)) => old.to_mut().push_str(&text),
            (_, node) => self.nodes.push(node),
        }
    }

    fn append(&mut self, other: Self) {
        if other.is_empty() {
            return;
        }
        if self.is_empty() {
            self.first = other.first;
        }
        self.last = other.last;
        self.blank |= other.blank;
        self.nodes.extend(other.nodes);
    }
}

/// A match: where it ends, and what its parts hold.
#[derive(Debug, Clone, Copy)]
struct Match {
    end: usize,
    held: [(usize, usize); 2],
}

/// What a range becomes.
enum Built {
    Gap(usize),
    Mark(usize),
    Element(&'static str, u32, Vec<Built>),
}

/// A text cut at its marks: `gaps` has one more than `marks`.
struct Sequence<'a, 'f> {
    family: &'f Family,
    /// Matches are mostly found at the front, and go from there.
    marks: VecDeque<Mark>,
    gaps: VecDeque<Gap<'a>>,
}

fn class(c: char) -> u8 {
    match c {
        '_' | super::HIDDEN_UNDERSCORE => UNDERSCORE,
        c if c.is_whitespace() => BLANK,
        c if c.is_alphanumeric() => WORD,
        _ => 0,
    }
}

impl<'a, 'f> Sequence<'a, 'f> {
    fn cut(nodes: Vec<Node<'a>>, family: &'f Family) -> Self {
        let mut out = Self { family, marks: VecDeque::new(), gaps: VecDeque::from([Gap::default()]) };
        let is_mark = |c: char| c == family.mark || family.hidden == Some(c);
        let mut before: Option<char> = None;
        let mut nodes = nodes.into_iter().peekable();
        while let Some(node) = nodes.next() {
            let Node::Text(text, pos) = node else {
                before = Some('\u{fffc}');
                out.gap(node, 0, 0, false);
                continue;
            };
            let mut done = 0;
            let mut rest = text.char_indices().peekable();
            while let Some((at, c)) = rest.next() {
                if !is_mark(c) {
                    before = Some(c);
                    continue;
                }
                let mut end = at + c.len_utf8();
                let mut count = 1;
                while let Some((next, c)) = rest.next_if(|(_, c)| is_mark(*c)) {
                    end = next + c.len_utf8();
                    count += 1;
                }
                let after = rest.peek().map(|(_, c)| *c).or_else(|| nodes.peek().map(first));
                let lone = before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace);
                before = Some(family.mark);
                if lone && family.lone_is_text {
                    continue;
                }
                out.text(slice(&text, done, at), pos + done as u32);
                for number in 0..count {
                    out.marks.push_back(Mark { pos: pos + (at + number) as u32 });
                    out.gaps.push_back(Gap::default());
                }
                done = end;
            }
            out.text(slice(&text, done, text.len()), pos + done as u32);
        }
        out
    }

    fn gap(&mut self, node: Node<'a>, first: u8, last: u8, blank: bool) {
        if let Some(gap) = self.gaps.back_mut() {
            gap.push(node, first, last, blank);
        }
    }

    fn text(&mut self, piece: Cow<'a, str>, pos: u32) {
        let mut chars = piece.chars();
        let Some(first) = chars.next() else { return };
        let last = chars.next_back().unwrap_or(first);
        // A run that stayed text is no mark to what looks at it.
        let ends = [first, last].map(|c| if c == self.family.mark { 0 } else { class(c) });
        let blank = piece.contains(char::is_whitespace);
        self.gap(Node::Text(piece, pos), ends[0], ends[1], blank);
    }

    /// What stands before a place; nothing at the front of a range.
    fn before(&self, place: usize, range: Range) -> u8 {
        let index = place / 2;
        match self.gaps.get(index) {
            Some(gap) if place % 2 == 1 && !gap.is_empty() => gap.last,
            _ if index > range.from => MARK,
            _ => 0,
        }
    }

    /// What stands behind a place; nothing at the end of a range.
    fn after(&self, place: usize, range: Range) -> u8 {
        let index = place / 2;
        match self.gaps.get(index) {
            Some(gap) if place.is_multiple_of(2) && !gap.is_empty() => gap.first,
            _ if index < range.to => MARK,
            _ => 0,
        }
    }

    /// Where a place is in the page.
    fn pos(&self, place: usize) -> u32 {
        self.marks.get(place / 2).or(self.marks.back()).map_or(0, |mark| mark.pos)
    }

    fn is_tight(&self, index: usize) -> bool {
        self.gaps.get(index).is_some_and(Gap::is_empty)
    }

    /// The end of the run that goes on at a mark.
    fn run_end(&self, mark: usize, range: Range) -> usize {
        let mut end = mark + 1;
        while end < range.to && self.is_tight(end) {
            end += 1;
        }
        end
    }

    /// The place behind `count` marks.
    fn marks(&self, place: usize, count: usize, range: Range) -> Option<usize> {
        let index = place / 2;
        if place.is_multiple_of(2) && !self.is_tight(index) || index + count > range.to {
            return None;
        }
        (index + 1..index + count).all(|next| self.is_tight(next)).then_some(2 * (index + count))
    }

    /// The place behind the next piece of content.
    fn step(&self, place: usize, content: Content, range: Range) -> Option<usize> {
        let index = place / 2;
        let gap = self.gaps.get(index)?;
        if place.is_multiple_of(2) && !gap.is_empty() {
            let dense = matches!(content, Content::Dense | Content::DenseRuns);
            return (!(dense && gap.blank)).then_some(place + 1);
        }
        if index >= range.to {
            return None;
        }
        match content {
            Content::Any | Content::Dense => Some(2 * (index + 1)),
            Content::Runs | Content::DenseRuns => {
                let end = self.run_end(index, range);
                (end - index > 1).then_some(2 * end)
            }
            Content::Limited => {
                let end = self.run_end(index, range);
                let (before, after) = (self.before(place, range), self.after(2 * end, range));
                let words = if self.family.mark == '_' { WORD } else { WORD | UNDERSCORE };
                let within = before & words != 0 && after & words != 0;
                (within || before & after & BLANK != 0).then_some(2 * end)
            }
        }
    }

    fn matches(&self, parts: &[Part], place: usize, range: Range, steps: &Steps) -> Option<Match> {
        let Some((part, rest)) = parts.split_first() else {
            return Some(Match { end: place, held: [(0, 0); 2] });
        };
        match part {
            Part::Behind(none) => {
                if self.before(place, range) & none != 0 {
                    return None;
                }
                self.matches(rest, place, range, steps)
            }
            Part::Ahead(none) => {
                if self.after(place, range) & none != 0 {
                    return None;
                }
                self.matches(rest, place, range, steps)
            }
            Part::Marks(count) => self.matches(rest, self.marks(place, *count, range)?, range, steps),
            Part::Lazy(content) => {
                let mut end = self.step(place, *content, range)?;
                loop {
                    if !steps.take(1, self.pos(place)) {
                        return None;
                    }
                    if let Some(mut found) = self.matches(rest, end, range, steps) {
                        if found.held[0] != (0, 0) {
                            found.held[1] = found.held[0];
                        }
                        found.held[0] = (place, end);
                        return Some(found);
                    }
                    end = self.step(end, *content, range)?;
                }
            }
        }
    }

    /// The first pattern behind `behind` that matches at a place.
    fn first(
        &self,
        place: usize,
        range: Range,
        behind: Option<usize>,
        steps: &Steps,
    ) -> Option<(usize, Match)> {
        let skip = behind.map_or(0, |index| index + 1);
        let mut patterns = self.family.patterns.iter().enumerate().skip(skip);
        patterns.find_map(|(index, pattern)| Some((index, self.matches(pattern.parts, place, range, steps)?)))
    }

    /// What a match becomes.
    fn build(&self, index: usize, found: &Match, steps: &Steps) -> Vec<Built> {
        let pattern = &self.family.patterns[index];
        let behind = (!pattern.again).then_some(index);
        let mut held = found.held.iter().map(|(from, to)| {
            let range = Range { from: from / 2, to: to / 2 };
            let pos = self.marks.get(range.from.saturating_sub(1)).map_or(0, |mark| mark.pos);
            (self.search(range, behind, steps), pos)
        });
        let (first, pos) = held.next().unwrap_or_default();
        match pattern.build {
            Build::One(name) => vec![Built::Element(name, pos, first)],
            Build::Front(outer, inner) => {
                let mut children = vec![Built::Element(inner, pos, first)];
                if found.held[1] != (0, 0) {
                    children.extend(held.next().unwrap_or_default().0);
                }
                vec![Built::Element(outer, pos, children)]
            }
            Build::Back(outer, inner) => {
                let mut children = first;
                let (second, place) = held.next().unwrap_or_default();
                children.push(Built::Element(inner, place, second));
                vec![Built::Element(outer, pos, children)]
            }
        }
    }

    /// What a range becomes.
    fn search(&self, range: Range, behind: Option<usize>, steps: &Steps) -> Vec<Built> {
        let mut out = vec![Built::Gap(range.from)];
        let mut at = range.from;
        while at < range.to {
            let mut place = 2 * at + 1;
            let mut after = behind;
            let mut matched = false;
            // Behind a match the patterns that are left are tried where it ends.
            while let Some((index, found)) = self.first(place, range, after, steps) {
                if matched {
                    out.push(Built::Gap(at));
                }
                out.extend(self.build(index, &found, steps));
                matched = true;
                place = found.end;
                at = found.end / 2;
                after = Some(index);
            }
            if !matched {
                out.push(Built::Mark(at));
                at += 1;
            }
            out.push(Built::Gap(at));
        }
        out
    }

    /// The nodes of what was built.
    fn nodes(&mut self, built: Vec<Built>) -> Vec<Node<'a>> {
        let mut out = Vec::new();
        for part in built {
            match part {
                Built::Gap(index) => {
                    for node in std::mem::take(&mut self.gaps[index].nodes) {
                        push(&mut out, node);
                    }
                }
                Built::Mark(index) => {
                    push(&mut out, Node::Text(self.family.mark.to_string().into(), self.marks[index].pos));
                }
                Built::Element(name, pos, children) => {
                    let children = self.nodes(children);
                    push(&mut out, Element::new(name, pos).holding(children).node());
                }
            }
        }
        out
    }

    fn element(&mut self, built: Vec<Built>, pos: u32) -> Node<'a> {
        let mut node = self.nodes(built).pop().unwrap_or(Node::Text("".into(), pos));
        if let Node::Element(element) = &mut node {
            element.role = Role::Between(self.family.mark);
        }
        node
    }

    /// Puts a node in the place of marks.
    fn replace(&mut self, from: usize, to: usize, node: Node<'a>) {
        self.marks.drain(from..to);
        let after = self.gaps.drain(from + 1..=to).next_back().unwrap_or_default();
        let gap = &mut self.gaps[from];
        gap.push(node, 0, 0, false);
        gap.append(after);
    }

    fn join(mut self) -> Vec<Node<'a>> {
        let mut all = vec![Built::Gap(0)];
        for index in 0..self.marks.len() {
            all.push(Built::Mark(index));
            all.push(Built::Gap(index + 1));
        }
        self.nodes(all)
    }
}

fn slice<'a>(text: &Cow<'a, str>, from: usize, to: usize) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[from..to]),
        Cow::Owned(text) => Cow::Owned(text[from..to].to_owned()),
    }
}

/// The first sign of a node, as far as a mark before it asks.
fn first(node: &Node<'_>) -> char {
    match node {
        Node::Text(text, _) => text.chars().next().unwrap_or(' '),
        _ => '\u{fffc}',
    }
}

fn push<'a>(into: &mut Vec<Node<'a>>, node: Node<'a>) {
    match (into.last_mut(), node) {
        (Some(Node::Text(old, _)), Node::Text(text, _)) => old.to_mut().push_str(&text),
        (_, node) => into.push(node),
    }
}
