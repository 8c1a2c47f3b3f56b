//! The lines about a place.
//!
//! In: a text and a byte offset. Out: byte ranges of the line there, of its parts, of its neighbours. Never: looks further than
//! a hundred lines up.

use std::ops::Range;

/// How far up a cause is looked for.
const FAR: usize = 100;

/// A text, seen from the place where the parser stopped.
pub(super) struct Lines<'t> {
    pub(super) text: &'t str,
    /// Byte offset of that place, at a character.
    pub(super) at: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        // At the end of the text the last character is meant.
        if at == text.len() {
            at = text.trim_end().len().saturating_sub(1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
        }
        Self { text, at }
    }

    /// The character at the place.
    pub(super) fn character(&self) -> Range<usize> {
        let length = self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        self.at..self.at + length
    }

    /// A character on the line, at the place or behind it.
    pub(super) fn find(&self, character: char) -> Range<usize> {
        let at = self.text[self.at..self.line().end.max(self.at)].find(character).map(|at| self.at + at);
        at.map_or_else(|| self.character(), |at| at..at + character.len_utf8())
    }

    /// The line that holds a byte, without its line break.
    fn line_at(&self, at: usize) -> Range<usize> {
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = self.text[at..].find('\n').map_or(self.text.len(), |end| at + end);
        start..end
    }

    /// The line of the place.
    pub(super) fn line(&self) -> Range<usize> {
        self.line_at(self.at)
    }

    /// The line below; empty at the end.
    pub(super) fn next_line(&self) -> Range<usize> {
        let end = self.line().end;
        if end < self.text.len() { self.line_at(end + 1) } else { end..end }
    }

    /// The lines above, the nearest first.
    fn above(&self, line: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
        let before = move |line: &Range<usize>| line.start.checked_sub(1).map(|end| self.line_at(end));
        std::iter::successors(before(&line), move |line| before(line)).take(FAR)
    }

    /// The lines above the place and the line itself, then a few below.
    pub(super) fn around(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let below = std::iter::successors(Some(self.line()), |line| {
            (line.end < self.text.len()).then(|| self.line_at(line.end + 1))
        });
        self.above(self.line()).take(20).chain(below.take(3))
    }

    /// The blanks and tabs that a line begins with.
    pub(super) fn indent_of(&self, line: &Range<usize>) -> Range<usize> {
        let text = &self.text[line.clone()];
        line.start..line.start + (text.len() - text.trim_start_matches([' ', '\t']).len())
    }

    /// The line of the place without indentation and without blanks at its end.
    pub(super) fn content(&self) -> Range<usize> {
        let line = self.line();
        let end = line.start + self.text[line.clone()].trim_end().len();
        self.indent_of(&line).end.min(end)..end
    }

    /// Where the content of the line begins.
    pub(super) fn content_start(&self) -> usize {
        self.content().start.min(self.at)
    }

    /// The content of the line.
    pub(super) fn trimmed(&self) -> &'t str {
        &self.text[self.content()]
    }

    /// The nearest line above that is neither empty nor a comment.
    pub(super) fn line_above(&self) -> Option<Range<usize>> {
        self.above(self.line()).find(|line| self.is_written(line))
    }

    fn is_written(&self, line: &Range<usize>) -> bool {
        let text = self.text[line.clone()].trim();
        !text.is_empty() && !text.starts_with('#')
    }

    /// Whether the line goes on with the value of the line above: it holds no key of its own.
    pub(super) fn is_continued_value(&self) -> bool {
        let before = &self.text[self.content_start()..self.at];
        before.trim().contains(' ')
    }

    /// Indentations of the lines above up to the nearest that has none, each once.
    pub(super) fn indents_above(&self) -> Vec<usize> {
        let mut indents = Vec::new();
        for line in self.above(self.line()).filter(|line| self.is_written(line)) {
            let indent = self.indent_of(&line);
            let content = &self.text[indent.end..line.end];
            if content.starts_with("---") {
                break;
            }
            if !content.starts_with("- ") && !indents.contains(&indent.len()) {
                indents.push(indent.len());
            }
            if indent.is_empty() {
                break;
            }
        }
        indents
    }

    /// Indentation of the nearest item of a list above; of the list's key where there is none.
    pub(super) fn indent_of_item_above(&self) -> Option<usize> {
        let here = self.indent_of(&self.line()).len();
        let written = || self.above(self.line()).filter(|line| self.is_written(line));
        let is_item = |line: &Range<usize>| {
            let content = self.text[self.indent_of(line).end..line.end].trim_end();
            content == "-" || content.starts_with("- ")
        };
        let key = written().next().filter(|line| self.text[line.clone()].trim_end().ends_with(':'));
        let beside = key.or_else(|| written().find(is_item))?;
        let indent = self.indent_of(&beside).len();
        (indent != here).then_some(indent)
    }

    /// The key whose value is a text block, where that is the line above.
    pub(super) fn block_above(&self) -> Option<&'t str> {
        let line = &self.text[self.line_above()?];
        let (key, header) = line.rsplit_once(": ")?;
        header.trim().starts_with(['|', '>']).then(|| key.trim().trim_start_matches("- "))
    }

    /// Where the value of the line begins: behind the last `key: ` or `- ` before the place.
    pub(super) fn value_start(&self) -> usize {
        let content = self.content();
        let before = &self.text[content.start..self.character().end.min(content.end).max(content.start)];
        let mut start = content.start;
        while let Some(rest) = self.text[start..content.end].strip_prefix("- ") {
            start = content.end - rest.trim_start().len();
        }
        match before.find(": ") {
            Some(colon) if content.start + colon >= start => {
                let value = &self.text[content.start + colon + 2..content.end];
                content.end - value.trim_start().len()
            }
            _ => start,
        }
    }

    /// The line that begins with `%`, at the place or above.
    pub(super) fn directive(&self) -> Range<usize> {
        let is_directive = |line: &Range<usize>| self.text[line.clone()].starts_with('%');
        let line = self.line();
        std::iter::once(line.clone()).chain(self.above(line.clone())).find(is_directive).unwrap_or(line)
    }
}

/// Whether a text could be a key.
pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 60
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '$'))
}

/// A text as it fits into a message.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// `put quotes round the value: …`, with the line as it should be written where it is short.
pub(super) fn with_quotes(lines: &Lines<'_>) -> String {
    let (content, value) = (lines.content(), lines.value_start());
    let text = &lines.text[value.min(content.end)..content.end];
    // Two lines of one value cannot be shown as one.
    let is_whole = lines.text[content.start..value].trim_end().ends_with([':', '-']);
    match quoted(text).filter(|text| is_whole && text.len() <= 70) {
        Some(text) => {
            format!("put quotes round the value: `{}{text}`", &lines.text[content.start..value])
        }
        None => "put quotes round the value".to_owned(),
    }
}

/// A value in quotes: double ones, or single ones where it holds double ones itself. `None` where neither does.
pub(super) fn quoted(value: &str) -> Option<String> {
    let simple = !value.contains(['`', '\n']);
    if simple && !value.contains(['"', '\\']) {
        Some(format!("\"{value}\""))
    } else if simple && !value.contains('\'') {
        Some(format!("'{value}'"))
    } else {
        None
    }
}
