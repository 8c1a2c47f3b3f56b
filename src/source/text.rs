//! Byte offsets as lines and columns.
//!
//! In: a text and a byte offset. Out: a one-based line and column (in characters), and the line's text.
//! Never: fails; an offset past the end or inside a character is moved back to the nearest boundary.

/// One-based line and column; the column counts characters (Unicode scalar values).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineColumn {
    /// One-based line.
    pub line: usize,
    /// One-based column, in characters.
    pub column: usize,
}

/// Where the lines of one text begin.
#[derive(Debug)]
pub(crate) struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Indexes `text`; `\n` and `\r\n` end a line.
    pub(crate) fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        Self { starts }
    }

    /// Line and column of `offset` in `text`, the text this index was made of.
    pub(crate) fn line_column(&self, text: &str, offset: usize) -> LineColumn {
        let offset = boundary(text, offset);
        let line = self.starts.partition_point(|&start| start <= offset);
        let column = text[self.starts[line - 1]..offset].chars().count() + 1;
        LineColumn { line, column }
    }

    /// Text of a one-based line, without its end; empty past the last.
    pub(crate) fn line<'t>(&self, text: &'t str, line: usize) -> &'t str {
        let Some(&start) = self.starts.get(line.wrapping_sub(1)) else { return "" };
        let end = self.starts.get(line).map_or(text.len(), |next| next - 1);
        text[start..end].trim_end_matches('\r')
    }
}

fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns() {
        let text = "a\r\nüb\n";
        let index = LineIndex::new(text);
        let at = |offset| {
            let place = index.line_column(text, offset);
            (place.line, place.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(3), (2, 1));
        assert_eq!(at(4), (2, 1), "inside a character: moved back");
        assert_eq!(at(5), (2, 2));
        assert_eq!(at(999), (3, 1));
        assert_eq!(index.line(text, 1), "a");
        assert_eq!(index.line(text, 2), "üb");
        assert_eq!(index.line(text, 9), "");
    }
}
