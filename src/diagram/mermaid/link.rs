//! Links of flowcharts: `-->`, `-- text -->`, `-.->`, `==>`, `~~~`, `<-->`, `--o`, `---->|text|`.
//!
//! In: text behind a node. Out: the link and what follows. Never: takes a node's name for a link.

use super::super::graph::{Line, Tip};
use super::label;

/// A link without its ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) line: Line,
    pub(super) tail: Tip,
    pub(super) head: Tip,
    pub(super) label: String,
    pub(super) length: usize,
}

/// Whether a link starts here. `x--` and `o--` count only behind a blank, or they would be names.
pub(super) fn starts(text: &str, after_blank: bool) -> bool {
    let body = |text: &str| {
        text.starts_with("--") || text.starts_with("-.") || text.starts_with("==") || text.starts_with("~~~")
    };
    body(text)
        || text.strip_prefix('<').is_some_and(body)
        || after_blank && text.strip_prefix(['x', 'o']).is_some_and(body)
}

/// Reads a link.
pub(super) fn read(text: &str) -> Option<(Link, &str)> {
    let tail = match text.chars().next()? {
        '<' => Tip::Arrow,
        'x' => Tip::Cross,
        'o' => Tip::Circle,
        _ => Tip::None,
    };
    let body = if tail == Tip::None { text } else { &text[1..] };
    let (mut link, rest) = if body.starts_with("~~~") {
        let rest = body.trim_start_matches('~');
        (plain(Line::Invisible, Tip::None, 1), rest)
    } else if body.starts_with("-.") {
        dotted(body)?
    } else {
        let mark = body.chars().next()?;
        let line = if mark == '=' { Line::Thick } else { Line::Solid };
        solid(body, mark, line)?
    };
    link.tail = tail;
    let trimmed = rest.trim_start();
    if let Some(inner) = trimmed.strip_prefix('|')
        && let Some(end) = inner.find('|')
    {
        link.label = label::clean(&inner[..end]);
        return Some((link, &inner[end + 1..]));
    }
    Some((link, rest))
}

fn plain(line: Line, head: Tip, length: usize) -> Link {
    Link { line, tail: Tip::None, head, label: String::new(), length }
}

fn tip(text: &str) -> Option<(Tip, &str)> {
    let tip = match text.chars().next()? {
        '>' => Tip::Arrow,
        'x' => Tip::Cross,
        'o' => Tip::Circle,
        _ => return None,
    };
    Some((tip, &text[1..]))
}

fn solid(text: &str, mark: char, line: Line) -> Option<(Link, &str)> {
    let run = text.len() - text.trim_start_matches(mark).len();
    let rest = &text[run..];
    if let Some((head, rest)) = tip(rest) {
        return Some((plain(line, head, run - 1), rest));
    }
    if run > 2 {
        return Some((plain(line, Tip::None, run - 2), rest));
    }
    // `-- text -->`: the text ends at the next run of two or more.
    let pair: String = [mark, mark].iter().collect();
    let end = rest.find(&pair)?;
    let label = label::clean(&rest[..end]);
    let closing = &rest[end..];
    let run = closing.len() - closing.trim_start_matches(mark).len();
    let rest = &closing[run..];
    let (head, length, rest) = match tip(rest) {
        Some((head, rest)) => (head, run - 1, rest),
        None => (Tip::None, run.max(3) - 2, rest),
    };
    Some((Link { label, ..plain(line, head, length) }, rest))
}

fn dotted(text: &str) -> Option<(Link, &str)> {
    let after = text[1..].trim_start_matches('.');
    let length = text.len() - 1 - after.len();
    if let Some(rest) = after.strip_prefix('-') {
        let (head, rest) = tip(rest).unwrap_or((Tip::None, rest));
        return Some((plain(Line::Dashed, head, length), rest));
    }
    let end = after.find(".-")?;
    let label = label::clean(after[..end].trim_end_matches('.'));
    let rest = &after[end + 2..];
    let (head, rest) = tip(rest).unwrap_or((Tip::None, rest));
    Some((Link { label, ..plain(Line::Dashed, head, 1) }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (text, line, head, label, length) in [
            ("-->B", Line::Solid, Tip::Arrow, "", 1),
            ("---B", Line::Solid, Tip::None, "", 1),
            ("---->B", Line::Solid, Tip::Arrow, "", 3),
            ("-->|yes|B", Line::Solid, Tip::Arrow, "yes", 1),
            ("-- yes -->B", Line::Solid, Tip::Arrow, "yes", 1),
            ("--YES-->B", Line::Solid, Tip::Arrow, "YES", 1),
            ("==>B", Line::Thick, Tip::Arrow, "", 1),
            ("==Yes==>B", Line::Thick, Tip::Arrow, "Yes", 1),
            ("-.->B", Line::Dashed, Tip::Arrow, "", 1),
            ("-. a.b .->B", Line::Dashed, Tip::Arrow, "a.b", 1),
            ("-.-B", Line::Dashed, Tip::None, "", 1),
            ("~~~B", Line::Invisible, Tip::None, "", 1),
            ("--xB", Line::Solid, Tip::Cross, "", 1),
            ("<-->B", Line::Solid, Tip::Arrow, "", 1),
        ] {
            let (link, rest) = read(text).unwrap();
            assert_eq!(
                (link.line, link.head, link.label.as_str(), link.length, rest),
                (line, head, label, length, "B"),
                "{text}"
            );
        }
        assert_eq!(read("<-->B").unwrap().0.tail, Tip::Arrow);
        assert_eq!(read("-- never"), None);
    }
}
