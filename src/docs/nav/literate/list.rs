//! The list of a literate nav file.
//!
//! In: the text of the file. Out: its items, nested, each a link or a text. Never: reads Markdown beyond lists and links;
//! stops at what Python-Markdown would read otherwise: it takes what the author must have meant.

use std::collections::HashMap;
use std::ops::Range;

/// An item of the list.
#[derive(Debug)]
pub(super) struct ListItem {
    pub(super) body: Body,
    pub(super) children: Vec<ListItem>,
    /// Where it stands in the file, without the marker.
    pub(super) span: Range<usize>,
}

/// What an item says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// `[title](target)`.
    Link {
        title: String,
        target: String,
    },
    Text(String),
}

/// Deeper items stand at this level.
const DEEPEST: usize = 32;

/// The mark before the list that is meant.
const MARK: &str = "<!--nav-->";

/// The navigation in `text`: the first list behind the last `<!--nav-->`, else the last list. A level is indented by `tab`
/// columns. `None` where there is no list.
pub(super) fn read(text: &str, tab: usize) -> Option<Vec<ListItem>> {
    let mut lists: Vec<Vec<Line<'_>>> = Vec::new();
    // The number of the list that follows the mark.
    let mut marked = None;
    let mut definitions = HashMap::new();
    let mut state = State::Outside;
    let mut at = 0;
    let mut in_comment = false;
    for raw in text.split_inclusive('\n') {
        let start = at;
        at += raw.len();
        let line = raw.trim_end();
        let body = line.trim_start();
        if body == MARK {
            marked = Some(lists.len());
            state = State::Outside;
            continue;
        }
        if in_comment || body.starts_with("<!--") {
            in_comment = !body.contains("-->");
            // As for Python-Markdown, what follows is another list.
            state = State::Outside;
            continue;
        }
        if body.is_empty() {
            if state == State::Within {
                state = State::AfterBlank;
            }
            continue;
        }
        let indent = columns(&line[..line.len() - body.len()], tab);
        if let Some((name, target)) = definition(body).filter(|_| indent < 4) {
            definitions.insert(name.to_lowercase(), target);
            continue;
        }
        match marker(body) {
            Some(rest) if state != State::Outside || indent < tab => {
                if state == State::Outside {
                    lists.push(Vec::new());
                }
                let start = start + (line.len() - rest.len());
                let item = Line { indent, body: rest.to_owned(), span: start..start + rest.len(), raw: rest };
                lists.last_mut()?.push(item);
                state = State::Within;
            }
            _ => match state {
                // A line that goes on.
                State::Within => {
                    if let Some(item) = lists.last_mut().and_then(|list| list.last_mut()) {
                        item.body.push(' ');
                        item.body.push_str(body);
                    }
                }
                State::AfterBlank if indent < tab => state = State::Outside,
                State::AfterBlank | State::Outside => {}
            },
        }
    }
    let list = match marked {
        Some(number) => lists.into_iter().nth(number)?,
        None => lists.pop()?,
    };
    Some(nest(&list, tab, &definitions))
}

#[derive(PartialEq, Eq)]
enum State {
    Outside,
    Within,
    AfterBlank,
}

#[derive(Debug)]
struct Line<'t> {
    indent: usize,
    body: String,
    span: Range<usize>,
    raw: &'t str,
}

/// Columns of the blanks before a line.
fn columns(blanks: &str, tab: usize) -> usize {
    blanks.chars().fold(0, |at, c| if c == '\t' { (at / tab + 1) * tab } else { at + 1 })
}

/// What follows `* `, `- `, `+ ` or `1. `.
fn marker(body: &str) -> Option<&str> {
    let rest = body.strip_prefix(['*', '-', '+']).or_else(|| {
        let digits = body.find(|c: char| !c.is_ascii_digit()).filter(|&digits| digits > 0)?;
        body[digits..].strip_prefix('.')
    })?;
    rest.starts_with([' ', '\t']).then(|| rest.trim_start())
}

/// `[name]: target`.
fn definition(body: &str) -> Option<(&str, String)> {
    let (name, target) = body.strip_prefix('[')?.split_once("]:")?;
    let target = target.split_whitespace().next()?;
    Some((name, target.trim_matches(['<', '>']).to_owned()))
}

/// An item that others may stand below, or beside.
struct Open {
    indent: usize,
    /// Items from this column on stand beside it.
    beside: usize,
    /// Items from this column on stand below it.
    below: usize,
    /// It is a bare title: whatever is indented further must be meant to stand below it.
    is_bare: bool,
}

fn nest(lines: &[Line<'_>], tab: usize, definitions: &HashMap<String, String>) -> Vec<ListItem> {
    let mut open: Vec<Open> = Vec::new();
    // For each open item the ones that stand beside it so far.
    let mut levels: Vec<Vec<ListItem>> = vec![Vec::new()];
    for line in lines {
        let body = body(&line.body, definitions);
        while open.last().is_some_and(|last| line.indent < last.beside) {
            open.pop();
            if !open.is_empty() {
                close(&mut levels);
            }
        }
        let (beside, below) = match open.last() {
            None => (0, tab),
            Some(last) if line.indent >= last.below && open.len() < DEEPEST => {
                levels.push(Vec::new());
                (last.below, last.below + tab)
            }
            Some(last) if last.is_bare && line.indent > last.indent && open.len() < DEEPEST => {
                levels.push(Vec::new());
                (last.indent + 1, line.indent + 2)
            }
            Some(last) => {
                let places = (last.beside, last.below);
                open.pop();
                places
            }
        };
        let is_bare = matches!(&body, Body::Text(text) if !text.contains('*'));
        open.push(Open { indent: line.indent, beside, below, is_bare });
        let span = line.span.start..line.span.start + line.raw.len();
        if let Some(level) = levels.last_mut() {
            level.push(ListItem { body, children: Vec::new(), span });
        }
    }
    while levels.len() > 1 {
        close(&mut levels);
    }
    levels.pop().unwrap_or_default()
}

/// Gives the items of the last level to the item above them.
fn close(levels: &mut Vec<Vec<ListItem>>) {
    if levels.len() > 1
        && let Some(children) = levels.pop()
        && let Some(parent) = levels.last_mut().and_then(|level| level.last_mut())
    {
        parent.children = children;
    }
}

fn body(text: &str, definitions: &HashMap<String, String>) -> Body {
    let link = |title: &str, target: &str| Body::Link {
        title: crate::markdown::plain(title).trim().to_owned(),
        target: unescape(target),
    };
    if let Some(url) = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'))
        && url.contains(':')
    {
        return Body::Link { title: url.to_owned(), target: url.to_owned() };
    }
    if let Some(rest) = text.strip_prefix('[')
        && let Some(end) = closing(rest, '[', ']')
    {
        let (title, after) = (&rest[..end], &rest[end + 1..]);
        if let Some(inner) = after.strip_prefix('(')
            && let Some(end) = closing(inner, '(', ')')
        {
            let target = inner[..end].trim();
            // `<a b.md>`, and `a.md "title"`.
            let target = match target.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
                Some((target, _)) => target,
                None => target.split([' ', '\t']).next().unwrap_or(target),
            };
            return link(title, target);
        }
        let name = match after.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((name, _)) if !name.is_empty() => name,
            _ => title,
        };
        if let Some(target) = definitions.get(&name.to_lowercase()) {
            return link(title, target);
        }
    }
    let is_bold = text.len() > 4 && text.starts_with("**") && text.ends_with("**");
    if text.contains('*') && !text.contains([' ', '\t']) && !is_bold {
        return Body::Text(unescape(text));
    }
    Body::Text(crate::markdown::plain(text).trim().to_owned())
}

/// Where the bracket that is open is closed.
fn closing(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0usize;
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        if is_escaped {
            is_escaped = false;
        } else if c == '\\' {
            is_escaped = true;
        } else if c == open {
            depth += 1;
        } else if c == close {
            match depth {
                0 => return Some(at),
                _ => depth -= 1,
            }
        }
    }
    None
}

/// Without the backslashes before signs.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match chars.peek() {
            Some(next) if c == '\\' && next.is_ascii_punctuation() => {}
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(items: &[ListItem]) -> String {
        let one = |item: &ListItem| {
            let own = match &item.body {
                Body::Link { title, target } => format!("{title}={target}"),
                Body::Text(text) => text.clone(),
            };
            if item.children.is_empty() { own } else { format!("{own}({})", shown(&item.children)) }
        };
        items.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lists() {
        for (text, tab, expected) in [
            ("* [A](a.md)\n* B\n    * [C](c.md)\n* [D](d.md)\n", 4, "A=a.md B(C=c.md) D=d.md"),
            ("- A\n  - [B](b)\n  - C\n    - [D](d)\n- [E](e)\n", 4, "A(B=b C(D=d)) E=e"),
            ("- [A](a)\n  - [B](b)\n", 4, "A=a B=b"),
            ("- [A](a)\n  - [B](b)\n", 2, "A=a(B=b)"),
            ("-\tA\n\t-\t[B](b)\n\t\t- [C](c)\n", 4, "A(B=b(C=c))"),
            ("- [A](a)\n        - [B](b)\n- [C](c)", 4, "A=a(B=b) C=c"),
            ("* [A\n  b](a.md)\n\n10. [C](c)\n", 4, "A b=a.md C=c"),
            ("* x\n\ntext\n\n* [A](a)\n", 4, "A=a"),
            ("<!--nav-->\n* [A](a)\n\ntext\n\n* [B](b)\n", 4, "A=a"),
            ("* [A](a)\n<!--\n* [B](b)\n-->\n* [C](c)\n", 4, "C=c"),
            (
                "* [A][x]\n* [y]\n* <https://e.org>\n\n[x]: a.md\n[y]: b.md\n",
                4,
                "A=a.md y=b.md https://e.org=https://e.org",
            ),
            (r"* [a \[b\] (c)](<d e.md> 't')", 4, "a [b] (c)=d e.md"),
            ("* a/*.md\n* **T**\n* x - y", 4, "a/*.md T x - y"),
        ] {
            assert_eq!(read(text, tab).map(|items| shown(&items)).as_deref(), Some(expected), "{text}");
        }
        assert!(read("no list\n\n    * code\n", 4).is_none());
    }

    #[test]
    fn depth_is_bounded() {
        let lines: Vec<String> = (0..2000).map(|depth| format!("{}* x", " ".repeat(depth * 4))).collect();
        let text = lines.join(
            "
",
        );
        let mut items = &read(&text, 4).unwrap()[..];
        let mut depth = 0;
        while let Some(last) = items.last() {
            items = &last.children;
            depth += 1;
        }
        assert_eq!(depth, DEEPEST);
    }
}
