//! `^^inserted^^`, `^sup^`, `~~deleted~~`, `~sub~`, `==marked==`.
//!
//! In: siblings. Out: siblings, some of them wrapped. Source: `pymdownx.caret`, `.tilde`, `.mark`, all "smart":
//! double marks do not work within words; a single one holds no blank.
//! Never: pairs marks that are not siblings.

use std::borrow::Cow;

use crate::markdown::tree::{Element, Node};

#[derive(Debug, Clone, Copy)]
struct Run {
    mark: u8,
    /// Marks not used yet.
    left: usize,
    /// Index among the pieces.
    piece: usize,
    opens: bool,
    closes: bool,
    /// Its last two can close a pair of double marks, and that is all it can.
    surplus: bool,
    /// Opens or closes a pair of double marks: not within a word.
    free_before: bool,
    free_after: bool,
    /// Blanks seen up to here.
    blanks: usize,
}

/// Wraps what stands between marks.
pub(super) fn apply(nodes: &mut Vec<Node<'_>>) {
    let any = nodes.iter().any(|node| matches!(node, Node::Text(text, _) if memchr::memchr3(b'^', b'~', b'=', text.as_bytes()).is_some()));
    if !any {
        return;
    }
    let (mut pieces, runs) = cut(std::mem::take(nodes));
    let wraps = pair(runs);
    *nodes = if wraps.is_empty() { join(pieces) } else { build(&mut pieces, wraps) };
}

enum Piece<'a> {
    Node(Node<'a>),
    /// A run of marks; how many of them are used up at its front and at its back.
    Marks {
        mark: u8,
        length: usize,
        pos: u32,
    },
}

fn cut(nodes: Vec<Node<'_>>) -> (Vec<Piece<'_>>, Vec<Run>) {
    let mut pieces = Vec::with_capacity(nodes.len() + 4);
    let mut runs = Vec::new();
    let mut blanks = 0;
    let mut before: Option<char> = None;
    let mut nodes = nodes.into_iter().peekable();
    while let Some(node) = nodes.next() {
        let Node::Text(text, pos) = node else {
            before = Some('\u{fffc}');
            pieces.push(Piece::Node(node));
            continue;
        };
        let bytes = text.as_bytes();
        let mut done = 0;
        let mut at = 0;
        while let Some(found) = memchr::memchr3(b'^', b'~', b'=', &bytes[at..]) {
            let from = at + found;
            let mark = bytes[from];
            let length = bytes[from..].iter().take_while(|byte| **byte == mark).count();
            at = from + length;
            if mark == b'=' && length < 2 {
                continue;
            }
            // Of a longer run the last two may close a pair; what is before them is marked too.
            let surplus = length > 3 || mark == b'=' && length > 2;
            let prior = text[..from].chars().next_back().or(before);
            let next = text[at..].chars().next().or_else(|| nodes.peek().map(|_| '\u{fffc}'));
            blanks += text[done..from].chars().filter(|c| c.is_whitespace()).count();
            if from > done {
                pieces.push(Piece::Node(Node::Text(slice(&text, done, from), pos + done as u32)));
            }
            let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
            runs.push(Run {
                mark,
                left: length,
                piece: pieces.len(),
                opens: !blank(next) && !surplus,
                closes: !blank(prior) || length > 2 && (mark == b'=' || !blank(next)),
                surplus: surplus || length > 2 && blank(prior),
                free_before: !word(prior),
                free_after: !word(next),
                blanks,
            });
            pieces.push(Piece::Marks { mark, length, pos: pos + from as u32 });
            done = at;
        }
        blanks += text[done..].chars().filter(|c| c.is_whitespace()).count();
        before = text.chars().next_back().or(before);
        if done < text.len() {
            pieces.push(Piece::Node(Node::Text(slice(&text, done, text.len()), pos + done as u32)));
        }
    }
    (pieces, runs)
}

fn slice<'a>(text: &Cow<'a, str>, from: usize, to: usize) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[from..to]),
        Cow::Owned(text) => Cow::Owned(text[from..to].to_owned()),
    }
}

/// (piece that opens, piece that closes, marks of each side)
fn pair(runs: Vec<Run>) -> Vec<(usize, usize, usize)> {
    let mut open: Vec<Run> = Vec::new();
    let mut wraps = Vec::new();
    for mut run in runs {
        while run.left > 0 && run.closes {
            let fits = |opener: &&Run| opener.mark == run.mark && opener.left > 0;
            let double =
                |opener: &Run| opener.left >= 2 && run.left >= 2 && opener.free_before && run.free_after;
            let single = |opener: &Run| {
                run.mark != b'=' && opener.blanks == run.blanks && opener.left != 2 && run.left != 2
            };
            let found = if run.surplus {
                open.iter().position(|opener| opener.left == 2 && fits(&opener) && double(opener))
            } else if run.left == 3 {
                open.iter().rposition(|opener| {
                    fits(&opener) && (double(opener) || opener.left == 1 && opener.blanks == run.blanks)
                })
            } else {
                open.iter().position(|opener| {
                    fits(&opener) && if run.left == 2 { double(opener) } else { single(opener) }
                })
            };
            let Some(index) = found else { break };
            open.truncate(index + 1);
            let Some(opener) = open.last_mut() else { break };
            let used = match (opener.left, run.left) {
                _ if run.surplus => 2,
                // `^^^x^^^`: the inner pair is single, if it may be.
                (3, 3) => {
                    if opener.blanks == run.blanks {
                        1
                    } else {
                        2
                    }
                }
                (left, 3) => left.min(2),
                (_, left) => left,
            };
            wraps.push((opener.piece, run.piece, used));
            opener.left -= used;
            run.left -= used;
            if opener.left == 0 {
                open.pop();
            }
            if run.surplus {
                run.left = 0;
            }
        }
        if run.left > 0 && run.opens {
            open.push(run);
            if open.len() > 256 {
                open.remove(0);
            }
        }
    }
    wraps
}

/// Pairs come inner first; those of one opening run nest outwards.
fn build<'a>(pieces: &mut Vec<Piece<'a>>, wraps: Vec<(usize, usize, usize)>) -> Vec<Node<'a>> {
    let mut opens: Vec<Vec<(usize, usize)>> = vec![Vec::new(); pieces.len()];
    let mut used = vec![0; pieces.len()];
    for (from, to, count) in wraps {
        opens[from].push((to, count));
        used[from] += count;
        used[to] += count;
    }
    let mut stack: Vec<(usize, Element<'a>)> = Vec::new();
    let mut out: Vec<Node<'a>> = Vec::new();
    let mut push = |stack: &mut Vec<(usize, Element<'a>)>, node: Node<'a>| match stack.last_mut() {
        Some((_, top)) => top.children.push(node),
        None => out.push(node),
    };
    for (index, piece) in pieces.drain(..).enumerate() {
        match piece {
            Piece::Node(node) => push(&mut stack, node),
            Piece::Marks { mark, length, pos } => {
                let rest = length.saturating_sub(used[index]);
                if rest > 0 {
                    let text = char::from(mark).to_string().repeat(rest);
                    push(&mut stack, Node::Text(text.into(), pos));
                }
                while stack.last().is_some_and(|(end, _)| *end == index) {
                    if let Some((_, element)) = stack.pop() {
                        push(&mut stack, element.node());
                    }
                }
                for (end, count) in opens[index].iter().rev() {
                    let name = match (mark, count) {
                        (b'^', 1) => "sup",
                        (b'^', _) => "ins",
                        (b'~', 1) => "sub",
                        (b'~', _) => "del",
                        _ => "mark",
                    };
                    stack.push((*end, Element::new(name, pos)));
                }
            }
        }
    }
    while let Some((_, element)) = stack.pop() {
        match stack.last_mut() {
            Some((_, top)) => top.children.push(element.node()),
            None => out.push(element.node()),
        }
    }
    merge(out)
}

fn join(pieces: Vec<Piece<'_>>) -> Vec<Node<'_>> {
    let nodes = pieces.into_iter().map(|piece| match piece {
        Piece::Node(node) => node,
        Piece::Marks { mark, length, pos } => {
            Node::Text(char::from(mark).to_string().repeat(length).into(), pos)
        }
    });
    merge(nodes.collect())
}

/// Texts side by side become one.
fn merge(nodes: Vec<Node<'_>>) -> Vec<Node<'_>> {
    let mut out: Vec<Node<'_>> = Vec::with_capacity(nodes.len());
    for node in nodes {
        match (out.last_mut(), node) {
            (Some(Node::Text(last, _)), Node::Text(text, _)) => last.to_mut().push_str(&text),
            (_, node) => out.push(node),
        }
    }
    out
}
