//! The working text of a page: line ends made one, snippets expanded, and the way back to the author's text.
//!
//! In: a page's text. Out: text that every later step cuts its pieces from, as [`Line`]s, and [`Source::origin`].
//! Never: changes what stands on a line (tabs are counted, not replaced).

use std::borrow::Cow;
use std::ops::Range;

use super::document::{Problem, ProblemKind};

/// Most bytes of a page's text, with all that it includes.
pub(super) const LONGEST: usize = 8 << 20;

/// A page's text as far as a page goes: to the end of its last whole line within [`LONGEST`].
pub(super) fn within_limit<'t>(text: &'t str, problems: &mut Vec<Problem>) -> &'t str {
    if text.len() <= LONGEST {
        return text;
    }
    let kept = memchr::memrchr(b'\n', &text.as_bytes()[..LONGEST]).map_or_else(
        || (0..=LONGEST).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0),
        |end| end + 1,
    );
    problems.push(Problem {
        kind: ProblemKind::Limit,
        message: format!("the page is longer than {} MiB", LONGEST >> 20),
        span: kept..kept,
        help: Some("split the page; what follows is not shown".to_owned()),
    });
    &text[..kept]
}

/// The working text.
#[derive(Debug)]
pub(super) struct Source<'t> {
    /// What the steps work on.
    pub text: Cow<'t, str>,
    /// Offset in the working text, offset in the author's; between two of them both grow alike, unless the
    /// piece came from a snippet (`false`): then all of it stands where the snippet's line stands.
    map: Vec<(u32, u32, bool)>,
}

impl<'t> Source<'t> {
    /// Takes away a byte order mark and control characters, which HTML forbids, and makes line ends `\n`.
    pub(super) fn new(text: &'t str) -> Self {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let skipped = (text.len() - body.len()) as u32;
        // A form feed is a blank to HTML.
        let odd = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\t' | 0x0c);
        if !body.as_bytes().iter().any(odd) {
            return Self { text: Cow::Borrowed(body), map: vec![(0, skipped, true)] };
        }
        let mut out = String::with_capacity(body.len());
        let mut map = vec![(0, skipped, true)];
        let mut rest = 0;
        while let Some(found) = body.as_bytes()[rest..].iter().position(odd) {
            let at = rest + found;
            out.push_str(&body[rest..at]);
            rest = at + 1;
            match body.as_bytes()[at] {
                0 => out.push('\u{fffd}'),
                b'\r' if body.as_bytes().get(rest) != Some(&b'\n') => out.push('\n'),
                _ => {}
            }
            map.push((out.len() as u32, skipped + rest as u32, true));
        }
        out.push_str(&body[rest..]);
        Self { text: Cow::Owned(out), map }
    }

    /// A text put together from pieces: (place in it, place in the author's text, whether both grow alike).
    pub(super) fn pieced(text: String, map: Vec<(u32, u32, bool)>) -> Self {
        Self { text: Cow::Owned(text), map }
    }

    /// The text behind an offset.
    #[must_use]
    pub(super) fn behind(self, offset: usize) -> Self {
        let origin = self.origin(offset as u32) as u32;
        let text = match self.text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[offset..]),
            Cow::Owned(text) => Cow::Owned(text[offset..].to_owned()),
        };
        let begin = offset as u32;
        let mut map = vec![(0, origin, true)];
        map.extend(
            self.map
                .into_iter()
                .filter(|(at, ..)| *at > begin)
                .map(|(at, origin, grows)| (at - begin, origin, grows)),
        );
        Self { text, map }
    }

    /// Place in the author's text.
    pub(super) fn origin(&self, place: u32) -> usize {
        let index = self.map.partition_point(|(at, ..)| *at <= place);
        match index.checked_sub(1).and_then(|index| self.map.get(index)) {
            Some((at, origin, true)) => (origin + (place - at)) as usize,
            Some((_, origin, false)) => *origin as usize,
            None => place as usize,
        }
    }

    /// Whether a place in the working text was brought in by a snippet.
    pub(super) fn is_included(&self, place: u32) -> bool {
        let index = self.map.partition_point(|(at, ..)| *at <= place);
        index.checked_sub(1).and_then(|index| self.map.get(index)).is_some_and(|(.., grows)| !grows)
    }

    /// Range in the author's text.
    pub(super) fn origins(&self, range: Range<u32>) -> Range<usize> {
        let start = self.origin(range.start);
        start..self.origin(range.end).max(start)
    }
}

/// A line as its container sees it: what containers around it take from its front is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// Where the line begins in the working text, blanks and all.
    pub raw: u32,
    /// First byte that is not a blank; `end` on a blank line.
    pub start: u32,
    /// End, without the line end.
    pub end: u32,
    /// Columns of blanks before `start` that are left to this container.
    pub indent: u32,
}

impl Line {
    /// Whether nothing but blanks stands on it.
    pub(super) fn blank(self) -> bool {
        self.start == self.end
    }

    /// From the first byte that is not a blank.
    pub(super) fn text(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// With up to `columns` taken from the blanks in front.
    #[must_use]
    pub(super) fn dedent(self, columns: u32) -> Self {
        Self { indent: self.indent.saturating_sub(columns), ..self }
    }

    /// What follows an offset (from `start`), as a line of its own. `column` is where `start` stands, for tabs.
    #[must_use]
    pub(super) fn after(self, text: &str, offset: usize, column: u32) -> Self {
        let raw = self.start + offset as u32;
        let rest = &text[raw as usize..self.end as usize];
        let begin = column + rest_columns(&text[self.start as usize..raw as usize]);
        let (blanks, columns) = blanks(rest, begin);
        Self { raw, start: raw + blanks as u32, end: self.end, indent: columns }
    }

    /// The blanks left to the container and the text: for code, where tabs stay tabs.
    pub(super) fn code(self, text: &str) -> Cow<'_, str> {
        let blanks = &text[self.raw as usize..self.start as usize];
        if blanks.len() as u32 == self.indent && !self.blank() {
            return Cow::Borrowed(&text[self.raw as usize..self.end as usize]);
        }
        // Blanks are taken from the front, so what is left is a suffix, unless a tab is split.
        let (mut suffix, mut columns) = (blanks.len(), 0);
        let total = rest_columns(blanks);
        let keep = self.indent.min(total);
        let mut at = 0;
        for (offset, byte) in blanks.bytes().enumerate() {
            if total - at <= keep {
                suffix = offset;
                columns = total - at;
                break;
            }
            at += if byte == b'\t' { 4 - at % 4 } else { 1 };
            suffix = offset + 1;
            columns = total.saturating_sub(at);
        }
        let missing = self.indent.saturating_sub(columns) as usize;
        let tail = &text[self.raw as usize + suffix..self.end as usize];
        if missing == 0 { Cow::Borrowed(tail) } else { Cow::Owned(" ".repeat(missing) + tail) }
    }
}

fn rest_columns(text: &str) -> u32 {
    let mut column = 0;
    for c in text.chars() {
        column += if c == '\t' { 4 - column % 4 } else { 1 };
    }
    column
}

/// Bytes and columns of the blanks in front.
fn blanks(text: &str, from: u32) -> (usize, u32) {
    let mut column = from;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b' ' => column += 1,
            b'\t' => column += 4 - column % 4,
            _ => return (offset, column - from),
        }
    }
    (text.len(), column - from)
}

/// Cuts a stretch of text into lines.
pub(super) fn lines(text: &str, from: usize) -> Vec<Line> {
    let mut out = Vec::with_capacity((text.len() - from) / 32 + 1);
    let mut raw = from;
    while raw < text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[raw..]).map_or(text.len(), |found| raw + found);
        let (skip, columns) = blanks(&text[raw..end], 0);
        out.push(Line { raw: raw as u32, start: (raw + skip) as u32, end: end as u32, indent: columns });
        raw = end + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_stay_in_code() {
        let text = "\t\tx";
        let line = lines(text, 0)[0];
        assert_eq!(line.indent, 8);
        assert_eq!(line.dedent(4).code(text), "\tx");
        assert_eq!(line.dedent(2).code(text), "  \tx");
        assert_eq!(line.dedent(9).code(text), "x");
    }

    #[test]
    fn line_ends_keep_their_places() {
        let source = Source::new("\u{feff}a\r\nb\rc");
        assert_eq!(source.text, "a\nb\nc");
        assert_eq!(source.origin(0), 3);
        assert_eq!(source.origin(2), 6);
        assert_eq!(source.origin(4), 8);
    }

    #[test]
    fn control_characters_go_and_places_stay() {
        let source = Source::new("a\u{1b}[1mb\0\u{b}c\u{7f}\td");
        assert_eq!(source.text, "a[1mb\u{fffd}c\td");
        assert_eq!(source.origin(1), 2);
        assert_eq!(source.origin(source.text.find('c').unwrap() as u32), 8);
        assert_eq!(source.origin(source.text.find('d').unwrap() as u32), 11);
    }
}
